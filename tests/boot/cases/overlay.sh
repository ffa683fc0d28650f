#!/bin/sh
# SPDX-License-Identifier: MIT
# An overlay. U-Boot for this machine is built without `fdt apply`: so the tree that the program has
# put together is booted, the script which applies the overlay at boot is replayed with libfdt, and
# on real U-Boot it must stop where that command is not known.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz
# The overlay needs a tree with symbols.
dtc -q -I dtb -O dts "$ASSETS/board.dtb" | sed 's/^\tpl031@/\tclock: &/' >board.dts
dtc -q -@ -I dts -O dtb -o "$SERVED/board.dtb" board.dts
cat >overlay.dts <<EOF
/dts-v1/;
/plugin/;
&clock { xenboot,note = "over", "lay"; inner { reference = <&clock>; }; };
EOF
dtc -q -@ -I dts -O dtb -o "$SERVED/clock.dtbo" overlay.dts
profile <<EOF
device-tree: {overlays: [{file: clock.dtbo}]}
output: {emit: both}
EOF
boot_case tftp
[ "$(fdtget uboot.dtb /pl031@9010000 xenboot,note)" = 'over lay' ] || fail 'no overlay in the tree'

build "$CASE.yaml" "$SERVED" --emit script
"$HELPERS/fdt-replay" -C "$SERVED" -o replayed.dtb "$SERVED/$CASE.source" ||
	fail 'the script does not come to booti'
"$HELPERS/tree-compare" replayed.dtb "tree/$CASE.dtb" || fail 'script and DTB make different trees'

boot stop.log tftp
expect_stop stop.log '^xenboot: STOPPED: could not apply overlay clock.dtbo'

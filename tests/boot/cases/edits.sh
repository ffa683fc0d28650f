#!/bin/sh
# SPDX-License-Identifier: MIT
# Every kind of edit, and an overlay that U-Boot applies: the tree in U-Boot is the one that the
# program writes.
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
device-tree:
  overlays: [{file: clock.dtbo}]
  edits:
    - {path: /pl061@9030000, set: {status: disabled}}
    - {path: /, set: {xenboot-text: "it's \$one", xenboot-list: [two, "words, here"]}}
    - {path: /, set: {xenboot-cells: "<0x1 2 0xffffffff>", xenboot-bytes: "[00 ff 7f]"}}
    - {path: /, set: {xenboot-nothing: true}}
    - {path: /gpio-keys, remove: true}
    - {path: /pl011@9000000, remove: clock-names}
EOF
boot_case tftp
[ "$(fdtget uboot.dtb /pl031@9010000 xenboot,note)" = 'over lay' ] || fail 'no overlay in the tree'
[ "$(fdtget -t x uboot.dtb / xenboot-cells)" = '1 2 ffffffff' ] || fail 'the cells differ'
! fdtget -l uboot.dtb /gpio-keys 2>/dev/null || fail '/gpio-keys is still there'

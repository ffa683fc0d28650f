#!/bin/sh
# SPDX-License-Identifier: MIT
# The shipped profiles for the Raspberry Pi 4 do what the scripts by hand do from which they come:
# real U-Boot runs both kinds on that board's tree, and the two trees are equal.
#
# The Raspberry Pi's RAM begins at 0, QEMU's at 0x40000000. So in both scripts 0x40000000 is added
# to each address that something is loaded to, or that fdt and booti are told; what is written into
# the tree stays as it is. Then a dump of the tree takes booti's place. The files have the real
# sizes and nothing in them, but for the tree.
# variants: yocto boot2
# needs: qemu debs fdtput
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

profile_name=rpi4-$1
kernel=Image
[ "$1" = yocto ] || kernel=Image-dom0

# rebase SCRIPT: add 0x40000000 to the addresses.
rebase() {
	awk '{
		rest = $0; line = ""
		while (match(rest, /(tftpb(oot)?|fdt addr|booti|-) 0x[0-9A-Fa-f]+/)) {
			part = substr(rest, RSTART, RLENGTH)
			digits = part; sub(/.* 0x/, "", digits)
			sub(/0x.*/, "", part)
			while (length(digits) < 7) digits = "0" digits
			line = line substr(rest, 1, RSTART - 1) part "0x4" digits
			rest = substr(rest, RSTART + RLENGTH)
		}
		print line rest
	}' "$1"
}

# on_qemu SOURCE NAME: put SOURCE on the server as NAME.scr, for this machine.
on_qemu() {
	rebase "$1" >"$2.rebased"
	dumping "$2.rebased" >"$2.source"
	wrap "$2.source" "$SERVED/$2.scr"
}

mkdir files
cp "$DEBS"/usr/lib/linux-image-*/broadcom/bcm2711-rpi-4-b.dtb files/
# In the tree that Yocto builds, the Raspberry Pi kernel's, serial0 is the mini UART; in Linux's it is the
# PL011, whose interrupt others share.
fdtput -t s files/bcm2711-rpi-4-b.dtb /aliases serial0 /soc/serial@7e215040
cp files/bcm2711-rpi-4-b.dtb "$SERVED/"
truncate -s $((0xF0008)) "$SERVED/xen"
truncate -s $((0x108AA00)) "$SERVED/$kernel"
truncate -s $((0x6013E86)) "$SERVED/xen-image-minimal-raspberrypi4-64.cpio.gz"

mkdir built
build "$profile_name" built --files files
on_qemu "$TESTS/seed/$1.source" hand
on_qemu "$(echo built/*.source)" ours
prompt='dhcp'
for label in hand ours; do
	prompt="$prompt; setenv label $label; tftpboot 0x40C00000 $label.scr; source 0x40C00000"
done
boot console.log tftp
for label in hand ours; do
	"$HELPERS/log-to-blob" console.log $label $label.dtb || fail "no tree of $label.scr in the log"
done
"$HELPERS/tree-compare" -p /chosen hand.dtb ours.dtb || fail '/chosen differs'
"$HELPERS/tree-compare" hand.dtb ours.dtb || fail 'the trees differ outside /chosen'
# The script by hand did something at all.
[ -n "$(fdtget -t x hand.dtb /chosen/dom0-ramdisk reg)" ] || fail "the script by hand made no ramdisk"
expect_source "$profile_name" files/bcm2711-rpi-4-b.dtb --files files

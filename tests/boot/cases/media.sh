#!/bin/sh
# SPDX-License-Identifier: MIT
# Files from two media: all over TFTP but a ramdisk that is on a disk; all on a disk but Xen, for which the script
# itself has to ask for an address.
# variants: tftp disk
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

mkdir disk
second_disk=disk
case $1 in
tftp)
	serve xen Image board.dtb
	cp "$ASSETS/ramdisk.cpio.gz" disk/initrd
	profile <<-EOF
	dom0: {ramdisk: {file: ../disk/initrd, load-as: initrd, load: {method: virtio, device: "0:1"}}}
	EOF
	build "$CASE.yaml" "$SERVED"
	;;
disk)
	serve xen
	cp "$ASSETS/Image" "$ASSETS/board.dtb" "$ASSETS/ramdisk.cpio.gz" disk/
	profile <<-EOF
	files: disk
	load: {method: virtio, device: "0:1"}
	xen: {file: ../served/xen, load-as: xen, load: tftp}
	EOF
	build "$CASE.yaml" disk
	;;
esac
boot console.log tftp
expect_dom0 console.log

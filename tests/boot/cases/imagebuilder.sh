#!/bin/sh
# SPDX-License-Identifier: MIT
# Configurations of ImageBuilder's with the variables of those that Xen's own CI boots: imported, built and booted.
#   dom0    qemu-smoke-dom0-arm64: dom0 alone; the script's tree is the DTB's
#   guests  qemu-smoke-dom0less-arm64: dom0 and two guests, below MEMORY_END
#   alone   qemu-xtf arm64: a guest and no dom0
# variants: dom0 guests alone
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

# config MEMORY_END <<EOF: write the configuration from what all of them have and what stands in the here-document,
# import it as $CASE.yaml, and build that. As in the CI the tree's GPIO is taken away beforehand.
config() {
	serve xen Image ramdisk.cpio.gz
	cp "$ASSETS/board.dtb" "$SERVED/virt-gicv3.dtb"
	fdtput -p -t s "$SERVED/virt-gicv3.dtb" /pl061@9030000 status disabled
	{
		cat <<-EOF
		MEMORY_START="0x40000000"
		MEMORY_END="$1"

		DEVICE_TREE="virt-gicv3.dtb"
		XEN="xen"
		EOF
		cat
		cat <<-EOF

		LOAD_CMD="tftpb"
		UBOOT_SOURCE="boot.source"
		UBOOT_SCRIPT="boot.scr"
		EOF
	} >config
	"$XENBOOT" import config --files "$SERVED" -o "$CASE.yaml" >import.out 2>&1 ||
		fail "import: $(head -n 1 import.out)"
	! grep -v ': note: ' import.out | grep -q ': ' || fail "import: $(head -n 1 import.out)"
}

case $1 in
dom0)
	xen_line='console=dtuart dom0_mem=512M bootscrub=0 console_timestamps=boot'
	dom0_line='console=hvc0 panic=1 root=/dev/ram0'
	config 0xC0000000 <<-'EOF'
	DOM0_KERNEL="Image"
	DOM0_RAMDISK="ramdisk.cpio.gz"
	DOM0_CMD="console=hvc0 panic=1"
	XEN_CMD="console=dtuart dom0_mem=512M bootscrub=0 console_timestamps=boot"

	NUM_DOMUS=0
	EOF
	build "$CASE.yaml" "$SERVED"
	boot console.log tftp
	expect_dom0 console.log
	expect_tree boot "$CASE.yaml" tftp
	;;
guests)
	config 0x50000000 <<-'EOF'
	DOM0_KERNEL="Image"
	DOM0_RAMDISK="ramdisk.cpio.gz"
	DOM0_CMD="console=hvc0 panic=1 root=/dev/ram0 xenboot_test.wait=60"
	XEN_CMD="console=dtuart dom0_mem=512M bootscrub=0"

	NUM_DOMUS=2
	NAMES=(first second)
	DOMU_KERNEL=( [0]="Image" [1]="Image" )
	DOMU_RAMDISK[0]="ramdisk.cpio.gz"
	DOMU_RAMDISK[1]="ramdisk.cpio.gz"
	DOMU_CMD[0]="console=ttyAMA0 panic=1 root=/dev/ram0 guest.name=${NAMES[0]}"
	DOMU_CMD[1]="console=ttyAMA0 panic=1 root=/dev/ram0 guest.name=${NAMES[1]}"
	DOMU_MEM[0]=$((32 * 3))
	DOMU_MEM[1]=96
	EOF
	boot_guests first second
	;;
alone)
	dom0=
	config 0x50000000 <<-'EOF'
	XEN_CMD="console=dtuart bootscrub=0"
	DOMU_KERNEL[0]="Image"
	DOMU_RAMDISK[0]="ramdisk.cpio.gz"
	DOMU_CMD[0]="console=ttyAMA0 panic=1 root=/dev/ram0 guest.name=only"
	DOMU_MEM[0]=128
	NUM_DOMUS=1
	EOF
	boot_guests only
	;;
esac

# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden and temporary
# A folder that Yocto leaves behind: files by their content, of several names of one file the plain one.
boot_files
# deploy MACHINE RAMDISK: with a ramdisk of that name, as the release has it.
deploy() {
	machine=$1
	rm -rf deploy
	mkdir -p deploy/bootfiles
	cp "$temporary/files/xen" "deploy/xen-$machine"
	cp "$temporary/files/xen" "deploy/xen-$machine.efi"
	echo policy >"deploy/xenpolicy-4.17"
	ln -s xenpolicy-4.17 "deploy/xenpolicy-$machine"
	cp "$temporary/files/Image" "deploy/Image-1-5.4.83-r0-$machine-20240501.bin"
	ln -s "Image-1-5.4.83-r0-$machine-20240501.bin" deploy/Image
	ln -s "Image-1-5.4.83-r0-$machine-20240501.bin" "deploy/Image-$machine.bin"
	cp "$temporary/files/rootfs.cpio" "deploy/$2-20240501.rootfs.cpio.gz"
	ln -s "$2-20240501.rootfs.cpio.gz" "deploy/$2.cpio.gz"
	cp rpi.dtb deploy/bcm2711-rpi-4-b.dtb
	ln -s bcm2711-rpi-4-b.dtb "deploy/bcm2711-rpi-4-b-$machine.dtb"
	echo modules | gzip -n >"deploy/modules--5.4.83-r0-$machine.tgz"
	echo boot | gzip -n >"deploy/$2.tar.gz"
	resize deploy/u-boot.bin 500000
	echo 'IMAGE_LINK_NAME' >deploy/testdata.json
}
# Of one board: it is the tree's.
deploy zynqmp-generic xen-image-minimal-zynqmp-generic
cp zcu102.dtb deploy/system.dtb
rm deploy/bcm2711*
x import deploy -o zcu.yaml
line 'cat zcu.yaml'
x check deploy
# Of several that differ in their RAM alone: it is named. Trees of sister boards are not meant.
deploy raspberrypi4-64 xen-image-minimal-raspberrypi4-64
cp zcu102.dtb deploy/other.dtb
x import deploy --board rpi4-4g -o rpi.yaml
line 'grep "^board\|file:" rpi.yaml'
x import deploy
rm deploy/other.dtb
line 'xenboot import deploy 2>&1 | grep "^board\|file:\|note\|hint"'
# From 4.3 on the ramdisk's link has .rootfs in it; a second image beside it does not fit as well.
deploy raspberrypi4-64 xen-image-minimal-raspberrypi4-64.rootfs
cp "$temporary/files/rootfs.cpio" deploy/core-image-minimal-raspberrypi4-64.rootfs.cpio.gz
line 'xenboot import deploy --board rpi4-4g 2>&1 | grep "file:\|note\|could"'
# What is missing is told.
rm deploy/xen-*
x import deploy --board rpi4-4g
rm -r deploy/Image* deploy/xen*
x import deploy --board rpi4-4g

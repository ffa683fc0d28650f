# SPDX-License-Identifier: MIT
x profile new first --board qemu-arm64
boot_files
mkdir boot
mv xen Image rootfs.cpio board.dtb boot
x profile new first --board qemu-arm64 --files boot
x profile show first
x profile new first --board qemu-arm64 --files boot
x profile new first --files boot --force
x profile new second --board qemu-arm64 --files nowhere
x profile new second --board qemu --files boot
x profile new a/b --board qemu-arm64 --files boot
# Links with versions in their names and files that only look alike are no second candidate.
ln -s Image boot/Image--6.1-r0
cp boot/xen boot/xen.efi
gzip -nc boot/Image >boot/Image.gz
echo text | gzip -n >boot/log.gz
cp boot/board.dtb boot/overlay.dtbo
x profile new second --board qemu-arm64 --files boot
x profile show second
# These are.
cp boot/board.dtb boot/other.dtb
x profile new third --board qemu-arm64 --files boot
x profile new third --board qemu-arm64 --files boot --dtb boot/other.dtb
x get third device-tree.file
cp boot/xen boot/xen-debug
cp boot/xen boot/xen-4.18
x profile new fourth --board qemu-arm64 --files boot --dtb boot/other.dtb
rm boot/xen
x profile new fourth --board qemu-arm64 --files boot --dtb boot/other.dtb
rm boot/xen-debug boot/Image*
x profile new fourth --board qemu-arm64 --files boot --dtb boot/other.dtb

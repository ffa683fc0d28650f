# SPDX-License-Identifier: MIT
# --files, --board, --dtb and --data, and what is not there.
boot_files
mkdir files
mv xen Image rootfs.cpio board.dtb files
x check base.yaml
x check base.yaml --files files
mv files/board.dtb .
x check base.yaml --files files --dtb board.dtb
x check base.yaml --files files --dtb board.dtb --board qemu-arm64
x check base.yaml --files nowhere
x check base.yaml --dtb nowhere.dtb
x check base.yaml --files board.dtb
x check base.yaml --dtb files
x --data nowhere check base.yaml
x --data data check base.yaml --files files --dtb board.dtb --board small
line 'XENBOOT_DATA=data xenboot boards small'

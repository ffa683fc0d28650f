# SPDX-License-Identifier: MIT
boot_files
rm Image
mv rootfs.cpio "$HOME"
x check bad.yaml

# SPDX-License-Identifier: MIT
boot_files
gzip -n rootfs.cpio
x check bad.yaml

#!/bin/sh
# SPDX-License-Identifier: MIT
# A gzipped kernel: Xen unpacks it, so its reg is the compressed size.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image.gz ramdisk.cpio.gz board.dtb
profile <<EOF
dom0:
  kernel: {file: Image.gz}
EOF
boot_case tftp
size=$(printf %x "$(wc -c <"$SERVED/Image.gz")")
fdtget -t x uboot.dtb /chosen/dom0 reg | grep -q " $size\$" || fail 'reg is not the gzip file'

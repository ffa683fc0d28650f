#!/bin/sh
# SPDX-License-Identifier: MIT
# Some addresses fixed, the others automatic around them.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
device-tree: {address: 0x40600000}
dom0:
  kernel: {address: 0x60000000}
EOF
boot_case tftp
grep -q '0x40600000 board.dtb' "$SERVED/addresses.source" || fail 'the tree is not where it was put'
grep -a -q 'd0 kernel from boot module @ 0000000060000000' console.log ||
	fail 'the kernel is not where it was put'

#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that are in memory before U-Boot starts: all of them, with the script; then Xen and the kernel alone.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
load: {method: memory, script-address: 0x40200000}
xen: {address: 0x44000000}
device-tree: {address: 0x43000000}
dom0:
  kernel: {address: 0x48000000}
  ramdisk: {address: 0x50000000}
EOF
build "$CASE.yaml" "$SERVED"
[ "$prompt" = 'source 0x40200000' ] || fail "the line to type is $prompt"
in_memory="0x40200000 $CASE.scr 0x44000000 xen 0x43000000 board.dtb 0x48000000 Image 0x50000000 ramdisk.cpio.gz"
boot console.log tftp
expect_dom0 console.log
! grep -a -q TFTP console.log || fail 'something went over TFTP'

profile <<EOF
xen: {load: memory, address: 0x44000000}
dom0: {kernel: {load: memory, address: 0x48000000}}
EOF
build "$CASE.yaml" "$SERVED"
in_memory='0x44000000 xen 0x48000000 Image'
boot some.log tftp
expect_dom0 some.log

#!/bin/sh
# SPDX-License-Identifier: MIT
# The profile qemu-arm64 as it is shipped, with the files that it names.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
build qemu-arm64 "$SERVED" --files "$SERVED"
boot console.log tftp
expect_dom0 console.log
expect_tree qemu-arm64 qemu-arm64 tftp --files "$SERVED"
expect_source qemu-arm64 "$SERVED/board.dtb" --files "$SERVED"

#!/bin/sh
# SPDX-License-Identifier: MIT
# The main way: a script over TFTP that edits the board's tree, two cells, all addresses automatic.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile </dev/null
boot_case tftp

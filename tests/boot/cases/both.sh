#!/bin/sh
# SPDX-License-Identifier: MIT
# Script and tree: the script loads the tree that the program has edited, and has no edits to make.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz
ln -s "$ASSETS/board.dtb" board.dtb
profile <<EOF
device-tree: {file: ../board.dtb}
output: {emit: both}
EOF
boot_case tftp
! grep -q '^[^#]*fdt set' "$SERVED/both.source" || fail 'the script still edits the tree'

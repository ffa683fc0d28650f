#!/bin/sh
# SPDX-License-Identifier: MIT
# One cell for addresses and sizes in /chosen, in the script's own edits and in the tree.
# variants: script both
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
output: {cells: 1, emit: $1}
EOF
boot_case tftp
cells=$(fdtget -t x uboot.dtb /chosen/dom0 reg | wc -w)
[ "$cells" -eq 2 ] || fail "the reg of dom0 has $cells cells"

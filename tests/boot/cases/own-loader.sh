#!/bin/sh
# SPDX-License-Identifier: MIT
# The tree alone, for people with their own loader. dom0's line is longer than a script could say.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
fill=$(filler "$dom0_line" 1500)
dom0_line="$dom0_line $fill"
profile <<EOF
dom0: {extra: $fill}
output: {emit: [dtb, manifest]}
EOF
build "$CASE.yaml" .
own_loader
boot console.log tftp
expect_dom0 console.log
expect_lines "$CASE.dtb"

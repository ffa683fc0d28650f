#!/bin/sh
# SPDX-License-Identifier: MIT
# The longest lines: 1,000 characters for dom0, and for Xen the 1,023 that U-Boot's fdt set holds.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

xen_fill=$(filler "$xen_line" 1023)
dom0_fill=$(filler "$dom0_line" 1000)
xen_line="$xen_line $xen_fill"
dom0_line="$dom0_line $dom0_fill"
[ ${#xen_line}-${#dom0_line} = 1023-1000 ] || fail "lines of ${#xen_line} and ${#dom0_line}"
serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
xen: {extra: $xen_fill}
dom0: {extra: $dom0_fill}
EOF
boot_case tftp

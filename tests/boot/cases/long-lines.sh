#!/bin/sh
# SPDX-License-Identifier: MIT
# The longest lines: 1,000 characters for dom0, and for Xen the 1,023 that U-Boot's fdt set holds.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

# fill LINE LENGTH: one more word that makes LINE so long. A name with a dot is a module's to Linux,
# which passes no such word to init: those it counts.
fill() {
	printf "%0$(($2 - ${#1} - 6))d" 0 | sed 's/^/xb.x=/'
}

xen_fill=$(fill "$xen_line" 1023)
dom0_fill=$(fill "$dom0_line" 1000)
xen_line="$xen_line $xen_fill"
dom0_line="$dom0_line $dom0_fill"
[ ${#xen_line}-${#dom0_line} = 1023-1000 ] || fail "lines of ${#xen_line} and ${#dom0_line}"
serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
xen: {extra: $xen_fill}
dom0: {extra: $dom0_fill}
EOF
boot_case tftp

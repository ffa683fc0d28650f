#!/bin/sh
# SPDX-License-Identifier: MIT
# A guest beside dom0 on other releases of Xen, with the Linux of their Debian suite: the largest memory that
# the hint names boots, with what `check` refuses Xen panics.
# variants: bullseye trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

release "$1"
serve ramdisk.cpio.gz board.dtb
profile <<EOF
dom0: {options: {$wait}}
domains:
$(guest first)
EOF
boot_largest first
expect_dom0 dom0.log
version=$("$XENBOOT" plan "./$CASE.yaml" 2>/dev/null |
	sed -n 's/^Xen \(4[.0-9]*\), as its file says/\1/p')
printf 'Xen %s, %sM' "$version" "$largest" >note

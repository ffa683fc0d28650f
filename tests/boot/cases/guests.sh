#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself, and their memory.
#   memory as much as the hint names is there for it; with what `check` refuses Xen panics
# variants: memory
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

serve xen Image ramdisk.cpio.gz board.dtb
case $1 in
memory)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_largest first
	;;
esac

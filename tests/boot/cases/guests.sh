#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself, and their memory.
#   memory, alone-memory  with the largest that is named they boot, with 4 MiB more Xen panics as foretold
#   least  with what is named as enough for its Linux a guest comes up
# variants: memory alone-memory least
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
	printf '%sM' "$largest" >note
	;;
least)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_least first
	printf '%sM' "$enough" >note
	;;
alone-memory)
	without_dom0
	boot_largest first second
	printf '%sM' "$largest" >note
	;;
esac

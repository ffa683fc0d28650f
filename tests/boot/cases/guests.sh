#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself come up, each with its own command line.
#   one    beside dom0, by a script
#   three  beside dom0, by the tree that the program has edited
#   alone  two of them and no dom0
#   memory, alone-memory  with the largest that is named they boot, with 4 MiB more Xen panics as foretold
#   least  with what is named as enough for its Linux a guest comes up
# variants: one three alone memory alone-memory least
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

serve xen Image ramdisk.cpio.gz board.dtb
case $1 in
one)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_guests first
	expect_dom0 dom0.log
	expect_tree "$CASE" "$CASE.yaml" tftp
	;;
three)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first; guest second; guest third)
	output: {emit: both}
	EOF
	boot_guests first second third
	expect_dom0 dom0.log
	! grep -q '^[^#]*fdt set' "$SERVED/$CASE.source" || fail 'the script still edits the tree'
	;;
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
alone)
	without_dom0
	boot_guests first second
	;;
alone-memory)
	without_dom0
	boot_largest first second
	printf '%sM' "$largest" >note
	;;
esac

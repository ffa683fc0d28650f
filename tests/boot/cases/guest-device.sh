#!/bin/sh
# SPDX-License-Identifier: MIT
# A guest is given the machine's clock by the partial tree that is made for it: its driver finds it there, and
# dom0's does not.
#   script  the board edits the tree
#   tree    it was edited here
# variants: script tree
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

serve xen Image ramdisk.cpio.gz board.dtb
case $1 in
script)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	    passthrough: /pl031@9010000
	EOF
	;;
tree)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	    passthrough: /pl031@9010000
	output: {emit: both}
	EOF
	;;
esac
boot_guests first
expect_dom0 dom0.log
[ "$1" = tree ] || expect_tree "$CASE" "$CASE.yaml" tftp
grep -a -q 'DOM1: .*rtc-pl031 9010000.pl031: registered as rtc0' guests.log || {
	grep -a rtc guests.log
	fail 'the driver of the guest did not find its clock'
}
! grep -a -q rtc-pl031 dom0.log || fail 'dom0 has the clock, too'
[ -s "$SERVED/$CASE-first.dtb" ] || fail "there is no $CASE-first.dtb"

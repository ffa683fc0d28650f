#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself come up, each with its own command line, on the Xen and the Linux of a Debian
# suite; one is given the machine's clock by the partial tree that is made for it: its driver finds it there, and
# dom0's does not.
#   one    beside dom0, by a script that edits the tree; with one cell on the newer release
#   three  beside dom0, by a script that loads the edited tree, which has one cell, too
#   alone  two of them and no dom0, by the edited tree and a loader of one's own
# long
# variants: bookworm trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

clock='    passthrough: /pl031@9010000'
suite=$1

# expect_clock NUMBER: the clock's driver is at work in that guest, and not in dom0.
expect_clock() {
	grep -a -q "DOM$1: .*rtc-pl031 9010000.pl031: registered as rtc0" guests.log || {
		grep -a rtc guests.log
		fail "$CASE: the driver of guest $1 did not find its clock"
	}
	! grep -a -q rtc-pl031 dom0.log || fail "$CASE: dom0 has the clock, too"
}

# beside_dom0 NAME...: a profile with these guests, the last of which has the clock.
beside_dom0() {
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(for name in "$@"; do guest "$name"; done)
	$clock
	EOF
}

release "$suite"
serve ramdisk.cpio.gz board.dtb

CASE=one
beside_dom0 first
[ "$suite" = bookworm ] || printf 'output: {cells: 1}\n' >>one.yaml
boot_guests first
expect_clock 1
expect_tree one one.yaml tftp

CASE=three
beside_dom0 first second third
printf 'output: {emit: both, cells: 1}\n' >>three.yaml
boot_guests first second third
expect_clock 3
! grep -q '^[^#]*fdt set' "$SERVED/three.source" || fail 'the script still edits the tree'

CASE=alone
[ "$suite" = bookworm ] || focus=1
without_dom0
printf '%s\noutput: {emit: [dtb, manifest]}\n' "$clock" >>alone.yaml
build alone.yaml .
own_loader
start_guests first second
expect_clock 2

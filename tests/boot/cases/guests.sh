#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself come up, each with its own command line.
#   one    beside dom0, by a script
#   three  beside dom0, by the tree that the program has edited
#   alone  two of them and no dom0
#   memory as much as the hint names is there for it; with what `check` refuses Xen panics
# variants: one three alone memory
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

serve xen Image ramdisk.cpio.gz board.dtb

# guest NAME: a guest for the profile.
guest() {
	cat <<-EOF
	  $1:
	    kernel: Image
	    ramdisk: ramdisk.cpio.gz
	    options: {console: ttyAMA0, panic: 1, root: /dev/ram0, guest.name: $1}
	    memory: 96M
	    vuart: true
	EOF
}

# expect_guest NUMBER NAME: it came up with its own line.
expect_guest() {
	grep -a -q "^(XEN) DOM$1: xenboot-test end" guests.log || {
		tail -n 12 guests.log
		fail "guest $2 did not come up"
	}
	expect_bytes "the /proc/cmdline of $2" \
		"$(hex "console=ttyAMA0 panic=1 root=/dev/ram0 guest.name=$2" '\n')" \
		"$(sed -n "s/^(XEN) DOM$1: xenboot-test cmdline //p" guests.log | tr -d ' \n')"
}

# boot_guests NAME...: build, and boot until all of them are up. Xen prints whole lines of guests, in the
# midst of what dom0 prints letter by letter: they are taken apart into guests.log and dom0.log.
boot_guests() {
	build "$CASE.yaml" "$SERVED"
	environment "$prompt; echo; echo back at the prompt; reset" >environment.txt
	seen=${dom0:+xenboot-test end}
	number=0
	for name in "$@"; do
		number=$((number + 1))
		seen="$seen${seen:+
}(XEN) DOM$number: xenboot-test end"
	done
	machine_run_until_all "$seen" environment.txt "$SERVED" console.log tftp
	tr -d '\r' <console.log | grep -a -o '(XEN) DOM[0-9]: .*' >guests.log || :
	tr -d '\r' <console.log | sed -z 's/(XEN) DOM[0-9]: [^\n]*\n//g' >dom0.log
	number=0
	for name in "$@"; do
		number=$((number + 1))
		expect_guest "$number" "$name"
	done
}

limit=180
wait='xenboot_test.wait: 60'
dom0_line="$dom0_line xenboot_test.wait=60"
case $1 in
one)
	dom0=yes
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
	dom0=yes
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
	dom0=yes
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	"$XENBOOT" set --force "./$CASE.yaml" domains.first.memory=1700M
	expect_refused "$CASE.yaml" domain-memory
	largest=$(sed -n 's/.*domains.first.memory=\([0-9]*\)M would fit.*/\1/p' check.out)
	"$XENBOOT" set "./$CASE.yaml" "domains.first.memory=${largest}M"
	boot_guests first
	# The least that is refused.
	bad=$largest
	while "$XENBOOT" set "./$CASE.yaml" "domains.first.memory=${bad}M" 2>/dev/null; do
		bad=$((bad + 1))
	done
	[ "$bad" -le $((largest + 8)) ] || fail "${largest}M would fit, and $((bad - 1))M is accepted"
	boot_changed "$CASE" "s/\(first memory <0x0\) 0x[0-9A-F]*>/\1 $(printf 0x%X $((bad * 1024)))>/" bad.log
	expect_panic bad.log 'Failed to allocate requested domain memory'
	;;
alone)
	dom0=
	profile <<-EOF
	xen: {options: {dom0_mem: ~, dom0_max_vcpus: ~}}
	dom0: ~
	domains:
	$(guest first; guest second)
	EOF
	boot_guests first second
	;;
esac

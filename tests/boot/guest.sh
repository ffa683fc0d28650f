# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154
#
# Guests that Xen builds by itself. For cases, after lib.sh and domain.sh.

limit=180
wait='xenboot_test.wait: 60'
dom0_line="$dom0_line xenboot_test.wait=60"
# Is there a dom0? Empty: no.
dom0=yes
# The number of the guest that has the input: without a dom0 the first one's, from Xen 4.18 on. Xen leaves its name
# out before what it prints.
focus=

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

# without_dom0: write $CASE.yaml with two guests and no dom0.
without_dom0() {
	dom0=
	profile <<-EOF
	xen: {options: {dom0_mem: ~, dom0_max_vcpus: ~}}
	dom0: ~
	domains:
	$(guest first; guest second)
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

# mark NUMBER: what Xen puts before the lines of that guest.
mark() {
	[ "$1" = "$focus" ] || printf 'DOM%s: ' "$1"
}

# boot_guests NAME...: build, and boot until all of them are up.
boot_guests() {
	build "$CASE.yaml" "$SERVED"
	start_guests "$@"
}

# dom0_printed LOG: what is left of it without the lines of guests, one of which may stand within a line of dom0's.
dom0_printed() {
	tr -d '\r' <"$1" | sed -z 's/(XEN) DOM[0-9]: [^\n]*\n\{0,1\}//g'
}

# start_guests NAME...: type $prompt, and wait until all of them are up, and dom0 where there is one. Xen prints whole
# lines of guests, in the midst of what dom0 prints letter by letter: they are taken apart into guests.log and dom0.log.
start_guests() {
	environment "$prompt; echo; echo back at the prompt; reset" >environment.txt
	seen=${dom0:+xenboot-test end}
	number=0
	for name in "$@"; do
		number=$((number + 1))
		seen="$seen${seen:+
}(XEN) $(mark "$number")xenboot-test end"
	done
	machine_run_until_all "$seen" environment.txt "$SERVED" console.log tftp
	tr -d '\r' <console.log | sed "s/^(XEN) xenboot-test/(XEN) DOM$focus: xenboot-test/" |
		grep -a -o '(XEN) DOM[0-9]: .*' >guests.log || :
	dom0_printed console.log >dom0.log
	number=0
	for name in "$@"; do
		number=$((number + 1))
		expect_guest "$number" "$name"
	done
	[ -z "$dom0" ] || expect_dom0 dom0.log
}

# boot_largest NAME...: with as much memory as the hint names for the first of these guests all of $CASE.yaml come up;
# 4 MiB more are refused, and Xen panics with the words that were said.
boot_largest() {
	"$XENBOOT" set --force "./$CASE.yaml" "domains.$1.memory=1990M"
	expect_refused "$CASE.yaml" domain-memory
	largest=$(sed -n "s/.*domains.$1.memory=\([0-9]*\)M is the largest that works here.*/\1/p" check.out)
	[ -n "$largest" ] || fail "check does not name the largest memory of $1"
	"$XENBOOT" set "./$CASE.yaml" "domains.$1.memory=${largest}M"
	expect_accepted "$CASE.yaml"
	! grep -q domain-memory check.out || fail "${largest}M are not as they should be"
	boot_guests "$@"
	! grep -a -q 'Failed to allocate d' console.log || fail 'a vCPU found no memory'
	"$XENBOOT" set --force "./$CASE.yaml" "domains.$1.memory=$((largest + 4))M"
	expect_refused "$CASE.yaml" domain-memory
	words=$(sed -n 's/.*Xen panics: "\(Failed to allocate requested domain memory[^"]*\)".*/\1/p' check.out)
	[ -n "$words" ] || fail "no panic is foretold with $((largest + 4))M"
	boot_changed "$CASE" \
		"s/\($1 memory <0x0\) 0x[0-9A-F]*>/\1 $(printf 0x%X $(((largest + 4) * 1024)))>/" more.log
	expect_panic more.log "$words"
}

# boot_largest_dom0 NAME...: with the largest dom0_mem that is named these guests of $CASE.yaml come up; with 12 MiB more
# there is not enough for them, and Xen panics with the words that were said.
boot_largest_dom0() {
	largest=$(($(planned "./$CASE.yaml" largest) >> 20))
	"$XENBOOT" set "./$CASE.yaml" "xen.options.dom0_mem=${largest}M"
	expect_accepted "$CASE.yaml"
	boot_guests "$@"
	"$XENBOOT" set --force "./$CASE.yaml" "xen.options.dom0_mem=$((largest + 12))M"
	expect_refused "$CASE.yaml" domain-memory
	words=$(sed -n 's/.*Xen panics: "\(Failed to allocate requested domain memory[^"]*\)".*/\1/p' check.out)
	[ -n "$words" ] || fail "no panic is foretold with $((largest + 12))M"
	boot_changed "$CASE" "s/dom0_mem=${largest}M/dom0_mem=$((largest + 12))M/" more.log
	expect_panic more.log "$words"
}

# boot_least NAME: with as much memory as is named as enough for its Linux this guest of $CASE.yaml comes up.
boot_least() {
	"$XENBOOT" set --force "./$CASE.yaml" "domains.$1.memory=32M"
	expect_refused "$CASE.yaml" domain-memory
	enough=$(sed -n "s/.*domains.$1.memory=\([0-9]*\)M is about enough for Linux.*/\1/p" check.out)
	[ -n "$enough" ] || fail "check does not name what is enough for $1"
	"$XENBOOT" set "./$CASE.yaml" "domains.$1.memory=${enough}M"
	expect_accepted "$CASE.yaml"
	! grep -q domain-memory check.out || fail "${enough}M are not as they should be"
	boot_guests "$1"
}

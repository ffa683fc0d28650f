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

# start_guests NAME...: type $prompt, and wait until all of them are up. Xen prints whole lines of guests, in the
# midst of what dom0 prints letter by letter: they are taken apart into guests.log and dom0.log.
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
	tr -d '\r' <console.log | sed -z 's/(XEN) DOM[0-9]: [^\n]*\n//g' >dom0.log
	number=0
	for name in "$@"; do
		number=$((number + 1))
		expect_guest "$number" "$name"
	done
}

# boot_largest NAME: with as much memory as the hint names for it, guest NAME of $CASE.yaml comes up beside
# dom0; with the least that `check` refuses Xen panics.
boot_largest() {
	"$XENBOOT" set --force "./$CASE.yaml" "domains.$1.memory=1700M"
	expect_refused "$CASE.yaml" domain-memory
	largest=$(sed -n "s/.*domains.$1.memory=\([0-9]*\)M would fit.*/\1/p" check.out)
	"$XENBOOT" set "./$CASE.yaml" "domains.$1.memory=${largest}M"
	boot_guests "$1"
	bad=$largest
	while "$XENBOOT" set "./$CASE.yaml" "domains.$1.memory=${bad}M" 2>/dev/null; do
		bad=$((bad + 1))
	done
	[ "$bad" -le $((largest + 8)) ] || fail "${largest}M would fit, and $((bad - 1))M is accepted"
	boot_changed "$CASE" "s/\($1 memory <0x0\) 0x[0-9A-F]*>/\1 $(printf 0x%X $((bad * 1024)))>/" bad.log
	expect_panic bad.log 'Failed to allocate requested domain memory'
}

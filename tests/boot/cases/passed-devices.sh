#!/bin/sh
# SPDX-License-Identifier: MIT
# Devices of real boards, each given to a guest of its own: what the guest, Xen and dom0 are told of it is what the
# bindings ask for, by addresses and interrupts that another program finds in the board's tree.
# long
# needs: debs dtc
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

# guests TREE: up to eight guests with a device of TREE each, from all over it.
guests() {
	# Where the guests have their RAM they can have no device.
	"$XENBOOT" devices "$1" 2>/dev/null | sed -n '/@4[01][0-9a-f]\{6\}[: ]/d;s/^\(\/[^ ]*\).*: \(yes\|with care.*\)$/\1/p' >able
	every=$(($(wc -l <able) / 8 + 1))
	awk -v every="$every" '(NR - 1) % every == 0 {
		printf "  g%d: {kernel: Image, memory: 32M, passthrough: \"%s\"}\n", NR, $1
	}' able
}

mkdir files out
small_files files
number=0 passed=0 refused=0
all_trees | awk 'NR % 12 == 7' >list
while read -r path; do
	number=$((number + 1))
	guests "$path" >domains
	[ -s domains ] || continue
	ln -s "$path" "files/b$number.dtb"
	{
		tree_profile "$number" "b$number.dtb" | sed 's/^output: .*//'
		printf 'xen-version: "4.20"\ndomains:\n'
		cat domains
		echo 'output: {emit: [dtb, manifest]}'
	} >"t$number.yaml"
	"$XENBOOT" build "./t$number.yaml" -o files >"t$number.out" 2>&1 || {
		mend "t$number.yaml" "t$number.out" &&
			"$XENBOOT" build "./t$number.yaml" -o files >"t$number.out" 2>&1
	} || {
		refused=$((refused + 1))
		grep -q 'error:' "t$number.out" || fail "$path: the build ended without an error being told"
		# Xen runs on none of these, or a bus has its devices in the guests' RAM.
		! grep 'error:' "t$number.out" | grep -v -E '\[(no-gic|reserved|passthrough-address)\]$' ||
			fail "$path: its devices are refused"
		continue
	}
	list_files "files/t$number.json" >list.files
	"$HELPERS/domain-check" -r "files/t$number.dtb" files <list.files >bindings 2>&1 || {
		cat bindings
		fail "$path: $(head -n 1 bindings)"
	}
	passed=$((passed + $(wc -l <domains)))
done <list
printf '%s devices of %s boards, %s refused' "$passed" "$number" "$refused" >note
[ "$passed" -gt 200 ] || fail "only $passed devices were given to guests"
[ "$refused" -le 10 ] || fail "the devices of $refused boards are refused"

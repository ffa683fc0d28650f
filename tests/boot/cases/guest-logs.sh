#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that fail for real, by a change of the script that `check` refuses: diagnose finds out why from Xen's log,
# and names the guest.
# variants: bullseye bookworm trixie
# long
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
domains:
$(guest first; guest second)
EOF
build "$CASE.yaml" "$SERVED"

# fails SYMPTOM SED [GUEST]: with that change Xen does not come to dom0, and diagnose says SYMPTOM of GUEST.
fails() {
	boot_changed "$CASE" "$2" "$1.log"
	! grep -a -q 'xenboot-test end' "$1.log" || fail "$1: dom0 came up"
	"$XENBOOT" diagnose -f json "$1.log" "$CASE.yaml" >"$1.json" || :
	found=$(sed -n '/"last"/q; s/^      "symptom": "\(.*\)",$/\1/p' "$1.json")
	[ "$found" = "$1" ] || {
		tr -d '\r' <"$1.log" | tail -n 12
		fail "not $1, but $found"
	}
	grep -q "^      \"guest_name\": \"${3:-second}\",$" "$1.json" ||
		fail "$1: $(grep guest_name "$1.json" | head -n 1)"
}

# set_value GUEST PROPERTY VALUE: for sed, of the line that sets it.
set_value() {
	printf 's/fdt set \/chosen\/%s %s <[^>]*>/fdt set \/chosen\/%s %s/' "$1" "$2" "$1" "$3"
}

fails guest-memory "$(set_value second memory 'memory <0x0 0x600000>')"
fails guest-kernel-missing 's/fdt set \/chosen\/second\/kernel compatible [^;&|]*/fdt set \/chosen\/second\/kernel compatible none/'
fails guest-no-memory-property "$(set_value second memory 'memory <0x18000>')"
fails guest-cpus "$(set_value second cpus 'vcpus <1>')"
fails guest-first-bank "$(set_value first memory 'memory <0 0x2000>')" first
# The last one hangs.
limit=40
fails guest-memory-odd "$(set_value first memory 'memory <0 0x18001>')" first

#!/bin/sh
# SPDX-License-Identifier: MIT
# More edits than one chain of ifs may hold: all of them are made, and one that fails in a later part stops
# the script as any other does.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
{
	printf 'device-tree:\n  edits:\n    - {path: /pl061@9030000, set: {status: disabled}}\n'
	for number in $(seq 200); do
		printf '    - {path: /, set: {xenboot-%s: "it\047s %s"}}\n' "$number" "$number"
	done
	printf '    - {path: /gpio-keys, set: {status: disabled}}\n'
} | profile
boot_case tftp

build "$CASE.yaml" "$SERVED"
rm "$SERVED/board.dtb"
dtc -q -I dtb -O dts "$ASSETS/board.dtb" | sed 's/gpio-keys {/other {/' >other.dts
dtc -q -I dts -O dtb -o "$SERVED/board.dtb" other.dts
boot stop.log tftp
expect_stop stop.log '^xenboot: part 4'
expect_stop stop.log '^xenboot: STOPPED: could not set /gpio-keys status'

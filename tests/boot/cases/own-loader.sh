#!/bin/sh
# SPDX-License-Identifier: MIT
# The tree alone, for people with their own loader: here a script by hand which takes names and
# addresses from the manifest and does nothing but load and boot. dom0's line is longer than a
# script could say.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

# value ROLE KEY: one value of the manifest's file of that role.
value() {
	sed -n "/\"role\": \"$1\"/,/}/s/.*\"$2\": \"\([^\"]*\)\".*/\1/p" "$CASE.json"
}

serve xen Image ramdisk.cpio.gz board.dtb
fill=$(filler "$dom0_line" 1500)
dom0_line="$dom0_line $fill"
profile <<EOF
dom0: {extra: $fill}
output: {emit: [dtb, manifest]}
EOF
build "$CASE.yaml" .
cp "$CASE.dtb" "$SERVED/"
{
	for role in Xen 'dom0 kernel' 'dom0 ramdisk'; do
		printf 'tftpboot %s %s\n' "$(value "$role" address)" "$(value "$role" load)"
	done
	tree=$(value 'device tree' address)
	printf 'tftpboot %s %s.dtb\nsetenv fdt_high 0xffffffffffffffff\n' "$tree" "$CASE"
	printf 'booti %s - %s\n' "$(value Xen address)" "$tree"
} >loader.source
cat loader.source
wrap loader.source "$SERVED/loader.scr"
prompt='dhcp; tftpboot 0x40200000 loader.scr; source 0x40200000'
boot console.log tftp
expect_dom0 console.log
expect_lines "$CASE.dtb"

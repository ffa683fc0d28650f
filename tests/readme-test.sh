#!/bin/sh
# SPDX-License-Identifier: MIT
# Every command of the README works, in its order, for a person with an empty home folder.
set -eu
srcdir=${srcdir:-.}
readme=$(cd "$srcdir" && pwd)/README
program=${XENBOOT:?the program to test}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home" "$work/here"
ln -s "$program" "$work/bin/xenboot"
cd "$work/here"
PATH=$work/bin:$PATH HOME=$work/home XDG_CONFIG_HOME=$work/home/.config
export PATH HOME XDG_CONFIG_HOME

# What diagnose reads there: a boot that went well.
printf 'Starting kernel ...\r\n(XEN) *** LOADING DOMAIN 0 ***\r\nraspberrypi4 login: \r\n' >serial.log

sed -n 's/^    \$ //p' "$readme" >"$work/commands"
count=0
while read -r command; do
	count=$((count + 1))
	if ! sh -c "$command" </dev/null >"$work/output" 2>&1; then
		echo "failed: $command"
		cat "$work/output"
		exit 1
	fi
done <"$work/commands"
echo "$count commands of the README work"
[ "$count" -ge 15 ]

# The screen that it shows is one that the case `readme` of tests/tui compares, line for line.
sed 's/^/    /; s/ *$//' "$(dirname "$readme")/tests/tui/cases/readme/main.screen" >"$work/screen"
if ! awk '
	NR == FNR { wanted[++count] = $0; next }
	$0 != wanted[at + 1] { at = 0 }
	$0 == wanted[at + 1] { at++ }
	at > most { most = at }
	at == count { exit }
	END {
		if (most < count)
			print "the README does not show this line of the screen: " wanted[most + 1]
		exit most < count
	}' "$work/screen" "$readme"; then
	exit 1
fi

# The memory map that the README shows is the one that is drawn.
xenboot plan rpi4-yocto 2>/dev/null >"$work/map"
sed -n 's/^    \(RAM 0x0-\|0x0\)/\1/p' "$readme" >"$work/shown"
[ -s "$work/shown" ]
while read -r line; do
	if ! grep -qF -e "$line" "$work/map"; then
		echo "the README shows a line that the map has not: $line"
		exit 1
	fi
done <"$work/shown"

# The manual names each element of the screen that XENBOOT_STYLE may.
sources=$(dirname "$readme")
sed -n '/^Elements are$/,/ground of its own/p' "$sources/share/man/xenboot.1.in" >"$work/elements"
elements=$(sed -n 's/^\t\[UI_[A-Z0-9]*\] = {"\([a-z0-9]*\)".*/\1/p' "$sources/ui/style-table.c")
[ -n "$elements" ]
for element in $elements; do
	if ! grep -qw -e "$element" "$work/elements"; then
		echo "the manual does not name the element $element"
		exit 1
	fi
done

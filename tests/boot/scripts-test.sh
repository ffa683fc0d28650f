#!/bin/sh
# SPDX-License-Identifier: MIT
# What xenboot's interpreter thinks of scripts is what real U-Boots made of them: those of tests/boot/scripts and of
# tests/boot/hush, which their READMEs describe, for each kind of U-Boot.
set -u
boot=${srcdir:-.}/tests/boot
run=$(pwd)/tests/unit/import/script-run
command -v dtc >/dev/null || exit 77
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/files" "$work/server"
"$boot/scripts/prepare" "$work/files" || exit 1
dtc -q -I dts -O dtb -S 7758 -o "$work/server/board.dtb" "$boot/scripts/files/base.dts" || exit 1
failed=0 count=0

# Of the records of tests/boot/hush: a syntax error in U-Boot's own words, and empty lines.
comparable() {
	sed '/^$/d;s/^never returns:.*/never returns/;s/^syntax error: .*/syntax error/;s/():  /(): /' "$1"
}

# expected FOLDER NAME KIND
expected() {
	[ -e "$1/$2.$3.out" ] && echo "$1/$2.$3.out" || echo "$1/$2.out"
}

# think SOURCE KIND ARGUMENT...
think() {
	source=$1 release=${2%-modern}
	modern=$([ "$release" = "$2" ] || echo -m)
	shift 2
	"$run" ${modern:+"$modern"} -r "$release" "$@" "$source"
}

compare() {
	count=$((count + 1))
	cmp -s "$work/expected" "$work/got" && return
	failed=$((failed + 1))
	echo "$1:"
	diff -u "$work/expected" "$work/got" | sed 1,2d
}

for kind in 2021.01 2023.01 2025.01 2026.07 2026.07-modern; do
	for source in "$boot"/scripts/*.source; do
		cp "$(expected "$boot/scripts" "$(basename "$source" .source)" "$kind")" "$work/expected"
		think "$source" "$kind" -f "$work/files" >"$work/got" 2>&1
		compare "$source, $kind"
	done
	for source in "$boot"/hush/*.source; do
		comparable "$(expected "$boot/hush" "$(basename "$source" .source)" "$kind")" >"$work/expected"
		think "$source" "$kind" -c -f "$work/server" >"$work/said" 2>&1
		comparable "$work/said" >"$work/got"
		compare "$source, $kind"
	done
done
echo "$((count - failed)) of $count answers are U-Boot's"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]

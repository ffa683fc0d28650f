#!/bin/sh
# SPDX-License-Identifier: MIT
# Scripts and what real U-Boots made of them, against the oracle: hush-test.sh [FOLDER], tests/boot/hush
# by default; README.md there tells what NAME.source, NAME.out and NAME.KIND.out are. HELPERS is where
# hush-replay is. FOLDER/left-out, where it is there, has a line NAME REASON for each input that is not
# run, since it needs what the oracle does not know.
set -u
folder=${1:-${srcdir:-.}/tests/boot/hush}
helpers=$(cd "${HELPERS:-tests/boot}" && pwd) || exit 1
failed=0 count=0 skipped=0

# What an answer is compared by: how U-Boot does not come back is told in words of one's own, and the
# record of U-Boot's console has no empty lines.
comparable() {
	sed '/^$/d;s/^never returns:.*/never returns/' "$@"
}

# replay NAME RELEASE[-modern]
replay() {
	case $2 in
	*-modern) "$helpers/hush-replay" -m -r "${2%-modern}" "$1.source" ;;
	*) "$helpers/hush-replay" -r "$2" "$1.source" ;;
	esac
}

cd "$folder" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
for source in *.source; do
	name=${source%.source}
	if grep -q "^$name ." left-out 2>/dev/null; then
		skipped=$((skipped + 1))
		continue
	fi
	for kind in 2021.01 2023.01 2025.01 2026.07 2026.07-modern; do
		expected=$name.$kind.out
		[ -e "$expected" ] || expected=$name.out
		count=$((count + 1))
		comparable "$expected" >"$work/expected"
		replay "$name" "$kind" >"$work/said" 2>&1
		comparable "$work/said" >"$work/got"
		cmp -s "$work/expected" "$work/got" && continue
		failed=$((failed + 1))
		echo "$name, $kind:"
		diff -u "$work/expected" "$work/got" | sed 1,2d
	done
done
echo "$((count - failed)) of $count answers are U-Boot's; $skipped inputs left out"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]

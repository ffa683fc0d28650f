#!/bin/sh
# SPDX-License-Identifier: MIT
# No circle of files: where one uses functions or tables of another, that one uses none of its, by
# whatever way round. Read from the object files (OBJECTS; the build sets it), as the linker sees them.
# A name that two files define is told, too: in an archive the linker takes either.
# One file is left out: the table of what keys do shows the pages, and pages run and list its rows.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)

: "${OBJECTS:?the names of object files}" "${NM:=nm}"
command -v "$NM" >/dev/null || {
	echo "circles.sh: no $NM here" >&2
	exit 77
}
symbols=$(mktemp)
found=$(mktemp)
trap 'rm -f "$symbols" "$found"' EXIT

# shellcheck disable=SC2086 # one word a file
"$NM" -A -g -P $OBJECTS 2>/dev/null >"$symbols" || true
grep -q ' T ' "$symbols" || {
	echo "circles.sh: $NM reads nothing from these files (-flto?)" >&2
	exit 77
}
grep -v '^[^ ]*action-table\.o: ' "$symbols" | awk -f "$here/circles.awk" >"$found"
if [ -s "$found" ]; then
	cat "$found"
	exit 1
fi

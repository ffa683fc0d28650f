#!/bin/sh
# SPDX-License-Identifier: MIT
# Add up what Automake's harness left below a build folder, in its tests/**/*.trs and *.log.
# usage: totals.sh BUILD
# Prints "FAIL test: case" and "SKIP test: reason" lines, and at last "N passed, N failed, N skipped".
#
# cmocka's cases count one by one. A script that ends with such totals itself counts by them, and
# its own FAIL and SKIP lines are passed on. Any other test counts as one.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"

find tests -name '*.trs' | sort | while IFS= read -r trs; do
	awk -v test="${trs%.trs}" -f "$here/totals.awk" "$trs" "${trs%.trs}.log"
done | awk '
$1 == "COUNT" { passed += $2; failed += $3; skipped += $4; next }
{ print }
END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }'

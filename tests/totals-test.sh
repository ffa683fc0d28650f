#!/bin/sh
# SPDX-License-Identifier: MIT
# totals.sh on results as the harness and cmocka write them.
set -eu
here=$(cd "${srcdir:-.}/tests" && pwd)
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
mkdir -p "$build/tests/unit"
failed=0

# result NAME RESULT LOG: what one test left behind.
result() {
	printf ':test-result: %s\n:global-test-result: %s\n:recheck: no\n' "$2" "$2" >"$build/tests/$1.trs"
	printf '%b\n%s tests/%s (exit status: 0)\n' "$3" "$2" "$1" >"$build/tests/$1.log"
}

# row WANT NAME RESULT LOG: WANT is what is said of this one test.
row() {
	want=$1
	shift
	rm -f "$build"/tests/*.trs "$build"/tests/*.log
	result "$@"
	got=$(sh "$here/totals.sh" "$build")
	if [ "$got" != "$want" ]; then
		printf '%s\n  got:\n%s\n  want:\n%s\n' "$3" "$got" "$want"
		failed=$((failed + 1))
	fi
}

line='[  PASSED  ] 2 test(s).'
row '1 passed, 0 failed, 0 skipped' a PASS 'a plain script'
row '2 passed, 0 failed, 0 skipped' a PASS "$line"
row '4 passed, 0 failed, 0 skipped' a PASS "$line\n$line"
row 'FAIL tests/a: two words
2 passed, 1 failed, 0 skipped' a FAIL \
	"[  FAILED  ] two words\n$line\n[  FAILED  ] 1 test(s), listed below:\n[  FAILED  ] two words"
row 'SKIP tests/a: why
2 passed, 0 failed, 1 skipped' a PASS \
	"[  SKIPPED ] why\n$line\n[  SKIPPED ] 1 test(s), listed below:\n[  SKIPPED ] why"
row 'FAIL tests/a: see tests/a.log
2 passed, 1 failed, 0 skipped' a FAIL "$line\nSegmentation fault"
row 'FAIL tests/a: see tests/a.log
0 passed, 1 failed, 0 skipped' a ERROR 'died at once'
row 'SKIP tests/a: no bash here
0 passed, 0 failed, 1 skipped' a SKIP 'no bash here'
row 'FAIL tests/a: one
SKIP tests/a: two: no reason
3 passed, 1 failed, 1 skipped' a FAIL \
	'FAIL one\nSKIP two: no reason\n3 passed, 1 failed, 1 skipped'

rm -f "$build"/tests/*.trs "$build"/tests/*.log
[ "$(sh "$here/totals.sh" "$build")" = '0 passed, 0 failed, 0 skipped' ]
result a PASS "$line"
result unit/b FAIL 'no'
[ "$(sh "$here/totals.sh" "$build" | tail -n 1)" = '2 passed, 1 failed, 0 skipped' ]
[ "$failed" -eq 0 ]

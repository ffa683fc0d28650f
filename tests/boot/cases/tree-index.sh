#!/bin/sh
# SPDX-License-Identifier: MIT
# The index of every arm64 device tree that Debian's kernel comes with says what libfdt says.
# needs: debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

all_trees >list
[ -s list ] || fail 'there are no device trees'
xargs "$HELPERS/../unit/tree/test-index" <list >index.out 2>&1 ||
	fail "$(grep -v '^\[' index.out | head -n 1)"
printf '%s trees' "$(wc -l <list)" >note

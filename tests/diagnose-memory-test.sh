#!/bin/sh
# SPDX-License-Identifier: MIT
# diagnose keeps of a log what its symptoms need, however long it is: 10 MB of many boots, and of one that
# never ends, are read with 8 MiB of data in all. Through a pipe, for nothing is to be read twice.
# POSIX has no such limit; where a system has none, or a sanitizer wants more to start with, they are read
# all the same.
# shellcheck disable=SC3045
set -u
program=${XENBOOT:?the program to test}
sources=${srcdir:-.}
failed=0

limit='ulimit -d 8192'
sh -c "$limit && \"\$0\" --version; exit \$?" "$program" >/dev/null 2>&1 || limit=:

logs() {
	find "$sources/tests/logs" "$sources/tests/unit/diagnose/logs" -name '*.log' | sort |
		xargs awk 1
}

# much FILE: FILE over and over, 10 MB.
much() {
	awk '{ lines[NR] = $0; size += length($0) + 1 }
		END { for (sum = 0; sum < 10000000; sum += size)
			for (i = 1; i <= NR; i++) print lines[i] }' "$1"
}

# holds LABEL FILE BOOTS: a diagnosis comes out of it, of BOOTS boots at the least.
holds() {
	text=$(eval "$limit"; much "$2" | "$program" diagnose -f json - 2>&1)
	status=$?
	boots=$(printf '%s\n' "$text" | sed -n 's/.*"boots": *\([0-9]*\).*/\1/p')
	if [ "$status" -eq 1 ] && [ "${boots:-0}" -ge "$3" ]; then return; fi
	echo "$1: status $status, ${boots:-no} boots, not $3: $(printf '%s\n' "$text" | tail -n 1)"
	failed=1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
logs >"$work/all"
# No line of it begins or ends a boot.
grep -vE 'U-Boot|reboot:|Hardware Dom|Panic on CPU|Xen version|Xen starting' "$work/all" >"$work/one"
holds 'many boots' "$work/all" 100
holds 'one boot' "$work/one" 1
exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
# circles.awk on what nm might print: which circles it must tell.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "${srcdir:-.}/tests" && pwd)
failed=0

# row WANT "FILE USED..."...: each file has a function of its own name and uses those.
row() {
	want=$1
	shift
	got=$(for line in "$@"; do
		# shellcheck disable=SC2086 # its words
		set -- $line
		file=$1
		shift
		echo "$file.o: $file T 0 8"
		for used in "$@"; do
			echo "$file.o: $used U"
		done
	done | awk -f "$here/circles.awk")
	[ "$got" = "$want" ] && return
	echo "got:  $got"
	echo "want: $want"
	failed=$((failed + 1))
}

row '' 'a'
row '' 'a a printf'
row '' 'a b' 'b c' 'c' 'd a b c'
row '' 'a b c' 'b d' 'c d' 'd'
row 'a.c uses b.c uses a.c' 'a b' 'b a'
row 'a.c uses b.c uses a.c' 'above a' 'a b' 'b a below' 'below'
row 'a.c uses b.c uses c.c uses a.c' 'a b' 'b c' 'c a'
row 'a.c uses b.c uses a.c
c.c uses d.c uses c.c' 'a b' 'b a c' 'c d' 'd c'
row 'b.c uses c.c uses b.c' 'a b' 'b c' 'c b'

[ "$failed" -eq 0 ]

#!/bin/sh
# SPDX-License-Identifier: MIT
# One fact, one row: what is added as a row of a table is named nowhere else in the sources, so that an
# output, a door or a rule is one row and the file that does its work.
# usage: rows.sh [TREE]
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}"
failed=0

# only_in WORD FILE...: the text "WORD" stands in these sources alone.
only_in() {
	word=$1
	shift
	found=$(grep -rlF "\"$word\"" src ui include --include='*.[ch]' | grep -v 'embedded\.c$' | sort |
		tr '\n' ' ')
	[ "${found% }" = "$*" ] || {
		echo "\"$word\" stands in ${found:-no file}; want $*"
		failed=1
	}
}

# The rows of TABLE in FILE by their FIELD.
rows_of() {
	sed -n "/ $1\[/,/^};/s/.*\.$2 = \"\([^\"]*\)\".*/\1/p" "$3"
}

# some WHAT ROWS: a table that this test no longer finds is no table in order.
some() {
	[ -n "$2" ] || {
		echo "no $1 are found in their table"
		failed=1
	}
}

# Words that mean something else, too, are left aside: a script is a load's title, --dtb an option.
words=$(rows_of xb_output_kinds word src/emit/emit.c)
some outputs "$words"
for word in $words; do
	case $word in
	script | dtb) ;;
	*) only_in "$word" src/emit/emit.c ;;
	esac
done
doors=$(rows_of xb_doors name src/boot/door.c)
some doors "$doors"
for door in $doors; do
	only_in "$door" include/xenboot/boot.h src/boot/door.c # the header gives it as an example
done

# A rule: its function, its row, and the prototype between them.
rules=$(grep -oE 'xb_check_[a-z0-9_]+' src/check/check.c | sort -u)
some rules "$rules"
for rule in $rules; do
	files=$(grep -rlw "$rule" src include ui --include='*.[ch]' | wc -l)
	[ "$files" -eq 3 ] || {
		echo "$rule is named in $files files; want its own, check.h and check.c"
		failed=1
	}
done
exit $failed

#!/bin/sh
# SPDX-License-Identifier: MIT
# Write src/model/embedded.c to standard output: the named files of a folder as C tables.
# usage: embed.sh FOLDER FILE...      each FILE is below FOLDER; the order given does not matter
#
# Nothing that was built is run, so a cross build works; od is byte-exact where awk is not.
set -eu
LC_ALL=C
export LC_ALL

fail() {
	echo "embed.sh: $*" >&2
	exit 1
}

# One file's bytes as the elements of an array; the last one is the NUL behind them.
bytes() {
	od -A n -v -t u1 "$1" | sed 's/[0-9][0-9]*/&,/g'
	echo '	0'
}

[ $# -ge 2 ] || fail "usage: embed.sh FOLDER FILE..."
folder=$1
shift
for file in "$@"; do
	case $file in
	*[!A-Za-z0-9._/+-]*) fail "$file: a letter in this name does not fit into a C string" ;;
	esac
	[ -r "$folder/$file" ] || fail "$folder/$file cannot be read"
done
files=$(printf '%s\n' "$@" | sort -u)

echo '/* SPDX-License-Identifier: MIT */'
echo '/* Written by share/embed.sh; the files are those of share/. */'
echo '#include "model/embedded.h"'
number=0
for file in $files; do
	printf '\nstatic const unsigned char file_%d[] = {\n' "$number"
	bytes "$folder/$file"
	echo '};'
	number=$((number + 1))
done
printf '\nconst struct xb_embedded_file xb_embedded_files[] = {\n'
number=0
for file in $files; do
	printf '\t{ "%s", file_%d, sizeof(file_%d) - 1 },\n' "$file" "$number" "$number"
	number=$((number + 1))
done
printf '};\n\nconst size_t xb_embedded_count = %d;\n' "$number"

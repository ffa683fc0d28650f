#!/bin/sh
# SPDX-License-Identifier: MIT
# The shape of the house, read from the sources:
#   - a room includes its own headers and the public ones of rooms below it, nothing else
#   - cli and ui see include/xenboot alone, and cli the one header of ui that starts it
#   - the library prints nothing, ends the program in one place, and knows no terminal
#   - each file names its licence, and Makefile.am includes the fragment of each folder
# usage: layers.sh [TREE]
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}"

found=$(mktemp)
trap 'rm -f "$found"' EXIT

[ -d src ] || [ -d include ] || [ -d ui ] || {
	echo "layers.sh: no sources here: $PWD" >&2
	exit 1
}
find include src ui -name '*.[ch]' -type f ! -path src/model/embedded.c 2>/dev/null | sort |
	tr '\n' '\0' | xargs -0 -r awk -f "$here/layers.awk" >"$found"

# Inputs of tests are what they are, byte for byte; every other source or script says its licence.
find include src ui share tests .ci bootstrap configure.ac Makefile.am -type f \
	! -path 'tests/golden/cases/*' ! -path 'tests/fuzz/seeds/*' ! -path 'tests/tui/cases/*' ! -path src/model/embedded.c \
	2>/dev/null | sort | while IFS= read -r file; do
	case $file in
	*.[ch15] | *.a[cm] | *.awk | *.bash | *.sh | *.yaml) ;;
	*) head -c 2 "$file" | grep -q '^#!' || continue ;;
	esac
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' ||
		echo "$file:1: no line SPDX-License-Identifier: MIT in the head"
done >>"$found"

# What a fragment of a folder declares is built and tested only if the top file includes it, once.
if [ -f Makefile.am ]; then
	find src ui share tests -name Makemodule.am 2>/dev/null | sort | while IFS= read -r file; do
		[ "$(grep -cx "include $file" Makefile.am)" -eq 1 ] ||
			echo "Makefile.am: $file is not included once"
	done >>"$found"
fi

if [ -s "$found" ]; then
	cat "$found"
	exit 1
fi

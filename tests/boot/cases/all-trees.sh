#!/bin/sh
# SPDX-License-Identifier: MIT
# Every arm64 device tree that Debian's kernel comes with: script and DTB make the same sound tree.
# long
# needs: debs dtc gzip truncate
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

mkdir files out
small_files files
: >good
: >bad
: >refused
: >mended
number=0
all_trees | while read -r path; do
	number=$((number + 1))
	# The names are not unique without the vendor's folder.
	vendor=${path%/*}
	tree=${vendor##*/}-${path##*/}
	ln -s "$path" "files/$tree"
	tree_profile "$number" "$tree" >"t$number.yaml"
	printf '%s:%s\n' "$number" "$tree"
done >list
xargs -P "$JOBS" -n 16 "$TESTS/one-tree" <list

count=$(wc -l <list)
cat bad
[ ! -s bad ] || fail "$(grep -c -v '^ ' bad) of $count trees: $(head -n 1 bad)"
[ "$count" -ge 570 ] || fail "only $count trees"
refused=$(wc -l <refused)
[ $(($(wc -l <good) + refused)) -eq "$count" ] || fail "$(wc -l <good) of $count trees are good"
# The Raspberry Pi 3 and boards with Qualcomm's QGIC2 are among them.
if [ "$refused" -lt 30 ] || [ "$refused" -gt 60 ]; then
	fail "$refused trees are refused"
fi
# Boards with devices that Xen cannot give to dom0; the edits of the hints are all that they need.
mended=$(wc -l <mended)
if [ "$mended" -lt 40 ] || [ "$mended" -gt 70 ]; then
	fail "$mended trees are mended"
fi
printf '%s trees, %s of them without a GIC, %s mended' "$count" "$refused" "$mended" >note

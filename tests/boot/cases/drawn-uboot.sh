#!/bin/sh
# SPDX-License-Identifier: MIT
# Fifty of the profiles that are drawn with guests, through real U-Boot: the tree that each script leaves in
# memory is the DTB. One run: a script calls all of them, each with a dump of its tree in booti's place.
# long
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

mkdir assets
drawn_assets assets
ln "$ASSETS/board.dtb" assets 2>/dev/null || cp "$ASSETS/board.dtb" assets
machine assets/board.dtb /pl011@9000000 1 >virt
memory=6144 # the most that is drawn

number=0 seed=0
while [ "$number" -lt 50 ]; do
	seed=$((seed + 1))
	name=t$seed medium=''
	"$HELPERS/random-profile" "$seed" "$name" virt
	# shellcheck disable=SC1091
	. ./setup
	[ "$medium" = tftp ] || continue
	number=$((number + 1))
	drawn_files assets
	output=$SERVED/$(cat prefix)
	build "./$name.yaml" "$output" --emit script,dtb
	dumping "$output/$name.source" >"$name.source"
	wrap "$name.source" "$output/$name.scr"
	mv "$output/$name.dtb" .
	printf 'setenv label %s; %s\n' "$name" "${prompt#dhcp; }" >>all.source
	printf '%s\n' "$name" >>list
done
wrap all.source "$SERVED/all.scr"
prompt='dhcp; tftpboot 0xb0000000 all.scr; source 0xb0000000'
boot console.log tftp
while read -r name; do
	"$HELPERS/log-to-blob" console.log "$name" seen.dtb || fail "$name: no tree in the log"
	"$HELPERS/tree-compare" seen.dtb "$name.dtb" || fail "$name: the trees differ"
done <list
printf '%s trees' "$number" >note

#!/bin/sh
# SPDX-License-Identifier: MIT
# Fifty profiles with guests through real U-Boot: the tree that each script leaves in memory is the DTB. One run: a
# script calls all fifty, each with a dump of its tree in booti's place.
# long
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

ln -s served files
mkdir built
guest_files "$SERVED"
# Others than those of random-domains.
for seed in $(seq 1001 1050); do
	"$HELPERS/random-domains" "$seed" >"d$seed.yaml"
	build "./d$seed.yaml" built
	dumping "built/d$seed.source" >"d$seed.source"
	for file in built/d"$seed"-*.dtb; do
		[ ! -f "$file" ] || cp "$file" "$SERVED/"
	done
	wrap "d$seed.source" "$SERVED/d$seed.scr"
	# The line that the program says to type, but for the second and later DHCP.
	printf 'setenv label d%s; %s\n' "$seed" "${prompt#dhcp; }" >>all.source
done
wrap all.source "$SERVED/all.scr"
prompt='dhcp; tftpboot 0xb0000000 all.scr; source 0xb0000000'
boot console.log tftp
for seed in $(seq 1001 1050); do
	"$HELPERS/log-to-blob" console.log "d$seed" "d$seed.dtb" || fail "d$seed: no tree in the log"
	"$HELPERS/tree-compare" "d$seed.dtb" "built/d$seed.dtb" || fail "d$seed: the trees differ"
done

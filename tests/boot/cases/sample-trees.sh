#!/bin/sh
# SPDX-License-Identifier: MIT
# Twenty of Debian's device trees through real U-Boot: the tree that each script leaves in memory is
# the DTB. One run: a script calls all twenty, each with a dump of its tree in booti's place.
# long
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

mkdir built
ln -s served files
small_files "$SERVED"
total=$(all_trees | wc -l)
number=0
all_trees | awk -v total="$total" 'NR % int(total / 24) == 5' >sample
# Those that Xen can run on.
while read -r path; do
	! "$XENBOOT" boards --from-dtb "$path" | grep -q '^gic:' || printf '%s\n' "$path"
done <sample | head -n 20 >list
while read -r path; do
	number=$((number + 1))
	cp "$path" "$SERVED/board$number.dtb"
	tree_profile $number board$number.dtb >t$number.yaml
	"$XENBOOT" check ./t$number.yaml >check.out 2>&1 || mend t$number.yaml check.out ||
		fail "$path: $(grep -m 1 error: check.out)"
	build ./t$number.yaml built
	dumping built/t$number.source >t$number.source
	wrap t$number.source "$SERVED/t$number.scr"
	# The line that the program says to type, but for the second and later DHCP.
	printf 'setenv label t%s; %s\n' $number "${prompt#dhcp; }" >>all.source
done <list
[ "$number" -eq 20 ] || fail "$number trees in the sample"
wrap all.source "$SERVED/all.scr"
prompt='dhcp; tftpboot 0xb0000000 all.scr; source 0xb0000000'
boot console.log tftp
while [ "$number" -gt 0 ]; do
	path=$(sed -n ${number}p list)
	"$HELPERS/log-to-blob" console.log t$number t$number.dtb || fail "$path: no tree in the log"
	"$HELPERS/tree-compare" t$number.dtb built/t$number.dtb || fail "$path: the trees differ"
	number=$((number - 1))
done

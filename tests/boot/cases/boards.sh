#!/bin/sh
# SPDX-License-Identifier: MIT
# Each board of share/ against the tree that Linux has for it: of the profile that `profile new` makes
# there the rules say what is true and nothing else. And every tree gives a board that is read back.
# long
# needs: debs dtc gzip truncate
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

XDG_CONFIG_HOME=$PWD/config
export XDG_CONFIG_HOME
mkdir -p files config/xenboot/boards
small_files files
# What `profile new` knows for a ramdisk.
printf '070701' | gzip -9n >files/ramdisk.cpio.gz

# board_tree NAME: the path of its tree below the kernel's folder; nothing where Debian has none.
board_tree() {
	"$XENBOOT" boards "$1" -f json | sed -n 's/.*"dtb": "\(.*\)".*/\1/p'
}

# All that there is to say: that RAM is not wiped, and of a board with two kinds of CPUs that Xen
# starts one of them.
expected() {
	case $1 in
	juno-r2 | odroid-n2 | rockpro64) echo 'note cpu-types note security ' ;;
	*) echo 'note security ' ;;
	esac
}

checked=0
for name in $("$XENBOOT" boards | sed 's/ .*//'); do
	tree=$(board_tree "$name")
	path=$(find "$DEBS"/usr/lib/linux-image-*/"$tree" -type f 2>/dev/null) || path=
	if [ -z "$tree" ] || [ -z "$path" ]; then
		continue
	fi
	cp "$path" files/board.dtb
	"$XENBOOT" profile new "on-$name" --board "$name" --files files >new.log 2>&1 ||
		fail "$name: profile new: $(head -n 1 new.log)"
	"$XENBOOT" check "on-$name" --files files >check.log 2>&1 ||
		fail "$name: $(grep -m 1 error: check.log)"
	said=$("$XENBOOT" check "on-$name" --files files -f json |
		sed -n 's/^ *"\(severity\|code\)": "\(.*\)",*$/\2/p' | tr '\n' ' ')
	[ "$said" = "$(expected "$name")" ] || fail "$name: $said"
	# The console's UART is the one whose driver the board names.
	uart=$("$XENBOOT" boards "$name" -f json | sed -n 's/.*"compatible": "\(.*\)".*/\1/p' | head -n 1)
	console=$("$XENBOOT" boards "$name" -f json |
		sed -n 's/.*"console": "\(.*\)".*/\1/p' | head -n 1)
	case $console in
	/*) node=$console ;;
	*) node=$(fdtget "$path" /aliases "$console") ;;
	esac
	fdtget "$path" "$node" compatible | tr ' ' '\n' | grep -qxF "$uart" ||
		fail "$name: $node is no $uart: $(fdtget "$path" "$node" compatible)"
	checked=$((checked + 1))
done
[ "$checked" -ge 24 ] || fail "only $checked boards have a tree"

drafts=0
all_trees >trees
while read -r path; do
	vendor=${path%/*}
	name=${vendor##*/}-$(basename "$path" .dtb)
	"$XENBOOT" boards --from-dtb "$path" "$name" >"config/xenboot/boards/$name.yaml" ||
		fail "$path: no draft"
	drafts=$((drafts + 1))
done <trees
"$XENBOOT" boards >list 2>errors || fail "$(head -n 1 errors)"
[ ! -s errors ] || fail "$(head -n 1 errors)"
[ "$(wc -l <list)" -ge $((drafts + checked)) ] || fail "$(wc -l <list) boards of $drafts drafts"
printf '%s boards, %s drafts' "$checked" "$drafts" >note

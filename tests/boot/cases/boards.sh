#!/bin/sh
# SPDX-License-Identifier: MIT
# Each board of share/ against every tree of Linux that is for it, by the root's compatible: of the
# profile that `profile new` makes there the rules say what is true and nothing else. And every tree
# gives a board that is read back.
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

# board_fact NAME KEY: a text in what is known of the board.
board_fact() {
	"$XENBOOT" boards "$1" -f json | sed -n "s/^ *\"$2\": \"\(.*\)\".*/\1/p" | head -n 1
}

# All that there is to say: that RAM is not wiped, of a board with two kinds of CPUs that Xen starts
# one of them, and of a board whose UART no Xen drives that it would be silent.
expected() {
	case $1 in
	hikey960 | juno-r2 | *3ulcb | odroid-n2 | orangepi5 | rock5b | rockpro64 | salvator-x-*)
		echo 'note cpu-types note security '
		;;
	imx93-evk | imx95-evk | jetson-nano) echo 'warning console note security ' ;;
	jetson-tx2) echo 'note cpu-types warning console note security ' ;;
	*) echo 'note security ' ;;
	esac
}

# proposed: the boards that the tree in files is said to be for, where none is given.
proposed() {
	"$XENBOOT" profile new unnamed --files files --force 2>&1 |
		sed -n 's/^note: no board is given.* there are \(.*\) \[board-differs\]$/\1/p' | tr -d ','
}

# The console's UART is the one whose driver the board names.
check_uart() {
	uart=$(board_fact "$1" compatible)
	console=$(board_fact "$1" console)
	case $console in
	/*) node=$console ;;
	*) node=$(fdtget files/board.dtb /aliases "$console") ;;
	esac
	fdtget files/board.dtb "$node" compatible | tr ' ' '\n' | grep -qxF "$uart" ||
		fail "$1, $path: $node is no $uart: $(fdtget files/board.dtb "$node" compatible)"
}

check_board() {
	"$XENBOOT" profile new "on-$1" --board "$1" --files files --force >new.log 2>&1 ||
		fail "$1, $path: profile new: $(head -n 1 new.log)"
	! grep board-differs new.log || fail "$1, $path: another board's tree"
	"$XENBOOT" check "on-$1" --files files >check.log 2>&1 ||
		fail "$1, $path: $(grep -m 1 error: check.log)"
	said=$("$XENBOOT" check "on-$1" --files files -f json |
		sed -n 's/^ *"\(severity\|code\)": "\(.*\)",*$/\2/p' | tr '\n' ' ')
	[ "$said" = "$(expected "$1")" ] || fail "$1, $path: $said"
	check_uart "$1"
}

# Without RAM in board or tree there is nothing to judge.
has_ram() {
	! "$XENBOOT" boards "$1" -f json | grep -q '"memory": \[\]'
}

all_trees >trees
pairs=0
: >met
while read -r path; do
	cp "$path" files/board.dtb
	for name in $(proposed); do
		has_ram "$name" || continue
		check_board "$name"
		echo "$name" >>met
		pairs=$((pairs + 1))
	done
done <trees

# Those that name a tree which is there were among them.
for name in $("$XENBOOT" boards | sed 's/ .*//'); do
	tree=$(board_fact "$name" dtb)
	if [ -n "$tree" ] && grep -q "/$tree\$" trees && has_ram "$name"; then
		grep -qx "$name" met || fail "$name is not proposed for $tree"
	fi
done
checked=$(sort -u met | wc -l)
[ "$checked" -ge 34 ] || fail "only $checked boards have a tree"

# A tree that is another board's.
cp "$(grep -m 1 /bcm2711-rpi-400.dtb trees)" files/board.dtb
"$XENBOOT" profile new other --board rpi4-4g --files files >other.log 2>&1 || :
grep -q '^warning: the device tree is for raspberrypi,400, and board rpi4-4g for' other.log ||
	fail "rpi4-4g with the tree of rpi400: $(head -n 1 other.log)"

drafts=0
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
printf '%s boards with %s trees, %s drafts' "$checked" "$pairs" "$drafts" >note

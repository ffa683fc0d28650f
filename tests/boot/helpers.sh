#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The check programs of the boot tests, tried themselves: what judges must be able to say no.
# usage: helpers.sh [FOLDER]; FOLDER is where fdt-replay, tree-compare, tree-expect and log-to-blob are
#
# Much here is text for another shell, and functions are called by name.
# shellcheck disable=SC2016,SC2317
set -eu
helpers=$(cd "${1:-tests/boot}" && pwd)
command -v dtc >/dev/null || {
	echo 'helpers.sh: dtc is not installed'
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# expect STATUS NAME COMMAND...: run it; what it prints goes to `said`.
expect() {
	wanted=$1 name=$2
	shift 2
	got=0
	"$@" >said 2>&1 || got=$?
	[ "$got" -eq "$wanted" ] && return
	printf '%s: status %s, expected %s\n' "$name" "$got" "$wanted"
	cat said
	failed=1
}

# ---- tree-compare ------------------------------------------------------------------------------

# tree NAME: a device tree from standard input.
tree() {
	{
		echo '/dts-v1/;'
		cat
	} | dtc -q -I dts -O dtb -o "$1.dtb"
}

tree base <<'EOF'
/memreserve/ 0x1000 0x2000;
/ { a = "1", "2"; b = <1>; one { p; }; two { phandle = <7>; deep { q = "x"; }; }; };
EOF
# The order of nodes and properties does not count.
tree swapped <<'EOF'
/memreserve/ 0x1000 0x2000;
/ { b = <1>; a = "1", "2"; two { phandle = <7>; deep { q = "x"; }; }; one { p; }; };
EOF
dtc -q -I dtb -O dtb -p 4096 -o padded.dtb base.dtb
expect 0 'the same tree' "$helpers/tree-compare" base.dtb base.dtb
expect 0 'another order' "$helpers/tree-compare" base.dtb swapped.dtb
expect 0 'a larger blob' "$helpers/tree-compare" base.dtb padded.dtb

# other NAME SED: the base with one change; different both ways round.
other() {
	dtc -q -I dtb -O dts base.dtb | sed "$2" | dtc -q -I dts -O dtb -o other.dtb
	expect 1 "$1" "$helpers/tree-compare" base.dtb other.dtb
	expect 1 "$1, the other way" "$helpers/tree-compare" other.dtb base.dtb
}
other 'a byte' 's/"x"/"y"/'
other 'a length' 's/"x"/"x", ""/'
other 'strings in one' 's/"1", "2"/"1 2"/;s/"1\\02"/"1 2"/'
other 'a property less' '/q = /d'
other 'a property without value less' '/p;/d'
other 'a node less' 's/one {/three {/'
other 'a phandle' 's/0x07/0x08/'
other 'a reservation' 's/^\/memreserve\/.*//'
other 'the size of a reservation' '/^\/memreserve\//s/2000;/3000;/'
dtc -q -I dtb -O dts base.dtb | sed 's/0x01/0x02/' | dtc -q -I dts -O dtb -o other.dtb
expect 0 'a difference elsewhere' "$helpers/tree-compare" -p /two base.dtb other.dtb
expect 1 'a path that is not there' "$helpers/tree-compare" -p /nope base.dtb other.dtb
head -c 150 base.dtb >cut.dtb
expect 1 'a tree cut off' "$helpers/tree-compare" cut.dtb
expect 2 'no such file' "$helpers/tree-compare" nope.dtb

# ---- tree-expect -------------------------------------------------------------------------------

# says STATUS NAME LINE: a line of what is expected of base.dtb, with ; for a tab.
says() {
	printf '%s\n' "$3" | tr ';' '\t' >expected
	expect "$1" "$2" "$helpers/tree-expect" base.dtb expected
}
says 0 'two texts' '/;a;|1|2'
says 1 'one text of two' '/;a;=1'
says 1 'two texts in another order' '/;a;|2|1'
says 0 'a cell' '/;b;<1>'
says 1 'another cell' '/;b;<2>'
says 1 'a cell more' '/;b;<1 0>'
says 0 'a text' '/two/deep;q;=x'
says 1 'the beginning of a text' '/two/deep;q;=xy'
says 0 'nothing' '/one;p;'
says 1 'nothing, and there is something' '/;b;'
says 1 'something, and there is nothing' '/one;p;=x'
says 0 'no such property' '/one;q;-'
says 0 'no such node' '/three;q;-'
says 1 'a property that is there' '/;b;-'
says 1 'a property of no node' '/three;b;<1>'
says 2 'two columns' '/;b'
: >expected
expect 2 'no lines' "$helpers/tree-expect" base.dtb expected

# ---- fdt-replay: what the script leaves --------------------------------------------------------

printf 'twelve bytes' >kernel

replay() {
	"$helpers/fdt-replay" ${modern:+-m} -v -C . -o replayed.dtb script
}

# script STATUS NAME: standard input, between the loads and booti.
script() {
	{
		printf 'tftpboot 0x200000 kernel\nload mmc 0:1 0x400000 base.dtb\n'
		printf 'fdt addr 0x400000\nfdt resize 1000\n'
		cat
		printf 'booti 0x200000 - 0x400000\n'
	} >script
	expect "$1" "$2" replay
}

# value EXPECTED WORD: what `fdt set / v WORD` leaves, as strings with | between them.
value() {
	printf 'fdt set / v %s\n' "$2" | script 0 "the value $2"
	got=$(fdtget -t bx replayed.dtb / v | sed 's/\<\(.\)\>/0\1/g' | tr -d ' \n')
	want=$(printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/7c/00/g')
	[ "$got" = "$want" ] || {
		printf 'fdt set / v %s: %s, expected %s\n' "$2" "$got" "$want"
		failed=1
	}
}

# As U-Boot 2023.01 and 2025.01 do it; | stands for a NUL.
{
	value 'plain|' plain
	value 'a b|' "'a b'"
	value 'a|b|' 'a b'
	value 'a"b;$c#d  e|' "'a\"b;\$c#d  e'"
	value "it's|" "'it'\\''s'"
	value 'a\b|' "'a\\\\b'"
	value 'ab|' "'a\\b'"
	value 'a b|' 'a\ b'
	value '#a|' '\#a'
	value 'a#b|' 'a#b'
	value 'a|' 'a #b'
	value 'x y|' '"x y"'
	value 'x\"y|' '"x\"y"'
	value 'x\y|' '"x\y"'
	value 'n=x y|' "\"n='x y'\""
	value '$c|' "'\$c'"
	value '|' "''"
	value 'ab|' "a'b'"
	value '(a){b}*?!~|' '(a){b}*?!~'
	value "$(printf %x "$(wc -c <base.dtb)")|" '"${filesize}"'
}

# As the modern parser of 2026.07 does it: what differs, and what both agree on.
{
	modern=yes
	value 'a\\b|' "'a\\\\b'"
	value 'a\b|' "'a\\b'"
	value "n='x y'|" "\"n='x y'\""
	value 'x"y|' '"x\"y"'
	value 'x\y|' '"x\y"'
	value 'x|' "'' x"
	value '|x|' '"" x'
	value 'a\b|' "'a'\\\\'b'"
	value "it's|" "'it'\\''s'"
	modern=
	value 'a\b|' "'a'\\\\'b'"
	value '|x|' '"" x'
}

# room COUNT: as many bytes as a value of one string has.
room() {
	printf "%0$(($1 - 1))d" 0
}

echo 'fdt set / v <0x1 2 0xffffffff>' | script 0 cells
[ "$(fdtget -t x replayed.dtb / v)" = '1 2 ffffffff' ] || failed=1
echo "fdt set / v '[00 7f ff]'" | script 0 bytes
[ "$(fdtget -t bx replayed.dtb / v)" = '0 7f ff' ] || failed=1
printf 'fdt mknod / new\nfdt set /new on\nfdt rm /one\nfdt rm / a\n' | script 0 nodes
[ "$(fdtget -l replayed.dtb /)" = "$(printf 'new\ntwo')" ] || failed=1
expect 1 'a property removed' fdtget replayed.dtb / a
echo "fdt set / v $(room 1024)" | script 0 'the longest value'
echo "if fdt set / v $(room 1025); then echo set; else false; fi" | script 0 'one byte too long'
expect 1 'one byte too long is not set' fdtget replayed.dtb / v

# ---- fdt-replay: where it stops ----------------------------------------------------------------

# chain STATUS NAME COMMAND: the command as a condition for booti.
chain() {
	printf 'tftpboot 0x200000 kernel; tftpboot 0x400000 base.dtb; fdt addr 0x400000\n' >script
	printf 'setenv step one; if %s; then\nbooti 0x200000 - 0x400000\nfi\necho "no ${step}"\n' \
		"$3" >>script
	expect "$1" "$2" replay
}
chain 0 'a command that works' 'true'
chain 1 'a command that fails' 'false'
chain 1 'a file that is missing' 'tftpboot 0x600000 nope'
chain 0 'the right size' 'test "${filesize}" = '"$(printf %x "$(wc -c <base.dtb)")"
chain 1 'a wrong size' 'test "${filesize}" = 7'
chain 1 'no room without resize' 'fdt set / v 1'
chain 0 'room after resize' 'fdt resize 10 && fdt set / v 1'
chain 1 'a path that is missing' 'fdt resize && fdt set /nope v 1'
chain 1 'no tree at an address' 'fdt addr 0x200000'
chain 1 'both of two' 'true && false'
chain 0 'one of two' 'false || true'
chain 0 'the first four bytes of "twelve bytes"' 'itest *0x200000 == 6c657774'
chain 1 'another number than theirs' 'itest *0x200000 == 6c657775'
chain 2 'memory that nothing was loaded to' 'itest *0x700000 == 0'
chain 0 'a copy of a tree' 'fdt move 0x400000 0x500000 2000 && fdt set / v 1'
chain 1 'a copy without room' 'fdt move 0x400000 0x500000 && fdt set / v 1'
chain 1 'a copy with less room than the tree has' 'fdt move 0x400000 0x500000 10'
chain 1 'a copy of no tree' 'fdt move 0x200000 0x500000'
chain 2 'a command that is not known' 'frobnicate'
chain 2 'exit' 'exit'
chain 2 'a single &' 'true & true'

# text STATUS NAME: standard input is the whole script.
text() {
	cat >script
	expect "$1" "$2" replay
}
text 2 'an open quote' <<'EOF'
echo 'a
EOF
text 2 'an open if' <<'EOF'
if true; then
EOF
text 2 'a fi too many' <<'EOF'
fi
EOF
text 2 '&& at the end of a line' <<'EOF'
true &&
true
EOF
text 2 '&& over an escaped end of line, which the old shell takes into a word' <<'EOF'
true && \
true
EOF
modern=yes
text 1 '&& over an escaped end of line' <<'EOF'
true && \
true
EOF
text 2 'a keyword that closes nothing, behind all else' <<'EOF'
true
fi
EOF
modern=
text 1 'nothing' </dev/null
text 0 'else and elif' <<'EOF'
tftpboot 0x200000 kernel
tftpboot 0x400000 base.dtb # with a comment
if false; then bad; elif true; then true; else bad; fi
if false; then bad; elif false; then bad; else
  if true; then booti 0x200000 - 0x400000; fi; fi; bad
EOF

# ---- log-to-blob -------------------------------------------------------------------------------

# dump: base.dtb as U-Boot's md.b prints it.
dump() {
	od -An -v -tx1 base.dtb | awk '{
		printf "%08x:", 1207959552 + 16 * n++
		print $0 "  ................\r"
	}'
}
blob() {
	"$helpers/log-to-blob" log "$1" blob.dtb
}
{
	printf 'banner\r\n\000\r\ndump one\r\n'
	dump
	printf 'dump end\r\nmore\r\n'
} >whole
cp whole log
expect 0 'a dump' blob one
cmp -s blob.dtb base.dtb || {
	echo 'a dump: other bytes'
	failed=1
}
expect 1 'another name' blob two
sed '/^48000010:/d' whole >log
expect 1 'a line less' blob one
sed 's/^48000010: .. /48000010: (XEN) /' whole >log
expect 1 'a line of something else' blob one
sed '/dump end/d' whole >log
expect 1 'no end' blob one
sed '/^48000020:/,/more/d;$a dump end' whole >log
expect 1 'a tree cut off' blob one

exit "$failed"

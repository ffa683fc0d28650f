#!/bin/sh
# SPDX-License-Identifier: MIT
# export -f dts: behind the source of the base tree, dtc makes of it what `build --emit dtb` writes.
set -eu
for needed in dtc fdtget fdtput; do
	command -v $needed >/dev/null || {
		echo "dts.sh: $needed is not installed"
		exit 77
	}
done
HELPERS=$PWD/tests/boot
export HELPERS
compare=$(cd "$(dirname "$0")/../boot" && pwd)/source-compare
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# A tree with boot modules of its own, whose order counts, with what is taken away, and with an overlay's place.
dtc -q -I dtb -O dts "$golden/files/pass.dtb" >old-base.dts
cat >>old-base.dts <<'END'
/ {
	chosen { first { a = "1"; }; old@1 { compatible = "vendor,thing"; b = "x", "2y"; }; last { }; };
	gone { inner { }; };
	over: over { };
	kept { was = <1>; stays = "here"; };
};
END
dtc -q -@ -I dts -O dtb -o old.dtb old-base.dts
printf '/dts-v1/; /plugin/; &over { note = "over", "1ay"; in { reference = <&over>; }; };' |
	dtc -q -@ -I dts -O dtb -o over.dtbo
cat >old.yaml <<'END'
format: 1
name: old
extends: ./base.yaml
checks: {console: off}
xen: {extra: "a=\"q\\\\\" b"}
device-tree:
  file: old.dtb
  overlays: [over.dtbo]
  edits:
    - {path: /gone, remove: true}
    - {path: /kept, set: {was: ["\e[1m\"\\", "é\t\x01f", ""], "#new,+.?*": true, bytes: "[00 ff]", cells: "<1 0xfffffffe>"}}
    - {path: /kept, remove: stays}
    - {path: /chosen/first, remove: true}
domains:
  a-1: {kernel: Image, memory: 0x2001000, cpupool: a-b}
  a_1: {kernel: Image, memory: 33M, cpus: 2, enhanced: true}
cpupools: {a-b: {cpus: [1]}}
event-channels: [{dom0: 1, a-1: 2}, {a-1: 3, a_1: 4}]
END
# No /chosen at all, in the tree or after the edits.
dtc -q -I dtb -O dts "$golden/files/board.dtb" >none.dts
echo '/ { /delete-node/ chosen; };' >>none.dts
dtc -q -I dts -O dtb -o none.dtb none.dts
printf 'format: 1\nname: none\nextends: ./base.yaml\ndevice-tree: {file: none.dtb}\n' >none.yaml
printf 'format: 1\nname: fresh\nextends: ./base.yaml\n' >fresh.yaml
printf 'device-tree: {edits: [{path: /chosen, remove: true}]}\n' >>fresh.yaml

# same PROFILE TREE
same() {
	if "$XENBOOT" build "$1.yaml" --emit dtb -o made >said 2>&1 &&
		"$XENBOOT" export -f dts "$1.yaml" -o "$1.dts" >said 2>&1; then
		"$compare" "$2" "$1.dts" "made/$1.dtb" || bad "$1"
	else
		bad "$1: $(grep -m 1 error said)"
	fi
}

cp "$golden"/cli/domains/*.yaml "$golden"/cli/shares/*.yaml "$golden"/cli/dts/*.yaml \
	"$golden/cli/passthrough/given.dtb" "$golden/files/pass.dtb" "$golden/files/part.dtb" .
chmod u+w ./*
for profile in base two alone all heap guests fresh; do
	same $profile board.dtb
done
cp "$golden"/cli/passthrough/*.yaml .
for profile in give alone; do
	same $profile pass.dtb
done
same old old.dtb
same none none.dtb

# Others are named by references, never by numbers; two labels that differ in signs alone are two.
grep -q 'xen_a_1: a-1 {' old.dts || bad 'the label of a-1'
grep -q 'xen_a_1_2: a_1 {' old.dts || bad 'the label of a_1'
grep -q 'domain-cpupool = <&xen_cpupool_a_b>;' old.dts || bad 'the reference to a pool'
grep -q 'xen,evtchn = <0x3 &xen_a_1_event_channel_1_2>;' old.dts || bad 'the reference to an end'
grep -q '// a-1 kernel: Image, 10485760 bytes$' old.dts || bad 'what a module is'
# A terminal is told nothing.
! grep -q "$(printf '\033')" old.dts || bad 'an escape that is not escaped'

# The comparison can tell.
sed 's/33M/34M/' old.yaml >other.yaml
"$XENBOOT" export -f dts other.yaml -o other.dts >said 2>&1
! "$compare" old.dtb other.dts made/old.dtb >said || bad 'another memory makes no difference'

# refused PROFILE WORDS: nothing is printed but an error with these words.
refused() {
	! "$XENBOOT" export -f dts "$1" >printed 2>said || bad "$1 is exported"
	grep -q "error: .*$2" said || bad "$1: $(cat said)"
	[ ! -s printed ] || bad "$1: something is printed"
}

# with NODES: the tree old.dtb has them in /chosen.
with() {
	sed 's/first { a = "1"; };/first { };'" $1/" old-base.dts | dtc -q -@ -I dts -O dtb -o old.dtb
}
# A node that the base tree has keeps its place: the first guest may, the second may not.
with 'a-1 { };'
same old old.dtb
with 'a_1 { };'
refused old.yaml 'the base tree has a node /chosen/a_1 already'
# Names that source cannot hold.
with ''
fdtput -c over.dtbo '/fragment@0/__overlay__/odd name'
refused old.yaml "/over/odd name: source cannot hold the name 'odd name'"
# A tree that is not here.
rm over.dtbo
sed -i 's/over.dtbo/{file: over.dtbo, size: 400}/' old.yaml
refused old.yaml 'the overlay over.dtbo is not here to be applied'
exit "$failed"

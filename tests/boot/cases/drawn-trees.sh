#!/bin/sh
# SPDX-License-Identifier: MIT
# Profiles with guests, passthrough, CPU pools, shared memory, event channels, for the trees of five machines,
# drawn by a seed each: script and DTB make the same tree, which is what was drawn. DRAWN says how many; all
# of the first 2,000 are good.
# long
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

# describe TREE UART PAGE
describe() {
	ln "$1" "assets/${1##*/}" 2>/dev/null || cp "$1" assets
	machine "assets/${1##*/}" "$2" "$3" >"machines/${1##*/}"
}

mkdir assets machines
drawn_assets assets
describe "$ASSETS/board.dtb" /pl011@9000000 1
debian=$(echo "$DEBS"/usr/lib/linux-image-*/)
describe "${debian}broadcom/bcm2711-rpi-4-b.dtb" serial1 0
describe "${debian}xilinx/zynqmp-zcu102-rev1.1.dtb" serial0 1
describe "${debian}arm/juno-r2.dtb" serial0 1
describe "${debian}freescale/imx8mm-evk.dtb" serial1 1
[ "$(cat machines/* | wc -l)" -ge 70 ] || fail 'few devices can be passed through'

: >good
: >bad
: >keys
count=${DRAWN:-250}
seq "$count" | xargs -P "$JOBS" -n 25 "$TESTS/one-drawn"
cat bad
[ ! -s bad ] || fail "$(grep -c -v '^ ' bad) of $count: seed $(head -n 1 bad)"
[ "$(wc -l <good)" -eq "$count" ] || fail "only $(wc -l <good) of $count are good"
# None of what a guest's node may have is left out.
sed -n 's/^  - name: //p' "$TESTS/../../share/options/domain.yaml" >properties
[ -s properties ] || fail 'domain.yaml names no property'
while read -r property; do
	grep -q -x -e "$property" keys || fail "no profile has $property"
done <properties
printf '%s profiles, %s guests' "$count" "$(grep -c -x cpus keys)" >note

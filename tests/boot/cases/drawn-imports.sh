#!/bin/sh
# SPDX-License-Identifier: MIT
# Profiles with guests, CPU pools, shared memory, event channels, drawn by a seed each: what is built from them,
# imported and built again has the same /chosen. IMPORTED says how many.
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

CHOSEN=$HELPERS/../import/chosen-print
export CHOSEN
mkdir assets machines
drawn_assets assets
describe "$ASSETS/board.dtb" /pl011@9000000 1
debian=$(echo "$DEBS"/usr/lib/linux-image-*/)
describe "${debian}xilinx/zynqmp-zcu102-rev1.1.dtb" serial0 1
describe "${debian}arm/juno-r2.dtb" serial0 1

: >good
: >bad
: >apart
count=${IMPORTED:-120}
seq "$count" | xargs -P "$JOBS" -n 20 "$TESTS/one-imported"
cat bad
[ ! -s bad ] || fail "$(grep -c -v '^ ' bad) of $count: seed $(head -n 1 bad)"
[ "$(cat good apart | wc -l)" -eq "$count" ] || fail "only $(cat good apart | wc -l) of $count are good"
[ "$(wc -l <good)" -ge $((count / 2)) ] || fail "only $(wc -l <good) of $count are compared"
printf '%s profiles, %s compared' "$count" "$(wc -l <good)" >note

#!/bin/sh
# SPDX-License-Identifier: MIT
# Scripts that are drawn by a seed, and those of tests/boot/scripts, on the U-Boot of each Debian suite: its status, its
# variables and its trees are those that xenboot's interpreter comes to. SCRIPTS says how many are drawn; the first
# 1,000 are equal.
# variants: bullseye bookworm trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

case $1 in
bullseye) release=2021.01 ;;
bookworm) release=2023.01 ;;
trixie) release=2025.01 ;;
esac
[ "$1" = bookworm ] || uboot=$(cat "$BUILD/debs/$1")/usr/lib/u-boot/qemu_arm64/u-boot.bin

mkdir asked files thought
"$HELPERS/random-script" 1 "${SCRIPTS:-60}" asked
cp "$TESTS"/scripts/*.source asked
"$TESTS/ask-uboot" "$uboot" asked || fail 'U-Boot does not answer'
"$TESTS/scripts/prepare" files
"$HELPERS/../unit/import/script-run" -r "$release" -f files -o thought asked/*.source ||
	fail 'the interpreter does not answer'

count=0
for answer in asked/*.answer; do
	count=$((count + 1))
	diff -u "$answer" "thought/${answer##*/}" || echo "${answer##*/}" >>differ
done
[ ! -s differ ] || fail "U-Boot and the interpreter differ: $(head -n 5 differ | tr '\n' ' ')"
[ "$count" -gt "${SCRIPTS:-60}" ] || fail "only $count scripts were asked for"
printf '%s scripts' "$count" >note

#!/bin/sh
# SPDX-License-Identifier: MIT
# share/ci/pre-commit as git's hook and with names: what has an error is not committed, what is good is.
set -eu
hook=$(cd "${srcdir:-.}" && pwd)/share/ci/pre-commit
XENBOOT=${XENBOOT:?the program to test}
export XENBOOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

git init -q .
git config user.name tester
git config user.email tester@localhost
cp "$hook" .git/hooks/pre-commit

fail() {
	echo "$1"
	cat output
	exit 1
}
# refused WHAT NAME...: by the hook, which names the fault.
refused() {
	what=$1
	shift
	! "$@" >output 2>&1 || fail "not refused: $what"
	grep -q 'nothing was loaded at 0x45000000 \[not-loaded\]' output || fail "not said: $what"
}

"$XENBOOT" build rpi4-yocto -o . >/dev/null 2>&1
mv rpi4-yocto.source 'good one.source'
git add .
git commit -qm good >output 2>&1 || fail 'the script of a shipped profile is refused'

cat >bad.source <<'SOURCE'
tftpboot 0x40400000 xen
tftpboot 0x44000000 board.dtb
fdt addr 0x44000000
fdt resize 0x1000
fdt set /chosen xen,xen-bootargs "console=dtuart"
fdt mknode /chosen dom0
fdt set /chosen/dom0 compatible "xen,linux-zimage" "xen,multiboot-module"
fdt set /chosen/dom0 reg <0x0 0x45000000 0x0 0x1000000>
booti 0x40400000 - 0x44000000
SOURCE
git add bad.source
refused 'a node whose module is not loaded' git commit -qm bad
# What counts is what is staged.
cp 'good one.source' bad.source
refused 'a mended script that is not staged' git commit -qm bad
git add bad.source
git commit -qm mended >output 2>&1 || fail 'the mended script is refused'
echo text >README
git add README
git commit -qm text >output 2>&1 || fail 'a commit without scripts is refused'

"$hook" 'good one.source' bad.source >output 2>&1 || fail 'good scripts by name are refused'
echo 'pre-commit: scripts are held back and let through'

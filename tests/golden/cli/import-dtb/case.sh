# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
# A device tree with /chosen filled in.
boot_files
cp "$golden/files/part.dtb" "$golden/files/pass.dtb" .
cp rootfs.cpio other.cpio
cp "$golden/cli/domains/two.yaml" "$golden/cli/shares/all.yaml" .
"$XENBOOT" build two.yaml --emit dtb -o out >/dev/null 2>&1
"$XENBOOT" build all.yaml --emit dtb -o out >/dev/null 2>&1
# What modules are called it does not say: a file here of that size and kind may be it.
x import out/two.dtb --files .
line 'xenboot import out/all.dtb | grep -A60 "^xen:"'
x check out/all.dtb
# Of one that others wrote nodes have other names, and properties that no profile says.
x import foreign.dtb -o foreign.yaml
line 'cat foreign.yaml'
x check foreign.dtb
# It is no profile: a board is what the tree is of, or is named.
x import foreign.dtb --board nosuch
x import board.dtb
# Damaged, cut off, something else.
dd if=foreign.dtb of=cut.dtb bs=1 count=600 2>/dev/null
x import cut.dtb
x check xen
x import nosuch.dtb
x import . -o here.yaml

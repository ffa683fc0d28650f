# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
# Where files of a script come from, and whose sizes are in it: what is built, imported and built again is the same.
boot_files
cp "$golden/cli/loading"/*.yaml .
# again NAME: the board is what is known beside the script.
again() {
	"$XENBOOT" build "$1.yaml" --emit script -o out >/dev/null 2>&1
	"$XENBOOT" import "out/$1.source" --files . -o again.yaml 2>/dev/null
	{
		printf 'format: 1\nextends: ./again.yaml\nname: %s\n' "$1"
		sed -n '/^board:/,/^xen:/p' base.yaml | sed '$d'
	} >known.yaml
	"$XENBOOT" build known.yaml --emit script -o again >/dev/null 2>&1
	diff "out/$1.source" "again/$1.source" && echo "$1: the same script"
}
again measured
again own-tree
again media >/dev/null
line 'sed -n "/^load/,/^$/p;/^device/,/^$/p" again.yaml'
# A script that loads nothing, and one of which it is not all known.
x import there.source --board qemu-arm64
x import mixed.source --board qemu-arm64 -o mixed.yaml
# shellcheck disable=SC2016 # $ is of sed
line 'sed -n "/^load/,\$p" mixed.yaml'

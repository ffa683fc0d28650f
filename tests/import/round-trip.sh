#!/bin/sh
# SPDX-License-Identifier: MIT
#
# round-trip.sh [PROFILE...]: what is built from a profile, imported and built again, tells Xen the same.
# By default all that are shipped, and golden samples of all that domains can have. From each come its script,
# as text and as image, with a tree to edit and with a finished one, and the finished tree alone.
set -eu
LC_ALL=C
export LC_ALL
source=$(cd "$(dirname "$0")" && pwd)
golden=$source/../golden
build=$PWD
: "${XENBOOT:=$build/xenboot}"
CHOSEN=$build/tests/import/chosen-print

temporary=$(mktemp -d)
temporary=$(cd "$temporary" && pwd -P)
trap 'rm -rf "$temporary"' EXIT
# shellcheck source=/dev/null
. "$golden/lib.sh"

failed=0
passed=0
fail() {
	echo "FAIL $1"
	{ grep -A1 ': error: ' messages || cat messages; } | sed 's/^/  /;20q'
	failed=$((failed + 1))
}

# Files by the names that the profiles have for them, no two of one size.
make_files() {
	for name in board.dtb bcm2711-rpi-4-b.dtb zynqmp-zcu102-rev1.0.dtb; do
		cp "$source/machine.dtb" "$name"
	done
	make_image xen 983048 1269960
	size=10485760
	for name in Image Image-dom0 Image-rt; do
		make_image "$name" "$size" $((size + 262144))
		size=$((size + 4096))
	done
	size=4096
	for name in rootfs.cpio other.cpio ramdisk.cpio.gz xen-image-minimal-raspberrypi4-64.cpio.gz \
		dom0-rootfs.cpio.gz rt-rootfs.cpio.gz net-rootfs.cpio.gz guest-rootfs.cpio.gz; do
		make_ramdisk "$name"
		resize "$name" "$size"
		size=$((size + 512))
	done
}

# What the user knows of PROFILE beside what is imported, known.yaml: a board of its own, and Xen's release.
know() {
	release=$("$XENBOOT" get "$1" xen-version 2>/dev/null || true)
	board=$("$XENBOOT" get "$1" board 2>/dev/null || true)
	{
		printf 'format: 1\nextends: ./again.yaml\n'
		[ -z "$release" ] || printf 'xen-version: "%s"\n' "$release"
		case $board in
		*:*) printf 'board:\n%s\n' "$board" | sed '2,$s/^/  /' ;;
		esac
	} >known.yaml
}

# A board by its name, as words for import.
named_board() {
	board=$("$XENBOOT" get "$1" board 2>/dev/null || true)
	case $board in
	'' | *:*) ;;
	*) printf '%s %s' --board "$board" ;;
	esac
}

# again PROFILE WHAT FILE: FILE, imported and built, has the /chosen that is in `want`.
again() {
	know "$1"
	# shellcheck disable=SC2046 # no word, or two
	if ! "$XENBOOT" import "$3" --files files $(named_board "$1") -o again.yaml 2>messages; then
		fail "$1, $2: it is not imported"
	elif ! "$XENBOOT" build ./known.yaml --emit dtb -o again >messages 2>&1; then
		fail "$1, $2: what is imported is refused"
	elif ! "$CHOSEN" again/*.dtb >got 2>messages || ! diff want got >messages 2>&1; then
		fail "$1, $2: /chosen is another"
	else
		passed=$((passed + 1))
	fi
	rm -rf again again.yaml
}

# round PROFILE
round() {
	rm -rf out both
	if ! "$XENBOOT" build "$1" --files files --emit script,dtb -o out >messages 2>&1 ||
		! "$XENBOOT" build "$1" --files files --emit both -o both >messages 2>&1; then
		fail "$1: it is not built"
		return
	fi
	script=$(echo out/*.source)
	tree=${script%.source}.dtb
	"$CHOSEN" "$tree" >want
	cp both/*.dtb files
	again "$1" script "$script"
	again "$1" image "${script%.source}.scr"
	again "$1" both both/*.source
	again "$1" tree "$tree"
}

# The samples in FOLDER of the golden tests, with the files of those.
samples() {
	cp "$golden/files"/*.dtb files
	cp "$golden/files/base.yaml" "$golden/cli/$1"/*.yaml .
	for extra in "$golden/cli/$1"/*.dtb; do
		[ ! -f "$extra" ] || cp "$extra" files
	done
	shift
	for profile in "$@"; do
		round "./$profile.yaml"
	done
}

mkdir "$temporary/work" "$temporary/work/files"
cd "$temporary/work"
(cd files && make_files)
if [ $# -gt 0 ]; then
	for profile in "$@"; do
		round "$profile"
	done
else
	for profile in "$source"/../../share/profiles/*.yaml; do
		profile=${profile##*/}
		round "${profile%.yaml}"
	done
	samples domains two alone less
	samples shares all heap
	samples domain-words good
	samples passthrough give
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]

# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the tests of `export` share: a folder with small boot files, and profiles of the golden cases in it.
LC_ALL=C
export LC_ALL
golden=$(cd "$(dirname "$0")/../golden" && pwd)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failed=0
# shellcheck source=../golden/lib.sh
. "$golden/lib.sh"
(make_boot_files)
cd "$temporary/files" || exit 1
cp rootfs.cpio other.cpio

bad() {
	echo "FAIL $*"
	# shellcheck disable=SC2034 # the status of each test
	failed=1
}

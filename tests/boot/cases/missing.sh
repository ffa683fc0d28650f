#!/bin/sh
# SPDX-License-Identifier: MIT
# A file that is not on the server stops the script, which says which one, before booti.
# variants: xen Image ramdisk.cpio.gz board.dtb edited-tree
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

emit=script gone=$1
[ "$1" != edited-tree ] || emit=both gone=$CASE.dtb
serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
output: {emit: $emit}
EOF
build "$CASE.yaml" "$SERVED"
rm "$SERVED/$gone"
boot console.log tftp
expect_stop console.log "^xenboot: STOPPED: could not load $gone to 0x"

#!/bin/sh
# SPDX-License-Identifier: MIT
# A file on the server that is not as long as planned stops the script: one byte more, one less.
# variants: kernel-longer kernel-shorter ramdisk-longer ramdisk-shorter
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile </dev/null
build "$CASE.yaml" "$SERVED"
case $1 in
kernel-*) file=Image ;;
*) file=ramdisk.cpio.gz ;;
esac
size=$(wc -c <"$SERVED/$file")
case $1 in
*-longer) other=$((size + 1)) ;;
*) other=$((size - 1)) ;;
esac
# The file is a link to all cases' own.
rm "$SERVED/$file"
cp "$ASSETS/$file" "$SERVED/$file"
truncate -s "$other" "$SERVED/$file"
boot console.log tftp
expect_stop console.log "^xenboot: STOPPED: could not use $file: it has 0x$(printf %x "$other") bytes"

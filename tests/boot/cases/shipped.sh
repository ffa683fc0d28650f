#!/bin/sh
# SPDX-License-Identifier: MIT
# The profile qemu-arm64 as it is shipped, with the files that it names.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
build qemu-arm64 "$SERVED" --files "$SERVED"
script_prompt=$prompt
"$XENBOOT" export qemu-arm64 -f json >profile.json || fail 'export ended with an error'
boot console.log tftp

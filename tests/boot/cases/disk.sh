#!/bin/sh
# SPDX-License-Identifier: MIT
# A virtio disk instead of TFTP, with the script on it as well.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
load: {method: virtio, device: "0:1"}
EOF
boot_case disk
! grep -a -q TFTP console.log || fail 'something went over TFTP'

#!/bin/sh
# SPDX-License-Identifier: MIT
# A script that measures looks into Xen's header, too: what Xen takes behind its file is to fit its room.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
load: {sizes: measured}
xen: {room: 2M}
EOF
build "$CASE.yaml" "$SERVED"
boot console.log tftp
expect_dom0 console.log

cp "$SERVED/xen" xen.new
# image_size, which stands at 16, becomes 2 MiB and a byte.
printf '\001\000\040\000' | dd of=xen.new bs=1 seek=16 conv=notrunc 2>/dev/null
rm "$SERVED/xen"
mv xen.new "$SERVED/xen"
boot outgrown.log tftp
expect_stop outgrown.log \
	'^xenboot: STOPPED: could not use xen: with what it takes .* its room at 0x[0-9A-F]*, 0x200000 bytes'

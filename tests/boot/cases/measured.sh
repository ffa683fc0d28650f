#!/bin/sh
# SPDX-License-Identifier: MIT
# A script that measures: as built, with a kernel that was replaced after the build by a larger one, and one that
# stops, with U-Boot's prompt back, where a file outgrew its room.
# variants: bullseye bookworm trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

# grow FILE BYTES: the file on the server gets so many bytes more.
grow() {
	cp "$SERVED/$1" "$1.new"
	truncate -s "+$2" "$1.new"
	rm "$SERVED/$1"
	mv "$1.new" "$SERVED/$1"
}

release "$1"
serve ramdisk.cpio.gz board.dtb
profile <<EOF
load: {sizes: measured}
xen: {room: 4M}
dom0: {kernel: {room: 64M}, ramdisk: {room: 32M}}
EOF
sed 's/sizes: measured/sizes: pinned/' "$CASE.yaml" >pinned.yaml
build "$CASE.yaml" "$SERVED"
typed=$prompt

# What the tree says is what the DTB of a profile that pins says, with a kernel of other bytes, too.
for run in built larger; do
	[ "$run" = built ] || grow Image 5000001
	wrap "$SERVED/$CASE.source" "$SERVED/$CASE.scr"
	prompt=$typed
	boot "$run.log" tftp
	expect_dom0 "$run.log"
	expect_tree "$CASE" pinned.yaml tftp
done

wrap "$SERVED/$CASE.source" "$SERVED/$CASE.scr"
prompt=$typed
grow Image $((0x4000001 - $(wc -c <"$SERVED/Image")))
boot outgrown.log tftp
expect_stop outgrown.log \
	'^xenboot: STOPPED: could not use Image: it has 0x4000001 bytes, its room at 0x[0-9A-F]* is for 0x4000000'

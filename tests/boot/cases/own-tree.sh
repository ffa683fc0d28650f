#!/bin/sh
# SPDX-License-Identifier: MIT
# The tree that U-Boot has itself, with a sample of it to plan with, and with none; a variable that is not set; room
# for a smaller tree. QEMU gives U-Boot another tree than it gives us without one: there is no pl061 in it to disable.
# variants: bullseye bookworm trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

release "$1"
serve ramdisk.cpio.gz
cp "$ASSETS/board.dtb" sample.dtb
profile <<EOF
device-tree: {from: fdtcontroladdr, file: ../sample.dtb, edits: []}
EOF
build "$CASE.yaml" "$SERVED"
boot sample.log tftp
expect_dom0 sample.log

profile <<EOF
device-tree: {from: fdtcontroladdr, file: ~, edits: []}
EOF
build "$CASE.yaml" "$SERVED"
boot none.log tftp
expect_dom0 none.log

sed 's/fdtcontroladdr/nowhere/' "$CASE.yaml" >nowhere.yaml
build nowhere.yaml "$SERVED"
boot nowhere.log tftp
expect_stop nowhere.log '^xenboot: STOPPED: could not find the device tree: nowhere is empty'

sed 's/from: fdtcontroladdr/&, room: 20K, size: 1K/' "$CASE.yaml" >small.yaml
build small.yaml "$SERVED"
boot small.log tftp
expect_stop small.log '^xenboot: STOPPED: could not copy the device tree from [0-9a-f]* to 0x'

#!/bin/sh
# SPDX-License-Identifier: MIT
# An edit that fails, because the server has another tree, stops the script.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile </dev/null
build "$CASE.yaml" "$SERVED"
dtc -q -I dtb -O dts "$ASSETS/board.dtb" | sed 's/pl061@9030000/other@9030000/' >other.dts
rm "$SERVED/board.dtb"
dtc -q -I dts -O dtb -o "$SERVED/board.dtb" other.dts
boot console.log tftp
expect_stop console.log '^xenboot: STOPPED: could not .*/pl061@9030000'

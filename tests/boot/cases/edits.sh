#!/bin/sh
# SPDX-License-Identifier: MIT
# Every kind of edit: the tree in U-Boot is the one that the program writes.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
device-tree:
  edits:
    - {path: /pl061@9030000, set: {status: disabled}}
    - {path: /, set: {xenboot-text: "it's \$one", xenboot-list: [two, "words, here"]}}
    - {path: /, set: {xenboot-cells: "<0x1 2 0xffffffff>", xenboot-bytes: "[00 ff 7f]"}}
    - {path: /, set: {xenboot-nothing: true}}
    - {path: /gpio-keys, remove: true}
    - {path: /pl011@9000000, remove: clock-names}
EOF
boot_case tftp
[ "$(fdtget -t x uboot.dtb / xenboot-cells)" = '1 2 ffffffff' ] || fail 'the cells differ'
! fdtget -l uboot.dtb /gpio-keys 2>/dev/null || fail '/gpio-keys is still there'

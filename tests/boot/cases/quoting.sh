#!/bin/sh
# SPDX-License-Identifier: MIT
# Command lines with all that U-Boot's shell, YAML, Xen and Linux could trip over: both arrive byte
# for byte.
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

# None of it is to be expanded here.
# shellcheck disable=SC2016
hostile='n="a b;c" $x ${y} $$ '\''q r'\'' \b \\ c\ #h,i && || | & ; ( ) {e} * ? ! ~ % @ ^ `z` <f> [g] ü  2  blanks'
xen_line="$xen_line $hostile"
dom0_line="$dom0_line $hostile"
serve xen Image ramdisk.cpio.gz board.dtb
profile <<EOF
xen:
  extra: $(yaml_text "$hostile")
dom0:
  extra: $(yaml_text "$hostile")
EOF
boot_case tftp

# SPDX-License-Identifier: MIT
boot_files
x export -f dts guests.yaml
x export -f dts --resolved guests.yaml
x export -f dts guests.yaml -o board.dtb
x export -f dts guests.yaml -o put.dts
line 'wc -l <put.dts'
rm board.dtb
x export -f dts guests.yaml

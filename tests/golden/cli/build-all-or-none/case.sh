# SPDX-License-Identifier: MIT
# A folder stands where one of the files goes: none is written.
boot_files
mkdir base.scr
x build base.yaml
ls
rmdir base.scr
# The base tree itself is not replaced.
cp base.yaml board.yaml
x build board.yaml --emit dtb
x set board.yaml output.name=board
x build board.yaml --emit dtb
cmp board.dtb "$golden/files/board.dtb"

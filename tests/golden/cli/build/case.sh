# SPDX-License-Identifier: MIT
boot_files
mkdir out
x build base.yaml -o out --emit both,manifest
ls out
x build base.yaml -o nowhere
x build base.yaml -o base.yaml
x build base.yaml -f json --emit script
ls
x build base.yaml --emit dtb
cmp base.dtb out/base.dtb
rm xen
x build base.yaml -o out -f json

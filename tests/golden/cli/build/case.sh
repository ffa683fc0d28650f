# SPDX-License-Identifier: MIT
boot_files
mkdir out
x build base.yaml -o out --emit both,manifest
ls out
# A folder that is not there is made, with those above it, but for errors alone none is.
x build base.yaml -o new/er/out --emit manifest
find new
x build base.yaml -o base.yaml
x build base.yaml -o base.yaml/out
x build base.yaml -o ''
x build base.yaml -o -
x build base.yaml -f json --emit script
ls
x build base.yaml --emit dtb
cmp base.dtb out/base.dtb
rm xen
x build base.yaml -o out -f json
x build base.yaml -o never/made
ls

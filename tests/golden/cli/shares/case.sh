# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # line has a shell of its own
boot_files
x build all.yaml -o out
line 'sed -n "/xsm-policy/,/Boot Xen/{/mknod/p;/fdt set/p}" out/all.source | sed "s/.*; if //"'
line 'sed -n "/\"memory\": \[/,\$p" out/all.json'
# Whose it is, and where.
line 'xenboot plan all.yaml 2>/dev/null | grep -E "static|shared|>|, dom0"'
line 'xenboot plan -f json all.yaml 2>/dev/null | grep -E -A 10 "kind\": \"(static|shared)-"'
line 'xenboot plan -f json all.yaml 2>/dev/null | grep "domain\""'
line 'xenboot plan -f svg all.yaml 2>/dev/null | grep -E -A 3 "<title>(. static|ring|all:)"'
line 'xenboot export --resolved all.yaml 2>/dev/null | sed -n "/^domains/,\$p"'
# Ranges lie where no file, no other range and nothing reserved is.
x set all.yaml shared-memory.all.host=0x50001000 domains.b.static-memory.0.start=0x41400000 --force
x set all.yaml shared-memory.all.host=0x50200000 domains.b.static-memory.0.start=0x50201000
x set all.yaml domains.b.static-memory.1.size=16777216 domains.a.memory=2G --force
# In the cells of the root.
x build heap.yaml -o out
line 'grep static-heap out/heap.source'
line 'xenboot plan heap.yaml 2>/dev/null | grep "s heap"'
line 'xenboot plan -f json heap.yaml 2>/dev/null | grep -A 6 static-heap'
line 'xenboot plan -f svg heap.yaml 2>/dev/null | grep -A 3 "<title>Xen.apos"'
# CPU pools and event channels have to know the tree.
line 'xenboot set heap.yaml cpupools.rt.cpus=1 device-tree.file=none.dtb device-tree.size=0x1000 2>&1 | grep -v note'
x set heap.yaml cpupools.rt.cpus=[0,7]
# The heap may be where U-Boot is, which is gone by then; a module may not.
x set heap.yaml xen.static-heap.1.start=0x7c000000
line 'xenboot plan heap.yaml 2>/dev/null | grep -A 1 -E "heap|U-Boot"'
line 'xenboot set heap.yaml device-tree.address=0x7e000000 --force 2>&1 | grep -v note'
line 'xenboot plan heap.yaml 2>/dev/null | grep -A 1 -E "heap|U-Boot"'

# SPDX-License-Identifier: MIT
boot_files
# Room for the kernel's file, then for what it needs behind it; where a ramdisk is, and a partial tree.
x check panic.yaml
x check silent.yaml
x check good.yaml
# Shared memory over what a guest has there already.
x check over.yaml
# All of them: dom0 first, then each guest with its tables.
x check much.yaml
x set much.yaml domains.second.memory=264M
x set much.yaml domains.second.memory=265M
x set much.yaml domains.second.memory=265M domains.second.p2m-mem-mb=1
x set much.yaml domains.second.memory=265M domains.second.static-memory=auto
# A range of static memory over the end of the guest's first bank: the planner cuts its own, up to 4.21.
line 'xenboot plan bank.yaml | grep static'
line 'xenboot export --resolved bank.yaml | sed -n "/static-memory/,/^[a-z]/p"'
x set bank.yaml 'domains.big.static-memory=[{start: 0x80000000, size: 4G}]'
line "xenboot set bank.yaml 'domains.big.static-memory=[{start: 0x80000000, size: 3G}, auto]'"
x set bank.yaml domains.big.static-memory=auto domains.big.direct-map=true
line 'xenboot plan bank.yaml | grep static'
x unset bank.yaml domains.big.direct-map
x set bank.yaml 'xen-version="4.22"'
line 'xenboot plan bank.yaml | grep static'

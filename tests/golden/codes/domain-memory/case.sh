# SPDX-License-Identifier: MIT
boot_files
# Room for the kernel's file, at both edges, then for what it needs behind it; where a ramdisk is, and a partial tree.
x check panic.yaml
x set panic.yaml domains.small.memory=12284K domains.disk.memory=17M domains.tree.memory=17M
x check silent.yaml
# Then for a Linux.
x check linux.yaml
x check good.yaml
x set linux.yaml checks.domain-memory=off
x set silent.yaml checks.domain-memory=off
# A number of bytes, or of something else.
x set good.yaml domains.small.memory=512
x set good.yaml domains.small.memory=500000
# Shared memory over what a guest has there already.
x check over.yaml
# All of them: dom0 first, then each guest with its tables.
x check much.yaml
line 'xenboot check -f json much.yaml | sed -n "/\"fix\"/,/}/p"'
line 'cp much.yaml less.yaml; xenboot set less.yaml xen.options.dom0_mem=256M; xenboot check less.yaml'
x plan much.yaml
x set much.yaml domains.second.memory=260M
line 'xenboot check much.yaml'
x set much.yaml domains.second.memory=261M
x set much.yaml domains.second.memory=264M
x set much.yaml domains.second.memory=266M
x set much.yaml domains.second.memory=265M domains.second.p2m-mem-mb=1
x set much.yaml domains.second.memory=265M domains.second.static-memory=auto
# Nothing of its own helps.
x set --force much.yaml domains.first.memory=444M domains.second.memory=17M
x unset --force much.yaml domains.second.static-memory
# Of a release that is not known: with one it fits, with another it does not.
x set much.yaml domains.first.memory=192M domains.second.memory=273100K
x set much.yaml domains.first.memory=192M domains.second.memory=273100K 'xen-version="4.22"'
# From a static heap.
x check heap.yaml
x set heap.yaml domains.first.memory=128M
x set heap.yaml xen.options.dom0_mem=512M
# A boot of something else ended so.
printf '(XEN) \n(XEN) ****\n(XEN) Panic on CPU 0:\n(XEN) Failed to allocate requested domain memory. 524288KB unallocated. Fix the VMs configurations.\n(XEN) ****\n' >log
x diagnose log heap.yaml
# What dom0 starts takes of what is left.
x check later.yaml
x set later.yaml domains.first.memory=384M
x check later.yaml
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

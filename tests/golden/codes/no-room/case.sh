# SPDX-License-Identifier: MIT
boot_files
x check bad.yaml
# Static memory may be anywhere in RAM, and in several ranges; shared memory is one.
x check guest.yaml
x set guest.yaml 'domains.a.static-memory=[{size: 0x5FE00000}, auto]'
x set guest.yaml shared-memory.s='{size: 1G, owner: a}' --force
# The last resort is where U-Boot was: nothing is loaded there, and nothing overlaps.
x check uboot.yaml
line 'xenboot plan uboot.yaml | grep -A 40 "G is"'

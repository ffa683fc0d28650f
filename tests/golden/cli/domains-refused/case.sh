# SPDX-License-Identifier: MIT
# What the keys of domains cannot mean together; and the nearest that they can.
boot_files
x check bad.yaml
x check good.yaml
printf 'format: 1\nextends: ./base.yaml\ndom0: ~\ndomains: {}\n' >none.yaml
x check none.yaml

# SPDX-License-Identifier: MIT
# What a log says, alone and beside a profile; of the logs with a panic, the last boot ends in U-Boot.
boot_files
x diagnose panic.log
x diagnose panic.log bad.yaml
x diagnose panic.log good.yaml
x diagnose up.log good.yaml
x diagnose silent.log good.yaml
x diagnose guest.log good.yaml
x diagnose guests.log guests.yaml
line "sed 's,4G,64M,' guests.yaml >mended.yaml; xenboot diagnose guests.log mended.yaml"
line "sed 's,LOADING DOMU.*,LOADING DOMU cpus=2 memory=0x8001KB ***,; 5,\$d' guests.log | xenboot diagnose - guests.yaml"
line "sed '1,6!d; s,Loading d1 DTB.*,Device tree generation failed (-3).,' guests.log | xenboot diagnose -f json - guests.yaml"
line "printf 'Starting kernel ...\\n' | xenboot diagnose - guests.yaml"
# The key is the one that `set` takes.
line "(sed '6,\$d' guests.log; printf '%s\\n' '(XEN) Freed 356kB init memory.' '[    0.000000] Booting Linux on physical CPU 0x0' 'board login:') | xenboot diagnose - guests.yaml"
x diagnose abort.log good.yaml
line "sed 's,9000010,fe000000,' abort.log | xenboot diagnose - good.yaml"
x diagnose -f json panic.log bad.yaml
line "printf 'no log\n\033[2Jof a boot\n' | xenboot diagnose -"
x diagnose missing.log
x diagnose up.log missing.yaml
x diagnose
x diagnose -f svg up.log

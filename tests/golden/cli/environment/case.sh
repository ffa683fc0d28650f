# SPDX-License-Identifier: MIT
# What a script finds when it begins: nothing that is known, the board's U-Boot, another release of it, what
# printenv shows, and a board of one's own.
x check ./boot.source
x check --board zcu102 ./boot.source
line 'xenboot import --board rpi4-4g ./boot.source | grep address:'
line 'xenboot import --board rpi4-4g --uboot 2025.07 ./boot.source | grep address:'
x check --board zcu102 --env printenv.txt ./boot.source
line 'xenboot check --env - ./boot.source <printenv.txt'
x import --board zcu102 --env printenv.txt ./boot.source
mkdir -p data/boards
cp mine.yaml data/boards
x check --data data --board mine ./boot.source
sed -i 's/zynqmp/zynqpm/' data/boards/mine.yaml
x check --data data --board mine ./boot.source
# What is no environment, and what is no U-Boot.
x check --env broken.txt ./boot.source
x check --env absent.txt ./boot.source
dd if=/dev/zero of=huge.txt bs=1024 count=1025 2>/dev/null
x check --env huge.txt ./boot.source
printf '\001\002\003\004a=1\000b=2\000' >binary.txt
x check --env binary.txt ./boot.source
line 'xenboot import --env - - <printenv.txt'
x check --uboot 4.17 ./boot.source
x check --uboot 2023.01,modern ./boot.source
x check --uboot modern --board zcu102 ./boot.source

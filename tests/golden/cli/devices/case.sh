# SPDX-License-Identifier: MIT
x devices devices.dtb
x devices devices.dtb ethernet0
x devices devices.dtb /soc/mmc@4000
x devices devices.dtb /soc/off@d000
x devices devices.dtb net -f json
line "xenboot devices devices.dtb -f json | grep '\"verdict\"\|\"path\": \"/soc/rtc'"
# What is not there
x devices devices.dtb /soc/rtc@800
x devices devices.dtb rtc1
x devices devices.dtb ''
x devices no.dtb
# Of a profile its release and its edits count, and the UART that it names.
boot_files
cp base.yaml wrong.dtb
x devices wrong.dtb
x devices base.yaml
cat >mine.yaml <<'PROFILE'
format: 1
extends: base.yaml
xen-version: "4.16"
xen: {options: {dtuart: rtc0}}
device-tree:
  file: devices.dtb
  edits:
    - {path: /soc/mmc@4000, set: {"xen,passthrough": true}}
    - {path: /soc/ethernet@1000, remove: true}
PROFILE
line 'xenboot devices mine.yaml 2>warnings | grep -A2 "soc/\(serial\|ethernet\|spi\)"'
x devices mine.yaml ethernet0
x devices base.yaml --dtb devices.dtb rtc0
x devices devices.dtb --board qemu-arm64
rm board.dtb
x devices base.yaml

# SPDX-License-Identifier: MIT
boot_files
x export -f xl base.yaml
# One guest is what is printed; one that Xen builds stands behind it, in comments.
x export -f xl xl.yaml
x export -f xl xl.yaml domains.built
x export -f xl xl.yaml domains.bilt
x export -f xl xl.yaml built
x export -f xl xl.yaml bilt
x export -f yaml xl.yaml domains.built
x export -f xl --resolved xl.yaml
# Xen is not told of it, but that dom0 has not its devices; what it needs is written.
x build xl.yaml -o out
line "xenboot export -f dts xl.yaml 2>/dev/null | grep -B1 xen,passthrough"
line "tr -c '[:print:]' '\n' <out/xl-clock.dtb | grep -c 'xen,\|gic'"
line 'grep -B1 -A4 "xl-clock.dtb\",$" out/xl.json'
line 'xenboot plan xl.yaml 2>/dev/null | grep -c clock'
# Several.
x check several.yaml
cat >more.yaml <<'PROFILE'
format: 1
extends: ./xl.yaml
domains: {other: {kernel: {file: Image, load-as: /boot/guest}, memory: 64M, start: dom0}}
PROFILE
x export -f xl more.yaml
line 'xenboot export -f xl more.yaml domains.other 2>/dev/null'
x export -f xl more.yaml -o cfg
ls cfg
x export -f xl more.yaml domains.built -o cfg
x export -f xl more.yaml domains.other -o one
ls one
# All or none, and no file that something is made from.
mkdir -p none/other.cfg
x export -f xl more.yaml -o none
ls none
cat >named.yaml <<'PROFILE'
format: 1
extends: ./xl.yaml
domains: {a: {kernel: clock.cfg, memory: 64M}}
PROFILE
cp Image clock.cfg
x export -f xl named.yaml -o .
# Where capitals do not count.
cat >same.yaml <<'PROFILE'
format: 1
extends: ./xl.yaml
domains: {Clock: {kernel: Image, memory: 64M, passthrough: /soc@0/can@9060000, start: dom0}}
PROFILE
x build same.yaml -o out
x export -f xl same.yaml -o new
# What xl has no way to write.
printf '%s\n' 'format: 1' 'extends: ./xl.yaml' 'domains: {clock: {extra: "a=\e[1m"}}' >escape.yaml
x export -f xl escape.yaml
# One name, two files on the server; one file for two is as it should be.
mkdir sub
cp Image sub/Image
cat >names.yaml <<'PROFILE'
format: 1
extends: ./xl.yaml
domains:
  a: {kernel: HERE/sub/Image, memory: 64M}
  b: {kernel: Image, ramdisk: {file: rootfs.cpio, load-as: names-built.dtb}, memory: 64M}
PROFILE
sed -i "s|HERE|$PWD|" names.yaml
x check names.yaml
# What xl refuses.
cp xl.yaml uart.yaml
x set uart.yaml domains.clock.passthrough=/soc@0/first@9140000
x set uart.yaml domains.clock.vuart=false domains.clock.passthrough=/soc@0/first@9140000
"$XENBOOT" unset uart.yaml domains.clock.passthrough
x set uart.yaml domains.clock.vuart=true domains.clock.nr_spis=0
x set uart.yaml domains.clock.vuart=true domains.clock.nr_spis=0 'xen-version="4.18"'
line 'xenboot set xl.yaml xen.options.iommu=no 2>&1 --force | grep iommu'
line 'xenboot set xl.yaml domains.clock.memory=0 --force 2>&1 | grep clock'

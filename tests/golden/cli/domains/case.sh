# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
boot_files
cp "$golden/files/part.dtb" .
cp rootfs.cpio other.cpio
x build two.yaml -o out
line 'sed -n "/mknod/,/Boot Xen/p" out/two.source'
line 'sed "s/\"sha256\": \".*\"/\"sha256\": SUM/" out/two.json'
line 'xenboot plan -f json two.yaml 2>/dev/null | grep -E "owner\": \"(first|second)|guest|bootargs"'
line 'xenboot plan alone.yaml | grep -E "guest|reads"'
x build alone.yaml -o out
line 'sed -n "/Set properties/,/Boot Xen/p" out/alone.source'
# As everywhere: one key, a difference, a pinned profile, and what a base brings taken away.
x get two.yaml domains.first.vuart
x set two.yaml domains.first.vuart=false domains.first.memory=32M domains.third.kernel=Image domains.third.memory=32M domains.third.nr_spis=64
x get two.yaml domains.third
x unset two.yaml domains.first.vuart
x unset two.yaml domains.first.options.console
x set two.yaml domains.first.such.thing=1
x set two.yaml 'domains.a b.memory=1M'
x set two.yaml vuart=true
x diff two.yaml less.yaml
x export --resolved less.yaml
x options enhanced

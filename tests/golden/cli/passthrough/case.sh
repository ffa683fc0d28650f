# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2154 # line has a shell of its own; run.sh sets golden
boot_files
cp "$golden/files/pass.dtb" .
x build give.yaml -o out
line 'grep -n "tftpboot.*dtb\|xen,passthrough\|nr_spis\|device-tree" out/give.source'
line 'sed "s/\"sha256\": \".*\"/\"sha256\": SUM/" out/give.json | grep -B1 -A5 "\"file\": \".*\.dtb\""'
line 'xenboot build give.yaml --digest -o sum >/dev/null 2>&1 && cd sum && sha256sum give-one.dtb | cut -c1-64 | xargs -I SUM grep -c SUM give.json'
# Each device once, what was given as it was.
line "tr -c '[:print:]' '\n' <out/give-two.dtb | grep '/soc\|^[a-z-]*@'"
line 'xenboot plan give.yaml 2>/dev/null | grep "device tree"'
# The same by the tree that is made here; without dom0 nothing is taken from it.
line 'xenboot build give.yaml --emit both -o both 2>&1 | grep dtb; cmp out/give-two.dtb both/give-two.dtb'
line "tr -c '[:print:]' '\n' <both/give.dtb | grep -c xen,passthrough"
x build alone.yaml -o out
line "tr -c '[:print:]' '\n' <out/alone.dtb | grep -c xen,passthrough"
# Edits of the tree come first.
x set give.yaml 'device-tree.edits=[{path: /soc@0/rtc@9010000, remove: true}]' --force
x unset give.yaml device-tree.edits
# dom0's line can keep its Linux from stopping clocks: the fix says so, and it is a note then, as it is without dom0.
line 'xenboot check -f json give.yaml | grep -A1 "\"key\": \"dom0"'
x set give.yaml dom0.options.clk_ignore_unused=true
line 'xenboot check give.yaml 2>&1 | grep -A1 "has clocks"'
"$XENBOOT" unset give.yaml dom0.options 2>/dev/null
sed "s|passthrough: rtc0|passthrough: /soc@0/can@9060000|" alone.yaml >alone-can.yaml
line 'xenboot check alone-can.yaml 2>&1 | grep -A1 "has clocks"'
# As everywhere: one key, one item, a difference.
x get give.yaml domains.one.passthrough
x set give.yaml domains.one.passthrough=/soc@0/ethernet@9050000
x set give.yaml domains.two.passthrough.0=rtc0
x set give.yaml 'domains.two.passthrough=[rtc0, ""]'
line 'xenboot diff give.yaml alone.yaml | grep passthrough'
x unset give.yaml domains.two.passthrough --force
# What is passed by a tree that is given is kept from dom0 by an edit.
x set give.yaml 'device-tree.edits=[{path: /soc@0/counter@9020000, set: {"xen,passthrough": true}}]'
# Pinned, it is the same: of a tree that is made the address alone.
line 'xenboot export --resolved give.yaml 2>/dev/null | grep -A13 "^domains"'
line 'for p in give pinned; do xenboot build $p.yaml -o $p >/dev/null 2>&1; xenboot export --resolved give.yaml >pinned.yaml 2>/dev/null; done; cmp give/give.source pinned/give.source'
x set give.yaml 'domains.one.device-tree={address: 0x49000000, load-as: clock.dtb}'
line 'xenboot plan give.yaml 2>/dev/null | grep "clock"'
# A name that an input has; a tree that is not here.
cp given.dtb out-two.dtb
cat >out.yaml <<'PROFILE'
format: 1
extends: ./give.yaml
name: out
domains: {two: {device-tree: out-two.dtb, passthrough: [rtc0, /soc@0/counter@9020000]}, one: {passthrough: /soc@0/ethernet@9050000}}
PROFILE
x build out.yaml
rm pass.dtb
x check give.yaml

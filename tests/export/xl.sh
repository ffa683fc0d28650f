#!/bin/sh
# SPDX-License-Identifier: MIT
# export -f xl: what a reader of xl's grammar gets out of it is what the profile says.
set -eu
reader=$(cd "$(dirname "$0")" && pwd)/xl-read.awk
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cp "$golden/cli/xl/iommu.dtb" .

# reads TEXT: the reader's answer is what stands on standard input.
reads() {
	cat >wanted
	awk -f "$reader" "$1" >got || bad "$1: the reader refuses it"
	diff -u wanted got || bad "$1"
}

# refuses TEXT...: xl's grammar has no such text; the reader must be able to say so.
refuses() {
	for text in "$@"; do
		printf '%s\n' "$text" >text
		! awk -f "$reader" text >got || bad "the reader takes $text"
	done
}
refuses 'a = "b' 'a = "\q"' 'a = "\x41"' 'a = b' 'a "b"' 'A = "b"' 'a = "b" "c"' 'a = [ "b" "c" ]' 'a = [ "b"' \
	'a = 1
a = 2'

cat >odd.yaml <<'END'
format: 1
name: odd
extends: ./base.yaml
xen-version: "4.22"
device-tree: {file: iommu.dtb}
checks: {console: off, passthrough-dma: off, passthrough-needs: off}
domains:
  plain: {kernel: Image, memory: 64M, start: dom0}
  all-2:
    kernel: {file: /somewhere/else/Image, load-as: "/root/it's a \"kernel\"\\"}
    ramdisk: {file: sub/rootfs.cpio}
    device-tree: {load-as: mine.dtb}
    options: {console: ttyAMA0, init: "/bin/sh -c 'a\tb'"}
    extra: "x=\"\\\\n # ; ] \" ü"
    memory: 0x2001000
    cpus: 3
    vcpus: [{id: 2, hard-affinity: "0-1"}, {id: 0, hard-affinity: "1"}]
    start: dom0
    passthrough: [/soc@0/dma@9120000, rtc0, /soc@0/dma@9130000]
    vuart: true
    nr_spis: 40
    sci_type: scmi_smc
    trap-unmapped-accesses: false
    p2m-mem-mb: 0x10
    llc-colors: 0-3,5
    cpupool: fast
    sve: 0x80
    max_grant_version: 1
    max_grant_frames: 0x20
    max_maptrack_frames: 7
  built: {kernel: Image, memory: 64M, vuart: true, options: {console: ttyAMA0}}
cpupools: {slow: {cpus: [1]}, fast: {cpus: [0]}}
END

"$XENBOOT" export -f xl odd.yaml -o cfg >said 2>&1 || bad "odd.yaml: $(cat said)"
[ "$(ls cfg)" = 'all-2.cfg
plain.cfg' ] || bad "the files: $(ls cfg)"
reads cfg/plain.cfg <<'END'
name = plain
kernel = /var/lib/xen/images/Image
memory = 64
vcpus = 1
END
# Interrupt 84 is the 53rd of those that nr_spis counts. The pool of CPU 0 is number 0.
reads cfg/all-2.cfg <<'END'
name = all-2
kernel = /root/it's a "kernel"\
ramdisk = /var/lib/xen/images/sub/rootfs.cpio
cmdline = console=ttyAMA0 init="/bin/sh -c 'a<09>b'" x="\\n # ; ] " ü
memory = 33
vcpus = 3
cpus[0] = 1
cpus[1] = all
cpus[2] = 0-1
vuart = sbsa_uart
nr_spis = 53
arm_sci = type=scmi_smc
trap_unmapped_accesses = 0
shadow_memory = 16
llc_colors[0] = 0-3
llc_colors[1] = 5
pool = Pool-0
sve = 128
max_grant_version = 1
max_grant_frames = 32
max_maptrack_frames = 7
device_tree = /var/lib/xen/images/mine.dtb
dtdev[0] = /soc@0/dma@9120000
dtdev[1] = /soc@0/dma@9130000
iomem[0] = 9010,1
iomem[1] = 9120,2
iomem[2] = 9124,1
iomem[3] = 9130,1
irqs[0] = 82
irqs[1] = 83
irqs[2] = 34
irqs[3] = 84
END
# A guest that Xen builds is nothing to xl; without the marks it is what xl would say.
"$XENBOOT" export -f xl odd.yaml domains.built >built 2>said || bad "domains.built: $(cat said)"
reads built </dev/null
sed 's/^#    //' built >bare
reads bare <<'END'
name = built
kernel = /var/lib/xen/images/Image
cmdline = console=ttyAMA0
memory = 64
vcpus = 1
vuart = sbsa_uart
END
# The words that a number or a list stands for.
for pair in 'sve: true=sve = hw' 'sve: 0=sve = disabled' 'iommu: disabled=passthrough = disabled' 'cpupool: slow=pool = Pool-1' \
	'nr_spis: 0=nr_spis = 0' 'vuart: false=' 'trap-unmapped-accesses: true=trap_unmapped_accesses = 1' \
	'llc-colors: "7"=llc_colors[0] = 7' 'enhanced: true=' 'enhanced: enabled=' 'direct-map: false=' \
	'device-tree: mine.dtb=device_tree = /var/lib/xen/images/mine.dtb'; do
	printf 'format: 1\nextends: ./odd.yaml\ndomains: {plain: {%s}}\n' "${pair%%=*}" >word.yaml
	"$XENBOOT" export -f xl word.yaml domains.plain >word 2>said || bad "$pair: $(cat said)"
	awk -f "$reader" word >lines || bad "$pair: the reader refuses it"
	sed '1,/^vcpus/d' lines >got
	[ "$(cat got)" = "${pair#*=}" ] || bad "$pair: $(cat got)"
done
exit "$failed"

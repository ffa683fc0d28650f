#!/bin/sh
# SPDX-License-Identifier: MIT
# What `check` refuses fails on the board, its nearest neighbour that is accepted boots.
#   gicv2  nine vCPUs and eight, under a GICv2
#   bss    the ramdisk in the page behind Xen's file, where Xen's BSS is; and behind its image_size
#   tree   more vCPUs than dom0's device tree has room for, and as many as the hint names
#   linux  a dom0 that Xen starts, and whose Linux lacks memory: a warning; and what its hint says
#   first  dom0_mem with which kernel, tree and ramdisk do not fit the first bank; and with which they do
#   top    the ramdisk at the end of RAM, where U-Boot runs and refuses to load; and below that
#   initrd the properties of U-Boot's old way in /chosen, which Xen takes for dom0's ramdisk; and none
#   variables  32 words with = that Linux does not know, and 31
#   arguments  33 bare ones, and 32
# long
# variants: gicv2 bss tree linux first top initrd variables arguments
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

serve xen Image ramdisk.cpio.gz
# pair SED CODE MESSAGE: good.yaml is accepted and boots; bad.yaml, which is what SED makes of its
# script, is refused as CODE, and Xen says MESSAGE.
pair() {
	expect_accepted good.yaml
	expect_refused bad.yaml "$2"
	build good.yaml "$SERVED"
	boot_pair good.log
	expect_dom0 good.log
	boot_changed good "$1" bad.log
	expect_panic bad.log "$3"
}

# more_words PREFIX COUNT VALUE END: dom0's line gets PREFIX1 to PREFIXCOUNT of that VALUE, each with END.
more_words() {
	for number in $(seq "$2"); do
		linux_more="$linux_more, $1$number: $3"
		dom0_line="$dom0_line $1$number$4"
	done
}

case $1 in
gicv2)
	gic=v2
	# All eight exist; Linux need not start them, which takes long on two CPUs.
	linux_more=', maxcpus: 1'
	dom0_line="$dom0_line maxcpus=1"
	machine='virt,virtualization=on,gic-version=2'
	machine_qemu -machine "$machine,dumpdtb=raw.dtb"
	dtc -q -I dtb -O dtb -o "$SERVED/board.dtb" raw.dtb
	domain_profile good 512M 8
	domain_profile bad 512M 9
	pair 's/dom0_max_vcpus=8/dom0_max_vcpus=9/' vcpus 'Error creating domain 0'
	;;
bss)
	serve board.dtb
	xen_at=0x40400000 ramdisk_at=0x40537000
	domain_profile good 512M 1
	ramdisk_at=0x404f1000
	domain_profile bad 512M 1
	pair 's/0x40537000/0x404f1000/g' overlap 'Panic on CPU 0'
	;;
tree)
	serve board.dtb
	linux_more=', maxcpus: 1'
	dom0_line="$dom0_line maxcpus=1"
	domain_profile bad 512M 100
	expect_refused bad.yaml dom0-tree
	fit=$(sed -n 's/.*generation failed.*dom0_max_vcpus=\([0-9]*\).*/\1/p' check.out)
	domain_profile good 512M "$fit"
	domain_profile bad 512M $((fit + 1))
	printf '%s vCPUs' "$fit" >note
	pair "s/dom0_max_vcpus=$fit/dom0_max_vcpus=$((fit + 1))/" dom0-tree \
		'Device tree generation failed (-3)'
	;;
linux)
	serve board.dtb
	# What does not shrink is there twice while it is unpacked.
	mkdir -p more
	head -c 4M /dev/urandom >more/filler
	rm "$SERVED/ramdisk.cpio.gz"
	{
		cat "$ASSETS/ramdisk.cpio.gz"
		(cd more && echo filler | cpio -o -H newc -R 0:0 --quiet | gzip -1n)
	} >"$SERVED/ramdisk.cpio.gz"
	domain_profile bad 128M 1
	"$XENBOOT" check bad.yaml >check.out 2>&1 || fail 'a warning is refused'
	cat check.out
	grep -q 'warning: dom0 needs .*\[dom0-mem\]' check.out || fail 'no warning'
	enough=$(sed -n 's/.*deadlocked.*dom0_mem=\([0-9]*\)M is enough.*/\1/p' check.out)
	printf '%s MiB' "$enough" >note
	domain_profile good "${enough}M" 1
	"$XENBOOT" check good.yaml >check.out 2>&1 || fail 'the hint is refused'
	! grep -q 'dom0 needs' check.out || fail 'the hint is not enough'
	build good.yaml "$SERVED"
	boot_pair good.log
	expect_dom0 good.log
	run_end="$run_end|Kernel panic"
	boot_changed good "s/dom0_mem=${enough}M/dom0_mem=128M/" bad.log
	expect_panic bad.log 'System is deadlocked on memory'
	;;
variables)
	serve board.dtb
	more_words unheard 31 a =a
	domain_profile good 512M 1
	sed 's/, unheard31: a/&, unheard32: a/' good.yaml >bad.yaml
	pair 's/unheard31=a/& unheard32=a/' too-many-words 'Too many boot env vars at `unheard32=a'
	;;
arguments)
	serve board.dtb
	more_words unheard 32 true ''
	domain_profile good 512M 1
	sed 's/, unheard32: true/&, unheard33: true/' good.yaml >bad.yaml
	pair 's/unheard32/& unheard33/' too-many-words 'Too many boot init vars at `unheard33'
	;;
first)
	serve board.dtb
	domain_profile good 64M 1
	domain_profile bad 32M 1
	pair 's/dom0_mem=64M/dom0_mem=32M/' dom0-mem \
		'Not enough memory in the first bank for the kernel+dtb+initrd'
	;;
top)
	serve board.dtb
	ramdisk_at=0xbd800000
	domain_profile good 512M 1
	ramdisk_at=0xbde00000
	domain_profile bad 512M 1
	pair 's/0xBD800000/0xBDE00000/g' reserved 'trying to overwrite reserved memory'
	;;
initrd)
	serve board.dtb
	domain_profile good 512M 1
	start='linux,initrd-start' end='linux,initrd-end'
	sed "s/^  edits:/&\n    - {path: \/chosen, set: {\"$start\": <0x60000000>, \"$end\": <0x60001000>}}/" \
		good.yaml >bad.yaml
	pair "s/^booti /fdt set \/chosen $start <0x60000000>; fdt set \/chosen $end <0x60001000>\n&/" \
		stale-node 'Unable to mount root fs'
	;;
esac

#!/bin/sh
# SPDX-License-Identifier: MIT
# What `check` refuses fails on the board, its nearest neighbour that is accepted boots.
#   gicv2  nine vCPUs and eight, under a GICv2
#   bss    the ramdisk in the page behind Xen's file, where Xen's BSS is; and behind its image_size
#   first  dom0_mem with which kernel, tree and ramdisk do not fit the first bank; and with which they do
#   variables  32 words with = that Linux does not know, and 31
#   arguments  33 bare ones, and 32
# long
# variants: gicv2 bss first variables arguments
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
esac

#!/bin/sh
# SPDX-License-Identifier: MIT
# The largest dom0_mem that `plan` names boots, in the banks that `plan` shows; 8 MiB more is refused by
# `check`, and Xen panics with the number of MiB that was predicted. Five ways to lay out the modules.
# variants: auto-2048 spread-2048 middle-2048 high-2048 gaps-2048 auto-4096 spread-4096 middle-4096 high-4096 gaps-4096
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

memory=${1#*-}
# at MIB: so far into RAM.
at() {
	printf '0x%x' $((0x40000000 + ($1 << 20)))
}

case $1 in
spread-*)
	kernel_at=$(at $((memory * 3 / 16))) ramdisk_at=$(at $((memory * 3 / 8)))
	tree_at=$(at $((memory * 5 / 8)))
	;;
middle-*) ramdisk_at=$(at $((memory / 2))) ;;
high-*)
	xen_at=$(at $((memory - 256))) kernel_at=$(at $((memory - 254)))
	ramdisk_at=$(at $((memory - 220))) tree_at=$(at $((memory - 218)))
	;;
gaps-*) kernel_at=$(at 16) ramdisk_at=$(at 64) tree_at=$(at 96) ;;
esac

serve xen Image ramdisk.cpio.gz board.dtb
domain_profile probe 512M 1
largest=$(($(planned probe.yaml largest) >> 20))
[ "$largest" -gt $((memory / 2)) ] || fail "the largest dom0_mem is ${largest}M"
printf '%sM' "$largest" >note

domain_profile fits "${largest}M" 1
domain_profile more "$((largest + 8))M" 1
expect_accepted fits.yaml
expect_refused more.yaml dom0-mem
grep -q "dom0_mem=${largest}M is the largest that works here" check.out ||
	fail "check does not name ${largest}M"

build fits.yaml "$SERVED"
boot_pair fits.log
dom0_line='console=hvc0 panic=1 root=/dev/ram0' expect_dom0 fits.log
expect_banks fits.yaml fits.log

boot_changed fits "s/dom0_mem=${largest}M/dom0_mem=$((largest + 8))M/" more.log
expect_panic more.log \
	"Failed to allocate requested dom0 memory. $(($(planned more.yaml unallocated) >> 20))MB unallocated"

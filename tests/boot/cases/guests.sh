#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests that Xen builds by itself, and their memory.
#   memory, alone-memory  with the largest that is named they boot, with 4 MiB more Xen panics as foretold
#   least  with what is named as enough for its Linux a guest comes up
#   packed  so do they with the largest dom0_mem that is named where dom0's kernel is a gzip one, and not with 12 MiB more
# variants: memory alone-memory least packed
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

serve xen Image Image.gz ramdisk.cpio.gz board.dtb
case $1 in
memory)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_largest first
	printf '%sM' "$largest" >note
	;;
least)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_least first
	printf '%sM' "$enough" >note
	;;
packed)
	profile <<-EOF
	xen: {options: {dom0_mem: 512M}}
	dom0:
	  kernel: {file: Image.gz}
	  options: {$wait}
	domains:
	$(guest first)
	EOF
	"$XENBOOT" set "./$CASE.yaml" domains.first.memory=512M
	boot_largest_dom0 first
	printf '%sM' "$largest" >note
	;;
alone-memory)
	without_dom0
	boot_largest first second
	printf '%sM' "$largest" >note
	;;
esac

#!/bin/sh
# SPDX-License-Identifier: MIT
# Each release of Xen, with the U-Boot and the Linux of its Debian suite: the largest dom0_mem that
# `plan` names boots, in the banks that it shows; 8 MiB more is refused, and Xen panics. Then the tree
# that the program has edited, with one cell.
# long
# variants: bullseye bookworm trixie
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

release "$1"
serve ramdisk.cpio.gz board.dtb

domain_profile probe 512M 1
largest=$(($(planned probe.yaml largest) >> 20))
[ "$largest" -gt $((memory / 2)) ] || fail "the largest dom0_mem is ${largest}M"
version=$("$XENBOOT" plan probe.yaml 2>/dev/null | sed -n 's/^Xen \(4[.0-9]*\), as its file says/\1/p')
printf 'Xen %s, %sM' "$version" "$largest" >note

domain_profile fits "${largest}M" 1
domain_profile more "$((largest + 8))M" 1
expect_accepted fits.yaml
expect_refused more.yaml dom0-mem
build fits.yaml "$SERVED"
boot fits.log tftp
expect_dom0 fits.log
grep -a -q "Xen version $version" fits.log || fail "the log is not of Xen $version"
expect_banks fits.yaml fits.log
xen_line="console=dtuart dtuart=/pl011@9000000 dom0_mem=${largest}M dom0_max_vcpus=1 bootscrub=0"
expect_tree fits fits.yaml tftp

wrap "$SERVED/fits.source" "$SERVED/fits.scr"
boot_changed fits "s/dom0_mem=${largest}M/dom0_mem=$((largest + 8))M/" more.log
expect_panic more.log \
	"Failed to allocate requested dom0 memory. $(($(planned more.yaml unallocated) >> 20))MB unallocated"

domain_profile tree 512M 1
printf 'output: {emit: both, cells: 1}\n' >>tree.yaml
mv "$SERVED/board.dtb" .
sed -i 's|file: board.dtb|file: ../board.dtb|' tree.yaml
build tree.yaml "$SERVED"
boot tree.log tftp
expect_dom0 tree.log
expect_banks tree.yaml tree.log

#!/bin/sh
# SPDX-License-Identifier: MIT
# Guests on other releases of Xen, with the Linux of their Debian suite: with the largest memory that is named
# they boot, with 4 MiB more Xen panics as foretold. One beside dom0, on trixie with two vCPUs, and two alone; and
# one with what is named as enough for its Linux.
# variants: bullseye trixie trixie-alone trixie-least
# needs: qemu debs variant
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"

release "${1%-*}"
serve ramdisk.cpio.gz board.dtb
case $1 in
bullseye) cpus=1 ;;
*) cpus=2 ;;
esac
case $1 in
*-least)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	EOF
	boot_least first
	largest=$enough
	;;
*-alone)
	without_dom0
	focus=1
	boot_largest first second
	;;
*)
	profile <<-EOF
	dom0: {options: {$wait}}
	domains:
	$(guest first)
	    cpus: $cpus
	EOF
	boot_largest first
	;;
esac
version=$("$XENBOOT" plan "./$CASE.yaml" 2>/dev/null |
	sed -n 's/^Xen \(4[.0-9]*\), as its file says/\1/p')
printf 'Xen %s, %sM' "$version" "$largest" >note

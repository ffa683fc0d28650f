#!/bin/sh
# SPDX-License-Identifier: MIT
# Partial trees of all devices of every arm64 device tree that Debian's kernel comes with: each is sound, and
# its references lead somewhere. Of two boards that are well known, what is said of some devices.
# long
# needs: debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

all_trees >list
xargs -P "$JOBS" -n 64 "$HELPERS/../fuzz/fuzz-partial" <list >partial.out 2>&1 ||
	fail "$(grep -v '\.dtb$' partial.out | head -n 1)"

# says TREE NODE LINE...: devices prints LINE, or its beginning, for NODE of TREE.
says() {
	"$XENBOOT" devices "$(grep "/$1\.dtb\$" list)" "$2" >devices.out 2>&1 ||
		fail "$1: $(head -n 1 devices.out)"
	tree=$1
	node=$2
	shift 2
	for line; do
		grep -q "^ *$line" devices.out || fail "$tree: $node: no line '$line'"
	done
}

pi=bcm2711-rpi-4-b
says $pi ethernet0 '/scb/ethernet@7d580000 (ethernet0): with care (dma)$' \
	'brcm,bcm2711-genet-v5; 0xFD580000-0xFD58FFFF; interrupts 189, 190; no IOMMU$'
says $pi /soc/rng@7e104000 '/soc/rng@7e104000: yes$'
says $pi serial1 'error: /soc/serial@7e215040 is the UART of Xen.s console \[xens-own\]$'
says $pi /emmc2bus/mmc@7e340000 \
	'error: interrupt 158 of /emmc2bus/mmc@7e340000 is that of /soc/mmc@7e300000, too \[shared-interrupt\]$'
says $pi /soc/aux@7e215000 'error: .* share 0xFE215000-0xFE215FFF with /soc/serial@7e215040, .* \[xens-page\]$'
says $pi /soc/hdmi@7ef00700 'error: .* goes to /soc/interrupt-controller@7ef00100, .* \[other-controller\]$'
says $pi pcie0 'error: /scb/pcie@7d500000 is a PCI bridge \[pci\]$'
zynqmp='zynqmp-zcu102-rev1.1'
says $zynqmp ethernet0 \
	'/axi/ethernet@ff0e0000 (ethernet0): with care (power, clock-rate, clock-off, dma)$' \
	'cdns,zynqmp-gem; 0xFF0E0000-0xFF0E0FFF; interrupt 95; no IOMMU$'
says $zynqmp rtc0 '/axi/rtc@ffa60000 (rtc0): yes$'
says $zynqmp usb0 'to be taken from dom0: /axi/usb@ff9d0000, /axi/usb@ff9d0000/usb@fe200000$'
# A UART that Xen drives from 4.19 on.
says k3-am625-sk serial2 'error: /bus@f0000/serial@2800000 is the UART of Xen.s console \[xens-own\]$'
printf '%s trees' "$(wc -l <list)" >note

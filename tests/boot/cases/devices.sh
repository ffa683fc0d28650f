#!/bin/sh
# SPDX-License-Identifier: MIT
# Devices that Xen cannot hand to dom0: with the lines of `check`'s hints such a tree boots, and without one of
# them it is refused, and Xen panics.
#   mended   all lines: it boots
#   taken    a disabled node has the interrupt of Xen's UART
#   trigger  two nodes have one interrupt with different triggers
#   address  a reg outside the ranges of its bus
#   lost     an empty place in interrupts-extended
#   bridge   a PCI bridge without ranges
#   cpus     no /cpus
# long
# variants: mended taken trigger address lost bridge cpus
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

serve xen Image ramdisk.cpio.gz
# By variant, the node that is refused then, and what Xen says. A line of its own for each.
faults='
taken /taken@a100000 device-interrupt IRQ 33 is already used by Xen
trigger /trigger@a110000 device-interrupt Unable to get irq 0 for /trigger@a110000
address /bus@a200000/address@2000 device-address Unable to retrieve address 0 for /bus@a200000/address@2000
lost /lost@a120000 device-interrupt Unable to retrieve irq 0 for /lost@a120000
bridge /bridge@a130000 device-address Device tree generation failed (-22)
'
dtc -q -I dtb -O dts "$ASSETS/board.dtb" >board.dts
cat >>board.dts <<EOF
/ {
	taken@a100000 { reg = <0 0xa100000 0 0x1000>; interrupts = <0 1 4>; status = "disabled"; };
	trigger@a110000 { reg = <0 0xa110000 0 0x1000>; interrupts = <0 2 1>; };
	bus@a200000 {
		compatible = "simple-bus";
		#address-cells = <1>;
		#size-cells = <1>;
		ranges = <0 0 0xa200000 0x1000>;
		good@0 { reg = <0 0x1000>; };
		address@2000 { reg = <0x2000 0x1000>; };
	};
	lost@a120000 { reg = <0 0xa120000 0 0x1000>; interrupts-extended = <0>; };
	bridge@a130000 { device_type = "pci"; reg = <0 0xa130000 0 0x1000>; };
};
EOF
dtc -q -I dts -O dtb -o "$SERVED/board.dtb" board.dts

# edits VARIANT: the line for each node but that of VARIANT.
edits() {
	printf '%s' "$faults" | while read -r variant node _; do
		[ -z "$variant" ] || [ "$variant" = "$1" ] ||
			printf '    - {path: %s, remove: true}\n' "$node"
	done
}

# devices_profile NAME VARIANT [LINE]
devices_profile() {
	domain_profile "$1" 512M 1
	{
		edits "$2"
		[ $# -lt 3 ] || printf '    - %s\n' "$3"
	} >lines
	sed -i '/pl061/r lines' "$1.yaml"
}

devices_profile good none
expect_accepted good.yaml
build good.yaml "$SERVED"
case $1 in
mended)
	boot_pair good.log
	expect_dom0 good.log
	;;
cpus)
	devices_profile bad none '{path: /cpus, remove: true}'
	expect_refused bad.yaml needed-node
	boot_changed good 's|fdt rm /taken@a100000|& \&\& fdt rm /cpus|' bad.log
	expect_panic bad.log 'Device tree generation failed (-2)'
	;;
*)
	fault=$(printf '%s' "$faults" | grep "^$1 ") || fail "no fault $1"
	node=$(printf %s "$fault" | cut -d ' ' -f 2)
	devices_profile bad "$1"
	expect_refused bad.yaml "$(printf %s "$fault" | cut -d ' ' -f 3)"
	grep -q -F -- "- {path: $node, " check.out || fail 'the hint names another node'
	boot_changed good "s|fdt rm $node|fdt list /|" bad.log
	expect_panic bad.log "$(printf %s "$fault" | cut -d ' ' -f 4-)"
	;;
esac

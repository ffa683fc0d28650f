#!/bin/sh
# SPDX-License-Identifier: MIT
# The profiles with guests as they are shipped.
#   trees  all of them, with the boards' own trees: nothing is found but what is said here, the script and the DTB are
#          the same tree, and that has what the profile is there to show
#   guests qemu-arm64-guests boots: dom0 and both guests
#   alone  qemu-arm64-dom0less boots: two guests and no dom0
# variants: trees guests alone
# needs: qemu debs dtc
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"
# shellcheck source=guest.sh
. "$TESTS/guest.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

# value NODE PROPERTY: of the DTB, in hexadecimal.
value() {
	fdtget -t x "out/$name.dtb" "$1" "$2" 2>/dev/null
}

# holds NODE PROPERTY VALUE
holds() {
	[ "$(value "$1" "$2")" = "$3" ] || fail "$name: $1 $2 is $(value "$1" "$2"), not $3"
}

# shipped NAME CODE...: it builds with its board's tree; CODEs are all that is said of it.
shipped() {
	name=$1
	shift
	"$XENBOOT" build "$name" --files files -o out --emit script,dtb >build.log 2>&1 ||
		fail "$name: $(grep -m 1 error: build.log)"
	said=$(sed -n 's/.*: \(warning\|note\): .*\[\(.*\)\]$/\2/p' build.log | sort -u | tr '\n' ' ')
	[ "$said" = "$* " ] || fail "$name: $(cat build.log)"
	# What the board loads of that.
	[ ! -f "out/$name-net.dtb" ] || cp "out/$name-net.dtb" files
	reason=$(judge_outputs "$name") || {
		cat "$name.out"
		fail "$name: $reason"
	}
	"$XENBOOT" profile list | grep -q "^$name " || fail "$name is in no list"
}

# phandle NODE, of the DTB.
phandle() {
	value "$1" phandle
}

trees() {
	mkdir files
	small_files files
	for file in dom0 net guest rt; do
		cp files/ramdisk.cpio.gz "files/$file-rootfs.cpio.gz"
	done
	cp files/Image files/Image-rt
	cp "$ASSETS/board.dtb" files
	cp "$(all_trees | grep '/zynqmp-zcu102-rev1\.0\.dtb$' | head -n 1)" files

	# A ramdisk, a kernel and a tree are of sizes of their own here.
	shipped qemu-arm64-guests security size-stale
	holds /chosen/guest1 memory '0 40000'
	holds /chosen/guest2 cpus 1
	shipped qemu-arm64-dom0less security size-stale
	! fdtget -l "out/$name.dtb" /chosen | grep -q dom0 || fail "$name: there is a dom0"
	holds /chosen/guest2 memory '0 80000'
	shipped zcu102-passthrough passthrough-dma passthrough-needs security size-stale
	holds /axi/ethernet@ff0e0000 xen,passthrough ''
	fdtget -p "out/$name.dtb" /axi/serial@ff010000 | grep -qx xen,passthrough ||
		fail "$name: dom0 keeps the second UART"
	partial=$(find out -name '*net*.dtb' | head -n 1)
	[ -n "$partial" ] || fail "$name: no partial tree"
	dtc -q -I dtb -O dts "$partial" >partial.dts
	grep -q 'xen,path = "/axi/ethernet@ff0e0000"' partial.dts || fail "$name: no Ethernet"
	grep -q 'xen,reg = <0x00 0xff0e0000 0x00 0x1000 0x00 0xff0e0000>' partial.dts ||
		fail "$name: $(grep xen,reg partial.dts)"
	shipped zcu102-static security size-stale
	start=$(value /chosen/control xen,static-mem | cut -d ' ' -f 1-2)
	holds /chosen/control xen,static-mem "$start 0 10000000"
	shared=$(value /chosen/display/shared-memory-ring xen,shared-mem | cut -d ' ' -f 1-2)
	holds /chosen/display/shared-memory-ring xen,shared-mem "$shared 0 70000000 0 10000"
	holds /chosen/control/shared-memory-ring xen,shared-mem "$shared $shared 0 10000"
	shipped zcu102-cpupools security size-stale
	pool=$(fdtget -l "out/$name.dtb" /chosen | grep realtime)
	holds "/chosen/$pool" cpupool-cpus "$(phandle /cpus/cpu@2) $(phandle /cpus/cpu@3)"
	holds /chosen/rt domain-cpupool "$(phandle "/chosen/$pool")"
}

# boots PROFILE: it boots, until both guests are up, and dom0 where there is one: their lines end as dom0's does.
boots() {
	serve xen Image ramdisk.cpio.gz board.dtb
	build "$1" "$SERVED" --files "$SERVED"
	environment "$prompt; echo; echo back at the prompt; reset" >environment.txt
	set -- '(XEN) DOM1: xenboot-test end' '(XEN) DOM2: xenboot-test end'
	machine_run_until_all "$(printf '%s\n' "$@" ${dom0:+'xenboot-test end'})" environment.txt \
		"$SERVED" console.log tftp
	for line in "$@"; do
		tr -d '\r' <console.log | grep -a -q -F "$line" || {
			tail -n 12 console.log
			fail "no line $line"
		}
	done
	[ -n "$dom0" ] || return 0
	dom0_printed console.log >dom0.log
	grep -a -q 'xenboot-test end' dom0.log || {
		tail -n 12 dom0.log
		fail 'dom0 did not come up'
	}
}

case $1 in
trees) trees ;;
guests)
	# dom0 waits for them here, for the machine goes off with it.
	printf '%s\n' 'format: 1' 'extends: qemu-arm64-guests' \
		'dom0: {options: {xenboot_test.wait: 60}}' >waiting.yaml
	boots ./waiting.yaml
	;;
alone)
	dom0=
	boots qemu-arm64-dom0less
	;;
esac

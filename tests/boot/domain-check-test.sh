#!/bin/sh
# SPDX-License-Identifier: MIT
#
# domain-check tried itself: a sound tree passes, and with one line spoilt it says so.
# usage: domain-check-test.sh [FOLDER]; FOLDER is where domain-check is
#
# Much here is text for sed.
# shellcheck disable=SC2016
set -eu
here=$(cd "$(dirname "$0")" && pwd)
check=$(cd "${1:-tests/boot}" && pwd)/domain-check
command -v dtc >/dev/null || {
	echo 'domain-check-test.sh: dtc is not installed'
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
printf 12345678 >Image

# look STATUS NAME: what domain-check says of tree.dts and partial.dts, with the files in `list`.
look() {
	dtc -q -I dts -O dtb -o partial.dtb partial.dts
	# With -f: some are to be wrong.
	size=$(wc -c <partial.dtb | tr -d ' ')
	sed "s|0x0>; /\* SIZE.*|$(printf 0x%x "$size")>;|" tree.dts | dtc -q -f -I dts -O dtb -o tree.dtb 2>dtc.log
	sed "s/SIZE/$size/" list >files
	status=0
	"$check" tree.dtb . <files >said 2>&1 || status=$?
	[ "$status" -eq "$1" ] || {
		printf '%s: status %s, expected %s\n' "$2" "$status" "$1"
		cat said
		failed=1
	}
}

# A tree that is spoilt is told of in these words.
fresh() {
	cp "$here/domain-check.dts" tree.dts
	cp "$here/domain-check-partial.dts" partial.dts
	chmod u+w tree.dts partial.dts
	cat >list <<-END
	Xen|xen|0x41000000|4096
	dom0 kernel|Image|0x42000000|8
	one kernel|Image|0x43000000|8
	one device tree|partial.dtb|0x44000000|SIZE
	two kernel|Image|0x43000000|8
	device tree|tree.dtb|0x45000000|4096
	END
}
spoil() {
	fresh
	sed "$3" "$1" >spoilt
	! cmp -s spoilt "$1" || {
		printf '%s: %s changes nothing\n' "$2" "$3"
		failed=1
	}
	mv spoilt "$1"
	look 1 "$3"
	grep -q -- "$2" said || {
		printf '%s: not said: %s\n' "$3" "$2"
		cat said
		failed=1
	}
}
tree() {
	spoil tree.dts "$@"
}
partial() {
	spoil partial.dts "$@"
}
list() {
	spoil list "$@"
}

fresh
look 0 'the sound tree'

# ---- Domains -----------------------------------------------------------------------------------

tree 'no such node' 's/"xen,domain"/"xen,domains"/'
tree 'Xen knows no memroy' 's/memory = <0 0x8000>/memroy = <0 0x8000>/'
tree 'memory has not 2 cells' 's/memory = <0 0x8000>/memory = <0x8000>/'
tree 'memory is no whole pages' 's/memory = <0 0x8000>/memory = <0 0x8001>/'
tree 'memory is no whole pages' 's/memory = <0 0x8000>/memory = <0 0>/'
tree 'cpus has not 1 cells' 's/cpus = <1>;//'
tree 'no 0 CPUs' 's/cpus = <1>/cpus = <0>/'
tree 'vpl011 is not what' 's/vpl011;/vpl011 = <1>;/'
tree 'xen,enhanced is not what' 's/no-xenstore/no-xenstores/'
tree 'nr_spis is not what' 's/nr_spis = <64>/nr_spis = "64"/'
tree 'llc-colors is not what' 's/0-3,7/0-3, 7/'
tree '40 characters' 's/two {/two-and-forty-letters-are-too-many-for-a-name {/'
tree '0 nodes are multiboot,kernel' '/\ttwo {/,$s/multiboot,kernel/multiboot,ramdisk/'
tree 'no such node' 's/"multiboot,device-tree", "multiboot,module"/"multiboot,device-tree"/'
tree "bootargs are the kernel's" 's/"multiboot,kernel", "multiboot,module"/"multiboot,ramdisk", "multiboot,module"/'
tree 'no vCPU 2' 's/id = <1>/id = <2>/'
tree 'vCPU 0 stands twice' 's/id = <1>/id = <0>/'
tree 'is no list of CPUs' 's/"0-1"/"0 1"/'
tree 'leads to no pool' 's/domain-cpupool = <&pool>/domain-cpupool = <\&cpu0>/'

# ---- Memory ------------------------------------------------------------------------------------

tree 'different sizes' 's/memory = <0 0x4000>/memory = <0 0x4004>/'
tree 'no whole pages' 's/0x50800000 0 0x800000/0x50800800 0 0x800000/'
tree 'overlaps 0x50400000' 's/0x50800000 0 0x800000/0x50400000 0 0x800000/'
tree 'overlaps 0x7ff00000' 's/0x50800000 0 0x800000/0x7ff00000 0 0x800000/'
tree 'overlaps 0x7f000000' 's/0x50800000 0 0x800000/0x7e900000 0 0x800000/'
tree 'overlaps 0x70000000' 's/0x50800000 0 0x800000/0x70000000 0 0x800000/'
tree 'overlaps 0x42000000' 's/0x50800000 0 0x800000/0x42000000 0 0x800000/'
tree 'not in RAM' 's/0x50800000 0 0x800000/0x90000000 0 0x800000/'
tree 'not in RAM' 's/0x50800000 0 0x800000/0x7fc00000 0 0x800000/'
tree 'no colours' 's/vpl011;/llc-colors = "1";/'
tree 'without static memory' 's/xen,static-mem.*//'
tree '64 KiB' 's/0x70000000 0 0x1000000/0x70001000 0 0x1000000/'
tree 'xen,static-heap is not' 's/0x70000000 0 0x1000000/0x70000000 0x1000000/'

# ---- What they share ---------------------------------------------------------------------------

tree 'nobody shares it' '/\ttwo {/,$s/"ring"/"rings"/'
tree '1 to 15' 's/"ring"/"a-name-of-16-cha"/'
tree 'no role' '/\ttwo {/,$s/"borrower"/"lender"/'
tree '2 owners' '/\ttwo {/,$s/"borrower"/"owner"/'
tree '0 owners' 's/"owner"/"borrower"/'
tree 'a role in one' '/\ttwo {/,$s/role = "borrower";//'
tree 'not an address, an address' 's/<0x60000000 0x60000000 0x1000>/<0x60000000 0x1000>/'
tree 'no whole pages' 's/0 0x70000000 0 0x1000>/0 0x70000800 0 0x1000>/'
tree 'is elsewhere' 's/0x60000000 0 0x70000000 0 0x1000>/0x60001000 0 0x70000000 0 0x1000>/'
tree '1:1' 's/<0x60000000 0x60000000 0x1000>/<0x60000000 0x61000000 0x1000>/'
tree 'RAM of its own' 's/0 0x70000000 0 0x1000>/0 0x41fff000 0 0x1000>/'
tree 'something else at 0x22000000' 's/0 0x70000000 0 0x1000>/0 0x22000000 0 0x1000>/'
tree 'not a port and an end' 's/<21 &near>/<21>/'
tree 'nowhere' 's/<21 &near>/<21 0x999>/'
tree 'nowhere' 's/<21 &near>/<21 \&pool>/'
tree 'has another one' 's/<21 &near>/<21 \&far>/'
tree 'no port' 's/<21 &near>/<1023 \&near>/'
tree 'no port' 's/<20 &far>/<4096 \&far>/'
tree 'stands twice' 's/phandle = <0x101>/phandle = <0x100>/;s/&far/0x100/'
tree 'is none' 's/cpupool-cpus = <&cpu1>/cpupool-cpus = <\&gic>/'
tree 'is none' 's/reg = <1>; }/reg = <1>; status = "disabled"; }/'
tree 'twice' 's/cpupool-cpus = <&cpu1>/cpupool-cpus = <\&cpu1 \&cpu1>/'
tree 'another one has' 's/cpupool-cpus = <&cpu1>/cpupool-cpus = <\&cpu0>/'
tree 'no CPUs' 's/cpupool-cpus = <&cpu1>;//'

# ---- Modules -----------------------------------------------------------------------------------

tree 'not where the one kernel is' 's/reg = <0x43000000 8>/reg = <0x43001000 8>/'
tree 'not one address and size' 's/reg = <0x43000000 8>/reg = <0 0x43000000 8>/'
tree 'overlaps 0x42000004' 's/reg = <0x43000000 8>/reg = <0x42000004 8>/'
list 'there is no two kernel' '/two kernel/d'
list 'no node is the two ramdisk' 's/^two kernel/two ramdisk/'
list 'has 8 bytes' 's/|0x42000000|8/|0x42000000|9/'

# ---- Devices -----------------------------------------------------------------------------------

partial 'there is no /passthrough' 's/passthrough {/through {/'
partial 'no simple bus' 's/ranges;//'
partial 'reads no such node' 's/passthrough {/other { }; passthrough {/'
partial 'leads to no node' 's/rtc@10000/rtc@20000/'
partial "compatible is not the host's" 's/"arm,pl031", /"arm,pl030", /'
partial "reg 0 is not" 's/reg = <0 0x9010000 0 0x1800>/reg = <0 0x10000 0 0x1800>/'
partial 'is not mapped' 's/0 0x2000 0 0x9010000/0 0x1000 0 0x9010000/'
partial "is another's" 's/0 0x2000 0 0x9010000/0 0x3000 0 0x9010000/'
partial 'xen,reg is not address' 's/xen,reg = <0 /xen,reg = </'
partial 'xen,reg is not address' 's/xen,reg.*//'
partial 'no whole pages' 's/0 0x2000 0 0x9010000/0 0x2000 0 0x8010000/'
partial "interrupts are not the host's" 's/interrupts = <0 2 4>/interrupts = <0 2 1>/'
partial 'do not go to /gic' 's/interrupt-parent = <&gic>/interrupt-parent = <\&clock>/'
partial 'a clock leads nowhere' 's/clocks = <&clock>/clocks = <7>/'
partial 'for want of an IOMMU' 's/xen,force-assign-without-iommu;//'
partial 'without xen,path' 's/xen,path.*//'
partial "is the host's" 's/clocks = <&clock>/iommus = <7>/'
partial 'resets leads nowhere' 's/clocks = <&clock>/resets = <7 1>/'
partial "one of Xen's own" 's/phandle = <2>/phandle = <65000>/'
tree 'dom0 has it' 's/xen,passthrough;//'

exit "$failed"

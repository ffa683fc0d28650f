#!/bin/sh
# SPDX-License-Identifier: MIT
# 24 guests with all that can be said of them: script and DTB make one tree, in both of U-Boot's shells, with
# room as it was computed; and what stands there is what the bindings ask for
# (xen/docs/misc/arm/device-tree/booting.txt, cpupools.txt).
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

serve xen ramdisk.cpio.gz board.dtb
small_image "$SERVED/Image"
profile <<EOF
xen-version: "4.22"
xen: {options: {dom0_mem: 128M, llc-coloring: ~}, xsm-policy: ramdisk.cpio.gz, static-heap: ~}
board:
  name: many
  memory: [{start: 0x40000000, size: 4G}]
  cpus: 2
  gic: v3
  script-address: 0x40200000
domains:
$(for number in $(seq 24); do
	cat <<-END
	  guest$number:
	    kernel: Image
	    options: {console: ttyAMA0, guest.number: $number}
	    memory: $((4 + number * 2))M
	    vuart: true
	    enhanced: no-xenstore
	    nr_spis: $((32 * number))
	END
done)
  all:
    kernel: {file: Image}
    memory: 64M
    cpus: 2
    static-memory: [{size: 32M}, {start: auto}]
    direct-map: true
    cpupool: rt
    vcpus: [{id: 0, hard-affinity: "1"}, {id: 1, hard-affinity: "0-1"}]
    capabilities: control
    iommu: enabled
    max_grant_version: 1
    max_grant_frames: 64
    max_maptrack_frames: 0x200
    p2m-mem-mb: 4
    sve: 256
    trap-unmapped-accesses: false
    sci_type: none
cpupools: {rt: {cpus: [1], sched: credit}, rest: {cpus: 0}}
shared-memory:
  ring: {size: 64K, owner: all, borrowers: {guest1: 0x70000000, dom0: auto}}
  free: {size: 4K, borrowers: {guest2: auto, guest3: auto}}
event-channels: [{guest1: 10, guest2: 0xb}, {dom0: 20, all: 21}]
output: {emit: [script, dtb, manifest]}
EOF
build "$CASE.yaml" "$SERVED"
tree=$SERVED/$CASE.dtb

for shell in '' -m; do
	"$HELPERS/fdt-replay" ${shell:+"$shell"} -C "$SERVED" -o replayed.dtb "$SERVED/$CASE.source" ||
		fail 'the script does not come to booti'
	"$HELPERS/tree-compare" replayed.dtb "$tree" || fail 'script and DTB make different trees'
done

expect_bindings "$CASE" "$SERVED"

# expect NODE PROPERTY VALUE: cells in hexadecimal, or text.
expect() {
	case $3 in
	*[!0-9a-f\ ]* | '') seen=$(fdtget "$tree" "/chosen$1" "$2") ;;
	*) seen=$(fdtget -t x "$tree" "/chosen$1" "$2") ;;
	esac || fail "/chosen$1 has no $2"
	[ "$seen" = "$3" ] || fail "/chosen$1 $2 is $seen, not $3"
}
# there NODE PROPERTY: it is there, and empty.
there() {
	[ -z "$(fdtget "$tree" "/chosen$1" "$2" 2>&1)" ] || fail "/chosen$1 $2 is not empty"
}
phandle() {
	fdtget -t x "$tree" "$1" phandle
}

[ "$(fdtget -l "$tree" /chosen | grep -c '^guest')" -eq 24 ] || fail 'not all guests are there'
fdtget -l "$tree" /chosen | grep '^guest' >order
seq -f 'guest%g' 24 | diff - order || fail 'Xen would build the guests in another order'
for number in $(seq 24); do
	expect "/guest$number" compatible xen,domain
	expect "/guest$number" memory "0 $(printf %x $(((4 + number * 2) * 1024)))"
	expect "/guest$number" cpus 1
	expect "/guest$number" nr_spis "$(printf %x $((32 * number)))"
	expect "/guest$number" xen,enhanced no-xenstore
	there "/guest$number" vpl011
	expect "/guest$number/kernel" compatible 'multiboot,kernel multiboot,module'
	expect "/guest$number/kernel" bootargs "console=ttyAMA0 guest.number=$number"
	expect "/guest$number" '#address-cells' 2
	expect "/guest$number" '#size-cells' 2
done
there /all direct-map
expect /all domain-cpupool "$(phandle /chosen/cpupool-rt)"
expect /all capabilities 1
expect /all passthrough enabled
expect /all max_grant_version 1
expect /all max_grant_frames 40
expect /all max_maptrack_frames 200
expect /all xen,domain-p2m-mem-mb 4
expect /all sve 100
expect /all trap-unmapped-accesses 0
expect /all xen,sci_type none
expect /all/vcpu1 compatible xen,vcpu
expect /all/vcpu1 id 1
expect /all/vcpu1 hard-affinity 0-1
expect /cpupool-rt compatible xen,cpupool
expect /cpupool-rt cpupool-cpus "$(phandle /cpus/cpu@1)"
expect /cpupool-rt cpupool-sched credit
expect /cpupool-rest cpupool-cpus "$(phandle /cpus/cpu@0)"
expect /xsm-policy compatible 'xen,xsm-policy xen,multiboot-module'

# A shared page is in one place of the machine, and each sees it where it is to.
host=$(fdtget -t x "$tree" /chosen/all/shared-memory-ring xen,shared-mem | cut -d ' ' -f 1,2)
expect /all/shared-memory-ring xen,shared-mem "$host $host 0 10000"
expect /shared-memory-ring xen,shared-mem "$host $host 0 10000"
expect /guest1/shared-memory-ring xen,shared-mem "$host 0 70000000 0 10000"
expect /all/shared-memory-ring role owner
expect /guest1/shared-memory-ring role borrower
expect /guest1/shared-memory-ring xen,shm-id ring
expect /guest1/shared-memory-ring compatible xen,domain-shared-memory-v1
! fdtget "$tree" /chosen/guest2/shared-memory-free role 2>/dev/null || fail 'a role without an owner'

# Each end of a channel names the other.
for pair in '/guest1/event-channel-0 a /guest2/event-channel-0' \
	'/guest2/event-channel-0 b /guest1/event-channel-0' \
	'/event-channel-1 14 /all/event-channel-1' '/all/event-channel-1 15 /event-channel-1'; do
	# shellcheck disable=SC2086 # three words
	set -- $pair
	expect "$1" compatible xen,evtchn-v1
	expect "$1" xen,evtchn "$2 $(phandle "/chosen$3")"
done
[ "$(dtc -q -I dtb -O dts "$tree" | sed -n 's/.*phandle = <\(.*\)>.*/\1/p' | sort | uniq -d | wc -l)" -eq 0 ] ||
	fail 'a phandle stands twice'

# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
# What of guests panics or is passed over, each beside the nearest that is accepted.
boot_files
cp "$golden/files/part.dtb" .

# try KEY=VALUE...: what check says of rules.yaml with this set, notes aside.
try() {
	cp rules.yaml try.yaml
	xenboot set --force try.yaml "$@" >/dev/null 2>&1
	echo "$*" | cut -c 1-160
	xenboot check try.yaml 2>&1 >/dev/null |
		awk '/: note: / { note = 1; next } note && /^  hint/ { next } { note = 0; print "    " $0 }'
}
# config SYMBOL=VALUE...: the .config that Xen was built with.
config() {
	printf '#\n# Xen/arm 4.17.7 Configuration\n#\nCONFIG_SBSA_VUART_CONSOLE=y\n' >xen.config
	for line in "$@"; do
		echo "CONFIG_$line"
	done >>xen.config
}

echo '--- how many vCPUs'
try domains.guest.cpus=0
try domains.guest.cpus=8
try domains.guest.cpus=9
try board.gic=v3 domains.guest.cpus=33 xen-version='"4.21"'
try board.gic=v3 domains.guest.cpus=34 xen-version='"4.21"'
try board.gic=v3 domains.guest.cpus=34 xen-version='"4.22"'
try board.gic=v3 domains.guest.cpus=129 xen-version='"4.22"'
echo '--- the null scheduler, over all domains of a pool'
try xen.options.sched=null
try xen.options.sched=null domains.guest.cpus=2
try xen.options.sched=null domains.second='{kernel: Image, memory: 32M, vuart: true, options: {console: ttyAMA0}}'
try cpupools.rt='{cpus: [1], sched: "null"}' domains.guest.cpupool=rt domains.guest.cpus=1
try cpupools.rt='{cpus: [1], sched: "null"}' domains.guest.cpupool=rt domains.guest.cpus=2
echo '--- pools and schedulers by name'
try domains.guest.cpupool=rt
try cpupools.rt='{cpus: [1], sched: nosuch}'
try cpupools.rt='{cpus: [1], sched: rtds}'
config SCHED_RTDS=n BOOT_TIME_CPUPOOLS=y
try cpupools.rt='{cpus: [1], sched: rtds}'
config BOOT_TIME_CPUPOOLS=n
try cpupools.rt='{cpus: [1]}' domains.guest.cpupool=rt
rm xen.config
echo '--- CPUs that Xen does not start'
try cpupools.rt='{cpus: [1]}' xen.options.maxcpus=1
try board.cpus='[{kind: cortex-a53, count: 1}, {kind: cortex-a72, count: 1}]' cpupools.rt='{cpus: [1]}'
try board.cpus='[{kind: cortex-a53, count: 1}, {kind: cortex-a72, count: 1}]' cpupools.rt='{cpus: [1]}' xen.options.hmp-unsafe=true xen.options.dom0_vcpus_pin=true
try domains.guest.vcpus='[{id: 0, hard-affinity: "0-1"}]'
try domains.guest.vcpus='[{id: 0, hard-affinity: "0,2"}]'
# Of a pool: one of its CPUs at least.
try cpupools.rt='{cpus: [1]}' domains.guest.cpupool=rt domains.guest.vcpus='[{id: 0, hard-affinity: "0"}]'
try cpupools.rt='{cpus: [1]}' domains.guest.cpupool=rt domains.guest.vcpus='[{id: 0, hard-affinity: "0-1"}]'
try cpupools.rt='{cpus: [1]}' domains.guest.vcpus='[{id: 0, hard-affinity: "1"}]'
try cpupools.rt='{cpus: [1]}' domains.guest.vcpus='[{id: 0, hard-affinity: "1,0"}]'
echo '--- cache colours'
try domains.guest.llc-colors=0-3
try xen.options.llc-coloring=true domains.guest.llc-colors=0-3
try xen.options.llc-coloring=true xen.options.llc-size=1M xen.options.llc-nr-ways=16 domains.guest.llc-colors=15 domains.guest.memory=20M
try xen.options.llc-coloring=true xen.options.llc-size=1M xen.options.llc-nr-ways=16 domains.guest.llc-colors=16
try xen.options.llc-coloring=true domains.guest.static-memory=auto
try domains.guest.llc-colors='0, 3'
try domains.guest.llc-colors='0 3'
try xen-version='"4.20"' xen.options.llc-coloring=true domains.guest.llc-colors=0 domains.next='{kernel: Image, memory: 32M, vuart: true, options: {console: ttyAMA0}}'
try xen-version='"4.21"' xen.options.llc-coloring=true domains.guest.llc-colors=0 domains.next='{kernel: Image, memory: 32M, vuart: true, options: {console: ttyAMA0}}'
echo '--- what the machine has'
try domains.guest.static-memory=auto domains.guest.direct-map=true
try domains.guest.static-memory=auto domains.guest.direct-map=true device-tree.edits='[{path: /soc@0/serial@9000000, set: {reg: "<0x9000000 0x800>"}}]'
try domains.guest.iommu=enabled
try xen-version='"4.16"' domains.guest.device-tree=part.dtb
try xen-version='"4.17"' domains.guest.device-tree=part.dtb
echo '--- interrupts, capabilities'
try domains.guest.nr_spis=0
try domains.guest.nr_spis=0 xen-version='"4.17"'
try domains.guest.nr_spis=1
try domains.guest.capabilities=hardware
try dom0='~' xen.options.dom0_mem='~' xen.options.dom0_max_vcpus='~' domains.guest.capabilities=hardware,control domains.guest.nr_spis=64 domains.guest.iommu=enabled
try dom0='~' xen.options.dom0_mem='~' xen.options.dom0_max_vcpus='~' domains.guest.capabilities=hardware,control
try domains.guest.capabilities=all
echo '--- where it prints'
try domains.guest.options.console=hvc0
try domains.guest.extra=console=hvc0
try domains.guest.options.earlycon=pl011,0x22000000
try domains.guest.options.earlycon=pl011,mmio32,0x9000000,115200
try domains.guest.options.earlycon=pl011,0x9000000 domains.guest.static-memory=auto domains.guest.direct-map=true
try domains.guest.vuart=false
try domains.guest.vuart=false domains.guest.device-tree=part.dtb
echo '--- how long its line and its name are'
try domains.guest.extra="$(printf '%1007s' '' | tr ' ' x)"
try domains.guest.extra="$(printf '%1008s' '' | tr ' ' x)"
try domains.n234567890123456789012345678901234567890='{kernel: Image, memory: 32M, vuart: true, options: {console: ttyAMA0}}'
try domains.n2345678901234567890123456789012345678901='{kernel: Image, memory: 32M, vuart: true, options: {console: ttyAMA0}}'
echo '--- what releases know'
try xen-version='"4.15"' domains.guest.static-memory=auto
try xen-version='"4.16"' domains.guest.static-memory=auto
try xen-version='"4.16"' domains.guest.enhanced=true domains.guest.sve=256
try xen-version='"4.20"' domains.guest.vcpus='[{id: 0, hard-affinity: "1"}]' domains.guest.enhanced=legacy
try xen-version='"4.16"' event-channels='[{guest: 1, dom0: 1}]' shared-memory.s='{size: 4K, owner: guest}' xen.static-heap='[{size: 1M}]'
echo '--- what Xen was built with'
config STATIC_MEMORY=n STATIC_SHM=n
try domains.guest.static-memory=auto
try shared-memory.s='{size: 4K, owner: guest}'
config STATIC_MEMORY=y STATIC_SHM=y
try domains.guest.static-memory=auto shared-memory.s='{size: 4K, owner: guest}'
config ARM64_SVE=n XSM_FLASK=n
try domains.guest.sve=256
try xen.xsm-policy=rootfs.cpio

# SPDX-License-Identifier: MIT
boot_files
# The configurations of Xen's own CI, with what each of its variants puts behind the common part.
variant() {
	{ cat ci-dom0less.cfg; cat; } >"$1.cfg"
	x check --ignore security "$1.cfg"
	line "xenboot import $1.cfg 2>/dev/null | sed -n '/^domains/,\$p'"
}
x check ci-dom0.cfg
x import ci-dom0.cfg
variant plain <<'CONFIG'
NUM_DOMUS=1
CONFIG
variant static-mem <<'CONFIG'
NUM_DOMUS=1
DOMU_STATIC_MEM[0]="0x60000000 0x10000000"
CONFIG
variant static-heap <<'CONFIG'
NUM_DOMUS=1
XEN_STATIC_HEAP="0x50000000 0x30000000"
CONFIG
variant static-shared-mem <<'CONFIG'
NUM_DOMUS=2
DOMU_KERNEL[1]="Image"
DOMU_MEM[1]="256"
DOMU_SHARED_MEM[0]="my-shared-mem-0 0x60000000 0x6000000 0x100000"
DOMU_SHARED_MEM[1]="my-shared-mem-0 0x60000000 0x6000000 0x100000"
CONFIG
variant boot-cpupools <<'CONFIG'
NUM_DOMUS=1
CPUPOOL[0]="cpu@1 null"
DOMU_CPUPOOL[0]=0
NUM_CPUPOOLS=1
CONFIG
cat >xtf.cfg <<'CONFIG'
XEN="xen"
DEVICE_TREE="board.dtb"
MEMORY_START="0x40000000"
MEMORY_END="0xC0000000"
XEN_CMD="console=dtuart console_timestamps=boot"
DOMU_KERNEL[0]="Image"
DOMU_MEM[0]=128
NUM_DOMUS=1
CONFIG
x check --ignore security xtf.cfg
x import xtf.cfg
# What goes wrong, at the line and column of the variable or of the word in it; nothing runs.
x check faults.cfg
line 'ls | grep ran'
x check --board nosuch ci-dom0.cfg
line "xenboot check -f json faults.cfg | grep -c '\"line\"'"
# What is built is what is imported.
x import ci-dom0.cfg -o ci-dom0.yaml
x build ci-dom0.yaml -o out
line 'ls out'

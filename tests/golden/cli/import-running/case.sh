# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2154 # line has a shell of its own
# A system that runs: what xl prints, and what Linux shows of its tree and its command line.
x import xl-dmesg.txt
x import xl-info.txt
x check xl-dmesg.txt
# From 4.20 on the ends of modules are their last bytes.
line 'sed "s/Xen version 4.17.2/Xen version 4.20.1/" xl-dmesg.txt | xenboot import - 2>/dev/null | grep size'
# Of several boots the last one counts.
line 'sed "s/1000000/4000000/;s/dom0_mem=1G/dom0_mem=2G/" xl-dmesg.txt | cat - xl-dmesg.txt | xenboot import - 2>/dev/null | grep -c "start\|address: 0x1000000\|dom0_mem: 1G"'

# The folder NAME: the tree of dom0, on a board that is known.
tree() {
	mkdir -p "$1/chosen" "$1/hypervisor" "$1/memory@0"
	printf 'raspberrypi,4-model-b\0brcm,bcm2711\0' >"$1/compatible"
	printf '\0\0\0\2' >"$1/#address-cells"
	printf '\0\0\0\2' >"$1/#size-cells"
	printf '\0' >"$1/name"
	printf 'console=hvc0 root=/dev/mmcblk0p2\0' >"$1/chosen/bootargs"
	printf 'xen,xen-4.17\0xen,xen\0' >"$1/hypervisor/compatible"
}
tree proc/device-tree
echo 'console=hvc0 root=/dev/mmcblk0p2 rw' >proc/cmdline
# Beside it, or in one folder: the board is the one with as much RAM.
x import proc/device-tree
cp xl-dmesg.txt xl-info.txt proc
x import proc
x check --strict proc
x import proc --board rpi4-8g -o run.yaml
line 'head -n 6 run.yaml'
# Without Xen it is the machine's own tree.
rm -r proc/device-tree/hypervisor
line 'xenboot import proc/device-tree 2>/dev/null | grep -A3 "^device-tree\|^dom0"'
# A tree without end, a folder of anything, a tree that goes round.
mkdir -p sub/deep/a
cp proc/device-tree/compatible "proc/device-tree/#address-cells" sub/deep
i=0
folder=sub/deep/a
while [ $i -lt 70 ]; do
	folder=$folder/a
	i=$((i + 1))
done
mkdir -p "$folder"
x import sub/deep
ln -s .. proc/device-tree/chosen/up
line 'xenboot import proc/device-tree 2>/dev/null | head -n 3'
mkdir nothing
x import nothing

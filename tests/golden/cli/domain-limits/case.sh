# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
# What panics, is passed over or cut, guest by guest, beside the nearest that works.
boot_files

# make_uimage FILE LOAD ENTRY: a kernel of 4 KiB for arm64 in a U-Boot header.
make_uimage() {
	{
		printf '\047\005\031\126\0\0\0\0\0\0\0\0\0\0\020\0'
		big_endian "$2"
		big_endian "$3"
		printf '\0\0\0\0\005\026\002\0'
	} >"$1"
	resize "$1" $((64 + 4096))
}
big_endian() {
	for shift in 24 16 8 0; do
		little_endian $((($1 >> shift) % 256)) 1
	done
}
make_uimage inside.uimage $((0x40080000)) $((0x40080000))
make_uimage outside.uimage $((0x80000000)) $((0x80000000))
make_uimage entry.uimage 0 $((0x40080000))
printf '\3757zXZ\0' >kernel.xz
resize kernel.xz 4096
printf '\177ELF' >kernel.elf
resize kernel.elf 4096
{
	little_endian 0 8
	little_endian 0 28
	little_endian $((0x016f2818)) 4
	little_endian 0 4
	little_endian 4096 4
} >zImage
resize zImage 4096

x check accepted.yaml
x check refused.yaml
# A release that knows less makes less of it an error.
line 'xenboot set accepted.yaml xen-version=4.17 2>&1 | grep error'
line 'xenboot set refused.yaml xen-version=4.17 --force 2>&1 | grep -c error'
line 'xenboot check refused.yaml 2>&1 | grep -E "outside|entry|firmware|old:|stored"'
echo '--- room for a tree'
for version in 4.17 4.20 4.21 4.22; do
	line "xenboot set trees.yaml xen-version=$version --force 2>/dev/null; xenboot check trees.yaml 2>&1 | grep -v note"
done
echo '--- the addresses of the machine'
x check mapped.yaml
x set mapped.yaml 'domains.mapped.static-memory=[{size: 8M}, auto]'
x set mapped.yaml xen.options.console=none
x set mapped.yaml xen.options.console=none domains.mapped.vuart=false
x set mapped.yaml domains.mapped.enhanced=no-xenstore
x set mapped.yaml domains.mapped.enhanced=true
x set mapped.yaml xen-version=4.21
echo '--- the machine'
x check hardware.yaml
x set hardware.yaml domains.machine.direct-map=false
line 'xenboot set hardware.yaml domains.machine.direct-map=false xen-version=4.20 2>&1'
echo '--- 32 modules, with Xen, the tree and two of dom0'
for count in 28 29; do
	{
		printf 'format: 1\nextends: ./limits.yaml\nname: many\ndomains:\n'
		while [ "$count" -gt 0 ]; do
			echo "  guest$count: {kernel: Image, memory: 18M, vuart: true}"
			count=$((count - 1))
		done
	} >many.yaml
	x check many.yaml
done

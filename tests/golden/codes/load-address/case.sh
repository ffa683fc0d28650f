# SPDX-License-Identifier: MIT
boot_files
# A kernel that mkimage -A arm64 -T kernel -C none -a 0x80000 -e 0x80000 has wrapped.
{
	printf '\047\005\031\126\0\0\0\0\0\0\0\0\0\0\020\0\0\010\0\0\0\010\0\0\0\0\0\0\005\026\002\0'
} >Image
resize Image 4160
x check bad.yaml
x check good.yaml

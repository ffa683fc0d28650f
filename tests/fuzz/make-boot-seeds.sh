#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes the seeds of fuzz-image and fuzz-devtree anew: tests/fuzz/make-boot-seeds.sh
# Needs dtc, gzip, xz and zstd. The same versions of these give the same bytes.
set -eu
cd "$(dirname "$0")/seeds"
mkdir -p image devtree

# COUNT zeros
zeros() {
	head -c "$1" /dev/zero
}

# An arm64 Image of 64 bytes: text_offset 0x80000, image_size 0x10000, flags 0xa.
arm64_image() {
	printf '\000\000\000\000\000\000\000\000\000\000\010\000\000\000\000\000'
	printf '\000\000\001\000\000\000\000\000\012\000\000\000\000\000\000\000'
	zeros 24
	printf 'ARM\144\100\000\000\000'
}

# The same for EFI: MZ, and a PE header with one section of 8 bytes, at the end.
efi_image() {
	printf 'MZ\000\000\000\000\000\000\000\000\000\000\000\000\000\000'
	printf '\000\000\001\000\000\000\000\000\012\000\000\000\000\000\000\000'
	zeros 24
	printf 'ARM\144\100\000\000\000PE\000\000\144\252\001\000'
	zeros 12
	printf '\000\000\000\000.text\000\000\000\010\000\000\000\000\000\000\000'
	printf '\010\000\000\000\200\000\000\000'
	zeros 16
	printf 'contents'
}

# A legacy U-Boot image of TYPE (octal) with 12 bytes in it.
uimage() {
	printf '\047\005\031\126'
	zeros 8
	printf '\000\000\000\014'
	zeros 12
	printf '\005\026%b\000' "$1"
	zeros 32
	printf '\000\000\000\004\000\000\000\000echo'
}

cpio_end() {
	printf '07070100000000000000000000000000000000000000010000000000000000'
	printf '000000000000000000000000000000000000000B00000000TRAILER!!!\000\000\000\000'
}

arm64_image >image/arm64
efi_image >image/efi
{ zeros 36; printf '\030\050\157\001\000\200\000\000\100\200\000\000'; zeros 16; } >image/zimage
uimage '\0002' >image/uimage
uimage '\0006' >image/script
printf '\177ELF\002\001\001' >image/elf
printf 'MZ\000\000zimg\000\000\001\000\000\000\002\000' >image/zboot
cpio_end >image/cpio
{ printf '070701'; zeros 200; printf 'x'; } >image/cpio-cut
arm64_image | gzip -n9 >image/arm64.gz
arm64_image | gzip -n9 | head -c 30 >image/arm64-cut.gz
cpio_end | gzip -n9 >image/cpio.gz
cpio_end | xz -9 >image/cpio.xz
cpio_end | zstd -q >image/cpio.zst
printf 'fdt addr 0x8400000\n' >image/text
: >image/empty

tree() {
	dtc -q -I dts -O dtb -o "devtree/$1" -
}

tree small <<'EOF'
/dts-v1/;
/ { };
EOF
tree board <<'EOF'
/dts-v1/;
/memreserve/ 0x0 0x1000;
/ {
	#address-cells = <2>;
	#size-cells = <2>;
	model = "A board";
	aliases { serial0 = "/soc/serial@7e201000"; };
	chosen { stdout-path = "serial0:115200n8"; };
	cpus {
		#address-cells = <1>;
		#size-cells = <0>;
		cpu@0 { device_type = "cpu"; reg = <0>; };
		cpu@1 { device_type = "cpu"; reg = <1>; status = "disabled"; };
	};
	memory@40000000 { device_type = "memory"; reg = <0 0x40000000 0 0x80000000>; };
	reserved-memory {
		#address-cells = <1>;
		#size-cells = <1>;
		ranges;
		tz@1000 { reg = <0x1000 0x2000>; no-map; };
	};
	soc { serial@7e201000 { status = "okay"; }; };
};
EOF
tree overlay <<'EOF'
/dts-v1/;
/ {
	fragment@0 {
		target = <0xffffffff>;
		__overlay__ { rtc: rtc@68 { phandle = <1>; next = <1>; }; };
	};
	fragment@1 {
		target-path = "/soc";
		__overlay__ { status = "okay"; };
	};
	__symbols__ { rtc = "/fragment@0/__overlay__/rtc@68"; };
	__fixups__ { soc = "/fragment@0:target:0"; };
	__local_fixups__ {
		fragment@0 { __overlay__ { rtc@68 { next = <0>; }; }; };
	};
};
EOF
tree alias-loop <<'EOF'
/dts-v1/;
/ { aliases { a = "b/c"; b = "a"; }; };
EOF
tree cells <<'EOF'
/dts-v1/;
/ {
	#address-cells = <3>;
	memory { device_type = "memory"; reg = <0 0 1 1>; };
};
EOF
head -c 100 devtree/board >devtree/cut

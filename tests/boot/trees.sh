# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# For the cases that go through Debian's device trees: files to load, and a profile for each tree.

# all_trees: the path of every arm64 device tree, sorted.
all_trees() {
	find "$DEBS"/usr/lib/linux-image-*/ -name '*.dtb' | LC_ALL=C sort
}

# small_files FOLDER: Xen, kernel and ramdisk, as small as they can be.
small_files() {
	small_image "$1/xen"
	small_image "$1/Image"
	printf 'nothing\n' | gzip -9n >"$1/ramdisk.cpio.gz"
}

# tree_profile NUMBER TREE: a profile for the file TREE on a board with 2 GiB where QEMU has them,
# and the script where no tree has reserved memory. The number changes the values, and the cells.
tree_profile() {
	cat <<-EOF
	format: 1
	name: t$1
	board:
	  name: any
	  arch: arm64
	  memory: [{start: 0x40000000, size: 2G}]
	  script-address: 0x70200000
	files: files
	xen:
	  file: xen
	  options: {console: dtuart, dom0_mem: 512M, bootscrub: 0}
	  extra: 'it''s "tree" $1; \$x \\ # &&'
	device-tree:
	  file: $2
	  edits:
	    - {path: /, set: {xenboot-texts: [one, "two, three", "it's \${four}"]}}
	    - {path: /, set: {xenboot-cells: "<0x$1 0xfffffffe>", xenboot-bytes: "[00 7f ff]"}}
	    - {path: /, remove: model}
	dom0:
	  kernel: {file: Image}
	  ramdisk: {file: ramdisk.cpio.gz}
	  options: {console: hvc0, root: /dev/ram0}
	  extra: 'a=1  b="2 3" tree.number=$1'
	output: {emit: [script, dtb], cells: $(($1 % 2 + 1))}
	EOF
}

# mend PROFILE OUTPUT: what the build said of devices that Xen cannot hand to dom0 ends with the edits that
# take them away: PROFILE gets them, as its user would write them. Fails where there is none.
mend() {
	sed -n 's/.*; under edits: - \({.*}\)$/    - \1/p' "$2" >"$2.edits"
	[ -s "$2.edits" ] || return 1
	sed -i "/remove: model/r $2.edits" "$1"
	rm "$2.edits"
}

# judge_outputs NAME: are script and DTB of NAME in `out` one sound tree, in both of U-Boot's shells? What is wrong
# is printed; what the program that found it said is in NAME.out.
judge_outputs() {
	"$HELPERS/tree-compare" "out/$1.dtb" >"$1.out" 2>&1 || {
		echo 'the DTB is not sound'
		return 1
	}
	dtc -q -I dtb -O dts -o "$1.dts" "out/$1.dtb" >"$1.out" 2>&1 || {
		echo 'dtc refuses the DTB'
		return 1
	}
	grep -q 'fdt set' "out/$1.source" || {
		echo 'the script does not edit the tree'
		return 1
	}
	for shell in '' -m; do
		"$HELPERS/fdt-replay" ${shell:+"$shell"} -C files -o "$1.replayed" "out/$1.source" \
			>"$1.out" 2>&1 || {
			echo 'the script does not come to booti'
			return 1
		}
		"$HELPERS/tree-compare" "$1.replayed" "out/$1.dtb" >"$1.out" 2>&1 || {
			echo 'script and DTB make different trees'
			return 1
		}
	done
	rm "$1.dts" "$1.replayed"
}

# guest_files FOLDER: what profiles that random-domains draws name, as small as it can be.
guest_files() {
	small_files "$1"
	mkdir -p "$1/a b"
	cp "$1/Image" "$1/other"
	cp "$1/Image" "$1/a b/other"
	gzip -9nc "$1/Image" >"$1/Image.gz"
	echo nothing >"$1/policy"
	cp "$ASSETS/board.dtb" "$1/board.dtb"
}

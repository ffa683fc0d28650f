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

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

# machine TREE UART PAGE: what random-profile is to know of the device tree TREE, which is read here: the file
# itself, CPUs, GIC, UART, whether that fills a PAGE, and devices that can be given to a guest each by itself.
machine() {
	"$XENBOOT" boards --from-dtb "$1" >machine.board 2>/dev/null
	printf '%s %s %s %s %s\n' "${1##*/}" "$(fdtget -l "$1" /cpus | grep -c '^cpu@')" \
		"$(sed -n 's/^gic: "v\(.\)"/\1/p' machine.board)" "$2" "$3"
	"$XENBOOT" devices "$1" 2>/dev/null |
		sed -n '/needed\|shared/d;s/^\(\/[^ ]*\)[^:]*: \(yes\|with care .*\)$/\1/p' |
		awk '{ for (path in seen) if (index($0, path "/") == 1) next; seen[$0]; print }'
}

# drawn_assets FOLDER: boot files for profiles that random-profile draws. A partial tree has a node of its own.
drawn_assets() {
	small_files "$1"
	ln "$1/Image" "$1/Image.gz"
	ln "$1/ramdisk.cpio.gz" "$1/policy"
	dtc -q -I dts -O dtb -o "$1/partial.dtb" - <<-END
	/dts-v1/;
	/ {
		#address-cells = <2>;
		#size-cells = <2>;
		gic { #interrupt-cells = <3>; interrupt-controller; };
		aliases { own = "/passthrough/own"; };
		passthrough {
			compatible = "simple-bus";
			ranges;
			#address-cells = <2>;
			#size-cells = <2>;
			own { compatible = "drawn,own"; };
		};
	};
	END
}

# drawn_files FOLDER: the boot files of the profile that was drawn here, from FOLDER: those of `local`, and those
# of the server, each by its name.
drawn_files() {
	tab=$(printf '\t')
	while IFS=$tab read -r asset here there; do
		there=$SERVED/${there#/}
		mkdir -p "$(dirname "local/$here")" "$(dirname "$there")"
		ln -f "$1/$asset" "local/$here"
		ln -f "$1/$asset" "$there"
	done <files
}

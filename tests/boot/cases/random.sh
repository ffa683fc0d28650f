#!/bin/sh
# SPDX-License-Identifier: MIT
# A profile that its seed draws boots; dom0's banks, its modules' addresses and both command lines are
# those that `plan` says, the lines those that were drawn. A dom0_mem that `check` refuses fails in Xen,
# and the largest that works stands in for it.
# long
# seeds: 1 2 3 4 5 6 7 8 9 10
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=domain.sh
. "$TESTS/domain.sh"

"$HELPERS/random-profile" "$1" random
# What it drew: memory gic medium overlay dom0_mem
medium='' overlay='' dom0_mem=''
# shellcheck disable=SC1091
. ./setup
limit=180 # some draw much: four vCPUs on two CPUs, a synchronous console
machine="virt,virtualization=on,gic-version=$gic"
xen_line=$(cat xen.line)
dom0_line=$(cat dom0.line)
prefix=$(cat prefix)
# A path on a disk may begin with /.
output=$SERVED/${prefix#/}

# board_tree FILE: the machine's tree; with symbols where an overlay is to go on it.
board_tree() {
	machine_qemu -machine "$machine,dumpdtb=raw.dtb" >dumpdtb.log 2>&1
	if [ -z "$overlay" ]; then
		dtc -q -I dtb -O dtb -o "$1" raw.dtb
		return
	fi
	dtc -q -I dtb -O dts raw.dtb | sed 's/^\tpl031@/\tclock: &/' >board.dts
	dtc -q -@ -I dts -O dtb -o "$1" board.dts
	cat >overlay.dts <<-END
	/dts-v1/;
	/plugin/;
	&clock { xenboot,note = "over", "lay"; inner { reference = <&clock>; }; };
	END
	dtc -q -@ -I dts -O dtb -o local/clock.dtbo overlay.dts
}

# The boot files, here and on the server, each by its name.
tab=$(printf '\t')
mkdir -p local "$output"
while IFS=$tab read -r asset here there; do
	mkdir -p "$(dirname "local/$here")" "$(dirname "$SERVED/${there#/}")"
	case $asset in
	board.dtb) board_tree "local/$here" ;;
	*) ln "$ASSETS/$asset" "local/$here" || cp "$ASSETS/$asset" "local/$here" ;;
	esac
	ln "local/$here" "$SERVED/${there#/}"
done <files

# planned_start OWNER: where `plan` puts a module.
planned_start() {
	sed -n "/\"owner\": \"$1\"/{n;s/.*\"start\": \"0x\(.*\)\".*/\1/p;q;}" plan.json
}

# planned_target MODULE: where `plan` says that Xen copies it for dom0.
planned_target() {
	sed -n '/^  "dom0"/,$p' plan.json | sed -n "s/^    \"$1\": \"0x\(.*\)\".*/\1/p"
}

# expect_number WHAT PLANNED PATTERN: PATTERN in the log has this hexadecimal number in its \(\).
expect_number() {
	seen=$(tr -d '\r' <console.log | sed -n "s/.*$3.*/\1/p" | tail -n 1)
	[ $((0x${2:-0})) -eq $((0x${seen:-1})) ] || fail "$1 was planned at 0x$2, and is at 0x$seen"
}

# take_largest: the profile with the largest dom0_mem instead of the one that was drawn.
take_largest() {
	largest=$(($(planned random.yaml largest) >> 20))
	printf 'dom0_mem %s refused, %sM taken' "$dom0_mem" "$largest" >note
	[ "$largest" -gt 0 ] || fail 'no dom0_mem works here'
	drawn_unallocated=$(($(planned random.yaml unallocated) >> 20))
	sed -i "s/dom0_mem: '$dom0_mem'/dom0_mem: '${largest}M'/" random*.yaml
	xen_line=$(printf %s "$xen_line" | sed "s/dom0_mem=$dom0_mem/dom0_mem=${largest}M/")
}

# expect_refused_fails: with the dom0_mem that was drawn Xen panics. Only a script can be changed.
expect_refused_fails() {
	[ -z "$overlay" ] || return 0
	build random.yaml "$output" --emit script
	boot_changed random "s/dom0_mem=${largest}M/dom0_mem=$dom0_mem/" refused.log
	[ "$drawn_unallocated" -eq 0 ] && words='Panic on CPU 0' ||
		words="Failed to allocate requested dom0 memory. ${drawn_unallocated}MB unallocated"
	expect_panic refused.log "$words"
}

refused=
status=0
"$XENBOOT" check random.yaml >check.out 2>&1 || status=$?
cat random*.yaml check.out
if [ "$status" -ne 0 ]; then
	refused=$(sed -n 's/.*: error: .*\[\([a-z0-9-]*\)\]$/\1/p' check.out | sort -u | tr '\n' ' ')
	[ "$refused" = 'dom0-mem ' ] || fail "check refuses a sound profile: $refused"
	take_largest
fi

build random.yaml "$output"
"$XENBOOT" plan -f json random.yaml >plan.json 2>plan.err
boot console.log "$medium"
expect_dom0 console.log
expect_banks random.yaml console.log
hexadecimal='0*\([0-9a-f]*\)'
expect_number 'the tree' "$(planned_start 'device tree')" "Flattened Device Tree blob at $hexadecimal"
expect_number 'the kernel' "$(planned_start 'dom0 kernel')" "d0 kernel from boot module @ $hexadecimal"
expect_number 'the ramdisk' "$(planned_start 'dom0 ramdisk')" "ramdisk from boot module @ $hexadecimal"
expect_number "dom0's kernel" "$(planned_target kernel)" \
	"Loading zImage from [0-9a-f]* to $hexadecimal-"
expect_number "dom0's ramdisk" "$(planned_target ramdisk)" \
	"Loading d0 initrd from [0-9a-f]* to 0x$hexadecimal-"
expect_number "dom0's tree" "$(planned_target device-tree)" "Loading d0 DTB to 0x$hexadecimal-"
expect_tree random random.yaml "$medium"
[ -z "$refused" ] || expect_refused_fails

# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What the cases share. A case is a script that run-case starts in a folder of its own, with
#
#   $CASE     its name              $SERVED   what the TFTP server or disk holds, a folder in it
#   $TESTS    the folder of this    $ASSETS   what `prepare` made    $DEBS   what `fetch` made
#   $HELPERS  the check programs    $XENBOOT  the program under test
#
# and which ends with 0 when all is well. What does not hold is told with `fail`.
# shellcheck source=machine.sh
. "$TESTS/machine.sh"

# Where on the server the program's outputs go; a case with a prefix sets it.
output=$SERVED

# The command lines that the base profile means. A case that changes them says so here.
xen_line='console=dtuart dtuart=/pl011@9000000 dom0_mem=512M dom0_max_vcpus=1 bootscrub=0'
dom0_line='console=hvc0 panic=1 root=/dev/ram0'

fail() {
	printf '%s' "$*" >reason
	printf 'FAILED: %s\n' "$*"
	exit 1
}

skip() {
	printf '%s' "$*" >reason
	exit 77
}

# put FILE NAME: put a file on the server under that name.
put() {
	ln "$1" "$SERVED/$2" 2>/dev/null || cp "$1" "$SERVED/$2"
}

# serve FILE...: put files from the assets on the server.
serve() {
	for file in "$@"; do
		put "$ASSETS/$file" "$file"
	done
}

# release SUITE: from here on U-Boot is that suite's, and its Xen and kernel are on the server.
release() {
	packages=$(cat "$BUILD/debs/$1")
	put "$(echo "$packages"/boot/xen-*-arm64)" xen
	put "$(echo "$packages"/boot/vmlinuz-*)" Image
	# Of bookworm it is the one that is installed.
	[ "$1" = bookworm ] || uboot=$packages/usr/lib/u-boot/qemu_arm64/u-boot.bin
	# U-Boot 2021.01 has no driver for the virtio card that newer QEMUs put on PCI.
	[ "$1" != bullseye ] || card=virtio-net-device
}

# small_image FILE: the least that is an arm64 Image: its header, and 4 KiB in all. For runs in
# which nothing is started.
small_image() {
	{
		printf '\000\000\000\024\000\000\000\000' # b +0; reserved
		printf '\000\000\000\000\000\000\000\000' # text_offset
		printf '\000\020\000\000\000\000\000\000' # image_size 4 KiB
		printf '\012\000\000\000\000\000\000\000' # flags: 4 KiB pages, anywhere
		printf '%024d' 0 | tr 0 '\000'
		printf 'ARM\144\000\000\000\000'
	} >"$1"
	truncate -s 4096 "$1"
}

# A value for YAML, whatever is in it.
yaml_text() {
	printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"
}

# filler LINE LENGTH: one more word that makes LINE so long. A name with a dot is a module's to
# Linux, which passes no such word to init: those it counts.
filler() {
	printf "%0$(($2 - ${#1} - 6))d" 0 | sed 's/^/xb.x=/'
}

# profile <<EOF: write $CASE.yaml from the base profile and what stands in the here-document.
profile() {
	cat >base.yaml <<-EOF
	format: 1
	name: base
	board: qemu-arm64
	files: served
	xen:
	  file: xen
	  options:
	    console: dtuart
	    dtuart: /pl011@9000000
	    dom0_mem: 512M
	    dom0_max_vcpus: 1
	    bootscrub: 0
	device-tree:
	  file: board.dtb
	  edits:
	    - {path: /pl061@9030000, set: {status: disabled}}
	dom0:
	  kernel: {file: Image}
	  ramdisk: {file: ramdisk.cpio.gz}
	  options: {console: hvc0, panic: 1, root: /dev/ram0}
	EOF
	{
		printf 'format: 1\nname: %s\nextends: ./base.yaml\n' "$CASE"
		cat
	} >"$CASE.yaml"
}

# build PROFILE DIR [ARGUMENT...]: run the program; its last line, what to type at U-Boot's prompt,
# goes into $prompt.
build() {
	what=$1 where=$2
	shift 2
	"$XENBOOT" build "$what" -o "$where" "$@" >build.out 2>build.err || {
		status=$?
		cat build.out build.err
		fail "build $what ended with $status: $(head -n 1 build.err)"
	}
	cat build.out build.err
	prompt=$(tail -n 1 build.out)
}

# environment COMMANDS: U-Boot's variables: what it runs at once, and `dump` for
# `setenv dumped ADDRESS && run dump`, which prints the tree there under the name in `label`.
environment() {
	# U-Boot reads \c in its environment as c.
	printf 'bootdelay=0\nlabel=tree\nbootcmd=%s\n' "$(printf %s "$1" | sed 's/\\/&&/g')"
	# U-Boot is to expand these.
	# shellcheck disable=SC2016
	{
		printf 'dump=fdt addr ${dumped}; fdt header get total totalsize; '
		printf 'echo; echo dump ${label}; md.b ${dumped} ${total}; echo dump end\n'
	}
}

# own_loader: what stands in for a loader of one's own: a script that has names and addresses from the manifest
# of $CASE, and does nothing but load and boot; the outputs are in the current folder.
own_loader() {
	cp "$CASE"*.dtb "$SERVED/"
	sed -n 's/^ *"\(role\|load\|address\)": "\(.*\)",$/\2/p' "$CASE.json" |
		while read -r role && read -r load && read -r address; do
			[ "$role" != 'device tree' ] || load=$CASE.dtb
			printf 'tftpboot %s %s\n' "$address" "$load"
		done >loader.source
	printf 'setenv fdt_high 0xffffffffffffffff\nbooti %s - %s\n' \
		"$(sed -n 's/^tftpboot \(.*\) xen$/\1/p' loader.source)" \
		"$(sed -n "s/^tftpboot \(.*\) $CASE.dtb\$/\1/p" loader.source)" >>loader.source
	cat loader.source
	wrap loader.source "$SERVED/loader.scr"
	prompt='dhcp; tftpboot 0x40200000 loader.scr; source 0x40200000'
}

# boot LOG tftp|disk: type $prompt; when it comes back, say so and switch off.
boot() {
	environment "$prompt; echo; echo back at the prompt; reset" >environment.txt
	machine_run environment.txt "$SERVED" "$1" "$2"
}

# The value that dom0 printed of WHAT, as one line of hex.
dom0_saw() {
	tr -d '\r' <"$2" | sed -n "s/^xenboot-test $1 //p" | tr -d ' \n'
}

# hex TEXT [TERMINATOR]
hex() {
	# The terminator is an escape sequence on purpose.
	# shellcheck disable=SC2059
	{ printf %s "$1"; printf "${2:-}"; } | od -An -v -tx1 | tr -d ' \n'
}

# expect_bytes WHAT EXPECTED SEEN, both in hex
expect_bytes() {
	[ "$2" = "$3" ] || {
		printf 'expected %s: %s\n     seen %s: %s\n' "$1" "$2" "$1" "$3"
		fail "$1 differs from the profile's"
	}
}

# expect_lines DTB: both command lines stand in the tree, byte for byte. Xen's own can be seen there
# alone: it takes the property out of dom0's tree, and prints the line before its console is up.
expect_lines() {
	for line in "xen,xen-bootargs $xen_line" "xen,dom0-bootargs $dom0_line"; do
		expect_bytes "${line%% *} in $1" "$(hex "${line#* }" '\0')" \
			"$(fdtget -t bx "$1" /chosen "${line%% *}" |
				sed 's/\<\(.\)\>/0\1/g' | tr -d ' \n')"
	done
}

# expect_dom0 LOG: Xen and dom0 came up, dom0 with its command line byte for byte.
expect_dom0() {
	grep -a -q 'xenboot-test end' "$1" || {
		tr -d '\r' <"$1" | tail -n 5
		fail "dom0 did not come up: $(tr -d '\r' <"$1" | grep -a . | tail -n 1 | cut -c 1-80)"
	}
	expect_bytes "dom0's /proc/cmdline" "$(hex "$dom0_line" '\n')" "$(dom0_saw cmdline "$1")"
}

# list_files MANIFEST: its files in memory, as domain-check reads them.
list_files() {
	sed -n '/^  "files"/,/^  \]/s/^ *"\(role\|file\|address\|size\)": "\{0,1\}\([^",]*\).*/\2/p' "$1" |
		paste -d '|' - - - -
}

# expect_bindings NAME FOLDER: what the tree NAME.dtb tells of guests is what Xen's bindings ask for, and its modules
# are the files of NAME.json; all of them are in FOLDER.
expect_bindings() {
	list_files "$2/$1.json" >files
	"$HELPERS/domain-check" "$2/$1.dtb" "$2" <files >bindings 2>&1 || {
		cat bindings
		fail "$1: $(head -n 1 bindings)"
	}
}

# expect_stop LOG MESSAGE: the script said MESSAGE, ended, and did not get as far as booti.
expect_stop() {
	grep -a -q '## Executing script' "$1" || fail 'the script did not start'
	grep -a -q 'back at the prompt' "$1" || fail 'the script did not come back to the prompt'
	for sign in 'Starting kernel' 'Flattened Device Tree blob' 'Image magic' 'Moving Image'; do
		! grep -a -q "$sign" "$1" || fail "booti ran: $sign"
	done
	tr -d '\r' <"$1" | grep -a -q -- "$2" || fail "the script did not say: $2"
}

# dumping SCRIPT: the script, with a dump of its tree in booti's place.
dumping() {
	grep -q 'booti 0x' "$1" || fail "$1 has no booti"
	sed 's/booti 0x[0-9A-Fa-f]* - \(0x[0-9A-Fa-f]*\)/setenv dumped \1 \&\& run dump/' "$1"
}

# wrap SOURCE SCR: the script as an image, by U-Boot's own tool.
wrap() {
	mkimage -A arm64 -T script -C none -d "$1" "$2" >/dev/null
}

# expect_tree NAME PROFILE tftp|disk [ARGUMENT...]: the tree that U-Boot holds before booti, with
# the script that was built last, is the DTB that the program writes, node by node.
expect_tree() {
	name=$1 what=$2 medium=$3
	shift 3
	typed=$prompt
	mkdir -p tree
	build "$what" tree --emit dtb "$@"
	prompt=$typed
	dumping "$output/$name.source" >dumping.source
	rm "$output/$name.scr"
	wrap dumping.source "$output/$name.scr"
	boot dump.log "$medium"
	"$HELPERS/log-to-blob" dump.log tree uboot.dtb || fail "no tree in dump.log"
	"$HELPERS/tree-compare" uboot.dtb "tree/$name.dtb" ||
		fail "the tree of U-Boot differs from $name.dtb"
	expect_lines uboot.dtb
}

# boot_case tftp|disk: the whole way for the profile $CASE.yaml, which has a script.
boot_case() {
	build "$CASE.yaml" "$SERVED"
	boot console.log "$1"
	expect_dom0 console.log
	expect_tree "$CASE" "$CASE.yaml" "$1"
}

# expect_source PROFILE BASE.dtb OPTION...: the tree's source that is exported makes, behind that of the base tree, the
# tree that is built. The options are those of both.
expect_source() {
	what=$1 base=$2
	shift 2
	{ "$XENBOOT" build "$what" -o by-source --emit dtb "$@" &&
		"$XENBOOT" export -f dts "$what" -o source.dts "$@"; } >source.out 2>&1 || fail "$(cat source.out)"
	"$TESTS/source-compare" "$base" source.dts "$(echo by-source/*.dtb)" >source.out 2>&1 ||
		fail "the tree by source differs: $(head -n 3 source.out)"
}

# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
#
# Pairs for rules about Xen and dom0: what `check` accepts boots, and what it refuses fails on the
# board, in the words that were predicted. For cases, after lib.sh.

# The end of a run: dom0 said all that it has to say, or Xen gave up. Reboot: the panic is complete.
run_end='xenboot-test end|Reboot in five seconds|Manual reset required'

# Where the modules stand; empty is automatic.
xen_at='' kernel_at='' ramdisk_at='' tree_at=''
gic=v3
# More of dom0's Linux options, as ", NAME: VALUE".
linux_more=''

# domain_profile NAME DOM0_MEM VCPUS: write NAME.yaml for $memory MiB of RAM, $gic and these addresses.
domain_profile() {
	cat >"$1.yaml" <<-EOF
	format: 1
	name: $1
	board:
	  name: pair
	  memory: [{start: 0x40000000, size: ${memory}M}]
	  cpus: 2
	  gic: $gic
	  script-address: 0x40200000
	files: served
	xen:
	  file: xen
	  ${xen_at:+address: $xen_at}
	  options:
	    console: dtuart
	    dtuart: /pl011@9000000
	    dom0_mem: $2
	    dom0_max_vcpus: $3
	    bootscrub: 0
	device-tree:
	  file: board.dtb
	  ${tree_at:+address: $tree_at}
	  edits:
	    - {path: /pl061@9030000, set: {status: disabled}}
	dom0:
	  kernel: {file: Image${kernel_at:+, address: $kernel_at}}
	  ramdisk: {file: ramdisk.cpio.gz${ramdisk_at:+, address: $ramdisk_at}}
	  options: {console: hvc0, panic: 1, root: /dev/ram0$linux_more}
	EOF
}

# expect_accepted PROFILE: no error.
expect_accepted() {
	"$XENBOOT" check "$1" >check.out 2>&1 || {
		cat check.out
		fail "$1 is refused: $(head -n 1 check.out)"
	}
}

# expect_refused PROFILE CODE
expect_refused() {
	status=0
	"$XENBOOT" check "$1" >check.out 2>&1 || status=$?
	cat check.out
	[ "$status" -eq 1 ] || fail "check of $1 ended with $status"
	grep -q "error: .*\[$2\]" check.out || fail "$1 is not refused as $2"
}

# What is booted by: tftp or disk.
medium=tftp

# boot_changed NAME SED LOG: boot NAME's script with a change that `check` refuses.
boot_changed() {
	sed "$2" "$output/$1.source" >changed.source
	! cmp -s changed.source "$output/$1.source" || fail "nothing was changed by $2"
	rm -f "$output/$1.scr"
	wrap changed.source "$output/$1.scr"
	boot_pair "$3"
}

# boot_pair LOG: type $prompt.
boot_pair() {
	environment "$prompt; echo; echo back at the prompt; reset" >environment.txt
	machine_run_until "$run_end|back at the prompt" environment.txt "$SERVED" "$1" "$medium"
}

# expect_panic LOG MESSAGE
expect_panic() {
	! grep -a -q 'xenboot-test end' "$1" || fail 'dom0 came up'
	tr -d '\r' <"$1" | grep -a -q -- "$2" || {
		tr -d '\r' <"$1" | tail -n 12
		fail "Xen did not say: $2"
	}
}

# planned PROFILE KEY: a number of what `plan` says about dom0's memory.
planned() {
	"$XENBOOT" plan -f json "$1" 2>/dev/null | sed -n "/^  \"dom0\"/,\$s/^ *\"$2\": \([0-9]*\).*/\1/p" |
		head -n 1
}

# banks_of LOG: first and last byte of each, as Xen prints them.
banks_of() {
	tr -d '\r' <"$1" | sed -n 's/.*BANK\[[0-9]*\] 0x0*\([0-9a-f]*\)-0x0*\([0-9a-f]*\) .*/\1 \2/p' |
		while read -r start end; do
			printf '0x%X 0x%X\n' "0x$start" $((0x$end - 1))
		done
}

# planned_banks PROFILE: the same, as `plan` says it.
planned_banks() {
	"$XENBOOT" plan -f json "$1" 2>/dev/null |
		sed -n '/^  "dom0"/,$p' | sed -n '/"banks"/,/\]/p' | tr -d '\n' |
		grep -o '"start": "[^"]*", *"last": "[^"]*"' |
		sed 's/"start": "\([^"]*\)", *"last": "\([^"]*\)"/\1 \2/'
}

# size_of BANKS: bytes in all.
size_of() {
	sum=0
	while read -r start last; do
		sum=$((sum + last - start + 1))
	done <"$1"
	echo "$sum"
}

# expect_banks PROFILE LOG: dom0 got its memory where `plan` says; as much of it, where it says that the
# banks hang on more than the profile.
expect_banks() {
	banks_of "$2" >seen.banks
	planned_banks "$1" >planned.banks
	[ -s planned.banks ] || fail "plan names no banks for $1"
	diff planned.banks seen.banks && return
	"$XENBOOT" plan -f json "$1" 2>/dev/null | grep -q '"banks-vary": true' ||
		fail 'the banks are others than planned'
	[ "$(size_of planned.banks)" -eq "$(size_of seen.banks)" ] ||
		fail 'the banks have another size than planned'
}

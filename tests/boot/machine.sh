# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034
#
# The machine: QEMU's virt as the board qemu-arm64 describes it, with U-Boot in its flash.
# U-Boot's environment is in the second flash bank (facts: CONFIG_ENV_ADDR 0x4000000, 256 KiB), so
# that it runs what a test wants at once, with nothing typed and nothing waited for.

machine='virt,virtualization=on,gic-version=3'
uboot=/usr/lib/u-boot/qemu_arm64/u-boot.bin
memory=2048 # MiB; a case may set it, and `machine`
card=virtio-net-pci,romfile= # what U-Boot has a driver for
in_memory= # what is there before U-Boot starts: ADDRESS FILE..., in the folder that is served
second_disk= # a folder that is the first partition of a disk, besides
limit=90 # seconds that a run may take before it counts as hung

machine_qemu() {
	qemu-system-aarch64 -cpu cortex-a57 -smp 2 -m "$memory" -nodefaults -display none "$@"
}

# machine_console ENVIRONMENT FOLDER LOG tftp|disk: QEMU, with the console as standard output. Its
# process id is in LOG.pid while it runs.
machine_console() {
	mkenvimage -s 0x40000 -o "$3.flash" "$1"
	truncate -s 64M "$3.flash"
	folder=$2
	case $4 in
	tftp)
		set -- "$3" -netdev "user,id=net,restrict=on,tftp=$2" \
			-device "$card,netdev=net"
		;;
	disk) set -- "$3" -drive "if=virtio,format=raw,readonly=on,file=fat:$2" ;;
	esac
	[ -z "$second_disk" ] ||
		set -- "$@" -drive "if=virtio,format=raw,readonly=on,file=fat:$second_disk"
	log=$1
	shift
	for file in $in_memory; do
		case $file in
		0x*) address=$file ;;
		*) set -- "$@" -device "loader,file=$folder/$file,addr=$address,force-raw=on" ;;
		esac
	done
	# In the foreground, so that an interrupt from the keyboard ends QEMU too.
	timeout --foreground -k 5 "$limit" qemu-system-aarch64 -machine "$machine" -cpu cortex-a57 -smp 2 \
		-m "$memory" -nodefaults -display none -no-reboot -monitor none -serial stdio \
		-pidfile "$log.pid" -bios "$uboot" \
		-drive "if=pflash,unit=1,format=raw,file=$log.flash" "$@" </dev/null 2>&1 ||
		printf '\nmachine: QEMU ended with %s\n' $?
	rm -f "$log.flash"
}

# machine_run ENVIRONMENT FOLDER LOG [tftp|disk]: run U-Boot with the variables of the file
# ENVIRONMENT; FOLDER is what the TFTP server or the first partition of a disk holds. The console
# goes to LOG. The machine's end is its own: power off, or a reset; and says nothing: Xen's panic
# ends with 0 as well.
machine_run() {
	# The name alone is passed on.
	# shellcheck disable=SC2094
	machine_console "$1" "$2" "$3" "${4:-tftp}" >"$3"
}

# machine_run_until PATTERN ENVIRONMENT FOLDER LOG [tftp|disk]: the same, but switched off as soon as a line
# matches the extended expression PATTERN: Xen waits five seconds after a panic, or for ever.
machine_run_until() {
	machine_console "$2" "$3" "$4" "${5:-tftp}" | tee "$4" | {
		grep -a -q -E -e "$1" || :
		kill "$(cat "$4.pid" 2>/dev/null)" 2>/dev/null || :
		cat >/dev/null
	}
}

# machine_seen_all TEXTS: read lines until one of them has begun with each of TEXTS, one to a line. Not by
# awk: that waits for more than there is.
machine_seen_all() {
	left=$1
	while [ -n "$left" ] && IFS= read -r line; do
		wanted=$left left=
		while IFS= read -r text; do
			case $line in
			"$text"*) ;;
			*) left="$left${left:+
}$text" ;;
			esac
		done <<-END
		$wanted
		END
	done
}

# machine_run_until_all TEXTS ENVIRONMENT FOLDER LOG [tftp|disk]: the same, but switched off as soon as lines
# have begun with all of TEXTS, one to a line.
machine_run_until_all() {
	machine_console "$2" "$3" "$4" "${5:-tftp}" | tee "$4" | {
		machine_seen_all "$1"
		kill "$(cat "$4.pid" 2>/dev/null)" 2>/dev/null || :
		cat >/dev/null
	}
}

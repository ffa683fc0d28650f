# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034
#
# The machine: QEMU's virt as the board qemu-arm64 describes it, with U-Boot in its flash.
# U-Boot's environment is in the second flash bank (facts: CONFIG_ENV_ADDR 0x4000000, 256 KiB), so
# that it runs what a test wants at once, with nothing typed and nothing waited for.

machine='virt,virtualization=on,gic-version=3'
uboot=/usr/lib/u-boot/qemu_arm64/u-boot.bin
limit=90 # seconds that a run may take before it counts as hung

machine_qemu() {
	qemu-system-aarch64 -cpu cortex-a57 -smp 2 -m 2048 -nodefaults -display none "$@"
}

# machine_run ENVIRONMENT FOLDER LOG [tftp|disk]: run U-Boot with the variables of the file
# ENVIRONMENT; FOLDER is what the TFTP server or the first partition of a disk holds. The console
# goes to LOG. The machine's end is its own: power off, or a reset.
machine_run() {
	mkenvimage -s 0x40000 -o "$3.flash" "$1"
	truncate -s 64M "$3.flash"
	case ${4:-tftp} in
	tftp)
		set -- "$1" "$2" "$3" -netdev "user,id=net,restrict=on,tftp=$2" \
			-device virtio-net-pci,netdev=net,romfile=
		;;
	disk)
		set -- "$1" "$2" "$3" -drive "if=virtio,format=raw,readonly=on,file=fat:$2"
		;;
	esac
	log=$3
	shift 3
	# Its end says nothing: Xen's panic ends with 0 as well. Only a hang is told here.
	# In the foreground, so that an interrupt from the keyboard ends QEMU too.
	timeout --foreground -k 5 "$limit" qemu-system-aarch64 -machine "$machine" -cpu cortex-a57 -smp 2 \
		-m 2048 -nodefaults -display none -no-reboot -monitor none -serial stdio \
		-bios "$uboot" -drive "if=pflash,unit=1,format=raw,file=$log.flash" "$@" \
		</dev/null >"$log" 2>&1 || printf '\nmachine: QEMU ended with %s\n' $? >>"$log"
	rm -f "$log.flash"
}

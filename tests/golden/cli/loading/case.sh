# SPDX-License-Identifier: MIT
boot_files

# ---- Sizes that the board finds ----
x check measured.yaml
x build measured.yaml
sed 's/reg </&/p;d' measured.source
grep -c . measured.source
grep 'filesize\|itest\|^#  ' measured.source
line 'xenboot plan measured.yaml | sed -n 6,9p'
x build measured.yaml --emit both
# A size is to plan with; a room will do.
x set measured.yaml xen.size=1000
x check measured.yaml
rm Image
x check measured.yaml
x set measured.yaml load.sizes=pinned --force
boot_files

# ---- Rooms ----
x check rooms.yaml
x unset rooms.yaml dom0.ramdisk.address --force
x set rooms.yaml xen.room=1269960 dom0.kernel.room=16M device-tree.room=20K
x check rooms.yaml

# ---- The board's own tree ----
x check own-tree.yaml
x build own-tree.yaml
grep fdtcontroladdr own-tree.source
x build own-tree.yaml --emit dtb
# shellcheck disable=SC2016 # the variable is U-Boot's
x set own-tree.yaml 'device-tree.from=${fdt_addr}'
x set own-tree.yaml device-tree.load=mmc
x set own-tree.yaml device-tree.from=fdt_addr 'device-tree.file=~' --force
x build own-tree.yaml
x build own-tree.yaml --dtb board.dtb
x unset own-tree.yaml device-tree.from

# ---- What is in memory already ----
x check memory.yaml
x set memory.yaml xen.address=0x40400000 dom0.kernel.address=0x48000000 dom0.ramdisk.address=0x4a000000
x build memory.yaml
sed 4q memory.source
grep boot: memory.source

# ---- Files from here and there ----
x build media.yaml
sed '/^# Edit/,$d' media.source
x set media.yaml dom0.kernel.load.device=nonsense
x set media.yaml dom0.ramdisk.load=command
# shellcheck disable=SC2016 # the variable is U-Boot's
x set media.yaml 'dom0.ramdisk.load={method: command, command: "load ${boot_interface} 0"}'
x build media.yaml
grep boot_interface media.source
x set media.yaml load.method=virtio 'load.device=0:1'
x build media.yaml
grep -n 'virtio\|dhcp\|scsi' media.source

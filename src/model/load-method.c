/* SPDX-License-Identifier: MIT */
/* The ways to load a file. `load scsi` and `load nvme` fail before their scan; usb finds nothing
 * before its start; virtio and mmc need nothing (U-Boot 2023.01 and 2025.01). */
#include "xenboot/model.h"

const struct xb_load_method xb_load_methods[] = {
	{"tftp", "tftpboot", .network = true, .comment = "Load files over TFTP",
	 .root = "/dev/nfs ip=dhcp"},
	{"mmc", "load mmc", .device = true, .comment = "Load files from the MMC device",
	 .disk = "/dev/mmcblk", .root = "/dev/mmcblk0p2 rootwait"},
	{"usb", "load usb", .device = true, .before = "usb start",
	 .comment = "Load files from the USB device",
	 .disk = "/dev/sd", .root = "/dev/sda2 rootwait"},
	{"scsi", "load scsi", .device = true, .before = "scsi scan",
	 .comment = "Load files from the SCSI device",
	 .disk = "/dev/sd", .root = "/dev/sda2 rootwait"},
	{"nvme", "load nvme", .device = true, .before = "nvme scan",
	 .comment = "Load files from the NVMe device",
	 .disk = "/dev/nvme", .root = "/dev/nvme0n1p2 rootwait"},
	{"virtio", "load virtio", .device = true, .comment = "Load files from the virtio device",
	 .disk = "/dev/vd", .root = "/dev/vda2"},
	{"command", .own = true, .comment = "Load files"},
	{"memory", .there = true},
	{.name = NULL},
};

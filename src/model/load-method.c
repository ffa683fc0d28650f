/* SPDX-License-Identifier: MIT */
/* The ways to load a file. `load scsi` and `load nvme` fail before their scan; usb finds nothing
 * before its start; virtio and mmc need nothing (U-Boot 2023.01 and 2025.01). */
#include "xenboot/model.h"

const struct xb_load_method xb_load_methods[] = {
	{"tftp", "tftpboot", .network = true, .root = "/dev/nfs ip=dhcp nfsroot=SERVER:/PATH",
	 .comment = "Load files over TFTP"},
	{"mmc", "load mmc", .device = true, .root = "/dev/mmcblk0p2 rootwait",
	 .comment = "Load files from the MMC device"},
	{"usb", "load usb", .device = true, .before = "usb start", .root = "/dev/sda2 rootwait",
	 .comment = "Load files from the USB device"},
	{"scsi", "load scsi", .device = true, .before = "scsi scan", .root = "/dev/sda2 rootwait",
	 .comment = "Load files from the SCSI device"},
	{"nvme", "load nvme", .device = true, .before = "nvme scan",
	 .root = "/dev/nvme0n1p2 rootwait",
	 .comment = "Load files from the NVMe device"},
	{"virtio", "load virtio", .device = true, .root = "/dev/vda2",
	 .comment = "Load files from the virtio device"},
	{"command", NULL, .comment = "Load files"},
	{.name = NULL},
};

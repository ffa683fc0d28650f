/* SPDX-License-Identifier: MIT */
/* The ways to start Xen. A new one is a row here. */
#include "xenboot/boot.h"

#define KIND(kind) (1u << (kind))

const struct xb_door xb_doors[] = {
	/* U-Boot cmd/booti.c; arch/arm/lib/image.c wants "ARM\x64" and moves what is not aligned, or what
	 * says that it belongs near the start of RAM; boot/image-fdt.c pads the tree and copies it. */
	{.name = "booti",
	 .arch = "arm64",
	 .xen_kinds = KIND(XB_IMAGE_ARM64),
	 .xen_wanted = "an arm64 Image",
	 .xen_alignment = XB_SLOT,
	 .moves = "booti would move it up",
	 .relocates = true,
	 .tree_room = XB_UBOOT_FDT_PAD,
	 .tree_moves = true},
	{.name = NULL},
};

uint64_t xb_boot_tree_room(const struct xb_boot *boot)
{
	const struct xb_door *door = boot->entrance.door ? boot->entrance.door : xb_doors;

	return door->tree_room && boot->fdt_pad ? boot->fdt_pad : door->tree_room;
}

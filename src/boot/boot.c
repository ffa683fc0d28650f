/* SPDX-License-Identifier: MIT */
/* The boot description itself: its parts, and its end. */
#include <stdlib.h>

#include "xenboot/boot.h"
#include "boot/plan.h"

void xb_boot_free(struct xb_boot *boot)
{
	if (!boot)
		return;
	xb_ranges_clear(&boot->ram);
	free(boot->reserved.items);
	for (size_t i = 0; i < boot->load_count; i++)
		xb_buf_clear(&boot->loads[i].content);
	free(boot->loads);
	free(boot->edits);
	free(boot->map);
	xb_line_clear(&boot->xen_line);
	xb_line_clear(&boot->dom0_line);
	xb_devtree_free(boot->tree);
	xb_edited_tree_free(boot);
	xb_kconfig_free(boot->kconfig);
	xb_arena_clear(&boot->arena);
	free(boot);
}

struct xb_load *xb_boot_load(const struct xb_boot *boot, enum xb_role role)
{
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].role == role)
			return &boot->loads[i];
	return NULL;
}

const char *xb_role_name(enum xb_role role)
{
	static const char *const names[XB_ROLE_COUNT] = {
		[XB_ROLE_SCRIPT] = "script",
		[XB_ROLE_XEN] = "Xen",
		[XB_ROLE_KERNEL] = "dom0 kernel",
		[XB_ROLE_RAMDISK] = "dom0 ramdisk",
		[XB_ROLE_OVERLAY] = "overlay",
		[XB_ROLE_TREE] = "device tree",
	};

	return names[role];
}

struct xb_range xb_load_range(const struct xb_load *load)
{
	return (struct xb_range){load->address, load->occupied};
}

/* SPDX-License-Identifier: MIT */
/* The kinds of modules, as Xen's own binding names them (docs/misc/arm/device-tree/booting.txt; read by
 * xen/common/device-tree/bootinfo-fdt.c process_multiboot_node). */
#include "xenboot/boot.h"

const struct xb_module_kind_info *xb_module_kind_info(enum xb_module_kind kind)
{
	static const struct xb_module_kind_info kinds[XB_MODULE_KINDS] = {
		[XB_MODULE_XEN] = {"Xen", NULL, ""},
		[XB_MODULE_KERNEL] = {"kernel", "xen,linux-zimage", ""},
		[XB_MODULE_RAMDISK] = {"ramdisk", "xen,linux-initrd", "-ramdisk"},
		[XB_MODULE_TREE] = {"device tree", "multiboot,device-tree", "-tree"},
		[XB_MODULE_POLICY] = {"XSM policy", "xen,xsm-policy", "xsm-policy"},
	};

	return &kinds[kind];
}

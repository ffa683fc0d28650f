/* SPDX-License-Identifier: MIT */
/* The kinds of modules. In a guest's node Xen looks for the new names alone
 * (xen/common/device-tree/dom0less-build.c kernel_probe). As Xen's own binding names them (docs/misc/arm/device-tree/booting.txt; read by
 * xen/common/device-tree/bootinfo-fdt.c process_multiboot_node). */
#include "xenboot/boot.h"

const struct xb_module_kind_info *xb_module_kind_info(enum xb_module_kind kind)
{
	static const struct xb_module_kind_info kinds[XB_MODULE_KINDS] = {
		[XB_MODULE_XEN] = {"Xen", "xen", NULL, NULL, ""},
		[XB_MODULE_KERNEL] = {"kernel", "kernel", "multiboot,kernel", "xen,linux-zimage", ""},
		[XB_MODULE_RAMDISK] = {"ramdisk", "ramdisk", "multiboot,ramdisk", "xen,linux-initrd",
				       "-ramdisk"},
		[XB_MODULE_TREE] = {"device tree", "device-tree", "multiboot,device-tree",
				    "multiboot,device-tree", "-tree"},
		[XB_MODULE_POLICY] = {"XSM policy", "xsm-policy", "xen,xsm-policy", "xen,xsm-policy",
				      "xsm-policy"},
	};

	return &kinds[kind];
}

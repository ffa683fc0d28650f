/* SPDX-License-Identifier: MIT */
/* The host whose devices guests are given: what is known of its Xen. */
#include "xenboot/boot.h"
#include "xenboot/tree/passthrough.h"

struct xb_pass_host *xb_boot_pass_host(const struct xb_boot *boot, const struct xb_devtree *tree)
{
	struct xb_boot as_edited = *boot;
	struct xb_pass_xen xen = {
		.release = xb_release_number(boot->xen_version),
		.kconfig = boot->kconfig,
		.iommu_off = xb_xen_says(boot, "iommu", "false"),
	};

	as_edited.edited = (struct xb_devtree *)tree;
	xen.uart = xb_any_xen_uart(&as_edited);
	return xb_pass_host_new(tree, &xen);
}

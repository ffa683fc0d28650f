/* SPDX-License-Identifier: MIT */
/* The host whose devices guests are given: what is known of its Xen and its dom0. */
#include "xenboot/boot.h"
#include "xenboot/tree/passthrough.h"

/* WORD on dom0's line makes its Linux leave alone what no driver of its own uses. A description without any domain
 * is of a board: there a dom0 is to be expected. */
static enum xb_pass_unused unused(const struct xb_boot *boot, const char *word)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);

	if (!dom0)
		return boot->domain_count ? XB_PASS_UNHELD : XB_PASS_STOPPED;
	return xb_line_last(&dom0->line, word) ? XB_PASS_KEPT : XB_PASS_STOPPED;
}

struct xb_pass_host *xb_boot_pass_host(const struct xb_boot *boot, const struct xb_devtree *tree)
{
	struct xb_boot as_edited = *boot;
	struct xb_pass_xen xen = {
		.release = xb_release_number(boot->xen_version),
		.kconfig = boot->kconfig,
		.iommu_off = xb_xen_says(boot, "iommu", "false"),
		.clocks = unused(boot, "clk_ignore_unused"),
		.power = unused(boot, "pd_ignore_unused"),
	};

	as_edited.edited = (struct xb_devtree *)tree;
	xen.uart = xb_any_xen_uart(&as_edited);
	return xb_pass_host_new(tree, &xen);
}

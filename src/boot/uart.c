/* SPDX-License-Identifier: MIT */
/* The UART that Xen takes for itself. */
#include "xenboot/boot.h"

#include <string.h>

/* xen/drivers/char: what has a driver, and from which release on. */
static const struct {
	const char *compatible;
	unsigned since; /* 0: as long as 4.14 */
} drivers[] = {
	{"arm,pl011", 0},
	{"arm,sbsa-uart", XB_RELEASE(4, 18)},
	{"ns16550", 0},
	{"ns16550a", 0},
	{"snps,dw-apb-uart", 0},
	{"brcm,bcm2835-aux-uart", 0},
	{"cdns,uart-r1p8", 0},
	{"cdns,uart-r1p12", 0},
	{"amlogic,meson-uart", 0},
	{"amlogic,meson6-uart", 0},
	{"amlogic,meson8-uart", 0},
	{"amlogic,meson8b-uart", 0},
	{"amlogic,meson-gx-uart", 0},
	{"marvell,armada-3700-uart", 0},
	{"renesas,scif", 0},
	{"renesas,scifa", 0},
	{"renesas,hscif", XB_RELEASE(4, 17)},
	{"samsung,exynos4210-uart", 0},
	{"ti,omap4-uart", 0},
	{"ti,am654-uart", XB_RELEASE(4, 19)},
	{"fsl,imx8qm-lpuart", XB_RELEASE(4, 17)}, /* from 4.19 on by the next one, which its nodes say, too */
	{"fsl,imx8qxp-lpuart", XB_RELEASE(4, 19)},
	{"nxp,s32g2-linflexuart", XB_RELEASE(4, 20)},
	{"nxp,s32g3-linflexuart", XB_RELEASE(4, 20)},
	{"fsl,s32v234-linflexuart", XB_RELEASE(4, 20)},
	{"fsl,imx6q-uart", XB_RELEASE_MASTER},
};

static bool has_driver(const struct xb_boot *boot, const struct xb_tree_node *node)
{
	unsigned release = xb_release_number(boot->xen_version);

	for (size_t i = 0; i < XB_COUNT(drivers); i++)
		if (release >= drivers[i].since && xb_tree_is_compatible(node, drivers[i].compatible))
			return true;
	return false;
}

/* Has some release a driver? */
static bool is_driven_once(const struct xb_tree_node *node)
{
	for (size_t i = 0; i < XB_COUNT(drivers); i++)
		if (xb_tree_is_compatible(node, drivers[i].compatible))
			return true;
	return false;
}

bool xb_xen_drives_uart(const struct xb_boot *boot, const struct xb_tree_node *node)
{
	return xb_release_number(boot->xen_version) ? has_driver(boot, node) : is_driven_once(node);
}

/* console_has: the parts of console= that begin with it; it is the default. */
bool xb_xen_wants_uart(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "console");
	const char *at = word ? word->value : "dtuart";

	while (at && strncmp(at, "dtuart", strlen("dtuart")) != 0) {
		at = strchr(at, ',');
		at = at ? at + 1 : NULL;
	}
	return at != NULL;
}

/* dt_uart_init, and device_init, which takes no node that is disabled or for a guest. */
const struct xb_tree_node *xb_xen_uart(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dtuart");
	const char *name = word && word->value && *word->value ? word->value :
			   boot->edited ? boot->edited->stdout_path : NULL;
	const struct xb_tree_node *node;

	if (!boot->edited || !xb_xen_wants_uart(boot))
		return NULL;
	node = xb_tree_resolve(boot->edited->index, name);
	return node && xb_tree_available(node) && !xb_tree_property(node, "xen,passthrough") &&
			       has_driver(boot, node)
		       ? node
		       : NULL;
}

const struct xb_tree_node *xb_any_xen_uart(const struct xb_boot *boot)
{
	static char any[] = "master";
	struct xb_boot newest = *boot;

	if (!xb_release_number(boot->xen_version))
		newest.xen_version = any;
	return xb_xen_uart(&newest);
}

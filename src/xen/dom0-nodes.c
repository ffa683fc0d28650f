/* SPDX-License-Identifier: MIT */
/*
 * What of the host's tree dom0 gets to see: handle_node, xen/arch/arm/domain_build.c, the same from 4.14
 * to 4.22 but for the rows that name a release. Whether a node is disabled is not asked.
 */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-tree.h"

/* skip_matches, and of platforms/ blacklist_dev. */
static const struct row {
	const char *compatible;
	enum xb_dom0_node kind;
	unsigned since;      /* 0: always */
	const char *machine; /* in the root's compatible; NULL: any */
} rows[] = {
	{"xen,xen", XB_DOM0_LEFT_OUT, 0, NULL},
	{"xen,multiboot-module", XB_DOM0_LEFT_OUT, 0, NULL},
	{"multiboot,module", XB_DOM0_LEFT_OUT, 0, NULL},
	{"xen,domain", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18), NULL},
	{"xen,domain-shared-memory-v1", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18), NULL},
	{"xen,evtchn-v1", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18), NULL},
	{"arm,psci", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,psci-0.2", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,psci-1.0", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,cortex-a7-pmu", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,cortex-a15-pmu", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,cortex-a53-edac", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,armv8-pmuv3", XB_DOM0_LEFT_OUT, 0, NULL},
	{"arm,armv7-timer-mem", XB_DOM0_LEFT_OUT, 0, NULL},
	{"brcm,bcm2835-aux-spi", XB_DOM0_LEFT_OUT, 0, "brcm,bcm2711"},
	{"brcm,bcm2835-aux", XB_DOM0_LEFT_OUT, 0, "brcm,bcm2711"},
	{"brcm,bcm2835-pm", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 15), "brcm,bcm2711"},
	{"samsung,exynos4210-mct", XB_DOM0_PERHAPS, 0, NULL},
	{"samsung,secure-firmware", XB_DOM0_PERHAPS, 0, NULL},
	{"snps,dw-apb-uart", XB_DOM0_LEFT_OUT, 0, "allwinner,sun50i-a64"},
	{"snps,dw-apb-uart", XB_DOM0_LEFT_OUT, 0, "allwinner,sun50i-h5"},
	{"snps,dw-apb-uart", XB_DOM0_LEFT_OUT, 0, "allwinner,sun50i-h6"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun6i-a31"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun6i-a31s"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun7i-a20"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun8i-a23"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun8i-a33"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun8i-h3"},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0, "allwinner,sun8i-h2-plus"},
	{"cavium,smmu-v2", XB_DOM0_LEFT_OUT, 0, "cavium,thunder-88xx"},
	{"arm,cci-400", XB_DOM0_PERHAPS, 0, NULL},
	{"arm,cci-400-pmu", XB_DOM0_PERHAPS, 0, NULL},
	{"arm,hdlcd", XB_DOM0_PERHAPS, 0, NULL},
	{"arm,scmi-smc", XB_DOM0_PERHAPS, XB_RELEASE(4, 21), NULL},
};

_Static_assert(XB_COUNT(rows) <= XB_DOM0_ROWS_MAX, "each row has its place in the host");

static bool is_memory(const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	return type && strcmp(type, "memory") == 0;
}

void xb_dom0_host_init(struct xb_dom0_host *host, const struct xb_boot *boot)
{
	const struct xb_tree_index *index = boot->edited->index;

	*host = (struct xb_dom0_host){
		.boot = boot,
		.index = index,
		.release = xb_release_number(boot->xen_version),
		.gic = xb_tree_gic(index),
		.console = xb_xen_uart(boot),
		.cpus = xb_tree_find_whole(index, "/cpus"),
		.chosen = xb_tree_find_whole(index, "/chosen"),
	};
	host->kinds = xb_alloc(index->count);
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		host->rows[i] = !rows[i].machine || xb_tree_is_compatible(index->nodes, rows[i].machine);
}

void xb_dom0_host_clear(struct xb_dom0_host *host)
{
	free(host->kinds);
	*host = (struct xb_dom0_host){0};
}

/* No interrupt of a CPU's own can be given to a domain. */
static bool has_private_interrupt(const struct xb_dom0_host *host, const struct xb_tree_node *node)
{
	struct xb_tree_interrupt interrupt;
	const struct xb_tree_node *fault;
	uint32_t number;

	if (!xb_tree_property(node, "interrupts") && !xb_tree_property(node, "interrupts-extended"))
		return false;
	for (size_t i = 0; xb_tree_interrupt(host->index, node, i, &interrupt, &fault) == XB_TREE_OK;
	     i++)
		if (interrupt.controller == host->gic && xb_tree_gic_number(&interrupt, &number) &&
		    number >= 16 && number < 32)
			return true;
	return false;
}

static enum xb_dom0_node kind_by_compatible(const struct xb_dom0_host *host,
					    const struct xb_tree_node *node)
{
	if (!node->compatible)
		return XB_DOM0_KEPT;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		if (!host->rows[i] || !xb_tree_is_compatible(node, rows[i].compatible))
			continue;
		if (!host->release && rows[i].since)
			return XB_DOM0_PERHAPS;
		if (host->release >= rows[i].since)
			return rows[i].kind;
	}
	return XB_DOM0_KEPT;
}

static enum xb_dom0_node find_kind(const struct xb_dom0_host *host, const struct xb_tree_node *node)
{
	enum xb_dom0_node kind = kind_by_compatible(host, node);

	if (kind != XB_DOM0_KEPT)
		return kind;
	if (xb_tree_is_timer(node))
		return XB_DOM0_TIMER;
	if (node == host->cpus || node == host->console || is_memory(node))
		return XB_DOM0_LEFT_OUT;
	if (xb_tree_gic_version(node))
		return node == host->gic ? XB_DOM0_GIC : XB_DOM0_LEFT_OUT;
	return xb_tree_iommu(node) ? XB_DOM0_PERHAPS : XB_DOM0_KEPT;
}

enum xb_dom0_node xb_dom0_node_by_itself(const struct xb_dom0_host *host,
					 const struct xb_tree_node *node)
{
	unsigned char *kind = &host->kinds[node - host->index->nodes];

	if (!*kind)
		*kind = (unsigned char)(find_kind(host, node) + 1);
	return (enum xb_dom0_node)(*kind - 1);
}

enum xb_dom0_node xb_dom0_node_kind(const struct xb_dom0_host *host, const struct xb_tree_node *node)
{
	enum xb_dom0_node kind = xb_dom0_node_by_itself(host, node);

	if ((kind == XB_DOM0_KEPT || kind == XB_DOM0_PERHAPS) && has_private_interrupt(host, node))
		return XB_DOM0_LEFT_OUT;
	return kind;
}

/* SPDX-License-Identifier: MIT */
/*
 * What of the host's tree dom0 gets to see: handle_node, xen/arch/arm/domain_build.c, the same from 4.14
 * to 4.22 but for the rows that name a release. Whether a node is disabled is not asked.
 */
#include <stdlib.h>
#include <string.h>

#include "xen/dom0-tree.h"

/* By compatible. Of platforms/, what a platform of that name keeps from dom0. */
static const struct row {
	const char *compatible;
	enum xb_dom0_node kind;
	unsigned since; /* 0: always */
} rows[] = {
	{"xen,xen", XB_DOM0_LEFT_OUT, 0},
	{"xen,multiboot-module", XB_DOM0_LEFT_OUT, 0},
	{"multiboot,module", XB_DOM0_LEFT_OUT, 0},
	{"xen,domain", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18)},
	{"xen,domain-shared-memory-v1", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18)},
	{"xen,evtchn-v1", XB_DOM0_LEFT_OUT, XB_RELEASE(4, 18)},
	{"arm,psci", XB_DOM0_LEFT_OUT, 0},
	{"arm,psci-0.2", XB_DOM0_LEFT_OUT, 0},
	{"arm,psci-1.0", XB_DOM0_LEFT_OUT, 0},
	{"arm,cortex-a7-pmu", XB_DOM0_LEFT_OUT, 0},
	{"arm,cortex-a15-pmu", XB_DOM0_LEFT_OUT, 0},
	{"arm,cortex-a53-edac", XB_DOM0_LEFT_OUT, 0},
	{"arm,armv8-pmuv3", XB_DOM0_LEFT_OUT, 0},
	{"arm,armv7-timer-mem", XB_DOM0_LEFT_OUT, 0},
	{"arm,armv7-timer", XB_DOM0_TIMER, 0},
	{"arm,armv8-timer", XB_DOM0_TIMER, 0},
	{"brcm,bcm2835-aux-spi", XB_DOM0_PERHAPS, 0},
	{"brcm,bcm2835-aux", XB_DOM0_PERHAPS, 0},
	{"brcm,bcm2835-aux-uart", XB_DOM0_PERHAPS, 0},
	{"brcm,bcm2835-pm", XB_DOM0_PERHAPS, 0},
	{"samsung,exynos4210-mct", XB_DOM0_PERHAPS, 0},
	{"samsung,secure-firmware", XB_DOM0_PERHAPS, 0},
	{"snps,dw-apb-uart", XB_DOM0_PERHAPS, 0},
	{"cavium,smmu-v2", XB_DOM0_PERHAPS, 0},
	{"arm,cci-400", XB_DOM0_PERHAPS, 0},
	{"arm,cci-400-pmu", XB_DOM0_PERHAPS, 0},
	{"arm,hdlcd", XB_DOM0_PERHAPS, 0},
	{"arm,scmi-smc", XB_DOM0_PERHAPS, XB_RELEASE(4, 21)},
};

static const char *const gics[] = {"arm,gic-400", "arm,cortex-a15-gic", "arm,cortex-a7-gic",
				   "arm,gic-v3"};

/* smmu.c, smmu-v3.c, ipmmu-vmsa.c of xen/drivers/passthrough/arm. */
static const char *const iommus[] = {"arm,smmu-v1", "arm,smmu-v2", "arm,mmu-400", "arm,mmu-401",
				     "arm,mmu-500", "arm,smmu-v3", "renesas,ipmmu-vmsa",
				     "renesas,ipmmu-r8a7795", "renesas,ipmmu-r8a77965",
				     "renesas,ipmmu-r8a7796", "renesas,ipmmu-r8a779f0"};

static bool is_any(const struct xb_tree_node *node, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (xb_tree_is_compatible(node, words[i]))
			return true;
	return false;
}

bool xb_dom0_is_iommu(const struct xb_tree_node *node)
{
	return is_any(node, iommus, XB_COUNT(iommus));
}

static bool is_gic(const struct xb_tree_node *node)
{
	return is_any(node, gics, XB_COUNT(gics));
}

static bool is_memory(const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	return type && strcmp(type, "memory") == 0;
}

/* The UART that Xen drives: dtuart's, else stdout-path's. */
static const struct xb_tree_node *find_console(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dtuart");
	const char *named = word && word->value ? word->value : boot->edited->stdout_path;
	char *path = named ? xb_tree_resolve(boot->edited->index, named) : NULL;
	const struct xb_tree_node *node =
		path ? xb_tree_find_whole(boot->edited->index, path) : NULL;

	free(path);
	return node;
}

static const struct xb_tree_node *find_gic(const struct xb_tree_index *index)
{
	for (size_t i = 1; i < index->count; i++)
		if (is_gic(&index->nodes[i]))
			return &index->nodes[i];
	return NULL;
}

void xb_dom0_host_init(struct xb_dom0_host *host, const struct xb_boot *boot)
{
	const struct xb_tree_index *index = boot->edited->index;

	*host = (struct xb_dom0_host){
		.boot = boot,
		.index = index,
		.release = xb_release_number(boot->xen_version),
		.gic = find_gic(index),
		.console = find_console(boot),
		.cpus = xb_tree_find_whole(index, "/cpus"),
		.chosen = xb_tree_find_whole(index, "/chosen"),
	};
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
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		if (!xb_tree_is_compatible(node, rows[i].compatible))
			continue;
		if (!host->release && rows[i].since)
			return XB_DOM0_PERHAPS;
		if (host->release >= rows[i].since)
			return rows[i].kind;
	}
	return XB_DOM0_KEPT;
}

enum xb_dom0_node xb_dom0_node_kind(const struct xb_dom0_host *host, const struct xb_tree_node *node)
{
	enum xb_dom0_node kind = kind_by_compatible(host, node);

	if (kind != XB_DOM0_KEPT)
		return kind;
	if (node == host->cpus || is_memory(node))
		return XB_DOM0_LEFT_OUT;
	if (is_gic(node))
		return node == host->gic ? XB_DOM0_GIC : XB_DOM0_LEFT_OUT;
	if (node == host->console || has_private_interrupt(host, node))
		return XB_DOM0_LEFT_OUT;
	return xb_dom0_is_iommu(node) ? XB_DOM0_PERHAPS : XB_DOM0_KEPT;
}

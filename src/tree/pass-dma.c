/* SPDX-License-Identifier: MIT */
/* How a device reaches memory: what stands before it, and what it takes an address for. */
#include <string.h>

#include "tree/passthrough.h"

/* ---- The IOMMU ------------------------------------------------------------------------------------ */

/* Is its driver built in? Where that is not known: is it by default? A device that is behind one after all
 * loses nothing by the other answer: Xen passes over xen,force-assign-without-iommu then. */
static bool is_built_in(const struct xb_pass_xen *xen, const struct xb_tree_node *iommu)
{
	const struct xb_iommu_driver *driver = xb_tree_iommu_driver(iommu);

	return xen->kconfig ? strcmp(xb_kconfig_value(xen->kconfig, driver->kconfig), "n") != 0
			    : driver->by_default;
}

const struct xb_tree_node *xb_pass_iommu(const struct xb_pass_host *host,
					 const struct xb_tree_node *node)
{
	const struct xb_tree_node *iommu = xb_tree_iommu_of(host->index, node);

	return iommu && !host->xen.iommu_off && is_built_in(&host->xen, iommu) ? iommu : NULL;
}

/* The one that NODE names, and that Xen would drive if it were not disabled; NULL: there is none. */
static const struct xb_tree_node *disabled_iommu(const struct pass *pass, const struct xb_tree_node *node)
{
	const struct xb_tree_node *named =
		xb_tree_by_phandle(pass->host->index, xb_tree_cell(node, "iommus", 0));

	return named && xb_tree_iommu(named) && !xb_tree_available(named) ? named : NULL;
}

/* That Xen drives none before NODE, which ends the sentence. */
static const char *describe_lack(struct pass *pass, const struct xb_tree_node *node)
{
	const struct xb_pass_xen *xen = &pass->host->xen;
	const struct xb_tree_node *iommu = xb_tree_iommu_of(pass->host->index, node);
	const struct xb_tree_node *disabled = disabled_iommu(pass, node);
	struct xb_arena *arena = &pass->out->arena;
	const char *path = xb_pass_path(pass, node);

	if (!iommu && disabled)
		return xb_arena_format(arena, "the tree disables %s, the IOMMU before %s",
				       xb_pass_path(pass, disabled), path);
	if (!iommu)
		return xb_arena_format(arena, "no IOMMU stands before %s", path);
	if (xen->iommu_off)
		return xb_arena_format(arena, "Xen's command line switches off the IOMMU before %s", path);
	return xb_arena_format(arena, "a Xen without CONFIG_%s, as %s, does not drive the IOMMU before %s",
			       xb_tree_iommu_driver(iommu)->kconfig,
			       xen->kconfig ? "this one" : "it is by default", path);
}

/* ---- Who needs one -------------------------------------------------------------------------------- */

/* Generic names of devices that read and write memory by themselves (Devicetree Specification, 2.2.2). */
static const char *const masters[] = {"ethernet", "mmc", "sdhci", "usb", "sata", "dma-controller", "dma",
				      "gpu", "display", "display-controller", "dp", "hdmi",
				      "video-codec", "crypto", "nand-controller", "can", "ufs",
				      "virtio_mmio", "i2s", "isp", "vpu"};
static const char *const properties[] = {"dma-coherent", "dma-ranges", "iommus",
					 "#stream-id-cells", "#dma-cells",
					 "phy-mode", "dr_mode", "memory-region"};

/* What shows that NODE is a master; NULL: nothing does. */
static const char *master_by(const struct xb_tree_node *node)
{
	size_t length = strcspn(node->name, "@");

	for (size_t i = 0; i < XB_COUNT(properties); i++)
		if (xb_tree_property(node, properties[i]))
			return properties[i];
	for (size_t i = 0; i < XB_COUNT(masters); i++)
		if (strlen(masters[i]) == length && strncmp(node->name, masters[i], length) == 0)
			return masters[i];
	return NULL;
}

/* Do the dma-ranges of BUS give what is on it other addresses of memory than the CPU has? */
static bool moves_memory(const struct xb_tree_node *bus)
{
	const struct xb_tree_property *rows = xb_tree_property(bus, "dma-ranges");
	struct xb_tree_cells below = xb_tree_cells(bus, xb_tree_default_cells);
	struct xb_tree_cells above = xb_tree_cells(bus->parent, xb_tree_default_cells);
	uint64_t one = (uint64_t)below.address + above.address + below.size;

	if (!rows || one == 0)
		return false;
	for (uint64_t at = 0; at + one <= rows->length / 4; at += one)
		for (uint32_t i = 0; i < below.address || i < above.address; i++) {
			/* From the last cell on; what one side has not is 0. */
			uint32_t low = i < below.address ?
				xb_tree_cell_at(rows, at + below.address - 1 - i) : 0;
			uint32_t high = i < above.address ?
				xb_tree_cell_at(rows, at + below.address + above.address - 1 - i) : 0;

			if (low != high)
				return true;
		}
	return false;
}

static void judge_buses(struct pass *pass, const struct pass_member *member)
{
	for (const struct xb_tree_node *bus = member->node->parent; bus && bus->parent; bus = bus->parent)
		if (!xb_pass_member(pass, bus) && moves_memory(bus)) {
			xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_BUS_DMA,
								    .node = member->node,
								    .other = bus,
								    .property = "dma-ranges"},
				     "%s sees memory at the addresses of the dma-ranges of %s, which are "
				     "not the CPU's, and the guest is not told",
				     xb_pass_path(pass, member->node), xb_pass_path(pass, bus));
			return;
		}
}

/* What to do for a master, NODE, where that is more than the kind's hint; or NULL. */
static const char *enabling_hint(struct pass *pass, const struct xb_tree_node *node)
{
	const struct xb_tree_node *disabled = disabled_iommu(pass, node);

	return disabled ? xb_arena_format(&pass->out->arena,
					  "Xen drives it after an edit of the tree, {path: %s, set: {status: okay}}; "
					  "without it nothing keeps the device from memory of others",
					  xb_pass_path(pass, disabled))
			: NULL;
}

static void judge_iommu(struct pass *pass, const struct pass_member *member)
{
	unsigned release = pass->host->xen.release;
	const char *lack = describe_lack(pass, member->node), *why = master_by(member->node);

	if (release && release < XB_RELEASE(4, 17))
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_RELEASE, .node = member->node},
			     "%s, and Xen before 4.17 gives a guest no device without one", lack);
	if (why && !pass->request->direct_map)
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_DMA, .node = member->node,
							    .property = why,
							    .hint = enabling_hint(pass, member->node)},
			     "%s, which reads and writes memory by itself (%s)", lack, why);
	else
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_NO_IOMMU, .node = member->node},
			     "%s", lack);
}

void xb_pass_judge_dma(struct pass *pass, const struct pass_member *member)
{
	if (master_by(member->node))
		judge_buses(pass, member);
	if (!member->iommu)
		judge_iommu(pass, member);
}

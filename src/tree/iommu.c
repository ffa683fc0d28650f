/* SPDX-License-Identifier: MIT */
/* Which IOMMU stands before a device: iommu_add_dt_device, xen/drivers/passthrough/device_tree.c; and by the old
 * binding arm_smmu_dt_add_device_legacy, xen/drivers/passthrough/arm/smmu.c. */
#include "xenboot/tree.h"

#define STREAM_CELLS "#stream-id-cells"

static bool is_driven(const struct xb_tree_node *node)
{
	return xb_tree_iommu(node) && xb_tree_available(node);
}

/* Does the list of SMMU, of phandles with as many numbers behind each as its node says, name NODE? */
static bool has_master(const struct xb_tree_index *index, const struct xb_tree_node *smmu,
		       const struct xb_tree_node *node)
{
	const struct xb_tree_property *masters = xb_tree_property(smmu, "mmu-masters");
	size_t cells = masters ? masters->length / 4 : 0;

	for (size_t at = 0; at < cells;) {
		const struct xb_tree_node *master =
			xb_tree_by_phandle(index, xb_tree_cell_at(masters, at));
		uint32_t behind = master ? xb_tree_cell(master, STREAM_CELLS, UINT32_MAX) : UINT32_MAX;

		if (behind >= cells)
			return false; /* Xen gives up: no one can say where the next one begins */
		if (master == node)
			return true;
		at += 1 + (size_t)behind;
	}
	return false;
}

const struct xb_tree_node *xb_tree_iommu_of(const struct xb_tree_index *index,
					    const struct xb_tree_node *node)
{
	const struct xb_tree_node *iommu =
		xb_tree_by_phandle(index, xb_tree_cell(node, "iommus", 0));

	if (iommu && is_driven(iommu))
		return iommu;
	for (size_t i = 0; xb_tree_property(node, STREAM_CELLS) && i < index->count; i++)
		if (xb_tree_property(&index->nodes[i], "mmu-masters") && is_driven(&index->nodes[i]) &&
		    has_master(index, &index->nodes[i], node))
			return &index->nodes[i];
	return NULL;
}

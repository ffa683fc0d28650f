/* SPDX-License-Identifier: MIT */
/* The machine that a device tree describes, as far as Xen cares. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/tree.h"

/* What Xen has drivers for: xen/arch/arm/gic-v2.c, gic-v3.c. */
static const struct device {
	const char *compatible, *meaning;
} controllers[] = {
	{"arm,gic-400", "v2"}, {"arm,cortex-a15-gic", "v2"}, {"arm,cortex-a7-gic", "v2"},
	{"arm,gic-v3", "v3"},
};

/* xen/drivers/passthrough/arm, and Kconfig beside it: which symbol the driver needs, and whether that is on where
 * nobody has set it. */
static const struct iommu {
	const char *compatible;
	struct xb_iommu_driver driver;
} iommus[] = {
	{"arm,smmu-v3", {"ARM_SMMU_V3", false}},
	{"arm,mmu-500", {"ARM_SMMU", true}},
	{"arm,mmu-401", {"ARM_SMMU", true}},
	{"arm,mmu-400", {"ARM_SMMU", true}},
	{"arm,smmu-v2", {"ARM_SMMU", true}},
	{"arm,smmu-v1", {"ARM_SMMU", true}},
	{"renesas,ipmmu-r8a7795", {"IPMMU_VMSA", false}},
	{"renesas,ipmmu-r8a77965", {"IPMMU_VMSA", false}},
	{"renesas,ipmmu-r8a7796", {"IPMMU_VMSA", false}},
	{"renesas,ipmmu-r8a77961", {"IPMMU_VMSA", false}},
	{"renesas,ipmmu-r8a779f0", {"IPMMU_VMSA", false}},
	{"renesas,ipmmu-r8a779g0", {"IPMMU_VMSA", false}},
};

static const char *driven(const struct xb_tree_node *node, const struct device *devices,
			  size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (xb_tree_is_compatible(node, devices[i].compatible))
			return devices[i].meaning;
	return NULL;
}

/* "cortex-a72" of "arm,cortex-a72". */
static const char *kind_of(const struct xb_tree_node *node)
{
	const char *compatible = xb_tree_string(node, "compatible");
	const char *comma = compatible ? strchr(compatible, ',') : NULL;

	if (!compatible)
		return "unknown";
	return comma && comma[1] ? comma + 1 : compatible;
}

static void count_cpu(struct xb_machine *machine, const char *kind)
{
	for (size_t i = 0; i < machine->cpu_count; i++)
		if (strcmp(machine->cpus[i].kind, kind) == 0) {
			machine->cpus[i].count++;
			return;
		}
	machine->cpus = xb_grow(machine->cpus, &machine->cpu_capacity, machine->cpu_count,
				sizeof(*machine->cpus));
	machine->cpus[machine->cpu_count++] =
		(struct xb_cpu_group){xb_arena_strdup(&machine->arena, kind), 1};
}

const struct xb_tree_node *xb_tree_next_cpu(const struct xb_tree_index *index,
					    const struct xb_tree_node *cpu)
{
	const struct xb_tree_node *cpus = cpu ? NULL : xb_tree_find_whole(index, "/cpus");
	const struct xb_tree_node *node = cpu ? cpu->next : cpus ? cpus->child : NULL;

	for (; node; node = node->next) {
		const char *type = xb_tree_string(node, "device_type");

		if (type && strcmp(type, "cpu") == 0)
			break;
	}
	return node;
}

static void read_cpus(struct xb_machine *machine, const struct xb_tree_index *index)
{
	for (const struct xb_tree_node *cpu = NULL; (cpu = xb_tree_next_cpu(index, cpu));)
		if (xb_tree_available(cpu))
			count_cpu(machine, kind_of(cpu));
}

const char *xb_tree_gic_version(const struct xb_tree_node *node)
{
	return driven(node, controllers, XB_COUNT(controllers));
}

static const struct iommu *iommu_of(const struct xb_tree_node *node)
{
	for (size_t i = 0; i < XB_COUNT(iommus); i++)
		if (xb_tree_is_compatible(node, iommus[i].compatible))
			return &iommus[i];
	return NULL;
}

const char *xb_tree_iommu(const struct xb_tree_node *node)
{
	const struct iommu *iommu = iommu_of(node);

	return iommu ? iommu->compatible : NULL;
}

const struct xb_iommu_driver *xb_tree_iommu_driver(const struct xb_tree_node *node)
{
	const struct iommu *iommu = iommu_of(node);

	return iommu ? &iommu->driver : NULL;
}

/* DT_MATCH_TIMER. */
bool xb_tree_is_timer(const struct xb_tree_node *node)
{
	return xb_tree_is_compatible(node, "arm,armv8-timer") ||
	       xb_tree_is_compatible(node, "arm,armv7-timer");
}

/* intc_dt_preinit (up to 4.19 gic_dt_preinit), device_init. */
const struct xb_tree_node *xb_tree_gic(const struct xb_tree_index *index)
{
	for (size_t i = 1; i < index->count; i++) {
		const struct xb_tree_node *node = &index->nodes[i];

		if (xb_tree_property(node, "interrupt-controller") && xb_tree_gic_version(node) &&
		    xb_tree_available(node) && !xb_tree_property(node, "xen,passthrough"))
			return node;
	}
	return NULL;
}

const struct xb_tree_node *xb_tree_timer(const struct xb_tree_index *index)
{
	for (size_t i = 1; i < index->count; i++)
		if (xb_tree_is_timer(&index->nodes[i]))
			return &index->nodes[i];
	return NULL;
}

static const char *find_iommu(const struct xb_tree_index *index)
{
	const char *found = NULL;

	for (size_t i = 1; i < index->count && !found; i++)
		if (xb_tree_available(&index->nodes[i]))
			found = xb_tree_iommu(&index->nodes[i]);
	return found;
}

struct xb_machine *xb_machine_read(const struct xb_devtree *tree)
{
	struct xb_machine *machine = xb_alloc(sizeof(*machine));
	const struct xb_tree_node *uart =
		tree->stdout_path ? xb_tree_find(tree->index, tree->stdout_path) : NULL;
	const struct xb_tree_node *gic = xb_tree_gic(tree->index);

	read_cpus(machine, tree->index);
	machine->gic = gic ? xb_tree_gic_version(gic) : NULL;
	machine->smmu = find_iommu(tree->index);
	machine->uart = uart ? xb_tree_string(uart, "compatible") : NULL;
	machine->bcm2711 = xb_tree_is_compatible(tree->index->nodes, "brcm,bcm2711");
	return machine;
}

void xb_machine_free(struct xb_machine *machine)
{
	if (!machine)
		return;
	free(machine->cpus);
	xb_arena_clear(&machine->arena);
	free(machine);
}

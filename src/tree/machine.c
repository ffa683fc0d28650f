/* SPDX-License-Identifier: MIT */
/* The machine that a device tree describes, as far as Xen cares. */
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/tree.h"

/* What Xen has drivers for: xen/arch/arm/gic-v2.c, gic-v3.c; xen/drivers/passthrough/arm. */
static const struct device {
	const char *compatible, *meaning;
} controllers[] = {
	{"arm,gic-400", "v2"}, {"arm,cortex-a15-gic", "v2"}, {"arm,cortex-a7-gic", "v2"},
	{"arm,gic-v3", "v3"},
}, iommus[] = {
	{"arm,smmu-v3", "arm,smmu-v3"}, {"arm,mmu-500", "arm,mmu-500"},
	{"arm,mmu-401", "arm,mmu-401"}, {"arm,mmu-400", "arm,mmu-400"},
	{"arm,smmu-v2", "arm,smmu-v2"}, {"arm,smmu-v1", "arm,smmu-v1"},
	{"renesas,ipmmu-vmsa", "renesas,ipmmu-vmsa"},
};

static const char *driven(const void *blob, int node, const struct device *devices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fdt_node_check_compatible(blob, node, devices[i].compatible) == 0)
			return devices[i].meaning;
	return NULL;
}

/* "cortex-a72" of "arm,cortex-a72". */
static const char *kind_of(const void *blob, int node)
{
	const char *compatible = xb_blob_string(blob, node, "compatible");
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

static void read_cpus(struct xb_machine *machine, const void *blob)
{
	int node, cpus = fdt_path_offset(blob, "/cpus");

	fdt_for_each_subnode(node, blob, cpus)
	{
		const char *type = xb_blob_string(blob, node, "device_type");

		if (type && strcmp(type, "cpu") == 0 && xb_blob_available(blob, node))
			count_cpu(machine, kind_of(blob, node));
	}
}

static void read_devices(struct xb_machine *machine, const void *blob)
{
	struct xb_node_walk walk = {.blob = blob};

	while (xb_node_walk_next(&walk)) {
		if (!xb_blob_available(blob, walk.node))
			continue;
		if (!machine->gic)
			machine->gic = driven(blob, walk.node, controllers, XB_COUNT(controllers));
		if (!machine->smmu)
			machine->smmu = driven(blob, walk.node, iommus, XB_COUNT(iommus));
	}
	xb_buf_clear(&walk.path);
}

struct xb_machine *xb_machine_read(const struct xb_devtree *tree)
{
	struct xb_machine *machine = xb_alloc(sizeof(*machine));
	int node = tree->stdout_path ? xb_blob_node(tree->blob, tree->stdout_path) : -1;

	read_cpus(machine, tree->blob);
	read_devices(machine, tree->blob);
	if (node >= 0)
		machine->uart = xb_blob_string(tree->blob, node, "compatible");
	machine->bcm2711 = fdt_node_check_compatible(tree->blob, 0, "brcm,bcm2711") == 0;
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

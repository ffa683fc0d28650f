/* SPDX-License-Identifier: MIT */
/* What the nodes of a host's tree are, and who of them has what. */
#include <string.h>

#include "tree/passthrough.h"

/* ---- What a node is -------------------------------------------------------------------------------- */

bool xb_pass_is_used(const struct xb_tree_node *node)
{
	for (; node; node = node->parent)
		if (!xb_tree_available(node))
			return false;
	return true;
}

bool xb_pass_is_bus(const struct xb_tree_node *node)
{
	static const char *const buses[] = {"simple-bus", "simple-pm-bus", "arm,amba-bus"};

	for (size_t i = 0; i < XB_COUNT(buses); i++)
		if (xb_tree_is_compatible(node, buses[i]))
			return true;
	return false;
}

/* Of the root's children those that are no devices. */
bool xb_pass_is_description(const struct xb_tree_node *node)
{
	static const char *const names[] = {"cpus", "chosen", "aliases", "reserved-memory", "memory",
					    "options", "__symbols__"};

	while (node->depth > 1)
		node = node->parent;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		size_t length = strlen(names[i]);

		if (strncmp(node->name, names[i], length) == 0 &&
		    (!node->name[length] || node->name[length] == '@'))
			return true;
	}
	return node->depth == 0;
}

static bool is_pmu(const struct xb_tree_node *node)
{
	const char *compatible = xb_tree_string(node, "compatible");
	size_t length = compatible ? strlen(compatible) : 0;

	return length > 8 && strncmp(compatible, "arm,", 4) == 0 &&
	       (strcmp(compatible + length - 4, "-pmu") == 0 ||
		strcmp(compatible + length - 6, "-pmuv3") == 0);
}

const char *xb_pass_xens_own(const struct xb_pass_host *host, const struct xb_tree_node *node)
{
	if (node == host->xen.uart)
		return "the UART of Xen's console";
	if (xb_tree_is_timer(node))
		return "the CPUs' timer";
	for (const struct xb_tree_node *at = node; at; at = at->parent)
		if (at == host->gic)
			return at == node ? "Xen's interrupt controller" :
					    "a part of Xen's interrupt controller";
	if (xb_tree_gic_version(node))
		return "an interrupt controller";
	if (is_pmu(node))
		return "a part of the CPUs: they count in it";
	if (xb_tree_iommu(node) && xb_pass_is_used(node))
		return "an IOMMU that Xen drives";
	return xb_pass_is_description(node) ? "a description of the machine, and no device" : NULL;
}

/* ---- Questions ------------------------------------------------------------------------------------- */

/* The first use behind which none has a byte up to LAST. */
static size_t first_behind(const struct xb_pass_host *host, uint64_t last)
{
	size_t low = 0, high = host->use_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (host->uses[middle].range.start <= last)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* From the highest start down. */
const struct pass_use *xb_pass_next_use(const struct xb_pass_host *host, struct xb_range range,
					size_t *at)
{
	if (*at == SIZE_MAX)
		*at = first_behind(host, xb_range_last(range));
	while (*at && host->reach[*at - 1] >= range.start)
		if (xb_range_overlaps(host->uses[--*at].range, range))
			return &host->uses[*at];
	return NULL;
}

size_t xb_pass_first_line(const struct xb_pass_host *host, uint32_t number)
{
	size_t low = 0, high = host->line_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (host->lines[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t xb_pass_first_need(const struct xb_pass_host *host, const struct xb_tree_node *provider)
{
	size_t low = 0, high = host->need_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (host->needs[middle].provider < provider)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

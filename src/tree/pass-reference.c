/* SPDX-License-Identifier: MIT */
/*
 * The properties of a node that goes to a guest: most are copied; those that refer to other nodes are
 * written anew where all of these go along, and left away where one stays with the host.
 */
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

/* What refers to nodes, as the bindings have it (Linux: drivers/of/property.c). Of rows that fit the first
 * counts. */
static const struct row {
	const char *name; /* with * before or behind: the rest of the name may be any */
	const char *cells; /* the provider says there how many follow its phandle; NULL: none */
	enum xb_pass_kind kind;
	const char *names; /* goes along; NULL: none */
} rows[] = {
	{"pinctrl-names", NULL, XB_PASS_KINDS, NULL}, /* goes with the next ones */
	{"pinctrl-*", NULL, XB_PASS_PINS, "pinctrl-names"},
	{"power-domains", "#power-domain-cells", XB_PASS_POWER, "power-domain-names"},
	{"resets", "#reset-cells", XB_PASS_RESET, "reset-names"},
	{"*-supply", NULL, XB_PASS_SUPPLY, NULL},
	{"memory-region", NULL, XB_PASS_NO_MEMORY, "memory-region-names"},
	{"phy-handle", NULL, XB_PASS_REFERENCE, NULL},
	{"phys", "#phy-cells", XB_PASS_REFERENCE, "phy-names"},
	{"phy", NULL, XB_PASS_REFERENCE, NULL},
	{"usb-phy", NULL, XB_PASS_REFERENCE, NULL},
	{"dmas", "#dma-cells", XB_PASS_REFERENCE, "dma-names"},
	{"*,nr-gpios", NULL, XB_PASS_KINDS, NULL},
	{"*-gpios", "#gpio-cells", XB_PASS_REFERENCE, NULL},
	{"*-gpio", "#gpio-cells", XB_PASS_REFERENCE, NULL},
	{"gpios", "#gpio-cells", XB_PASS_REFERENCE, NULL},
	{"interconnects", "#interconnect-cells", XB_PASS_REFERENCE, "interconnect-names"},
	{"operating-points-v2", NULL, XB_PASS_REFERENCE, NULL},
	{"nvmem-cells", "#nvmem-cell-cells", XB_PASS_REFERENCE, "nvmem-cell-names"},
	{"nvmem", NULL, XB_PASS_REFERENCE, "nvmem-names"},
	{"mboxes", "#mbox-cells", XB_PASS_REFERENCE, "mbox-names"},
	{"io-channels", "#io-channel-cells", XB_PASS_REFERENCE, "io-channel-names"},
	{"pwms", "#pwm-cells", XB_PASS_REFERENCE, "pwm-names"},
	{"msi-parent", "#msi-cells", XB_PASS_REFERENCE, NULL},
	{"sound-dai", "#sound-dai-cells", XB_PASS_REFERENCE, NULL},
	{"hwlocks", "#hwlock-cells", XB_PASS_REFERENCE, NULL},
	{"mux-controls", "#mux-control-cells", XB_PASS_REFERENCE, "mux-control-names"},
	{"remote-endpoint", NULL, XB_PASS_REFERENCE, NULL},
	{"extcon", NULL, XB_PASS_REFERENCE, NULL},
	{"backlight", NULL, XB_PASS_REFERENCE, NULL},
	{"mmc-pwrseq", NULL, XB_PASS_REFERENCE, NULL},
	{"ddc-i2c-bus", NULL, XB_PASS_REFERENCE, NULL},
	{"pm_qos", NULL, XB_PASS_REFERENCE, NULL},
	{"syscon", NULL, XB_PASS_REFERENCE, NULL},
	{"*,syscon", NULL, XB_PASS_REFERENCE, NULL},
	{"*-syscon", NULL, XB_PASS_REFERENCE, NULL},
	{"*,grf", NULL, XB_PASS_REFERENCE, NULL},
	{"*-handle", NULL, XB_PASS_REFERENCE, NULL},
	{"*-phandle", NULL, XB_PASS_REFERENCE, NULL},
};

/* What is Xen's or the host's alone, or written elsewhere. */
static const char *const left_away[] = {
	"phandle", "linux,phandle", "iommus", "iommu-map", "iommu-map-mask", "msi-map", "msi-map-mask",
	"assigned-clocks", "assigned-clock-parents", "assigned-clock-rates", "xen,passthrough",
	"xen,reg", "xen,path", "xen,force-assign-without-iommu", "#stream-id-cells",
};

/* ---- Rows ------------------------------------------------------------------------------------------- */

static bool fits(const char *pattern, const char *name)
{
	size_t length = strlen(name), fixed = strlen(pattern) - 1;

	if (pattern[0] == '*')
		return length > fixed && strcmp(name + length - fixed, pattern + 1) == 0;
	if (pattern[fixed] == '*')
		return strncmp(name, pattern, fixed) == 0;
	return strcmp(name, pattern) == 0;
}

static const struct row *find_row(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (fits(rows[i].name, name))
			return rows[i].kind == XB_PASS_KINDS ? NULL : &rows[i];
	return NULL;
}

static bool is_left_away(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(left_away); i++)
		if (strcmp(left_away[i], name) == 0)
			return true;
	return false;
}

/* ---- One list of references ------------------------------------------------------------------------- */

/* The list with the guest's phandles. False: *OUTSIDE is the first node that stays; NULL: the list cannot be
 * read. */
static bool translate(const struct pass *pass, const struct xb_tree_property *property,
		      const char *cells_name, struct pass_cells *cells,
		      const struct xb_tree_node **outside)
{
	size_t count = property->length / 4, one;

	*outside = NULL;
	if (property->length % 4 || count > PASS_MOST_ENTRIES)
		return false;
	for (size_t first = 0; first < count; first += one) {
		uint32_t phandle = xb_tree_cell_at(property, first);
		const struct xb_tree_node *node = xb_tree_by_phandle(pass->host->index, phandle);
		const struct pass_member *member = node ? xb_pass_member(pass, node) : NULL;

		if (phandle && (!member || !member->phandle)) {
			*outside = node;
			return false;
		}
		one = 1 + (size_t)(node && cells_name ? xb_tree_cell(node, cells_name, 0) : 0);
		if (one > count - first)
			return false;
		xb_pass_cell(cells, member ? member->phandle : 0);
		for (size_t i = 1; i < one; i++)
			xb_pass_cell(cells, xb_tree_cell_at(property, first + i));
	}
	return true;
}

static void drop(struct pass *pass, const struct pass_member *member, const struct row *row,
		 const struct xb_tree_property *property, const struct xb_tree_node *outside)
{
	struct xb_pass_finding finding = {row->kind, .node = member->node, .other = outside,
					  .property = property->name};
	const char *path = xb_pass_path(pass, member->node);

	if (outside)
		xb_pass_find(pass, finding, "%s of %s refers to %s, which stays with the host",
			     property->name, path, xb_pass_path(pass, outside));
	else
		xb_pass_find(pass, finding, "%s of %s leads nowhere, and is left away", property->name,
			     path);
}

/* Of reserved memory that goes along it is said what it will be. */
static void tell_memory(struct pass *pass, const struct pass_member *member,
			const struct xb_tree_property *property)
{
	for (size_t i = 0; i < property->length / 4; i++) {
		const struct xb_tree_node *node =
			xb_tree_by_phandle(pass->host->index, xb_tree_cell_at(property, i));
		const struct pass_member *memory = node ? xb_pass_member(pass, node) : NULL;

		if (!memory || !memory->reg_count)
			continue;
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_MEMORY, .node = member->node,
							    .other = node,
							    .property = property->name,
							    .range = memory->regs[0]},
			     "%s, of the memory-region of %s, goes to the guest as a device's memory",
			     xb_pass_path(pass, node), xb_pass_path(pass, member->node));
	}
}

static void write_reference(struct pass *pass, struct pass_member *member, const struct row *row,
			    const struct xb_tree_property *property)
{
	const struct xb_tree_node *outside;
	struct pass_cells cells = {0};

	if (!translate(pass, property, row->cells, &cells, &outside)) {
		drop(pass, member, row, property, outside);
		free(cells.items);
		return;
	}
	xb_part_set_cells(&pass->out->arena, member->part, property->name, &cells);
	if (row->kind == XB_PASS_NO_MEMORY)
		tell_memory(pass, member, property);
}

/* Names that went with a list which was left away. */
static bool is_orphan(const struct pass_member *member, const char *name)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct xb_tree_node *node = member->node;

		if (!rows[i].names || strcmp(rows[i].names, name) != 0)
			continue;
		for (size_t k = 0; k < node->property_count; k++)
			if (find_row(node->properties[k].name) == &rows[i] &&
			    xb_part_has(member->part, node->properties[k].name))
				return false;
		return true;
	}
	return false;
}

/* ---- Who needs whom --------------------------------------------------------------------------------- */

static void add_need(struct xb_pass_host *host, const struct xb_tree_node *provider,
		     const struct xb_tree_node *user)
{
	if (host->need_count == PASS_MOST_ASKED)
		return;
	host->needs = xb_grow(host->needs, &host->need_capacity, host->need_count, sizeof(*host->needs));
	host->needs[host->need_count++] = (struct pass_need){provider, user};
}

static void add_needs_of(struct xb_pass_host *host, const struct xb_tree_node *user,
			 const struct xb_tree_property *property, const char *cells_name)
{
	size_t count = property->length / 4, one;

	if (count > PASS_MOST_ENTRIES)
		return;
	for (size_t first = 0; first < count; first += one) {
		const struct xb_tree_node *provider =
			xb_tree_by_phandle(host->index, xb_tree_cell_at(property, first));

		one = 1 + (size_t)(provider && cells_name ? xb_tree_cell(provider, cells_name, 0) : 0);
		if (provider && provider != user)
			add_need(host, provider, user);
	}
}

void xb_pass_find_needs(struct xb_pass_host *host, const struct xb_tree_node *user)
{
	static const struct row others[] = {
		{"clocks", "#clock-cells", XB_PASS_REFERENCE, NULL},
		{"interrupt-parent", NULL, XB_PASS_REFERENCE, NULL},
	};

	for (size_t i = 0; i < user->property_count && i < PASS_MOST_ENTRIES; i++) {
		const struct xb_tree_property *property = &user->properties[i];
		const struct row *row = find_row(property->name);

		for (size_t k = 0; !row && k < XB_COUNT(others); k++)
			if (strcmp(others[k].name, property->name) == 0)
				row = &others[k];
		if (row)
			add_needs_of(host, user, property, row->cells);
	}
}

/* ---- All properties --------------------------------------------------------------------------------- */

/* The parts of a bus that are written anew, where what is below it has addresses of the CPU's. */
static bool is_of_bus(const char *name)
{
	return strcmp(name, "ranges") == 0 || strcmp(name, "dma-ranges") == 0 ||
	       strcmp(name, "#address-cells") == 0 || strcmp(name, "#size-cells") == 0;
}

static void write_one(struct pass *pass, struct pass_member *member,
		      const struct xb_tree_property *property)
{
	const char *name = property->name;
	/* A hog's pins are its parent's: no phandle. */
	bool hogs = strcmp(name, "gpios") == 0 && xb_tree_property(member->node, "gpio-hog");
	const struct row *row = property->length && !hogs ? find_row(name) : NULL;

	if (is_left_away(name) || xb_pass_is_interrupt_property(name) ||
	    (member->reg_count && strcmp(name, "reg") == 0) ||
	    (member->is_root && strcmp(name, "status") == 0) || (member->is_bus && is_of_bus(name)))
		return;
	if (strcmp(name, "clocks") == 0)
		xb_pass_clocks(pass, member, property);
	else if (row)
		write_reference(pass, member, row, property);
	else
		xb_part_set(&pass->out->arena, member->part, name, property->value, property->length);
}

static bool is_names(const char *name)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (rows[i].names && strcmp(rows[i].names, name) == 0)
			return true;
	return false;
}

void xb_pass_properties(struct pass *pass, struct pass_member *member)
{
	const struct xb_tree_node *node = member->node;
	struct xb_arena *arena = &pass->out->arena;

	if (node->property_count > PASS_MOST_ENTRIES) {
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_TOO_BIG, .node = node},
			     "%s has %zu properties", xb_pass_path(pass, node), node->property_count);
		return;
	}
	for (size_t i = 0; i < node->property_count; i++)
		if (!is_names(node->properties[i].name))
			write_one(pass, member, &node->properties[i]);
	for (size_t i = 0; i < node->property_count; i++)
		if (is_names(node->properties[i].name) &&
		    !is_orphan(member, node->properties[i].name))
			write_one(pass, member, &node->properties[i]);
	if (member->is_bus) {
		xb_part_set_cell(arena, member->part, "#address-cells", 2);
		xb_part_set_cell(arena, member->part, "#size-cells", 2);
		xb_part_set(arena, member->part, "ranges", "", 0);
	}
	if (member->phandle)
		xb_part_set_cell(arena, member->part, "phandle", member->phandle);
}

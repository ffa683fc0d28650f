/* SPDX-License-Identifier: MIT */
/* A guest's partial device tree from the host's: which nodes go along, and the frame that Xen reads. */
#include <stdlib.h>
#include <string.h>

#include "tree/passthrough.h"

enum {
	SMALL_TREE = 2048, /* Xen before 4.18 has 4096 bytes, and writes half of them itself */
	MOST_LISTED = 4096, /* far more than a board has */
};

/* ---- What stands against them ----------------------------------------------------------------------- */

static bool is_pci(const struct xb_tree_node *node)
{
	const char *type = xb_tree_string(node, "device_type");

	return type && strcmp(type, "pci") == 0;
}

/* Whether the node can be passed at all, whatever it has. */
static bool judge_kind(struct pass *pass, const struct pass_member *member)
{
	const struct xb_tree_node *node = member->node;
	const char *own = member->is_memory ? NULL : xb_pass_xens_own(pass->host, node);

	if (own) {
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_XENS_OWN, .node = node},
			     "%s is %s", xb_pass_path(pass, node), own);
		return false;
	}
	if (is_pci(node) || (node->parent && is_pci(node->parent))) {
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_PCI, .node = node}, "%s is %s",
			     xb_pass_path(pass, node),
			     is_pci(node) ? "a PCI bridge" : "behind a PCI bridge");
		return false;
	}
	return true;
}

/* Those in use that stay with the host, and refer to the member. */
static void judge_users(struct pass *pass, const struct pass_member *member)
{
	const struct xb_pass_host *host = pass->host;
	struct xb_pass_finding finding = {XB_PASS_NEEDED, .node = member->node};
	const struct xb_tree_node *last = NULL;

	for (size_t i = xb_pass_first_need(host, member->node);
	     i < host->need_count && host->needs[i].provider == member->node; i++) {
		const struct xb_tree_node *user = host->needs[i].user;

		if (user == last || xb_pass_member(pass, user))
			continue;
		last = user;
		if (!finding.number++)
			finding.other = user;
	}
	if (finding.number)
		xb_pass_find(pass, finding, "%s%s to %s, and %s with the host",
			     xb_pass_path(pass, finding.other),
			     finding.number > 1 ? " and others refer" : " refers",
			     xb_pass_path(pass, member->node),
			     finding.number > 1 ? "stay" : "stays");
	else if (xb_tree_is_compatible(member->node, "syscon"))
		xb_pass_find(pass, finding,
			     "%s is a system controller: drivers of other devices may reach into it",
			     xb_pass_path(pass, member->node));
}

static bool has_error(const struct pass *pass, const struct xb_tree_node *node)
{
	const struct xb_pass_findings *findings = &pass->out->findings;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].node == node && findings->items[i].severity == XB_ERROR)
			return true;
	return false;
}

/* What can be said of a device when all of its nodes are known. */
static void judge_root(struct pass *pass, const struct pass_member *member)
{
	const struct xb_pass_device *device = &pass->out->devices[member->root];
	const char *path = xb_pass_path(pass, member->node);

	if (!xb_pass_is_used(member->node))
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_DISABLED, .node = member->node},
			     "%s, or what it is on, is disabled in the host's tree", path);
	if (!device->pages.count && !device->interrupt_count && !has_error(pass, member->node))
		xb_pass_find(pass, (struct xb_pass_finding){XB_PASS_NO_DEVICE, .node = member->node},
			     "%s has no address of the CPU's and no interrupt of the GIC's", path);
}

/* From NODE up to the device something below has addresses of the CPU's. */
static void make_buses(struct pass *pass, const struct xb_tree_node *node)
{
	struct pass_member *member = xb_pass_member(pass, node);

	for (; member && !member->is_bus; member = xb_pass_member(pass, member->node->parent))
		member->is_bus = true;
}

static void read_members(struct pass *pass)
{
	const struct pass_member *root = NULL;

	for (size_t i = 0; i < pass->member_count; i++) {
		struct pass_member *member = &pass->members[i];
		struct xb_pass_device *device = &pass->out->devices[member->root];

		if (member->is_root)
			root = member;
		member->is_refused = (member != root && !member->is_memory && root->is_refused) ||
				     !judge_kind(pass, member);
		xb_pass_read_addresses(pass, member);
		for (size_t k = 0; k < member->pages.count && !member->is_memory; k++)
			xb_ranges_add(&device->pages, member->pages.items[k]);
		if (member->reg_count)
			make_buses(pass, member->node->parent);
	}
}

/* A device is behind an IOMMU if each of its nodes with registers is. */
static void settle_devices(struct pass *pass)
{
	for (size_t i = 0; i < pass->out->device_count; i++)
		xb_ranges_merge(&pass->out->devices[i].pages);
	for (size_t i = pass->member_count; i-- > 0;) {
		struct pass_member *member = &pass->members[i];

		if (member->is_root)
			pass->out->devices[member->root].iommu = member->iommu;
	}
	for (size_t i = 0; i < pass->member_count; i++) {
		const struct pass_member *member = &pass->members[i];

		if (member->reg_count && !member->iommu && !member->is_memory)
			pass->out->devices[member->root].iommu = NULL;
	}
}

/* ---- Their parts -------------------------------------------------------------------------------------- */

static const char *part_name(struct pass *pass, const struct pass_member *member)
{
	const char *name = member->node->name;

	/* Below a device the names are as they were: Linux goes by reg. */
	if (!member->reg_count || !member->is_root)
		return name;
	return xb_arena_format(&pass->out->arena, "%.*s@%llx", (int)strcspn(name, "@"), name,
			       (unsigned long long)member->regs[0].start);
}

static void make_parts(struct pass *pass)
{
	for (size_t i = 0; i < pass->member_count; i++) {
		struct pass_member *member = &pass->members[i];
		struct xb_arena *arena = &pass->out->arena;
		const char *name = part_name(pass, member);

		member->part =
			member->is_root || member->is_memory ?
				xb_part_add_free(arena, pass->bus, name) :
				xb_part_add(arena, xb_pass_member(pass, member->node->parent)->part,
					    name);
	}
	for (size_t i = 0; i < pass->member_count; i++) {
		struct pass_member *member = &pass->members[i];

		if (member->is_refused)
			continue;
		xb_pass_properties(pass, member);
		if (!member->is_memory)
			xb_pass_interrupts(pass, member);
		xb_pass_judge_addresses(pass, member);
		if (!member->is_memory)
			judge_users(pass, member);
		xb_pass_write_addresses(pass, member);
		if ((member->reg_count && !member->is_memory) || member->has_line)
			xb_pass_mark(pass, member->node);
		if (member->is_root)
			judge_root(pass, member);
	}
}

/* The host's aliases of nodes that go along: drivers take their numbers from them. */
static void make_aliases(struct pass *pass)
{
	const struct xb_tree_node *host = pass->host->index->aliases;

	for (size_t i = 0; host && i < host->property_count; i++) {
		const struct xb_tree_property *alias = &host->properties[i];
		const char *path = xb_tree_string(host, alias->name);
		const struct xb_tree_node *node =
			path ? xb_tree_find_whole(pass->host->index, path) : NULL;
		const struct pass_member *member = node ? xb_pass_member(pass, node) : NULL;

		if (!member || member->is_memory)
			continue;
		if (!pass->aliases)
			pass->aliases = xb_part_add(&pass->out->arena, pass->root, "aliases");
		if (!xb_part_has(pass->aliases, alias->name))
			xb_part_set_text(&pass->out->arena, pass->aliases, alias->name,
					 xb_part_path(&pass->out->arena, member->part));
	}
}

/* ---- All together ----------------------------------------------------------------------------------- */

static void finish(struct pass *pass)
{
	struct xb_partial *out = pass->out;

	if (pass->next_phandle > GUEST_PHANDLE_GIC)
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_PHANDLES},
			     "the partial tree has phandles up to %u", pass->next_phandle - 1);
	if (out->findings.errors)
		return;
	out->blob = xb_part_write(pass->root, &out->size);
	if (!out->blob)
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_TOO_BIG},
			     "the partial tree is larger than Xen takes, %u bytes", XB_DTB_MAX);
	else if (pass->host->xen.release && pass->host->xen.release < XB_RELEASE(4, 18) &&
		 out->size > SMALL_TREE)
		xb_pass_find(pass, (struct xb_pass_finding){.kind = XB_PASS_TREE_ROOM, .number = out->size},
			     "the partial tree has %zu bytes", out->size);
}

static void clear(struct pass *pass)
{
	for (size_t i = 0; i < pass->member_count; i++)
		xb_ranges_clear(&pass->members[i].pages);
	free(pass->members);
	free(pass->places);
	free(pass->clocks);
}

static void start(struct pass *pass)
{
	pass->out = xb_alloc(sizeof(*pass->out));
	pass->next_phandle = 1;
	pass->places = xb_alloc(pass->host->index->count * sizeof(*pass->places));
	xb_pass_frame(pass);
}

static void work(struct pass *pass)
{
	read_members(pass);
	settle_devices(pass);
	make_parts(pass);
	make_aliases(pass);
	xb_pass_write_clocks(pass);
}

struct xb_partial *xb_partial_make(const struct xb_pass_host *host,
				   const struct xb_partial_request *request)
{
	struct pass pass = {.host = host, .request = request};

	start(&pass);
	xb_pass_add_requested(&pass);
	work(&pass);
	finish(&pass);
	clear(&pass);
	return pass.out;
}

/* NODE alone, without its blob. */
static struct xb_partial *try_one(const struct xb_pass_host *host, const struct xb_tree_node *node)
{
	const struct xb_partial_request request = {0};
	struct pass pass = {.host = host, .request = &request};

	start(&pass);
	xb_pass_add_device(&pass, node);
	work(&pass);
	clear(&pass);
	return pass.out;
}

void xb_partial_free(struct xb_partial *partial)
{
	if (!partial)
		return;
	for (size_t i = 0; i < partial->device_count; i++) {
		xb_ranges_clear(&partial->devices[i].pages);
		free(partial->devices[i].interrupts);
		free(partial->devices[i].neighbours);
	}
	free(partial->blob);
	free(partial->devices);
	free(partial->marks);
	free(partial->findings.items);
	xb_arena_clear(&partial->arena);
	free(partial);
}

/* ---- All devices ------------------------------------------------------------------------------------ */

/* Worth a line: a node in use that says what it is, and has something of the CPU's. */
static bool is_device(const struct xb_pass_host *host, const struct xb_tree_node *node)
{
	const struct xb_tree_node *fault;
	struct xb_tree_interrupt interrupt;
	struct xb_range range;

	if (!xb_tree_property(node, "compatible") || !xb_pass_is_used(node) || xb_pass_is_bus(node) ||
	    xb_pass_is_description(node))
		return false;
	return xb_tree_translate(node, 0, host->xen.release, &range, &fault) == XB_TREE_OK ||
	       (xb_tree_interrupt(host->index, node, 0, &interrupt, &fault) == XB_TREE_OK &&
		interrupt.controller == host->gic);
}

void xb_pass_list_make(const struct xb_pass_host *host, struct xb_pass_list *list)
{
	*list = (struct xb_pass_list){0};
	for (size_t i = 0; i < host->index->count; i++) {
		if (list->count == MOST_LISTED || !is_device(host, &host->index->nodes[i]))
			continue;
		list->items = xb_grow(list->items, &list->capacity, list->count,
				      sizeof(struct xb_partial *));
		list->items[list->count++] = try_one(host, &host->index->nodes[i]);
	}
}

void xb_pass_list_clear(struct xb_pass_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		xb_partial_free(list->items[i]);
	free(list->items);
	*list = (struct xb_pass_list){0};
}

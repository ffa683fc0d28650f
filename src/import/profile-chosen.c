/* SPDX-License-Identifier: MIT */
/* What of /chosen a profile makes by itself, and what of it no profile can say. */
#include "import/profile-text.h"
#include "import/profile.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- Kinds of nodes ---- */

/* Those that Xen reads, by what they say they are, and the properties of them that a profile has keys
 * for. Of a domain more are read: those of the catalog. */
static const struct node_kind {
	const char *compatible;
	const char *properties[6];
	bool domain;
} node_kinds[] = {
	{"multiboot,module", {"reg", "bootargs"}, false},
	{"xen,multiboot-module", {"reg", "bootargs"}, false},
	{"xen,domain", {"memory", "cpus", "xen,static-mem", "#address-cells", "#size-cells"}, true},
	{"xen,cpupool", {"cpupool-cpus", "cpupool-sched"}, false},
	{"xen,domain-shared-memory-v1", {"xen,shm-id", "xen,shared-mem", "role"}, false},
	{"xen,evtchn-v1", {"xen,evtchn"}, false},
	{"xen,vcpu", {"id", "hard-affinity"}, false},
};
/* Of any of them. */
static const char *const of_any[] = {"compatible", "phandle", "linux,phandle"};

static const struct node_kind *kind_of(const struct xb_tree_node *node)
{
	for (size_t i = 0; i < XB_COUNT(node_kinds); i++)
		if (xb_tree_is_compatible(node, node_kinds[i].compatible))
			return &node_kinds[i];
	return NULL;
}

static bool holds_kinds(const struct xb_tree_node *parent)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next)
		if (kind_of(node) || holds_kinds(node))
			return true;
	return false;
}

/* ---- Edits that are made by themselves ---- */

/* Is the node at PATH, below /chosen, one that Xen reads, or part of one? */
static bool is_read(const struct xb_writing *writing, const char *path)
{
	const char *rest = path + strlen("/chosen/");
	const char *slash = strchr(rest, '/');
	char *top = xb_strndup(path, slash ? (size_t)(slash - path) : strlen(path));
	const struct xb_tree_index *index = xb_boot_chosen(writing->boot)->index;
	const struct xb_tree_node *node = xb_tree_find(index, top);

	free(top);
	return !node || kind_of(node) || holds_kinds(node);
}

bool xb_writing_is_made(const struct xb_writing *writing, const struct xb_edit *edit)
{
	static const char *const own[] = {"#address-cells", "#size-cells", "xen,xen-bootargs",
					  "xen,dom0-bootargs", "bootargs", "xen,static-heap"};

	if (!strncmp(edit->path, "/chosen/", strlen("/chosen/")))
		return !writing->chosen || edit->kind == XB_EDIT_REMOVE_NODE ||
		       is_read(writing, edit->path);
	if (strcmp(edit->path, "/chosen") != 0)
		return !strcmp(edit->path, "/") && edit->kind == XB_EDIT_MAKE_NODE &&
		       !strcmp(edit->name, "chosen");
	if (edit->kind == XB_EDIT_MAKE_NODE)
		return true;
	for (size_t i = 0; edit->kind == XB_EDIT_SET && i < XB_COUNT(own); i++)
		if (!strcmp(own[i], edit->name))
			return true;
	return false;
}

/* ---- Nodes of the base tree ---- */

/* Is NAME that of dom0's module, or of the policy? */
static bool is_module_name(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const char *suffix = xb_module_kind_info(module->kind)->suffix;

		if (module->kind == XB_MODULE_POLICY && !strcmp(name, "xsm-policy"))
			return true;
		if (module->domain != XB_NONE && boot->domains[module->domain].hardware && suffix &&
		    !strncmp(name, "dom0", 4) && !strcmp(name + 4, suffix))
			return true;
	}
	return false;
}

static bool is_shared_by_dom0(const struct xb_shared_memory *shared)
{
	bool found = shared->owner.domain.text && !strcmp(shared->owner.domain.text, "dom0");

	for (size_t i = 0; i < shared->borrower_count; i++)
		found = found || !strcmp(shared->borrowers[i].domain.text, "dom0");
	return found;
}

static bool is_share_name(const struct xb_boot *boot, const char *name)
{
	static const char prefix[] = "shared-memory-";

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_shared_memory *shared = boot->loads[i].shared;

		if (shared && is_shared_by_dom0(shared) && !strncmp(name, prefix, strlen(prefix)) &&
		    !strcmp(name + strlen(prefix), shared->name.text))
			return true;
	}
	return false;
}

static bool is_channel_name(const struct xb_writing *writing, const char *name)
{
	struct xb_channels channels;
	struct xb_diags ignored = {0};
	struct xb_buf unused = {0};
	struct xb_writing silent = *writing;
	bool found = false;

	silent.out = &unused;
	silent.diags = &ignored;
	xb_channels_read(&silent, &channels);
	for (size_t i = 0; i < channels.count; i++) {
		char *made = xb_format("event-channel-%zu", i);

		found = found || (!strcmp(made, name) &&
				  (!strcmp(channels.items[i][0].domain, "dom0") ||
				   !strcmp(channels.items[i][1].domain, "dom0")));
		free(made);
	}
	xb_channels_clear(&channels);
	xb_diags_clear(&ignored);
	xb_buf_clear(&unused);
	return found;
}

/* Will a node NAME of /chosen be made? What is there by that name is taken away before. */
static bool is_made_anew(const struct xb_writing *writing, const char *name)
{
	const struct xb_boot *boot = writing->boot;
	bool made = is_module_name(boot, name) || is_share_name(boot, name) ||
		    is_channel_name(writing, name);

	for (size_t i = 0; i < boot->domain_count; i++)
		made = made || (boot->domains[i].node && !strcmp(boot->domains[i].name, name));
	for (size_t i = 0; i < boot->pool_count; i++)
		made = made || (!strncmp(name, "cpupool-", 8) &&
				!strcmp(name + 8, boot->pools[i].name));
	return made;
}

static void put_removal(const struct xb_writing *writing, const struct xb_tree_node *node,
			bool *any)
{
	struct xb_edit edit = {.kind = XB_EDIT_REMOVE_NODE, .path = xb_tree_path(node)};

	if (!*any)
		xb_buf_puts(writing->out, "  edits:\n");
	*any = true;
	xb_buf_puts(writing->out, "    # it is made anew, by another name\n");
	xb_text_put_edit(writing->out, &edit);
	free(edit.path);
}

static void put_stale(const struct xb_writing *writing, const struct xb_tree_node *parent,
		      bool *any)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		if (!kind_of(node))
			put_stale(writing, node, any);
		else if (parent->depth != 1 || !is_made_anew(writing, node->name))
			put_removal(writing, node, any);
	}
}

void xb_writing_put_stale(const struct xb_writing *writing, bool any)
{
	const struct xb_devtree *tree = writing->boot->tree;
	const struct xb_tree_node *chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL;

	if (chosen)
		put_stale(writing, chosen, &any);
}

/* ---- What is left out ---- */

static bool is_option(const struct xb_writing *writing, const char *property)
{
	const struct xb_catalog *catalog = writing->names->catalog;

	for (size_t i = 0; catalog && i < catalog->count; i++)
		if (catalog->options[i].scope == XB_SCOPE_DOMAIN &&
		    catalog->options[i].property.text &&
		    !strcmp(catalog->options[i].property.text, property))
			return true;
	return false;
}

static bool has_key(const struct xb_writing *writing, const struct node_kind *kind,
		    const char *property)
{
	for (size_t i = 0; i < XB_COUNT(of_any); i++)
		if (!strcmp(of_any[i], property))
			return true;
	for (size_t i = 0; i < XB_COUNT(kind->properties) && kind->properties[i]; i++)
		if (!strcmp(kind->properties[i], property))
			return true;
	return kind->domain && is_option(writing, property);
}

static void put_unread(const struct xb_writing *writing, const struct xb_tree_node *parent)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		const struct node_kind *kind = kind_of(node);
		char *path = xb_tree_path(node);

		for (size_t i = 0; kind && i < node->property_count; i++)
			if (!has_key(writing, kind, node->properties[i].name))
				xb_writing_leave_out(writing, (struct xb_pos){0},
						     "the property %s of %s",
						     node->properties[i].name, path);
		if (!kind && kind_of(parent))
			xb_writing_leave_out(writing, (struct xb_pos){0}, "the node %s", path);
		put_unread(writing, node);
		free(path);
	}
}

void xb_writing_put_unread(const struct xb_writing *writing)
{
	if (writing->chosen)
		put_unread(writing, writing->chosen);
}

/* ---- Event channels ---- */

struct end {
	const struct xb_tree_node *node;
	const char *domain;
	const struct xb_tree_property *pairs; /* <PORT OTHER>, perhaps several */
	unsigned long number; /* that its name ends with */
};
struct ends {
	struct end *items;
	size_t count, capacity;
};

static unsigned long last_number(const char *name)
{
	const char *at = name + strlen(name);

	while (at > name && at[-1] >= '0' && at[-1] <= '9')
		at--;
	return *at ? strtoul(at, NULL, 10) : ULONG_MAX;
}

/* By the numbers of their nodes, as they are made; else as the tree has them. */
static int by_number(const void *a, const void *b)
{
	const struct end *left = a, *right = b;

	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return left->node < right->node ? -1 : left->node > right->node;
}

static void add_ends(struct ends *ends, const struct xb_tree_node *parent, const char *domain)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		const struct xb_tree_property *pairs = xb_tree_property(node, "xen,evtchn");

		if (!xb_tree_is_compatible(node, "xen,evtchn-v1") || !pairs ||
		    ends->count == 2 * XB_CHANNELS_MAX)
			continue;
		ends->items =
			xb_grow(ends->items, &ends->capacity, ends->count, sizeof(*ends->items));
		ends->items[ends->count++] = (struct end){node, domain, pairs, last_number(node->name)};
	}
}

static const struct end *end_of(const struct ends *ends, uint32_t phandle)
{
	for (size_t i = 0; phandle && i < ends->count; i++)
		if (ends->items[i].node->phandle == phandle)
			return &ends->items[i];
	return NULL;
}

/* The port by which END leads to OTHER. */
static bool port_to(const struct end *end, const struct end *other, uint32_t *port)
{
	for (size_t i = 0; i + 1 < end->pairs->length / 4; i += 2) {
		if (xb_tree_cell_at(end->pairs, i + 1) != other->node->phandle)
			continue;
		*port = xb_tree_cell_at(end->pairs, i);
		return true;
	}
	return false;
}

static void add_channel(struct xb_channels *channels, const struct end *a, uint32_t port,
			const struct end *b, uint32_t other_port)
{
	channels->items = xb_grow(channels->items, &channels->capacity, channels->count,
				  sizeof(*channels->items));
	channels->items[channels->count][0] = (struct xb_channel_end){a->domain, port};
	channels->items[channels->count++][1] = (struct xb_channel_end){b->domain, other_port};
}

/* Each pair is seen from both ends, and taken from the first. */
static void join(const struct xb_writing *writing, const struct ends *ends, const struct end *end,
		 struct xb_channels *channels)
{
	for (size_t i = 0; i + 1 < end->pairs->length / 4; i += 2) {
		const uint32_t port = xb_tree_cell_at(end->pairs, i);
		const struct end *other = end_of(ends, xb_tree_cell_at(end->pairs, i + 1));
		uint32_t other_port = 0;

		if (!other || !port_to(other, end, &other_port) ||
		    !strcmp(other->domain, end->domain))
			xb_writing_leave_out(writing, (struct xb_pos){0},
					     "%s: the event channel %" PRIu32
					     ", which has no other end in another domain",
					     end->domain, port);
		else if (end < other)
			add_channel(channels, end, port, other, other_port);
	}
}

void xb_channels_read(const struct xb_writing *writing, struct xb_channels *channels)
{
	const struct xb_boot *boot = writing->boot;
	struct ends ends = {0};

	*channels = (struct xb_channels){0};
	if (!writing->chosen)
		return;
	add_ends(&ends, writing->chosen, "dom0");
	for (size_t i = 0; i < boot->domain_count; i++) {
		const char *path = boot->domains[i].node;
		const struct xb_tree_node *node =
			path ? xb_tree_find(xb_boot_chosen(boot)->index, path) : NULL;

		if (node)
			add_ends(&ends, node, boot->domains[i].name);
	}
	if (ends.count)
		qsort(ends.items, ends.count, sizeof(*ends.items), by_number);
	for (size_t i = 0; i < ends.count; i++)
		join(writing, &ends, &ends.items[i], channels);
	free(ends.items);
}

void xb_channels_clear(struct xb_channels *channels)
{
	free(channels->items);
	*channels = (struct xb_channels){0};
}

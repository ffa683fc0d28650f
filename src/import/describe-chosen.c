/* SPDX-License-Identifier: MIT */
/*
 * Modules and domains as Xen finds them (xen/common/device-tree/bootinfo-fdt.c,
 * process_multiboot_node): a node that says that it is a module, wherever below /chosen it stands.
 */
#include "import/describe.h"

#include <stdlib.h>
#include <string.h>

static const char *const module_words[] = {"multiboot,module", "xen,multiboot-module"};

static const struct {
	const char *compatible;
	enum xb_module_kind kind;
} kinds[] = {
	{"multiboot,kernel", XB_MODULE_KERNEL},	   {"xen,linux-zimage", XB_MODULE_KERNEL},
	{"multiboot,ramdisk", XB_MODULE_RAMDISK},  {"xen,linux-initrd", XB_MODULE_RAMDISK},
	{"multiboot,device-tree", XB_MODULE_TREE}, {"xen,xsm-policy", XB_MODULE_POLICY},
};

struct reading {
	struct xb_uboot *uboot;
	const struct xb_board_tree *tree; /* that commands edited; or NULL */
	struct found *found;
	size_t count, capacity;
	unsigned guesses; /* modules that do not say their kind: a kernel, then a ramdisk */
	bool cut;         /* there are more than are read */
};
/* Far more than Xen takes, and few enough that a hostile tree costs no time. */
enum { MOST_MODULES = 1024 };

static bool is_module(const struct xb_tree_node *node)
{
	for (size_t i = 0; i < XB_COUNT(module_words); i++)
		if (xb_tree_is_compatible(node, module_words[i]))
			return true;
	return false;
}

/* ---- Nodes of a tree that is not here ---- */

static bool is_made_here(const struct xb_boot *boot, const char *path)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *edit = &boot->steps[i].edit;
		const size_t parent = edit->path ? strlen(edit->path) : 0;

		if (boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_MAKE_NODE &&
		    !strncmp(edit->path, path, parent) && path[parent] == '/' &&
		    !strcmp(path + parent + 1, edit->name))
			return true;
	}
	return false;
}

/* A node that steps write to and do not make, and of which they do not say what it is: the tree, or an
 * overlay, does. */
static bool is_elsewhere(const struct reading *reading, const struct xb_tree_node *node)
{
	char *path;
	bool made;

	if (reading->uboot->boot->edited || node->compatible)
		return false;
	path = xb_tree_path(node);
	made = is_made_here(reading->uboot->boot, path);
	free(path);
	return !made;
}

/* What such a module is can be read from its name alone. */
static const struct {
	const char *part;
	enum xb_module_kind kind;
} telling_names[] = {
	{"policy", XB_MODULE_POLICY},  {"ramdisk", XB_MODULE_RAMDISK}, {"initr", XB_MODULE_RAMDISK},
	{"rootfs", XB_MODULE_RAMDISK}, {"kernel", XB_MODULE_KERNEL},
};

static bool kind_by_name(const struct xb_tree_node *node, enum xb_module_kind *kind)
{
	for (size_t i = 0; i < XB_COUNT(telling_names); i++) {
		if (!strstr(node->name, telling_names[i].part))
			continue;
		*kind = telling_names[i].kind;
		return true;
	}
	return false;
}

static bool kind_of(struct reading *reading, const struct xb_tree_node *node,
		    enum xb_module_kind *kind)
{
	static const enum xb_module_kind guesses[] = {XB_MODULE_KERNEL, XB_MODULE_RAMDISK};

	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		if (!xb_tree_is_compatible(node, kinds[i].compatible))
			continue;
		*kind = kinds[i].kind;
		return true;
	}
	if (!node->compatible && kind_by_name(node, kind))
		return true;
	if (reading->guesses == XB_COUNT(guesses))
		return false;
	*kind = guesses[reading->guesses++];
	return true;
}

/* ---- Domains ---- */

static size_t domain_index(struct reading *reading, const char *name, const char *node)
{
	struct xb_boot *boot = reading->uboot->boot;
	struct xb_domain *domain;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (!strcmp(boot->domains[i].name, name))
			return i;
	domain = xb_boot_add_domain(boot, name);
	domain->hardware = !node;
	domain->node = node ? xb_arena_strdup(&boot->arena, node) : NULL;
	domain->scope = XB_SCOPE_LINUX;
	domain->at = reading->uboot->left_at;
	return boot->domain_count - 1;
}

static uint64_t number_of(const struct xb_tree_node *node, const char *name, bool *known)
{
	const struct xb_tree_property *property = xb_tree_property(node, name);
	const size_t cells = property ? property->length / 4 : 0;
	uint64_t value = 0;

	*known = cells == 1 || cells == 2;
	for (size_t i = 0; *known && i < cells; i++)
		value = value << 32 | xb_tree_cell_at(property, i);
	return value;
}

static size_t take_guest(struct reading *reading, const struct xb_tree_node *node)
{
	char *path = xb_tree_path(node);
	const size_t index = domain_index(reading, node->name, path);
	struct xb_domain *domain = &reading->uboot->boot->domains[index];

	domain->at = xb_describe_place(reading->uboot->boot, path, "compatible",
				       reading->uboot->left_at);
	domain->memory.at = xb_describe_place(reading->uboot->boot, path, "memory", domain->at);
	domain->cpus.at = xb_describe_place(reading->uboot->boot, path, "cpus", domain->at);
	domain->memory.value = number_of(node, "memory", &domain->memory.known) << 10;
	domain->cpus.value = number_of(node, "cpus", &domain->cpus.known);
	free(path);
	return index;
}

/* ---- Modules ---- */

/* The step that wrote the reg of the node at PATH. */
static struct xb_step *reg_step(struct xb_boot *boot, const char *path)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_SET &&
		    !strcmp(step->edit.path, path) && !strcmp(step->edit.name, "reg"))
			return step;
	}
	return NULL;
}

/* The number of CELLS cells at OFFSET of a reg; a symbol in one of them is the whole of it. */
static struct xb_amount reg_number(const struct reading *reading, const char *path,
				   const struct xb_tree_property *reg, size_t offset, size_t cells)
{
	struct xb_amount amount = {.symbol = XB_NO_SYMBOL};

	for (size_t i = 0; i < cells; i++)
		amount.value = amount.value << 32 | xb_tree_cell_at(reg, offset / 4 + i);
	for (size_t i = 0; reading->tree && i < reading->tree->cell_count; i++) {
		const struct xb_symbol_cell *cell = &reading->tree->cells[i];

		if (!strcmp(cell->path, path) && !strcmp(cell->property, "reg") &&
		    cell->offset >= offset && cell->offset < offset + cells * 4)
			amount.symbol = cell->symbol;
	}
	return amount;
}

static const char *title_of(struct xb_boot *boot, const struct xb_module *module)
{
	const char *kind = xb_module_kind_info(module->kind)->title;

	if (module->domain == XB_NONE)
		return kind;
	return xb_arena_format(&boot->arena, "%s %s", boot->domains[module->domain].name, kind);
}

/* A module at whose address nothing was loaded: what its reg says stands for it. */
static size_t stand_in(struct xb_uboot *uboot, struct xb_amount address, const char *title,
		       struct xb_pos at)
{
	struct xb_boot *boot = uboot->boot;
	struct xb_load *load = xb_boot_add_load(boot, XB_LOAD_MODULE, title);
	const size_t index = boot->load_count - 1;

	load->address = address.value;
	load->placed = address.symbol == XB_NO_SYMBOL;
	load->at = load->address_at = at;
	uboot->loads = xb_grow(uboot->loads, &uboot->load_capacity, index, sizeof(*uboot->loads));
	uboot->loads[index] = (struct xb_board_load){.address = address, .size = XB_NO_SYMBOL};
	return index;
}

/* What its reg says of the module, and what brings it. */
static void take_reg(struct reading *reading, struct xb_module *module, struct xb_amount address,
		     struct xb_amount size, struct xb_pos at)
{
	struct xb_uboot *uboot = reading->uboot;
	struct xb_boot *boot = uboot->boot;
	const char *title = title_of(boot, module);
	struct xb_load *load;

	module->said =
		(struct xb_range){address.value, size.symbol == XB_NO_SYMBOL ? size.value : 0};
	module->said_at = at;
	if (size.symbol != XB_NO_SYMBOL && uboot->symbols.items[size.symbol].kind == XB_SYMBOL_SIZE)
		module->size_of = uboot->symbols.items[size.symbol].load;
	module->load = xb_uboot_load_at(uboot, address, false);
	if (module->load == XB_NONE)
		module->load = stand_in(uboot, address, title, at);
	load = &boot->loads[module->load];
	load->title = xb_arena_strdup(&boot->arena, title);
	if (!load->size_known && module->said.size) {
		load->size = load->footprint = load->occupied = module->said.size;
		load->size_known = true;
	}
}

/* One that was found, in the order of the tree, which is not that of the script: U-Boot puts a new
 * node first. */
struct found {
	const struct xb_tree_node *node;
	size_t domain;
	enum xb_module_kind kind;
	char *path;
	struct xb_pos at; /* of its reg */
};

/* Of how many cells the numbers in the reg of NODE are. */
static struct xb_tree_cells reg_cells(const struct xb_boot *boot, const struct xb_tree_node *node,
				      const struct xb_tree_property *reg)
{
	static const struct xb_tree_cells unknown;
	static const struct xb_tree_cells fitting[] = {[2] = {1, 1}, [3] = {2, 1}, [4] = {2, 2}};
	const struct xb_tree_cells cells = xb_tree_inherited_cells(
		node->parent, boot->edited ? xb_tree_default_cells : unknown);
	const size_t count = reg ? reg->length / 4 : 0;

	if (!cells.address && !cells.size && count < XB_COUNT(fitting))
		return fitting[count]; /* a tree that is not here says it */
	return cells;
}

/* Without a domain it is of dom0, or Xen's own. */
static void find_module(struct reading *reading, const struct xb_tree_node *node, size_t domain)
{
	const struct xb_tree_property *reg = xb_tree_property(node, "reg");
	const struct xb_tree_cells cells = reg_cells(reading->uboot->boot, node, reg);
	const size_t wanted = ((size_t)cells.address + cells.size) * 4;
	const struct xb_step *step;
	enum xb_module_kind kind;
	struct found *found;

	reading->cut = reading->cut || reading->count == MOST_MODULES;
	if (reading->cut || !reg || reg->length < wanted || !cells.address || cells.address > 2 ||
	    !cells.size || cells.size > 2 || !kind_of(reading, node, &kind))
		return;
	reading->found = xb_grow(reading->found, &reading->capacity, reading->count,
				 sizeof(*reading->found));
	found = &reading->found[reading->count++];
	*found = (struct found){.node = node,
				.kind = kind,
				.path = xb_tree_path(node),
				.domain = XB_NONE};
	if (kind != XB_MODULE_POLICY)
		found->domain = domain != XB_NONE ? domain : domain_index(reading, "dom0", NULL);
	step = reg_step(reading->uboot->boot, found->path);
	found->at = step ? step->at : reading->uboot->left_at;
}

static int by_place(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->at.line != right->at.line)
		return left->at.line < right->at.line ? -1 : 1;
	return left->node < right->node ? -1 : left->node > right->node;
}

static void take_module(struct reading *reading, struct found *found)
{
	const struct xb_tree_property *reg = xb_tree_property(found->node, "reg");
	struct xb_boot *boot = reading->uboot->boot;
	const struct xb_tree_cells cells = reg_cells(boot, found->node, reg);
	struct xb_module *module = xb_boot_add_module(boot, found->kind, found->domain, XB_NONE);

	module->node = xb_arena_strdup(&boot->arena, found->path);
	take_reg(reading, module, reg_number(reading, found->path, reg, 0, cells.address),
		 reg_number(reading, found->path, reg, cells.address * 4, cells.size), found->at);
	free(found->path);
}

/* The ramdisk that the entry is given: U-Boot says in /chosen where it is, and Xen takes it for dom0's
 * (bootinfo-fdt.c process_chosen_node, linux,initrd-start). */
static void take_entry_ramdisk(struct reading *reading)
{
	struct xb_uboot *uboot = reading->uboot;
	struct xb_module *module;

	if (!uboot->entry_ramdisk_given)
		return;
	module = xb_boot_add_module(uboot->boot, XB_MODULE_RAMDISK,
				    domain_index(reading, "dom0", NULL), XB_NONE);
	take_reg(reading, module, uboot->entry_ramdisk, uboot->entry_ramdisk_size, uboot->left_at);
}

/* ---- All of /chosen ---- */

static void read_below(struct reading *reading, const struct xb_tree_node *parent, size_t domain)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		size_t inner = domain;

		const bool elsewhere = is_elsewhere(reading, node);

		if (reading->uboot->boot->domain_count > XB_GUESTS_MAX)
			reading->cut = true;
		if (reading->cut)
			return;
		if (xb_tree_is_compatible(node, "xen,domain") ||
		    (elsewhere && node->child && domain == XB_NONE))
			inner = take_guest(reading, node);
		else if (is_module(node) || elsewhere)
			find_module(reading, node, domain);
		read_below(reading, node, inner);
	}
}

void xb_describe_chosen(struct xb_uboot *uboot)
{
	const struct xb_devtree *tree = xb_boot_chosen(uboot->boot);
	const struct xb_tree_node *chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL;
	struct reading reading = {
		.uboot = uboot,
		.tree = uboot->working == XB_NONE ? NULL : &uboot->trees[uboot->working]};

	if (chosen)
		read_below(&reading, chosen, XB_NONE);
	if (reading.cut)
		xb_error(uboot->diags, XB_CODE_TOO_MANY_MODULES, uboot->left_at,
			 "/chosen has more than %u domains or %d modules: the others are not read",
			 XB_GUESTS_MAX, MOST_MODULES);
	if (reading.count)
		qsort(reading.found, reading.count, sizeof(*reading.found), by_place);
	for (size_t i = 0; i < reading.count; i++)
		take_module(&reading, &reading.found[i]);
	take_entry_ramdisk(&reading);
	free(reading.found);
}

/* SPDX-License-Identifier: MIT */
#include "import/describe.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* The load at ADDRESS, used as USE and called TITLE from now on; where none is there, one that no
 * step brings. */
static size_t take_load(struct xb_uboot *uboot, struct xb_amount address, enum xb_load_use use,
			const char *title)
{
	struct xb_boot *boot = uboot->boot;
	size_t index = xb_uboot_load_at(uboot, address, false);

	if (index == XB_NONE) {
		struct xb_load *load = xb_boot_add_load(boot, use, title);

		index = boot->load_count - 1;
		uboot->loads =
			xb_grow(uboot->loads, &uboot->load_capacity, index, sizeof(*uboot->loads));
		uboot->loads[index] =
			(struct xb_board_load){.address = address, .size = XB_NO_SYMBOL};
		load->address = address.value;
		load->placed = address.symbol == XB_NO_SYMBOL;
		load->at = load->address_at = uboot->left_at;
	}
	boot->loads[index].use = use;
	boot->loads[index].title = xb_arena_strdup(&boot->arena, title);
	return index;
}

/* ---- The tree ---- */

static void take_base(struct xb_uboot *uboot, const struct xb_board_tree *tree)
{
	struct xb_boot *boot = uboot->boot;
	struct xb_load *load = tree->load == XB_NONE ? NULL : &boot->loads[tree->load];
	const char *path = uboot->config->tree_path ? uboot->config->tree_path
			   : load		    ? load->path
						    : NULL;
	struct xb_buf blob = {0};

	boot->tree_name = path ? path : load ? load->file : "the device tree";
	if (path && !xb_file_read(path, XB_DTB_MAX, &blob))
		boot->tree = xb_devtree_parse(path, blob.data, blob.length,
					      load ? load->at : uboot->left_at, uboot->diags);
	xb_buf_clear(&blob);
}

/* The tree that the entry is given: the one at its address, else the one that was edited. */
static struct xb_board_tree *entry_tree(struct xb_uboot *uboot)
{
	if (uboot->entry_tree_given)
		return xb_uboot_tree_at(uboot, uboot->entry_tree);
	return uboot->working == XB_NONE ? NULL : &uboot->trees[uboot->working];
}

static void take_tree(struct xb_uboot *uboot)
{
	struct xb_boot *boot = uboot->boot;
	const struct xb_board_tree *tree = entry_tree(uboot);

	if (!tree || tree->load == XB_NONE) {
		const struct xb_amount address = tree ? tree->address : uboot->entry_tree;

		if (tree || uboot->entry_tree_given)
			boot->entrance.tree =
				take_load(uboot, address, XB_LOAD_TREE, "device tree");
	} else {
		boot->entrance.tree = tree->load;
		boot->loads[tree->load].use = XB_LOAD_TREE;
		boot->loads[tree->load].title = xb_arena_strdup(&boot->arena, "device tree");
		boot->loads[tree->load].address = tree->address.value;
		boot->loads[tree->load].placed = tree->address.symbol == XB_NO_SYMBOL;
	}
	if (!tree)
		return;
	take_base(uboot, tree);
	xb_boot_edit_tree(boot, uboot->diags);
	if (!boot->edited)
		boot->sketch = xb_boot_sketch_tree(boot, uboot->diags);
}

/* ---- Xen and its line ---- */

static void take_xen(struct xb_uboot *uboot)
{
	struct xb_boot *boot = uboot->boot;

	boot->entrance.xen = take_load(uboot, uboot->entry_xen, XB_LOAD_MODULE, "Xen");
	xb_boot_add_module(boot, XB_MODULE_XEN, XB_NONE, boot->entrance.xen);
}

/* TEXT without the words of which only the board knows a part; whether there are such. */
static bool known_words(const char *text, struct xb_buf *out)
{
	size_t symbol, begin, end;
	bool partial = false;

	xb_buf_puts(out, "");
	while (*text) {
		const size_t length = strcspn(text, " ");
		char *word = xb_strndup(text, length);

		if (xb_symbol_find(word, &symbol, &begin, &end))
			partial = true;
		else
			xb_buf_add(out, word, length);
		free(word);
		text += length;
		if (*text)
			xb_buf_putc(out, *text++);
	}
	return partial;
}

static void take_line(const struct xb_uboot *uboot, const struct xb_command_line *said,
		      enum xb_scope scope, struct xb_line *line)
{
	struct xb_boot *boot = uboot->boot;
	struct xb_buf known = {0};
	char *readable = xb_symbol_readable(&uboot->symbols, said->text);
	const char *slash = strrchr(said->property, '/');
	char *path = slash ? xb_arena_format(&boot->arena, "/chosen/%.*s",
					     (int)(slash - said->property), said->property)
			   : xb_arena_strdup(&boot->arena, "/chosen");

	line->text = xb_arena_strdup(&boot->arena, readable);
	free(readable);
	line->at = xb_describe_place(boot, path, slash ? slash + 1 : said->property,
				     (struct xb_pos){0});
	line->partial = known_words(said->text, &known);
	xb_line_split(line, &boot->arena, scope, known.data, line->at);
	xb_buf_clear(&known);
}

static struct xb_domain *domain_named(struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (!strcmp(boot->domains[i].name, name))
			return &boot->domains[i];
	return NULL;
}

static void take_lines(const struct xb_uboot *uboot)
{
	struct xb_boot *boot = uboot->boot;
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct xb_command_line *said = &lines.items[i];
		struct xb_domain *domain = said->reader ? domain_named(boot, said->reader) : NULL;

		if (domain)
			take_line(uboot, said, domain->scope, &domain->line);
		else if (said->reader)
			take_line(uboot, said, XB_SCOPE_XEN, &boot->xen_line);
	}
	xb_command_lines_clear(&lines);
	if (!boot->xen_line.text)
		boot->xen_line.text = xb_arena_strdup(&boot->arena, "");
}

/* ---- All of it ---- */

/* What hints call the places where a script says things. */
static const char *const places[XB_PLACE_COUNT] = {
	[XB_PLACE_CELLS] = "#address-cells and #size-cells of /chosen",
	[XB_PLACE_PADDING] = "fdt resize",
	[XB_PLACE_EDITS] = "the script",
	[XB_PLACE_BEFORE] = "the script",
	[XB_PLACE_XEN_OPTIONS] = "xen,xen-bootargs",
};

static unsigned chosen_cells(const struct xb_boot *boot)
{
	const struct xb_devtree *tree = xb_boot_chosen(boot);
	const struct xb_tree_node *chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL;
	const uint32_t cells = chosen ? xb_tree_cell(chosen, "#address-cells", 2) : 0;

	return cells == 1 || cells == 2 ? cells : 0;
}

void xb_describe_tree(struct xb_uboot *uboot, const struct xb_import_config *config)
{
	struct xb_boot *boot = uboot->boot;

	boot->cells = chosen_cells(boot);
	xb_describe_chosen(uboot);
	xb_describe_domains(boot, config->catalog, uboot->left_at, uboot->diags);
	xb_boot_take_machine(boot, config->board);
	take_lines(uboot);
	xb_plan_map(boot);
}

void xb_describe(struct xb_uboot *uboot, const struct xb_import_config *config)
{
	struct xb_boot *boot = uboot->boot;

	boot->arch = "arm64";
	memcpy(boot->places, places, sizeof(boot->places));
	take_tree(uboot);
	take_xen(uboot);
	xb_describe_tree(uboot, config);
}

/* SPDX-License-Identifier: MIT */
#include "import/describe.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

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

	xb_describe_entry_tree(uboot, tree);
	if (!tree || tree->load == XB_NONE) {
		const struct xb_amount address = tree ? tree->address : uboot->entry_tree;

		if (tree || uboot->entry_tree_given)
			boot->entrance.tree =
				xb_describe_load(uboot, address, XB_LOAD_TREE, "device tree");
		if (tree && tree->variable && !tree->moved)
			boot->loads[boot->entrance.tree].there = true;
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

/* The room that the tree has in memory, as far as it is known; where it stays there, U-Boot takes more behind
 * it. */
static void take_room(struct xb_boot *boot)
{
	struct xb_load *tree = boot->entrance.tree == XB_NONE ? NULL : &boot->loads[boot->entrance.tree];
	uint64_t asked = 0, used, size;

	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_ROOM)
			asked += boot->steps[i].bytes;
	if (!tree || !tree->placed || !asked || asked > XB_DTB_MAX)
		return;
	used = boot->tree ? xb_devtree_used(boot->tree) : tree->size;
	size = xb_fdt_resized(tree->address, used, asked);
	if (boot->entrance.tree_stays)
		size += xb_boot_tree_room(boot);
	if (tree->occupied < size)
		tree->footprint = tree->occupied = size;
}

/* ---- Xen and its line ---- */

static void take_xen(struct xb_uboot *uboot)
{
	struct xb_boot *boot = uboot->boot;

	boot->entrance.xen = xb_describe_load(uboot, uboot->entry_xen, XB_LOAD_MODULE, "Xen");
	xb_boot_add_module(boot, XB_MODULE_XEN, XB_NONE, boot->entrance.xen);
}

/* Where the script writes WORD on the line of AT, from there on; else AT: a variable brought it. */
static struct xb_pos word_at(const struct xb_script *script, struct xb_pos at,
			     const struct xb_setting *word)
{
	const char *line = xb_script_line(script, at.line), *found;
	char *text = xb_word_text(word);
	const size_t length = line ? strcspn(line, "\n") : 0, wanted = strlen(text);

	for (found = line; found && (found = strstr(found, text)) && found < line + length; found++) {
		const unsigned column = xb_script_at(script, (size_t)(found - script->bytes)).column;

		if (column < at.column || (found > line && isalnum((unsigned char)found[-1])) ||
		    isalnum((unsigned char)found[wanted]))
			continue;
		at.column = column;
		break;
	}
	free(text);
	return at;
}

static bool is_symbol(const char *text)
{
	return text && xb_symbol_find(text, &(size_t){0}, &(size_t){0}, &(size_t){0});
}

/* What only the board knows is no word to judge. */
static void leave_out_unknown(const struct xb_uboot *uboot, struct xb_line *line)
{
	struct xb_arena *arena = &uboot->boot->arena;
	size_t kept = 0;
	char *readable;

	for (size_t i = 0; i < line->count; i++) {
		if (is_symbol(line->words[i].name) || is_symbol(line->words[i].value))
			line->partial = true;
		else
			line->words[kept++] = line->words[i];
	}
	line->count = kept;
	readable = xb_symbol_readable(&uboot->symbols, line->text);
	line->text = xb_arena_strdup(arena, readable);
	free(readable);
}

static void place_words(const struct xb_uboot *uboot, struct xb_line *line)
{
	if (!uboot->script || !line->at.line || !line->at.file ||
	    strcmp(line->at.file, uboot->script->places[0].at.file) != 0)
		return;
	for (size_t i = 0; i < line->count; i++) {
		line->words[i].at = word_at(uboot->script, line->at, &line->words[i]);
		line->words[i].name_at = line->words[i].at;
	}
}

static void take_line(struct xb_uboot *uboot, const struct xb_command_line *said,
		      enum xb_scope scope, struct xb_line *line)
{
	struct xb_boot *boot = uboot->boot;
	const char *slash = strrchr(said->property, '/');
	char *path = slash ? xb_arena_format(&boot->arena, "/chosen/%.*s",
					     (int)(slash - said->property), said->property)
			   : xb_arena_strdup(&boot->arena, "/chosen");

	line->text = xb_arena_strdup(&boot->arena, said->text);
	line->at = xb_describe_place(boot, path, slash ? slash + 1 : said->property,
				     (struct xb_pos){0});
	xb_line_split(line, &boot->arena, scope, line->text, line->at);
	leave_out_unknown(uboot, line);
	place_words(uboot, line);
}

static struct xb_domain *domain_named(struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (!strcmp(boot->domains[i].name, name))
			return &boot->domains[i];
	return NULL;
}

static void take_lines(struct xb_uboot *uboot)
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
	/* Of a line that is missing something may be said, too. */
	if (!boot->xen_line.at.line)
		boot->xen_line.at = boot->entrance.at;
	for (size_t i = 0; i < boot->domain_count; i++)
		if (!boot->domains[i].line.at.line)
			boot->domains[i].line.at = boot->domains[i].at;
}

/* ---- All of it ---- */

/* What hints call the places where a script says things. */
static const char *const places[XB_PLACE_COUNT] = {
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
	xb_describe_entry_ramdisk(uboot);
	xb_boot_take_machine(boot, config->board);
	take_lines(uboot);
	xb_plan_map(boot);
}

/* What the command that starts Xen can start; NULL: either. */
static const char *arch_of(const struct xb_uboot *uboot)
{
	static const struct {
		const char *command, *arch;
	} rows[] = {{"bootefi", "arm64"}, {"bootz", "arm32"}};

	if (uboot->boot->entrance.door)
		return uboot->boot->entrance.door->arch;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (!strcmp(rows[i].command, uboot->command))
			return rows[i].arch;
	return NULL;
}

void xb_describe(struct xb_uboot *uboot, const struct xb_import_config *config)
{
	struct xb_boot *boot = uboot->boot;

	boot->arch = config->board && config->board->arch.text ? config->board->arch.text
							       : arch_of(uboot);
	memcpy(boot->places, places, sizeof(boot->places));
	boot->entrance.at = uboot->left_at;
	boot->entrance.tree_stays = xb_describe_tree_stays(uboot);
	xb_describe_command(uboot, config->board);
	xb_describe_bootargs(uboot);
	take_tree(uboot);
	take_room(boot);
	take_xen(uboot);
	xb_describe_tree(uboot, config);
}

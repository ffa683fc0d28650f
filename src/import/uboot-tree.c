/* SPDX-License-Identifier: MIT */
/* The trees in memory: those that files bring, and those of which nothing is known. */
#include "import/uboot.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

struct xb_board_tree *xb_uboot_add_tree(struct xb_uboot *uboot, const void *blob, size_t size,
					struct xb_amount address)
{
	struct xb_board_tree *tree;

	xb_shell_step(&uboot->shell, size / XB_TREE_STEP, (struct xb_pos){0});
	uboot->trees = xb_grow(uboot->trees, &uboot->tree_capacity, uboot->tree_count,
			       sizeof(*uboot->trees));
	tree = &uboot->trees[uboot->tree_count++];
	*tree = (struct xb_board_tree){
		.address = address, .load = XB_NONE, .exact = uboot->config->exact};
	xb_buf_add(&tree->blob, blob, size);
	return tree;
}

/* The board's variable for a tree that holds ADDRESS; NULL: none does. */
static const struct xb_variable *holder_of(const struct xb_uboot *uboot, uint64_t address)
{
	const struct xb_variables *env = &uboot->shell.env;

	for (size_t i = 0; i < env->count; i++) {
		const struct xb_variable *variable = &env->items[i];
		const struct xb_amount value = xb_amount_read(variable->value, 16, NULL);

		if (!variable->at.line && !strncmp(variable->name, "fdt", 3) && address &&
		    value.symbol == XB_NO_SYMBOL && value.value == address)
			return variable;
	}
	return NULL;
}

/* The variable of the board's that ADDRESS is; NULL: it is another number. */
static const char *variable_of(struct xb_uboot *uboot, struct xb_amount address)
{
	const struct xb_variable *holder;
	const struct xb_symbol *symbol;

	if (address.symbol == XB_NO_SYMBOL) {
		holder = holder_of(uboot, address.value);
		return holder ? xb_arena_strdup(&uboot->boot->arena, holder->name) : NULL;
	}
	if (address.value)
		return NULL;
	symbol = &uboot->symbols.items[address.symbol];
	return symbol->kind == XB_SYMBOL_VARIABLE
		       ? xb_arena_strdup(&uboot->boot->arena, symbol->name)
		       : NULL;
}

struct xb_board_tree *xb_uboot_assume_tree(struct xb_uboot *uboot, struct xb_amount address)
{
	_Alignas(8) unsigned char empty[4096];
	struct xb_board_tree *tree;

	fdt_create_empty_tree(empty, sizeof(empty)); /* fits: it takes 72 bytes */
	tree = xb_uboot_add_tree(uboot, empty, sizeof(empty), address);
	tree->assumed = true;
	tree->variable = variable_of(uboot, address);
	return tree;
}

struct xb_board_tree *xb_uboot_copy_tree(struct xb_uboot *uboot, const struct xb_board_tree *from,
					 struct xb_amount address)
{
	const size_t source = (size_t)(from - uboot->trees);
	struct xb_board_tree *tree =
		xb_uboot_add_tree(uboot, from->blob.data, from->blob.length, address);

	from = &uboot->trees[source];
	tree->load = from->load;
	tree->assumed = from->assumed;
	tree->edits = from->edits;
	tree->edited_at = from->edited_at;
	tree->variable = from->variable;
	tree->moved = true;
	for (size_t i = 0; i < from->cell_count; i++) {
		tree->cells = xb_grow(tree->cells, &tree->cell_capacity, tree->cell_count,
				      sizeof(*tree->cells));
		tree->cells[tree->cell_count] = from->cells[i];
		tree->cells[tree->cell_count].path = xb_strdup(from->cells[i].path);
		tree->cells[tree->cell_count++].property = xb_strdup(from->cells[i].property);
	}
	return tree;
}

static bool is_sound(const struct xb_buf *blob)
{
	return blob->length >= sizeof(struct fdt_header) &&
	       !fdt_check_full(blob->data, blob->length) && fdt_totalsize(blob->data) <= XB_DTB_MAX;
}

/* The file that LOAD brings, where it is here and a tree; else what is assumed of it. NULL: it is
 * here, and is none. */
static struct xb_board_tree *tree_of_load(struct xb_uboot *uboot, size_t index)
{
	struct xb_load *load = &uboot->boot->loads[index];
	const char *path = uboot->config->tree_path ? uboot->config->tree_path : load->path;
	struct xb_board_tree *tree = NULL;
	struct xb_buf blob = {0};

	if (path && !xb_file_read(path, XB_DTB_MAX, &blob)) {
		if (is_sound(&blob))
			tree = xb_uboot_add_tree(uboot, blob.data, fdt_totalsize(blob.data),
						 uboot->loads[index].address);
		else if (load->present)
			goto out;
	}
	if (!tree)
		tree = xb_uboot_assume_tree(uboot, uboot->loads[index].address);
	else
		load->path = xb_arena_strdup(&uboot->boot->arena, path);
	tree->load = index;
	uboot->loads[index].is_tree = true;
out:
	xb_buf_clear(&blob);
	return tree;
}

struct xb_board_tree *xb_uboot_tree_at(struct xb_uboot *uboot, struct xb_amount address)
{
	const size_t load = xb_uboot_load_at(uboot, address, false);

	for (size_t i = uboot->tree_count; i-- > 0;) {
		const struct xb_board_tree *tree = &uboot->trees[i];

		/* What was loaded there since is another one. */
		if (tree->address.symbol == address.symbol &&
		    tree->address.value == address.value &&
		    (load == XB_NONE || tree->load == XB_NONE || tree->load >= load))
			return &uboot->trees[i];
	}
	return load == XB_NONE ? NULL : tree_of_load(uboot, load);
}

/* ---- Trees that are not there ---- */

void xb_uboot_miss_tree(struct xb_uboot *uboot, uint64_t address, struct xb_pos at)
{
	uboot->missed = xb_grow(uboot->missed, &uboot->missed_capacity, uboot->missed_count,
				sizeof(*uboot->missed));
	uboot->missed[uboot->missed_count++] = (struct xb_missed_tree){address, at};
}

/* The load that comes too late, or the one that nothing uses. */
static const struct xb_load *late_load(const struct xb_uboot *uboot, uint64_t address)
{
	const struct xb_boot *boot = uboot->boot;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_LOAD && boot->loads[step->load].placed &&
		    boot->loads[step->load].address == address)
			return &boot->loads[step->load];
	}
	return NULL;
}

void xb_uboot_report_missed(struct xb_uboot *uboot)
{
	for (size_t i = 0; xb_boot_step(uboot->boot, XB_STEP_LOAD) && i < uboot->missed_count; i++) {
		const struct xb_missed_tree *missed = &uboot->missed[i];
		const struct xb_load *late = late_load(uboot, missed->address);
		const struct xb_pos failed = xb_uboot_failed_load(uboot, missed->address);

		if (failed.line) {
			xb_warning(uboot->diags, XB_CODE_NOT_NOTICED, failed,
				   "where this fails, the script goes on, and line %u takes no device tree",
				   missed->at.line);
			xb_hint(uboot->diags, "let all that needs it stand inside of the if, or behind &&");
			continue;
		}
		xb_error(uboot->diags, XB_CODE_NOT_LOADED, missed->at,
			 "fdt: no device tree was loaded at 0x%llX",
			 (unsigned long long)missed->address);
		if (late)
			xb_hint(uboot->diags, "%s is loaded there later, in line %u: load it before",
				xb_load_name(late), late->at.line);
		else
			xb_hint(uboot->diags,
				"load it there first, or name the address where it is");
	}
}

/* SPDX-License-Identifier: MIT */
#include "import/record.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

void xb_record_tree(struct xb_uboot *uboot, const struct xb_board_tree *tree, struct xb_pos at)
{
	struct xb_step *step = xb_boot_add_step(uboot->boot, XB_STEP_TREE, at);

	step->load = tree->load;
	step->text = tree->variable;
}

void xb_record_room(struct xb_uboot *uboot, uint64_t bytes, struct xb_pos at)
{
	xb_boot_add_step(uboot->boot, XB_STEP_ROOM, at)->bytes = bytes;
	uboot->trees[uboot->working].roomy = true;
}

/* A tree's file has no room of its own, mostly: dtc leaves none. */
static void check_room(struct xb_uboot *uboot, enum xb_edit_kind kind, struct xb_pos at)
{
	struct xb_board_tree *tree = &uboot->trees[uboot->working];

	if (!tree->assumed || tree->roomy || (kind != XB_EDIT_SET && kind != XB_EDIT_MAKE_NODE))
		return;
	tree->roomy = true;
	xb_warning(uboot->diags, XB_CODE_FDT_SPACE, at,
		   "the tree is edited, and no room was made in it before");
	xb_hint(uboot->diags, "fdt resize 0x1000 behind fdt addr; without room the edits fail");
}

/* Where NODE is in the working tree, the arena's. */
static char *path_of(struct xb_uboot *uboot, int node)
{
	const void *fdt = uboot->trees[uboot->working].blob.data;
	struct xb_buf path = {0};
	char *kept;
	int size = 256;

	do {
		xb_buf_reserve(&path, (size_t)size);
		if (fdt_get_path(fdt, node, path.data, size) != -FDT_ERR_NOSPACE)
			break;
		size *= 2;
	} while (size < 1 << 20);
	kept = xb_arena_strdup(&uboot->boot->arena, path.data);
	xb_buf_clear(&path);
	return kept;
}

/* What the words that made a value were: cells, bytes, or texts. */
static enum xb_form form_of(const struct xb_command *command)
{
	const char *word = command->count > 4 ? command->words[4].text : NULL;

	if (!word)
		return XB_FORM_EMPTY;
	return *word == '<' ? XB_FORM_CELLS : *word == '[' ? XB_FORM_BYTES : XB_FORM_STRINGS;
}

size_t xb_record_edit(struct xb_uboot *uboot, enum xb_edit_kind kind, int node, const char *name,
		      const char *value, size_t length, const struct xb_command *command)
{
	struct xb_arena *arena = &uboot->boot->arena;
	struct xb_step *step = xb_boot_add_step(uboot->boot, XB_STEP_EDIT, command->words[0].at);

	check_room(uboot, kind, command->words[0].at);
	step->edit.kind = kind;
	step->edit.path = path_of(uboot, node);
	step->edit.name = name ? xb_arena_strdup(arena, name) : NULL;
	if (kind == XB_EDIT_SET) {
		step->edit.form = form_of(command);
		step->edit.value = xb_arena_alloc(arena, length + 1);
		if (length)
			memcpy(step->edit.value, value, length);
		step->edit.length = length;
	}
	return uboot->boot->step_count - 1;
}

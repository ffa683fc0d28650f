/* SPDX-License-Identifier: MIT */
#include "import/record.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

void xb_record_tree(struct xb_uboot *uboot, const struct xb_board_tree *tree, struct xb_pos at)
{
	struct xb_step *step = xb_boot_add_step(uboot->boot, XB_STEP_TREE, at);

	step->load = tree->load;
}

void xb_record_room(struct xb_uboot *uboot, uint64_t bytes, struct xb_pos at)
{
	xb_boot_add_step(uboot->boot, XB_STEP_ROOM, at)->bytes = bytes;
	uboot->trees[uboot->working].roomy = true;
}

/* A tree's file has no room of its own, mostly: dtc leaves none. */
void xb_record_need_of_room(struct xb_uboot *uboot, struct xb_pos at)
{
	struct xb_board_tree *tree = &uboot->trees[uboot->working];

	if (!tree->assumed || tree->roomy)
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

void xb_record_bare_size(struct xb_uboot *uboot, size_t symbol, const char *property,
			 struct xb_pos at)
{
	const struct xb_symbol *size = &uboot->symbols.items[symbol];

	xb_error(uboot->diags, strcmp(property, "reg") ? XB_CODE_CELLS : XB_CODE_MODULE_REG, at,
		 "%s: the size of %s has no 0x before it: it is hexadecimal, and fdt set reads it as decimal",
		 property, size->name ? size->name : "a file");
	xb_hint(uboot->diags, "write 0x${filesize}");
}

/* What the shell was to take away from a text, or to put into it, and did not. */
static const struct {
	const char *text;
	enum xb_severity severity;
	const char *is, *hint;
} leftovers[] = {
	{"\\\"", XB_WARNING, "the \\ before \" stays in the text, as it does in double quotes",
	 "put the whole text into single quotes, without the \\"},
	{"\\'", XB_WARNING, "the \\ before ' stays in the text, as it does in double quotes",
	 "put the whole text into double quotes, without the \\"},
	{"\\$", XB_WARNING, "the \\ before $ stays in the text, as it does in double quotes",
	 "put the whole text into single quotes, without the \\"},
	{"\\;", XB_WARNING, "the \\ before ; stays in the text, as it does in quotes",
	 "take the \\ out: in quotes a ; ends no command"},
	{"${", XB_WARNING, "${...} stands in the text as it is: in single quotes no variable is read",
	 "use double quotes"},
	{"\n", XB_ERROR, "a line end is in the text: a quote is open, or has swallowed the next line",
	 "close the quote on its line"},
};

static void check_leftovers(struct xb_uboot *uboot, const struct xb_edit *edit, struct xb_pos at)
{
	static const char tail[] = "bootargs";
	const size_t length = strlen(edit->name);

	if (length < strlen(tail) || strcmp(edit->name + length - strlen(tail), tail) != 0 ||
	    !edit->length || edit->value[edit->length - 1])
		return;
	for (size_t i = 0; i < XB_COUNT(leftovers); i++) {
		if (!strstr(edit->value, leftovers[i].text))
			continue;
		xb_report(uboot->diags, leftovers[i].severity, XB_CODE_QUOTING, at, "%s: %s", edit->name,
			  leftovers[i].is);
		xb_hint(uboot->diags, "%s", leftovers[i].hint);
		return;
	}
}

/* Is what stands in the tree known of NAME below PATH: was it made here? */
static bool is_made(const struct xb_boot *boot, const char *path)
{
	const size_t length = (size_t)(strrchr(path, '/') - path);

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_OVERLAY)
			return true;
		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_MAKE_NODE &&
		    strlen(step->edit.path) == length && !strncmp(step->edit.path, path, length) &&
		    !strcmp(step->edit.name, path + length + 1))
			return true;
	}
	return false;
}

static bool is_edited(const struct xb_boot *boot, const char *path)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT && !strcmp(boot->steps[i].edit.path, path))
			return true;
	return false;
}

/* Is the first part of PATH /chosen with a slip of the pen? */
static bool check_root(struct xb_uboot *uboot, const char *path, struct xb_pos at)
{
	const size_t length = *path ? strcspn(path + 1, "/") : 0;
	char *first = xb_strndup(path + (*path != '\0'), length);
	const bool slip = strcmp(first, "chosen") != 0 && !is_edited(uboot->boot, path) &&
			  uboot->trees[uboot->working].assumed &&
			  xb_nearest(first, (const char *const[]){"chosen", NULL});

	free(first);
	if (!slip)
		return false;
	xb_warning(uboot->diags, XB_CODE_MISSING_NODE, at,
		   "%s: hardly a tree has that node; where there is none, the edit fails", path);
	xb_hint(uboot->diags, "did you mean /chosen%s?", path + 1 + length);
	return true;
}

/* fdt set makes no node. A tree whose file is not here may have any, but hardly one below /chosen that
 * is called as Xen's are. */
static void check_node(struct xb_uboot *uboot, const char *path, struct xb_pos at)
{
	static const char chosen[] = "/chosen/";

	if (check_root(uboot, path, at))
		return;
	if (!uboot->trees[uboot->working].assumed || strncmp(path, chosen, strlen(chosen)) != 0 ||
	    is_made(uboot->boot, path) || is_edited(uboot->boot, path))
		return;
	xb_warning(uboot->diags, XB_CODE_MISSING_NODE, at,
		   "%s is edited, and nothing here has made it: where the tree has no such node, each "
		   "edit of it fails", path);
	xb_hint(uboot->diags, "fdt mknode %.*s %s comes before",
		(int)(strrchr(path, '/') - path), path, strrchr(path, '/') + 1);
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
	struct xb_board_tree *tree = &uboot->trees[uboot->working];
	const struct xb_pos at = command->words[0].at;
	char *path = path_of(uboot, node);
	struct xb_step *step;

	if (kind == XB_EDIT_SET || kind == XB_EDIT_MAKE_NODE) {
		xb_record_need_of_room(uboot, at);
		check_node(uboot, path, at);
	}
	if (!tree->edits++)
		tree->edited_at = at;
	step = xb_boot_add_step(uboot->boot, XB_STEP_EDIT, at);
	step->edit.kind = kind;
	step->edit.path = path;
	step->edit.at = at;
	step->edit.name = name ? xb_arena_strdup(arena, name) : NULL;
	if (kind == XB_EDIT_SET) {
		step->edit.form = form_of(command);
		step->edit.value = xb_arena_alloc(arena, length + 1);
		if (length)
			memcpy(step->edit.value, value, length);
		step->edit.length = length;
		check_leftovers(uboot, &step->edit, at);
	}
	return uboot->boot->step_count - 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * The device tree's edits as U-Boot's fdt commands (cmd/fdt.c). What those cannot say is refused
 * here, whatever the checks said before: a script that says something else is worse than none.
 */
#include "emit/source.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/emit.h"
#include "emit/hush.h"

/* Longer lists are quoted as one word, which fdt set reads alike and hush counts once. */
#define BARE_ITEMS_MAX 16

/* ---- What cannot be said --------------------------------------------------------------------- */

static bool is_unsayable(const struct xb_source *source, const struct xb_edit *edit)
{
	enum xb_code code;
	char *objection = xb_fdt_set_objection(source->boot, edit, &code);

	if (!objection)
		return false;
	xb_error(source->diags, code, edit->at, "%s %s %s", edit->path, edit->name, objection);
	if (source->boot->places[XB_PLACE_OUTPUT])
		xb_hint(source->diags, "%s: both puts it into the DTB as it is",
			source->boot->places[XB_PLACE_OUTPUT]);
	free(objection);
	return true;
}

static bool is_malformed(const struct xb_source *source, const struct xb_edit *edit)
{
	bool whole = true;

	if (edit->form == XB_FORM_STRINGS)
		whole = edit->length == 0 || edit->value[edit->length - 1] == '\0';
	else if (edit->form == XB_FORM_CELLS)
		whole = edit->length % 4 == 0;
	if (whole)
		return false;
	xb_error(source->diags, XB_CODE_QUOTING, edit->at, "%s %s: %zu bytes are no whole %s",
		 edit->path, edit->name, edit->length,
		 edit->form == XB_FORM_CELLS ? "cells" : "strings");
	return true;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static uint32_t cell_at(const struct xb_edit *edit, size_t index)
{
	const unsigned char *bytes = (const unsigned char *)edit->value + 4 * index;

	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* The first COUNT of them, behind one another. */
static void put_each_cell(const struct xb_edit *edit, size_t count, struct xb_buf *out)
{
	bool lone = edit->length == 4;

	for (size_t i = 0; i < count; i++) {
		uint32_t cell = cell_at(edit, i);

		/* A lone small number is a count, not an address. */
		xb_buf_printf(out, lone && cell < 10 ? "%s%" PRIu32 : "%s0x%" PRIX32,
			      i ? " " : "", cell);
	}
}

static void put_cells(const struct xb_edit *edit, struct xb_buf *out)
{
	size_t count = edit->length / 4;
	const char *quote = count > BARE_ITEMS_MAX ? "'" : "";

	xb_buf_printf(out, " %s<", quote);
	put_each_cell(edit, count, out);
	xb_buf_printf(out, ">%s", quote);
}


static void put_bytes(const struct xb_edit *edit, struct xb_buf *out)
{
	const char *quote = edit->length > BARE_ITEMS_MAX ? "'" : "";

	xb_buf_printf(out, " %s[", quote);
	for (size_t i = 0; i < edit->length; i++)
		xb_buf_printf(out, "%s%02X", i ? " " : "", (unsigned)(unsigned char)edit->value[i]);
	xb_buf_printf(out, "]%s", quote);
}

static void put_strings(const struct xb_edit *edit, struct xb_buf *out)
{
	const char *end = edit->value + edit->length;

	for (const char *text = edit->value; text < end; text += strlen(text) + 1) {
		xb_buf_putc(out, ' ');
		xb_hush_quote(text, strlen(text), out);
	}
}

static void put_value(const struct xb_edit *edit, struct xb_buf *out)
{
	static void (*const put[])(const struct xb_edit *, struct xb_buf *) = {
		[XB_FORM_STRINGS] = put_strings,
		[XB_FORM_CELLS] = put_cells,
		[XB_FORM_BYTES] = put_bytes,
	};

	if (edit->length > 0 && edit->form != XB_FORM_EMPTY)
		put[edit->form](edit, out);
}

/* ---- One command for each kind of edit ------------------------------------------------------- */

/* A name like #address-cells would begin a comment; the backslash is what people write there. */
static void put_word(const char *word, struct xb_buf *out)
{
	struct xb_buf rest = {0};

	if (word[0] == '#' && word[1] != '\0')
		xb_hush_quote(word + 1, strlen(word + 1), &rest);
	if (rest.length > 0 && rest.data[0] != '\'')
		xb_buf_printf(out, " \\#%s", rest.data);
	else {
		xb_buf_putc(out, ' ');
		xb_hush_quote(word, strlen(word), out);
	}
	xb_buf_clear(&rest);
}

static void put_names(const char *verb, const struct xb_edit *edit, struct xb_buf *out)
{
	xb_buf_printf(out, "fdt %s", verb);
	put_word(edit->path, out);
	if (edit->name)
		put_word(edit->name, out);
}

static bool put_set(const struct xb_source *source, const struct xb_edit *edit, struct xb_buf *out)
{
	if (is_malformed(source, edit) || is_unsayable(source, edit))
		return false;
	put_names("set", edit, out);
	put_value(edit, out);
	return true;
}

/* A reg whose last cell is the size that the board has found. */
static void put_set_measured(const struct xb_edit *edit, const char *variable, struct xb_buf *out)
{
	put_names("set", edit, out);
	xb_buf_puts(out, " <");
	put_each_cell(edit, edit->length / 4 - 1, out);
	xb_buf_printf(out, " 0x${%s}>", variable);
}

static bool put_make_node(const struct xb_source *source, const struct xb_edit *edit,
			  struct xb_buf *out)
{
	(void)source;
	put_names("mknod", edit, out);
	return true;
}

static bool put_remove(const struct xb_source *source, const struct xb_edit *edit,
		       struct xb_buf *out)
{
	(void)source;
	put_names("rm", edit, out);
	return true;
}

/* The command, what the script says when it fails, and the comment above a group of them. */
static const struct {
	bool (*put)(const struct xb_source *, const struct xb_edit *, struct xb_buf *);
	const char *label;
	const char *comment;
} kinds[] = {
	[XB_EDIT_MAKE_NODE] = {put_make_node, "make", "Create a node named"},
	[XB_EDIT_REMOVE_NODE] = {put_remove, "remove", "Remove"},
	[XB_EDIT_REMOVE_PROPERTY] = {put_remove, "remove", "Remove from"},
	[XB_EDIT_SET] = {put_set, "set", "Set properties of"},
};

static void put_label(const struct xb_edit *edit, struct xb_buf *out)
{
	xb_buf_printf(out, "'%s ", kinds[edit->kind].label);
	xb_hush_put_label(edit->path, XB_SOURCE_LABEL_MAX, out);
	if (edit->name) {
		xb_buf_putc(out, edit->kind == XB_EDIT_MAKE_NODE ? '/' : ' ');
		xb_hush_put_label(edit->name, XB_SOURCE_LABEL_MAX, out);
	}
	xb_buf_putc(out, '\'');
}

/* Is PATH the node that EDIT made? Then its properties need no comment of their own. */
static bool is_made_by(const struct xb_edit *edit, const char *path)
{
	size_t length = strcmp(edit->path, "/") == 0 ? 0 : strlen(edit->path);

	return edit->kind == XB_EDIT_MAKE_NODE && strncmp(path, edit->path, length) == 0 &&
	       path[length] == '/' && strcmp(path + length + 1, edit->name) == 0;
}

static bool begins_group(const struct xb_source *source, const struct xb_edit *edit)
{
	const struct xb_edit *before;

	if (!source->before || source->before->kind != XB_STEP_EDIT)
		return true;
	before = &source->before->edit;
	if (edit->kind == XB_EDIT_SET && is_made_by(before, edit->path))
		return false;
	return edit->kind != before->kind || strcmp(edit->path, before->path) != 0;
}

static void put_comment(struct xb_source *source, const struct xb_edit *edit)
{
	xb_trace_from(&source->trace, edit->at);
	xb_buf_printf(source->out, "\n# %s ", kinds[edit->kind].comment);
	if (edit->kind == XB_EDIT_MAKE_NODE) {
		xb_buf_put_visible(source->out, edit->name, strlen(edit->name));
		xb_buf_puts(source->out, " in ");
	}
	xb_buf_put_visible(source->out, edit->path, strlen(edit->path));
	xb_buf_putc(source->out, '\n');
	xb_trace_end(&source->trace);
}

/* ---- The steps ------------------------------------------------------------------------------- */

/* The variable that has the size that STEP's value ends with, the caller's; NULL: none has it. */
static char *variable_of(const struct xb_boot *boot, const struct xb_step *step)
{
	const struct xb_load *load = step->load == XB_NONE ? NULL : &boot->loads[step->load];

	return load && xb_boot_measures(boot, load) ? xb_source_size_variable(boot, load) : NULL;
}

bool xb_source_edit(struct xb_source *source, const struct xb_step *step)
{
	struct xb_buf label = {0}, command = {0};
	char reg[XB_REG_MAX];
	const struct xb_edit edit = xb_step_edit(source->boot, step, reg);
	char *variable = variable_of(source->boot, step);
	bool said = true;

	if (begins_group(source, &edit))
		put_comment(source, &edit);
	if (variable)
		put_set_measured(&edit, variable, &command);
	else
		said = kinds[edit.kind].put(source, &edit, &command);
	if (said) {
		put_label(&edit, &label);
		xb_trace_step(&source->trace, source->boot, step);
		xb_source_step(source, label.data, command.data, false);
	}
	free(variable);
	xb_buf_clear(&label);
	xb_buf_clear(&command);
	return said;
}

bool xb_source_overlay(struct xb_source *source, const struct xb_step *step)
{
	const struct xb_load *load = &source->boot->loads[step->load];
	char *command = xb_format("fdt apply 0x%" PRIX64, load->address);
	struct xb_buf label = {0};

	xb_trace_from(&source->trace, step->at);
	xb_buf_puts(source->out, "\n# Apply overlay ");
	xb_buf_put_visible(source->out, xb_load_name(load), strlen(xb_load_name(load)));
	xb_buf_putc(source->out, '\n');
	xb_trace_end(&source->trace);
	xb_buf_puts(&label, "'apply overlay ");
	xb_hush_put_label(xb_load_name(load), XB_SOURCE_LABEL_MAX, &label);
	xb_buf_putc(&label, '\'');
	xb_trace_step(&source->trace, source->boot, step);
	xb_source_step(source, label.data, command, true);
	xb_buf_clear(&label);
	free(command);
	return true;
}

/* With an empty variable fdt addr tells where the tree is, and all is well to it. */
static void check_variable(struct xb_source *source, const struct xb_step *step)
{
	char *label = xb_format("'find the device tree: %s is empty'", step->text);
	char *command = xb_format("test -n \"${%s}\"", step->text);

	xb_trace_from(&source->trace, step->at);
	xb_source_step(source, label, command, false);
	free(label);
	free(command);
}

/* TREE, or the one that STEP's variable leads to. */
static void take_tree(struct xb_source *source, const struct xb_step *step, const struct xb_load *tree)
{
	char *command = tree ? xb_format("fdt addr 0x%" PRIX64, tree->address)
			     : xb_format("fdt addr ${%s}", step->text);

	if (tree)
		xb_trace_load(&source->trace, tree);
	else
		xb_trace_from(&source->trace, step->at);
	xb_source_step(source, "'read the device tree'", command, true);
	free(command);
}

/* fdt move refuses a tree that is larger than what it is to have. Before 2023.04 it wants one that was read. */
static void copy_tree(struct xb_source *source, const struct xb_step *step, const struct xb_load *tree)
{
	uint64_t limit = xb_plan_limit(source->boot, tree);
	char *label = xb_format("\"copy the device tree from ${%s} to 0x%" PRIX64
				", where its room is for 0x%" PRIX64 " bytes\"",
				step->text, tree->address, limit);
	char *command = xb_format("fdt move ${%s} 0x%" PRIX64 " 0x%" PRIX64, step->text,
				  tree->address, limit);

	xb_trace_from(&source->trace, step->at);
	xb_trace_load(&source->trace, tree);
	xb_trace_from(&source->trace, tree->room_at);
	xb_source_step(source, label, command, true);
	free(label);
	free(command);
}

bool xb_source_tree(struct xb_source *source, const struct xb_step *step)
{
	const struct xb_load *tree =
		step->load == XB_NONE ? NULL : &source->boot->loads[step->load];

	xb_buf_puts(source->out, "\n# Edit the device tree, with room for what is added\n");
	if (step->text)
		check_variable(source, step);
	take_tree(source, step, step->text ? NULL : tree);
	if (step->text && tree)
		copy_tree(source, step, tree);
	return true;
}

bool xb_source_room(struct xb_source *source, const struct xb_step *step)
{
	char *command = xb_format("fdt resize 0x%" PRIX64, step->bytes);

	xb_trace_from(&source->trace, step->at);
	xb_source_step(source, "'make room in the device tree'", command, false);
	free(command);
	return true;
}

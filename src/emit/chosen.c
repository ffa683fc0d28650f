/* SPDX-License-Identifier: MIT */
/*
 * /chosen as device-tree source, read back from the edited tree, so that it shows what Xen gets and
 * in the tree's own order: libfdt, like U-Boot's fdt command, puts what is new in front.
 *
 * A tree does not say what a value is. Where an edit set it, the edit does; else it is guessed as dtc
 * guesses: printable strings, then cells, then bytes.
 */
#include "emit/trace.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 4 };

struct chosen {
	const struct xb_boot *boot;
	const struct xb_tree_index *index; /* of the finished tree */
	const struct xb_tree_node **nodes; /* of each step: what its edit's path means there, or NULL */
	struct xb_buf *out;
	struct xb_trace trace;
};

struct value {
	const char *bytes;
	size_t length;
	enum xb_form form;
};

/* ---- Values ---------------------------------------------------------------------------------- */

static bool is_printable(char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* Strings with something in each, and nothing in them that a terminal would act on. */
static bool looks_like_strings(const char *bytes, size_t length)
{
	if (length == 0 || bytes[length - 1])
		return false;
	for (size_t i = 0; i < length; i++)
		if (bytes[i] ? !is_printable(bytes[i]) : i == 0 || !bytes[i - 1])
			return false;
	return true;
}

static enum xb_form guess_form(const char *bytes, size_t length)
{
	if (length == 0)
		return XB_FORM_EMPTY;
	if (looks_like_strings(bytes, length))
		return XB_FORM_STRINGS;
	return length % 4 ? XB_FORM_BYTES : XB_FORM_CELLS;
}

/* What stands between the quotes, escaped as dtc does. */
static void put_escaped(const char *text, struct xb_buf *out)
{
	static const char letters[] = "abtnvfr"; /* of the bytes 7 to 13 */

	for (; *text; text++) {
		unsigned byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			xb_buf_printf(out, "\\%c", *text);
		else if (is_printable(*text))
			xb_buf_putc(out, *text);
		else if (byte >= 7 && byte <= 13)
			xb_buf_printf(out, "\\%c", letters[byte - 7]);
		else
			xb_buf_printf(out, "\\x%02x", byte);
	}
}

static void put_strings(const struct value *value, struct xb_buf *out)
{
	const char *end = value->bytes + value->length;

	for (const char *text = value->bytes; text < end; text += strlen(text) + 1) {
		xb_buf_puts(out, text == value->bytes ? " = \"" : ", \"");
		put_escaped(text, out);
		xb_buf_putc(out, '"');
	}
}

static void put_cells(const struct value *value, struct xb_buf *out)
{
	for (size_t i = 0; i < value->length; i += 4)
		xb_buf_printf(out, "%s0x%" PRIX32, i ? " " : " = <",
			      fdt32_ld((const fdt32_t *)(const void *)(value->bytes + i)));
	xb_buf_putc(out, '>');
}

static void put_bytes(const struct value *value, struct xb_buf *out)
{
	for (size_t i = 0; i < value->length; i++)
		xb_buf_printf(out, "%s%02X", i ? " " : " = [",
			      (unsigned)(unsigned char)value->bytes[i]);
	xb_buf_putc(out, ']');
}

static void put_value(const struct value *value, struct xb_buf *out)
{
	static void (*const put[])(const struct value *, struct xb_buf *) = {
		[XB_FORM_STRINGS] = put_strings,
		[XB_FORM_CELLS] = put_cells,
		[XB_FORM_BYTES] = put_bytes,
	};

	if (value->form != XB_FORM_EMPTY)
		put[value->form](value, out);
}

/* ---- Which edit something comes from ---------------------------------------------------------- */

static void find_nodes(struct chosen *chosen)
{
	const struct xb_boot *boot = chosen->boot;

	chosen->nodes = xb_realloc(NULL, boot->step_count + 1, sizeof(*chosen->nodes));
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		/* An alias, which can lead in circles, is no path of an edit. */
		chosen->nodes[i] = step->kind == XB_STEP_EDIT && step->edit.path[0] == '/'
					   ? xb_tree_find(chosen->index, step->edit.path)
					   : NULL;
	}
}

/* The last step with an edit of KIND that names NAME at NODE; NULL: the base tree or an overlay brings it. */
static const struct xb_step *step_of(const struct chosen *chosen, enum xb_edit_kind kind,
				     const struct xb_tree_node *node, const char *name)
{
	for (size_t i = chosen->boot->step_count; i-- > 0;) {
		const struct xb_step *step = &chosen->boot->steps[i];

		if (chosen->nodes[i] == node && step->edit.kind == kind &&
		    strcmp(step->edit.name, name) == 0)
			return step;
	}
	return NULL;
}

/* ---- Nodes and properties --------------------------------------------------------------------- */

/* Of these dtc makes names; any other tree can be read, but not written as source. */
static bool is_sayable(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789,._+*#?@-";

	return name[0] && name[strspn(name, allowed)] == '\0';
}

static void put_unsayable(struct chosen *chosen, int depth, const char *what, const char *name)
{
	xb_buf_printf(chosen->out, "%*s// %s '", depth * INDENT, "", what);
	xb_buf_put_visible(chosen->out, name, strlen(name));
	xb_buf_puts(chosen->out, "' is left out: source cannot hold such a name\n");
}

/* Can what EDIT set be shown in the form that it was given in? */
static bool has_form_of(const struct value *value, const struct xb_edit *edit)
{
	if (!value->length || value->length != edit->length ||
	    memcmp(value->bytes, edit->value, value->length) != 0)
		return false;
	if (edit->form == XB_FORM_STRINGS)
		return value->bytes[value->length - 1] == '\0';
	return edit->form == XB_FORM_BYTES ||
	       (edit->form == XB_FORM_CELLS && value->length % 4 == 0);
}

static void put_property(struct chosen *chosen, const struct xb_tree_node *node, int depth,
			 const struct xb_tree_property *property)
{
	const char *name = property->name;
	const struct xb_step *step = step_of(chosen, XB_EDIT_SET, node, name);
	struct value value = {property->value, property->length,
			      guess_form(property->value, property->length)};

	if (step) {
		char reg[XB_REG_MAX];
		const struct xb_edit edit = xb_step_edit(chosen->boot, step, reg);

		if (has_form_of(&value, &edit))
			value.form = edit.form;
		xb_trace_step(&chosen->trace, chosen->boot, step);
	}
	if (!is_sayable(name)) {
		put_unsayable(chosen, depth, "property", name);
	} else {
		xb_buf_printf(chosen->out, "%*s%s", depth * INDENT, "", name);
		put_value(&value, chosen->out);
		xb_buf_puts(chosen->out, ";\n");
	}
	xb_trace_end(&chosen->trace);
}

static void put_node(struct chosen *chosen, const struct xb_tree_node *node, int depth)
{
	const char *name = node->name;
	const struct xb_step *maker = step_of(chosen, XB_EDIT_MAKE_NODE, node->parent, name);

	if (!is_sayable(name)) {
		put_unsayable(chosen, depth, "node", name);
		return;
	}
	if (maker)
		xb_trace_step(&chosen->trace, chosen->boot, maker);
	xb_buf_printf(chosen->out, "%*s%s {\n", depth * INDENT, "", name);
	xb_trace_end(&chosen->trace);
	for (size_t i = 0; i < node->property_count; i++)
		put_property(chosen, node, depth + 1, &node->properties[i]);
	for (const struct xb_tree_node *child = node->child; child; child = child->next) {
		xb_buf_putc(chosen->out, '\n');
		put_node(chosen, child, depth + 1);
	}
	xb_buf_printf(chosen->out, "%*s};\n", depth * INDENT, "");
}

/* ---- What it is made from --------------------------------------------------------------------- */

static bool is_here(const struct xb_boot *boot, const struct xb_load *load)
{
	if (load->use == XB_LOAD_TREE)
		return boot->tree;
	return load->use != XB_LOAD_OVERLAY || load->content.data;
}

static void put_what_is_missing(struct chosen *chosen)
{
	const struct xb_boot *boot = chosen->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		const char *name = xb_load_path(load);

		if (is_here(boot, load))
			continue;
		xb_trace_from(&chosen->trace, load->at);
		xb_buf_puts(chosen->out, "// Without ");
		xb_buf_put_visible(chosen->out, name, strlen(name));
		xb_buf_puts(chosen->out, ", which could not be read: what it brings is not shown\n");
		xb_trace_end(&chosen->trace);
	}
}

static void put_chosen(struct chosen *chosen)
{
	const struct xb_tree_node *node = xb_tree_find(chosen->index, "/chosen");

	find_nodes(chosen);
	put_what_is_missing(chosen);
	if (!node)
		xb_buf_puts(chosen->out, "// The device tree has no /chosen\n");
	else
		put_node(chosen, node, 0);
	free(chosen->nodes);
	xb_trace_clear(&chosen->trace);
}

bool xb_emit_chosen(const struct xb_boot *boot, struct xb_origins *origins, struct xb_buf *out,
		    struct xb_diags *diags)
{
	struct chosen chosen = {.boot = boot, .out = out};
	struct xb_devtree *tree = xb_boot_sketch_tree(boot, diags);

	if (!tree)
		return false;
	chosen.index = tree->index;
	chosen.trace = (struct xb_trace){.origins = origins, .out = out, .line = 1};
	put_chosen(&chosen);
	xb_devtree_free(tree);
	return true;
}

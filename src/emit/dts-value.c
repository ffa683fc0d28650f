/* SPDX-License-Identifier: MIT */
#include "emit/dts-value.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

bool xb_dts_is_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789,._+*#?@-";

	return name[0] && name[strspn(name, allowed)] == '\0';
}

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

static void put_strings(const struct xb_dts_value *value, struct xb_buf *out)
{
	const char *end = value->bytes + value->length;

	for (const char *text = value->bytes; text < end; text += strlen(text) + 1) {
		xb_buf_puts(out, text == value->bytes ? " = \"" : ", \"");
		put_escaped(text, out);
		xb_buf_putc(out, '"');
	}
}

static void put_cells(const struct xb_dts_value *value, struct xb_buf *out)
{
	for (size_t i = 0; i < value->length; i += 4)
		xb_buf_printf(out, "%s0x%" PRIX32, i ? " " : " = <",
			      fdt32_ld((const fdt32_t *)(const void *)(value->bytes + i)));
	xb_buf_putc(out, '>');
}

static void put_bytes(const struct xb_dts_value *value, struct xb_buf *out)
{
	for (size_t i = 0; i < value->length; i++)
		xb_buf_printf(out, "%s%02X", i ? " " : " = [",
			      (unsigned)(unsigned char)value->bytes[i]);
	xb_buf_putc(out, ']');
}

void xb_dts_put_value(const struct xb_dts_value *value, struct xb_buf *out)
{
	static void (*const put[])(const struct xb_dts_value *, struct xb_buf *) = {
		[XB_FORM_STRINGS] = put_strings,
		[XB_FORM_CELLS] = put_cells,
		[XB_FORM_BYTES] = put_bytes,
	};

	if (value->form != XB_FORM_EMPTY)
		put[value->form](value, out);
}

/* ---- Which step something comes from ------------------------------------------------------------- */

void xb_dts_steps_init(struct xb_dts_steps *steps, const struct xb_boot *boot,
		       const struct xb_tree_index *index)
{
	steps->boot = boot;
	steps->nodes = xb_realloc(NULL, boot->step_count + 1, sizeof(*steps->nodes));
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		/* An alias, which can lead in circles, is no path of an edit. */
		steps->nodes[i] = step->kind == XB_STEP_EDIT && step->edit.path[0] == '/'
					  ? xb_tree_find(index, step->edit.path)
					  : NULL;
	}
}

void xb_dts_steps_clear(struct xb_dts_steps *steps)
{
	free(steps->nodes);
	steps->nodes = NULL;
}

const struct xb_step *xb_dts_step(const struct xb_dts_steps *steps, enum xb_edit_kind kind,
				  const struct xb_tree_node *node, const char *name)
{
	for (size_t i = steps->boot->step_count; i-- > 0;) {
		const struct xb_step *step = &steps->boot->steps[i];

		if (steps->nodes[i] == node && step->edit.kind == kind &&
		    strcmp(step->edit.name, name) == 0)
			return step;
	}
	return NULL;
}

/* Can what EDIT set be shown in the form that it was given in? */
static bool has_form_of(const struct xb_dts_value *value, const struct xb_edit *edit)
{
	if (!value->length || value->length != edit->length ||
	    memcmp(value->bytes, edit->value, value->length) != 0)
		return false;
	if (edit->form == XB_FORM_STRINGS)
		return value->bytes[value->length - 1] == '\0';
	return edit->form == XB_FORM_BYTES ||
	       (edit->form == XB_FORM_CELLS && value->length % 4 == 0);
}

struct xb_dts_value xb_dts_value_of(const struct xb_boot *boot, const struct xb_step *step,
				    const struct xb_tree_property *property)
{
	struct xb_dts_value value = {property->value, property->length,
				     guess_form(property->value, property->length)};
	char reg[XB_REG_MAX];
	struct xb_edit edit;

	if (!step)
		return value;
	edit = xb_step_edit(boot, step, reg);
	if (has_form_of(&value, &edit))
		value.form = edit.form;
	return value;
}

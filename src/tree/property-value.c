/* SPDX-License-Identifier: MIT */
#include "xenboot/tree.h"

#include <stdlib.h>
#include <string.h>

void xb_value_add_cell(struct xb_buf *value, uint32_t cell)
{
	const unsigned char bytes[4] = {(unsigned char)(cell >> 24), (unsigned char)(cell >> 16),
					(unsigned char)(cell >> 8), (unsigned char)cell};

	xb_buf_add(value, bytes, sizeof(bytes));
}

static bool bad_cell(const struct xb_property *property, const char *word, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_BAD_VALUE, property->values.items[0].at,
		 "property %s: '%s' is no cell: a number of 32 bits, decimal or 0x hexadecimal",
		 property->name.text, word);
	xb_hint(diags, "a 64-bit number is two cells, the high one first: <0x1 0x0>");
	return false;
}

static bool encode_cells(const struct xb_property *property, char *text, struct xb_buf *value,
			 struct xb_diags *diags)
{
	char *state = NULL;

	for (char *word = strtok_r(text, " \t,", &state); word;
	     word = strtok_r(NULL, " \t,", &state)) {
		uint64_t number;

		if (!xb_number_parse(word, &number, NULL) || number > UINT32_MAX)
			return bad_cell(property, word, diags);
		xb_value_add_cell(value, (uint32_t)number);
	}
	return true;
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool encode_bytes(const struct xb_property *property, const char *text,
			 struct xb_buf *value, struct xb_diags *diags)
{
	while (*text) {
		int high, low;

		if (*text == ' ' || *text == '\t') {
			text++;
			continue;
		}
		high = hex_digit(text[0]);
		low = high >= 0 ? hex_digit(text[1]) : -1;
		if (low < 0)
			return xb_error(diags, XB_CODE_BAD_VALUE, property->values.items[0].at,
					"property %s: '%s' is no byte in two hexadecimal digits",
					property->name.text, text);
		xb_buf_putc(value, (char)(high * 16 + low));
		text += 2;
	}
	return true;
}

/* The inside of "<...>" or "[...]", a new string; NULL when TEXT is not enclosed so. */
static char *inside(const char *text, char open, char close)
{
	size_t length = strlen(text);

	if (length < 2 || text[0] != open || text[length - 1] != close)
		return NULL;
	return xb_strndup(text + 1, length - 2);
}

static bool encode_one(const struct xb_property *property, enum xb_form *form,
		       struct xb_buf *value, struct xb_diags *diags)
{
	const char *text = property->values.items[0].text;
	char *cells = inside(text, '<', '>'), *bytes = inside(text, '[', ']');
	bool good = true;

	if (cells) {
		*form = XB_FORM_CELLS;
		good = encode_cells(property, cells, value, diags);
	} else if (bytes) {
		*form = XB_FORM_BYTES;
		good = encode_bytes(property, bytes, value, diags);
	} else {
		*form = XB_FORM_STRINGS;
		xb_buf_add(value, text, strlen(text) + 1);
	}
	free(cells);
	free(bytes);
	return good;
}

bool xb_value_encode(const struct xb_property *property, enum xb_form *form, struct xb_buf *value,
		     struct xb_diags *diags)
{
	*form = XB_FORM_EMPTY;
	if (property->empty)
		return true;
	if (!property->list)
		return encode_one(property, form, value, diags);
	*form = XB_FORM_STRINGS;
	for (size_t i = 0; i < property->values.count; i++)
		xb_buf_add(value, property->values.items[i].text,
			   strlen(property->values.items[i].text) + 1);
	return true;
}

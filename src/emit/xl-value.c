/* SPDX-License-Identifier: MIT */
#include "emit/xl-value.h"

#include <stdlib.h>
#include <string.h>

/* The letter that stands behind a backslash for C; 0: there is none. */
static char escape_of(char c)
{
	static const char controls[] = "\a\b\t\n\v\f\r", letters[] = "abtnvfr";
	const char *at = strchr(controls, c);

	return at && c ? letters[at - controls] : '\0';
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

bool xb_xl_put_quoted(const char *text, size_t length, struct xb_buf *out)
{
	bool good = true;

	xb_buf_putc(out, '"');
	for (size_t i = 0; i < length; i++) {
		char c = text[i], letter = escape_of(c);

		if (letter)
			xb_buf_printf(out, "\\%c", letter);
		else if (c == '"' || c == '\\')
			xb_buf_printf(out, "\\%c", c);
		else if (is_control(c))
			good = false;
		else
			xb_buf_putc(out, c);
	}
	xb_buf_putc(out, '"');
	return good;
}

/* ---- Forms ------------------------------------------------------------------------------------- */

static bool put_number(const struct xb_xl_value *value, struct xb_buf *out)
{
	xb_buf_printf(out, "%llu", strtoull(value->text, NULL, 0));
	return true;
}

static bool put_text(const char *text, struct xb_buf *out)
{
	return xb_xl_put_quoted(text, strlen(text), out);
}

static bool put_word(const struct xb_xl_value *value, struct xb_buf *out)
{
	return put_text(value->text, out);
}

static bool put_bool(const struct xb_xl_value *value, struct xb_buf *out)
{
	bool on = true;

	xb_xen_bool_parse(value->text, &on);
	xb_buf_putc(out, on ? '1' : '0');
	return true;
}

static bool put_uart(const struct xb_xl_value *value, struct xb_buf *out)
{
	(void)value;
	return put_text("sbsa_uart", out);
}

static bool put_type(const struct xb_xl_value *value, struct xb_buf *out)
{
	char *text = xb_format("type=%s", value->text);
	bool good = put_text(text, out);

	free(text);
	return good;
}

static bool put_list(const struct xb_xl_value *value, struct xb_buf *out)
{
	const char *text = value->text;
	bool good = true;

	xb_buf_puts(out, "[ ");
	for (;;) {
		size_t length = strcspn(text, ",");

		good &= xb_xl_put_quoted(text, length, out);
		if (!text[length])
			break;
		xb_buf_puts(out, ", ");
		text += length + 1;
	}
	xb_buf_puts(out, " ]");
	return good;
}

/* xen-init-dom0 calls pools by their numbers (tools/helpers/xen-init-dom0.c). */
static bool put_pool(const struct xb_xl_value *value, struct xb_buf *out)
{
	const struct xb_boot *boot = value->boot;
	size_t index = 0;

	while (index < boot->pool_count && strcmp(boot->pools[index].name, value->text) != 0)
		index++;
	xb_buf_printf(out, "\"Pool-%zu\"", xb_pool_number(boot, index));
	return true;
}

static bool put_vectors(const struct xb_xl_value *value, struct xb_buf *out)
{
	unsigned long bits = value->bare ? 0 : strtoul(value->text, NULL, 0);

	if (bits)
		xb_buf_printf(out, "\"%lu\"", bits);
	else
		xb_buf_puts(out, value->bare ? "\"hw\"" : "\"disabled\"");
	return true;
}

bool xb_xl_put_value(enum xb_xl_form form, const struct xb_xl_value *value, struct xb_buf *out)
{
	static bool (*const put[])(const struct xb_xl_value *, struct xb_buf *) = {
		[XB_XL_NUMBER] = put_number, [XB_XL_WORD] = put_word, [XB_XL_BOOL] = put_bool,
		[XB_XL_UART] = put_uart,     [XB_XL_TYPE] = put_type, [XB_XL_LIST] = put_list,
		[XB_XL_POOL] = put_pool,     [XB_XL_VECTORS] = put_vectors,
	};

	return put[form](value, out);
}

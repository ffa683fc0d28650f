/* SPDX-License-Identifier: MIT */
/* Scalars as YAML text. */
#include <string.h>

#include "xenboot/model.h"

/* The characters of YAML that mean something at the start of a plain scalar. */
#define INDICATORS "-?:,[]{}#&*!|>'\"%@`"

static bool is_plain_character(unsigned char c, bool flow)
{
	if (c < 0x20 || c == 0x7f)
		return false;
	return !flow || !strchr("[]{},", c);
}

static bool starts_plain(const char *text, bool flow)
{
	if (flow && text[0] == '?')
		return false; /* a key, for libyaml, whatever follows */
	if (strchr("-?:", text[0]))
		return text[1] && text[1] != ' ';
	return !strchr(INDICATORS, text[0]) && text[0] != ' ' &&
	       strncmp(text, "---", 3) != 0 && strncmp(text, "...", 3) != 0;
}

/* A plain ~ or true would be read as more than text. */
static bool has_plain_meaning(const char *text)
{
	return strcmp(text, "~") == 0 || strcmp(text, "true") == 0;
}

/* 0:1 and 4.17 are numbers to other readers of YAML 1.1: quotes keep them text for all. */
static bool is_number_elsewhere(const char *text)
{
	return text[strspn(text, "0123456789:.")] == '\0' && strpbrk(text, ":.");
}

/* In double quotes: what ends them, and what YAML takes for a break or refuses as it stands. */
static const struct escape {
	const char *bytes, *escape;
} escapes[] = {
	{"\"", "\\\""},
	{"\\", "\\\\"},
	{"\t", "\\t"},
	{"\n", "\\n"},
	{"\xe2\x80\xa8", "\\L"}, /* line separator */
	{"\xe2\x80\xa9", "\\P"}, /* paragraph separator */
	{"\xef\xbb\xbf", "\\uFEFF"},
	{"\xef\xbf\xbe", "\\uFFFE"},
	{"\xef\xbf\xbf", "\\uFFFF"},
};

static const struct escape *escape_for(const char *text)
{
	for (size_t i = 0; i < XB_COUNT(escapes); i++)
		if (strncmp(text, escapes[i].bytes, strlen(escapes[i].bytes)) == 0)
			return &escapes[i];
	return NULL;
}

/* U+0080 to U+009F in UTF-8: control characters, the line break NEL among them. */
static bool is_c1(const char *text)
{
	return (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] >= 0x80 &&
	       (unsigned char)text[1] < 0xa0;
}

static bool can_be_plain(const char *text, bool flow)
{
	size_t length = strlen(text);

	if (length == 0 || has_plain_meaning(text) || !starts_plain(text, flow) ||
	    is_number_elsewhere(text))
		return false;
	if (text[length - 1] == ' ' || text[length - 1] == ':')
		return false;
	for (size_t i = 0; i < length;) {
		size_t step = xb_utf8_length(text + i, length - i);

		if (step == 0 || !is_plain_character((unsigned char)text[i], flow))
			return false;
		if (step > 1 && (escape_for(text + i) || is_c1(text + i)))
			return false;
		i += step;
	}
	return !strstr(text, ": ") && !strstr(text, " #") && !(flow && strstr(text, ":"));
}

void xb_yaml_put_scalar(struct xb_buf *out, const char *text, bool flow)
{
	if (can_be_plain(text, flow)) {
		xb_buf_puts(out, text);
		return;
	}
	xb_buf_putc(out, '"');
	for (const char *c = text; *c; c++) {
		const struct escape *escape = escape_for(c);
		unsigned char byte = (unsigned char)*c;

		if (escape) {
			xb_buf_puts(out, escape->escape);
			c += strlen(escape->bytes) - 1;
		} else if (byte < 0x20 || byte == 0x7f) {
			xb_buf_printf(out, "\\x%02x", byte);
		} else if (is_c1(c)) {
			xb_buf_printf(out, "\\x%02x", (unsigned char)*++c);
		} else {
			xb_buf_putc(out, *c);
		}
	}
	xb_buf_putc(out, '"');
}

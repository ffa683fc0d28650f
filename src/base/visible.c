/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <string.h>

struct span {
	uint32_t first, last;
};

/* Lead bytes and the second bytes that they allow: Unicode 15, table 3-7. */
static const struct {
	unsigned char first, last, second_min, second_max, length;
} sequences[] = {
	{0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
	{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
	{0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

/* Characters that move the cursor, end a line or turn the order of what stands around them. */
static const struct span harmful[] = {
	{0x0000, 0x001f}, {0x007f, 0x009f}, {0x061c, 0x061c}, {0x200e, 0x200f},
	{0x2028, 0x202e}, {0x2066, 0x2069},
};

static const struct {
	char byte;
	const char *shown;
} short_forms[] = {
	{'\n', "\\n"},
	{'\r', "\\r"},
	{'\t', "\\t"},
};

size_t xb_utf8_length(const char *text, size_t available)
{
	const unsigned char *bytes = (const unsigned char *)text;

	for (size_t i = 0; available > 0 && i < XB_COUNT(sequences); i++) {
		size_t length = sequences[i].length;

		if (bytes[0] < sequences[i].first || bytes[0] > sequences[i].last)
			continue;
		if (length > available)
			return 0;
		if (length > 1 &&
		    (bytes[1] < sequences[i].second_min || bytes[1] > sequences[i].second_max))
			return 0;
		for (size_t k = 2; k < length; k++)
			if ((bytes[k] & 0xc0) != 0x80)
				return 0;
		return length;
	}
	return 0;
}

bool xb_utf8_valid(const char *text)
{
	size_t length = strlen(text), step;

	for (size_t i = 0; i < length; i += step) {
		step = xb_utf8_length(text + i, length - i);
		if (step == 0)
			return false;
	}
	return true;
}

static uint32_t code_point(const char *text, size_t length)
{
	static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	uint32_t point = (unsigned char)text[0] & lead_bits[length];

	for (size_t i = 1; i < length; i++)
		point = point << 6 | ((unsigned char)text[i] & 0x3f);
	return point;
}

static bool is_harmful(uint32_t point)
{
	for (size_t i = 0; i < XB_COUNT(harmful); i++)
		if (point >= harmful[i].first && point <= harmful[i].last)
			return true;
	return false;
}

static void put_escape(struct xb_buf *buf, uint32_t point)
{
	for (size_t i = 0; i < XB_COUNT(short_forms); i++) {
		if (point == (unsigned char)short_forms[i].byte) {
			xb_buf_puts(buf, short_forms[i].shown);
			return;
		}
	}
	xb_buf_printf(buf, point < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned int)point);
}

void xb_buf_put_visible(struct xb_buf *buf, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t step = xb_utf8_length(text + at, length - at);

		if (step == 0) {
			xb_buf_printf(buf, "\\x%02x", (unsigned int)(unsigned char)text[at]);
			step = 1;
		} else if (is_harmful(code_point(text + at, step))) {
			put_escape(buf, code_point(text + at, step));
		} else {
			xb_buf_add(buf, text + at, step);
		}
		at += step;
	}
}

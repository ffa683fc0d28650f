/* SPDX-License-Identifier: MIT */
/* Texts that remember where each part of them was written. */
#include "import/hush.h"

#include <stdlib.h>

void xb_script_mark(struct xb_script *text, size_t offset, struct xb_pos at)
{
	text->places = xb_grow(text->places, &text->place_capacity, text->place_count,
			       sizeof(*text->places));
	text->places[text->place_count++] = (struct xb_script_place){.offset = offset, .at = at};
}

static void mark_line(struct xb_script *text, size_t offset, struct xb_pos at)
{
	xb_script_mark(text, offset, at);
	text->places[text->place_count - 1].counts = true;
}

void xb_script_of_file(struct xb_script *text, const char *bytes, size_t length, const char *file)
{
	struct xb_pos at = {.file = file, .line = 1, .column = 1};

	*text = (struct xb_script){.bytes = bytes, .length = length};
	mark_line(text, 0, at);
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] != '\n')
			continue;
		at.line++;
		mark_line(text, i + 1, at);
	}
}

/* The last place that begins at OFFSET or before. */
static const struct xb_script_place *place_of(const struct xb_script *text, size_t offset)
{
	size_t low = 0, high = text->place_count;

	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (text->places[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return &text->places[low];
}

struct xb_pos xb_script_at(const struct xb_script *text, size_t offset)
{
	const struct xb_script_place *place;
	struct xb_pos at;
	size_t i;

	if (!text->place_count)
		return (struct xb_pos){0};
	place = place_of(text, offset);
	at = place->at;
	for (i = place->offset; place->counts && i < offset && i < text->length;) {
		const size_t bytes = xb_utf8_length(text->bytes + i, text->length - i);

		i += bytes ? bytes : 1;
		at.column++;
	}
	return at;
}

const char *xb_script_line(const struct xb_script *text, unsigned number)
{
	return number && number <= text->place_count
		       ? text->bytes + text->places[number - 1].offset
		       : NULL;
}

void xb_script_clear(struct xb_script *text)
{
	free(text->places);
	*text = (struct xb_script){0};
}

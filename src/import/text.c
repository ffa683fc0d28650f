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

/* A byte that is no UTF-8 is a character, too. */
static size_t character_length(const struct xb_script *text, size_t offset)
{
	const size_t bytes = xb_utf8_length(text->bytes + offset, text->length - offset);

	return bytes ? bytes : 1;
}

static void mark_line(struct xb_script *text, size_t offset, struct xb_pos at)
{
	xb_script_mark(text, offset, at);
	text->places[text->place_count - 1].counts = true;
}

/* A place at least so many characters, so that counting from the last one on is quick in the longest line. */
enum { MARK_EVERY = 128 };

void xb_script_of_file(struct xb_script *text, const char *bytes, size_t length, const char *file)
{
	struct xb_pos at = {.file = file, .line = 1, .column = 1};
	size_t step;

	*text = (struct xb_script){.bytes = bytes, .length = length};
	mark_line(text, 0, at);
	for (size_t i = 0; i < length; i += step) {
		step = character_length(text, i);
		at.column++;
		if (bytes[i] == '\n') {
			at.line++;
			at.column = 1;
		}
		if (at.column % MARK_EVERY == 1)
			mark_line(text, i + step, at);
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

	if (!text->place_count)
		return (struct xb_pos){0};
	place = place_of(text, offset);
	at = place->at;
	if (!place->counts)
		return at;
	for (size_t i = place->offset; i < offset && i < text->length; at.column++)
		i += character_length(text, i);
	return at;
}

void xb_script_clear(struct xb_script *text)
{
	free(text->places);
	*text = (struct xb_script){0};
}

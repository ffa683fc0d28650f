/* SPDX-License-Identifier: MIT */
#include "model/textmap.h"

#include <stdlib.h>
#include <string.h>

#define STEP 64

/* Bytes that are not UTF-8 count as one character each, so that every byte has a place. */
static size_t character_length(const char *text, size_t available)
{
	size_t length = xb_utf8_length(text, available);

	return length ? length : 1;
}

static void add_line(struct xb_textmap *map, size_t byte, size_t character)
{
	map->lines = xb_grow(map->lines, &map->line_capacity, map->line_count,
			     sizeof(*map->lines));
	map->lines[map->line_count].byte = (uint32_t)byte;
	map->lines[map->line_count].character = (uint32_t)character;
	map->line_count++;
}

static bool is_ascii(const char *text, size_t length)
{
	unsigned char all = 0;

	for (size_t i = 0; i < length; i++)
		all |= (unsigned char)text[i];
	return all < 0x80;
}

static void add_step(struct xb_textmap *map, size_t byte)
{
	map->steps = xb_grow(map->steps, &map->step_capacity, map->step_count,
			     sizeof(*map->steps));
	map->steps[map->step_count++] = (uint32_t)byte;
}

static void map_lines_of_ascii(struct xb_textmap *map)
{
	const char *newline = map->text, *end = map->text + map->length;

	while (newline < end && (newline = memchr(newline, '\n', (size_t)(end - newline)))) {
		newline++;
		add_line(map, (size_t)(newline - map->text), (size_t)(newline - map->text));
	}
}

void xb_textmap_init(struct xb_textmap *map, const char *text, size_t length)
{
	size_t character = 0;

	*map = (struct xb_textmap){.text = text, .length = length};
	map->ascii = is_ascii(text, length);
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		map->bom = 3;
	add_line(map, map->bom, 0);
	if (map->ascii) {
		map_lines_of_ascii(map);
		return;
	}
	for (size_t byte = map->bom; byte < length; character++) {
		if (character % STEP == 0)
			add_step(map, byte);
		if (text[byte] == '\n')
			add_line(map, byte + 1, character + 1);
		byte += character_length(text + byte, length - byte);
	}
}

void xb_textmap_clear(struct xb_textmap *map)
{
	free(map->steps);
	free(map->lines);
	*map = (struct xb_textmap){0};
}

size_t xb_textmap_byte(const struct xb_textmap *map, size_t character)
{
	size_t step = character / STEP, byte;

	if (map->ascii)
		return character < map->length ? character : map->length;
	if (step >= map->step_count)
		return map->length;
	byte = map->steps[step];
	for (size_t i = step * STEP; i < character && byte < map->length; i++)
		byte += character_length(map->text + byte, map->length - byte);
	return byte;
}

static const struct xb_text_line *line_before(const struct xb_textmap *map, size_t key,
					      bool by_byte)
{
	size_t low = 0, high = map->line_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		size_t start = by_byte ? map->lines[middle].byte : map->lines[middle].character;

		if (start <= key)
			low = middle;
		else
			high = middle;
	}
	return &map->lines[low];
}

struct xb_pos xb_textmap_position(const struct xb_textmap *map, size_t character, const char *file)
{
	const struct xb_text_line *line = line_before(map, character, false);

	return (struct xb_pos){
		.file = file,
		.line = (uint32_t)(line - map->lines) + 1,
		.column = (uint32_t)(character - line->character) + 1,
	};
}

struct xb_pos xb_textmap_position_of_byte(const struct xb_textmap *map, size_t byte,
					  const char *file)
{
	const struct xb_text_line *line = line_before(map, byte, true);
	uint32_t column = 1;

	for (size_t at = line->byte; at < byte && at < map->length; column++)
		at += character_length(map->text + at, map->length - at);
	return (struct xb_pos){
		.file = file, .line = (uint32_t)(line - map->lines) + 1, .column = column};
}

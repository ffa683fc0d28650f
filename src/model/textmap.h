/* SPDX-License-Identifier: MIT */
/* From libyaml's character index to bytes, lines and columns of the text as it was read. */
#ifndef MODEL_TEXTMAP_H
#define MODEL_TEXTMAP_H

#include "xenboot/base.h"

struct xb_textmap {
	const char *text;
	size_t length;
	size_t bom;           /* bytes of a byte order mark: 3 or 0; no character of it is counted */
	bool ascii;           /* every character is one byte: the steps are not needed */
	uint32_t *steps;      /* byte offset of every 64th character */
	size_t step_count, step_capacity;
	struct xb_text_line { /* the start of each line */
		uint32_t byte, character;
	} *lines;
	size_t line_count, line_capacity;
};

/* TEXT must stay as long as the map; LENGTH is below 4 GiB. */
void xb_textmap_init(struct xb_textmap *map, const char *text, size_t length);
void xb_textmap_clear(struct xb_textmap *map);
size_t xb_textmap_byte(const struct xb_textmap *map, size_t character);
struct xb_pos xb_textmap_position(const struct xb_textmap *map, size_t character,
				  const char *file);
struct xb_pos xb_textmap_position_of_byte(const struct xb_textmap *map, size_t byte,
					  const char *file);

#endif

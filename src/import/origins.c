/* SPDX-License-Identifier: MIT */
/* Where the parts of a text that was made came from. */
#include "xenboot/import.h"

#include <stdlib.h>
#include <string.h>

void xb_import_origins_add(struct xb_import_origins *origins, size_t offset, struct xb_pos at)
{
	if (!origins)
		return;
	origins->items = xb_grow(origins->items, &origins->capacity, origins->count,
				 sizeof(*origins->items));
	origins->items[origins->count++] = (struct xb_import_origin){.offset = offset, .at = at};
}

/* The offset of LINE and COLUMN in TEXT. */
static size_t offset_of(const struct xb_buf *text, uint32_t line, uint32_t column)
{
	const char *at = text->data, *end = text->data + text->length;

	for (; line > 1 && at < end; line--) {
		const char *next = memchr(at, '\n', (size_t)(end - at));

		at = next ? next + 1 : end;
	}
	for (; column > 1 && at < end && *at != '\n'; column--) {
		const size_t bytes = xb_utf8_length(at, (size_t)(end - at));

		at += bytes ? bytes : 1;
	}
	return (size_t)(at - text->data);
}

struct xb_pos xb_import_origins_find(const struct xb_import_origins *origins, const struct xb_buf *text,
			      uint32_t line, uint32_t column)
{
	struct xb_pos found = {0};
	size_t offset;

	if (!line || !text->length)
		return found;
	offset = offset_of(text, line, column);
	for (size_t i = 0; i < origins->count && origins->items[i].offset <= offset; i++)
		found = origins->items[i].at;
	return found;
}

void xb_import_origins_clear(struct xb_import_origins *origins)
{
	free(origins->items);
	*origins = (struct xb_import_origins){0};
}

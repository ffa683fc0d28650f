/* SPDX-License-Identifier: MIT */
/* Parts of which the map and what stands beside it are made. */
#include <string.h>

#include "emit/map.h"

void xb_map_set_range(struct json_t *object, struct xb_range range)
{
	xb_json_set(object, "start", xb_json_address(range.start));
	if (range.size > 0)
		xb_json_set(object, "last", xb_json_address(xb_range_last(range)));
	xb_json_set(object, "size", xb_json_size(range.size));
}

struct json_t *xb_map_ranges(const struct xb_ranges *ranges)
{
	struct json_t *array = xb_json_array();

	for (size_t i = 0; i < ranges->count; i++) {
		struct json_t *object = xb_json_object();

		xb_map_set_range(object, ranges->items[i]);
		xb_json_append(array, object);
	}
	return array;
}

void xb_map_put_padded(const char *text, size_t width, struct xb_buf *out)
{
	size_t columns = 0, length = strlen(text), kept = 0;

	for (size_t i = 0; i < length; i += xb_utf8_length(text + i, length - i)) {
		if (columns++ == width - 2)
			kept = i;
	}
	if (columns > width) {
		xb_buf_add(out, text, kept);
		xb_buf_puts(out, "..");
		return;
	}
	xb_buf_puts(out, text);
	xb_buf_printf(out, "%*s", (int)(width - columns), "");
}

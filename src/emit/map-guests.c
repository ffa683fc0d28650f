/* SPDX-License-Identifier: MIT */
/* What plan tells of the memory of guests. */
#include "emit/map.h"
#include "xenboot/xen.h"

/* What each takes with its tables, and what is left for it. */
static struct json_t *guests_json(const struct xb_guests_memory *guests)
{
	struct json_t *array = xb_json_array();

	for (size_t i = 0; i < guests->count; i++) {
		const struct xb_guest_memory *guest = &guests->items[i];
		struct json_t *object = xb_json_object();

		xb_json_set(object, "name", xb_json_text(guest->domain->name));
		xb_json_set(object, "memory", xb_json_size(guest->domain->memory.value));
		xb_json_set(object, "takes", xb_json_size(guest->takes));
		xb_json_set(object, "left", xb_json_size(guest->left));
		xb_json_set(object, "fits", xb_json_bool(guest->takes <= guest->left));
		if (guest->largest)
			xb_json_set(object, "largest", xb_json_size(guest->largest));
		xb_json_append(array, object);
	}
	return array;
}

void xb_map_set_guests(const struct xb_context *context, struct json_t *root)
{
	struct xb_guests_memory guests;

	if (xb_guests_memory_make(context, &guests) && guests.count)
		xb_json_set(root, "domains", guests_json(&guests));
	xb_guests_memory_clear(&guests);
}

void xb_map_put_guests(const struct xb_context *context, struct xb_buf *out)
{
	struct xb_guests_memory guests;
	bool known = xb_guests_memory_make(context, &guests);

	xb_buf_puts(out, known && guests.count ? "\n" : "");
	for (size_t i = 0; known && i < guests.count; i++) {
		const struct xb_guest_memory *guest = &guests.items[i];
		const uint64_t sizes[] = {guest->takes, guest->left};
		char text[XB_COUNT(sizes)][XB_SIZE_TEXT];

		xb_sizes_format(sizes, XB_COUNT(sizes), text);
		xb_buf_printf(out, "%s takes %s of the %s that are left for it", guest->domain->name,
			      text[0], text[1]);
		if (guest->largest)
			xb_buf_printf(out, "; memory=%lluM is about the most",
				      (unsigned long long)guest->largest >> 20);
		xb_buf_putc(out, '\n');
	}
	xb_guests_memory_clear(&guests);
}

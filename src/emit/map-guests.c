/* SPDX-License-Identifier: MIT */
/* What plan tells of the memory of domains, in the order in which Xen builds them. */
#include <inttypes.h>
#include <stdlib.h>

#include "emit/map.h"
#include "xenboot/xen.h"

/* ---- JSON ---------------------------------------------------------------------------------------- */

static void set_fate(const struct xb_guest_memory *guest, struct json_t *object)
{
	xb_json_set(object, "fits", xb_json_bool(guest->result == XB_GUEST_FITS));
	if (guest->result != XB_GUEST_FITS)
		xb_json_set(object, "panic", xb_json_text(xb_guest_result_panic(guest->result)));
	if (guest->result == XB_GUEST_NO_RAM)
		xb_json_set(object, "unallocated", xb_json_size(guest->unallocated));
	xb_json_set(object, "largest", guest->ram ? xb_json_size(guest->largest) : xb_json_null());
}

static struct json_t *guest_json(const struct xb_guest_memory *guest)
{
	struct json_t *object = xb_json_object();

	xb_json_set(object, "name", xb_json_text(guest->domain->name));
	xb_json_set(object, "memory", xb_json_size(guest->domain->memory.value));
	xb_json_set(object, "static", xb_json_bool(guest->domain->static_count));
	xb_json_set(object, "p2m", xb_json_size(guest->tables));
	xb_json_set(object, "overhead", xb_json_size(guest->overhead));
	xb_json_set(object, "unpacked", xb_json_size(guest->unpacked));
	xb_json_set(object, "takes", xb_json_size(guest->takes));
	xb_json_set(object, "left", xb_json_size(guest->left));
	set_fate(guest, object);
	xb_json_set(object, "banks", xb_map_ranges(&guest->banks));
	return object;
}

void xb_map_set_guests(const struct xb_context *context, struct json_t *root)
{
	const struct xb_guests_memory *guests = &context->guests;
	struct json_t *array;

	if (!guests->count)
		return;
	array = xb_json_array();
	for (size_t i = 0; i < guests->count; i++)
		xb_json_append(array, guest_json(&guests->items[i]));
	xb_json_set(root, "domains", array);
	xb_json_set(root, "heap", xb_json_size(guests->heap));
	xb_json_set(root, "free-after", xb_json_size(guests->after));
}

/* ---- Text ---------------------------------------------------------------------------------------- */

enum { NAME = 18, COLUMN = 11 };

static void put_size(uint64_t bytes, struct xb_buf *out)
{
	char size[XB_SIZE_TEXT];

	xb_buf_printf(out, " %*s", COLUMN, xb_size_format(bytes, size));
}

/* As it is to be typed: "1.8 GiB" would hide that. */
static void put_typed(uint64_t bytes, struct xb_buf *out)
{
	bool whole = bytes % (1 << 20) == 0;
	char *text = bytes ? xb_format("%" PRIu64 "%c", bytes >> (whole ? 20 : 10), whole ? 'M' : 'K') : NULL;

	xb_buf_printf(out, " %*s", COLUMN, text ? text : "-");
	free(text);
}

static void put_dom0(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_guests_memory *guests = &context->guests;
	const struct xb_domain *dom0 = xb_boot_dom0(context->boot);

	if (!dom0)
		return;
	xb_map_put_padded(dom0->name, NAME, out);
	put_typed(context->dom0.wanted, out);
	xb_buf_printf(out, " %*s", COLUMN, "");
	put_size(guests->dom0 - context->dom0.wanted, out);
	put_size(guests->heap, out);
	put_typed(context->dom0.largest, out);
	xb_buf_putc(out, '\n');
}

static void put_guest(const struct xb_guest_memory *guest, struct xb_buf *out)
{
	xb_map_put_padded(guest->domain->name, NAME, out);
	put_typed(guest->domain->memory.value, out);
	put_size(guest->tables, out);
	put_size(guest->overhead + guest->unpacked, out);
	put_size(guest->left, out);
	put_typed(guest->largest, out);
	xb_buf_putc(out, '\n');
}

static bool is_elsewhere(const struct xb_ranges *banks)
{
	return banks->count && banks->items[0].start != xb_guest_banks[0].start;
}

/* Where it sees its RAM, unless that is all in the one place that guests have it. */
static void put_banks(const struct xb_guest_memory *guest, struct xb_buf *out)
{
	const struct xb_ranges *banks = &guest->banks;
	char size[XB_SIZE_TEXT];

	if (banks->count < 2 && !is_elsewhere(banks))
		return;
	xb_buf_printf(out, "%s sees", guest->domain->name);
	for (size_t i = 0; i < banks->count; i++)
		xb_buf_printf(out, "%s %s at 0x%" PRIX64, i ? "," : "",
			      xb_size_format(banks->items[i].size, size), banks->items[i].start);
	xb_buf_putc(out, '\n');
}

static void put_end(const struct xb_guests_memory *guests, struct xb_buf *out)
{
	const struct xb_guest_memory *lack = xb_guests_memory_lack(guests);
	char size[XB_SIZE_TEXT];

	if (!lack) {
		xb_buf_printf(out, "About %s are free when all of them run.\n",
			      xb_size_format(guests->after, size));
		return;
	}
	xb_buf_printf(out, "Xen %s for %s: %s", guests->by_chance ? "may panic" : "panics",
		      lack->domain->name, xb_guest_result_panic(lack->result));
	if (lack->result == XB_GUEST_NO_RAM)
		xb_buf_printf(out, ". %" PRIu64 "KB unallocated", lack->unallocated >> 10);
	xb_buf_putc(out, '\n');
}

void xb_map_put_guests(const struct xb_context *context, struct xb_buf *out)
{
	static const char *const titles[] = {"memory", "P2M tables", "beside", "left for it", "largest"};
	const struct xb_guests_memory *guests = &context->guests;

	if (!guests->count)
		return;
	xb_buf_printf(out, "\n%-*s", NAME, "domain");
	for (size_t i = 0; i < XB_COUNT(titles); i++)
		xb_buf_printf(out, " %*s", COLUMN, titles[i]);
	xb_buf_putc(out, '\n');
	put_dom0(context, out);
	for (size_t i = 0; i < guests->count; i++)
		put_guest(&guests->items[i], out);
	for (size_t i = 0; i < guests->count; i++)
		put_banks(&guests->items[i], out);
	put_end(guests, out);
}

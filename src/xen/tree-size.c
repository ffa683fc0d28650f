/* SPDX-License-Identifier: MIT */
/* What libfdt writes (fdt_sw.c), by bytes. */
#include "xen/tree-size.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* The header and the end of the reserve map, and the tag at the end. */
#define HEAD_BYTES 64u
#define TAG_BYTES 4u
#define PROPERTY_BYTES 12u

void xb_tree_size_init(struct xb_tree_size *size, const struct xb_tree_index *index)
{
	*size = (struct xb_tree_size){
		.strings = (const char *)index->blob + fdt_off_dt_strings(index->blob),
		.strings_size = fdt_size_dt_strings(index->blob),
	};
	size->met = xb_alloc(size->strings_size * sizeof(*size->met));
	xb_tree_size_start(size);
}

void xb_tree_size_start(struct xb_tree_size *size)
{
	size->bytes = HEAD_BYTES + TAG_BYTES;
	if (size->met)
		memset(size->met, 0, size->strings_size * sizeof(*size->met));
	size->name_count = 0;
}

void xb_tree_size_clear(struct xb_tree_size *size)
{
	free(size->met);
	free(size->names);
	*size = (struct xb_tree_size){0};
}

static bool ends_with(const struct xb_met_name *name, const struct xb_met_name *end)
{
	const char *tail;

	if (name->length < end->length)
		return false;
	tail = name->text + (name->length - end->length);
	return *tail == *end->text && memcmp(tail, end->text, end->length) == 0;
}

/* Was this very text met? A tree has thousands of properties, and some hundred names. */
static bool was_met(struct xb_tree_size *size, const char *name)
{
	uintptr_t place = (uintptr_t)name - (uintptr_t)size->strings;
	bool met;

	if (place >= size->strings_size)
		return false;
	met = size->met[place];
	size->met[place] = true;
	return met;
}

/* A name is stored once, and not at all if one that is there ends so (fdt_find_string_). */
void xb_tree_size_put_name(struct xb_tree_size *size, const char *name)
{
	struct xb_met_name met = {name, 0};
	bool is_new = true;

	if (was_met(size, name))
		return;
	met.length = strlen(name);
	for (size_t i = 0; is_new && i < size->name_count; i++)
		is_new = !ends_with(&size->names[i], &met);
	if (is_new)
		size->bytes += met.length + 1;
	size->names = xb_grow(size->names, &size->name_capacity, size->name_count,
			      sizeof(*size->names));
	size->names[size->name_count++] = met;
}

void xb_tree_size_begin(struct xb_tree_size *size, const char *node)
{
	size->bytes += TAG_BYTES + xb_align_up(strlen(node) + 1, 4);
}

void xb_tree_size_end(struct xb_tree_size *size)
{
	size->bytes += TAG_BYTES;
}

void xb_tree_size_put(struct xb_tree_size *size, const char *name, size_t length)
{
	size->bytes += PROPERTY_BYTES + xb_align_up(length, 4);
	xb_tree_size_put_name(size, name);
}

void xb_tree_size_put_string(struct xb_tree_size *size, const char *name, const char *text)
{
	xb_tree_size_put(size, name, strlen(text) + 1);
}

void xb_tree_size_put_cells(struct xb_tree_size *size, const char *name, size_t count)
{
	xb_tree_size_put(size, name, count * 4);
}

void xb_tree_size_copy(struct xb_tree_size *size, const struct xb_tree_node *from, const char *name)
{
	const struct xb_tree_property *property = xb_tree_property(from, name);

	if (property)
		xb_tree_size_put(size, name, property->length);
}

/* ---- Nodes that Xen makes ----------------------------------------------------------------------- */

void xb_tree_size_put_interrupts(struct xb_tree_size *size, size_t count)
{
	xb_tree_size_put_cells(size, "interrupts", 3 * count);
	xb_tree_size_put_cells(size, "interrupt-parent", 1);
}

void xb_tree_size_put_psci(struct xb_tree_size *size)
{
	xb_tree_size_begin(size, "psci");
	xb_tree_size_put(size, "compatible", sizeof("arm,psci-1.0\0arm,psci-0.2\0arm,psci"));
	xb_tree_size_put_string(size, "method", "hvc");
	xb_tree_size_put_cells(size, "cpu_off", 1);
	xb_tree_size_put_cells(size, "cpu_on", 1);
	xb_tree_size_end(size);
}

void xb_tree_size_put_timer(struct xb_tree_size *size, const struct xb_tree_node *timer)
{
	xb_tree_size_begin(size, "timer");
	xb_tree_size_put_string(size, "compatible", "arm,armv8-timer");
	xb_tree_size_put_interrupts(size, 3);
	xb_tree_size_copy(size, timer, "clock-frequency");
	xb_tree_size_end(size);
}

/* The names are cpu@0 to cpu@f, then cpu@100 and so on: all of one length, filled up. */
void xb_tree_size_put_cpu(struct xb_tree_size *size, const struct xb_tree_node *cpu)
{
	xb_tree_size_begin(size, "cpu@0");
	xb_tree_size_copy(size, cpu, "compatible");
	xb_tree_size_put_string(size, "device_type", "cpu");
	xb_tree_size_put_cells(size, "reg", 1);
	xb_tree_size_copy(size, cpu, "clock-frequency");
	xb_tree_size_put_string(size, "enable-method", "psci");
	xb_tree_size_end(size);
}

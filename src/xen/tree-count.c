/* SPDX-License-Identifier: MIT */
#include "xen/tree-count.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* The header and the end of the reserve map, and the tag at the end. */
#define HEAD_BYTES 64u
#define TAG_BYTES 4u
#define PROPERTY_BYTES 12u

void xb_tree_count_init(struct xb_tree_count *count, const struct xb_tree_index *index)
{
	*count = (struct xb_tree_count){
		.strings = (const char *)index->blob + fdt_off_dt_strings(index->blob),
		.strings_size = fdt_size_dt_strings(index->blob),
	};
	count->met = xb_alloc(count->strings_size * sizeof(*count->met));
	xb_tree_count_restart(count);
}

void xb_tree_count_restart(struct xb_tree_count *count)
{
	count->bytes = HEAD_BYTES + TAG_BYTES;
	memset(count->met, 0, count->strings_size * sizeof(*count->met));
	count->name_count = 0;
}

void xb_tree_count_clear(struct xb_tree_count *count)
{
	free(count->met);
	free(count->names);
	*count = (struct xb_tree_count){0};
}

static bool ends_with(const struct xb_counted_name *name, const struct xb_counted_name *end)
{
	const char *tail;

	if (name->length < end->length)
		return false;
	tail = name->text + (name->length - end->length);
	return *tail == *end->text && memcmp(tail, end->text, end->length) == 0;
}

/* Was this very text met? A tree has thousands of properties, and some hundred names. */
static bool was_met(struct xb_tree_count *count, const char *name)
{
	uintptr_t place = (uintptr_t)name - (uintptr_t)count->strings;
	bool met;

	if (place >= count->strings_size)
		return false;
	met = count->met[place];
	count->met[place] = true;
	return met;
}

/* fdt_find_string_ */
void xb_count_name(struct xb_tree_count *count, const char *name)
{
	struct xb_counted_name counted = {name, 0};
	bool is_new = true;

	if (was_met(count, name))
		return;
	counted.length = strlen(name);
	for (size_t i = 0; is_new && i < count->name_count; i++)
		is_new = !ends_with(&count->names[i], &counted);
	if (is_new)
		count->bytes += counted.length + 1;
	count->names = xb_grow(count->names, &count->name_capacity, count->name_count,
			       sizeof(*count->names));
	count->names[count->name_count++] = counted;
}

void xb_count_node(struct xb_tree_count *count, const char *name)
{
	count->bytes += TAG_BYTES + xb_align_up(strlen(name) + 1, 4);
}

void xb_count_end(struct xb_tree_count *count)
{
	count->bytes += TAG_BYTES;
}

void xb_count_property(struct xb_tree_count *count, const char *name, size_t length)
{
	count->bytes += PROPERTY_BYTES + xb_align_up(length, 4);
	xb_count_name(count, name);
}

void xb_count_string(struct xb_tree_count *count, const char *name, const char *text)
{
	xb_count_property(count, name, strlen(text) + 1);
}

void xb_count_cells(struct xb_tree_count *count, const char *name, size_t cells)
{
	xb_count_property(count, name, cells * 4);
}

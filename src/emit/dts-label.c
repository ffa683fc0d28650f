/* SPDX-License-Identifier: MIT */
#include "emit/dts-label.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/dts-value.h"

/* ---- Labels ------------------------------------------------------------------------------------ */

static bool is_taken(const struct xb_dts_labels *labels, const char *name)
{
	for (size_t i = 0; i < labels->count; i++)
		if (strcmp(labels->items[i].name, name) == 0)
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void put_part(const char *name, struct xb_buf *out)
{
	xb_buf_putc(out, '_');
	for (; *name; name++)
		xb_buf_putc(out, is_letter(*name) ? *name : '_');
}

/* The names from /chosen on. What differs in signs alone gets a number behind. */
static void add(struct xb_dts_labels *labels, const struct xb_tree_node *node)
{
	struct xb_buf text = {0};
	char *name;

	xb_buf_puts(&text, "xen");
	if (node->depth > 2)
		put_part(node->parent->name, &text);
	put_part(node->name, &text);
	name = xb_strdup(text.data);
	for (unsigned number = 2; is_taken(labels, name); number++) {
		free(name);
		name = xb_format("%s_%u", text.data, number);
	}
	xb_buf_clear(&text);
	labels->items = xb_grow(labels->items, &labels->capacity, labels->count, sizeof(*labels->items));
	labels->items[labels->count++] = (struct xb_dts_label){node, name};
}

static void add_below(struct xb_dts_labels *labels, const struct xb_tree_node *parent, bool all)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next) {
		if (all || node->phandle)
			add(labels, node);
		add_below(labels, node, false);
	}
}

void xb_dts_labels_make(const struct xb_tree_node *chosen, struct xb_dts_labels *labels)
{
	*labels = (struct xb_dts_labels){0};
	if (chosen)
		add_below(labels, chosen, true);
}

void xb_dts_labels_clear(struct xb_dts_labels *labels)
{
	for (size_t i = 0; i < labels->count; i++)
		free(labels->items[i].name);
	free(labels->items);
	*labels = (struct xb_dts_labels){0};
}

const char *xb_dts_label(const struct xb_dts_labels *labels, const struct xb_tree_node *node)
{
	for (size_t i = 0; i < labels->count; i++)
		if (labels->items[i].node == node)
			return labels->items[i].name;
	return NULL;
}

/* ---- References -------------------------------------------------------------------------------- */

/* Of every STEP cells the one at FIRST is a phandle (xen/docs/misc/arm/device-tree). */
static const struct {
	const char *property;
	size_t first, step;
} references[] = {
	{"cpupool-cpus", 0, 1},
	{"domain-cpupool", 0, 1},
	{"xen,evtchn", 1, 2},
};

/* What the phandle is put as; false: as a number. */
static bool put_reference(const struct xb_dts_labels *labels, const struct xb_tree_index *index,
			  uint32_t phandle, struct xb_buf *out)
{
	const struct xb_tree_node *node = xb_tree_by_phandle(index, phandle);
	const char *label = node ? xb_dts_label(labels, node) : NULL;
	char *path = node ? xb_tree_path(node) : NULL;
	bool good = path != NULL;

	if (label)
		xb_buf_printf(out, "&%s", label);
	else if (path)
		xb_buf_printf(out, "&{%s}", path);
	/* Its names, as the path has them. */
	for (; good && !label && node->parent; node = node->parent)
		good = xb_dts_is_name(node->name);
	free(path);
	return good;
}

bool xb_dts_put_references(const struct xb_dts_labels *labels, const struct xb_tree_index *index,
			   const struct xb_tree_property *property, struct xb_buf *out)
{
	size_t row = 0, cells = property->length / 4;
	struct xb_buf text = {0};
	bool good = cells > 0 && property->length % 4 == 0;

	while (row < XB_COUNT(references) && strcmp(references[row].property, property->name) != 0)
		row++;
	good &= row < XB_COUNT(references);
	for (size_t i = 0; good && i < cells; i++) {
		uint32_t cell = xb_tree_cell_at(property, i);

		xb_buf_puts(&text, i ? " " : " = <");
		if (i % references[row].step == references[row].first)
			good = put_reference(labels, index, cell, &text);
		else
			xb_buf_printf(&text, "0x%" PRIX32, cell);
	}
	if (good)
		xb_buf_printf(out, "%s>", text.data);
	xb_buf_clear(&text);
	return good;
}

/* SPDX-License-Identifier: MIT */
/* Device trees written down as tables: rows become a blob through libfdt's sequential writer. */
#ifndef XENBOOT_TESTS_BOOT_TREE_H
#define XENBOOT_TESTS_BOOT_TREE_H

#include "unit/support.h"
#include "xenboot/boot.h"

#include <libfdt.h>
#include <stdlib.h>

struct tree_row {
	enum { TREE_END_ROWS, TREE_NODE, TREE_END, TREE_CELLS, TREE_BYTES, TREE_RESERVE } what;
	const char *name;
	const uint32_t *cells;
	const char *bytes;
	size_t count;
};
#define NODE(name) {TREE_NODE, name, NULL, NULL, 0}
#define END {TREE_END, NULL, NULL, NULL, 0}
#define CELLS(name, ...)                                                                           \
	{TREE_CELLS, name, (const uint32_t[]){__VA_ARGS__}, NULL,                                  \
	 XB_COUNT(((const uint32_t[]){__VA_ARGS__}))}
#define TEXT(name, text) {TREE_BYTES, name, NULL, text, sizeof(text)}
#define BYTES(name, bytes) {TREE_BYTES, name, NULL, bytes, sizeof(bytes) - 1}
#define FLAG(name) {TREE_BYTES, name, NULL, "", 0}
/* Reservations come before the first node. */
#define RESERVE(start, size)                                                                       \
	{TREE_RESERVE, NULL, (const uint32_t[]){(uint32_t)((uint64_t)(start) >> 32),              \
	 (uint32_t)(start), (uint32_t)((uint64_t)(size) >> 32), (uint32_t)(size)}, NULL, 4}

enum { TREE_SIZE = 1 << 16 };

static inline void tree_add_cells(void *blob, const struct tree_row *row)
{
	void *value;

	assert_int_equal(fdt_property_placeholder(blob, row->name, (int)(row->count * 4), &value),
			 0);
	for (size_t i = 0; i < row->count; i++)
		fdt32_st((fdt32_t *)value + i, row->cells[i]);
}

static inline void tree_add_row(void *blob, const struct tree_row *row)
{
	if (row->what == TREE_NODE)
		assert_int_equal(fdt_begin_node(blob, row->name), 0);
	else if (row->what == TREE_END)
		assert_int_equal(fdt_end_node(blob), 0);
	else if (row->what == TREE_CELLS)
		tree_add_cells(blob, row);
	else
		assert_int_equal(fdt_property(blob, row->name, row->bytes, (int)row->count), 0);
}

/* The root node with ROWS in it (up to an empty row) as a blob, the caller's. */
static inline void *tree_make(const struct tree_row *rows, size_t *size)
{
	void *blob = xb_alloc(TREE_SIZE);

	assert_int_equal(fdt_create(blob, TREE_SIZE), 0);
	for (; rows->what == TREE_RESERVE; rows++)
		assert_int_equal(fdt_add_reservemap_entry(
					 blob, (uint64_t)rows->cells[0] << 32 | rows->cells[1],
					 (uint64_t)rows->cells[2] << 32 | rows->cells[3]), 0);
	assert_int_equal(fdt_finish_reservemap(blob), 0);
	assert_int_equal(fdt_begin_node(blob, ""), 0);
	for (; rows->what != TREE_END_ROWS; rows++)
		tree_add_row(blob, rows);
	assert_int_equal(fdt_end_node(blob), 0);
	assert_int_equal(fdt_finish(blob), 0);
	*size = fdt_totalsize(blob);
	return blob;
}

/* The same, read; DIAGS says what was wrong when it is NULL. */
static inline struct xb_devtree *tree_read(const struct tree_row *rows, struct xb_diags *diags)
{
	size_t size;
	void *blob = tree_make(rows, &size);
	struct xb_devtree *tree = xb_devtree_parse("t.dtb", blob, size, (struct xb_pos){0}, diags);

	free(blob);
	return tree;
}

/* The last diagnostic has CODE and its message PART; the list is emptied. */
static inline void tree_expect_at(const char *label, struct xb_diags *diags, const char *code,
				  const char *part, const char *file, int line)
{
	const struct xb_diag *last = diags->count ? &diags->items[diags->count - 1] : NULL;

	check_text_at(label, last ? xb_code_info(last->code)->name : "no diagnostic", code, file,
		      line);
	check_contains_at(label, last->message, part, file, line);
	xb_diags_clear(diags);
}
#define tree_expect(label, diags, code, part)                                                      \
	tree_expect_at(label, diags, code, part, __FILE__, __LINE__)

#endif

/* SPDX-License-Identifier: MIT */
/* What the three forms of the memory map share; its layout is in xenboot/emit.h. */
#ifndef XENBOOT_EMIT_MAP_H
#define XENBOOT_EMIT_MAP_H

#include "xenboot/emit.h"

/* Columns of a size in the map's text: "1023.9 MiB". */
enum { XB_MAP_SIZE_COLUMN = 11 };

/* What a region is, and how each form shows it. */
struct xb_map_look {
	const char *name;   /* "static-memory" */
	const char *legend; /* in a line of them: "a guest's static memory"; NULL: it needs none */
	char fill;
	const char *colour; /* of SVG */
};
const struct xb_map_look *xb_map_look(const struct xb_region *region);
/* "; = is memory that domains share" for each that is on the map and needs it. */
void xb_map_put_legend(const struct xb_boot *boot, struct xb_buf *out);
/* Hexadecimal digits of the highest address, so that all addresses are equally wide. */
int xb_map_digits(const struct xb_boot *boot);

/* RANGE as "start", "last" and "size" of OBJECT; ranges as an array of such. */
void xb_map_set_range(struct json_t *object, struct xb_range range);
struct json_t *xb_map_ranges(const struct xb_ranges *ranges);
/* TEXT in exactly WIDTH columns, a character a column; cut text ends in "..". */
void xb_map_put_padded(const char *text, size_t width, struct xb_buf *out);

void xb_map_text(const struct xb_context *context, struct xb_buf *out);
void xb_map_json(const struct xb_context *context, struct xb_buf *out);
void xb_map_set_facts(const struct xb_boot *boot, struct json_t *root);
/* The account of guests' memory; nothing where there are none, or too little is known. */
void xb_map_set_guests(const struct xb_context *context, struct json_t *root);
void xb_map_svg(const struct xb_context *context, struct xb_buf *out);

#endif

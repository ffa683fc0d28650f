/* SPDX-License-Identifier: MIT */
/* The memory map laid out to scale, in rows; text, JSON and SVG only draw it. */
#ifndef XENBOOT_EMIT_MAP_H
#define XENBOOT_EMIT_MAP_H

#include "xenboot/boot.h"

struct xb_map_item {
	const struct xb_region *region;
	unsigned rows; /* at least 1 */
	bool cut;      /* fewer rows than its size would have */
	bool overlaps; /* the next one begins before this one ends */
	uint64_t room; /* bytes free behind it: how much it may still grow */
};

/* One stretch of RAM; the last one may be what stands outside all RAM. */
struct xb_map_bank {
	bool is_ram;
	struct xb_range range; /* RAM only */
	uint64_t free;         /* bytes of its gaps */
	struct xb_map_item *items;
	size_t count, capacity;
};

struct xb_map {
	uint64_t unit; /* bytes of one row; a power of two */
	struct xb_map_bank *banks;
	size_t count, capacity;
};

void xb_map_layout(const struct xb_boot *boot, struct xb_map *map);
void xb_map_clear(struct xb_map *map);

const char *xb_map_kind_name(enum xb_region_kind kind);
/* "dom0 kernel (Image)", "firmware", "free"; control characters made visible. */
void xb_map_put_label(const struct xb_region *region, struct xb_buf *out);

void xb_map_text(const struct xb_boot *boot, struct xb_buf *out);
void xb_map_json(const struct xb_boot *boot, struct xb_buf *out);
/* What is known of Xen, and who reads which command line. */
void xb_map_put_facts(const struct xb_boot *boot, struct xb_buf *out);
void xb_map_set_facts(const struct xb_boot *boot, struct json_t *root);
void xb_map_svg(const struct xb_boot *boot, struct xb_buf *out);

#endif

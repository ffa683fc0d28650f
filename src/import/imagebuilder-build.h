/* SPDX-License-Identifier: MIT */
/* A profile that is made from a configuration of ImageBuilder's: what the files that make it share. */
#ifndef XENBOOT_IMPORT_IMAGEBUILDER_BUILD_H
#define XENBOOT_IMPORT_IMAGEBUILDER_BUILD_H

#include "import/assignments.h"
#include "xenboot/import.h"

struct xb_building {
	struct xb_assignments given;
	const struct xb_import_names *names;
	struct xb_devtree *tree; /* the base tree; NULL: it is not here */
	struct xb_arena arena;
	struct xb_buf *out;
	struct xb_buf left_out; /* comments */
	struct xb_diags *diags;
	uint64_t guests, pools, overlays;
	bool has_dom0;
};

/* ---- Variables: NAME[INDEX], or with INDEX NULL the plain NAME ----------------------------------- */

/* Its value, which is used then; NULL: it has none, or an empty one. */
const char *xb_building_text(struct xb_building *building, const char *name, const char *index);
/* OTHERWISE where it has no value. What is no number is an error; UNIT says what of: "MiB". */
uint64_t xb_building_number(struct xb_building *building, const char *name, const char *index,
			    const char *unit, uint64_t otherwise);
/* Is it `1`? */
bool xb_building_is_on(struct xb_building *building, const char *name, const char *index);
struct xb_pos xb_building_at(const struct xb_building *building, const char *name,
			     const char *index);
/* Where the byte at OFFSET of its value stands. */
struct xb_pos xb_building_inside(const struct xb_building *building, const char *name,
				 const char *index, size_t offset);
/* "DOMU_MEM[0]", the building's. */
const char *xb_building_title(struct xb_building *building, const char *name, const char *index);

/* ---- What is written ------------------------------------------------------------------------------ */

/* What follows in the profile comes from there. */
void xb_building_mark(struct xb_building *building, const char *name, const char *index);
/* KEY: VALUE, where the variable has one. */
void xb_building_put(struct xb_building *building, unsigned indent, const char *key,
		     const char *name, const char *index);
/* It stands in a comment, and is told. */
void xb_building_leave_out(struct xb_building *building, const struct xb_assignment *given,
			   const char *why);
/* All variables that nothing was made from. */
void xb_building_put_rest(struct xb_building *building);

/* "base size base size", as a list of ranges under KEY; their sum. */
uint64_t xb_building_put_ranges(struct xb_building *building, unsigned indent, const char *key,
				const char *name, const char *index);

/* ---- The parts of a profile ------------------------------------------------------------------------ */

/* The head up to the files, and how they are loaded. */
void xb_building_put_head(struct xb_building *building);
void xb_building_put_load(struct xb_building *building);
void xb_building_put_xen(struct xb_building *building);
void xb_building_put_tree(struct xb_building *building);
void xb_building_put_dom0(struct xb_building *building);
void xb_building_put_guests(struct xb_building *building);
void xb_building_put_shared(struct xb_building *building);
void xb_building_put_output(struct xb_building *building);

/* The Xen line; the lines of dom0 and of a guest, whose variable is NAME[INDEX]. */
void xb_building_put_xen_line(struct xb_building *building);
void xb_building_put_dom0_line(struct xb_building *building);
void xb_building_put_guest_line(struct xb_building *building, const char *index);

/* Is the guest one that Xen, or with DOMU_NOBOOT dom0, starts? */
bool xb_building_starts(struct xb_building *building, const char *index);
bool xb_building_has_uart(struct xb_building *building, const char *index);

#endif

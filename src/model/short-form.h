/* SPDX-License-Identifier: MIT */
/*
 * Values written short. A plain text may stand for a mapping of one key, `kernel: Image` for
 * {file: Image}, and for a list of one such, `overlays: x.dtbo` for [x.dtbo]. Which text does, the
 * tables of a profile say: the board's name and the value of an option are texts and no more.
 */
#ifndef MODEL_SHORT_FORM_H
#define MODEL_SHORT_FORM_H

#include "model/schema.h"

/* What the tables say of a value. */
struct xb_meaning {
	enum xb_meaning_kind {
		XB_MEANS_VALUE,   /* none of these */
		XB_MEANS_MAP,     /* a mapping by `schema` */
		XB_MEANS_LIST,    /* a list of mappings by `schema`, or of texts where that is NULL */
		XB_MEANS_NAMED,   /* a mapping from names to mappings by `schema` */
		XB_MEANS_OPTIONS, /* a mapping from names to one text or a list of them */
	} kind;
	const struct xb_schema *schema;
	bool in_list; /* it is in a list, which `extends` replaces as a whole */
};
/* Of the root of a file by SCHEMA. */
struct xb_meaning xb_meaning_of_root(const struct xb_schema *schema);

/* Of the value of a key in a mapping, and of an item of a list. */
struct xb_meaning xb_meaning_of_key(struct xb_meaning map, const char *name, size_t length);
struct xb_meaning xb_meaning_of_item(struct xb_meaning list);

/* The part of a key that leads into NODE, which is written short: "0" of a list, else the name of the
 * one key. NULL: it is not written short. */
const char *xb_short_part(struct xb_meaning meaning, const struct xb_node *node);
/* Is NODE the text that stands for a list of one, `before: usb start`? */
bool xb_is_one_text(struct xb_meaning meaning, const struct xb_node *node);
/* Is it the ~ that takes away what could be written short? */
bool xb_is_taken_away(struct xb_meaning meaning, const struct xb_node *node);
/* What the same node means behind that part. */
struct xb_meaning xb_meaning_of_short(struct xb_meaning meaning);

/* NODE, or the list or mapping that it is short for: of ARENA, with NODE in it. */
struct xb_node *xb_short_open(struct xb_arena *arena, struct xb_meaning meaning,
			      struct xb_node *node);

/*
 * A file by SCHEMA with nothing in it written short, with TEXTS no list of one text either: of ARENA, with
 * ROOT's texts in it. A text takes the place of all that a base has there, while a mapping merges with it:
 * in a file that extends another, the keys that go with that are written out as ~, and where ~ stands for
 * all of it they all are.
 */
struct xb_node *xb_short_open_all(struct xb_arena *arena, const struct xb_schema *schema,
				  const struct xb_node *root, bool texts);
/* Does ROOT, of one file, extend another? */
bool xb_extends(const struct xb_node *root);

#endif

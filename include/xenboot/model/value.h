/* SPDX-License-Identifier: MIT */
/* Values as they were written, with their position. */
#ifndef XENBOOT_MODEL_VALUE_H
#define XENBOOT_MODEL_VALUE_H

#include "xenboot/base.h"

struct xb_text {
	const char *text; /* NULL: not given */
	struct xb_pos at;
};
struct xb_number {
	uint64_t value;
	bool given;     /* a number stands there */
	bool automatic; /* the word auto stands there */
	struct xb_pos at;
};
struct xb_flag {
	bool value;
	bool given;
	struct xb_pos at;
};
struct xb_texts {
	struct xb_text *items;
	size_t count;
};

/* One option as a profile sets it. */
struct xb_setting {
	const char *name;
	const char *value; /* NULL: the bare word */
	struct xb_pos at;       /* of the value */
	struct xb_pos name_at;  /* of the key */
};
struct xb_settings {
	struct xb_setting *items;
	size_t count;
	struct xb_pos at; /* of the section's key */
};

/* A table whose rows begin with a `const char *name`, ended by a row without one. */
struct xb_words {
	const void *rows;
	size_t stride;
};
#define XB_WORDS(table) {(table), sizeof((table)[0])}
/* The name of row INDEX; NULL at the end. */
const char *xb_words_name(const struct xb_words *words, size_t index);
/* The row called NAME, or the one that ends the table. */
size_t xb_words_find(const struct xb_words *words, const char *name);

#endif

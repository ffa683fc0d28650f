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

#endif

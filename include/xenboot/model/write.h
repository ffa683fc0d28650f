/* SPDX-License-Identifier: MIT */
/* Profiles out: as YAML, as JSON, as a list of keys; and how two of them differ. */
#ifndef XENBOOT_MODEL_WRITE_H
#define XENBOOT_MODEL_WRITE_H

#include "xenboot/model/profile.h"

/*
 * The JSON Schema (draft 7) of a file of KIND, "profile", "board" or "options", as JSON, for editors
 * that complete and check while one types. In profiles CATALOG's options and the words of OUTPUTS are
 * offered. False: there is no such kind.
 */
bool xb_json_schema(const struct xb_catalog *catalog, const struct xb_words *outputs,
		    const char *kind, struct xb_buf *out);

/* One key and the value to pin there, for export --resolved. */
struct xb_pin {
	char *key;
	char *value; /* YAML text */
};
/*
 * Append TEXT as a YAML scalar for one line: plain where a reader would give the same text back,
 * else in double quotes. In FLOW, [ ] { } and , need quotes too. What is not UTF-8 stays as it is, and no
 * reader takes it.
 */
void xb_yaml_put_scalar(struct xb_buf *out, const char *text, bool flow);

/* The merged profile as one YAML file (comments are not kept) or as JSON, with PINS applied. */
void xb_profile_write_yaml(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out);
void xb_profile_write_json(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out);

/* Every key that is set, with its value as text, in order; for diff. What is written short has the keys
 * of what it stands for, dom0.kernel.file of `kernel: Image`. Freed as one. */
struct xb_flat {
	struct xb_flat_item {
		char *key;
		char *value;
	} *items;
	size_t count, capacity;
};
void xb_profile_flatten(const struct xb_profile *profile, struct xb_flat *out);
void xb_flat_clear(struct xb_flat *flat);

/* ---- Differences ------------------------------------------------------------------------------- */

/* One key in which two profiles differ; a or b NULL: not set there. Texts of the two lists. */
struct xb_difference {
	const char *key, *a, *b;
};
struct xb_differences {
	struct xb_difference *items;
	size_t count, capacity;
};
/* By key. Sorts A and B, which must outlive the result. */
void xb_flat_compare(struct xb_flat *a, struct xb_flat *b, struct xb_differences *found);
void xb_differences_clear(struct xb_differences *found);

#endif

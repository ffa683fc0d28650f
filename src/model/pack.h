/* SPDX-License-Identifier: MIT */
/*
 * What YAML was decoded to, as bytes that are read back without a parser. The option files are
 * packed when the program is built (share/pack-catalog.c): parsing 10,000 lines of YAML would take
 * longer than all else at start-up. Both ways follow the tables of schema.h, so that a new key needs
 * nothing here. The bytes are this build's own and no format for files.
 */
#ifndef MODEL_PACK_H
#define MODEL_PACK_H

#include "model/schema.h"

/* Append SOURCE, a structure by SCHEMA. False: a field has a shape that cannot be packed. */
bool xb_pack(const struct xb_schema *schema, const void *source, struct xb_buf *out);
/* Fill TARGET, zeroed. Its texts point into DATA, its arrays into ARENA; PATH is the file of its
 * positions. False when DATA is not what xb_pack made of SCHEMA. */
bool xb_unpack(const struct xb_schema *schema, const char *path, const void *data, size_t size,
	       struct xb_arena *arena, void *target);

/* One packed file; written to src/model/packed.c, or none of them in a cross build. */
struct xb_packed_file {
	const char *path;          /* below share/: "options/xen.yaml" */
	const unsigned char *data;
	size_t size;
};
extern const struct xb_packed_file xb_packed_files[];
extern const size_t xb_packed_count;

#endif

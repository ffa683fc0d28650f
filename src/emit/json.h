/* SPDX-License-Identifier: MIT */
/*
 * The JSON of this room. Addresses are text ("0xE00000"), for JSON's numbers end at 2^53 in many
 * readers; sizes are numbers. Each function takes over the value that it is given.
 */
#ifndef XENBOOT_EMIT_JSON_H
#define XENBOOT_EMIT_JSON_H

#include <jansson.h>

#include "xenboot/base.h"

json_t *xb_emit_json_object(void);
json_t *xb_emit_json_array(void);
void xb_emit_json_set(json_t *object, const char *key, json_t *value);
void xb_emit_json_append(json_t *array, json_t *value);

/* TEXT exactly, but for bytes that are not UTF-8, which JSON cannot hold: those are made visible.
 * NULL becomes null. */
void xb_emit_json_set_text(json_t *object, const char *key, const char *text);
void xb_emit_json_set_address(json_t *object, const char *key, uint64_t address);
void xb_emit_json_set_size(json_t *object, const char *key, uint64_t bytes);
json_t *xb_emit_json_text(const char *text);

/* Write ROOT, indented, in ASCII alone so that no terminal can act on it, and let go of it. */
void xb_emit_json_put(json_t *root, struct xb_buf *out);

#endif

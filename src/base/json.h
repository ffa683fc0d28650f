/* SPDX-License-Identifier: MIT */
/* The few steps that both JSON forms of the diagnostics need. Text must be made visible before. */
#ifndef XENBOOT_BASE_JSON_H
#define XENBOOT_BASE_JSON_H

#include "xenboot/base.h"

#include <jansson.h>

json_t *xb_json_object(void);
json_t *xb_json_array(void);
json_t *xb_json_string(const char *text); /* NULL becomes null */

/* These take VALUE over. */
void xb_json_set(json_t *object, const char *key, json_t *value);
void xb_json_set_text(json_t *object, const char *key, const char *text);
void xb_json_set_number(json_t *object, const char *key, uint32_t number);
void xb_json_append(json_t *array, json_t *value);

/* Write ROOT, indented and ended by a newline, and let go of it. */
void xb_json_put(json_t *root, struct xb_buf *out);

#endif

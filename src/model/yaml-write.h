/* SPDX-License-Identifier: MIT */
/* Trees as YAML text. */
#ifndef MODEL_YAML_WRITE_H
#define MODEL_YAML_WRITE_H

#include "model/yaml.h"

/* Append NODE as a document: a line for each key, and for each item of a list that is more than texts. */
void xb_yaml_put(struct xb_buf *out, const struct xb_node *node);
/* Append NODE in one line, without a line break: lists and mappings in brackets. */
void xb_yaml_put_line(struct xb_buf *out, const struct xb_node *node);

#endif

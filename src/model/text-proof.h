/* SPDX-License-Identifier: MIT */
/* Whether an edit of a profile's text changed what it was to change, and nothing else. */
#ifndef MODEL_TEXT_PROOF_H
#define MODEL_TEXT_PROOF_H

#include "model/yaml.h"

/*
 * AFTER is still YAML, and says for every key but KEY, what is below it and the sections that it is
 * in what BEFORE says, written short or long. WANTED: KEY is there; else it is not.
 */
bool xb_text_proof(const struct xb_document *before, const struct xb_buf *after, const char *key,
		   bool wanted);

#endif

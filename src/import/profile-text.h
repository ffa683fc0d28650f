/* SPDX-License-Identifier: MIT */
/* Pieces of a profile's text. */
#ifndef XENBOOT_IMPORT_PROFILE_TEXT_H
#define XENBOOT_IMPORT_PROFILE_TEXT_H

#include "xenboot/import.h"

/* "KEY: VALUE", INDENT blanks before it. */
void xb_text_put_key(struct xb_buf *out, unsigned indent, const char *key, const char *value);
void xb_text_put_number(struct xb_buf *out, unsigned indent, const char *key, uint64_t value);
/* One option, or a property of a domain: "NAME: VALUE", true for the bare word. */
void xb_text_put_setting(struct xb_buf *out, unsigned indent, const struct xb_setting *word);
/* The words of LINE as `options:`, and what those cannot say as `extra:`. */
void xb_text_put_options(struct xb_buf *out, unsigned indent, const struct xb_line *line,
			 enum xb_scope scope);
/* The same, with where each word was written. */
void xb_text_put_options_of(struct xb_buf *out, unsigned indent, const struct xb_line *line,
			    enum xb_scope scope, struct xb_import_origins *origins);
/* One item of `edits:`. False: an edit of a profile cannot say it, and nothing is added. */
bool xb_text_put_edit(struct xb_buf *out, const struct xb_edit *edit);

/* A profile is UTF-8: other bytes become '?'. False: there were some. */
bool xb_text_make_utf8(struct xb_buf *text);

#endif

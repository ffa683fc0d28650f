/* SPDX-License-Identifier: MIT */
/* A word of a command line together with what the catalog knows of it. */
#ifndef BOOT_KNOWN_WORD_H
#define BOOT_KNOWN_WORD_H

#include "xenboot/boot.h"

struct xb_known_word {
	const struct xb_setting *word;
	const struct xb_option *option; /* NULL: unknown */
	enum xb_scope scope;
	bool negated; /* no-NAME: NAME=no, see xb_catalog_find_word */
};
struct xb_known_word xb_known_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
				   enum xb_scope scope, const struct xb_setting *word);

/* Call JUDGE for each word of both lines, Xen's first. */
typedef void xb_word_judge(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_known_word *known, struct xb_diags *diags);
void xb_known_words_each(const struct xb_boot *boot, const struct xb_catalog *catalog,
			 xb_word_judge *judge, struct xb_diags *diags);

/*
 * Does the word say VALUE? "true" and "false" stand for every spelling of a boolean, the bare word
 * and no-NAME included; other values are one of the parts between commas, or the whole.
 */
bool xb_known_word_says(const struct xb_known_word *known, const char *value);
/* The same for the word NAME of Xen's line that decides; false where there is none. */
bool xb_xen_says(const struct xb_boot *boot, const char *name, const char *value);

/* "NAME=VALUE", or NAME for a bare word: new text, the caller's. */
char *xb_word_text(const struct xb_setting *word);

/* "4.17" as a number that can be compared, "master" behind all; 0: there is none. */
unsigned xb_release_number(const char *text);

#endif

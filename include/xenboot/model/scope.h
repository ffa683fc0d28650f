/* SPDX-License-Identifier: MIT */
/* Scopes: whose words an option is. */
#ifndef XENBOOT_MODEL_SCOPE_H
#define XENBOOT_MODEL_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "xenboot/base.h"

/* In the order in which they are listed and searched: what this program is about comes first. */
enum xb_scope {
	XB_SCOPE_XEN,
	XB_SCOPE_LINUX,
	XB_SCOPE_DOMAIN, /* properties of a domain's node: no line, and a place for each domain */
	XB_SCOPE_COUNT
};
#define XB_SCOPE_LINES XB_SCOPE_DOMAIN /* those before it have a line of the profile, and `key` */

/* One row in src/model/scope.c. What tells one scope from another stands there and nowhere else. */
struct xb_scope_info {
	const char *name;    /* in `scope:` of a catalog (share/options), and as commands print it */
	const char *title;   /* who has such options: "Xen", "Linux" */
	const char *reader;  /* who reads them on the board: "Xen", "dom0" */
	const char *section; /* of a profile: "xen", "dom0"; NULL: each domain has them */
	const char *key;     /* of the options in a profile: "xen.options", "dom0.options"; or NULL */
	size_t settings;     /* the offset of those in struct xb_profile: see xb_profile_settings */

	/* The line that they make. */
	const char *blanks; /* where its reader splits it; "": it is none */
	bool quotes;        /* "..." keeps blanks together; so a string may hold them */
	size_t word_max;    /* of NAME=VALUE, in bytes: the rest is lost without a word; 0: no bound */
	const char *last;   /* a word that says that those behind it are another's; NULL: there is none */

	/* Names and values. */
	bool negates;     /* no-NAME is NAME=no */
	bool loose_names; /* - and _ in a name are the same */
	bool flags;       /* a boolean is the bare word: see xb_option_is_flag */
	bool letters;     /* y and n are booleans too */
	bool bare_kib;    /* a size without a suffix counts KiB, not bytes */
	bool modules;     /* MODULE.NAME is a module's, whatever it is called */

	/* What is said of them. */
	bool of_xen; /* releases and .config of Xen say whether an option exists */
	enum xb_severity unknown; /* a name that the catalog has not, and none that is near */
	const char *drops; /* what becomes of such a word: "Xen ignores what it does not know" */
};
extern const struct xb_scope_info xb_scopes[XB_SCOPE_COUNT + 1]; /* ends with name NULL */

#endif

/* SPDX-License-Identifier: MIT */
/* The catalogs of options. */
#ifndef XENBOOT_MODEL_OPTION_H
#define XENBOOT_MODEL_OPTION_H

#include "xenboot/model/data.h"
#include "xenboot/model/scope.h"
#include "xenboot/model/value.h"

/* One word of a grammar that can be chosen, with its own line of help. */
struct xb_choice {
	struct xb_text value;
	struct xb_text help;
	struct xb_text since, until; /* where the word is younger or older than the option */
	struct xb_text kconfig;      /* where the word needs more than the option does */
};

/* What a setting means for safety; shown as a note of code `security`. */
struct xb_caution {
	struct xb_texts when; /* values it speaks of; "true", "false": every spelling of a boolean,
				 the bare word and no-NAME included; empty: whenever it is set */
	struct xb_text says;  /* a sentence part that follows NAME=VALUE: "leaves old data in RAM" */
	struct xb_text hint;  /* what to do instead, or not given */
};

/* From this rank on an option is among the few that most boards need, the highest first. */
#define XB_RANK_NEEDED 6u
#define XB_RANK_MAX 9u

/* What the value of a domain's option becomes in its node. The bare word leaves the property empty. */
enum xb_property_form {
	XB_PROPERTY_FLAG, /* nothing in it; where the option is off, it is not there */
	XB_PROPERTY_CELL, /* a number; 1 and 0 of a boolean */
	XB_PROPERTY_TEXT, /* the value as it is */
	XB_PROPERTY_BITS, /* a number in which each word of the value is the bit of its place among the choices */
	XB_PROPERTY_POOL, /* the phandle of the CPU pool that it names */
};
extern const char *const xb_property_forms[]; /* as catalogs write them; ends with NULL */

/*
 * One option of a catalog (share/options). The grammar of its value, compiled from `type` and
 * `grammar`, is judged by xb_option_judge. Two entries may share a name when their arch differs.
 */
struct xb_option {
	struct xb_text name;
	struct xb_texts aliases;
	struct xb_texts arch;    /* arm64, arm32, x86, riscv, ppc; empty: all */
	struct xb_text type;     /* bool, int, size, enum, string, list (parts between commas) */
	struct xb_text grammar;  /* see model/grammar.h; empty: follows from type */
	struct xb_choice *choices;
	size_t choice_count;
	struct xb_number min, max; /* int: the number; size: bytes */
	struct xb_text default_value;
	struct xb_text unit;  /* what a number means: KiB, ms, vCPUs */
	struct xb_flag bare;  /* the bare word may stand alone (always so for bool) */
	struct xb_flag alone; /* a flag whose reader does not know it with a value: see xb_option_is_flag */
	struct xb_flag repeatable; /* each occurrence counts; otherwise the last one wins */
	struct xb_text since, until; /* first and last Xen release that knows it */
	struct xb_text kconfig;      /* what Xen must be built with: see xb_kconfig_judge */
	struct xb_text unbuilt;      /* what Xen does with it where it is not so built; not given: nothing */
	struct xb_text deprecated;   /* first release that calls it deprecated */
	struct xb_texts replaced_by; /* what to write instead: "spec-ctrl", "dom0=pvh" */
	struct xb_caution *cautions;
	size_t caution_count;
	struct xb_text group;        /* a heading of the menu */
	struct xb_number rank;       /* 1 hardly ever needed on Arm .. 5 often; more: see XB_RANK_NEEDED */
	struct xb_text summary;      /* one line */
	struct xb_text help;         /* paragraphs */
	struct xb_texts see_also;
	/* Of a domain: the property of its node that this is, and what stands there: see xb_property_forms. */
	struct xb_text property, form;
	enum xb_scope scope;
	struct xb_grammar *compiled; /* opaque; NULL: made when it is needed */
};

/* A word that only another tree's Xen knows: a vendor's, or one of patches that were merged otherwise. */
struct xb_foreign {
	struct xb_text name;
	struct xb_text of;       /* "Xilinx's tree" */
	struct xb_texts instead; /* options of the catalog that do the same; none: nothing does */
};

struct xb_catalog {
	struct xb_option *options; /* by scope, each in the order of the files */
	size_t count;
	struct xb_catalog_store *store; /* opaque: what owns the texts */
};

/* Read all files of options/ along the path. NULL on errors. */
struct xb_catalog *xb_catalog_load(struct xb_data *data, struct xb_diags *diags);
void xb_catalog_free(struct xb_catalog *catalog);

/* The entry for NAME (or an alias) on ARCH; an entry of another architecture when only that has
 * the name (see xb_option_on_arch); NULL when no one knows it. */
const struct xb_option *xb_catalog_find(const struct xb_catalog *catalog, enum xb_scope scope,
					const char *name, const char *arch);
/* The entry for NAME as a word of a command line: where the scope negates, no-NAME is NAME=no if no option
 * has that name; *NEGATED then is true. NULL when no one knows it. */
const struct xb_option *xb_catalog_find_word(const struct xb_catalog *catalog, enum xb_scope scope,
					     const char *name, const char *arch, bool *negated);
bool xb_option_has_name(const struct xb_option *option, const char *name); /* or alias */
bool xb_option_on_arch(const struct xb_option *option, const char *arch); /* NULL: on any */

/* What becomes of a word on a command line, as far as the catalogs name it. */
enum xb_word_use {
	XB_WORD_UNKNOWN,
	XB_WORD_READ,   /* it is an option, or a name that is known without a description */
	XB_WORD_PASSED, /* its reader hands it on, to one who reads it: a module, init */
};
enum xb_word_use xb_catalog_word_use(const struct xb_catalog *catalog, enum xb_scope scope,
				     const char *name, const char *arch);
/* Does the reader of SCOPE's line do anything with it on ARCH? */
bool xb_catalog_knows_word(const struct xb_catalog *catalog, enum xb_scope scope, const char *name,
			   const char *arch);
/* The word of another tree that NAME is, or NULL. */
const struct xb_foreign *xb_catalog_foreign(const struct xb_catalog *catalog, enum xb_scope scope,
					    const char *name);
/* The name nearest to NAME among options and words without a description, or NULL. */
const char *xb_catalog_nearest_word(const struct xb_catalog *catalog, enum xb_scope scope,
				    const char *name);

/* The option's name nearest to NAME, or NULL. */
const char *xb_catalog_nearest(const struct xb_catalog *catalog, enum xb_scope scope,
			       const char *name);
/* The key of a guest of a profile nearest to NAME, of those that have a catalog's entry and others; or NULL. */
const char *xb_guest_nearest_key(const struct xb_catalog *catalog, const char *name);
/* The same in the first scope that has one near. */
const char *xb_catalog_nearest_of_all(const struct xb_catalog *catalog, const char *name);

/*
 * Does VALUE (NULL: the bare word) fit the option's grammar? On false, *problem is a sentence part
 * ("is not one of trap, native"), *hint advice or NULL; both new strings, the caller's to free.
 */
bool xb_option_judge(const struct xb_option *option, const char *value, char **problem,
		     char **hint);
/* The value that that hint names, for one that does not fit: a new string; NULL: it names none. */
char *xb_option_instead(const struct xb_option *option, const char *value);

/* Is the bare word all that its reader looks for? A value behind it is not looked at, or makes it another
 * word where the option is `alone`. */
bool xb_option_is_flag(const struct xb_option *option);

/* "vwfi=trap|native", "sync_console[=<bool>]". */
void xb_option_syntax(const struct xb_option *option, struct xb_buf *out);
/* "1 to 8", "at least 1", "at most 8"; sizes for people. Nothing where there is no bound. */
void xb_option_range(const struct xb_option *option, struct xb_buf *out);
/* What there is to know of an option, line by line: TITLE "Default", TEXT "trap". False: no more. */
bool xb_option_fact(const struct xb_option *option, size_t index, const char **title,
		    struct xb_buf *text);
/* A choice's help with its releases and needs: "always the same CPU (since 4.20, needs SCHED_NULL)". */
void xb_choice_describe(const struct xb_choice *choice, struct xb_buf *out);
/* "Caution with 0, no: leaves old data in RAM (leave it out)." */
void xb_caution_describe(const struct xb_caution *caution, struct xb_buf *out);

/* How VALUE (NULL: the bare word) will be understood, as a sentence part: "1 GiB, 1073741824 bytes", "on",
 * what the choice means. Nothing is added where there is nothing to say. VALUE fits the grammar. */
void xb_option_meaning(const struct xb_option *option, const char *value, struct xb_buf *out);

/* Is VALUE one of the words by which OPTION, a boolean, is switched off? */
bool xb_option_is_off(const struct xb_option *option, const char *value);

/* A size as Xen reads it: C base 0, suffix B K M G T either case, no suffix = KiB. In bytes. */
bool xb_xen_size_parse(const char *text, uint64_t *bytes);
/* What one would not expect of how Xen reads the number TEXT, to follow it: " (a leading 0 makes it octal)";
 * "": nothing. SIZE: without a suffix it is KiB, and that is said, too. */
const char *xb_xen_number_remark(const char *text, bool size);
/* A boolean as Xen reads it: yes on true enable 1, no off false disable 0. False: TEXT is none. */
bool xb_xen_bool_parse(const char *text, bool *value);

#endif

/* SPDX-License-Identifier: MIT */
/* The rules, behind one table. */
#ifndef XENBOOT_CHECK_H
#define XENBOOT_CHECK_H

#include "xenboot/xen.h"

/* What a rule may need to know; where it is not known the rule is skipped. */
enum xb_need {
	XB_NEED_RAM = 1 << 0,     /* where memory is */
	XB_NEED_BOARD = 1 << 1,
	XB_NEED_TREE = 1 << 2,    /* the base tree */
	XB_NEED_EDITED = 1 << 3,  /* the tree that Xen gets */
	XB_NEED_LOADED_TREE = 1 << 4, /* which load the tree is */
	XB_NEED_COMMANDS = 1 << 5, /* the board edits the tree itself, by commands */
	XB_NEED_DOM0 = 1 << 6,
	XB_NEED_KERNEL = 1 << 7,  /* dom0's */
	XB_NEED_DOOR = 1 << 8,    /* how Xen is started */
	XB_NEED_KCONFIG = 1 << 9,
	XB_NEED_CELLS = 1 << 10,  /* of /chosen */
	XB_NEED_XEN_LINE = 1 << 11, /* Xen's command line, or that it has none */
	XB_NEED_WORDS = 1 << 12, /* words of command lines: who shows no more than these, a log, is judged
				  * by these rules alone */
	XB_NEED_CHOSEN = 1 << 13, /* what is in /chosen; of the rest of the tree nothing */
};
/* In words, for a list: "the board's RAM". INDEX: the bit's number; NULL: there is no such bit. */
const char *xb_need_name(unsigned index);

typedef void xb_rule_function(const struct xb_context *context, struct xb_diags *diags);

/* One rule: a small function of the description. The table is in src/check/check.c. */
struct xb_rule {
	enum xb_code code;
	enum xb_severity severity; /* the worst that it says */
	unsigned needs;            /* XB_NEED_* */
	const char *doors;         /* names between blanks: " booti "; NULL: all */
	const char *arches;        /* likewise: " arm64 "; NULL: all */
	const char *about;         /* what it says, one line */
	xb_rule_function *run;
};
extern const struct xb_rule xb_rules[];
extern const size_t xb_rule_count;

/* Is all there that RULE needs, and is it for this door and architecture? */
bool xb_rule_applies(const struct xb_rule *rule, const struct xb_boot *boot);

void xb_check(const struct xb_context *context, struct xb_diags *diags);

#endif

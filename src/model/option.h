/* SPDX-License-Identifier: MIT */
/*
 * One option of a catalog: from its type, choices and range to a grammar, and from a value that
 * does not fit to a sentence that says why.
 *
 * Where `grammar` is given it decides, and choices, min and max only serve help and messages. Else
 * the grammar follows from the type:
 *
 *	bool    <bool>; in a scope with flags the bare word alone, no value
 *	int     <int min..max>; without them 0 and 2^32-1, what Xen's integers hold
 *	size    <size min..max>
 *	enum    one of the choices
 *	list    choices, or <word>s, with commas between them
 *	string  <string>; in a scope with quotes <text>, which may hold blanks
 */
#ifndef MODEL_OPTION_H
#define MODEL_OPTION_H

#include "model/grammar.h"
#include "xenboot/model.h"

/* Make option->compiled; its scope must be set. False with a diagnostic at the faulty key. */
bool xb_option_compile(struct xb_option *option, struct xb_diags *diags);
void xb_option_release(struct xb_option *option);

/* Are both one name for SCOPE's reader? */
bool xb_option_same_name(enum xb_scope scope, const char *one, const char *other);

/*
 * Why VALUE, which does not fit, does not: for xb_option_judge. *problem and *hint are new strings;
 * *hint may be NULL.
 */
void xb_option_explain(const struct xb_option *option, const char *value, char **problem,
		       char **hint);
/* The same for the bare word. */
void xb_option_explain_bare(const struct xb_option *option, char **problem, char **hint);
/* The value that the hint names instead, or NULL: for xb_option_instead. */
char *xb_option_explain_instead(const struct xb_option *option, const char *value);

#endif

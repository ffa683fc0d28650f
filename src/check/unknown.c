/* SPDX-License-Identifier: MIT */
/* Words that no catalog describes: slips of the pen, words of another line, and those that only another
 * tree's Xen has. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* ---- Words of another line ------------------------------------------------------------------------ */

/* Whose word it is, if it is not the line's reader's; XB_SCOPE_COUNT: no one's. */
static enum xb_scope owner_of(const struct xb_boot *boot, const struct xb_catalog *catalog,
			      const struct xb_known_word *known)
{
	int scope;

	for (scope = 0; scope < XB_SCOPE_LINES; scope++)
		if (scope != (int)known->scope &&
		    xb_catalog_knows_word(catalog, (enum xb_scope)scope, known->word->name, boot->arch))
			break;
	return scope == XB_SCOPE_LINES ? XB_SCOPE_COUNT : (enum xb_scope)scope;
}

static void hint_line(const struct xb_boot *boot, const struct xb_known_word *known,
		      enum xb_scope owner, const char *near, struct xb_diags *diags)
{
	const char *place = xb_line_place(boot, owner);
	char *move = place ? xb_format("move it to %s", place)
			   : xb_format("it belongs on %s's line", xb_scopes[owner].reader);

	xb_hint(diags, near ? "%s, or did you mean %s?" : "%s", move, near);
	if (!near)
		xb_fix_move(boot, known->word, owner, diags);
	free(move);
}

bool xb_word_hint_owner(const struct xb_boot *boot, const struct xb_catalog *catalog,
			const struct xb_known_word *known, struct xb_diags *diags)
{
	enum xb_scope owner = owner_of(boot, catalog, known);

	if (owner == XB_SCOPE_COUNT)
		return false;
	hint_line(boot, known, owner, NULL, diags);
	return true;
}

/* Does VALUE begin as CHOICE does, up to its number: "ttyAMA0" as "tty0"? */
static bool is_like(const char *value, const char *choice)
{
	size_t length = strcspn(choice, "0123456789");

	return choice[length] && length >= 3 && strncmp(value, choice, length) == 0;
}

/* console=ttyS0 on Xen's line is meant for dom0. */
bool xb_word_fits_elsewhere(const struct xb_boot *boot, const struct xb_catalog *catalog,
			    const struct xb_known_word *known, struct xb_diags *diags)
{
	for (int scope = 0; known->word->value && scope < XB_SCOPE_LINES; scope++) {
		const struct xb_option *option =
			scope == (int)known->scope
				? NULL
				: xb_catalog_find(catalog, (enum xb_scope)scope,
						  known->word->name, boot->arch);

		for (size_t i = 0; option && i < option->choice_count; i++) {
			if (!is_like(known->word->value, option->choices[i].value.text))
				continue;
			hint_line(boot, known, (enum xb_scope)scope, NULL, diags);
			return true;
		}
	}
	return false;
}

/* ---- unknown-option ------------------------------------------------------------------------------- */

static void report_foreign(const struct xb_catalog *catalog, const struct xb_known_word *known,
			   const struct xb_foreign *foreign, struct xb_diags *diags)
{
	struct xb_buf instead = {0};

	xb_warning(diags, XB_CODE_UNKNOWN_OPTION, known->word->name_at,
		   "%s is an option of %s alone; %s", known->word->name, foreign->of.text,
		   xb_scopes[known->scope].drops);
	for (size_t i = 0; i < foreign->instead.count; i++) {
		const char *name = foreign->instead.items[i].text;
		const struct xb_option *option = xb_catalog_find(catalog, known->scope, name, NULL);

		xb_buf_printf(&instead, "%s%s", i ? ", " : "", name);
		if (option && option->since.text && i + 1 == foreign->instead.count)
			xb_buf_printf(&instead, ", from Xen %s on", option->since.text);
	}
	if (instead.length)
		xb_hint(diags, "use %s", instead.data);
	xb_buf_clear(&instead);
}

/* What the line's own reader has for it, as Xen's loglvl is Linux's loglevel; short words are near to too
 * much. NULL: nothing. */
static const char *twin_of(const struct xb_catalog *catalog, const struct xb_known_word *known)
{
	const char *near = xb_catalog_nearest_word(catalog, known->scope, known->word->name);

	return near && strlen(near) >= 6 && strlen(known->word->name) >= 6 ? near : NULL;
}

static void report_misplaced(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     const struct xb_known_word *known, enum xb_scope owner,
			     struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_UNKNOWN_OPTION, known->word->name_at, "%s is a word for %s; %s",
		   known->word->name, xb_scopes[owner].title, xb_scopes[known->scope].drops);
	hint_line(boot, known, owner, twin_of(catalog, known), diags);
}

static void report_unknown(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_scope_info *scope = &xb_scopes[known->scope];
	const char *near = xb_catalog_nearest_word(catalog, known->scope, known->word->name);
	bool slip = near && xb_is_slip(known->word->name, near);
	enum xb_severity severity = slip ? XB_WARNING : scope->unknown;

	xb_report(diags, severity, XB_CODE_UNKNOWN_OPTION, known->word->name_at,
		  "no %s option '%s' is known; %s", scope->title, known->word->name, scope->drops);
	if (near) {
		xb_hint(diags, "did you mean %s?", near);
		xb_fix_rename(boot, known->word, near, diags);
	}
}

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LETTERS "abcdefghijklmnopqrstuvwxyz" CAPITALS
#define DIGITS "0123456789"

static bool consists_of(const char *text, const char *bytes)
{
	return text[0] && text[strspn(text, bytes)] == '\0';
}

/* Is the word for whom its reader hands it to: a variable, as its capitals say, or no name of an option
 * by its bytes or its length? */
static bool is_for_others(const struct xb_setting *word)
{
	return (word->value && !strchr(DIGITS, word->name[0]) &&
		consists_of(word->name, CAPITALS DIGITS "_")) ||
	       !consists_of(word->name, LETTERS DIGITS "_-") || strlen(word->name) > 64;
}

static void judge_unknown(const struct xb_boot *boot, const struct xb_catalog *catalog,
			  const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_foreign *foreign;
	enum xb_scope owner;

	if (!xb_scopes[known->scope].key)
		return; /* a key of a domain: see below */
	if (xb_catalog_word_use(catalog, known->scope, known->word->name, boot->arch) !=
		    XB_WORD_UNKNOWN ||
	    (xb_scopes[known->scope].modules && is_for_others(known->word)))
		return;
	foreign = xb_catalog_foreign(catalog, known->scope, known->word->name);
	owner = owner_of(boot, catalog, known);
	if (foreign)
		report_foreign(catalog, known, foreign, diags);
	else if (owner != XB_SCOPE_COUNT)
		report_misplaced(boot, catalog, known, owner, diags);
	else
		report_unknown(boot, catalog, known, diags);
}

void xb_check_unknown_option(const struct xb_context *context, struct xb_diags *diags)
{
	xb_known_words_each(context->boot, context->catalog, judge_unknown, diags);
}

/* ---- unknown-key ---------------------------------------------------------------------------------- */

/* The words of a domain's node are keys of the profile. */
static void judge_key(const struct xb_boot *boot, const struct xb_catalog *catalog,
		      const struct xb_known_word *known, struct xb_diags *diags)
{
	const struct xb_domain *domain = xb_word_domain(boot, known->word);
	const char *name = known->word->name, *near;

	if (known->scope != XB_SCOPE_DOMAIN || known->option)
		return;
	xb_error(diags, XB_CODE_UNKNOWN_KEY, known->word->name_at, "a domain has no key '%s'", name);
	near = xb_guest_nearest_key(catalog, name);
	if (near)
		xb_hint(diags, "did you mean %s?", near);
	else if (domain && domain->options_key &&
		 xb_catalog_find(catalog, domain->scope, name, boot->arch))
		xb_hint(diags, "it is a word for %s: move it to %s", xb_scopes[domain->scope].title,
			domain->options_key);
	else
		xb_hint(diags, "`xenboot options` lists what Xen reads of a domain's node");
}

void xb_check_unknown_key(const struct xb_context *context, struct xb_diags *diags)
{
	xb_known_words_each(context->boot, context->catalog, judge_key, diags);
}

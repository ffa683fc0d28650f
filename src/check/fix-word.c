/* SPDX-License-Identifier: MIT */
/* Fixes that change a word of a command line where the profile has it. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

const char *xb_line_place(const struct xb_boot *boot, enum xb_scope scope)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);

	if (scope == XB_SCOPE_XEN)
		return boot->places[XB_PLACE_XEN_OPTIONS];
	return dom0 && dom0->scope == scope ? dom0->options_key : NULL;
}

static const struct xb_line *line_of(const struct xb_boot *boot, enum xb_scope scope)
{
	return scope == XB_SCOPE_XEN ? &boot->xen_line : &xb_boot_dom0(boot)->line;
}

static bool is_same_place(struct xb_pos a, struct xb_pos b)
{
	return a.line == b.line && a.column == b.column && strcmp(a.file, b.file) == 0;
}

/* Words of `extra` and of the tree's own line have one place for name and value: they are no settings. */
static bool is_setting(const struct xb_setting *word)
{
	return word->at.file && word->name_at.file && !is_same_place(word->at, word->name_at);
}

/* Of an option that is a list of values WORD is the one of its number. */
static char *word_key(const struct xb_boot *boot, enum xb_scope scope, const struct xb_setting *word)
{
	const char *place = xb_line_place(boot, scope);
	size_t before = 0, count = 0;
	const struct xb_line *line;

	if (!place || !is_setting(word))
		return NULL;
	line = line_of(boot, scope);
	for (size_t i = 0; i < line->count; i++) {
		const struct xb_setting *other = &line->words[i];

		if (!is_setting(other) || !is_same_place(other->name_at, word->name_at))
			continue;
		before += other < word;
		count++;
	}
	return count > 1 ? xb_format("%s.%s.%zu", place, word->name, before)
			 : xb_format("%s.%s", place, word->name);
}

void xb_fix_word(const struct xb_boot *boot, enum xb_scope scope, const struct xb_setting *word,
		 const char *value, struct xb_diags *diags)
{
	char *key = word_key(boot, scope, word);

	if (value)
		xb_fix_set(diags, key, "%s", value);
	else
		xb_fix_unset(diags, key);
	free(key);
}

void xb_fix_append(const struct xb_boot *boot, enum xb_scope scope, const struct xb_setting *word,
		   const char *value, struct xb_diags *diags)
{
	const char *place = xb_line_place(boot, scope);
	char *key = place && is_setting(word) ? xb_format("%s.%s.+", place, word->name) : NULL;

	xb_fix_set(diags, key, "%s", value);
	free(key);
}

void xb_fix_move(const struct xb_boot *boot, const struct xb_known_word *known, enum xb_scope scope,
		 const char *name, struct xb_diags *diags)
{
	const struct xb_setting *word = known->word;
	const char *place = xb_line_place(boot, scope);
	char *key = place ? word_key(boot, known->scope, word) : NULL, *other;

	/* What is there already is not written over. */
	if (!key || xb_line_last(line_of(boot, scope), name)) {
		free(key);
		return;
	}
	other = xb_format("%s.%s", place, name);
	xb_fix_unset(diags, key);
	xb_fix_set(diags, other, "%s", word->value ? word->value : "true");
	free(other);
	free(key);
}

void xb_fix_option(const struct xb_boot *boot, enum xb_scope scope, const char *name,
		   const char *value, struct xb_diags *diags)
{
	const char *place = xb_line_place(boot, scope);
	const struct xb_setting *word = place ? xb_line_last(line_of(boot, scope), name) : NULL;
	char *key;

	if (word) {
		xb_fix_word(boot, scope, word, value, diags);
	} else if (place) {
		key = xb_format("%s.%s", place, name);
		xb_fix_set(diags, key, "%s", value);
		free(key);
	}
}

void xb_fix_number(const struct xb_boot *boot, const char *name, uint64_t number, const char *unit,
		   struct xb_diags *diags)
{
	char *value = xb_format("%llu%s", (unsigned long long)number, unit);

	xb_fix_option(boot, XB_SCOPE_XEN, name, value, diags);
	free(value);
}

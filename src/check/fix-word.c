/* SPDX-License-Identifier: MIT */
/* Fixes that change a word of a command line where the profile has it. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* A line of words, and the key that it has in the profile; NULL: it cannot be changed there. */
struct place {
	const char *key;
	const struct xb_line *line;
};

/* The line of those that SCOPE's reader has of which there is one: of guests none. */
static struct place place_of_scope(const struct xb_boot *boot, enum xb_scope scope)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);

	if (scope == XB_SCOPE_XEN)
		return (struct place){boot->places[XB_PLACE_XEN_OPTIONS], &boot->xen_line};
	if (dom0 && dom0->scope == scope)
		return (struct place){dom0->options_key, &dom0->line};
	return (struct place){0};
}

static bool has_word(const struct xb_line *line, const struct xb_setting *word)
{
	for (size_t i = 0; i < line->count; i++)
		if (&line->words[i] == word)
			return true;
	return false;
}

/* The line that WORD stands in. */
static struct place place_of_word(const struct xb_boot *boot, const struct xb_setting *word)
{
	const struct xb_domain *domain = xb_word_domain(boot, word);

	if (!domain)
		return place_of_scope(boot, XB_SCOPE_XEN);
	if (has_word(&domain->line, word))
		return (struct place){domain->options_key, &domain->line};
	return (struct place){domain->key, &domain->properties};
}

const char *xb_line_place(const struct xb_boot *boot, enum xb_scope scope)
{
	return place_of_scope(boot, scope).key;
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
static char *word_key(const struct xb_boot *boot, const struct xb_setting *word)
{
	struct place place = place_of_word(boot, word);
	size_t before = 0, count = 0;

	if (!place.key || !is_setting(word))
		return NULL;
	for (size_t i = 0; i < place.line->count; i++) {
		const struct xb_setting *other = &place.line->words[i];

		if (!is_setting(other) || !is_same_place(other->name_at, word->name_at))
			continue;
		before += other < word;
		count++;
	}
	return count > 1 ? xb_format("%s.%s.%zu", place.key, word->name, before)
			 : xb_format("%s.%s", place.key, word->name);
}

void xb_fix_word(const struct xb_boot *boot, const struct xb_setting *word, const char *value,
		 struct xb_diags *diags)
{
	char *key = word_key(boot, word);

	if (value)
		xb_fix_set(diags, key, "%s", value);
	else
		xb_fix_unset(diags, key);
	free(key);
}

void xb_fix_append(const struct xb_boot *boot, const struct xb_setting *word, const char *value,
		   struct xb_diags *diags)
{
	const char *place = place_of_word(boot, word).key;
	char *key = place && is_setting(word) ? xb_format("%s.%s.+", place, word->name) : NULL;

	xb_fix_set(diags, key, "%s", value);
	free(key);
}

/* What is at PLACE already is not written over. */
static void move(const struct xb_boot *boot, const struct xb_setting *word, struct place place,
		 const char *name, struct xb_diags *diags)
{
	char *key = place.key ? word_key(boot, word) : NULL, *other;

	if (key && !xb_line_last(place.line, name)) {
		other = xb_format("%s.%s", place.key, name);
		xb_fix_unset(diags, key);
		xb_fix_set(diags, other, "%s", word->value ? word->value : "true");
		free(other);
	}
	free(key);
}

void xb_fix_move(const struct xb_boot *boot, const struct xb_setting *word, enum xb_scope scope,
		 struct xb_diags *diags)
{
	move(boot, word, place_of_scope(boot, scope), word->name, diags);
}

void xb_fix_rename(const struct xb_boot *boot, const struct xb_setting *word, const char *name,
		   struct xb_diags *diags)
{
	move(boot, word, place_of_word(boot, word), name, diags);
}

void xb_fix_option(const struct xb_boot *boot, enum xb_scope scope, const char *name,
		   const char *value, struct xb_diags *diags)
{
	struct place place = place_of_scope(boot, scope);
	const struct xb_setting *word = place.key ? xb_line_last(place.line, name) : NULL;
	char *key;

	if (word) {
		xb_fix_word(boot, word, value, diags);
	} else if (place.key) {
		key = xb_format("%s.%s", place.key, name);
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

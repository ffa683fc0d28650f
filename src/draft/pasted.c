/* SPDX-License-Identifier: MIT */
/* A command line as changes of a profile: whose each word is, and what it sets. */
#include <stdlib.h>
#include <string.h>

#include "draft/pasted.h"

struct reading {
	struct xb_session *session;
	const struct xb_catalog *catalog;
	const char *arch;
	const char *guest; /* see struct xb_paste_place */
	struct xb_pasted *pasted;
};

/* ---- Whose words they are ------------------------------------------------------------------------- */

static bool knows(const struct reading *reading, enum xb_scope scope, const char *name)
{
	return xb_catalog_knows_word(reading->catalog, scope, name, reading->arch);
}

/* Can SCOPE's option NAME have VALUE (NULL: the bare word)? */
static bool fits(const struct reading *reading, enum xb_scope scope, const struct xb_setting *word)
{
	const struct xb_option *option = xb_catalog_find(reading->catalog, scope,
							 word->name, reading->arch);
	char *problem = NULL, *hint = NULL;
	bool good = !option || xb_option_judge(option, word->value, &problem, &hint);

	free(problem);
	free(hint);
	return good;
}

/* In a guest it is its own as far as it can be, and Xen's where Xen alone knows it. */
static enum xb_scope owner_in_guest(const struct reading *reading, const struct xb_setting *word)
{
	static const enum xb_scope order[] = {XB_SCOPE_DOMAIN, XB_SCOPE_LINUX, XB_SCOPE_XEN};

	for (size_t i = 0; i < XB_COUNT(order); i++)
		if (knows(reading, order[i], word->name))
			return order[i];
	return XB_SCOPE_LINUX;
}

/* The one reader that knows the word; XB_SCOPE_COUNT: several do, or none. */
static enum xb_scope owner_of(const struct reading *reading, const struct xb_setting *word)
{
	enum xb_scope owner = XB_SCOPE_COUNT;

	if (reading->guest)
		return owner_in_guest(reading, word);
	for (int i = 0; i < XB_SCOPE_LINES; i++) {
		enum xb_scope scope = (enum xb_scope)i;

		if (!knows(reading, scope, word->name))
			continue;
		if (owner != XB_SCOPE_COUNT)
			return XB_SCOPE_COUNT;
		owner = scope;
	}
	return owner;
}

/* What WORD says of whose line it stands in: its owner's, or that of the only one that can have its value. */
static enum xb_scope vote_of(const struct reading *reading, const struct xb_setting *word)
{
	enum xb_scope vote = owner_of(reading, word);

	if (vote != XB_SCOPE_COUNT)
		return vote;
	for (int i = 0; i < XB_SCOPE_LINES; i++) {
		enum xb_scope scope = (enum xb_scope)i;

		if (!knows(reading, scope, word->name) || !fits(reading, scope, word))
			continue;
		if (vote != XB_SCOPE_COUNT)
			return XB_SCOPE_COUNT;
		vote = scope;
	}
	return vote;
}

static enum xb_scope line_of_most(const struct reading *reading, const struct xb_line *line,
				  enum xb_scope fallback)
{
	size_t votes[XB_SCOPE_COUNT + 1] = {0};

	for (size_t i = 0; i < line->count; i++)
		votes[vote_of(reading, &line->words[i])]++;
	for (int scope = 0; scope < XB_SCOPE_LINES; scope++)
		if (votes[scope] > votes[fallback])
			fallback = (enum xb_scope)scope;
	return fallback;
}

/* ---- What they set -------------------------------------------------------------------------------- */

/* The key below which the options of SCOPE stand, and who reads them. */
static const char *section_of(const struct reading *reading, enum xb_scope scope)
{
	if (!reading->guest || scope == XB_SCOPE_XEN)
		return xb_scopes[scope].key;
	return scope == XB_SCOPE_DOMAIN
		       ? reading->guest
		       : xb_arena_format(&reading->pasted->arena, "%s.options", reading->guest);
}

static const char *reader_of(const struct reading *reading, enum xb_scope scope)
{
	return reading->guest && scope != XB_SCOPE_XEN ? strchr(reading->guest, '.') + 1
						       : xb_scopes[scope].reader;
}

/* What the profile says at KEY, as what is pasted would be said; NULL: nothing. */
static const char *old_of(const struct reading *reading, const char *key)
{
	const struct xb_profile *profile = xb_session_profile(reading->session);
	struct xb_arena *arena = &reading->pasted->arena;
	struct xb_buf line = {0}, text = {0};
	const char *old = NULL;

	if (profile && xb_profile_get_line(profile, key, &line)) {
		bool quoted = line.data && line.data[0] == '"' && xb_profile_get(profile, key, &text);

		old = quoted ? xb_pasted_value(arena, text.data ? text.data : "", false)
			     : xb_arena_strdup(arena, line.data ? line.data : "");
	}
	xb_buf_clear(&line);
	xb_buf_clear(&text);
	return old;
}

static const char *name_problem(const struct xb_setting *word)
{
	if (!word->name[0])
		return "has no name before the =";
	return strpbrk(word->name, " \t\"'") ? "has a blank or a quote in its name" : NULL;
}

/* What is wrong with the word by itself; text of ARENA, or NULL. */
static const char *wrong_of(const struct reading *reading, const struct xb_pasted_word *pasted,
			    const struct xb_setting *word)
{
	char *problem = NULL, *hint = NULL;
	const char *wrong = name_problem(word);

	if (wrong || !pasted->option ||
	    !xb_option_has_name(pasted->option, word->name)) /* no-NAME: the value is another's */
		return wrong;
	if (!xb_option_judge(pasted->option, word->value, &problem, &hint))
		wrong = xb_arena_format(&reading->pasted->arena, "%s %s%s%s",
					word->value ? word->value : word->name, problem,
					hint ? ": " : "", hint ? hint : "");
	free(problem);
	free(hint);
	return wrong;
}

static struct xb_pasted_word *add_word(struct xb_pasted *pasted)
{
	pasted->items =
		xb_grow(pasted->items, &pasted->capacity, pasted->count, sizeof(*pasted->items));
	pasted->items[pasted->count] = (struct xb_pasted_word){0};
	return &pasted->items[pasted->count++];
}

static bool has_word(const struct xb_pasted *pasted, enum xb_scope scope, const char *name)
{
	for (size_t i = 0; i < pasted->count; i++)
		if (pasted->items[i].scope == scope && strcmp(pasted->items[i].name, name) == 0)
			return true;
	return false;
}

/* Quotes around a value are none of it where its reader takes them off (Linux lib/cmdline.c next_arg); it gets
 * them again where it has blanks. */
static const char *value_of(const struct reading *reading, enum xb_scope scope,
			    const struct xb_setting *word, bool item)
{
	struct xb_arena *arena = &reading->pasted->arena;
	const char *value = word->value;
	size_t length = value ? strlen(value) : 0;

	if (!value)
		return "true";
	if (xb_scopes[scope].quotes && length > 1 && strchr(value + 1, '"') == value + length - 1 &&
	    value[0] == '"')
		value = xb_arena_strndup(arena, value + 1, length - 2);
	return xb_pasted_value(arena, value, item);
}

/* The words of LINE that are called as its word FIRST is: each counts, or the last one. */
static void read_values(const struct reading *reading, const struct xb_line *line, size_t first,
			struct xb_pasted_word *pasted)
{
	bool each = !pasted->option || pasted->option->repeatable.value;
	struct xb_buf list = {0};
	size_t count = 0;

	for (size_t i = first; i < line->count; i++) {
		const struct xb_setting *word = &line->words[i];

		if (strcmp(word->name, pasted->name) != 0)
			continue;
		xb_buf_printf(&list, "%s%s", count++ ? ", " : "[", value_of(reading, pasted->scope, word, true));
		pasted->value = value_of(reading, pasted->scope, word, false);
		if (!each || !pasted->wrong)
			pasted->wrong = wrong_of(reading, pasted, word);
	}
	if (each && count > 1)
		pasted->value = xb_arena_format(&reading->pasted->arena, "%s]", list.data);
	xb_buf_clear(&list);
}

static void read_word(const struct reading *reading, const struct xb_line *line, size_t index,
		      enum xb_scope wanted)
{
	struct xb_pasted *all = reading->pasted;
	const struct xb_setting *word = &line->words[index];
	enum xb_scope owner = owner_of(reading, word), scope = owner == XB_SCOPE_COUNT ? wanted : owner;
	struct xb_pasted_word *pasted;
	bool negated;

	if (has_word(all, scope, word->name))
		return;
	pasted = add_word(all);
	pasted->name = word->name;
	pasted->scope = scope;
	pasted->section = section_of(reading, scope);
	pasted->reader = reader_of(reading, scope);
	pasted->option = xb_catalog_find_word(reading->catalog, scope, word->name, reading->arch,
					      &negated);
	pasted->known = knows(reading, scope, word->name);
	pasted->either = owner == XB_SCOPE_COUNT;
	pasted->open = vote_of(reading, word) == XB_SCOPE_COUNT;
	read_values(reading, line, index, pasted);
	if (!name_problem(word)) {
		pasted->key = xb_arena_format(&all->arena, "%s.%s", pasted->section, word->name);
		pasted->old = old_of(reading, pasted->key);
	}
	all->either = all->either || pasted->either;
}

/* What stands from WORD on is for another reader, as it is: it goes behind the options. */
static void read_rest(const struct reading *reading, const struct xb_line *line, size_t first,
		      enum xb_scope scope)
{
	struct xb_pasted *all = reading->pasted;
	struct xb_pasted_word *pasted = add_word(all);
	struct xb_buf text = {0};

	for (size_t i = first; i < line->count; i++) {
		const struct xb_setting *word = &line->words[i];

		xb_buf_printf(&text, "%s%s%s%s", text.length ? " " : "", word->name,
			      word->value ? "=" : "", word->value ? word->value : "");
	}
	pasted->name = "extra";
	pasted->scope = scope;
	pasted->section = section_of(reading, scope);
	pasted->reader = reader_of(reading, scope);
	pasted->known = true;
	pasted->key = xb_arena_format(&all->arena, "%s.extra",
				      reading->guest && scope == XB_SCOPE_LINUX ? reading->guest
									 : xb_scopes[scope].section);
	pasted->value = xb_pasted_value(&all->arena, text.data, false);
	pasted->old = old_of(reading, pasted->key);
	xb_buf_clear(&text);
}

/* Which reader splits it: Xen knows no quotes; they say nothing where there are none. */
static enum xb_scope splitter_of(const struct xb_pasted_part *part)
{
	return part->line == XB_SCOPE_COUNT ? XB_SCOPE_LINUX : part->line;
}

static void read_part(const struct reading *reading, const struct xb_pasted_part *part,
		      enum xb_scope wanted, enum xb_scope fallback)
{
	struct xb_pasted *all = reading->pasted;
	struct xb_line line = {0};
	enum xb_scope scope = wanted;
	size_t own;

	xb_line_split(&line, &all->arena, splitter_of(part), part->text, (struct xb_pos){0});
	all->too_many = all->too_many || line.count > XB_PASTED_MAX;
	if (all->too_many)
		line.count = 0;
	if (scope == XB_SCOPE_COUNT)
		scope = part->line == XB_SCOPE_COUNT ? line_of_most(reading, &line, fallback)
						     : part->line;
	own = xb_line_own_count(&line, scope);
	for (size_t i = 0; i < own; i++)
		read_word(reading, &line, i, scope);
	if (own < line.count)
		read_rest(reading, &line, own, scope);
	all->line = scope;
	xb_line_clear(&line);
}

/* A single word of an option that counts each time is one more of them. */
static void note_more(struct xb_pasted *all)
{
	struct xb_pasted_word *word = all->items;

	if (all->count != 1 || !word->old || !word->option || !word->option->repeatable.value ||
	    word->value[0] == '[')
		return;
	word->more = true;
	word->key = xb_arena_format(&all->arena, "%s.+", word->key);
}

void xb_pasted_read(struct xb_session *session, const char *text, const struct xb_paste_place *place,
		    struct xb_pasted *pasted)
{
	const struct xb_boot *boot = xb_session_boot(session);
	struct reading reading = {.session = session, .guest = place->guest, .pasted = pasted};
	struct xb_pasted_parts parts = {0};

	*pasted = (struct xb_pasted){.line = place->fallback};
	reading.catalog = xb_session_catalog(session);
	reading.arch = boot ? boot->arch : "arm64";
	if (!reading.catalog)
		return;
	xb_pasted_find_parts(text, &pasted->arena, &parts);
	for (size_t i = 0; i < parts.count; i++)
		read_part(&reading, &parts.items[i], place->line, place->fallback);
	if (pasted->too_many || pasted->count > XB_PASTED_MAX) {
		pasted->too_many = true;
		pasted->count = 0;
	}
	note_more(pasted);
	free(parts.items);
}

void xb_pasted_clear(struct xb_pasted *pasted)
{
	free(pasted->items);
	xb_arena_clear(&pasted->arena);
	*pasted = (struct xb_pasted){0};
}

/* ---- Making the changes --------------------------------------------------------------------------- */

size_t xb_pasted_changes(const struct xb_pasted *pasted, struct xb_arena *arena,
			 struct xb_change **changes)
{
	size_t count = 0;

	*changes = xb_arena_alloc(arena, (pasted->count + 1) * sizeof(**changes));
	for (size_t i = 0; i < pasted->count; i++) {
		const struct xb_pasted_word *word = &pasted->items[i];

		if (word->key && (word->more || !word->old || strcmp(word->old, word->value) != 0))
			(*changes)[count++] = (struct xb_change){word->key, word->value};
	}
	return count;
}

enum xb_change_result xb_draft_paste(struct xb_draft *draft, const struct xb_pasted *pasted,
				     struct xb_diags *diags)
{
	struct xb_arena arena = {0};
	struct xb_change *changes;
	size_t count = xb_pasted_changes(pasted, &arena, &changes);
	char *step = count > 1 ? xb_format("paste %zu options", count) : NULL;
	enum xb_change_result result = XB_CHANGE_NO_CHANGE;

	if (count)
		result = xb_draft_change(draft, changes, count, step, diags);
	free(step);
	xb_arena_clear(&arena);
	return result;
}

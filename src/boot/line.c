/* SPDX-License-Identifier: MIT */
#include "xenboot/boot.h"

#include <stdlib.h>
#include <string.h>


static void add_word(struct xb_line *line, const struct xb_setting *word)
{
	line->words = xb_grow(line->words, &line->capacity, line->count, sizeof(*line->words));
	line->words[line->count++] = *word;
}

static bool is_blank(char c, enum xb_scope scope)
{
	return c && strchr(xb_scopes[scope].blanks, c);
}

void xb_line_put_word(struct xb_buf *text, enum xb_scope scope, const struct xb_setting *word)
{
	const struct xb_scope_info *row = &xb_scopes[scope];
	bool quoted;

	xb_buf_printf(text, "%s%s", text->length ? " " : "", word->name);
	if (!word->value)
		return;
	/* A value that brings quotes of its own is left to them. */
	quoted = row->quotes && strpbrk(word->value, row->blanks) && !strchr(word->value, '"');
	xb_buf_printf(text, quoted ? "=\"%s\"" : "=%s", word->value);
}

void xb_line_build(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const struct xb_settings *settings, const struct xb_text *extra)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < settings->count; i++) {
		xb_line_put_word(&text, scope, &settings->items[i]);
		add_word(line, &settings->items[i]);
	}
	line->at = settings->at;
	if (extra->text && extra->text[0]) {
		xb_buf_printf(&text, "%s%s", text.length ? " " : "", extra->text);
		xb_line_split(line, arena, scope, extra->text, extra->at);
		if (!line->at.file)
			line->at = extra->at;
	}
	line->text = xb_arena_strndup(arena, text.data ? text.data : "", text.length);
	xb_buf_clear(&text);
}

/* Quotes around NAME=VALUE are no part of either (Linux lib/cmdline.c next_arg). */
static void add_split_word(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
			   const char *word, size_t length, struct xb_pos at)
{
	bool quoted = xb_scopes[scope].quotes && length > 1 && word[0] == '"';
	bool closed = quoted && word[length - 1] == '"';
	char *name = xb_arena_strndup(arena, word + quoted, length - quoted - closed);
	char *equals = strchr(name, '=');
	struct xb_setting setting = {.name = name, .at = at, .name_at = at};

	if (equals) {
		*equals = '\0';
		setting.value = equals + 1;
	}
	add_word(line, &setting);
}

void xb_line_split(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const char *text, struct xb_pos at)
{
	while (*text) {
		const char *start = text;
		bool quoted = false;

		for (; *text && (quoted || !is_blank(*text, scope)); text++)
			quoted ^= xb_scopes[scope].quotes && *text == '"';
		if (text > start)
			add_split_word(line, arena, scope, start, (size_t)(text - start), at);
		else
			text++;
	}
}

void xb_line_clear(struct xb_line *line)
{
	free(line->words);
	*line = (struct xb_line){0};
}

bool xb_line_is_empty(const struct xb_line *line)
{
	return !line->text || !line->text[0];
}

size_t xb_line_own_count(const struct xb_line *line, enum xb_scope scope)
{
	const char *last = xb_scopes[scope].last;

	for (size_t i = 0; last && i < line->count; i++)
		if (!line->words[i].value && strcmp(line->words[i].name, last) == 0)
			return i;
	return line->count;
}

const struct xb_setting *xb_line_last(const struct xb_line *line, const char *name)
{
	for (size_t i = line->count; i-- > 0;)
		if (strcmp(line->words[i].name, name) == 0)
			return &line->words[i];
	return NULL;
}

/* Those that Xen builds, then those that dom0 starts. */
static const struct xb_domain *domain_at(const struct xb_boot *boot, size_t index)
{
	return index < boot->domain_count ? &boot->domains[index]
					  : &boot->later[index - boot->domain_count];
}

const struct xb_line *xb_boot_line(const struct xb_boot *boot, size_t index, enum xb_scope *scope)
{
	size_t count = boot->domain_count + boot->later_count;
	const struct xb_domain *domain;

	if (index > 2 * count)
		return NULL;
	*scope = XB_SCOPE_XEN;
	if (!index)
		return &boot->xen_line;
	domain = domain_at(boot, (index - 1) % count);
	*scope = index > count ? XB_SCOPE_DOMAIN : domain->scope;
	return index > count ? &domain->properties : &domain->line;
}

/* SPDX-License-Identifier: MIT */
/* Variables, and what each of the shells makes of a word that has some. */
#include "hush-tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool hush_has_variable(const char *text)
{
	return strpbrk(text, (const char[]){HUSH_BARE, HUSH_QUOTED, '\0'});
}

static struct hush_variable *find_own(struct hush_host *host, const char *name)
{
	for (size_t i = 0; i < host->own_count; i++)
		if (!strcmp(host->own[i].name, name))
			return &host->own[i];
	return NULL;
}

static void forget(struct hush_host *host, struct hush_variable *variable)
{
	free(variable->name);
	free(variable->value);
	*variable = host->own[--host->own_count];
}

/* The old one takes no empty value: it deletes from 2023.07 on, and does nothing before. */
void hush_assign(struct hush_host *host, const char *name, size_t length, const char *value)
{
	char *copy = need_copy(name, length);
	struct hush_variable *variable = find_own(host, copy);

	if (!*value && !host->modern) {
		if (variable && host->release >= 202307)
			forget(host, variable);
		free(copy);
		return;
	}
	if (variable) {
		free(variable->value);
		free(copy);
	} else {
		host->own = need_memory(host->own, (host->own_count + 1) * sizeof *host->own);
		variable = &host->own[host->own_count++];
		variable->name = copy;
	}
	variable->value = need_copy(value, strlen(value));
}

void hush_clear(struct hush_host *host)
{
	while (host->own_count)
		forget(host, host->own);
	free(host->own);
	host->own = NULL;
}

/* The value of what is no variable: $? and, in the modern one, what is never set. */
static const char *special(struct hush_host *host, const char *name, char *buffer, size_t size)
{
	if (!strcmp(name, "?"))
		snprintf(buffer, size, "%u", (unsigned)host->status);
	else if (host->modern && !strcmp(name, "#"))
		snprintf(buffer, size, "0");
	else
		return NULL;
	return buffer;
}

/* ${x:-w}, ${x:=w} and ${x:+w} of the old shell; NAME is cut at the ':'. */
static const char *find_with_default(struct hush_host *host, char *name)
{
	char *rest = host->modern ? NULL : strchr(name, ':');
	struct hush_variable *own;
	const char *value;

	if (rest)
		*rest++ = '\0';
	value = host->variable(host->context, name);
	own = value ? NULL : find_own(host, name);
	if (own)
		value = own->value;
	if (!rest || !*rest || !strchr("-=+", *rest))
		return value ? value : "";
	if (value && *value)
		return *rest == '+' ? "" : value;
	if (*rest == '=')
		hush_assign(host, name, strlen(name), rest + 1);
	return rest + 1;
}

/* Add the value of the variable whose mark is at TEXT; returns what stands behind it. */
static const char *add_value(struct hush_host *host, const char *text, struct text *out)
{
	const char *end = strchr(text + 1, *text);
	char *name = need_copy(text + 1, (size_t)(end - text - 1));
	char buffer[16];
	const char *value = special(host, name, buffer, sizeof buffer);

	if (!value)
		value = find_with_default(host, name);
	text_add(out, value, strlen(value));
	free(name);
	return end + 1;
}

char *hush_fill(struct hush_host *host, const char *text)
{
	bool filled = hush_has_variable(text);
	struct text out = {0};

	text_add(&out, "", 0);
	while (*text) {
		if (*text == HUSH_BARE || *text == HUSH_QUOTED)
			text = add_value(host, text, &out);
		else
			text_add_char(&out, *text++);
	}
	/* With a value in it, a line's end anywhere in the word becomes a blank; the old shell's. */
	for (size_t i = 0; filled && !host->modern && i < out.length; i++)
		if (out.bytes[i] == '\n')
			out.bytes[i] = ' ';
	return out.bytes;
}

/* ---- The modern shell: fields ------------------------------------------------------------- */

static void end_field(struct text *field, bool solid, struct hush_words *out)
{
	if (!field->length && !solid) {
		text_clear(field);
		return;
	}
	text_add(field, "", 0);
	hush_words_add(out, (struct hush_word){.text = field->bytes});
	*field = (struct text){0};
}

static void split(const char *value, struct text *field, bool *solid, struct hush_words *out)
{
	for (; *value; value++) {
		if (!strchr(" \t\n", *value)) {
			text_add_char(field, *value);
		} else {
			end_field(field, *solid, out);
			*solid = false;
		}
	}
}

/* Is it "$@" alone, which is as many words as there are arguments: none? */
static bool is_all_arguments(const char *text)
{
	return !strcmp(text, (const char[]){HUSH_QUOTED, '@', HUSH_QUOTED, '\0'});
}

void hush_fields(struct hush_host *host, const struct hush_word *word, struct hush_words *out)
{
	const char *text = word->text;
	bool solid = word->solid && !is_all_arguments(text);
	struct text field = {0};

	while (*text) {
		struct text value = {0};

		if (*text != HUSH_BARE && *text != HUSH_QUOTED) {
			text_add_char(&field, *text++);
			continue;
		}
		text_add(&value, "", 0);
		if (*text == HUSH_QUOTED) {
			text = add_value(host, text, &value);
			text_add(&field, value.bytes, value.length);
		} else {
			text = add_value(host, text, &value);
			split(value.bytes, &field, &solid, out);
		}
		text_clear(&value);
	}
	end_field(&field, solid, out);
}

/* ---- The old shell: its second pass ------------------------------------------------------- */

char *hush_second_text(struct hush_host *host, const struct hush_word *words, size_t count)
{
	struct text out = {0};

	for (size_t i = 0; i < count; i++) {
		const char *quote = words[i].solid ? "'" : "";
		char *filled = hush_fill(host, words[i].text);

		if (i)
			text_add_char(&out, ' ');
		text_add(&out, quote, strlen(quote));
		text_add(&out, filled, strlen(filled));
		text_add(&out, quote, strlen(quote));
		free(filled);
	}
	text_add_char(&out, '\n');
	return out.bytes;
}

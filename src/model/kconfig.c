/* SPDX-License-Identifier: MIT */
/* Xen's .config: which symbols a binary was built with, and expressions over them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/model.h"

/* `depends on` of real options has two or three levels. */
#define MOST_PARENTHESES 16

struct symbol {
	const char *name, *value;
};
struct xb_kconfig {
	struct symbol *items; /* sorted by name */
	size_t count, capacity;
	struct xb_arena arena;
};

/* ---- The file ----------------------------------------------------------------------------------- */

static const char PREFIX[] = "CONFIG_";
static const char NOT_SET[] = " is not set";

static bool is_symbol_character(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static size_t symbol_length(const char *text, size_t length)
{
	size_t count = 0;

	while (count < length && is_symbol_character(text[count]))
		count++;
	return count;
}

static void add(struct xb_kconfig *kconfig, const char *name, size_t name_length, const char *value,
		size_t value_length)
{
	kconfig->items = xb_grow(kconfig->items, &kconfig->capacity, kconfig->count,
				 sizeof(*kconfig->items));
	kconfig->items[kconfig->count++] = (struct symbol){
		xb_arena_strndup(&kconfig->arena, name, name_length),
		xb_arena_strndup(&kconfig->arena, value, value_length)};
}

/* CONFIG_X=y, CONFIG_N=128, CONFIG_S="text", or # CONFIG_X is not set. */
static void take_line(struct xb_kconfig *kconfig, const char *line, size_t length)
{
	bool off = length > 2 && line[0] == '#' && line[1] == ' ';
	const char *end = line + length, *name = line + (off ? 2 : 0), *rest;
	size_t name_length;

	if ((size_t)(end - name) < strlen(PREFIX) || memcmp(name, PREFIX, strlen(PREFIX)) != 0)
		return;
	name += strlen(PREFIX);
	name_length = symbol_length(name, (size_t)(end - name));
	rest = name + name_length;
	if (!name_length)
		return;
	if (off) {
		if ((size_t)(end - rest) == strlen(NOT_SET) &&
		    memcmp(rest, NOT_SET, strlen(NOT_SET)) == 0)
			add(kconfig, name, name_length, "n", 1);
		return;
	}
	if (rest == end || *rest++ != '=')
		return;
	if (end - rest >= 2 && rest[0] == '"' && end[-1] == '"') {
		rest++;
		end--;
	}
	add(kconfig, name, name_length, rest, (size_t)(end - rest));
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct symbol *)a)->name, ((const struct symbol *)b)->name);
}

struct xb_kconfig *xb_kconfig_parse(const char *path, const char *text, size_t length,
				    struct xb_pos at, struct xb_diags *diags)
{
	struct xb_kconfig *kconfig = xb_alloc(sizeof(*kconfig));

	for (size_t start = 0; start < length;) {
		const char *line = text + start, *end = memchr(line, '\n', length - start);
		size_t whole = end ? (size_t)(end - line) : length - start, used = whole;

		if (used && line[used - 1] == '\r')
			used--;
		take_line(kconfig, line, used);
		start += whole + 1;
	}
	if (kconfig->count) {
		qsort(kconfig->items, kconfig->count, sizeof(*kconfig->items), compare);
		return kconfig;
	}
	xb_error(diags, XB_CODE_FILE_TYPE, at, "%s is no .config: it has no line CONFIG_NAME=value",
		 path);
	xb_hint(diags, "Xen's is xen/.config in the folder it was built in");
	xb_kconfig_free(kconfig);
	return NULL;
}

void xb_kconfig_free(struct xb_kconfig *kconfig)
{
	if (!kconfig)
		return;
	xb_arena_clear(&kconfig->arena);
	free(kconfig->items);
	free(kconfig);
}

const char *xb_kconfig_value(const struct xb_kconfig *kconfig, const char *symbol)
{
	struct symbol wanted = {.name = symbol};
	const struct symbol *found = bsearch(&wanted, kconfig->items, kconfig->count,
					     sizeof(*kconfig->items), compare);

	return found ? found->value : "n";
}

/* ---- Expressions -------------------------------------------------------------------------------- */

struct reading {
	const struct xb_kconfig *kconfig;
	const char *at;
	unsigned depth;
	char *missing; /* the first symbol that was off where it should be on, or the reverse */
};

static bool read_or(struct reading *in, bool wanted);

static bool skip(struct reading *in, const char *token)
{
	in->at += strspn(in->at, " \t");
	if (strncmp(in->at, token, strlen(token)) != 0)
		return false;
	in->at += strlen(token);
	return true;
}

/* WANTED: what this part should be for the whole to hold; it turns round behind a '!'. */
static bool read_symbol(struct reading *in, bool wanted)
{
	size_t length;
	char *name;
	bool on;

	in->at += strspn(in->at, " \t");
	length = symbol_length(in->at, strlen(in->at));
	name = xb_strndup(in->at, length);
	in->at += length;
	on = length && strcmp(xb_kconfig_value(in->kconfig, name), "n") != 0;
	if (on == wanted || in->missing)
		free(name);
	else
		in->missing = name;
	return on;
}

static bool read_one(struct reading *in, bool wanted)
{
	bool value;

	if (skip(in, "!"))
		return !read_one(in, !wanted);
	if (!skip(in, "("))
		return read_symbol(in, wanted);
	if (++in->depth > MOST_PARENTHESES)
		return false;
	value = read_or(in, wanted);
	in->depth--;
	skip(in, ")");
	return value;
}

/* A part that came out as wanted misses nothing, whatever was off inside of it. */
static bool settle(struct reading *in, bool value, bool wanted, bool missed_before)
{
	if (value == wanted && !missed_before) {
		free(in->missing);
		in->missing = NULL;
	}
	return value;
}

static bool read_and(struct reading *in, bool wanted)
{
	bool missed = in->missing != NULL, value = read_one(in, wanted);

	while (skip(in, "&&"))
		value &= read_one(in, wanted);
	return settle(in, value, wanted, missed);
}

static bool read_or(struct reading *in, bool wanted)
{
	bool missed = in->missing != NULL, value = read_and(in, wanted);

	while (skip(in, "||"))
		value |= read_and(in, wanted);
	return settle(in, value, wanted, missed);
}

bool xb_kconfig_judge(const struct xb_kconfig *kconfig, const char *expression, char **missing)
{
	struct reading in = {.kconfig = kconfig, .at = expression};
	bool holds = read_or(&in, true);

	if (missing)
		*missing = holds ? NULL : in.missing;
	if (holds || !missing)
		free(in.missing);
	return holds;
}

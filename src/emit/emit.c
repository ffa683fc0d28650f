/* SPDX-License-Identifier: MIT */
/* The table of outputs. A new one is a row here, and a file that writes it. */
#include "emit/emit.h"

#include <stdlib.h>
#include <string.h>

const struct xb_output_kind xb_output_kinds[] = {
	{.word = "script",
	 .files = {{".source", xb_emit_source}, {".scr", xb_emit_scr}},
	 .runs = true},
	{.word = "dtb", .files = {{".dtb", xb_emit_dtb}}, .from_tree = true},
	{.word = "manifest", .files = {{".json", xb_emit_manifest}}},
	{.word = "both", .others = " script dtb ", .tree_first = true},
	{.word = NULL},
};
const struct xb_words xb_output_words = XB_WORDS(xb_output_kinds);

/* ---- Words ------------------------------------------------------------------------------------- */

/* "script and dtb" of " script dtb ". */
static void put_others(const char *others, struct xb_buf *out)
{
	const char *word = others + 1;

	while (*word) {
		size_t length = strcspn(word, " ");

		xb_buf_printf(out, "%s%.*s", word > others + 1 ? " and " : "", (int)length, word);
		word += length + 1;
	}
}

void xb_output_put_words(const char *last, struct xb_buf *out)
{
	for (const struct xb_output_kind *kind = xb_output_kinds; kind->word; kind++) {
		if (kind > xb_output_kinds)
			xb_buf_puts(out, kind[1].word ? ", " : last);
		xb_buf_puts(out, kind->word);
		if (!kind->others)
			continue;
		xb_buf_puts(out, " (");
		put_others(kind->others, out);
		xb_buf_putc(out, ')');
	}
}

static bool report_word(const struct xb_text *word, struct xb_diags *diags)
{
	const char *names[XB_COUNT(xb_output_kinds)];
	struct xb_buf list = {0};
	const char *near;

	for (size_t i = 0; i < XB_COUNT(xb_output_kinds); i++) {
		names[i] = xb_output_kinds[i].word;
		if (names[i])
			xb_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
	}
	near = xb_nearest(word->text, names);
	xb_error(diags, XB_CODE_BAD_VALUE, word->at, "%s: '%s' is not one of %s",
		 word->at.file ? "emit" : "--emit", word->text, list.data);
	if (near)
		xb_hint(diags, "did you mean %s?", near);
	xb_buf_clear(&list);
	return false;
}

/* ---- Sets -------------------------------------------------------------------------------------- */

static uint32_t bit_of(const struct xb_output_kind *kind)
{
	return (uint32_t)1 << (kind - xb_output_kinds);
}

static bool has(const struct xb_output_set *set, const struct xb_output_kind *kind)
{
	return set->kinds & bit_of(kind);
}

/* Is WORD among OTHERS? */
static bool is_other(const char *others, const char *word)
{
	char *wanted = xb_format(" %s ", word);
	bool found = others && strstr(others, wanted);

	free(wanted);
	return found;
}

static void add(struct xb_output_set *set, const struct xb_output_kind *kind)
{
	set->kinds |= bit_of(kind);
	for (const struct xb_output_kind *other = xb_output_kinds; other->word; other++)
		if (is_other(kind->others, other->word))
			set->kinds |= bit_of(other);
}

bool xb_output_choose(const struct xb_texts *words, struct xb_output_set *set,
		      struct xb_diags *diags)
{
	bool good = true;

	*set = (struct xb_output_set){0};
	if (!words->items)
		add(set, xb_output_kinds);
	for (size_t i = 0; i < words->count; i++) {
		const struct xb_output_kind *kind =
			&xb_output_kinds[xb_words_find(&xb_output_words, words->items[i].text)];

		if (kind->word)
			add(set, kind);
		else
			good = report_word(&words->items[i], diags);
	}
	return good;
}

void xb_output_configure(const struct xb_output_set *set, const char *name, struct xb_arena *arena,
			 struct xb_boot_config *config)
{
	for (const struct xb_output_kind *kind = xb_output_kinds; kind->word; kind++) {
		if (!has(set, kind))
			continue;
		if (kind->runs)
			config->script = xb_arena_format(arena, "%s.scr", name);
		if (kind->tree_first)
			config->made_tree = xb_arena_format(arena, "%s.dtb", name);
		config->tree_needed |= kind->from_tree;
	}
}

const struct xb_output_file *xb_output_file(const struct xb_output_set *set, size_t index)
{
	for (const struct xb_output_kind *kind = xb_output_kinds; kind->word; kind++)
		for (const struct xb_output_file *file = kind->files;
		     has(set, kind) && file->suffix; file++)
			if (index-- == 0)
				return file;
	return NULL;
}

/* SPDX-License-Identifier: MIT */
/* The modern parser's variables (U-Boot common/cli_hush_upstream.c, expand_vars_to_list). */
#include "import/hush-modern.h"

#include <stdlib.h>
#include <string.h>

/* What separates words in a value. */
#define BLANKS " \t\n"

/* The words that come out of one. */
struct field {
	struct xb_words *out;
	struct xb_pos at;
	struct xb_buf text;
	bool kept;  /* it is a word even if it stays empty */
	bool blank; /* the value before ended with a blank: what follows is a word of its own */
};

/* Has TEXT something in it that would make a pattern of it, and no backslash before it? */
static bool is_pattern(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\' && !text[1])
			return false;
		if (*text == '\\')
			text++;
		else if (strchr("*[?", *text))
			return true;
	}
	return false;
}

/* Each backslash goes, and what stands behind it stays. */
static void drop_backslashes(struct xb_buf *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->length; i++) {
		if (text->data[i] == '\\' && i + 1 < text->length)
			i++;
		text->data[kept++] = text->data[i];
	}
	text->length = kept;
	if (text->data)
		text->data[kept] = '\0';
}

/* A value that was not quoted: it keeps its backslashes, whatever is dropped later. */
static void put_bare(struct xb_buf *out, const char *value, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		xb_buf_putc(out, value[i]);
		if (value[i] != '\\')
			continue;
		xb_buf_putc(out, '\\');
		if (++i < length) { /* and what is behind it, whatever it is */
			xb_buf_putc(out, '\\');
			xb_buf_putc(out, value[i]);
		}
	}
}

static void put_quoted(struct xb_buf *out, const char *value)
{
	for (; *value; value++) {
		if (strchr("*?[-\\", *value))
			xb_buf_putc(out, '\\');
		xb_buf_putc(out, *value);
	}
}

static void finish(struct field *field)
{
	struct xb_words *out = field->out;

	/* U-Boot looks for no files, but forgets to take the backslashes away where it would. */
	if (field->text.length && !is_pattern(field->text.data))
		drop_backslashes(&field->text);

	out->items = xb_grow(out->items, &out->capacity, out->count, sizeof(*out->items));
	out->items[out->count++] =
		(struct xb_word){.text = xb_buf_take(&field->text), .at = field->at};
	field->kept = field->blank = false;
}

static void add_text(struct field *field, const char *text)
{
	if (!*text)
		return;
	if (field->blank)
		finish(field);
	xb_buf_puts(&field->text, text);
}

static void add_parted(struct field *field, const char *value)
{
	if (field->blank && *value)
		finish(field);
	while (*value) {
		const size_t length = strcspn(value, BLANKS);

		put_bare(&field->text, value, length);
		value += length;
		if (!*value)
			break;
		value += strspn(value, BLANKS);
		if (!*value)
			field->blank = true;
		else if (field->kept || field->text.length)
			finish(field);
	}
}

static const char *value_of(struct xb_shell *shell, const char *name, bool within, struct xb_pos at)
{
	const char *value;

	if (!strcmp(name, "#"))
		return "0";
	if (!strcmp(name, "?"))
		return xb_shell_value(shell, "$?", at);
	if (name[0] && !name[1] && strchr("*@-0123456789", name[0]))
		return ""; /* a script has no words of its own */
	value = xb_shell_value(shell, name, at);
	if (!value || !*value)
		shell->host->event(shell->data, within ? XB_SHELL_UNSET_IN : XB_SHELL_UNSET, at,
				   name);
	return value ? value : "";
}

/* PIECE is one of WORD. */
static void add_piece(struct xb_shell *shell, struct field *field,
		      const struct xb_modern_word *word, const struct xb_modern_piece *piece,
		      bool whole)
{
	const bool within = word->count > 1;

	if (!piece->variable) {
		field->kept = field->kept || piece->quoted;
		add_text(field, piece->text);
		return;
	}
	if (!piece->quoted && !whole) {
		add_parted(field, value_of(shell, piece->text, within, field->at));
		return;
	}
	if (field->blank)
		finish(field);
	field->kept = field->kept || strcmp(piece->text, "@") != 0; /* "$@" can be no word at all */
	put_quoted(&field->text, value_of(shell, piece->text, within, field->at));
}

void xb_modern_expand(struct xb_shell *shell, const struct xb_modern_word *words, size_t count,
		      struct xb_words *out)
{
	shell->name = count && words[0].count ? words[0].pieces[0].text : NULL;
	for (size_t i = 0; i < count; i++) {
		struct field field = {.out = out, .at = words[i].at};

		for (size_t j = 0; j < words[i].count; j++)
			add_piece(shell, &field, &words[i], &words[i].pieces[j], false);
		if (field.text.length || field.kept)
			finish(&field);
		else
			xb_buf_clear(&field.text);
	}
	shell->name = NULL;
}

char *xb_modern_expand_one(struct xb_shell *shell, const struct xb_modern_word *word)
{
	struct field field = {.at = word->at};

	for (size_t j = 0; j < word->count; j++)
		add_piece(shell, &field, word, &word->pieces[j], true);
	drop_backslashes(&field.text);
	return xb_buf_take(&field.text);
}

void xb_words_clear(struct xb_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free((char *)words->items[i].text);
	free(words->items);
	*words = (struct xb_words){0};
}

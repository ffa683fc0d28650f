/* SPDX-License-Identifier: MIT */
/* The old parser's variables (U-Boot common/cli_hush.c: lookup_param, insert_var_value,
 * make_string). */
#include "import/hush-old.h"

#include <stdlib.h>
#include <string.h>

/* What `${NAME:-WORD}` and its like say. */
struct parameter {
	char *name;
	const char *other; /* WORD; NULL: there is none */
	char kind;	   /* '-', '=', '+'; 0: none */
};

static void parameter_parse(const char *text, size_t length, struct parameter *parameter)
{
	char *colon;

	*parameter = (struct parameter){.name = xb_strndup(text, length)};
	colon = strchr(parameter->name, ':');
	if (!colon)
		return;
	*colon = '\0';
	if (colon[1] && strchr("-=+", colon[1])) {
		parameter->kind = colon[1];
		parameter->other = colon + 2;
	}
}

static void put_value(struct xb_shell *shell, const struct parameter *parameter, bool within,
		      struct xb_pos at, struct xb_buf *out)
{
	const char *value = xb_shell_value(shell, parameter->name, at);
	const bool empty = !value || !*value;

	if (!empty) {
		xb_buf_puts(out, parameter->kind == '+' ? "" : value);
		return;
	}
	if (parameter->other) {
		xb_buf_puts(out, parameter->other);
		if (parameter->kind == '=')
			xb_shell_assign(shell, parameter->name, parameter->other, at);
		return;
	}
	shell->host->event(shell->data, within ? XB_SHELL_UNSET_IN : XB_SHELL_UNSET, at,
			   parameter->name);
}

/* Is something other than a blank before FROM or behind END, in the word at TEXT? */
static bool is_within(const char *text, const char *from, const char *end)
{
	return (from > text && !strchr(" \t", from[-1])) || (*end && !strchr(" \t", *end));
}

/* Line ends in what has a value put in become blanks. */
static void flatten(struct xb_buf *text)
{
	for (size_t i = 0; i < text->length; i++)
		if (text->data[i] == '\n')
			text->data[i] = ' ';
}

char *xb_hush_expand(struct xb_shell *shell, const struct xb_hush_word *word, bool literal)
{
	struct xb_buf out = {0};
	const char *from = word->text;
	const char *mark;
	bool any = false;

	while ((mark = strchr(from, XB_HUSH_VARIABLE))) {
		const char *end = strchr(mark + 1, XB_HUSH_VARIABLE);
		struct parameter parameter;

		if (!end)
			break;
		xb_buf_add(&out, from, (size_t)(mark - from));
		parameter_parse(mark + 1, (size_t)(end - mark - 1), &parameter);
		if (literal)
			xb_buf_putc(&out, XB_HUSH_LITERAL);
		put_value(shell, &parameter, is_within(word->text, mark, end + 1), word->at, &out);
		if (literal)
			xb_buf_putc(&out, XB_HUSH_LITERAL);
		free(parameter.name);
		from = end + 1;
		any = true;
		if (out.length > XB_SHELL_TEXT_MAX) {
			xb_shell_step(shell, shell->budget + 1, word->at);
			break;
		}
	}
	xb_buf_puts(&out, from);
	if (any)
		flatten(&out);
	return xb_buf_take(&out);
}

/* `\"$line\"`: quotes that were kept from the first pass are there for the second, where they hold a
 * value together, if they come in pairs. */
static bool quotes_pair(const struct xb_hush_word *words, size_t count)
{
	size_t quotes = 0;

	for (size_t i = 0; i < count; i++)
		for (const char *c = words[i].quoted ? "" : words[i].text; *c; c++)
			quotes += *c == '"';
	return quotes % 2 == 0;
}

/* Does the second pass take something of WORD away that stands in the script, and was meant to
 * stay? */
static bool loses(const struct xb_hush_word *word, bool paired)
{
	if (word->quoted)
		return strpbrk(word->text, "\\'") != NULL;
	return word->text[0] == '#' ||
	       strpbrk(word->text, paired ? " \t\\'" : " \t\\'\"") != NULL;
}

/* WORD as it may be shown: with ${NAME} for each variable. */
static char *shown(const struct xb_hush_word *word)
{
	struct xb_buf out = {0};
	bool within = false;

	for (const char *c = word->text; *c; c++) {
		if (*c != XB_HUSH_VARIABLE) {
			xb_buf_putc(&out, *c);
			continue;
		}
		xb_buf_puts(&out, within ? "}" : "${");
		within = !within;
	}
	return xb_buf_take(&out);
}

static void report_loss(struct xb_shell *shell, const struct xb_hush_word *word)
{
	char *text = shown(word);

	shell->host->event(shell->data, XB_SHELL_SECOND_PASS, word->at, text);
	free(text);
}

static bool values_are_literal(struct xb_shell *shell)
{
	const struct xb_variable *no_eval = xb_variable_find(&shell->locals, "HUSH_NO_EVAL");

	return no_eval && *no_eval->value && *no_eval->value != '0';
}

void xb_hush_make_text(struct xb_shell *shell, const struct xb_hush_word *words, size_t count,
		       struct xb_buf *out, struct xb_script *text)
{
	const bool literal = values_are_literal(shell);
	const bool paired = quotes_pair(words, count);

	shell->name = words[0].text;
	for (size_t i = 0; i < count; i++) {
		char *value = xb_hush_expand(shell, &words[i], literal);

		if (i)
			xb_buf_putc(out, ' ');
		xb_script_mark(text, out->length, words[i].at);
		if (loses(&words[i], paired))
			report_loss(shell, &words[i]);
		if (words[i].quoted)
			xb_buf_putc(out, '\'');
		xb_buf_puts(out, value);
		if (words[i].quoted)
			xb_buf_putc(out, '\'');
		free(value);
	}
	shell->name = NULL;
	xb_buf_putc(out, '\n');
	text->bytes = out->data;
	text->length = out->length;
}

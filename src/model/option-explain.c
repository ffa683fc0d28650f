/* SPDX-License-Identifier: MIT */
/* What is wrong with a value, in the words of who wrote it, and what to write instead. */
#include <stdlib.h>
#include <string.h>

#include "model/option-verdict.h"

/* ---- Faults that any value can have ---- */

static bool explain_flag(struct xb_verdict *verdict)
{
	if (!xb_option_is_flag(verdict->option))
		return false;
	verdict->problem = xb_strdup("takes no value: the word alone switches it on");
	xb_verdict_offer(verdict,
			 xb_format("write %s: true, or leave it out", verdict->option->name.text),
			 xb_strdup("true"));
	return true;
}

static bool explain_empty(struct xb_verdict *verdict)
{
	if (verdict->value[0])
		return false;
	verdict->problem = xb_strdup("has an empty value");
	verdict->hint = xb_format("give %s a value, or leave it out", verdict->option->name.text);
	return true;
}

static bool explain_length(struct xb_verdict *verdict)
{
	const struct xb_scope_info *scope = &xb_scopes[verdict->option->scope];
	size_t length = strlen(verdict->option->name.text) + 1 + strlen(verdict->value);

	if (!scope->word_max || length <= scope->word_max)
		return false;
	verdict->problem = xb_format("is %zu characters long with its name; %s drops what is "
				     "beyond %zu without a word",
				     length, scope->title, scope->word_max);
	verdict->hint = xb_format("shorten the value by %zu, to %zu characters",
				  length - scope->word_max,
				  strlen(verdict->value) - (length - scope->word_max));
	return true;
}

/* The words of text with between where nothing but blanks parts them; a blank beside a comma just goes. */
static char *join_words(const char *text, const char *between)
{
	struct xb_buf out = {0};
	bool parted = true;

	while (*text) {
		size_t blanks = strspn(text, " \t\r\n");
		size_t word = strcspn(text + blanks, " \t\r\n");

		if (blanks && word && !parted && text[blanks] != ',')
			xb_buf_puts(&out, between);
		xb_buf_add(&out, text + blanks, word);
		text += blanks + word;
		parted = word && text[-1] == ',';
	}
	return xb_buf_take(&out);
}

static bool explain_blank(struct xb_verdict *verdict)
{
	const struct xb_scope_info *scope = &xb_scopes[verdict->option->scope];

	if (!verdict->value[strcspn(verdict->value, " \t\r\n")])
		return false;
	verdict->problem = scope->quotes || !scope->blanks[0]
				   ? xb_strdup("holds a blank, which cannot stand there")
				   : xb_format("holds a blank, where %s ends the option and begins "
					       "the next one", scope->title);
	if (strcmp(verdict->option->type.text, "string") != 0) {
		xb_verdict_suggest(verdict, join_words(verdict->value, ","));
		xb_verdict_suggest(verdict, join_words(verdict->value, ""));
	}
	if (!verdict->hint)
		verdict->hint = xb_strdup("leave the blank out; each option has a line of its own");
	return true;
}

/* ---- By type
 * ------------------------------------------------------------------------------------- */

static void list_choices(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->choice_count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : "", option->choices[i].value.text);
}

/* The choices and the grammar's own words, NULL-terminated; the caller frees the array. */
static const char **known_words(const struct xb_option *option)
{
	const char *const *words = xb_grammar_words(option->compiled);
	size_t count = 0;
	const char **all;

	while (words[count])
		count++;
	all = xb_realloc(NULL, count + option->choice_count + 1, sizeof(*all));
	memcpy(all, words, count * sizeof(*all));
	for (size_t i = 0; i < option->choice_count; i++)
		all[count++] = option->choices[i].value.text;
	all[count] = NULL;
	return all;
}

static void offer_near(struct xb_verdict *verdict, const char *near)
{
	xb_verdict_offer(verdict, xb_format("did you mean %s?", near), xb_strdup(near));
}

static void suggest_near_word(struct xb_verdict *verdict)
{
	const char **words = known_words(verdict->option);
	const char *near = xb_nearest(verdict->value, words);

	if (near && xb_verdict_fits(verdict, near))
		offer_near(verdict, near);
	free(words);
}

static bool explain_enum(struct xb_verdict *verdict)
{
	struct xb_buf choices = {0};
	size_t reached;

	/* Of more than single words the part that is wrong is told, not the whole. */
	xb_grammar_match(verdict->option->compiled, verdict->value, &reached);
	if (verdict->option->grammar.text && reached > 0)
		return false;
	list_choices(verdict->option, &choices);
	verdict->problem = xb_format("is not one of %s", choices.data);
	xb_buf_clear(&choices);
	suggest_near_word(verdict);
	return true;
}

static bool explain_bool(struct xb_verdict *verdict)
{
	static const char *const words[] = {"yes",   "on",  "true",    "enable", "no",
					    "false", "off", "disable", NULL};
	const char *near = xb_nearest(verdict->value, words);

	if (verdict->option->grammar.text)
		return false;
	verdict->problem =
	    xb_strdup("is not one of yes, on, true, enable, 1, no, off, false, disable, 0");
	if (near)
		offer_near(verdict, near);
	return true;
}

/* ---- Whatever has a grammar of its own
 * ----------------------------------------------------------- */

/* Put the nearest known word in the place of START to END, and say so where that fits. */
static void suggest_part(struct xb_verdict *verdict, size_t start, size_t end)
{
	const char **words = known_words(verdict->option);
	const char *value = verdict->value;
	char *part = xb_strndup(value + start, end - start);
	const char *near = *part ? xb_nearest(part, words) : NULL;
	char *whole;

	if (near) {
		whole = xb_format("%.*s%s%s", (int)start, value, near, value + end);
		if (xb_verdict_fits(verdict, whole))
			offer_near(verdict, whole);
		free(whole);
	}
	free(part);
	free(words);
}

/* What is wrong is the part between commas in which REACHED lies, or what follows REACHED there. */
static void suggest_at(struct xb_verdict *verdict, size_t reached)
{
	const char *value = verdict->value;
	size_t end = reached + strcspn(value + reached, ",");
	size_t start = reached;

	while (start > 0 && value[start - 1] != ',')
		start--;
	suggest_part(verdict, start, end);
	if (!verdict->hint && start < reached)
		suggest_part(verdict, reached, end);
}

static const char *form(const struct xb_option *option)
{
	return xb_grammar_text(option->compiled);
}

static bool explain_form(struct xb_verdict *verdict)
{
	const struct xb_option *option = verdict->option;
	const char *value = verdict->value;
	const char *name = option->name.text;
	size_t reached, rest;

	xb_grammar_match(option->compiled, value, &reached);
	rest = strcspn(value + reached + (value[reached] == ','), ",") + (value[reached] == ',');
	if (reached == 0 && !value[rest])
		verdict->problem = xb_format("is not of the form %s=%s", name, form(option));
	else if (reached == 0)
		verdict->problem =
		    xb_format("begins with `%.*s`, which is not expected; the form is %s=%s",
			      xb_verdict_shown(value, rest), value, name, form(option));
	else if (value[reached] == '\0')
		verdict->problem =
		    xb_format("ends where more is expected; the form is %s=%s", name, form(option));
	else
		verdict->problem = xb_format("is understood up to `%s=%.*s`, then `%.*s` is not "
					     "expected; the form is %s=%s",
					     name, xb_verdict_shown(value, reached), value,
					     xb_verdict_shown(value + reached, rest),
					     value + reached, name, form(option));
	suggest_at(verdict, reached);
	return true;
}

/* Each says what is wrong, or returns false where it knows nothing to say. */
static bool (*const of_any_type[])(struct xb_verdict *) = {
    explain_flag,
    explain_empty,
    explain_length,
    explain_blank,
};
static const struct {
	const char *type;
	bool (*explain)(struct xb_verdict *verdict);
} of_type[] = {
    {"bool", explain_bool},
    {"int", xb_verdict_int},
    {"size", xb_verdict_size},
    {"enum", explain_enum},
};

static bool explain(struct xb_verdict *verdict)
{
	for (size_t i = 0; i < XB_COUNT(of_any_type); i++)
		if (of_any_type[i](verdict))
			return true;
	for (size_t i = 0; i < XB_COUNT(of_type); i++)
		if (strcmp(verdict->option->type.text, of_type[i].type) == 0 &&
		    of_type[i].explain(verdict))
			return true;
	return explain_form(verdict);
}

void xb_option_explain(const struct xb_option *option, const char *value, char **problem,
		       char **hint)
{
	struct xb_verdict verdict = {.option = option, .value = value};

	explain(&verdict);
	*problem = verdict.problem;
	*hint = verdict.hint;
	free(verdict.instead);
}

char *xb_option_explain_instead(const struct xb_option *option, const char *value)
{
	struct xb_verdict verdict = {.option = option, .value = value};

	explain(&verdict);
	free(verdict.problem);
	free(verdict.hint);
	return verdict.instead;
}

void xb_option_explain_bare(const struct xb_option *option, char **problem, char **hint)
{
	const char *example = option->choice_count > 0	   ? option->choices[0].value.text
			      : option->default_value.text ? option->default_value.text
							   : NULL;

	*problem = xb_strdup("needs a value");
	*hint = example ? xb_format("such as %s=%s", option->name.text, example)
			: xb_format("the form is %s=%s", option->name.text, form(option));
}

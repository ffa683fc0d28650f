/* SPDX-License-Identifier: MIT */
/* What a page about an option says besides its help: the syntax, and one line for each fact. */
#include <inttypes.h>
#include <string.h>

#include "xenboot/model.h"

static void put_visible(struct xb_buf *out, const char *text)
{
	xb_buf_put_visible(out, text, strlen(text));
}

static bool is_type(const struct xb_option *option, const char *type)
{
	return strcmp(option->type.text, type) == 0;
}

static void put_choices(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->choice_count; i++) {
		xb_buf_puts(out, i ? "|" : "");
		put_visible(out, option->choices[i].value.text);
	}
}

/* What may stand behind the '='. */
static void put_grammar(const struct xb_option *option, struct xb_buf *out)
{
	if (option->grammar.text)
		put_visible(out, option->grammar.text);
	else if (is_type(option, "enum"))
		put_choices(option, out);
	else if (is_type(option, "list"))
		xb_buf_puts(out, "<word>,...");
	else
		xb_buf_printf(out, "<%s>", option->type.text);
}

void xb_option_syntax(const struct xb_option *option, struct xb_buf *out)
{
	bool bare = option->bare.value || is_type(option, "bool");

	put_visible(out, option->name.text);
	xb_buf_puts(out, bare ? "[=" : "=");
	put_grammar(option, out);
	xb_buf_puts(out, bare ? "]" : "");
}

static void put_list(const struct xb_texts *texts, struct xb_buf *out)
{
	for (size_t i = 0; i < texts->count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : "", texts->items[i].text);
}

static void put_end(const struct xb_option *option, uint64_t value, struct xb_buf *out)
{
	char size[XB_SIZE_TEXT];

	if (is_type(option, "size"))
		xb_buf_puts(out, xb_size_format(value, size));
	else
		xb_buf_printf(out, "%" PRIu64, value);
}

/* "1 to 8", "at least 1", "at most 8"; sizes for people. */
void xb_option_range(const struct xb_option *option, struct xb_buf *out)
{
	if (option->min.given) {
		xb_buf_puts(out, option->max.given ? "" : "at least ");
		put_end(option, option->min.value, out);
	}
	if (option->max.given) {
		xb_buf_puts(out, option->min.given ? " to " : "at most ");
		put_end(option, option->max.value, out);
	}
}

static void put_releases(const struct xb_option *option, struct xb_buf *out)
{
	if (option->since.text)
		xb_buf_printf(out, "since %s", option->since.text);
	if (option->until.text)
		xb_buf_printf(out, "%suntil %s", out->length ? ", " : "", option->until.text);
}

static void put_whose(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_puts(out, xb_scopes[option->scope].title);
	xb_buf_puts(out, option->arch.count ? " on " : "");
	put_list(&option->arch, out);
}

static void put_aliases(const struct xb_option *option, struct xb_buf *out)
{
	put_list(&option->aliases, out);
}

static void put_repeat(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_puts(out, option->repeatable.value ? "each one counts" : "the last one counts");
}

/* Sizes have a suffix of their own; the unit is that of a plain number. */
static void put_unit(const struct xb_option *option, struct xb_buf *out)
{
	if (option->unit.text)
		xb_buf_printf(out, "%s%s", option->unit.text,
			      is_type(option, "size") ? ", where no suffix says another" : "");
}

static void put_deprecated(const struct xb_option *option, struct xb_buf *out)
{
	if (!option->deprecated.text)
		return;
	xb_buf_printf(out, "since %s", option->deprecated.text);
	if (option->replaced_by.count) {
		xb_buf_puts(out, "; use ");
		put_list(&option->replaced_by, out);
	}
}

#define TEXT(field) offsetof(struct xb_option, field)

/* A line of facts: a text of the option, or what a function makes of it. Empty ones are left out. */
static const struct fact {
	const char *title;
	void (*put)(const struct xb_option *option, struct xb_buf *out);
	size_t text;
} facts[] = {
	{"Option of", put_whose, 0},
	{"Also called", put_aliases, 0},
	{"Type", NULL, TEXT(type)},
	{"Default", NULL, TEXT(default_value)},
	{"Unit", put_unit, 0},
	{"Range", xb_option_range, 0},
	{"Releases", put_releases, 0},
	{"Needs", NULL, TEXT(kconfig)},
	{"Deprecated", put_deprecated, 0},
	{"Property", NULL, TEXT(property)},
	{"Repeated", put_repeat, 0},
	{"Group", NULL, TEXT(group)},
};

static void put_fact(const struct xb_option *option, const struct fact *fact, struct xb_buf *out)
{
	struct xb_text text;

	if (fact->put) {
		fact->put(option, out);
		return;
	}
	memcpy(&text, (const char *)option + fact->text, sizeof(text));
	xb_buf_puts(out, text.text ? text.text : "");
}

bool xb_option_fact(const struct xb_option *option, size_t index, const char **title,
		    struct xb_buf *text)
{
	for (size_t i = 0; i < XB_COUNT(facts); i++) {
		struct xb_buf value = {0};
		bool wanted;

		put_fact(option, &facts[i], &value);
		wanted = value.length && index-- == 0;
		if (wanted) {
			*title = facts[i].title;
			xb_buf_puts(text, value.data);
		}
		xb_buf_clear(&value);
		if (wanted)
			return true;
	}
	return false;
}

void xb_choice_describe(const struct xb_choice *choice, struct xb_buf *out)
{
	struct xb_buf terms = {0};

	if (choice->since.text)
		xb_buf_printf(&terms, "since %s", choice->since.text);
	if (choice->until.text)
		xb_buf_printf(&terms, "%suntil %s", terms.length ? ", " : "", choice->until.text);
	if (choice->kconfig.text)
		xb_buf_printf(&terms, "%sneeds %s", terms.length ? ", " : "", choice->kconfig.text);
	xb_buf_puts(out, choice->help.text ? choice->help.text : "");
	if (terms.length)
		xb_buf_printf(out, "%s(%s)", choice->help.text ? " " : "", terms.data);
	xb_buf_clear(&terms);
}

void xb_caution_describe(const struct xb_caution *caution, struct xb_buf *out)
{
	xb_buf_puts(out, "Caution");
	for (size_t i = 0; i < caution->when.count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : ", with ", caution->when.items[i].text);
	xb_buf_printf(out, ": %s", caution->says.text);
	if (caution->hint.text)
		xb_buf_printf(out, " (%s)", caution->hint.text);
	xb_buf_putc(out, '.');
}

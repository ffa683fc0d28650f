/* SPDX-License-Identifier: MIT */
/* The catalog as a manual page, xenboot-options(7). It is made when the program is built. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options-show.h"

/* TEXT for roff: no line begins a request, and nothing is an escape. */
static void put_text(const char *text, struct xb_buf *out)
{
	bool start = true;

	for (; *text; text++) {
		if (start && (*text == '.' || *text == '\''))
			xb_buf_puts(out, "\\&");
		start = *text == '\n';
		if (*text == '\\')
			xb_buf_puts(out, "\\e");
		else if (*text == '|')
			xb_buf_puts(out, "|\\:"); /* a form may be broken there */
		else if (*text == '-')
			xb_buf_puts(out, "\\-");
		else
			xb_buf_putc(out, *text);
	}
}

/* Paragraphs: an empty line ends one. */
static void put_help(const char *text, struct xb_buf *out)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);
		struct xb_buf paragraph = {0};

		xb_buf_puts(out, ".IP\n");
		xb_buf_add(&paragraph, text, length);
		put_text(paragraph.data, out);
		if (paragraph.data[length - 1] != '\n')
			xb_buf_putc(out, '\n');
		xb_buf_clear(&paragraph);
		text += length + (end ? 2 : 0);
	}
}

static void put_fact(const char *title, const char *text, struct xb_buf *out)
{
	if (!text || !*text)
		return;
	xb_buf_printf(out, "%s ", title);
	put_text(text, out);
	xb_buf_puts(out, ".\n");
}

/* What PUT makes of OPTION as a fact. */
static void put_made(const char *title,
		     void (*put)(const struct xb_option *option, struct xb_buf *out),
		     const struct xb_option *option, struct xb_buf *out)
{
	struct xb_buf text = {0};

	put(option, &text);
	put_fact(title, text.data, out);
	xb_buf_clear(&text);
}

static void put_names(const char *title, const struct xb_texts *names, struct xb_buf *out)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < names->count; i++)
		xb_buf_printf(&text, "%s%s", i ? ", " : "", names->items[i].text);
	put_fact(title, text.data, out);
	xb_buf_clear(&text);
}

static void put_facts(const struct xb_option *option, struct xb_buf *out)
{
	put_made("Form:", xb_option_syntax, option, out);
	put_names("Also called", &option->aliases, out);
	for (size_t i = 0; i < option->arch.count; i++)
		xb_buf_printf(out, "%s%s%s", i ? ", " : "On ", option->arch.items[i].text,
			      i + 1 == option->arch.count ? ".\n" : "");
	put_fact("Default:", option->default_value.text, out);
	put_fact("Unit:", option->unit.text, out);
	put_made("Range:", xb_option_range, option, out);
	put_fact("Since Xen", option->since.text, out);
	put_fact("Until Xen", option->until.text, out);
	put_fact("Deprecated since Xen", option->deprecated.text, out);
	put_names("Use instead:", &option->replaced_by, out);
	put_fact("Needs", option->kconfig.text, out);
	xb_buf_puts(out, option->repeatable.value ? "Each occurrence counts.\n" : "");
}

static void put_choice_text(const struct xb_choice *choice, struct xb_buf *out)
{
	struct xb_buf text = {0};

	xb_choice_describe(choice, &text);
	put_text(text.length ? text.data : "", out);
	xb_buf_puts(out, text.length ? "\n" : "\\&\n");
	xb_buf_clear(&text);
}

static void put_choices(const struct xb_option *option, struct xb_buf *out)
{
	if (!option->choice_count)
		return;
	xb_buf_puts(out, ".RS\n");
	for (size_t i = 0; i < option->choice_count; i++) {
		xb_buf_puts(out, ".TP\n.B ");
		put_text(option->choices[i].value.text, out);
		xb_buf_putc(out, '\n');
		put_choice_text(&option->choices[i], out);
	}
	xb_buf_puts(out, ".RE\n");
}

static void put_cautions(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->caution_count; i++) {
		const struct xb_caution *caution = &option->cautions[i];

		xb_buf_puts(out, ".IP\n");
		put_names("Caution: with", &caution->when, out);
		put_fact("It means:", caution->says.text, out);
		put_fact("Instead:", caution->hint.text, out);
	}
}

static void put_option(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_puts(out, ".TP\n.B ");
	put_text(option->name.text, out);
	xb_buf_putc(out, '\n');
	put_text(option->summary.text, out);
	xb_buf_puts(out, ".\n");
	put_facts(option, out);
	put_choices(option, out);
	put_help(option->help.text, out);
	put_cautions(option, out);
	if (option->see_also.count)
		xb_buf_puts(out, ".IP\n");
	put_names("See also:", &option->see_also, out);
}

/* One group of a scope under its heading, where it is met first. */
static bool is_first_of_group(const struct xb_option *const *options, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (options[i]->scope == options[index]->scope &&
		    strcmp(options[i]->group.text, options[index]->group.text) == 0)
			return false;
	return true;
}

static void put_group(const struct xb_option *const *options, size_t count, size_t first,
		      struct xb_buf *out)
{
	xb_buf_puts(out, ".SS ");
	put_text(options[first]->group.text, out);
	xb_buf_putc(out, '\n');
	for (size_t i = first; i < count; i++)
		if (options[i]->scope == options[first]->scope &&
		    strcmp(options[i]->group.text, options[first]->group.text) == 0)
			put_option(options[i], out);
}

static void put_heading(const char *reader, struct xb_buf *out)
{
	xb_buf_puts(out, ".SH ");
	for (; *reader; reader++)
		xb_buf_putc(out, (char)toupper((unsigned char)*reader));
	xb_buf_puts(out, "'S OPTIONS\n");
}

void cli_option_manual(const struct xb_option *const *options, size_t count, struct xb_buf *out)
{
	xb_buf_puts(out, ".TH XENBOOT\\-OPTIONS 7 \"\" \"xenboot\" \"Boot Options\"\n"
			 ".\\\" Messages and names are quoted: they are not to be hyphenated.\n"
			 ".ad l\n.nh\n"
			 ".SH NAME\nxenboot\\-options \\- the boot options of Xen, of dom0's Linux and of domains\n"
			 ".SH DESCRIPTION\nWhat\n.BR xenboot (1)\nknows of them; "
			 "\\(lqxenboot options NAME\\(rq shows one.\n");
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		put_heading(xb_scopes[scope].reader, out);
		for (size_t i = 0; i < count; i++)
			if ((int)options[i]->scope == scope && is_first_of_group(options, i))
				put_group(options, count, i, out);
	}
	xb_buf_puts(out, ".SH SEE ALSO\n.BR xenboot (1),\n.BR xenboot\\-profile (5)\n");
}

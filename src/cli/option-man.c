/* SPDX-License-Identifier: MIT */
/* The catalog as a manual page, xenboot-options(7). It is made when the program is built. */
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

static void put_facts(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->arch.count; i++)
		xb_buf_printf(out, "%s%s%s", i ? ", " : "On ", option->arch.items[i].text,
			      i + 1 == option->arch.count ? ".\n" : "");
	put_fact("Default:", option->default_value.text, out);
	put_fact("Since Xen", option->since.text, out);
	put_fact("Until Xen", option->until.text, out);
	put_fact("Deprecated since Xen", option->deprecated.text, out);
	put_fact("Needs", option->kconfig.text, out);
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
		put_text(option->choices[i].help.text ? option->choices[i].help.text : "\\&", out);
		xb_buf_putc(out, '\n');
	}
	xb_buf_puts(out, ".RE\n");
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

void cli_option_manual(const struct xb_option *const *options, size_t count, struct xb_buf *out)
{
	static const char *const headings[] = {
		[XB_SCOPE_XEN] = ".SH XEN'S OPTIONS\n", [XB_SCOPE_LINUX] = ".SH DOM0'S OPTIONS\n"};

	xb_buf_puts(out, ".TH XENBOOT\\-OPTIONS 7 \"\" \"xenboot\" \"Boot Options\"\n"
			 ".SH NAME\nxenboot\\-options \\- the boot options of Xen and of dom0's Linux\n"
			 ".SH DESCRIPTION\nWhat\n.BR xenboot (1)\nknows of them; "
			 "\\(lqxenboot options NAME\\(rq shows one.\n");
	for (int scope = XB_SCOPE_XEN; scope <= XB_SCOPE_LINUX; scope++) {
		xb_buf_puts(out, headings[scope]);
		for (size_t i = 0; i < count; i++)
			if ((int)options[i]->scope == scope && is_first_of_group(options, i))
				put_group(options, count, i, out);
	}
	xb_buf_puts(out, ".SH SEE ALSO\n.BR xenboot (1),\n.BR xenboot\\-profile (5)\n");
}

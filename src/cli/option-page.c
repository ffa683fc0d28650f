/* SPDX-License-Identifier: MIT */
/* One option's help, as a short manual page. */
#include "cli/options-show.h"

static void put_facts(const struct xb_option *option, struct xb_buf *out)
{
	struct cli_table table = {.columns = 2};
	struct xb_buf text = {0};
	const char *title;

	for (size_t i = 0; xb_option_fact(option, i, &title, &text); i++) {
		cli_table_row(&table, (const char *[]){title, text.data});
		xb_buf_clear(&text);
	}
	cli_table_print(&table, 2, out);
}

static void put_cautions(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->caution_count; i++) {
		struct xb_buf text = {0};

		xb_caution_describe(&option->cautions[i], &text);
		xb_buf_putc(&text, '\n');
		cli_wrap(text.data, 2, out);
		xb_buf_putc(out, '\n');
		xb_buf_clear(&text);
	}
}

static void put_values(const struct xb_option *option, struct xb_buf *out)
{
	struct cli_table table = {.columns = 2};

	if (!option->choice_count)
		return;
	xb_buf_puts(out, "\n  Values:\n");
	for (size_t i = 0; i < option->choice_count; i++) {
		struct xb_buf text = {0};

		xb_choice_describe(&option->choices[i], &text);
		cli_table_row(&table,
			      (const char *[]){option->choices[i].value.text, text.data});
		xb_buf_clear(&text);
	}
	cli_table_print(&table, 4, out);
}

void cli_option_page(const struct xb_option *option, struct xb_buf *out)
{
	struct xb_buf see = {0};

	xb_option_syntax(option, out);
	xb_buf_puts(out, "\n\n");
	cli_wrap(option->summary.text ? option->summary.text : "", 2, out);
	xb_buf_putc(out, '\n');
	put_facts(option, out);
	put_values(option, out);
	if (option->help.text) {
		xb_buf_putc(out, '\n');
		cli_wrap(option->help.text, 2, out);
	}
	if (option->caution_count) {
		xb_buf_putc(out, '\n');
		put_cautions(option, out);
	}
	if (option->see_also.count) {
		xb_buf_puts(&see, "See also: ");
		for (size_t i = 0; i < option->see_also.count; i++)
			xb_buf_printf(&see, "%s%s", i ? ", " : "",
				      option->see_also.items[i].text);
		xb_buf_putc(out, '\n');
		cli_wrap(see.data, 2, out);
		xb_buf_clear(&see);
	}
}

/* SPDX-License-Identifier: MIT */
/* options: the catalog as a table or as JSON, or those options that match. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options-show.h"

const char *cli_scope_name(enum xb_scope scope)
{
	return scope == XB_SCOPE_XEN ? "xen" : "linux";
}

/* ---- Which ones -------------------------------------------------------------------------- */

struct choice {
	const struct xb_option **items;
	size_t count;
};

static bool fits(const char *text, const regex_t *pattern)
{
	return text && regexec(pattern, text, 0, NULL, 0) == 0;
}

static bool fits_name(const struct xb_option *option, const regex_t *pattern)
{
	for (size_t i = 0; i < option->aliases.count; i++)
		if (fits(option->aliases.items[i].text, pattern))
			return true;
	return fits(option->name.text, pattern);
}

static bool fits_summary(const struct xb_option *option, const regex_t *pattern)
{
	return fits(option->summary.text, pattern);
}

static bool fits_help(const struct xb_option *option, const regex_t *pattern)
{
	for (size_t i = 0; i < option->choice_count; i++)
		if (fits(option->choices[i].value.text, pattern) ||
		    fits(option->choices[i].help.text, pattern))
			return true;
	return fits(option->help.text, pattern);
}

/* Where PATTERN is looked for, the best place first. */
static bool (*const places[])(const struct xb_option *option, const regex_t *pattern) = {
	fits_name, fits_summary, fits_help};

/* How good a place has it; CLI_COUNT(places): none. */
static size_t place_of(const struct xb_option *option, const regex_t *pattern)
{
	size_t place = 0;

	while (place < CLI_COUNT(places) && !places[place](option, pattern))
		place++;
	return place;
}

/* Is A the better answer to PATTERN: found in a better place, or needed more often? */
static bool is_better(const struct xb_option *a, const struct xb_option *b, const regex_t *pattern)
{
	size_t place_a = place_of(a, pattern), place_b = place_of(b, pattern);

	return place_a < place_b || (place_a == place_b && a->rank.value > b->rank.value);
}

static void sort_by_place(struct choice *choice, const regex_t *pattern)
{
	for (size_t i = 1; i < choice->count; i++) {
		const struct xb_option *option = choice->items[i];
		size_t at = i;

		for (; at && is_better(option, choice->items[at - 1], pattern); at--)
			choice->items[at] = choice->items[at - 1];
		choice->items[at] = option;
	}
}

/* NAME and PATTERN may be NULL: then all fit. The best answers to PATTERN come first. */
static struct choice choose(const struct xb_catalog *catalog, const char *name,
			    const regex_t *pattern)
{
	struct choice choice = {xb_alloc((catalog->count + 1) * sizeof(*choice.items)), 0};

	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		if ((!name || xb_option_has_name(option, name)) &&
		    (!pattern || place_of(option, pattern) < CLI_COUNT(places)))
			choice.items[choice.count++] = option;
	}
	if (pattern)
		sort_by_place(&choice, pattern);
	return choice;
}

static int report_unknown(struct cli *cli, const struct xb_catalog *catalog, const char *name)
{
	const char *near = xb_catalog_nearest(catalog, XB_SCOPE_XEN, name);

	if (!near)
		near = xb_catalog_nearest(catalog, XB_SCOPE_LINUX, name);
	return cli_usage(cli, near, "no option is called '%s'; 'xenboot options' lists them", name);
}

/* ---- How they are shown ------------------------------------------------------------------ */

static void put_table(struct cli *cli, const struct choice *choice)
{
	struct cli_table table = {.columns = 5};
	struct xb_buf out = {0};

	for (size_t i = 0; i < choice->count; i++) {
		const struct xb_option *option = choice->items[i];

		cli_table_row(&table,
			      (const char *[]){option->name.text, cli_scope_name(option->scope),
					       option->type.text, option->default_value.text,
					       option->summary.text});
	}
	cli_table_print(&table, 0, &out);
	cli_put(cli, &out);
}

static void put_pages(struct cli *cli, const struct choice *choice)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < choice->count; i++) {
		if (i)
			xb_buf_putc(&out, '\n');
		cli_option_page(choice->items[i], &out);
	}
	cli_put(cli, &out);
}

static void put_manual(struct cli *cli, const struct choice *choice)
{
	struct xb_buf out = {0};

	cli_option_manual(choice->items, choice->count, &out);
	cli_put(cli, &out);
}

static void put_json(struct cli *cli, const struct choice *choice)
{
	json_t *list = json_array();

	for (size_t i = 0; i < choice->count; i++)
		json_array_append_new(list, cli_option_json(choice->items[i]));
	cli_json_put_list(cli, "options", list);
}

static int show(struct cli *cli, const struct xb_catalog *catalog, const regex_t *pattern)
{
	const char *name = cli->arg_count ? cli->args[0] : NULL;
	struct choice choice = choose(catalog, name, pattern);
	int status = CLI_GOOD;

	if (name && !choice.count)
		status = report_unknown(cli, catalog, name);
	else if (strcmp(cli->format, "man") == 0)
		put_manual(cli, &choice);
	else if (strcmp(cli->format, "json") == 0)
		put_json(cli, &choice);
	else if (name)
		put_pages(cli, &choice);
	else
		put_table(cli, &choice);
	free(choice.items);
	return status;
}

int cli_options_show(struct cli *cli)
{
	const char *search = cli->values[CLI_SEARCH];
	const struct xb_catalog *catalog;
	regex_t pattern;
	char problem[128];
	int error, status;

	if (search && cli->arg_count)
		return cli_usage(cli, NULL, "--search looks among all options: no NAME beside it");
	catalog = cli_catalog(cli);
	if (!catalog)
		return CLI_FAILED;
	if (!search)
		return show(cli, catalog, NULL);
	error = regcomp(&pattern, search, REG_EXTENDED | REG_ICASE | REG_NOSUB);
	if (error) {
		regerror(error, &pattern, problem, sizeof(problem));
		return cli_usage(cli, NULL, "--search: '%s': %s", search, problem);
	}
	status = show(cli, catalog, &pattern);
	regfree(&pattern);
	return status;
}

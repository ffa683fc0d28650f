/* SPDX-License-Identifier: MIT */
/* options: the catalog as a table or as JSON, or those options that match. */
#include <stdlib.h>
#include <string.h>

#include "cli/options-search.h"
#include "cli/options-show.h"

/* ---- Which ones -------------------------------------------------------------------------- */

struct choice {
	const struct xb_option **items;
	size_t count;
};

/* Behind those that are as near: the order of the catalog stays. */
static void insert(struct choice *choice, uint32_t *distances, const struct xb_option *option,
		   uint32_t distance)
{
	size_t at = choice->count++;

	for (; at && distance < distances[at - 1]; at--) {
		choice->items[at] = choice->items[at - 1];
		distances[at] = distances[at - 1];
	}
	choice->items[at] = option;
	distances[at] = distance;
}

/* NAME and SEARCH may be NULL: then all fit. The best answers to SEARCH come first. */
static struct choice choose(const struct xb_catalog *catalog, const char *name,
			    const struct cli_search *search)
{
	struct choice choice = {xb_alloc((catalog->count + 1) * sizeof(*choice.items)), 0};
	uint32_t *distances = xb_alloc((catalog->count + 1) * sizeof(*distances));

	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];
		uint32_t distance = search ? cli_search_distance(search, option) : 0;

		if ((!name || xb_option_has_name(option, name)) && distance != CLI_SEARCH_NONE)
			insert(&choice, distances, option, distance);
	}
	free(distances);
	return choice;
}

static int report_unknown(struct cli *cli, const struct xb_catalog *catalog, const char *name)
{
	const char *key = xb_guest_nearest_key(catalog, name);

	if (key && strcmp(key, name) == 0)
		return cli_usage(cli, NULL,
				 "'%s' is no option, but a key of a profile's domains: see xenboot-profile(5)", name);
	return cli_usage(cli, xb_catalog_nearest_of_all(catalog, name),
			 "no option is called '%s'; 'xenboot options' lists them", name);
}

/* ---- How they are shown ------------------------------------------------------------------ */

static void put_table(struct cli *cli, const struct choice *choice)
{
	struct cli_table table = {.columns = 5};
	struct xb_buf out = {0};

	for (size_t i = 0; i < choice->count; i++) {
		const struct xb_option *option = choice->items[i];

		cli_table_row(&table,
			      (const char *[]){option->name.text, xb_scopes[option->scope].name,
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
	json_t *list = xb_json_array();

	for (size_t i = 0; i < choice->count; i++)
		xb_json_append(list, cli_option_json(choice->items[i]));
	cli_json_put_list(cli, "options", list);
}

static int show(struct cli *cli, const struct xb_catalog *catalog,
		const struct cli_search *search)
{
	const char *name = cli->arg_count ? cli->args[0] : NULL;
	struct choice choice = choose(catalog, name, search);
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
	const char *text = cli->values[CLI_SEARCH];
	const struct xb_catalog *catalog;
	struct cli_search *search = NULL;
	int status;

	if (text && cli->arg_count)
		return cli_usage(cli, NULL, "--search looks among all options: no NAME beside it");
	if (text && !(search = cli_search_new(cli, text)))
		return CLI_USAGE;
	catalog = cli_catalog(cli);
	status = catalog ? show(cli, catalog, search) : CLI_FAILED;
	cli_search_free(search);
	return status;
}

/* SPDX-License-Identifier: MIT */
/* check: diagnostics of one or more profiles, as text, JSON or SARIF. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const char *nearest_code(const char *word)
{
	const char *names[XB_CODE_COUNT + 1] = {NULL};

	for (size_t i = 0; i < XB_CODE_COUNT; i++)
		names[i] = xb_code_info((enum xb_code)i)->name;
	return xb_nearest(word, names);
}

static int explain(struct cli *cli, const char *name)
{
	const struct xb_code_info *info = xb_code_find(name, NULL);
	struct xb_buf out = {0};

	if (cli->arg_count)
		return cli_usage(cli, NULL, "--explain takes a code and no profile");
	if (!info)
		return cli_usage(cli, nearest_code(name), "no diagnostic has the code '%s'", name);
	xb_buf_printf(&out, "%s: %s\n\n%s", info->name, info->summary, info->explain);
	cli_put(cli, &out);
	return CLI_GOOD;
}

static void put_count(struct xb_buf *out, size_t count, const char *what)
{
	if (count)
		xb_buf_printf(out, "%s%zu %s%s", out->length ? ", " : "", count, what,
			      count == 1 ? "" : "s");
}

/* "NAME: 1 error, 2 warnings" */
static void put_closing_line(struct cli *cli, const char *ref, const struct xb_diags *diags)
{
	struct xb_buf counts = {0}, line = {0};

	put_count(&counts, diags->errors, "error");
	put_count(&counts, diags->warnings, "warning");
	cli_visible(&line, strcmp(ref, "-") == 0 ? "<stdin>" : ref);
	xb_buf_printf(&line, ": %s\n", counts.length ? counts.data : "no problem found");
	cli_put(cli, &line);
	xb_buf_clear(&counts);
}

/* Check one profile; what is to be printed at the end goes to ALL. */
static int check_one(struct cli *cli, const char *ref, struct xb_diags *all)
{
	const struct xb_diags *diags;
	int status;

	cli_open(cli, ref, &status);
	diags = xb_session_diags(cli->session);
	if (status == CLI_GOOD && cli->values[CLI_STRICT] && diags->warnings)
		status = CLI_ERRORS;
	for (size_t i = 0; i < diags->count; i++)
		xb_diags_add(all, &diags->items[i]);
	if (strcmp(cli->format, "text") == 0) {
		cli_show(diags);
		if (status != CLI_FAILED)
			put_closing_line(cli, ref, diags);
	}
	return status;
}

int cli_check(struct cli *cli)
{
	struct xb_diags all = {0};
	struct xb_buf out = {0};
	int status = CLI_GOOD;

	if (cli->values[CLI_EXPLAIN])
		return explain(cli, cli->values[CLI_EXPLAIN]);
	if (!cli->arg_count)
		return cli_usage(cli, NULL, "check needs a PROFILE");
	for (size_t i = 0; i < cli->arg_count; i++) {
		int one = check_one(cli, cli->args[i], &all);

		status = one > status ? one : status;
	}
	if (strcmp(cli->format, "json") == 0)
		xb_diags_json(&all, &out);
	else if (strcmp(cli->format, "sarif") == 0)
		xb_diags_sarif(&all, &out);
	cli_put(cli, &out);
	xb_diags_clear(&all);
	return status;
}

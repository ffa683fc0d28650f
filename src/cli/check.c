/* SPDX-License-Identifier: MIT */
/* check: diagnostics of one or more profiles, as text, JSON or SARIF. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* May its severity be changed, and how? */
static void put_levels(const struct xb_code_info *info, struct xb_buf *out)
{
	struct xb_buf text = {0};

	if (info->never_less)
		xb_buf_printf(&text, "It is always an error and stays one: else %s.\n", info->keeps);
	else if (info->keeps)
		xb_buf_printf(&text, "Its errors stay errors: else %s. What is less can be changed:\n",
			      info->keeps);
	else
		xb_buf_puts(&text, "How severe it is can be changed:\n");
	cli_wrap(text.data, 0, out);
	xb_buf_clear(&text);
	if (info->never_less)
		return;
	xb_buf_printf(out,
		      "  in a profile         checks: {%s: off}, or note, warning, error\n"
		      "  on the command line  --ignore=%s, or --note, --warn, --error\n",
		      info->name, info->name);
}

/* All codes, for people and for completion. */
static int list_codes(struct cli *cli)
{
	struct cli_table table = {.columns = 2};
	struct xb_buf out = {0};

	for (size_t i = 0; i < XB_CODE_COUNT; i++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)i);
		char *about = xb_format("%s%s", info->summary,
					info->never_less ? " (stays an error)" : "");

		cli_table_row(&table, (const char *[]){info->name, about});
		free(about);
	}
	cli_table_print(&table, 0, &out);
	cli_put(cli, &out);
	return CLI_GOOD;
}

/* What a rule needs to know, and where it holds. */
static void put_conditions(const struct xb_rule *rule, struct xb_buf *out)
{
	const char *name;

	for (unsigned i = 0; (name = xb_need_name(i)); i++)
		if (rule->needs & 1u << i)
			xb_buf_printf(out, "; needs %s", name);
	if (rule->doors)
		xb_buf_printf(out, "; for%.*s", (int)strlen(rule->doors) - 1, rule->doors);
	if (rule->arches)
		xb_buf_printf(out, "; on%.*s", (int)strlen(rule->arches) - 1, rule->arches);
}

/* The rules that say CODE. */
static void put_rules(enum xb_code code, struct xb_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < xb_rule_count; i++) {
		const struct xb_rule *rule = &xb_rules[i];
		struct xb_buf line = {0};

		if (rule->code != code)
			continue;
		xb_buf_puts(out, any ? "" : "It is said where\n");
		any = true;
		xb_buf_printf(&line, "%s (%s)", rule->about, xb_severity_name(rule->severity));
		put_conditions(rule, &line);
		cli_wrap(line.data, 2, out);
		xb_buf_clear(&line);
	}
	xb_buf_puts(out, any ? "\n" : "");
}

static int explain(struct cli *cli, const char *name)
{
	enum xb_code code;
	const struct xb_code_info *info = xb_code_find(name, &code);
	struct xb_buf out = {0};

	if (cli->arg_count)
		return cli_usage(cli, NULL, "--explain takes a code and no profile");
	if (strcmp(name, "all") == 0)
		return list_codes(cli);
	if (!info)
		return cli_usage(cli, xb_code_nearest(name), "no diagnostic has the code '%s'", name);
	xb_buf_printf(&out, "%s: %s\n\n%s\n", info->name, info->summary, info->explain);
	put_rules(code, &out);
	put_levels(info, &out);
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

static int check_import(struct cli *cli, const char *ref)
{
	struct xb_import_source source;
	struct xb_buf bytes = {0};
	int status = CLI_GOOD;

	if (cli_read_source(cli, ref, &source, &bytes, &status)) {
		const bool read = xb_session_open_import(cli->session, &source);

		status = cli_verdict(cli, read, xb_session_diags(cli->session));
	}
	xb_buf_clear(&bytes);
	return status;
}

/* Check one profile; what is to be printed at the end goes to ALL. */
static int check_one(struct cli *cli, const char *ref, struct xb_diags *all)
{
	const struct xb_diags *diags;
	int status;

	if (xb_ref_is_profile(cli->session, ref))
		cli_open(cli, ref, &status);
	else
		status = check_import(cli, ref);
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

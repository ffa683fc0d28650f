/* SPDX-License-Identifier: MIT */
/* export: the merged profile, pinned or as it is, or what follows from it. */
#include <string.h>

#include "cli/cli.h"

static bool replaces_input(struct cli *cli, const char *path)
{
	const struct xb_boot *boot = xb_session_boot(cli->session);
	bool found = xb_file_is_same(path, xb_session_profile(cli->session)->path);

	for (size_t i = 0; boot && i < boot->load_count; i++)
		found |= xb_file_is_same(path, boot->loads[i].path);
	return found;
}

static const struct xb_export_format *format_called(const char *name)
{
	const struct xb_export_format *format = xb_export_formats;

	while (strcmp(format->name, name) != 0)
		format++; /* the options were read: it is one of them */
	return format;
}

/* What the arguments have that FORMAT does not take. True: nothing. */
static bool takes(const struct cli *cli, const struct xb_export_format *format, int *status)
{
	if (cli->values[CLI_RESOLVED] && !format->resolves)
		*status = cli_usage(cli, NULL, "--resolved: -f %s has nothing to pin", format->name);
	else if (cli->arg_count > 1 && !format->of_domain)
		*status = cli_usage(cli, NULL, "'%s': -f %s is of the whole profile", cli->args[1],
				    format->name);
	else
		return true;
	return false;
}

static int export_whole(struct cli *cli, const struct xb_export_format *format)
{
	const struct xb_export_request request = {.resolved = cli->values[CLI_RESOLVED]};
	const char *path = cli->values[CLI_OUTPUT];
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	bool good;

	if (replaces_input(cli, path))
		return cli_usage(cli, NULL, "--output: %s is what the result is made from", path);
	good = format->write(cli->session, &request, &out, &diags);
	cli_show(&diags);
	xb_diags_clear(&diags);
	if (good)
		return cli_put_file(cli, path, &out);
	xb_buf_clear(&out);
	return CLI_ERRORS;
}

int cli_export(struct cli *cli)
{
	const struct xb_export_format *format = format_called(cli->format);
	int status;

	if (!takes(cli, format, &status))
		return status;
	cli_open(cli, cli->args[0], &status);
	cli_show(xb_session_diags(cli->session));
	if (status)
		return status;
	return format->of_domain ? cli_export_domains(cli, format) : export_whole(cli, format);
}

/* ---- The help ---------------------------------------------------------------------------------- */

void cli_put_export_formats(struct xb_buf *out)
{
	struct cli_table table = {.columns = 2};

	xb_buf_puts(out, "\nFormats:\n");
	for (const struct xb_export_format *format = xb_export_formats; format->name; format++)
		cli_table_row(&table, (const char *[]){format->name, format->summary});
	cli_table_print(&table, 2, out);
}

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

static bool make(struct cli *cli, struct xb_buf *out, struct xb_diags *diags)
{
	bool resolved = cli->values[CLI_RESOLVED];

	if (strcmp(cli->format, "json") == 0)
		return xb_session_export_json(cli->session, resolved, out);
	if (strcmp(cli->format, "yaml") == 0)
		return xb_session_export_yaml(cli->session, resolved, out);
	if (strcmp(cli->format, "dts") == 0)
		return xb_emit_dts(xb_session_boot(cli->session), out, diags);
	xb_emit_cmdline(xb_session_boot(cli->session), NULL, out);
	return true;
}

int cli_export(struct cli *cli)
{
	const char *path = cli->values[CLI_OUTPUT];
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	bool good;
	int status;

	cli_open(cli, cli->args[0], &status);
	cli_show(xb_session_diags(cli->session));
	if (status)
		return status;
	if (strcmp(cli->format, "xl") == 0)
		return cli_export_xl(cli);
	if (cli->arg_count > 1)
		return cli_usage(cli, NULL, "'%s': only -f xl is of a single domain", cli->args[1]);
	if (replaces_input(cli, path))
		return cli_usage(cli, NULL, "--output: %s is what the result is made from", path);
	good = make(cli, &out, &diags);
	cli_show(&diags);
	xb_diags_clear(&diags);
	if (good)
		return cli_put_file(cli, path, &out);
	xb_buf_clear(&out);
	return CLI_ERRORS;
}

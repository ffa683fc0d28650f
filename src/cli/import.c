/* SPDX-License-Identifier: MIT */
/* import: what others wrote becomes a profile. */
#include "xenboot/import.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* The largest script that is read. */
enum { SCRIPT_MAX = 1 << 20 };

/* The name of the file at PATH without its suffix, as far as a profile may be called so; new. */
static char *profile_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = xb_strdup(slash ? slash + 1 : path);
	char *dot = strrchr(name, '.');

	if (dot && dot > name)
		*dot = '\0';
	for (char *c = name; *c; c++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", *c))
			*c = '-';
	while (*name == '.' || *name == '-')
		memmove(name, name + 1, strlen(name));
	if (*name)
		return name;
	free(name);
	return xb_strdup("imported");
}

static int write_profile(struct cli *cli, const char *source)
{
	const struct xb_boot *boot = xb_session_boot(cli->session);
	char *name = profile_name(source);
	const struct xb_import_names names = {.source = source,
					      .profile = name,
					      .board = cli->values[CLI_BOARD],
					      .files = cli->values[CLI_FILES]};
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	xb_import_profile(boot, &names, &out, &diags);
	cli_show(&diags);
	xb_diags_clear(&diags);
	free(name);
	return cli_put_file(cli, cli->values[CLI_OUTPUT], &out);
}

int cli_import(struct cli *cli)
{
	const char *source = cli->args[0];
	struct xb_buf script = {0};
	int status = CLI_GOOD;

	if (!cli_read(cli, source, SCRIPT_MAX, &script, &status))
		return status;
	if (xb_file_is_same(cli->values[CLI_OUTPUT], source)) {
		xb_buf_clear(&script);
		return cli_usage(cli, NULL, "--output: %s is what the result is made from", source);
	}
	xb_session_open_script(cli->session, source, script.data ? script.data : "", script.length);
	xb_buf_clear(&script);
	cli_show(xb_session_diags(cli->session));
	if (!xb_session_boot(cli->session))
		return cli_failed(cli, "%s does not start Xen: there is nothing to import", source);
	return write_profile(cli, source);
}

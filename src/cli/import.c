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
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-",
			    *c))
			*c = '-';
	while (*name == '.' || *name == '-')
		memmove(name, name + 1, strlen(name));
	if (*name)
		return name;
	free(name);
	return xb_strdup("imported");
}

/* What DIAGS say, and the profile. */
static int finish(struct cli *cli, struct xb_buf *out, struct xb_diags *diags)
{
	cli_show(diags);
	xb_diags_clear(diags);
	return cli_put_file(cli, cli->values[CLI_OUTPUT], out);
}

static int import_script(struct cli *cli, const struct xb_import_names *names,
			 const struct xb_buf *bytes)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	xb_session_open_script(cli->session, names->source, bytes->data ? bytes->data : "",
			       bytes->length);
	cli_show(xb_session_diags(cli->session));
	if (!xb_session_boot(cli->session))
		return cli_failed(cli, "%s does not start Xen: there is nothing to import",
				  names->source);
	xb_import_profile(xb_session_boot(cli->session), names, &out, &diags);
	return finish(cli, &out, &diags);
}

static int import_imagebuilder(struct cli *cli, const struct xb_import_names *names,
			       const struct xb_buf *bytes)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	xb_import_imagebuilder(bytes->data, bytes->length, names, &out, &diags);
	return finish(cli, &out, &diags);
}

int cli_import(struct cli *cli)
{
	static int (*const importers[])(struct cli *, const struct xb_import_names *,
					const struct xb_buf *) = {
		[XB_IMPORT_SCRIPT] = import_script,
		[XB_IMPORT_IMAGEBUILDER] = import_imagebuilder,
	};
	const char *source = cli->args[0];
	struct xb_import_names names = {
		.source = source, .board = cli->values[CLI_BOARD], .files = cli->values[CLI_FILES]};
	struct xb_buf bytes = {0};
	int status = CLI_GOOD;
	char *name;

	if (xb_file_is_same(cli->values[CLI_OUTPUT], source))
		return cli_usage(cli, NULL, "--output: %s is what the result is made from", source);
	if (!cli_read(cli, source, SCRIPT_MAX, &bytes, &status))
		return status;
	name = profile_name(source);
	names.profile = name;
	status = importers[xb_import_recognise(bytes.data ? bytes.data : "", bytes.length)](
		cli, &names, &bytes);
	free(name);
	xb_buf_clear(&bytes);
	return status;
}

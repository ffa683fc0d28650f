/* SPDX-License-Identifier: MIT */
/* profile save, copy, rename, remove: the user's own profiles. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Far more than a profile has; the library has its own limit. */
enum { MOST_BYTES = 16 << 20 };

/* ---- How it ended ------------------------------------------------------------------------ */

int cli_store_verdict(struct cli *cli, enum xb_store_result result, const struct xb_diags *diags)
{
	static const int statuses[] = {
		[XB_STORE_DONE] = CLI_GOOD,	 [XB_STORE_EXISTS] = CLI_USAGE,
		[XB_STORE_BAD_NAME] = CLI_USAGE, [XB_STORE_SHIPPED] = CLI_USAGE,
		[XB_STORE_FAILED] = CLI_FAILED,
	};

	cli_show(diags);
	if (result == XB_STORE_EXISTS)
		cli_hint("--force replaces it");
	/* A name may be fine and no profile be called that. */
	if (result == XB_STORE_BAD_NAME && cli_verdict(cli, false, diags) == CLI_FAILED)
		return CLI_FAILED;
	return statuses[result];
}

/* The same, and the file's PATH, where there is one, on standard output. Clears both. */
static int finish(struct cli *cli, enum xb_store_result result, char *path, struct xb_diags *diags)
{
	struct xb_buf line = {0};
	int status = cli_store_verdict(cli, result, diags);

	if (path) {
		xb_buf_printf(&line, "%s\n", path);
		cli_put_foreign(cli, &line);
	}
	free(path);
	xb_diags_clear(diags);
	return status;
}

int cli_profile_store(struct cli *cli, const char *name, const struct xb_buf *text)
{
	struct xb_diags diags = {0};
	char *path;
	enum xb_store_result result = xb_store_save(cli->session, name, text->data, text->length,
						    cli->values[CLI_FORCE], &path, &diags);

	return finish(cli, result, path, &diags);
}

/* ---- save -------------------------------------------------------------------------------- */

/* Is it a profile? Errors in what it says are let through with --force, broken YAML is not. */
static int judge_text(struct cli *cli, const char *path, const struct xb_buf *text)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile =
		xb_profile_parse(xb_session_data(cli->session), path, text->data ? text->data : "",
				 text->length, &diags);
	int status = cli_verdict(cli, profile, &diags);

	if (profile && cli->values[CLI_FORCE])
		status = CLI_GOOD;
	cli_show(&diags);
	if (status)
		cli_say("nothing was stored");
	if (status && profile)
		cli_hint("--force stores a profile that has errors");
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	return status;
}

int cli_profile_save(struct cli *cli)
{
	const char *from = cli->arg_count > 1 ? cli->args[1] : "-";
	struct xb_buf text = {0};
	int status;

	if (!cli_read(cli, from, MOST_BYTES, &text, &status))
		return status;
	status = judge_text(cli, strcmp(from, "-") == 0 ? XB_STANDARD_INPUT : from, &text);
	if (status == CLI_GOOD)
		status = cli_profile_store(cli, cli->args[0], &text);
	xb_buf_clear(&text);
	return status;
}

/* ---- copy, rename, remove ---------------------------------------------------------------- */

typedef enum xb_store_result store(struct xb_session *session, const char *from, const char *to,
				   bool force, char **path, struct xb_diags *diags);

static int from_to(struct cli *cli, store *run)
{
	struct xb_diags diags = {0};
	char *path;
	enum xb_store_result result = run(cli->session, cli->args[0], cli->args[1],
					  cli->values[CLI_FORCE], &path, &diags);

	return finish(cli, result, path, &diags);
}

int cli_profile_copy(struct cli *cli)
{
	return from_to(cli, xb_store_copy);
}

int cli_profile_rename(struct cli *cli)
{
	return from_to(cli, xb_store_rename);
}

int cli_profile_remove(struct cli *cli)
{
	struct xb_diags diags = {0};
	enum xb_store_result result = xb_store_remove(cli->session, cli->args[0], &diags);

	return finish(cli, result, NULL, &diags);
}

/* SPDX-License-Identifier: MIT */
/* set, get, unset: one value of a profile, by its key. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Notes are left out of a change that succeeded: they are not about it. */
static void show_problems(const struct xb_diags *diags, bool done)
{
	struct xb_diags shown = {0};

	for (size_t i = 0; i < diags->count; i++)
		if (!done || diags->items[i].severity > XB_NOTE)
			xb_diags_add(&shown, &diags->items[i]);
	cli_show(&shown);
	xb_diags_clear(&shown);
}

static int edit(struct cli *cli, const struct xb_change *changes)
{
	static const int statuses[] = {
		[XB_CHANGE_DONE] = CLI_GOOD,	[XB_CHANGE_NO_CHANGE] = CLI_GOOD,
		[XB_CHANGE_REFUSED] = CLI_ERRORS, [XB_CHANGE_USAGE] = CLI_USAGE,
		[XB_CHANGE_FAILED] = CLI_FAILED,
	};
	enum xb_change_result result = xb_session_edit(cli->session, cli->args[0], changes,
						     cli->arg_count - 1, cli->values[CLI_FORCE]);
	bool done = statuses[result] == CLI_GOOD;

	show_problems(xb_session_diags(cli->session), done);
	if (result == XB_CHANGE_FAILED)
		return cli_verdict(cli, false, xb_session_diags(cli->session));
	if (!done)
		cli_say("%s was not changed", cli->args[0]);
	/* The session has a profile once the change could be made, and was judged. */
	if (result == XB_CHANGE_REFUSED && xb_session_profile(cli->session))
		cli_hint("--force writes a profile that has errors");
	return statuses[result];
}

int cli_set(struct cli *cli)
{
	struct xb_change *changes = xb_alloc(cli->arg_count * sizeof(*changes));
	int status = -1;

	for (size_t i = 1; i < cli->arg_count && status < 0; i++) {
		char *equals = strchr(cli->args[i], '=');

		if (!equals || equals == cli->args[i]) {
			status = cli_usage(cli, NULL, "'%s' is not KEY=VALUE", cli->args[i]);
			break;
		}
		*equals = '\0';
		changes[i - 1] = (struct xb_change){cli->args[i], equals + 1};
	}
	if (status < 0)
		status = edit(cli, changes);
	free(changes);
	return status;
}

int cli_unset(struct cli *cli)
{
	struct xb_change *changes = xb_alloc(cli->arg_count * sizeof(*changes));
	int status;

	for (size_t i = 1; i < cli->arg_count; i++)
		changes[i - 1] = (struct xb_change){cli->args[i], NULL};
	status = edit(cli, changes);
	free(changes);
	return status;
}

static int put_value(struct cli *cli, const struct xb_profile *profile, const char *key)
{
	struct xb_buf value = {0};

	if (!xb_profile_get(profile, key, &value)) {
		xb_buf_clear(&value);
		cli_say("%s is not set in %s", key, cli->args[0]);
		return CLI_ERRORS;
	}
	if (!value.length || value.data[value.length - 1] != '\n')
		xb_buf_putc(&value, '\n');
	cli_put_foreign(cli, &value);
	return CLI_GOOD;
}

int cli_get(struct cli *cli)
{
	const struct xb_catalog *catalog = cli_catalog(cli);
	struct xb_profile *profile = NULL;
	struct xb_diags diags = {0};
	int status = CLI_USAGE;
	char *key;

	if (!catalog)
		return CLI_FAILED;
	key = xb_key_resolve(catalog, cli->args[1], &diags);
	cli_show(&diags);
	if (key)
		profile = cli_load(cli, cli->args[0], &status);
	if (profile)
		status = put_value(cli, profile, key);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	free(key);
	return status;
}

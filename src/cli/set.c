/* SPDX-License-Identifier: MIT */
/* set, get, unset: one value of a profile, by its key. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/draft.h"

/* Notes are left out: they are not about the change. */
static void show_problems(const struct xb_diags *diags)
{
	struct xb_diags shown = {0};

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity > XB_NOTE)
			xb_diags_add(&shown, &diags->items[i]);
	cli_show(&shown);
	xb_diags_clear(&shown);
}

static int not_changed(const struct cli *cli, const struct xb_diags *diags, int status)
{
	cli_show(diags);
	cli_say("%s was not changed", cli->args[0]);
	return status;
}

/* Is there a file of one's own to change? */
static bool is_own(const struct cli *cli, const struct xb_draft *draft, struct xb_diags *diags)
{
	const char *ref = cli->args[0];

	if (xb_draft_path(draft))
		return true;
	if (strcmp(ref, "-") == 0)
		return xb_error(diags, XB_CODE_BAD_VALUE, (struct xb_pos){0},
				"%s: standard input cannot be changed", ref);
	xb_error(diags, XB_CODE_BAD_VALUE, (struct xb_pos){0},
		 "%s is a shipped profile and is not changed", ref);
	xb_hint(diags, "make one of your own: xenboot profile copy %s my-%s", ref, ref);
	return false;
}

/* Write the changed text, unless it has an error that was not there before. */
static int save(struct cli *cli, struct xb_draft *draft, struct xb_diags *diags)
{
	const struct xb_diags *checked = xb_session_diags(cli->session);
	bool worse = xb_draft_has_new_errors(draft);

	if (!worse && !xb_session_profile(cli->session)) {
		/* What it extends cannot be read, now as before: no one knows what came of it. */
		cli_show(checked);
		return cli_verdict(cli, false, checked);
	}
	if (worse && !cli->values[CLI_FORCE]) {
		not_changed(cli, checked, CLI_ERRORS);
		cli_hint("--force writes a profile that has errors");
		return CLI_ERRORS;
	}
	if (xb_draft_save(draft, false, diags) != XB_SAVE_DONE)
		return not_changed(cli, diags, CLI_FAILED);
	show_problems(checked);
	return CLI_GOOD;
}

static int change(struct cli *cli, struct xb_draft *draft, const struct xb_change *changes,
		  struct xb_diags *diags)
{
	if (!is_own(cli, draft, diags))
		return not_changed(cli, diags, CLI_USAGE);
	switch (xb_draft_change(draft, changes, cli->arg_count - 1, NULL, diags)) {
	case XB_CHANGE_DONE:
		return save(cli, draft, diags);
	case XB_CHANGE_NO_CHANGE:
		break;
	case XB_CHANGE_REFUSED:
		return not_changed(cli, diags, CLI_ERRORS);
	case XB_CHANGE_USAGE:
		return not_changed(cli, diags, CLI_USAGE);
	}
	return CLI_GOOD;
}

static int open_and_change(struct cli *cli, const struct xb_change *changes)
{
	struct xb_draft *draft =
		xb_draft_open(cli->session, cli->args[0], XB_DRAFT_TO_CHANGE);
	struct xb_diags diags = {0};
	int status;

	if (!draft) {
		cli_show(xb_session_diags(cli->session));
		return cli_verdict(cli, false, xb_session_diags(cli->session));
	}
	status = change(cli, draft, changes, &diags);
	xb_diags_clear(&diags);
	xb_draft_free(draft);
	return status;
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
		status = open_and_change(cli, changes);
	free(changes);
	return status;
}

int cli_unset(struct cli *cli)
{
	struct xb_change *changes = xb_alloc(cli->arg_count * sizeof(*changes));
	int status;

	for (size_t i = 1; i < cli->arg_count; i++)
		changes[i - 1] = (struct xb_change){cli->args[i], NULL};
	status = open_and_change(cli, changes);
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

/* For people and for completion. */
static int list_keys(struct cli *cli)
{
	struct cli_table table = {.columns = 2};
	struct xb_key_list keys = {0};
	struct xb_buf out = {0};
	int status = CLI_GOOD;
	struct xb_profile *profile = cli_load(cli, cli->args[0], &status);

	if (!profile)
		return status;
	xb_profile_keys(profile, NULL, &keys);
	for (size_t i = 0; i < keys.count; i++)
		cli_table_row(&table,
			      (const char *[]){keys.items[i].key, keys.items[i].about});
	cli_table_print(&table, 0, &out);
	cli_put(cli, &out);
	xb_key_list_clear(&keys);
	xb_profile_free(profile);
	return status;
}

int cli_get(struct cli *cli)
{
	const struct xb_catalog *catalog = cli_catalog(cli);
	struct xb_profile *profile = NULL;
	struct xb_diags diags = {0};
	int status = CLI_USAGE;
	char *key;

	if (cli->arg_count == 1)
		return list_keys(cli);
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

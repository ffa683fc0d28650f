/* SPDX-License-Identifier: MIT */
/* profile list, show, path. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* ---- list -------------------------------------------------------------------------------- */

/* Its description; new. A profile that cannot be read says so in its place. */
static char *description_of(struct cli *cli, const char *name)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = xb_profile_load(xb_session_data(cli->session), name, &diags);
	char *text = NULL;

	if (!profile)
		text = xb_format("(cannot be read: xenboot check %s)", name);
	else if (profile->description.text)
		text = xb_strdup(profile->description.text);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	return text;
}

static json_t *profile_json(const struct xb_data_file *file, const char *description)
{
	json_t *object = xb_json_object();

	xb_json_set(object, "name", xb_json_text(file->name));
	xb_json_set(object, "shipped", xb_json_bool(file->shipped));
	xb_json_set(object, "path", xb_json_text(file->path));
	xb_json_set(object, "description", xb_json_text(description));
	return object;
}

int cli_profile_list(struct cli *cli)
{
	bool as_json = strcmp(cli->format, "json") == 0;
	struct cli_table table = {.columns = 3};
	json_t *list = xb_json_array();
	struct xb_data_file *files;
	struct xb_buf out = {0};
	size_t count = xb_data_list(xb_session_data(cli->session), XB_DATA_PROFILES, &files);

	for (size_t i = 0; i < count; i++) {
		char *description = description_of(cli, files[i].name);

		xb_json_append(list, profile_json(&files[i], description));
		cli_table_row(&table,
			      (const char *[]){files[i].name, files[i].shipped ? "shipped" : "own",
					       description});
		free(description);
	}
	free(files);
	cli_table_print(&table, 0, &out);
	if (as_json)
		cli_json_put_list(cli, "profiles", json_incref(list));
	else
		cli_put(cli, &out);
	json_decref(list);
	xb_buf_clear(&out);
	return CLI_GOOD;
}

/* ---- show, path -------------------------------------------------------------------------- */

/* The file of the profile called by the first argument. False after saying why not. */
static bool find(struct cli *cli, struct xb_data_file *file, int *status)
{
	struct xb_diags diags = {0};
	enum xb_store_result result = xb_store_find(cli->session, cli->args[0], file, &diags);

	*status = cli_store_verdict(cli, result, &diags);
	xb_diags_clear(&diags);
	return result == XB_STORE_DONE;
}

int cli_profile_show(struct cli *cli)
{
	struct xb_data_file file;
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	int status;

	if (!find(cli, &file, &status))
		return status;
	if (xb_data_read(&file, &text, &diags))
		cli_put_foreign(cli, &text);
	else
		status = CLI_FAILED;
	cli_show(&diags);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
	return status;
}

int cli_profile_path(struct cli *cli)
{
	struct xb_data_file file;
	struct xb_buf path = {0};
	int status;

	if (!find(cli, &file, &status))
		return status;
	xb_buf_printf(&path, "%s\n", file.path);
	cli_put_foreign(cli, &path);
	return CLI_GOOD;
}

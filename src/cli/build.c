/* SPDX-License-Identifier: MIT */
/* build: write the outputs, all or none, and tell what to type at U-Boot's prompt. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* The time stamp of everything that has one (reproducible-builds.org). */
bool cli_timestamp(const struct cli *cli, uint32_t *timestamp, int *status)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	uint64_t seconds = 0;

	*timestamp = 0;
	if (!text)
		return true;
	if (text[strspn(text, "0123456789")] || !xb_number_parse(text, &seconds, NULL) ||
	    seconds > UINT32_MAX) {
		*status = cli_usage(cli, NULL,
				    "SOURCE_DATE_EPOCH must be seconds from 0 to %u, not '%s'",
				    UINT32_MAX, text);
		return false;
	}
	*timestamp = (uint32_t)seconds;
	return true;
}

/* Where the outputs go. False: it can be no folder, with *status. */
static bool choose_folder(const struct cli *cli, const char **dir, int *status)
{
	const char *given = cli->values[CLI_OUTPUT];

	*dir = given ? given : ".";
	if (**dir && strcmp(*dir, "-") != 0)
		return true;
	*status = cli_usage(cli, NULL, "--output: '%s' is no folder: several files are written",
			    *dir);
	return false;
}

/* Make and write everything. The diagnostics are the session's. */
static int build(struct cli *cli, const char *dir, const struct xb_emit_options *options,
		 struct xb_outputs *outputs)
{
	struct xb_diags *diags = xb_session_own_diags(cli->session);
	int status;

	if (!cli_open(cli, cli->args[0], &status) || status)
		return status;
	if (!xb_session_emit(cli->session, dir, options, outputs, diags))
		return CLI_ERRORS;
	return xb_outputs_write(outputs, diags) ? CLI_GOOD : CLI_FAILED;
}

static char *prompt_line(struct cli *cli)
{
	struct xb_buf line = {0};

	if (!xb_emit_prompt_line(xb_session_boot(cli->session), &line))
		return NULL;
	return xb_buf_take(&line);
}

static void put_text(struct cli *cli, const struct xb_outputs *outputs, const char *prompt)
{
	struct cli_table table = {.columns = 2};
	struct xb_buf out = {0};

	for (size_t i = 0; i < outputs->count; i++) {
		char *size = xb_format("%zu bytes", outputs->items[i].data.length);

		cli_table_row(&table, (const char *[]){outputs->items[i].path, size});
		free(size);
	}
	cli_table_print(&table, 0, &out);
	if (prompt)
		xb_buf_printf(&out, "At U-Boot's prompt type:\n%s\n", prompt);
	cli_put(cli, &out);
}

static void put_json(struct cli *cli, const struct xb_outputs *outputs, const char *prompt)
{
	json_t *root = xb_json_object(), *array = xb_json_array();

	for (size_t i = 0; i < outputs->count; i++) {
		json_t *output = xb_json_object();

		xb_json_set(output, "path", xb_json_text(outputs->items[i].path));
		xb_json_set(output, "size", xb_json_size(outputs->items[i].data.length));
		xb_json_append(array, output);
	}
	xb_json_set(root, "outputs", array);
	xb_json_set(root, "prompt", xb_json_text(prompt));
	xb_json_set(root, "diagnostics", xb_diags_array(xb_session_diags(cli->session)));
	cli_json_put(cli, root);
}

int cli_build(struct cli *cli)
{
	struct xb_emit_options options = {.digest = cli->values[CLI_DIGEST]};
	struct xb_outputs outputs = {0};
	const char *dir;
	char *prompt = NULL;
	int status;

	if (!cli_timestamp(cli, &options.timestamp, &status) ||
	    !choose_folder(cli, &dir, &status))
		return status;
	status = build(cli, dir, &options, &outputs);
	if (status)
		xb_outputs_clear(&outputs); /* none was written */
	else
		prompt = prompt_line(cli);
	if (strcmp(cli->format, "json") == 0) {
		put_json(cli, &outputs, prompt);
	} else {
		cli_show(xb_session_diags(cli->session));
		put_text(cli, &outputs, prompt);
	}
	free(prompt);
	xb_outputs_clear(&outputs);
	return status;
}

/* SPDX-License-Identifier: MIT */
/* profile save, copy, rename, remove: the user's own profiles. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

/* Far more than a profile has; the library has its own limit. */
enum { MOST_BYTES = 16 << 20 };

/* Make the folders that PATH lies in; 0700 is what the XDG specification asks for. */
static void make_folders(const char *path)
{
	char *copy = xb_strdup(path);

	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0700); /* what fails here is told when the file is written */
		*slash = '/';
	}
	free(copy);
}

static int write_file(struct cli *cli, const char *path, const struct xb_buf *text)
{
	struct xb_file_set *set = xb_file_set_new();
	struct xb_buf line = {0};
	int status = CLI_GOOD;

	make_folders(path);
	xb_file_set_add(set, path, text->data, text->length);
	if (!xb_file_set_commit(set, NULL)) {
		status = cli_failed(cli, "cannot write %s: %s", path, strerror(errno));
	} else {
		xb_buf_printf(&line, "%s\n", path);
		cli_put_foreign(cli, &line);
	}
	xb_file_set_free(set);
	return status;
}

int cli_profile_store(struct cli *cli, const char *name, const struct xb_buf *text)
{
	int status = CLI_GOOD;
	char *path = cli_profile_place(cli, name, &status);

	if (!path)
		return status;
	if (access(path, F_OK) == 0 && !cli->values[CLI_FORCE]) {
		status = cli_usage(cli, NULL,
				   "you have a profile '%s' already; --force replaces it", name);
	} else {
		status = write_file(cli, path, text);
	}
	free(path);
	return status;
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
	bool input = strcmp(from, "-") == 0;
	const char *shown = input ? "<stdin>" : from;
	struct xb_buf text = {0};
	int error = xb_file_read(input ? "/dev/stdin" : from, MOST_BYTES, &text);
	int status;

	if (error)
		return cli_failed(cli, "cannot read %s: %s", shown,
				  error == XB_FILE_TOO_BIG ? "too large for a profile"
							   : strerror(error));
	status = judge_text(cli, shown, &text);
	if (status == CLI_GOOD)
		status = cli_profile_store(cli, cli->args[0], &text);
	xb_buf_clear(&text);
	return status;
}

/* ---- copy, rename, remove ---------------------------------------------------------------- */

/* A name that the text gives becomes NAME: unset, unlike set, fails where there is none. */
static void change_name(const char *path, struct xb_buf *text, const char *name)
{
	struct xb_diags ignored = {0};
	struct xb_buf without = {0}, changed = {0};

	if (xb_text_unset(path, text->data, text->length, "name", &without, &ignored) &&
	    xb_text_set(path, text->data, text->length, "name", name, &changed, &ignored)) {
		xb_buf_clear(text);
		*text = changed;
	} else {
		xb_buf_clear(&changed);
	}
	xb_buf_clear(&without);
	xb_diags_clear(&ignored);
}

static int copy(struct cli *cli, const struct xb_data_file *from, const char *to)
{
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	int status = CLI_FAILED;

	if (xb_data_read(from, &text, &diags)) {
		xb_buf_add(&text, "", 0); /* an empty file has its NUL too */
		change_name(from->path, &text, to);
		status = cli_profile_store(cli, to, &text);
	}
	cli_show(&diags);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
	return status;
}

int cli_profile_copy(struct cli *cli)
{
	struct xb_data_file from;
	int status;

	if (!cli_profile_find(cli, cli->args[0], &from, &status))
		return status;
	return copy(cli, &from, cli->args[1]);
}

/* The file of the user's own profile NAME; a shipped one is refused. */
static bool find_own(struct cli *cli, const char *name, struct xb_data_file *file, int *status)
{
	if (!cli_profile_find(cli, name, file, status))
		return false;
	if (file->shipped)
		*status =
			cli_usage(cli, NULL, "%s comes with the program: it stays as it is", name);
	return !file->shipped;
}

static int delete (struct cli *cli, const struct xb_data_file *file)
{
	if (unlink(file->path) == 0)
		return CLI_GOOD;
	return cli_failed(cli, "cannot remove %s: %s", file->path, strerror(errno));
}

/* The new one is there before the old one goes: a crash leaves at least one. */
int cli_profile_rename(struct cli *cli)
{
	struct xb_data_file old;
	int status;

	if (!find_own(cli, cli->args[0], &old, &status))
		return status;
	if (strcmp(cli->args[0], cli->args[1]) == 0)
		return CLI_GOOD;
	status = copy(cli, &old, cli->args[1]);
	return status ? status : delete (cli, &old);
}

int cli_profile_remove(struct cli *cli)
{
	struct xb_data_file file;
	int status;

	return find_own(cli, cli->args[0], &file, &status) ? delete (cli, &file) : status;
}

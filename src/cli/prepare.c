/* SPDX-License-Identifier: MIT */
/* From the environment and the options to a session. The library reads neither. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* XDG Base Directory Specification: a relative XDG_CONFIG_HOME is to be ignored. */
static char *find_user_dir(void)
{
	const char *config = environment("XDG_CONFIG_HOME"), *home = environment("HOME");

	if (config && config[0] == '/')
		return xb_format("%s/xenboot", config);
	return home ? xb_format("%s/.config/xenboot", home) : NULL;
}

static bool is_usable(const struct cli *cli, const char *path, const char *what, bool folder,
		      int *status)
{
	struct stat info;
	int error = 0;

	if (!path)
		return true;
	if (stat(path, &info) != 0 || access(path, R_OK) != 0)
		error = errno;
	else if (folder && !S_ISDIR(info.st_mode))
		error = ENOTDIR;
	else if (!folder && S_ISDIR(info.st_mode))
		error = EISDIR;
	if (error)
		*status = cli_failed(cli, "%s: cannot read %s: %s", what, path, strerror(error));
	return error == 0;
}

static bool board_is_known(struct cli *cli, int *status)
{
	const char *name = cli->values[CLI_BOARD];
	struct xb_data *data = xb_session_data(cli->session);
	struct xb_data_file found;

	if (!name || xb_data_find(data, XB_DATA_BOARDS, name, &found))
		return true;
	*status = cli_usage(cli, xb_data_nearest(data, XB_DATA_BOARDS, name),
			    "--board: no board is called '%s'; 'xenboot boards' lists them", name);
	return false;
}

bool cli_prepare(struct cli *cli, int *status)
{
	struct xb_session_config config = {.emit_words = cli->values[CLI_EMIT],
					   .levels = cli->levels};

	config.user_dir = cli->user_dir = find_user_dir();
	config.data_dir =
		cli->values[CLI_DATA] ? cli->values[CLI_DATA] : environment("XENBOOT_DATA");
	if (!is_usable(cli, config.data_dir, cli->values[CLI_DATA] ? "--data" : "XENBOOT_DATA",
		       true, status) ||
	    !is_usable(cli, cli->values[CLI_FILES], "--files", true, status) ||
	    !is_usable(cli, cli->values[CLI_DTB], "--dtb", false, status))
		return false;
	if (!cli->command->describes) {
		config.files_dir = cli->values[CLI_FILES];
		config.tree_path = cli->values[CLI_DTB];
		config.board_name = cli->values[CLI_BOARD];
	}
	cli->session = xb_session_new(&config);
	return board_is_known(cli, status);
}

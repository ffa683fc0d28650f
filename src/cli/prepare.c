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

static int check_folder(const char *path)
{
	struct stat info;

	if (stat(path, &info) != 0 || access(path, R_OK) != 0)
		return errno;
	return S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
}

static int check_file(const char *path)
{
	int fd;
	int error = xb_file_open(path, &fd, NULL);

	if (!error)
		close(fd);
	return error;
}

static bool is_usable(const struct cli *cli, const char *path, const char *what,
		      int check(const char *), int *status)
{
	int error = path ? check(path) : 0;

	if (error)
		*status = cli_failed(cli, "%s: cannot read %s: %s", what, path,
				     xb_file_error(error));
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

/* Standard input can be one thing alone. */
static bool input_is_free(struct cli *cli, int *status)
{
	const char *env = cli->values[CLI_ENV];

	if (!env || strcmp(env, "-") != 0)
		return is_usable(cli, env, "--env", check_file, status);
	for (size_t i = 0; i < cli->arg_count; i++) {
		if (strcmp(cli->args[i], "-") != 0)
			continue;
		*status = cli_usage(cli, NULL, "--env: standard input is read for %s already",
				    cli->args[i]);
		return false;
	}
	return true;
}

static bool take_uboot(struct cli *cli, struct xb_uboot_choice *choice, int *status)
{
	const char *text = cli->values[CLI_UBOOT];
	const char *problem = text ? xb_uboot_choose(text, choice) : NULL;

	if (problem)
		*status = cli_usage(cli, NULL, "--uboot: %s %s", text, problem);
	return !problem;
}

bool cli_prepare(struct cli *cli, int *status)
{
	struct xb_session_config config = {.emit_words = cli->values[CLI_EMIT],
					   .levels = cli->levels};

	config.user_dir = cli->user_dir = find_user_dir();
	config.data_dir =
		cli->values[CLI_DATA] ? cli->values[CLI_DATA] : environment("XENBOOT_DATA");
	if (!is_usable(cli, config.data_dir, cli->values[CLI_DATA] ? "--data" : "XENBOOT_DATA",
		       check_folder, status) ||
	    !is_usable(cli, cli->values[CLI_FILES], "--files", check_folder, status) ||
	    !is_usable(cli, cli->values[CLI_DTB], "--dtb", check_file, status) ||
	    !input_is_free(cli, status) || !take_uboot(cli, &config.uboot, status))
		return false;
	if (!cli->command->describes) {
		config.files_dir = cli->values[CLI_FILES];
		config.tree_path = cli->values[CLI_DTB];
		config.board_name = cli->values[CLI_BOARD];
		config.env_path = cli->values[CLI_ENV];
	}
	cli->session = xb_session_new(&config);
	return board_is_known(cli, status);
}

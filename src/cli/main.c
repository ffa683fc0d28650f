/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/*
 * A standard stream that is closed would lend its number to the next file opened, and results would
 * land in that. /dev/null is opened the wrong way round, so that using it is an error.
 */
static void keep_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int run(struct cli *cli, int argc, char **argv)
{
	int status;

	if (!cli_parse(cli, argc, argv, &status) || !cli_prepare(cli, &status))
		return status;
	return cli->command->run(cli);
}

int main(int argc, char **argv)
{
	struct cli cli = {0};
	int status;

	keep_standard_streams();
	setlocale(LC_CTYPE, ""); /* what the terminal shows; messages are English */
	signal(SIGPIPE, SIG_IGN); /* a reader that leaves is a write error, with its message */
	json_set_alloc_funcs(xb_alloc, free);
	status = run(&cli, argc, argv);
	if (cli.write_error)
		status = cli_failed(&cli, "cannot write to standard output: %s",
				    strerror(cli.write_error));
	xb_session_free(cli.session);
	free(cli.user_dir);
	free(cli.args);
	free(cli.given);
	free(cli.levels.items);
	return status;
}

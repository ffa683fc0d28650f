/* SPDX-License-Identifier: MIT */
/* The table of U-Boot's commands, and how one is found in it (U-Boot common/command.c). */
#include "import/commands.h"

#include <string.h>

/*
 * Those of usual builds for Arm boards. That a name is here matters for short forms alone: one that
 * fits more than one of them is none.
 */
const struct xb_board_command_row xb_board_commands[] = {
	{"echo", 0, xb_command_echo},
	{"env", 0, xb_command_env},
	{"exit", 2, xb_command_exit},
	{"false", 0, xb_command_false},
	{"fdt", 255, xb_command_fdt},
	{"itest", 4, xb_command_itest},
	{"printenv", 0, xb_command_printenv},
	{"run", 0, xb_command_run},
	{"setenv", 0, xb_command_setenv},
	{"setexpr", 8, xb_command_setexpr},
	{"showvar", 0, xb_command_showvar},
	{"test", 0, xb_command_test},
	{"[", 0, xb_command_test},
	{"true", 0, xb_command_true},
	{NULL, 0, NULL},
};

/* The length of a command's name without its suffix, ".b". */
static size_t name_length(const char *word)
{
	return strcspn(word, ".");
}

/* A whole name, else the one that begins so. */
static const struct xb_board_command_row *row_find(const char *word)
{
	const struct xb_board_command_row *found = NULL;
	const size_t length = name_length(word);
	size_t fits = 0;

	for (const struct xb_board_command_row *row = xb_board_commands; row->name; row++) {
		if (strncmp(row->name, word, length) != 0)
			continue;
		if (!row->name[length])
			return row;
		found = row;
		fits++;
	}
	return length && fits == 1 ? found : NULL;
}

static unsigned max_words(const struct xb_uboot *uboot, const struct xb_board_command_row *row)
{
	if (row->max_words)
		return row->max_words;
	return uboot->max_words;
}

int xb_uboot_usage(struct xb_uboot *uboot, const struct xb_command *command)
{
	xb_uboot_say(uboot, "(usage text of %s)\n", command->words[0].text);
	return 1;
}

static int unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	xb_uboot_say(uboot, "Unknown command '%s' - try 'help'\n", command->words[0].text);
	return 1;
}

int xb_uboot_run(void *data, struct xb_shell *shell, const struct xb_command *command)
{
	struct xb_uboot *uboot = data;
	const struct xb_board_command_row *row = row_find(command->words[0].text);

	(void)shell;
	if (!row || (!strcmp(row->name, "[") && uboot->shell.release < 202607))
		return unknown(uboot, command);
	if (command->count > max_words(uboot, row))
		return xb_uboot_usage(uboot, command);
	if (row->run)
		return row->run(uboot, command);
	if (!command->tested)
		return 0;
	return !xb_uboot_decide(uboot, command->words[0].at, true, "does `%s` succeed",
				command->words[0].text);
}

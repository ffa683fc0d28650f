/* SPDX-License-Identifier: MIT */
/* The table of U-Boot's commands, and how one is found in it (U-Boot common/command.c). */
#include "import/commands.h"

#include "import/command-names.h"
#include "import/failure.h"

#include <string.h>

/*
 * Those of usual builds for Arm boards. That a name is here matters for short forms alone: one that
 * fits more than one of them is none.
 */
const struct xb_board_command_row xb_board_commands[] = {
	{"[", 0, xb_command_test},
	{"bdinfo", 0, NULL},
	{"bootp", 0, xb_command_network},
	{"bootefi", 0, xb_command_booti},
	{"bootelf", 0, xb_command_end},
	{"bootflow", 0, xb_command_end},
	{"booti", 0, xb_command_booti},
	{"bootm", 0, xb_command_booti},
	{"bootz", 0, xb_command_booti},
	{"cmp", 0, NULL},
	{"cp", 0, NULL},
	{"crc32", 0, NULL},
	{"dcache", 0, NULL},
	{"dhcp", 3, xb_command_network},
	{"dm", 0, NULL},
	{"echo", 0, xb_command_echo},
	{"env", 0, xb_command_env},
	{"erase", 0, NULL},
	{"exit", 2, xb_command_exit},
	{"ext2load", 6, xb_command_filesystem},
	{"ext4load", 7, xb_command_filesystem},
	{"false", 0, xb_command_false},
	{"fatload", 7, xb_command_filesystem},
	{"fdt", 255, xb_command_fdt},
	{"fstype", 0, NULL},
	{"go", 0, xb_command_end},
	{"gpio", 0, NULL},
	{"gpt", 0, NULL},
	{"help", 0, NULL},
	{"i2c", 0, NULL},
	{"icache", 0, NULL},
	{"imxtract", 4, NULL},
	{"itest", 4, xb_command_itest},
	{"led", 0, NULL},
	{"load", 7, xb_command_filesystem},
	{"ls", 0, NULL},
	{"lzmadec", 4, NULL},
	{"md", 0, NULL},
	{"mii", 0, NULL},
	{"mmc", 0, xb_command_blocks},
	{"mtd", 0, xb_command_blocks},
	{"mw", 0, NULL},
	{"nand", 0, xb_command_blocks},
	{"net", 0, NULL},
	{"nfs", 3, xb_command_network},
	{"nvme", 0, xb_command_blocks},
	{"part", 0, NULL},
	{"pci", 0, NULL},
	{"ping", 0, NULL},
	{"printenv", 0, xb_command_printenv},
	{"pxe", 0, xb_command_end},
	{"regulator", 0, NULL},
	{"reset", 0, xb_command_end},
	{"run", 0, xb_command_run},
	{"sata", 0, xb_command_blocks},
	{"saveenv", 0, NULL},
	{"scsi", 0, xb_command_blocks},
	{"setenv", 0, xb_command_setenv},
	{"setexpr", 8, xb_command_setexpr},
	{"sf", 0, xb_command_blocks},
	{"showvar", 0, xb_command_showvar},
	{"size", 4, xb_command_size},
	{"sleep", 2, xb_command_true},
	{"source", 2, xb_command_source},
	{"sqfsload", 7, xb_command_filesystem},
	{"sysboot", 0, xb_command_end},
	{"test", 0, xb_command_test},
	{"tftpboot", 4, xb_command_network},
	{"true", 0, xb_command_true},
	{"ubi", 0, NULL},
	{"unlz4", 4, NULL},
	{"unzip", 4, NULL},
	{"usb", 0, xb_command_blocks},
	{"version", 0, NULL},
	{"virtio", 0, xb_command_blocks},
	{"wget", 3, xb_command_network},
	{"zip", 4, NULL},
	{NULL, 0, NULL},
};

/* As many as are looked through for one that was meant. */
enum { MOST_COMMANDS = 256 };

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
	return uboot->config->max_words;
}

/* The command that NAME, which is none, was meant to be; NULL: who knows. */
static const char *nearest(const char *name)
{
	const char *names[MOST_COMMANDS + 1];
	const char *near;
	size_t count = 0;

	for (const struct xb_board_command_row *row = xb_board_commands;
	     row->name && count < MOST_COMMANDS; row++)
		names[count++] = row->name;
	names[count] = NULL;
	near = xb_nearest(name, names);
	return near && xb_is_slip(name, near) ? near : NULL;
}

static int unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	uboot->command = command->words[0].text;
	if (xb_command_exists(uboot->command))
		return xb_command_opaque(uboot, command); /* the board may have been built with it */
	xb_uboot_say(uboot, "Unknown command '%s' - try 'help'\n", command->words[0].text);
	xb_report_unknown(uboot, command, nearest(command->words[0].text));
	return 1;
}

/* What works with memory in ways that are not followed: the files there are used. */
static bool reads_memory(const struct xb_board_command_row *row, const struct xb_command *command)
{
	return !row || !row->run || row->run == xb_command_source ||
	       (row->run == xb_command_env && command->count > 1 &&
		!strncmp(command->words[1].text, "imp", 3));
}

static void note_reads(struct xb_uboot *uboot, const struct xb_command *command)
{
	for (size_t i = 1; i < command->count; i++) {
		const char *end;
		const struct xb_amount word = xb_amount_read(command->words[i].text, 16, &end);
		const size_t load = end > command->words[i].text && (!*end || *end == ':')
					    ? xb_uboot_load_at(uboot, word, false)
					    : XB_NONE;

		if (load != XB_NONE)
			uboot->boot->loads[load].read = true;
	}
}

static int run_row(struct xb_uboot *uboot, const struct xb_board_command_row *row,
		   const struct xb_command *command)
{
	uboot->command = row->name;
	xb_report_misuse(uboot, command);
	if (command->count > max_words(uboot, row))
		return xb_uboot_usage(uboot, command);
	if (row->run)
		return row->run(uboot, command);
	return xb_command_opaque(uboot, command);
}

int xb_uboot_run(void *data, struct xb_shell *shell, const struct xb_command *command)
{
	struct xb_uboot *uboot = data;
	const struct xb_board_command_row *row = row_find(command->words[0].text);
	const size_t said = uboot->console.length, reported = uboot->diags->count;
	int status;

	(void)shell;
	xb_uboot_note_status_read(uboot);
	if (reads_memory(row, command))
		note_reads(uboot, command);
	if (!row || (!strcmp(row->name, "[") && uboot->shell.release < 202607))
		return unknown(uboot, command);
	status = run_row(uboot, row, command);
	uboot->command = row->name; /* again, behind those that it ran */
	if (status > 0 && !command->tested && uboot->diags->count == reported)
		xb_report_failure(uboot, command, said, max_words(uboot, row));
	return status;
}

/* SPDX-License-Identifier: MIT */
/* The table of U-Boot's commands, and how one is found in it (U-Boot common/command.c). */
#include "import/commands.h"

#include <stdlib.h>
#include <string.h>

/*
 * Those of usual builds for Arm boards, but for the doors of src/boot/door.c. That a name is here matters for short forms alone: one that
 * fits more than one of them is none.
 */
const struct xb_board_command_row xb_board_commands[] = {
	{"[", 0, xb_command_test},
	{"bdinfo", 0, NULL},
	{"bootp", 0, xb_command_network},
	{"bootefi", 0, xb_command_booti},
	{"bootelf", 0, xb_command_end},
	{"bootflow", 0, xb_command_end},
	{"bootm", 0, xb_command_booti},
	{"bootz", 0, xb_command_booti},
	{"cmp", 0, xb_command_look},
	{"cp", 0, xb_command_copy},
	{"crc32", 0, xb_command_look},
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
	{"iminfo", 0, xb_command_look},
	{"imxtract", 4, NULL},
	{"itest", 4, xb_command_itest},
	{"led", 0, NULL},
	{"load", 7, xb_command_filesystem},
	{"ls", 0, NULL},
	{"lzmadec", 4, xb_command_unpack},
	{"md", 0, xb_command_look},
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
	{"unlz4", 4, xb_command_unpack},
	{"unzip", 4, xb_command_unpack},
	{"usb", 0, xb_command_blocks},
	{"version", 0, NULL},
	{"virtio", 0, xb_command_blocks},
	{"wget", 3, xb_command_network},
	{"zip", 4, NULL},
	{NULL, 0, NULL},
};

/* The length of a command's name without its suffix, ".b". */
static size_t name_length(const char *word)
{
	return strcspn(word, ".");
}

struct search {
	const char *word;
	struct xb_board_command_row found;
	size_t fits; /* names that begin so */
	bool whole;
};

static void consider(struct search *search, const struct xb_board_command_row *row)
{
	const size_t length = name_length(search->word);

	if (search->whole || strncmp(row->name, search->word, length) != 0)
		return;
	search->whole = !row->name[length];
	search->found = *row;
	search->fits++;
}

/* A whole name, else the one that begins so. The ways to start Xen are commands, too. */
static bool row_find(const char *word, struct xb_board_command_row *found)
{
	struct search search = {.word = word};

	for (const struct xb_board_command_row *row = xb_board_commands; row->name; row++)
		consider(&search, row);
	for (const struct xb_door *door = xb_doors; door->name; door++)
		consider(&search,
			 &(struct xb_board_command_row){.name = door->name, .run = xb_command_booti});
	*found = search.found;
	return name_length(word) && (search.whole || search.fits == 1);
}

static unsigned max_words(const struct xb_uboot *uboot, const struct xb_board_command_row *row)
{
	if (row->max_words)
		return row->max_words;
	return uboot->config->max_words;
}

static int unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	xb_uboot_say(uboot, "Unknown command '%s' - try 'help'\n", command->words[0].text);
	xb_uboot_take_loads(uboot, command); /* a vendor's U-Boot may have it */
	return 1;
}

/* ${load_cmd} ADDRESS FILE: a command that only the board knows; three words are a load. */
static int run_of_board(struct xb_uboot *uboot, const struct xb_command *command)
{
	char *name = xb_symbol_readable(&uboot->symbols, command->words[0].text);
	int status = 0;

	uboot->command = name;
	if (command->count != 3)
		status = xb_command_opaque(uboot, command);
	else if (xb_uboot_outcome(uboot, command))
		status = 1;
	else
		xb_uboot_load_here(uboot, name, command->words[2].text, &command->words[1],
				   command);
	uboot->command = NULL;
	free(name);
	return status;
}

int xb_uboot_run(void *data, struct xb_shell *shell, const struct xb_command *command)
{
	struct xb_uboot *uboot = data;
	struct xb_board_command_row row;

	(void)shell;
	if (xb_symbol_find(command->words[0].text, &(size_t){0}, &(size_t){0}, &(size_t){0}))
		return run_of_board(uboot, command);
	if (!row_find(command->words[0].text, &row) ||
	    (!strcmp(row.name, "[") && uboot->shell.release < 202607))
		return unknown(uboot, command);
	if (command->count > max_words(uboot, &row))
		return xb_uboot_usage(uboot, command);
	uboot->command = row.name;
	if (row.run)
		return row.run(uboot, command);
	return xb_command_opaque(uboot, command);
}

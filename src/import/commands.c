/* SPDX-License-Identifier: MIT */
/* The table of U-Boot's commands, and how one is found in it (U-Boot common/command.c). */
#include "import/commands.h"
#include "import/releases.h"

#include "import/command-find.h"
#include "import/command-names.h"
#include "import/failure.h"

#include <stdlib.h>
#include <string.h>

/*
 * Those of usual builds for Arm boards, but for the doors of src/boot/door.c. That a name is here matters for short forms alone: one that
 * fits more than one of them is none.
 */
const struct xb_board_command_row xb_board_commands[] = {
	{"[", 0, xb_command_test},
	{"askenv", 0, NULL},
	{"auth_cntr", 0, NULL},
	{"base", 0, NULL},
	{"bdinfo", 0, NULL},
	{"bind", 0, NULL},
	{"blkcache", 0, NULL},
	{"bmp", 0, NULL},
	{"boot", 0, NULL},
	{"bootaux", 0, NULL},
	{"bootd", 0, NULL},
	{"bootefi", 0, xb_command_booti},
	{"bootelf", 0, xb_command_end},
	{"bootflow", 0, xb_command_end},
	{"bootm", 0, xb_command_booti},
	{"bootmenu", 0, NULL},
	{"bootp", 0, xb_command_network},
	{"bootz", 0, xb_command_booti},
	{"button", 0, NULL},
	{"clk", 0, NULL},
	{"cmp", 0, xb_command_look},
	{"coninfo", 0, NULL},
	{"cp", 0, xb_command_copy},
	{"crc32", 0, xb_command_look},
	{"date", 0, NULL},
	{"dcache", 0, NULL},
	{"dfu", 0, NULL},
	{"dhcp", 3, xb_command_network},
	{"dm", 0, NULL},
	{"dtimg", 0, NULL},
	{"echo", 0, xb_command_echo},
	{"efidebug", 0, NULL},
	{"efuse", 0, NULL},
	{"env", 0, xb_command_env},
	{"erase", 0, NULL},
	{"exit", 2, xb_command_exit},
	{"ext2load", 6, xb_command_filesystem},
	{"ext2ls", 0, NULL},
	{"ext4load", 7, xb_command_filesystem},
	{"ext4ls", 0, NULL},
	{"ext4size", 0, NULL},
	{"ext4write", 0, NULL},
	{"extension", 0, NULL},
	{"false", 0, xb_command_false},
	{"fastboot", 0, NULL},
	{"fatinfo", 0, NULL},
	{"fatload", 7, xb_command_filesystem},
	{"fatls", 0, NULL},
	{"fatmkdir", 0, NULL},
	{"fatsize", 0, NULL},
	{"fatwrite", 0, NULL},
	{"fdt", 255, xb_command_fdt},
	{"fpga", 0, NULL},
	{"fsinfo", 0, NULL},
	{"fstype", 0, NULL},
	{"fuse", 0, NULL},
	{"go", 0, xb_command_end},
	{"gpio", 0, NULL},
	{"gpt", 0, NULL},
	{"hdp", 0, NULL},
	{"hdprx", 0, NULL},
	{"help", 0, NULL},
	{"i2c", 0, NULL},
	{"icache", 0, NULL},
	{"iminfo", 0, xb_command_look},
	{"imls", 0, NULL},
	{"imxtract", 4, NULL},
	{"itest", 4, xb_command_itest},
	{"led", 0, NULL},
	{"load", 7, xb_command_filesystem},
	{"loadb", 0, NULL},
	{"loads", 0, NULL},
	{"loadx", 0, NULL},
	{"loady", 0, NULL},
	{"log", 0, NULL},
	{"loop", 0, NULL},
	{"ls", 0, NULL},
	{"lzmadec", 4, xb_command_unpack},
	{"md", 0, xb_command_look},
	{"mdio", 0, NULL},
	{"mii", 0, NULL},
	{"mm", 0, NULL},
	{"mmc", 0, xb_command_blocks},
	{"mmcinfo", 0, NULL},
	{"mtd", 0, xb_command_blocks},
	{"mtdparts", 0, NULL},
	{"mtest", 0, NULL},
	{"mw", 0, NULL},
	{"nand", 0, xb_command_blocks},
	{"net", 0, NULL},
	{"nfs", 3, xb_command_network},
	{"nm", 0, NULL},
	{"nvme", 0, xb_command_blocks},
	{"onenand", 0, NULL},
	{"part", 0, NULL},
	{"pci", 0, NULL},
	{"phy", 0, NULL},
	{"ping", 0, NULL},
	{"pinmux", 0, NULL},
	{"pmic", 0, NULL},
	{"poweroff", 0, NULL},
	{"printenv", 0, xb_command_printenv},
	{"protect", 0, NULL},
	{"pxe", 0, xb_command_end},
	{"qfw", 0, NULL},
	{"random", 0, NULL},
	{"regulator", 0, NULL},
	{"remoteproc", 0, NULL},
	{"reset", 0, xb_command_end},
	{"rng", 0, NULL},
	{"rproc", 0, NULL},
	{"rtc", 0, NULL},
	{"run", 0, xb_command_run},
	{"sata", 0, xb_command_blocks},
	{"saveenv", 0, NULL},
	{"scp", 0, NULL},
	{"scsi", 0, xb_command_blocks},
	{"scu_rm", 0, NULL},
	{"setcurs", 0, NULL},
	{"setenv", 0, xb_command_setenv},
	{"setexpr", 8, xb_command_setexpr},
	{"sf", 0, xb_command_blocks},
	{"showvar", 0, xb_command_showvar},
	{"size", 4, xb_command_size},
	{"sleep", 2, xb_command_true},
	{"smhload", 4, xb_command_smhload},
	{"sound", 0, NULL},
	{"source", 2, xb_command_source},
	{"sqfsload", 7, xb_command_filesystem},
	{"sspi", 0, NULL},
	{"strings", 0, NULL},
	{"sysboot", 0, xb_command_end},
	{"sysinfo", 0, NULL},
	{"test", 0, xb_command_test},
	{"tftpboot", 4, xb_command_network},
	{"timer", 0, NULL},
	{"tpm", 0, NULL},
	{"tpm2", 0, NULL},
	{"true", 0, xb_command_true},
	{"ubi", 0, NULL},
	{"ubifsload", 4, xb_command_ubifsload},
	{"ubifsls", 0, NULL},
	{"ubifsmount", 0, NULL},
	{"ubifsumount", 0, NULL},
	{"ums", 0, NULL},
	{"unbind", 0, NULL},
	{"unlz4", 4, xb_command_unpack},
	{"unzip", 4, xb_command_unpack},
	{"usb", 0, xb_command_blocks},
	{"usbboot", 0, NULL},
	{"versal", 0, NULL},
	{"version", 0, NULL},
	{"virtio", 0, xb_command_blocks},
	{"wdt", 0, NULL},
	{"wget", 3, xb_command_network},
	{"zip", 4, NULL},
	{"zynqmp", 0, NULL},
	{NULL, 0, NULL},
};

/* As many as are looked through for one that was meant. */
enum { MOST_COMMANDS = 256 };

/* The row of WORD. The ways to start Xen are commands, too. */
static bool row_find(const char *word, struct xb_board_command_row *found)
{
	struct xb_command_search search = {.word = word};

	for (const struct xb_board_command_row *row = xb_board_commands; row->name; row++)
		xb_command_consider(&search, row);
	for (const struct xb_door *door = xb_doors; door->name; door++)
		xb_command_consider(&search, &(struct xb_board_command_row){
						     .name = door->name, .run = xb_command_booti});
	return xb_command_conclude(&search, found);
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
	for (const struct xb_door *door = xb_doors; door->name && count < MOST_COMMANDS; door++)
		names[count++] = door->name;
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
	xb_uboot_take_loads(uboot, command); /* a vendor's U-Boot may have it */
	xb_report_unknown(uboot, command, nearest(command->words[0].text));
	return 1;
}

/* [ ... ] is test in newer releases alone. */
static bool is_built_in(struct xb_uboot *uboot, const struct xb_board_command_row *row,
			const struct xb_command *command)
{
	if (strcmp(row->name, "[") != 0)
		return true;
	xb_uboot_differs(uboot, XB_TRAIT_BRACKET, command->words[0].at);
	return xb_release_has(uboot->shell.release, XB_TRAIT_BRACKET);
}

/* More words than some releases take where the board does not say otherwise. */
static void count_words(struct xb_uboot *uboot, const struct xb_board_command_row *row,
			const struct xb_command *command)
{
	if (!row->max_words && command->count > XB_WORDS_FEW && command->count <= XB_WORDS_MANY)
		xb_uboot_differs(uboot, XB_TRAIT_MANY_WORDS, command->words[XB_WORDS_FEW].at);
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

static int run_row(struct xb_uboot *uboot, const struct xb_board_command_row *row,
		   const struct xb_command *command)
{
	uboot->command = row->name;
	xb_report_misuse(uboot, command);
	count_words(uboot, row, command);
	if (command->count > max_words(uboot, row))
		return xb_uboot_usage(uboot, command);
	if (row->run)
		return row->run(uboot, command);
	return xb_command_opaque(uboot, command);
}

static size_t complaints(const struct xb_diags *diags)
{
	return diags->errors + diags->warnings;
}

int xb_uboot_run(void *data, struct xb_shell *shell, const struct xb_command *command)
{
	struct xb_uboot *uboot = data;
	const size_t said = uboot->console.length, reported = complaints(uboot->diags);
	struct xb_board_command_row row;
	int status;

	(void)shell;
	xb_uboot_note_status_read(uboot);
	if (xb_symbol_find(command->words[0].text, &(size_t){0}, &(size_t){0}, &(size_t){0}))
		return run_of_board(uboot, command);
	if (!row_find(command->words[0].text, &row) || !is_built_in(uboot, &row, command))
		return unknown(uboot, command);
	status = run_row(uboot, &row, command);
	if (!uboot->left)
		uboot->command = row.name; /* what it ran itself is over */
	if (status > 0 && !command->tested && complaints(uboot->diags) == reported)
		xb_report_failure(uboot, command, said, max_words(uboot, &row));
	return status;
}

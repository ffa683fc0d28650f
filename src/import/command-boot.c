/* SPDX-License-Identifier: MIT */
/* Commands that leave U-Boot: the run ends with them. */
#include "import/entry.h"

#include <string.h>

static void leave(struct xb_uboot *uboot, const char *door, const struct xb_command *command)
{
	for (const struct xb_door *row = xb_doors; row->name; row++)
		if (!strcmp(row->name, door))
			uboot->boot->entrance.door = row;
	uboot->left = true;
	uboot->left_at = command->words[0].at;
	uboot->shell.stopped = true;
}

static struct xb_amount word_amount(struct xb_uboot *uboot, const struct xb_command *command,
				    size_t word, const char *variable)
{
	if (word < command->count)
		return xb_amount_read(command->words[word].text, 16, NULL);
	return xb_uboot_number(uboot, variable, command->words[0].at);
}

/* booti, bootz, bootm, bootefi [XEN [RAMDISK|- [TREE]]] */
int xb_command_booti(struct xb_uboot *uboot, const struct xb_command *command)
{
	size_t tree = 3;

	uboot->entry_xen = word_amount(uboot, command, 1, "fileaddr");
	/* bootefi has no word for a ramdisk, mostly. */
	if (!strcmp(uboot->command, "bootefi") && command->count == 3)
		tree = 2;
	uboot->entry_tree_given = command->count > tree;
	if (uboot->entry_tree_given)
		uboot->entry_tree = word_amount(uboot, command, tree, "");
	if (tree == 3 && command->count > 2)
		xb_entry_take_ramdisk(uboot, command->words[2].text);
	leave(uboot, uboot->command, command);
	xb_entry_write_bootargs(uboot);
	return 0;
}

/* reset, and what starts something else than Xen: the way ends here. */
int xb_command_end(struct xb_uboot *uboot, const struct xb_command *command)
{
	(void)command;
	uboot->shell.stopped = true;
	return 0;
}

/* SPDX-License-Identifier: MIT */
#include "import/entry.h"

#include "import/command-fdt.h"
#include "import/record.h"

#include <libfdt.h>
#include <string.h>

void xb_entry_take_ramdisk(struct xb_uboot *uboot, const char *text)
{
	const char *end;

	uboot->entry_ramdisk = xb_amount_read(text, 16, &end);
	uboot->entry_ramdisk_given = end != text;
	uboot->entry_ramdisk_size = (struct xb_amount){.symbol = XB_NO_SYMBOL};
	if (uboot->entry_ramdisk_given && *end == ':')
		uboot->entry_ramdisk_size = xb_amount_read(end + 1, 16, NULL);
}

/* The tree that Xen is given; NULL: it is not known which. */
static struct xb_board_tree *given_tree(struct xb_uboot *uboot)
{
	if (uboot->entry_tree_given)
		return xb_uboot_tree_at(uboot, uboot->entry_tree);
	return uboot->working == XB_NONE ? NULL : &uboot->trees[uboot->working];
}

/* U-Boot's copy has room of its own for what it adds. */
static void add_room(struct xb_board_tree *tree, size_t bytes)
{
	xb_fdt_set_size(tree, tree->blob.length + bytes);
	tree->roomy = true;
}

static int chosen_node(struct xb_board_tree *tree)
{
	const int node = fdt_path_offset(tree->blob.data, "/chosen");

	return node >= 0 ? node : fdt_add_subnode(tree->blob.data, 0, "chosen");
}

/* As `fdt set /chosen bootargs VALUE` would be recorded, at the place where VALUE was set. */
static void record(struct xb_uboot *uboot, int node, const struct xb_variable *bootargs)
{
	struct xb_word words[5] = {{.text = "bootargs", .at = bootargs->at},
				   [4] = {.text = bootargs->value, .at = bootargs->at}};
	const struct xb_command command = {.words = words, .count = XB_COUNT(words)};
	const size_t step =
		xb_record_edit(uboot, XB_EDIT_SET, node, "bootargs", bootargs->value,
			       strlen(bootargs->value) + 1, &command);

	uboot->boot->steps[step].at_entry = true;
}

void xb_entry_write_bootargs(struct xb_uboot *uboot)
{
	const struct xb_variable *bootargs = xb_variable_find(&uboot->shell.env, "bootargs");
	struct xb_board_tree *tree = bootargs ? given_tree(uboot) : NULL;
	int node;

	if (!tree)
		return;
	uboot->working = (size_t)(tree - uboot->trees);
	add_room(tree, strlen(bootargs->value) + 64);
	node = chosen_node(tree);
	if (node >= 0 && !fdt_setprop(tree->blob.data, node, "bootargs", bootargs->value,
				      (int)strlen(bootargs->value) + 1))
		record(uboot, node, bootargs);
}

/* SPDX-License-Identifier: MIT */
/* What the boot command is given besides Xen, and what U-Boot itself does to the tree there (U-Boot
 * boot/image-fdt.c image_setup_libfdt, boot/bootm.c). */
#include "import/describe.h"

#include <string.h>

typedef unsigned long long number;

/* ---- The command ---- */

/* bootz starts 32-bit kernels, and says "Bad magic!" to others (U-Boot arch/arm/lib/zimage.c). */
void xb_describe_command(struct xb_uboot *uboot, const struct xb_board *board)
{
	if (strcmp(uboot->command, "bootz") != 0 || !board ||
	    (board->arch.text && strcmp(board->arch.text, "arm64") != 0))
		return;
	xb_error(uboot->diags, XB_CODE_FILE_TYPE, uboot->left_at,
		 "bootz starts 32-bit zImages alone, and %s is arm64", board->name.text);
	xb_hint(uboot->diags, "booti starts an arm64 Image, which Xen is");
}

/* ---- The tree ---- */

/* booti and bootz need one; bootm may find it in a FIT, and bootefi takes U-Boot's own. */
static bool needs_tree(const struct xb_uboot *uboot)
{
	return !strcmp(uboot->command, "booti") || !strcmp(uboot->command, "bootz");
}

static const struct xb_board_tree *most_edited(const struct xb_uboot *uboot)
{
	const struct xb_board_tree *found = NULL;

	for (size_t i = 0; i < uboot->tree_count; i++)
		if (uboot->trees[i].edits && (!found || uboot->trees[i].edits > found->edits))
			found = &uboot->trees[i];
	return found;
}

/* The tree that is booted is TREE: was it another one that was edited? */
static void check_edited(struct xb_uboot *uboot, const struct xb_board_tree *tree)
{
	const struct xb_board_tree *edited = most_edited(uboot);

	if (!edited || tree->edits || edited->address.symbol != XB_NO_SYMBOL ||
	    tree->address.symbol != XB_NO_SYMBOL)
		return;
	xb_error(uboot->diags, XB_CODE_EDIT_LOST, uboot->left_at,
		 "%s is given the device tree at 0x%llX, and the one at 0x%llX was edited",
		 uboot->command, (number)tree->address.value, (number)edited->address.value);
	xb_hint(uboot->diags, "give it 0x%llX, or edit the one that it is given",
		(number)edited->address.value);
}

void xb_describe_entry_tree(struct xb_uboot *uboot, const struct xb_board_tree *tree)
{
	if (!uboot->entry_tree_given && needs_tree(uboot)) {
		xb_error(uboot->diags, XB_CODE_NOT_LOADED, uboot->left_at,
			 "%s is given no device tree: U-Boot resets the board", uboot->command);
		xb_hint(uboot->diags, "%s XEN - TREE: the - is for no ramdisk", uboot->command);
	} else if (tree) {
		check_edited(uboot, tree);
	}
}

/* ---- The ramdisk ---- */

static size_t dom0_of(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].hardware)
			return i;
	return XB_NONE;
}

/* U-Boot tells of it in linux,initrd-start and -end, and Xen takes that for dom0's ramdisk. */
void xb_describe_entry_ramdisk(struct xb_uboot *uboot)
{
	struct xb_boot *boot = uboot->boot;
	const size_t dom0 = dom0_of(boot);
	const struct xb_amount size = uboot->entry_ramdisk.size;
	struct xb_module *module;
	size_t load;

	if (!uboot->entry_ramdisk.given || dom0 == XB_NONE)
		return;
	load = xb_uboot_load_at(uboot, uboot->entry_ramdisk.address, false);
	if (load != XB_NONE && load == boot->entrance.tree)
		return; /* the tree stands in its place, which was said */
	load = xb_describe_load(uboot, uboot->entry_ramdisk.address, XB_LOAD_MODULE,
				"dom0 ramdisk");
	module = xb_boot_add_module(boot, XB_MODULE_RAMDISK, dom0, load);
	module->said_at = uboot->entry_ramdisk.at;
	if (!uboot->entry_ramdisk.sized) {
		xb_warning(uboot->diags, XB_CODE_FILE_TYPE, uboot->entry_ramdisk.at,
			   "the ramdisk has no :SIZE, so that %s takes it for a uImage, and stops where it is "
			   "none",
			   uboot->command);
		xb_hint(uboot->diags, "ADDRESS:${filesize}, right behind its load");
	} else if (size.symbol == XB_NO_SYMBOL) {
		module->said = (struct xb_range){uboot->entry_ramdisk.address.value, size.value};
		xb_describe_size(&boot->loads[load], size.value);
	} else if (uboot->symbols.items[size.symbol].kind == XB_SYMBOL_SIZE) {
		module->size_of = uboot->symbols.items[size.symbol].load;
	}
}

/* ---- Variables ---- */

/* fdt_high of all ones keeps the tree where it is. */
bool xb_describe_tree_stays(struct xb_uboot *uboot)
{
	const char *value = xb_shell_value(&uboot->shell, "fdt_high", uboot->left_at);
	struct xb_amount high;

	if (!value)
		return false;
	high = xb_amount_read(value, 16, NULL);
	return high.symbol != XB_NO_SYMBOL || high.value == UINT64_MAX;
}

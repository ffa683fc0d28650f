/* SPDX-License-Identifier: MIT */
/* fdt apply and fdt chosen */
#include "import/command-fdt.h"
#include "import/record.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* The overlay's file is here: libfdt lays it over the tree, as U-Boot's does. */
static int lay_over(struct xb_uboot *uboot, struct xb_board_tree *tree, struct xb_load *load,
		    struct xb_pos at)
{
	size_t peak = 0;
	int error = 0;
	void *blob;

	if (!load->content.data && xb_file_read(load->path, XB_DTB_MAX, &load->content))
		return 1;
	if (!xb_overlay_check(load->path, load->content.data, load->content.length, at,
			      uboot->diags) ||
	    xb_blob_alias_chain(tree->blob.data))
		return 1;
	xb_fdt_make_room(tree, load->content.length * 2);
	blob = xb_overlay_apply(tree->blob.data, load->content.data, load->content.length,
				tree->blob.length, &peak, &error);
	if (!blob)
		return xb_fdt_fail(uboot, "fdt_overlay_apply()", error);
	memcpy(tree->blob.data, blob, tree->blob.length);
	free(blob);
	return 0;
}

int xb_fdt_apply(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	struct xb_amount address;
	struct xb_load *load;
	size_t index;

	if (command->count != 3)
		return xb_uboot_usage(uboot, command);
	address = xb_amount_read(command->words[2].text, 16, NULL);
	index = xb_uboot_load_at(uboot, address, false);
	if (index == XB_NONE) {
		if (address.symbol == XB_NO_SYMBOL)
			xb_error(uboot->diags, XB_CODE_NOT_LOADED, command->words[2].at,
				 "fdt apply: no overlay was loaded at 0x%llX",
				 (unsigned long long)address.value);
		return 1;
	}
	load = &uboot->boot->loads[index];
	load->use = XB_LOAD_OVERLAY;
	xb_record_need_of_room(uboot, command->words[0].at);
	xb_boot_add_step(uboot->boot, XB_STEP_OVERLAY, command->words[0].at)->load = index;
	if (load->present)
		return lay_over(uboot, tree, load, command->words[0].at);
	tree->assumed = true; /* what it brought is not known */
	return xb_uboot_outcome(uboot, command);
}

/* fdt chosen [START SIZE]: /chosen is made, and gets bootargs, which booti would write over again.
 */
int xb_fdt_chosen(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	int node;

	xb_fdt_make_room(tree, 64);
	if (fdt_path_offset(tree->blob.data, "/chosen") >= 0)
		return 0;
	node = fdt_add_subnode(tree->blob.data, 0, "chosen");
	if (node < 0)
		return xb_fdt_fail(uboot, "fdt_add_subnode()", node);
	xb_record_edit(uboot, XB_EDIT_MAKE_NODE, 0, "chosen", NULL, 0, command);
	return 0;
}

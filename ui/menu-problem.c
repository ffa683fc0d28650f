/* SPDX-License-Identifier: MIT */
/* Which node a problem is about: what stands at its place in the file, or where what it is about is set. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

/* Where a problem without a place is put right. What is not here is a matter of the board and the files. */
static const char *const homes[XB_CODE_COUNT] = {
	[XB_CODE_UNKNOWN_OPTION] = "xen.options",
	[XB_CODE_TOO_MANY_WORDS] = "xen.options",
	[XB_CODE_OPTION_VALUE] = "xen.options",
	[XB_CODE_OPTION_ARCH] = "xen.options",
	[XB_CODE_OPTION_VERSION] = "xen.options",
	[XB_CODE_OPTION_DUPLICATE] = "xen.options",
	[XB_CODE_OPTION_DEPRECATED] = "xen.options",
	[XB_CODE_OPTION_CONFLICT] = "xen.options",
	[XB_CODE_OPTION_KCONFIG] = "xen.options",
	[XB_CODE_BOOTARGS] = "xen.options",
	[XB_CODE_SECURITY] = "xen.options",
	[XB_CODE_XEN_ADDRESS] = "xen.address",
	[XB_CODE_DOM0_MEM] = "xen.options.dom0_mem",
	[XB_CODE_VCPUS] = "xen.options.dom0_max_vcpus",
	[XB_CODE_CONSOLE] = "xen.options.console",
	[XB_CODE_CONSOLE_PATH] = "xen.options.dtuart",
	[XB_CODE_ROOT_DEVICE] = "dom0.options.root",
	[XB_CODE_DOM0_TREE] = "device-tree.file",
	[XB_CODE_DTB_INVALID] = "device-tree.file",
	[XB_CODE_DTB_TOO_BIG] = "device-tree.file",
	[XB_CODE_FDT_SPACE] = "device-tree.file",
	[XB_CODE_TREE_MOVES] = "device-tree.address",
	[XB_CODE_STALE_NODE] = "device-tree.file",
	[XB_CODE_EDIT_LOST] = "device-tree.edits",
	[XB_CODE_MISSING_NODE] = "device-tree.edits",
	[XB_CODE_NEEDED_NODE] = "device-tree.edits",
	[XB_CODE_UNKNOWN_PROPERTY] = "device-tree.edits",
	[XB_CODE_MODULE_COMPATIBLE] = "output.emit",
	[XB_CODE_MODULE_REG] = "output.emit",
	[XB_CODE_TOO_MANY_MODULES] = "output.emit",
	[XB_CODE_CELLS] = "output.cells",
	[XB_CODE_LOAD_ADDRESS] = "load.method",
	[XB_CODE_QUOTING] = "load.method",
	[XB_CODE_VALUE_TOO_LONG] = "load.method",
	[XB_CODE_UBOOT_NEEDS] = "load.method",
};

/* Of a problem with a guest as a whole, the row of its page. */
static const char *const guest_homes[XB_CODE_COUNT] = {
	[XB_CODE_CONSOLE] = "vuart",
};

static const struct ui_node *in_guest(const struct ui_menu *menu, const struct ui_node *node, enum xb_code code)
{
	const struct ui_node *row = NULL;
	char *key;

	if (node && guest_homes[code] && node->guest && strcmp(node->guest, node->subject.id) == 0) {
		key = xb_format("%s.%s", node->guest, guest_homes[code]);
		row = ui_menu_find(menu, key);
		free(key);
	}
	return row ? row : node;
}

static const struct ui_node *at_home(const struct ui_menu *menu, enum xb_code code)
{
	const struct ui_node *node = ui_menu_find_up(menu, homes[code] ? homes[code] : "board");

	return node ? node : ui_menu_find_menu(menu, ui_menu_home("board"));
}

const struct ui_node *ui_menu_at_fault(const struct ui_menu *menu, const struct xb_profile *profile,
				       const struct xb_diag *diag)
{
	const struct xb_pos at = {diag->file, diag->line, diag->column};
	char *key = profile && diag->line ? xb_profile_key_at(profile, at) : NULL;
	const struct ui_node *node = key ? ui_menu_find_up(menu, key) : NULL;

	free(key);
	node = in_guest(menu, node, diag->code);
	return node ? node : at_home(menu, diag->code);
}

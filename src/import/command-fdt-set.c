/* SPDX-License-Identifier: MIT */
/* fdt set */
#include "import/command-fdt.h"
#include "import/fdt-value.h"
#include "import/record.h"

#include <libfdt.h>
#include <string.h>

/* Which cells of what the step sets are symbols. */
static void remember_cells(struct xb_board_tree *tree, const struct xb_boot *boot, size_t step,
			   const struct xb_fdt_value *value)
{
	const struct xb_edit *edit = &boot->steps[step].edit;

	xb_fdt_forget_cells(tree, edit->path, edit->name);
	for (size_t i = 0; i < value->cell_count; i++) {
		tree->cells = xb_grow(tree->cells, &tree->cell_capacity, tree->cell_count,
				      sizeof(*tree->cells));
		tree->cells[tree->cell_count++] =
			(struct xb_symbol_cell){.path = xb_strdup(edit->path),
						.property = xb_strdup(edit->name),
						.offset = value->cells[i].offset,
						.symbol = value->cells[i].symbol,
						.step = step};
	}
}

static int set_property(struct xb_uboot *uboot, struct xb_board_tree *tree,
			const struct xb_command *command, const struct xb_fdt_value *value)
{
	const char *property = command->words[3].text;
	int node, error;
	size_t step;

	xb_fdt_make_room(tree, value->bytes.length + strlen(property) + 32);
	node = xb_fdt_node(uboot, tree, command->words[2].text);
	if (node < 0)
		return 1;
	error = fdt_setprop(tree->blob.data, node, property, value->bytes.data,
			    (int)value->bytes.length);
	if (error)
		return xb_fdt_fail(uboot, "fdt_setprop()", error);
	step = xb_record_edit(uboot, XB_EDIT_SET, node, property, value->bytes.data,
			      value->bytes.length, command);
	remember_cells(tree, uboot->boot, step, value);
	return 0;
}

/* The buffer that the value is put into (SCRATCHPAD in U-Boot cmd/fdt.c). */
enum { OLD_MAX = 1024 };

int xb_fdt_set(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	struct xb_fdt_value value;
	const char *path, *property, *old;
	int node, length = 0, status;

	if (command->count < 4)
		return xb_uboot_usage(uboot, command);
	path = command->words[2].text;
	property = command->words[3].text;
	node = xb_fdt_node(uboot, tree, path);
	if (node < 0)
		return 1;
	old = fdt_getprop(tree->blob.data, node, property, &length);
	if (old && command->count > 4 && length > OLD_MAX) {
		xb_uboot_say(uboot, "prop (%d) doesn't fit in scratchpad!\n", length);
		return 1;
	}
	status = !xb_fdt_value_parse(uboot, command->words + 4, command->count - 4, old,
				     old ? (size_t)length : 0, &value);
	if (!status && value.bare != XB_NO_SYMBOL)
		xb_record_bare_size(uboot, value.bare, property, command->words[0].at);
	if (!status)
		status = set_property(uboot, tree, command, &value);
	xb_fdt_value_clear(&value);
	return status;
}

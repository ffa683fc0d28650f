/* SPDX-License-Identifier: MIT */
/*
 * The edits of the device tree, in order: overlays, the profile's own, then /chosen as Xen reads it
 * (xen/docs/misc/arm/device-tree/booting.txt). Script and tree are both made from this one list.
 */
#include <stdlib.h>
#include <string.h>

#include "xenboot/boot.h"
#include "boot/plan.h"

static struct xb_edit *add_edit(struct xb_boot *boot, enum xb_edit_kind kind, const char *path,
				const char *name, struct xb_pos at)
{
	struct xb_edit *edit;

	boot->edits = xb_grow(boot->edits, &boot->edit_capacity, boot->edit_count,
			      sizeof(*boot->edits));
	edit = &boot->edits[boot->edit_count++];
	*edit = (struct xb_edit){.kind = kind, .at = at};
	edit->path = xb_arena_strdup(&boot->arena, path);
	edit->name = name ? xb_arena_strdup(&boot->arena, name) : NULL;
	return edit;
}

static struct xb_edit *set_value(struct xb_boot *boot, const char *path, const char *name,
				 enum xb_form form, const struct xb_buf *value, struct xb_pos at)
{
	struct xb_edit *edit = add_edit(boot, XB_EDIT_SET, path, name, at);

	edit->form = form;
	edit->length = value->length;
	edit->value = xb_arena_alloc(&boot->arena, value->length + 1);
	if (value->length)
		memcpy(edit->value, value->data, value->length);
	return edit;
}

static void set_strings(struct xb_boot *boot, const char *path, const char *name, const char *first,
			const char *second, struct xb_pos at)
{
	struct xb_buf value = {0};

	xb_buf_add(&value, first, strlen(first) + 1);
	if (second)
		xb_buf_add(&value, second, strlen(second) + 1);
	set_value(boot, path, name, XB_FORM_STRINGS, &value, at);
	xb_buf_clear(&value);
}

static void set_line(struct xb_boot *boot, const char *name, const struct xb_line *line)
{
	set_strings(boot, "/chosen", name, line->text, NULL, line->at);
	boot->edits[boot->edit_count - 1].line = line;
}

static void set_cell(struct xb_boot *boot, const char *path, const char *name, uint32_t cell)
{
	struct xb_buf value = {0};

	xb_value_add_cell(&value, cell);
	set_value(boot, path, name, XB_FORM_CELLS, &value, boot->cells_at);
	xb_buf_clear(&value);
}

/* ADDRESS and SIZE in as many cells as /chosen says; what does not fit is the cells check's. */
static void set_reg(struct xb_boot *boot, const char *path, const struct xb_load *load)
{
	const uint64_t numbers[] = {load->address, load->size};
	struct xb_buf value = {0};

	for (size_t i = 0; i < 2; i++) {
		if (boot->cells == 2)
			xb_value_add_cell(&value, (uint32_t)(numbers[i] >> 32));
		xb_value_add_cell(&value, (uint32_t)numbers[i]);
	}
	set_value(boot, path, "reg", XB_FORM_CELLS, &value, load->at)->load =
		(size_t)(load - boot->loads);
	xb_buf_clear(&value);
}

static void edit_module(struct xb_boot *boot, const struct xb_load *load, const char *node,
			const char *compatible)
{
	char *path = xb_arena_format(&boot->arena, "/chosen/%s", node);

	/* `fdt mknode` fails on a node that the base tree has already. */
	if (boot->tree && xb_tree_find(boot->tree->index, path))
		add_edit(boot, XB_EDIT_REMOVE_NODE, path, NULL, load->at);
	add_edit(boot, XB_EDIT_MAKE_NODE, "/chosen", node, load->at);
	set_strings(boot, path, "compatible", compatible, "xen,multiboot-module", load->at);
	set_reg(boot, path, load);
}

static void edit_chosen(struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_boot_load(boot, XB_ROLE_KERNEL);
	const struct xb_load *ramdisk = xb_boot_load(boot, XB_ROLE_RAMDISK);

	if (boot->tree && !boot->tree->has_chosen)
		add_edit(boot, XB_EDIT_MAKE_NODE, "/", "chosen", kernel->at);
	set_cell(boot, "/chosen", "#address-cells", boot->cells);
	set_cell(boot, "/chosen", "#size-cells", boot->cells);
	set_line(boot, "xen,xen-bootargs", &boot->xen_line);
	edit_module(boot, kernel, "dom0", "xen,linux-zimage");
	set_line(boot, "xen,dom0-bootargs", &boot->dom0_line);
	if (ramdisk)
		edit_module(boot, ramdisk, "dom0-ramdisk", "xen,linux-initrd");
}

static void apply_overlays(struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		if (boot->loads[i].role != XB_ROLE_OVERLAY)
			continue;
		add_edit(boot, XB_EDIT_APPLY, "/", boot->loads[i].file, boot->loads[i].at)->load =
			i;
	}
}

static void edit_property(struct xb_boot *boot, const char *path,
			  const struct xb_property *property, struct xb_diags *diags)
{
	enum xb_form form;
	struct xb_buf value = {0};

	if (xb_value_encode(property, &form, &value, diags))
		set_value(boot, path, property->name.text, form, &value, property->name.at);
	xb_buf_clear(&value);
}

static void edit_as_profile_says(struct xb_boot *boot, const struct xb_tree_edit *edit,
				 struct xb_diags *diags)
{
	const char *path = edit->path.text;

	if (!path || path[0] != '/')
		return; /* said already */
	if (edit->remove_node)
		add_edit(boot, XB_EDIT_REMOVE_NODE, path, NULL, edit->path.at);
	else if (edit->remove.text)
		add_edit(boot, XB_EDIT_REMOVE_PROPERTY, path, edit->remove.text, edit->path.at);
	for (size_t i = 0; i < edit->set_count; i++)
		edit_property(boot, path, &edit->set[i], diags);
}

void xb_plan_edits(struct xb_boot *boot, const struct xb_profile *profile, struct xb_diags *diags)
{
	struct xb_diags said = {0}; /* the second layout says nothing anew */

	boot->edit_count = 0;
	apply_overlays(boot);
	for (size_t i = 0; i < profile->tree.edit_count; i++)
		edit_as_profile_says(boot, &profile->tree.edits[i], diags ? diags : &said);
	edit_chosen(boot);
	xb_diags_clear(&said);
}

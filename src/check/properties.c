/* SPDX-License-Identifier: MIT */
/* Properties of /chosen and of the nodes below it that Xen does not read: slips of the pen, and what stands in
 * another node than the one where Xen looks. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* What Xen reads of /chosen alone. */
static const char *const of_xen[] = {"xen,xen-bootargs", "xen,dom0-bootargs", "xen,static-heap",
				     "xen,uefi-cfg-load", NULL};
/* What else may stand there. */
static const char *const of_chosen[] = {"xen,xen-bootargs", "xen,dom0-bootargs", "xen,static-heap",
					"xen,uefi-cfg-load", "bootargs", "stdout-path", "stdin-path",
					"linux,stdout-path", "linux,initrd-start", "linux,initrd-end",
					"#address-cells", "#size-cells", "ranges", "name", "phandle",
					"kaslr-seed", "rng-seed", "compatible", NULL};
static const char *const of_module[] = {"compatible", "reg", "bootargs", "xen,uefi-binary", "status",
					"phandle", "name", NULL};
/* Of a guest besides those that the catalog describes. */
static const char *const of_guest[] = {"compatible", "memory", "cpus", "#address-cells", "#size-cells",
				       "xen,static-mem", "status", "phandle", "name", NULL};

static bool is_among(const char *word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* ---- What a node may have --------------------------------------------------------------------------- */

enum { MOST_NAMES = 96 };
struct names {
	const char *items[MOST_NAMES + 1]; /* NULL at the end */
	size_t count;
};

static void add_name(struct names *names, const char *name)
{
	if (name && names->count < MOST_NAMES)
		names->items[names->count++] = name;
}

static void guest_names(const struct xb_catalog *catalog, struct names *names)
{
	for (size_t i = 0; of_guest[i]; i++)
		add_name(names, of_guest[i]);
	for (size_t i = 0; catalog && i < catalog->count; i++)
		if (catalog->options[i].scope == XB_SCOPE_DOMAIN)
			add_name(names, catalog->options[i].property.text);
}

static bool is_module(const struct xb_tree_node *node)
{
	return xb_tree_is_compatible(node, "multiboot,module") ||
	       xb_tree_is_compatible(node, "xen,multiboot-module");
}

/* Is it to be one, but for a name? */
static bool may_be_module(const struct xb_tree_node *node)
{
	return node->parent && strcmp(node->parent->name, "chosen") == 0 && xb_tree_property(node, "reg") &&
	       !xb_tree_property(node, "compatible");
}

/* The names that count in NODE; none: it is not known what it is. */
static struct names names_of(const struct xb_catalog *catalog, const struct xb_tree_node *node,
			     const char *path)
{
	const char *const *list = strcmp(path, "/chosen") == 0	       ? of_chosen
				  : is_module(node) || may_be_module(node) ? of_module
									   : NULL;
	struct names names = {0};

	for (size_t i = 0; list && list[i]; i++)
		add_name(&names, list[i]);
	if (xb_tree_is_compatible(node, "xen,domain"))
		guest_names(catalog, &names);
	return names;
}

/* ---- Those that an edit sets -------------------------------------------------------------------------- */

static void report_place(const struct xb_edit *edit, struct xb_pos at, struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_UNKNOWN_PROPERTY, at, "%s: Xen reads %s in /chosen alone", edit->path,
		   edit->name);
	if (strcmp(edit->name, "xen,dom0-bootargs") == 0)
		xb_hint(diags, "set it in /chosen; of a kernel's node Xen reads bootargs");
	else
		xb_hint(diags, "set it in /chosen");
}

static void judge_set(const struct xb_context *context, const struct xb_step *step, struct xb_diags *diags)
{
	const struct xb_devtree *tree = xb_boot_chosen(context->boot);
	const struct xb_edit *edit = &step->edit;
	const struct xb_tree_node *node = xb_tree_find(tree->index, edit->path);
	struct names names;
	const char *near;

	if (!node || !xb_tree_property(node, edit->name))
		return;
	if (strcmp(edit->path, "/chosen") != 0 && is_among(edit->name, of_xen)) {
		report_place(edit, step->at, diags);
		return;
	}
	names = names_of(context->catalog, node, edit->path);
	near = names.count && !is_among(edit->name, names.items) ? xb_nearest(edit->name, names.items) : NULL;
	if (!near)
		return;
	xb_warning(diags, XB_CODE_UNKNOWN_PROPERTY, step->at, "%s: Xen reads no property %s", edit->path,
		   edit->name);
	xb_hint(diags, "did you mean %s?", near);
}

/* ---- Those that the tree has ---------------------------------------------------------------------------- */

static bool is_set_here(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_SET &&
		    strcmp(step->edit.path, "/chosen") == 0 && strcmp(step->edit.name, name) == 0)
			return true;
	}
	return false;
}

static struct xb_pos place_of(const struct xb_boot *boot, const char *name)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->at.file && step->edit.name &&
		    strcmp(step->edit.name, name) == 0)
			return step->at;
	}
	return xb_boot_tree_at(boot);
}

/* A name of Xen's in /chosen that is none, whoever put it there. */
static void judge_chosen(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_devtree *tree = xb_boot_chosen(boot);
	const struct xb_tree_node *chosen = xb_tree_find(tree->index, "/chosen");

	for (size_t i = 0; chosen && i < chosen->property_count; i++) {
		const char *name = chosen->properties[i].name, *near;

		if (strncmp(name, "xen,", 4) != 0 || is_among(name, of_xen))
			continue;
		near = xb_nearest(name, of_xen);
		if (near && is_set_here(boot, name))
			continue; /* said where it is set */
		xb_warning(diags, XB_CODE_UNKNOWN_PROPERTY, place_of(boot, name),
			   "/chosen: Xen reads no property %s", name);
		if (near)
			xb_hint(diags, "did you mean %s?", near);
	}
}

void xb_check_unknown_property(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	judge_chosen(boot, diags);
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT && boot->steps[i].edit.kind == XB_EDIT_SET)
			judge_set(context, &boot->steps[i], diags);
}

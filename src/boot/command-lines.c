/* SPDX-License-Identifier: MIT */
/*
 * Who reads which command line. Xen: xen,xen-bootargs, else bootargs where dom0 has a line of its own
 * (xen/common/device-tree/bootinfo-fdt.c). dom0: xen,dom0-bootargs, else its module's bootargs, else
 * bootargs (xen/arch/arm/domain_build.c write_properties).
 */
#include <stdlib.h>
#include <string.h>

#include "xenboot/boot.h"

static const char *text_at(const struct xb_tree_node *node, const char *name)
{
	const char *text = node ? xb_tree_string(node, name) : NULL;

	return text && *text ? text : NULL;
}

/* PROPERTY becomes the list's. */
static void add(struct xb_command_lines *lines, const char *reader, char *property, const char *text)
{
	if (text)
		lines->items[lines->count++] =
			(struct xb_command_line){reader, property, xb_strdup(text)};
	else
		free(property);
}

/* Without a tree the description's own lines are all that is known. */
static void take_own(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);

	if (!xb_line_is_empty(&boot->xen_line))
		add(lines, "Xen", xb_strdup("xen,xen-bootargs"), boot->xen_line.text);
	if (dom0 && !xb_line_is_empty(&dom0->line))
		add(lines, "dom0", xb_strdup("xen,dom0-bootargs"), dom0->line.text);
}

static const char below_chosen[] = "/chosen/";

/* The path of dom0's kernel below /chosen; NULL: there is none. */
static const char *kernel_path(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	const struct xb_module *module = kernel ? xb_load_module(boot, kernel) : NULL;

	return module && module->node &&
			       strncmp(module->node, below_chosen, strlen(below_chosen)) == 0
		       ? module->node
		       : NULL;
}

static void take_from_tree(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	const struct xb_tree_index *index = boot->edited->index;
	const char *path = kernel_path(boot);
	const struct xb_tree_node *chosen = xb_tree_find(index, "/chosen");
	const struct xb_tree_node *kernel = path ? xb_tree_find(index, path) : NULL;
	const char *xen = text_at(chosen, "xen,xen-bootargs");
	const char *dom0 = text_at(chosen, "xen,dom0-bootargs");
	const char *module = text_at(kernel, "bootargs");
	const char *common = text_at(chosen, "bootargs");
	bool xen_takes_common = !xen && (dom0 || module), dom0_takes_common = !dom0 && !module;

	if (xen || xen_takes_common)
		add(lines, "Xen", xb_strdup(xen ? "xen,xen-bootargs" : "bootargs"),
		    xen ? xen : common);
	if (dom0)
		add(lines, "dom0", xb_strdup("xen,dom0-bootargs"), dom0);
	else if (module)
		add(lines, "dom0", xb_format("%s/bootargs", path + strlen(below_chosen)), module);
	else
		add(lines, "dom0", xb_strdup("bootargs"), common);
	if (!xen_takes_common && !dom0_takes_common)
		add(lines, NULL, xb_strdup("bootargs"), common);
}

void xb_command_lines(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	lines->count = 0;
	if (boot->edited)
		take_from_tree(boot, lines);
	else
		take_own(boot, lines);
}

void xb_command_lines_clear(struct xb_command_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].property);
		free(lines->items[i].text);
	}
	lines->count = 0;
}

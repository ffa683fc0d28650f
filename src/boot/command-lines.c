/* SPDX-License-Identifier: MIT */
/*
 * Who reads which command line. Xen: xen,xen-bootargs, else bootargs where dom0 has a line of its own
 * (xen/common/device-tree/bootinfo-fdt.c). dom0: xen,dom0-bootargs, else its module's bootargs, else
 * bootargs (xen/arch/arm/domain_build.c write_properties). A guest: that of a module of its own.
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
	if (!text) {
		free(property);
		return;
	}
	lines->items =
		xb_grow(lines->items, &lines->capacity, lines->count, sizeof(*lines->items));
	lines->items[lines->count++] = (struct xb_command_line){reader, property, xb_strdup(text)};
}

static const char below_chosen[] = "/chosen/";

/* The path of DOMAIN's kernel below /chosen; NULL: there is none. */
static const char *kernel_path(const struct xb_boot *boot, const struct xb_domain *domain)
{
	const struct xb_load *kernel = xb_domain_load(boot, domain, XB_MODULE_KERNEL);
	const struct xb_module *module = kernel ? xb_load_module(boot, kernel) : NULL;

	return module && module->node &&
			       strncmp(module->node, below_chosen, strlen(below_chosen)) == 0
		       ? module->node
		       : NULL;
}

static char *bootargs_of(const char *path)
{
	return xb_format("%s/bootargs", path + strlen(below_chosen));
}

static void add_guests(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	const struct xb_tree_index *index = xb_boot_chosen(boot) ? xb_boot_chosen(boot)->index : NULL;

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		const char *path = domain->node ? kernel_path(boot, domain) : NULL;
		const char *text = domain->line.text;

		if (path && index)
			text = text_at(xb_tree_find(index, path), "bootargs");
		if (path && text && *text)
			add(lines, domain->name, bootargs_of(path), text);
	}
}

/* Without a tree the description's own lines are all that is known. */
static void take_own(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	const struct xb_domain *dom0 = xb_boot_dom0(boot);

	if (!xb_line_is_empty(&boot->xen_line))
		add(lines, "Xen", xb_strdup("xen,xen-bootargs"), boot->xen_line.text);
	if (dom0 && !xb_line_is_empty(&dom0->line))
		add(lines, "dom0", xb_strdup("xen,dom0-bootargs"), dom0->line.text);
	add_guests(boot, lines);
}

static void take_from_tree(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	const struct xb_tree_index *index = xb_boot_chosen(boot)->index;
	bool has_dom0 = xb_boot_dom0(boot);
	const char *path = kernel_path(boot, xb_boot_dom0(boot));
	const struct xb_tree_node *chosen = xb_tree_find(index, "/chosen");
	const struct xb_tree_node *kernel = path ? xb_tree_find(index, path) : NULL;
	const char *xen = text_at(chosen, "xen,xen-bootargs");
	const char *dom0 = text_at(chosen, "xen,dom0-bootargs");
	const char *module = text_at(kernel, "bootargs");
	const char *common = text_at(chosen, "bootargs");
	bool xen_takes_common = !xen && (dom0 || module);
	bool dom0_takes_common = has_dom0 && !dom0 && !module;

	if (xen || xen_takes_common)
		add(lines, "Xen", xb_strdup(xen ? "xen,xen-bootargs" : "bootargs"),
		    xen ? xen : common);
	if (dom0)
		add(lines, has_dom0 ? "dom0" : NULL, xb_strdup("xen,dom0-bootargs"), dom0);
	else if (module)
		add(lines, "dom0", bootargs_of(path), module);
	else if (has_dom0)
		add(lines, "dom0", xb_strdup("bootargs"), common);
	add_guests(boot, lines);
	if (!xen_takes_common && !dom0_takes_common)
		add(lines, NULL, xb_strdup("bootargs"), common);
}

void xb_command_lines(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	*lines = (struct xb_command_lines){0};
	if (xb_boot_chosen(boot))
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
	free(lines->items);
	*lines = (struct xb_command_lines){0};
}

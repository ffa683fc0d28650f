/* SPDX-License-Identifier: MIT */
/*
 * Who reads which command line. Xen: xen,xen-bootargs, else bootargs where dom0 has a line of its own
 * (xen/common/device-tree/bootinfo-fdt.c). dom0: xen,dom0-bootargs, else its module's bootargs, else
 * bootargs (xen/arch/arm/domain_build.c write_properties).
 */
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/boot.h"

static const char *text_at(const void *blob, const char *path, const char *name)
{
	int node = blob ? fdt_path_offset(blob, path) : -1;
	const char *text = node >= 0 ? xb_blob_string(blob, node, name) : NULL;

	return text && *text ? text : NULL;
}

static void add(struct xb_command_lines *lines, const char *reader, const char *property,
		const char *text)
{
	if (text)
		lines->items[lines->count++] =
			(struct xb_command_line){reader, property, xb_strdup(text)};
}

/* Without a tree the profile's own lines are all that is known. */
static void take_own(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	add(lines, "Xen", "xen,xen-bootargs", boot->xen_line.text[0] ? boot->xen_line.text : NULL);
	add(lines, "dom0", "xen,dom0-bootargs",
	    boot->dom0_line.text[0] ? boot->dom0_line.text : NULL);
}

static void take_from_tree(const void *blob, struct xb_command_lines *lines)
{
	const char *xen = text_at(blob, "/chosen", "xen,xen-bootargs");
	const char *dom0 = text_at(blob, "/chosen", "xen,dom0-bootargs");
	const char *module = text_at(blob, "/chosen/dom0", "bootargs");
	const char *common = text_at(blob, "/chosen", "bootargs");
	bool xen_takes_common = !xen && (dom0 || module), dom0_takes_common = !dom0 && !module;

	if (xen || xen_takes_common)
		add(lines, "Xen", xen ? "xen,xen-bootargs" : "bootargs", xen ? xen : common);
	if (dom0)
		add(lines, "dom0", "xen,dom0-bootargs", dom0);
	else if (module)
		add(lines, "dom0", "dom0/bootargs", module);
	else
		add(lines, "dom0", "bootargs", common);
	if (!xen_takes_common && !dom0_takes_common)
		add(lines, NULL, "bootargs", common);
}

void xb_command_lines(const struct xb_boot *boot, struct xb_command_lines *lines)
{
	struct xb_diags unwanted = {0};
	size_t size;
	void *blob = boot->tree ? xb_boot_edited_tree(boot, &size, &unwanted) : NULL;

	lines->count = 0;
	if (blob)
		take_from_tree(blob, lines);
	else
		take_own(boot, lines);
	free(blob);
	xb_diags_clear(&unwanted);
}

void xb_command_lines_clear(struct xb_command_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i].text);
	lines->count = 0;
}

/* SPDX-License-Identifier: MIT */
/* What plan tells beside the map: what is known of Xen, and who reads which command line. */
#include "emit/map.h"
#include "xenboot/xen.h"

#include <string.h>

static void put_xen(const struct xb_boot *boot, struct xb_buf *out)
{
	const char *scheduler = xb_boot_scheduler(boot);

	if (!boot->xen_version && !boot->kconfig_path && !scheduler)
		return;
	xb_buf_puts(out, "Xen");
	if (boot->xen_version)
		xb_buf_printf(out, " %s%s", boot->xen_version,
			      boot->xen_version_found ? ", as its file says" : "");
	if (boot->kconfig_path) {
		xb_buf_puts(out, ", built with ");
		xb_buf_put_visible(out, boot->kconfig_path, strlen(boot->kconfig_path));
	}
	if (scheduler) {
		xb_buf_puts(out, ", scheduler ");
		xb_buf_put_visible(out, scheduler, strlen(scheduler));
	}
	xb_buf_putc(out, '\n');
}

static void put_lines(const struct xb_boot *boot, struct xb_buf *out)
{
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++)
		xb_buf_printf(out, "%s%s reads %s", i ? "; " : "",
			      lines.items[i].reader ? lines.items[i].reader : "no one",
			      lines.items[i].property);
	if (lines.count)
		xb_buf_putc(out, '\n');
	xb_command_lines_clear(&lines);
}

void xb_map_put_facts(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_boot *boot = context->boot;
	struct xb_buf facts = {0};

	put_xen(boot, &facts);
	put_lines(boot, &facts);
	if (facts.length) {
		xb_buf_putc(out, '\n');
		xb_buf_add(out, facts.data, facts.length);
	}
	xb_buf_clear(&facts);
}

static struct json_t *lines_json(const struct xb_boot *boot)
{
	struct json_t *array = xb_json_array();
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct json_t *object = xb_json_object();

		xb_json_set(object, "reader", xb_json_text(lines.items[i].reader));
		xb_json_set(object, "property", xb_json_text(lines.items[i].property));
		xb_json_set(object, "text", xb_json_text(lines.items[i].text));
		xb_json_append(array, object);
	}
	xb_command_lines_clear(&lines);
	return array;
}

void xb_map_set_facts(const struct xb_boot *boot, struct json_t *root)
{
	struct json_t *xen = xb_json_object();

	xb_json_set(xen, "version", xb_json_text(boot->xen_version));
	xb_json_set(xen, "config", xb_json_text(boot->kconfig_path));
	xb_json_set(xen, "scheduler", xb_json_text(xb_boot_scheduler(boot)));
	xb_json_set(root, "xen", xen);
	xb_json_set(root, "command-lines", lines_json(boot));
}

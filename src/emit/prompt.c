/* SPDX-License-Identifier: MIT */
/* The line to type at U-Boot's prompt: get the script the way the script gets the rest. */
#include "emit/emit.h"

#include <inttypes.h>
#include <string.h>

/* The network needs an address first; someone who asks for one in `before` has his own way. */
static bool needs_dhcp(const struct xb_boot *boot)
{
	if (!boot->method->network)
		return false;
	for (size_t i = 0; i < boot->before.count; i++) {
		if (strstr(boot->before.items[i].text, "dhcp"))
			return false;
	}
	return true;
}

static void put_line(const struct xb_boot *boot, struct xb_buf *line)
{
	const struct xb_load *script = xb_boot_load(boot, XB_ROLE_SCRIPT);
	uint64_t address = script ? script->address : 0;
	struct xb_buf name = {0};

	for (size_t i = 0; i < boot->before.count; i++)
		xb_buf_printf(line, "%s; ", boot->before.items[i].text);
	if (needs_dhcp(boot))
		xb_buf_puts(line, "dhcp; ");
	xb_emit_script_name(boot, &name);
	xb_buf_printf(line, "%s 0x%" PRIX64 " ", boot->load_command, address);
	xb_hush_quote(name.data, name.length, line);
	xb_buf_printf(line, "; source 0x%" PRIX64, address);
	xb_buf_clear(&name);
}

void xb_emit_prompt_line(const struct xb_boot *boot, struct xb_buf *out)
{
	struct xb_buf line = {0};

	put_line(boot, &line);
	/* It is shown on a terminal before anyone types it at another. */
	xb_buf_put_visible(out, line.data, line.length);
	xb_buf_clear(&line);
}

/* SPDX-License-Identifier: MIT */
/* The line to type at U-Boot's prompt: get the script the way the script gets the rest. */
#include "emit/emit.h"

#include <inttypes.h>
#include <string.h>

/* The commands before the first load are typed, too, but for those that one file needs. */
static bool is_typed(const struct xb_step *step)
{
	return step->kind == XB_STEP_COMMAND && step->load == XB_NONE;
}

/* The network needs an address first; someone who asks for one in `before` has his own way. */
static bool needs_dhcp(const struct xb_boot *boot, const struct xb_load *script)
{
	if (!script->from->method || !script->from->method->network)
		return false;
	for (size_t i = 0; i < boot->step_count && is_typed(&boot->steps[i]); i++)
		if (strstr(boot->steps[i].text, "dhcp"))
			return false;
	return true;
}

static void put_load(const struct xb_boot *boot, const struct xb_load *script, struct xb_buf *line)
{
	for (size_t i = 0; i < boot->step_count && is_typed(&boot->steps[i]); i++)
		xb_buf_printf(line, "%s; ", boot->steps[i].text);
	if (needs_dhcp(boot, script))
		xb_buf_puts(line, "dhcp; ");
	xb_buf_printf(line, "%s 0x%" PRIX64 " ", script->from->command, script->address);
	xb_hush_quote(script->file, strlen(script->file), line);
	xb_buf_puts(line, "; ");
}

bool xb_emit_prompt_line(const struct xb_boot *boot, struct xb_buf *out)
{
	const struct xb_load *script = xb_boot_load(boot, XB_LOAD_SCRIPT);
	struct xb_buf line = {0};

	if (!script || !script->file || !(script->there || (script->from && script->from->command)))
		return false;
	if (!script->there)
		put_load(boot, script, &line);
	xb_buf_printf(&line, "source 0x%" PRIX64, script->address);
	/* It is shown on a terminal before anyone types it at another. */
	xb_buf_put_visible(out, line.data, line.length);
	xb_buf_clear(&line);
	return true;
}

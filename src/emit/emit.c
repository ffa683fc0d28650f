/* SPDX-License-Identifier: MIT */
#include "emit/emit.h"

const struct xb_emitter xb_emitters[] = {
	{XB_EMIT_SCRIPT, ".source", xb_emit_source},
	{XB_EMIT_SCRIPT, ".scr", xb_emit_scr},
	{XB_EMIT_DTB, ".dtb", xb_emit_dtb},
	{XB_EMIT_MANIFEST, ".json", xb_emit_manifest},
};
const size_t xb_emitter_count = XB_COUNT(xb_emitters);

void xb_emit_script_name(const struct xb_boot *boot, struct xb_buf *out)
{
	const struct xb_load *script = xb_boot_load(boot, XB_ROLE_SCRIPT);

	if (script && script->file)
		xb_buf_puts(out, script->file);
	else
		xb_buf_printf(out, "%s.scr", boot->output);
}

bool xb_emit_is_loaded(const struct xb_boot *boot, const struct xb_load *load)
{
	if (load->role == XB_ROLE_OVERLAY)
		return !boot->via_dtb;
	return load->role != XB_ROLE_SCRIPT;
}

/* SPDX-License-Identifier: MIT */
#include "emit/emit.h"

const struct xb_emitter xb_emitters[] = {
	{XB_EMIT_SCRIPT, ".source", xb_emit_source},
	{XB_EMIT_SCRIPT, ".scr", xb_emit_scr},
	{XB_EMIT_DTB, ".dtb", xb_emit_dtb},
	{XB_EMIT_MANIFEST, ".json", xb_emit_manifest},
};
const size_t xb_emitter_count = XB_COUNT(xb_emitters);

void xb_emit_configure(const struct xb_profile *profile, struct xb_arena *arena,
		       struct xb_boot_config *config)
{
	const char *name = profile->output.name.text;

	config->script = profile->output.emit & XB_EMIT_SCRIPT
				 ? xb_arena_format(arena, "%s.scr", name)
				 : NULL;
	config->made_tree = profile->output.via_dtb ? xb_arena_format(arena, "%s.dtb", name) : NULL;
	config->tree_needed = (profile->output.emit & XB_EMIT_DTB) != 0;
}

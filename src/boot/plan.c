/* SPDX-License-Identifier: MIT */
/* A profile becomes a boot description. */
#include "boot/plan.h"

#include <stdlib.h>
#include <string.h>

#include "xenboot/boot.h"

static void copy_header(struct xb_boot *boot, const struct xb_profile *profile)
{
	boot->name = xb_arena_strdup(&boot->arena, profile->name.text);
	boot->output = xb_arena_strdup(&boot->arena, profile->output.name.text);
	boot->arch = profile->board && profile->board->arch.text ? profile->board->arch.text
								 : "arm64";
	boot->xen_version = profile->xen_version.text;
	boot->cells = (unsigned)profile->output.cells.value;
	boot->cells_at = profile->output.cells.at;
	boot->emit = profile->output.emit;
	boot->via_dtb = profile->output.via_dtb;
	boot->resolved = profile->resolved.value;
	boot->padding_auto = !profile->tree.padding.given;
	boot->padding = profile->tree.padding.value;
	boot->padding_at = profile->tree.padding.at;
}

struct xb_boot *xb_boot_plan(const struct xb_profile *profile, const struct xb_boot_config *config,
			     struct xb_diags *diags)
{
	struct xb_boot *boot;

	if (!profile->xen.image.file.text || !profile->tree.image.file.text ||
	    !profile->dom0.kernel.file.text)
		return NULL; /* a required key is missing, and that was said */
	boot = xb_alloc(sizeof(*boot));
	copy_header(boot, profile);
	xb_plan_loads(boot, profile, config, diags);
	xb_plan_machine(boot, profile, diags);
	xb_plan_lines(boot, profile);
	/* The size of the edits does not depend on the addresses in them, but those depend on the
	 * room that the tree takes. So: lay out, measure, place, lay out again. */
	xb_plan_edits(boot, profile, diags);
	xb_plan_tree_room(boot, diags);
	xb_plan_place(boot);
	xb_plan_edits(boot, profile, NULL);
	xb_plan_map(boot);
	xb_edited_tree_keep(boot); /* nothing changes the edits from here on */
	return boot;
}

/* SPDX-License-Identifier: MIT */
/* The names by which the board asks for files: one name means one file. */
#include <string.h>

#include "boot/plan.h"

/* Overlays that are applied here are not asked for. */
static bool is_asked_for(const struct xb_load *load)
{
	return load->file && load->from && !load->here_only;
}

/* What is made here is no file yet. */
static bool is_same_file(const struct xb_load *a, const struct xb_load *b)
{
	return a->path && b->path && (strcmp(a->path, b->path) == 0 || xb_file_is_same(a->path, b->path));
}

static void report(const struct xb_plan *plan, const struct xb_load *before, const struct xb_load *load)
{
	xb_error(plan->diags, XB_CODE_BAD_VALUE, load->name_at,
		 "%s and %s are two files, and the board asks for both by the name %s", before->title,
		 load->title, load->file);
	xb_hint(plan->diags, "load-as: gives one of them a name of its own");
}

/* The first that the board asks for by LOAD's name. */
static const struct xb_load *first_called_so(const struct xb_boot *boot, const struct xb_load *load)
{
	const struct xb_load *first = boot->loads;

	while (!is_asked_for(first) || !xb_medium_is_same(first->from, load->from) ||
	       strcmp(first->file, load->file) != 0)
		first++;
	return first; /* LOAD itself at the latest */
}

void xb_plan_names(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i], *first;

		if (!is_asked_for(load))
			continue;
		first = first_called_so(boot, load);
		if (first != load && !is_same_file(first, load))
			report(plan, first, load);
	}
}

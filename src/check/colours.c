/* SPDX-License-Identifier: MIT */
/* Cache colours: how many the size and the ways make, and whether those that are given out exist
 * (xen/common/llc-coloring.c llc_coloring_init, check_colors). */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* Without colouring they are read and forgotten. */
static void judge_idle(const struct xb_boot *boot, struct xb_diags *diags)
{
	static const char *const names[] = {"xen-llc-colors", "dom0-llc-colors", "buddy-alloc-size"};

	for (size_t i = 0; i < XB_COUNT(names); i++) {
		const struct xb_setting *word = xb_line_last(&boot->xen_line, names[i]);
		char *text;

		if (!word)
			continue;
		text = xb_word_text(word);
		xb_warning(diags, XB_CODE_OPTION_CONFLICT, word->at,
			   "%s has no effect while llc-coloring is off", text);
		xb_hint(diags, "add llc-coloring=true");
		xb_fix_option(boot, XB_SCOPE_XEN, "llc-coloring", "true", diags);
		free(text);
	}
}

static void judge_way(const struct xb_boot *boot, uint64_t way, struct xb_diags *diags)
{
	const struct xb_setting *size = xb_line_last(&boot->xen_line, "llc-size");
	const struct xb_setting *ways = xb_line_last(&boot->xen_line, "llc-nr-ways");
	uint64_t colours = way / XB_PAGE, power = 2;

	if (way % XB_PAGE == 0 && colours >= 2 && (colours & (colours - 1)) == 0)
		return;
	while (power * 2 <= colours)
		power *= 2;
	xb_error(diags, XB_CODE_OPTION_CONFLICT, size->at,
		 "llc-size=%s with llc-nr-ways=%s makes a way of 0x%llX bytes: no power of two of "
		 "at least 2 pages of 4 KiB",
		 size->value, ways->value, (number)way);
	xb_hint(diags, "Xen panics; llc-size=%lluK would make %llu colours",
		(number)(power * 4 * strtoull(ways->value, NULL, 0)), (number)power);
	xb_fix_number(boot, "llc-size", power * 4 * strtoull(ways->value, NULL, 0), "K", diags);
}

static void judge_list(const struct xb_boot *boot, const char *name, uint64_t colours,
		       struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, name);

	if (!word || !word->value || xb_number_list_highest(word->value) < colours)
		return;
	xb_error(diags, XB_CODE_OPTION_CONFLICT, word->at,
		 "%s=%s: colour %llu of a cache that has %llu by llc-size and llc-nr-ways", name,
		 word->value, (number)xb_number_list_highest(word->value), (number)colours);
	xb_hint(diags, "they are numbered from 0 to %llu", (number)colours - 1);
}

void xb_judge_colours(const struct xb_boot *boot, struct xb_diags *diags)
{
	uint64_t way = xb_colour_way(boot);
	size_t before = diags->count;

	if (!xb_colours_are_on(boot)) {
		judge_idle(boot, diags);
		return;
	}
	if (!way)
		return; /* Xen asks the cache */
	judge_way(boot, way, diags);
	if (diags->count > before)
		return;
	judge_list(boot, "xen-llc-colors", way / XB_PAGE, diags);
	judge_list(boot, "dom0-llc-colors", way / XB_PAGE, diags);
}

/* SPDX-License-Identifier: MIT */
/* Severities that a profile or a command line changes. */
#include "xenboot/base.h"

#include <stdlib.h>

/* An error of the code stays one, whatever LEVEL says. */
static bool is_kept(const struct xb_check_level *level)
{
	return xb_code_info(level->code)->keeps && level->severity < XB_ERROR;
}

bool xb_check_level_allowed(const struct xb_check_level *level, struct xb_diags *diags)
{
	const struct xb_code_info *info = xb_code_info(level->code);

	if (!is_kept(level) || !info->never_less)
		return true;
	xb_error(diags, XB_CODE_BAD_VALUE, level->at, "%s cannot be less than an error: %s",
		 info->name, info->keeps);
	xb_hint(diags, "`xenboot check --explain %s` tells what helps", info->name);
	return false;
}

void xb_check_policy_add(struct xb_check_policy *policy, const struct xb_check_levels *levels,
			 struct xb_diags *diags)
{
	for (size_t i = 0; i < levels->count; i++) {
		const struct xb_check_level *level = &levels->items[i];

		if (xb_check_level_allowed(level, diags))
			policy->levels[level->code] = level;
	}
}

/* Keep those that are still said, in their order, and count anew. */
static void squeeze(struct xb_diags *diags, const bool *off)
{
	size_t count = 0;

	diags->errors = diags->warnings = 0;
	for (size_t i = 0; i < diags->count; i++) {
		if (off[i]) {
			xb_diag_clear(&diags->items[i]);
			continue;
		}
		diags->errors += diags->items[i].severity == XB_ERROR;
		diags->warnings += diags->items[i].severity == XB_WARNING;
		diags->items[count++] = diags->items[i];
	}
	diags->count = count;
}

static void report_kept(const struct xb_check_policy *policy, const bool *kept,
			struct xb_diags *diags)
{
	for (size_t code = 0; code < XB_CODE_COUNT; code++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)code);

		if (!kept[code])
			continue;
		xb_error(diags, XB_CODE_BAD_VALUE, policy->levels[code]->at,
			 "the error of code %s stays an error: %s", info->name, info->keeps);
		xb_hint(diags, "only its warnings and notes can be changed");
	}
}

void xb_diags_apply(struct xb_diags *diags, const struct xb_check_policy *policy)
{
	bool *off = xb_alloc(diags->count + 1);
	bool kept[XB_CODE_COUNT] = {false};

	for (size_t i = 0; i < diags->count; i++) {
		struct xb_diag *diag = &diags->items[i];
		const struct xb_check_level *level = policy->levels[diag->code];

		if (!level)
			continue;
		off[i] = level->severity == XB_CHECK_OFF;
		if (diag->severity == XB_ERROR && is_kept(level)) {
			off[i] = false;
			kept[diag->code] = true;
		} else if (!off[i]) {
			diag->severity = (enum xb_severity)level->severity;
		}
	}
	squeeze(diags, off);
	report_kept(policy, kept, diags);
	free(off);
}

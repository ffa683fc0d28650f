/* SPDX-License-Identifier: MIT */
/* Settings of Xen that do not go together. Each pair is a row. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* NAME set to VALUE (NULL: to anything) while OTHER is set to OTHER_VALUE, or where ABSENT stands,
 * while it is not. */
static const struct conflict {
	const char *name, *value;
	const char *other, *other_value;
	bool absent;
	const char *says;
	const char *hint;
} conflicts[] = {
	/* xen/common/llc-coloring.c: both, or the cache is asked. */
	{"llc-size", NULL, "llc-nr-ways", NULL, true,
	 "counts only together with llc-nr-ways: Xen asks the cache instead",
	 "give llc-nr-ways as well, or leave both out"},
	{"llc-nr-ways", NULL, "llc-size", NULL, true,
	 "counts only together with llc-size: Xen asks the cache instead",
	 "give llc-size as well, or leave both out"},
	/* xen/drivers/passthrough/iommu.c: nothing of it is looked at without an IOMMU. */
	{"dom0-iommu", NULL, "iommu", "false", false, "has no effect with iommu=off",
	 "take one of the two away"},
	/* xen/drivers/char/console.c: what is not printed need not be waited for. */
	{"sync_console", "true", "console", "none", false,
	 "waits for a console that console=none takes away", "take one of the two away"},
};

/* Parameters of one scheduler do nothing under another (xen/common/sched). */
static const struct tuning {
	const char *name;
	const char *schedulers; /* between blanks */
} tunings[] = {
	{"sched_credit_tslice_ms", " credit "},
	{"sched_smt_power_savings", " credit "},
	{"tickle_one_idle_cpu", " credit "},
	{"sched_ratelimit_us", " credit credit2 "},
	{"credit2_balance_over", " credit2 "},
	{"credit2_balance_under", " credit2 "},
	{"credit2_cap_period_ms", " credit2 "},
	{"credit2_load_precision_shift", " credit2 "},
	{"credit2_load_window_shift", " credit2 "},
	{"credit2_runqueue", " credit2 "},
};

static bool is_set(const struct xb_boot *boot, const char *name, const char *value)
{
	return value ? xb_xen_says(boot, name, value)
		     : xb_line_last(&boot->xen_line, name) != NULL;
}

static void judge_conflict(const struct xb_boot *boot, const struct conflict *conflict,
			   struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, conflict->name);
	char *text;

	if (!word || !is_set(boot, conflict->name, conflict->value) ||
	    is_set(boot, conflict->other, conflict->other_value) == conflict->absent)
		return;
	text = xb_word_text(word);
	xb_warning(diags, XB_CODE_OPTION_CONFLICT, word->at, "%s %s", text, conflict->says);
	xb_hint(diags, "%s", conflict->hint);
	free(text);
}

static void judge_tuning(const struct xb_boot *boot, const struct tuning *tuning,
			 const char *scheduler, struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, tuning->name);
	char *wanted, *text;

	if (!word)
		return;
	wanted = xb_format(" %s ", scheduler);
	if (!strstr(tuning->schedulers, wanted)) {
		text = xb_word_text(word);
		xb_warning(diags, XB_CODE_OPTION_CONFLICT, word->at,
			   "%s has no effect: the scheduler is %s", text, scheduler);
		xb_hint(diags, "it belongs to the scheduler%s", tuning->schedulers);
		free(text);
	}
	free(wanted);
}

/* ---- FLASK -------------------------------------------------------------------------------------- */

/* A module that says so, as an edit can make one, or the tree have it (xen/xsm/xsm_policy.c). */
static bool has_policy_module(const struct xb_boot *boot)
{
	return boot->edited &&
	       xb_tree_next_compatible(boot->edited->index, NULL, "xen,xsm-policy");
}

/* Only `enforcing`, which is also the default, asks for a policy at boot (xen/xsm/flask/hooks.c
 * flask_init). */
static void judge_policy(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "xsm");
	const struct xb_setting *flask = xb_line_last(&boot->xen_line, "flask");

	if (!word || (!boot->edited && !boot->module_count) || !xb_xen_says(boot, "xsm", "flask") ||
	    (flask && !xb_xen_says(boot, "flask", "enforcing")) ||
	    (boot->kconfig && (strcmp(xb_kconfig_value(boot->kconfig, "XSM_FLASK"), "n") == 0 ||
			       strcmp(xb_kconfig_value(boot->kconfig, "XSM_FLASK_POLICY"), "y") == 0)) ||
	    has_policy_module(boot))
		return;
	xb_warning(diags, XB_CODE_OPTION_CONFLICT, word->at,
		   "xsm=flask without a policy: Xen panics, unless one is built in");
	xb_hint(diags, "flask=late waits for a policy from dom0; CONFIG_XSM_FLASK_POLICY builds one in");
}

void xb_check_option_conflict(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const char *scheduler = xb_boot_scheduler(boot);

	for (size_t i = 0; i < XB_COUNT(conflicts); i++)
		judge_conflict(boot, &conflicts[i], diags);
	for (size_t i = 0; scheduler && i < XB_COUNT(tunings); i++)
		judge_tuning(boot, &tunings[i], scheduler, diags);
	xb_judge_colours(boot, diags);
	judge_policy(boot, diags);
}

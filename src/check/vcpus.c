/* SPDX-License-Identifier: MIT */
/* Rules about CPUs, and how many of them dom0 is promised. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- vcpus -------------------------------------------------------------------------------------- */

/* A number for a hint: of WANTED as many as a domain can have and its tree has room for. */
static number within_reach(const struct xb_context *context, number wanted)
{
	number most = xb_domain_vcpus_most(context->boot);
	number fit = xb_dom0_tree_vcpus(&context->dom0_tree);

	if (wanted > most)
		wanted = most;
	return fit && wanted > fit ? fit : wanted;
}

static bool exceeds_domain(const struct xb_context *context, const struct xb_setting *word,
			   number vcpus, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	bool v2 = boot->gic && strcmp(boot->gic, "v2") == 0;
	number most = xb_domain_vcpus_most(boot);

	if (vcpus <= most)
		return false;
	xb_error(diags, XB_CODE_VCPUS, word->at, "dom0_max_vcpus=%s: a domain has at most %llu vCPUs%s",
		 word->value, most, v2 ? " under this board's GICv2" : "");
	xb_hint(diags, "%s; set dom0_max_vcpus=%llu or less",
		v2 ? "Xen panics: \"Error creating domain 0\""
		   : "Xen cannot build dom0's device tree", within_reach(context, most));
	xb_fix_number(boot, "dom0_max_vcpus", within_reach(context, most), "", diags);
	return true;
}

static bool uses_null(const struct xb_boot *boot)
{
	const char *scheduler = xb_boot_scheduler(boot);

	return scheduler && strcmp(scheduler, "null") == 0;
}

/* "the board has 4 CPUs", or how many of them Xen starts. */
static char *describe_cpus(const struct xb_boot *boot, number cpus)
{
	if (cpus == boot->cpus)
		return xb_format("the board has %llu CPUs", cpus);
	return xb_format("Xen starts %llu of the board's %llu CPUs", cpus, (number)boot->cpus);
}

static void judge_oversubscription(const struct xb_context *context, const struct xb_setting *word,
				   number cpus, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	number fit = within_reach(context, cpus);
	char *have = describe_cpus(boot, cpus);

	if (uses_null(boot)) {
		xb_error(diags, XB_CODE_VCPUS, word->at, "dom0_max_vcpus=%s with sched=null: %s",
			 word->value, have);
		xb_hint(diags, "the null scheduler gives each vCPU a CPU of its own, and the others never "
			       "run: set dom0_max_vcpus=%llu, or less to leave some for guests", fit);
		xb_fix_number(boot, "dom0_max_vcpus", fit, "", diags);
	}
	if (xb_xen_says(boot, "vwfi", "native")) {
		xb_warning(diags, XB_CODE_VCPUS, word->at,
			   "dom0_max_vcpus=%s with vwfi=native: %s", word->value, have);
		xb_hint(diags, "an idle vCPU keeps its CPU under vwfi=native: it pays only while there "
			       "are no more vCPUs than CPUs: dom0_max_vcpus=%llu or less, or vwfi=trap", fit);
		xb_fix_number(boot, "dom0_max_vcpus", fit, "", diags);
	} else if (!uses_null(boot)) {
		xb_note(diags, XB_CODE_VCPUS, word->at,
			"dom0_max_vcpus=%s: %s, so vCPUs will take turns", word->value, have);
		xb_hint(diags, "dom0_max_vcpus=%llu gives each a CPU of its own", fit);
		xb_fix_number(boot, "dom0_max_vcpus", fit, "", diags);
	}
	free(have);
}

/* Without dom0_max_vcpus dom0 gets a vCPU for each CPU (xen/arch/arm/domain_build.c). */
static void judge_default(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_setting *sched = xb_line_last(&boot->xen_line, "sched");
	bool v2 = boot->gic && strcmp(boot->gic, "v2") == 0;
	number cpus = xb_boot_cpus(boot), most = xb_domain_vcpus_most(boot);

	if (v2 && cpus > most) {
		xb_error(diags, XB_CODE_VCPUS, boot->xen_line.at,
			 "dom0 would get %llu vCPUs, one for each CPU; under this board's GICv2 a domain has at most %llu",
			 cpus, most);
		xb_hint(diags, "set dom0_max_vcpus=%llu", most);
		xb_fix_number(boot, "dom0_max_vcpus", most, "", diags);
	} else if (uses_null(boot)) {
		xb_note(diags, XB_CODE_VCPUS, sched ? sched->at : boot->xen_line.at,
			"sched=null without dom0_max_vcpus: dom0 takes every CPU, and no guest can run");
		xb_hint(diags, "set dom0_max_vcpus=1");
		xb_fix_number(boot, "dom0_max_vcpus", 1, "", diags);
	}
}

void xb_check_vcpus(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_max_vcpus");
	number vcpus = xb_dom0_vcpus(boot), cpus = xb_boot_cpus(boot);

	if (!word)
		judge_default(boot, diags);
	else if (vcpus && !exceeds_domain(context, word, vcpus, diags) && cpus && vcpus > cpus)
		judge_oversubscription(context, word, cpus, diags);
}

/* ---- cpu-types ---------------------------------------------------------------------------------- */

static bool has_kinds(const struct xb_board *board)
{
	for (size_t i = 1; i < board->cpu_count; i++)
		if (board->cpus[0].kind.text && board->cpus[i].kind.text &&
		    strcmp(board->cpus[0].kind.text, board->cpus[i].kind.text) != 0)
			return true;
	return false;
}

void xb_check_cpu_types(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_board *board = boot->board;

	if (!board || !has_kinds(board))
		return;
	if (xb_xen_says(boot, "hmp-unsafe", "true")) {
		if (xb_xen_says(boot, "dom0_vcpus_pin", "true"))
			return;
		xb_warning(diags, XB_CODE_CPU_TYPES, boot->xen_line.at,
			   "hmp-unsafe on CPUs of more than one kind: dom0's vCPUs move between %s and the others",
			   board->cpus[0].kind.text);
		xb_hint(diags, "set dom0_vcpus_pin=true, and pin each guest to CPUs of one kind");
		xb_fix_option(boot, XB_SCOPE_XEN, "dom0_vcpus_pin", "true", diags);
		return;
	}
	xb_note(diags, XB_CODE_CPU_TYPES, boot->xen_line.at,
		"Xen starts %llu of the board's %llu CPUs: those of the boot CPU's kind, %s",
		(number)xb_boot_cpus(boot), (number)boot->cpus, board->cpus[0].kind.text);
	xb_hint(diags, "hmp-unsafe=true starts the others as well; every vCPU must be pinned then");
}

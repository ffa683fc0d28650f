/* SPDX-License-Identifier: MIT */
/* What guests ask of the machine: CPUs that run, a UART of 4 KiB, an IOMMU. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- vcpus: CPUs by number -------------------------------------------------------------------------- */

/* Is CPU, counted as the board counts, of the boot CPU's kind? Others are parked (src/xen/cpus.c). */
static bool is_of_first_kind(const struct xb_board *board, number cpu)
{
	size_t group = 0;

	while (group < board->cpu_count && cpu >= board->cpus[group].count.value)
		cpu -= board->cpus[group++].count.value;
	return group >= board->cpu_count || !board->cpus[group].kind.text || !board->cpus[0].kind.text ||
	       strcmp(board->cpus[group].kind.text, board->cpus[0].kind.text) == 0;
}

/* NULL: it is; else why not, as the end of a sentence. */
static const char *why_not_started(const struct xb_boot *boot, number cpu)
{
	const struct xb_setting *most = xb_line_last(&boot->xen_line, "maxcpus");

	if (cpu >= boot->cpus)
		return NULL; /* the planner has looked for it in the tree */
	if (most && most->value && strtoull(most->value, NULL, 0) &&
	    cpu >= strtoull(most->value, NULL, 0))
		return "which Xen does not start: maxcpus says so";
	if (boot->board && !is_of_first_kind(boot->board, cpu) &&
	    !xb_xen_says(boot, "hmp-unsafe", "true"))
		return "which Xen does not start: it is of another kind than CPU 0";
	return NULL;
}

/* common/sched/boot-cpupool.c panics at a CPU that is not online. */
static void judge_pool(const struct xb_boot *boot, const struct xb_pool *pool, struct xb_diags *diags)
{
	for (size_t i = 0; i < pool->cpu_count; i++) {
		const char *why = why_not_started(boot, pool->cpus[i]);

		if (why)
			xb_error(diags, XB_CODE_VCPUS, pool->at, "the CPU pool %s has CPU %llu, %s", pool->name,
				 (number)pool->cpus[i], why);
		if (why)
			xb_hint(diags, "Xen panics at a CPU that is not there");
	}
}

static void judge_affinity(const struct xb_boot *boot, const struct xb_step *step,
			   struct xb_diags *diags)
{
	const struct xb_edit *edit = &step->edit;
	number cpu = xb_number_list_highest(edit->value);

	if (!boot->cpus || cpu < boot->cpus)
		return;
	xb_error(diags, XB_CODE_VCPUS, step->at, "hard-affinity %s names CPU %llu; the board has 0 to %llu",
		 edit->value, cpu, (number)boot->cpus - 1);
	xb_hint(diags, "Xen panics: \"Invalid pCPU %llu for domain\"", cpu);
}

void xb_check_cpu_numbers(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->pool_count; i++)
		judge_pool(boot, &boot->pools[i], diags);
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_SET &&
		    strcmp(step->edit.name, "hard-affinity") == 0 && step->edit.length)
			judge_affinity(boot, step, diags);
	}
}

/* ---- option-conflict: devices ------------------------------------------------------------------------ */

static void report_no_uart(const struct xb_context *context, const struct xb_domain *domain, bool goes_on,
			   struct xb_diags *diags)
{
	xb_report(diags, goes_on ? XB_WARNING : XB_ERROR, XB_CODE_OPTION_CONFLICT,
		  xb_read_word(context, domain, "vuart")->at,
		  "%s has direct-map and vuart, which takes the place of Xen's own UART, and Xen has none",
		  domain->name);
	xb_hint(diags, "console=dtuart on Xen's line%s: \"vpl011: Unable to re-use the Xen UART "
		       "information.\"", goes_on ? "; Xen goes on without" : "; Xen panics");
}

/* vpl011 takes the place of the machine's UART there (xen/arch/arm/vpl011.c). */
static void judge_uart(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_tree_node *uart = xb_xen_uart(boot), *fault;
	unsigned release = xb_release_number(boot->xen_version);
	bool goes_on = release && release < XB_RELEASE(4, 18);
	struct xb_range reg;

	if (!xb_read_says(context, domain, "direct-map", "true") ||
	    !xb_read_says(context, domain, "vuart", "true"))
		return;
	if (!xb_xen_wants_uart(boot))
		report_no_uart(context, domain, goes_on, diags);
	if (!uart || xb_tree_translate(uart, 0, release, &reg, &fault) != XB_TREE_OK ||
	    reg.size >= XB_PAGE)
		return;
	xb_report(diags, goes_on ? XB_WARNING : XB_ERROR, XB_CODE_OPTION_CONFLICT,
		  xb_domain_word(boot, context->catalog, domain, "vuart")->at,
		  "%s has direct-map and vuart, which takes the place of %s: that has 0x%llX bytes, and needs "
		  "0x1000", domain->name, uart->name, (number)reg.size);
	xb_hint(diags, "widen its reg by an edit%s: \"vpl011: Can't re-use the Xen UART MMIO region as it is "
		       "too small.\"", goes_on ? "; Xen goes on without" : "; Xen panics");
}

static bool has_no_iommu(const struct xb_context *context)
{
	return context->machine && !context->machine->smmu;
}

static void judge_iommu(const struct xb_context *context, const struct xb_domain *domain,
			struct xb_diags *diags)
{
	const struct xb_setting *word = xb_read_word(context, domain, "iommu");

	if (!word || !has_no_iommu(context) || !xb_read_says(context, domain, "iommu", "enabled"))
		return;
	xb_warning(diags, XB_CODE_OPTION_CONFLICT, word->at,
		   "%s: iommu has no effect, for the device tree has no IOMMU that Xen drives", domain->name);
	xb_hint(diags, "leave it out");
}

/* Up to 4.16 a partial tree asks for an IOMMU, and without one the domain is not created. Of one that is made
 * here the planner says so. */
static void judge_partial_tree(const struct xb_context *context, const struct xb_domain *domain,
			       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *tree = xb_domain_load(boot, domain, XB_MODULE_TREE);
	unsigned release = xb_release_number(boot->xen_version);

	if (!tree || tree->output || !has_no_iommu(context) || !release || release >= XB_RELEASE(4, 17))
		return;
	xb_error(diags, XB_CODE_OPTION_CONFLICT, tree->at,
		 "%s has a partial device tree, and this machine no IOMMU that Xen drives: Xen %s cannot do "
		 "without", domain->name, boot->xen_version);
	xb_hint(diags, "Xen panics: \"Error creating domain %s\"; from 4.17 on it can", domain->name);
}

void xb_check_domain_machine(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		if (!boot->domains[i].node)
			continue;
		judge_uart(context, &boot->domains[i], diags);
		judge_iommu(context, &boot->domains[i], diags);
		judge_partial_tree(context, &boot->domains[i], diags);
	}
}

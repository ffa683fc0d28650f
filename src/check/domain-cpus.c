/* SPDX-License-Identifier: MIT */
/* The CPUs of guests: how many a guest can have, and who is left without under the null scheduler. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- vcpus -------------------------------------------------------------------------------------- */

/* Each takes some 100 bytes of the guest's device tree, which has 4 KiB up to 4.21. Where not even one would
 * fit, its partial tree is too large, which another rule says. */
static void judge_tree(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	number vcpus = domain->cpus.value, fit;
	struct xb_guest_tree tree;

	if (!xb_guest_tree_measure(context->boot, context->catalog, domain, &tree) ||
	    tree.bytes <= tree.room || tree.bytes - vcpus * tree.vcpu + tree.vcpu > tree.room)
		return;
	fit = (tree.room - (tree.bytes - vcpus * tree.vcpu)) / tree.vcpu;
	xb_error(diags, XB_CODE_VCPUS, domain->cpus.at,
		 "%s: with %llu vCPUs its device tree takes %llu bytes, and Xen %s has %llu for it",
		 domain->name, vcpus, (number)tree.bytes, context->boot->xen_version,
		 (number)tree.room);
	xb_hint(diags, "%llu fit with this command line; Xen panics: \"Device tree generation failed (-3).\"",
		fit);
}

static void judge_vcpus(const struct xb_context *context, const struct xb_domain *domain,
			struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	number vcpus = domain->cpus.value, most = xb_domain_vcpus_most(boot);
	bool v2 = boot->gic && strcmp(boot->gic, "v2") == 0;

	if (!domain->cpus.known)
		return;
	if (!vcpus || vcpus > most) {
		xb_error(diags, XB_CODE_VCPUS, domain->cpus.at, "%s: %llu vCPUs; a domain has 1 to %llu%s",
			 domain->name, vcpus, most, v2 ? " under this board's GICv2" : "");
		xb_hint(diags, "Xen panics: \"Error creating domain %s\"", domain->name);
	} else {
		judge_tree(context, domain, diags);
	}
}

void xb_check_domain_vcpus(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node)
			judge_vcpus(context, &boot->domains[i], diags);
}

/* ---- Pools -------------------------------------------------------------------------------------- */

/* The pool of CPU 0, in which dom0 runs and who names no other; NULL: the CPUs that no pool has. */
static const struct xb_pool *first_pool(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->pool_count; i++)
		if (xb_pool_has_cpu(&boot->pools[i], 0))
			return &boot->pools[i];
	return NULL;
}

static const struct xb_pool *pool_of(const struct xb_context *context, const struct xb_domain *domain)
{
	const struct xb_setting *word =
		xb_domain_word(context->boot, context->catalog, domain, "cpupool");
	const struct xb_pool *pool = word && word->value ? xb_boot_pool(context->boot, word->value) : NULL;

	return pool ? pool : first_pool(context->boot);
}

static number cpus_of(const struct xb_boot *boot, const struct xb_pool *pool)
{
	number cpus = xb_boot_cpus(boot);

	if (pool)
		return pool->cpu_count;
	for (size_t i = 0; i < boot->pool_count; i++)
		cpus -= boot->pools[i].cpu_count < cpus ? boot->pools[i].cpu_count : cpus;
	return cpus;
}

static bool is_null(const struct xb_boot *boot, const struct xb_pool *pool)
{
	const char *scheduler = pool && pool->sched ? pool->sched : xb_boot_scheduler(boot);

	return scheduler && strcmp(scheduler, "null") == 0;
}

static number vcpus_of(const struct xb_boot *boot, const struct xb_domain *domain, number cpus)
{
	number count = domain->hardware ? xb_dom0_vcpus(boot) : domain->cpus.value;

	return count ? count : cpus;
}

static void report_no_cpu(const struct xb_boot *boot, const struct xb_domain *domain,
			  const struct xb_pool *pool, number left, struct xb_diags *diags)
{
	number cpus = cpus_of(boot, pool), vcpus = vcpus_of(boot, domain, cpus);

	xb_error(diags, XB_CODE_VCPUS, domain->cpus.at,
		 "%s wants %llu vCPU%s under the null scheduler, which has %llu of %llu CPU%s left %s%s",
		 domain->name, vcpus, vcpus == 1 ? "" : "s", left, cpus, cpus == 1 ? "" : "s",
		 pool ? "in the pool " : "on the board", pool ? pool->name : "");
	xb_hint(diags, "each vCPU has a CPU of its own there, and the others never run, without a word; %s, or "
		       "take another scheduler",
		xb_boot_dom0(boot) ? "give dom0 fewer: dom0_max_vcpus" : "give the domains fewer");
}

/* First come, first served (xen/common/sched/null.c): who comes last has none. Of dom0 alone another rule
 * tells. */
static void judge_pool(const struct xb_context *context, const struct xb_pool *pool,
		       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	number cpus = cpus_of(boot, pool), taken = 0;

	for (size_t i = 0; cpus && is_null(boot, pool) && i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		number vcpus = vcpus_of(boot, domain, cpus);

		if (pool_of(context, domain) != pool)
			continue;
		if (domain->node && taken + vcpus > cpus)
			report_no_cpu(boot, domain, pool, taken < cpus ? cpus - taken : 0, diags);
		taken += vcpus;
	}
}

void xb_check_null_pools(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (!boot->cpus)
		return;
	if (!first_pool(boot))
		judge_pool(context, NULL, diags);
	for (size_t i = 0; i < boot->pool_count; i++)
		judge_pool(context, &boot->pools[i], diags);
}

/* ---- vcpus: CPUs of the pool ---------------------------------------------------------------------- */

#define PLACES_VCPUS XB_RELEASE(4, 21)

/* Of the CPUs that no pool has where POOL is NULL. */
static bool is_in_pool(const struct xb_boot *boot, const struct xb_pool *pool, uint64_t cpu)
{
	if (pool)
		return xb_pool_has_cpu(pool, cpu);
	for (size_t i = 0; i < boot->pool_count; i++)
		if (xb_pool_has_cpu(&boot->pools[i], cpu))
			return false;
	return true;
}

/* Has LIST, "0-3,5", a CPU of the board's that is in POOL? */
static bool meets_pool(const struct xb_boot *boot, const struct xb_pool *pool, const char *list)
{
	uint64_t cpu, last;

	while (xb_number_list_next(&list, &cpu, &last))
		for (; cpu <= last && cpu < boot->cpus; cpu++)
			if (is_in_pool(boot, pool, cpu))
				return true;
	return false;
}

static const char *affinity_of(const struct xb_step *step, const struct xb_domain *domain)
{
	const struct xb_edit *edit = &step->edit;
	size_t length = strlen(domain->node);

	return step->kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET && edit->length &&
			       strcmp(edit->name, "hard-affinity") == 0 &&
			       strncmp(edit->path, domain->node, length) == 0 && edit->path[length] == '/'
		       ? edit->value
		       : NULL;
}

/* xen/common/sched/core.c vcpu_set_hard_affinity wants one of the pool's. That a CPU is none is said elsewhere. */
static void judge_affinities(const struct xb_context *context, const struct xb_domain *domain,
			     struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_pool *pool = pool_of(context, domain);

	for (size_t i = 0; i < boot->step_count; i++) {
		const char *list = affinity_of(&boot->steps[i], domain);

		if (!list || xb_number_list_fault(list) || xb_number_list_highest(list) >= boot->cpus ||
		    meets_pool(boot, pool, list))
			continue;
		xb_error(diags, XB_CODE_VCPUS, boot->steps[i].at, "%s: hard-affinity %s has no CPU of %s%s",
			 domain->name, list, pool ? "its CPU pool " : "those that no CPU pool has",
			 pool ? pool->name : "");
		xb_hint(diags, "Xen panics: \"failed (rc=-22) to set hard affinity for domain %s\"", domain->name);
	}
}

void xb_check_pool_affinity(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	unsigned release = xb_release_number(boot->xen_version);

	if (!boot->pool_count || (release && release < PLACES_VCPUS))
		return; /* older ones pass over it */
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node)
			judge_affinities(context, &boot->domains[i], diags);
}

/* ---- option-value: names of pools and schedulers ------------------------------------------------- */

/* sched/boot-cpupool.c: "Scheduler nosuch does not exists!" */
static void judge_scheduler(const struct xb_context *context, const struct xb_pool *pool,
			    struct xb_diags *diags)
{
	const struct xb_option *option = xb_catalog_find(context->catalog, XB_SCOPE_XEN, "sched", NULL);
	const struct xb_boot *boot = context->boot;
	const struct xb_choice *choice = NULL;

	for (size_t i = 0; option && pool->sched && i < option->choice_count; i++)
		if (strcmp(option->choices[i].value.text, pool->sched) == 0)
			choice = &option->choices[i];
	if (!pool->sched || !option)
		return;
	if (!choice)
		xb_error(diags, XB_CODE_OPTION_VALUE, pool->sched_at,
			 "the CPU pool %s: Xen has no scheduler %s", pool->name, pool->sched);
	else if (boot->kconfig && choice->kconfig.text &&
		 !xb_kconfig_judge(boot->kconfig, choice->kconfig.text, NULL))
		xb_error(diags, XB_CODE_OPTION_VALUE, pool->sched_at,
			 "the CPU pool %s: the scheduler %s is not in this Xen: CONFIG_%s is off in %s",
			 pool->name, pool->sched, choice->kconfig.text, boot->kconfig_path);
	else
		return;
	xb_hint(diags, "Xen panics: \"Scheduler %s does not exists!\"", pool->sched);
}

static void judge_name(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = xb_domain_word(boot, context->catalog, domain, "cpupool");

	if (!word || !word->value || xb_boot_pool(boot, word->value))
		return;
	xb_error(diags, XB_CODE_OPTION_VALUE, word->at, "%s: there is no CPU pool called %s", domain->name,
		 word->value);
	xb_hint(diags, "cpupools names them: cpupools: {%s: {cpus: [1]}}", word->value);
}

void xb_check_pools(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->pool_count; i++)
		judge_scheduler(context, &boot->pools[i], diags);
	for (size_t i = 0; i < boot->domain_count; i++)
		judge_name(context, &boot->domains[i], diags);
	for (size_t i = 0; i < boot->later_count; i++)
		judge_name(context, &boot->later[i], diags);
}

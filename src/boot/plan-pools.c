/* SPDX-License-Identifier: MIT */
/* CPU pools (xen/docs/misc/arm/device-tree/cpupools.txt; xen/common/sched/boot-cpupool.c). */
#include <libfdt.h>
#include <stdlib.h>

#include "boot/plan.h"

/* ---- Phandles ---------------------------------------------------------------------------------- */

/* Of an overlay they are counted on from those of the tree; that many it surely has not. */
#define OF_AN_OVERLAY 0x10000u

static uint32_t highest_phandle(const struct xb_boot *boot)
{
	const struct xb_tree_index *index = boot->tree->index;
	uint32_t highest =
		index->phandle_count ? index->phandles[index->phandle_count - 1]->phandle : 0;

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use == XB_LOAD_OVERLAY)
			highest += OF_AN_OVERLAY;
	return highest;
}

uint32_t xb_plan_new_phandle(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;

	if (!boot->tree)
		return 0;
	if (!boot->phandle)
		boot->phandle = highest_phandle(boot);
	if (boot->phandle >= FDT_MAX_PHANDLE)
		return 0;
	return ++boot->phandle;
}

/* ---- Pools ------------------------------------------------------------------------------------- */

static const struct xb_tree_node *cpu_number(const struct xb_boot *boot, uint64_t number)
{
	const struct xb_tree_node *cpu = xb_tree_next_cpu(boot->tree->index, NULL);

	while (cpu && number-- > 0)
		cpu = xb_tree_next_cpu(boot->tree->index, cpu);
	return cpu;
}

static void report_no_cpu(const struct xb_plan *plan, const struct xb_pool *pool, uint64_t number)
{
	unsigned long long count = 0;

	while (cpu_number(plan->boot, count))
		count++;
	xb_error(plan->diags, XB_CODE_BAD_VALUE, pool->at,
		 "the CPU pool %s: there is no CPU %llu; the device tree has %llu, from 0 on", pool->name,
		 (unsigned long long)number, count);
}

/* The phandle of CPU, which is given one where it has none. */
static uint32_t phandle_of(const struct xb_plan *plan, const struct xb_pool *pool,
			   const struct xb_tree_node *cpu)
{
	uint32_t phandle = cpu->phandle;
	char *path;

	/* Another pool may have been refused the CPU, and have numbered it. */
	if (phandle)
		return phandle;
	phandle = xb_plan_new_phandle(plan);
	path = xb_tree_path(cpu);
	xb_plan_set_cell(plan, path, "phandle", phandle, pool->at);
	free(path);
	return phandle;
}

static void set_cpus(const struct xb_plan *plan, const struct xb_pool *pool, const char *path)
{
	struct xb_buf value = {0};

	for (size_t i = 0; i < pool->cpu_count; i++) {
		const struct xb_tree_node *cpu = cpu_number(plan->boot, pool->cpus[i]);

		if (cpu)
			xb_value_add_cell(&value, phandle_of(plan, pool, cpu));
		else
			report_no_cpu(plan, pool, pool->cpus[i]);
	}
	xb_plan_set(plan, path, "cpupool-cpus", XB_FORM_CELLS, &value, pool->at);
	xb_buf_clear(&value);
}

static void edit_pool(const struct xb_plan *plan, struct xb_pool *pool)
{
	struct xb_arena *arena = &plan->boot->arena;
	char *name = xb_arena_format(arena, "cpupool-%s", pool->name);
	char *path = xb_arena_format(arena, "/chosen/%s", name);

	pool->phandle = xb_plan_new_phandle(plan);
	xb_plan_make_node(plan, "/chosen", name, pool->at);
	xb_plan_set_strings(plan, path, "compatible", "xen,cpupool", NULL, pool->at);
	set_cpus(plan, pool, path);
	if (pool->sched)
		xb_plan_set_strings(plan, path, "cpupool-sched", pool->sched, NULL, pool->sched_at);
	xb_plan_set_cell(plan, path, "phandle", pool->phandle, pool->at);
}

static void take_pool(const struct xb_plan *plan, const struct xb_cpupool *config)
{
	struct xb_pool *pool = xb_boot_add_pool(plan->boot, config->name.text);

	pool->at = config->name.at;
	pool->sched = config->sched.text;
	pool->sched_at = config->sched.at;
	pool->cpu_count = config->cpus.count;
	pool->cpus = xb_arena_alloc(&plan->boot->arena,
				    (config->cpus.count + 1) * sizeof(*pool->cpus));
	for (size_t i = 0; i < config->cpus.count; i++)
		pool->cpus[i] = strtoull(config->cpus.items[i].text, NULL, 0);
}

void xb_plan_pools(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;

	for (size_t i = 0; i < plan->profile->cpupool_count; i++)
		take_pool(plan, &plan->profile->cpupools[i]);
	if (boot->pool_count && !boot->tree) {
		xb_error(plan->diags, XB_CODE_FILE_MISSING, boot->pools[0].at,
			 "CPU pools name nodes of the device tree, which is not here");
		return;
	}
	for (size_t i = boot->pool_count; i-- > 0;)
		edit_pool(plan, &boot->pools[i]);
}

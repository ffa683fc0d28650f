/* SPDX-License-Identifier: MIT */
/* What Xen makes of the CPUs: how many it starts, and who shares them out. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/xen.h"

/* SCHED_NULL for null: the symbol of a scheduler (xen/common/sched/Kconfig). */
static bool is_built_in(const struct xb_kconfig *kconfig, const char *scheduler)
{
	char *symbol = xb_format("SCHED_%s", scheduler);
	bool on;

	for (char *c = symbol; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	on = strcmp(xb_kconfig_value(kconfig, symbol), "n") != 0;
	free(symbol);
	return on;
}

/* xen/common/sched/core.c scheduler_init. */
const char *xb_boot_scheduler(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "sched");
	const char *named = word ? word->value : NULL, *preset;

	if (!boot->kconfig || (named && is_built_in(boot->kconfig, named)))
		return named;
	preset = xb_kconfig_value(boot->kconfig, "SCHED_DEFAULT");
	return strcmp(preset, "n") == 0 ? NULL : preset;
}

/* xen/arch/arm/smpboot.c start_secondary: a CPU whose MIDR is not the boot CPU's is parked, unless
 * hmp-unsafe says otherwise. The boot CPU's kind stands first in a board. */
static uint64_t started(const struct xb_boot *boot)
{
	const struct xb_board *board = boot->board;
	uint64_t count = 0;

	if (!board || !board->cpu_count || !board->cpus[0].kind.text ||
	    xb_xen_says(boot, "hmp-unsafe", "true"))
		return boot->cpus;
	for (size_t i = 0; i < board->cpu_count; i++)
		if (board->cpus[i].kind.text &&
		    strcmp(board->cpus[i].kind.text, board->cpus[0].kind.text) == 0)
			count += board->cpus[i].count.value;
	return count;
}

uint64_t xb_boot_cpus(const struct xb_boot *boot)
{
	const struct xb_setting *most = xb_line_last(&boot->xen_line, "maxcpus");
	unsigned long long limit = most && most->value ? strtoull(most->value, NULL, 0) : 0;
	uint64_t cpus = started(boot);

	return limit && limit < cpus ? limit : cpus;
}

/* integer_param: C base 0; construct_dom0 takes 0 for all CPUs (xen/arch/arm/domain_build.c). */
uint64_t xb_dom0_vcpus(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_max_vcpus");
	unsigned long long count;
	char *end;

	if (!word || !word->value || word->value[0] == '-')
		return 0;
	count = strtoull(word->value, &end, 0);
	return *end == '\0' ? count : 0;
}

/* vGICv2 has 8 CPU interfaces; arm64 domains hold 128 vCPUs. */
uint64_t xb_domain_vcpus_most(const struct xb_boot *boot)
{
	return boot->gic && strcmp(boot->gic, "v2") == 0 ? 8 : 128;
}

/* SPDX-License-Identifier: MIT */
/* The rule about nodes that Xen needs, or what it needs of them, beside its UART and its GIC itself, and that an
 * edit or overlay takes away. It looks at the status of none of them. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* ---- The nodes ------------------------------------------------------------------------------------ */

/* dt_find_node_by_path("/cpus") of make_cpus_node (xen/arch/arm/domain_build.c). */
static bool has_cpus(const struct xb_tree_index *index)
{
	return xb_tree_find_whole(index, "/cpus");
}

/* preinit_dt_xen_time (xen/arch/arm/time.c). */
static bool has_timer(const struct xb_tree_index *index)
{
	return xb_tree_timer(index);
}

/* init_dt_xen_time: four, whether they have names or not. */
static bool has_timer_interrupts(const struct xb_tree_index *index)
{
	enum { INTERRUPTS = 4 };
	const struct xb_tree_node *timer = xb_tree_timer(index), *fault;
	struct xb_tree_interrupt interrupt;

	for (size_t i = 0; timer && i < INTERRUPTS; i++)
		if (xb_tree_interrupt(index, timer, i, &interrupt, &fault) != XB_TREE_OK)
			return false;
	return true;
}

/* gicv2_dt_init, gicv3_dt_init: the distributor, and the CPU's part, those of the hypervisor and of its guests,
 * or each redistributor; the maintenance interrupt. */
static bool has_gic_parts(const struct xb_tree_index *index)
{
	const struct xb_tree_node *gic = xb_tree_gic(index), *fault;
	struct xb_tree_interrupt interrupt;
	struct xb_range range;
	size_t count = 4;

	if (!gic)
		return true;
	if (strcmp(xb_tree_gic_version(gic), "v3") == 0)
		count = 1 + (size_t)xb_tree_cell(gic, "#redistributor-regions", 1);
	for (size_t i = 0; i < count; i++)
		if (xb_tree_translate(gic, i, 0, &range, &fault) != XB_TREE_OK)
			return false;
	return xb_tree_interrupt(index, gic, 0, &interrupt, &fault) == XB_TREE_OK;
}

/* make_cpus_node: the first that has device_type "cpu" lends dom0's CPUs its compatible. */
static bool has_cpu(const struct xb_tree_index *index)
{
	const struct xb_tree_node *cpu = xb_tree_next_cpu(index, NULL);

	return cpu ? xb_tree_property(cpu, "compatible") != NULL : !has_cpus(index);
}

/* psci_init (xen/arch/arm/psci.c). */
static bool has_psci(const struct xb_tree_index *index)
{
	return xb_tree_next_compatible(index, NULL, "arm,psci-1.0") ||
	       xb_tree_next_compatible(index, NULL, "arm,psci-0.2") ||
	       xb_tree_next_compatible(index, NULL, "arm,psci");
}

/* Do CPUs other than the first ask for PSCI? */
static bool wants_psci(const struct xb_tree_index *index)
{
	size_t count = 0;

	for (const struct xb_tree_node *cpu = NULL; (cpu = xb_tree_next_cpu(index, cpu));) {
		const char *method = xb_tree_string(cpu, "enable-method");

		count += method && strcmp(method, "psci") == 0;
	}
	return count > 1;
}

static bool always(const struct xb_tree_index *index)
{
	(void)index;
	return true;
}

static const struct needed {
	const char *what;
	enum xb_severity severity;
	bool (*is_there)(const struct xb_tree_index *index);
	bool (*is_wanted)(const struct xb_tree_index *index);
	const char *then; /* the hint's first words */
} all[] = {
	{"the timer of the CPUs", XB_ERROR, has_timer, always,
	 "Xen panics, before its console is there to say so"},
	{"an interrupt of the CPUs' timer", XB_ERROR, has_timer_interrupts, always,
	 "Xen panics: \"Timer: Unable to retrieve IRQ\""},
	{"an address or the interrupt of the interrupt controller", XB_ERROR, has_gic_parts, always,
	 "Xen panics: \"Cannot find the maintenance IRQ\", or that it finds no valid address"},
	{"the CPU that dom0's CPUs are made after", XB_ERROR, has_cpu, always,
	 "Xen panics: \"Device tree generation failed (-2)\""},
	{"/cpus", XB_ERROR, has_cpus, always,
	 "Xen panics: \"Device tree generation failed (-2)\""},
	{"the node of PSCI", XB_WARNING, has_psci, wants_psci,
	 "Xen starts one CPU alone"},
};

static void report(const struct xb_boot *boot, const struct needed *needed, struct xb_diags *diags)
{
	xb_report(diags, needed->severity, XB_CODE_NEEDED_NODE, xb_boot_tree_at(boot),
		"an edit or overlay takes away %s, which Xen needs", needed->what);
	xb_hint(diags, "%s; take that edit away", needed->then);
}

/* A tree that had no such node from the first is a part of one. */
static void judge_tree(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < XB_COUNT(all); i++)
		if (all[i].is_there(boot->tree->index) && !all[i].is_there(boot->edited->index) &&
		    all[i].is_wanted(boot->edited->index))
			report(boot, &all[i], diags);
}

void xb_check_needed_node(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (boot->tree && boot->edited)
		judge_tree(boot, diags);
	for (size_t i = 0; !boot->tree && i < XB_COUNT(all); i++)
		if (all[i].what[0] == '/' && xb_node_fate_of(boot, all[i].what) == XB_NODE_GONE)
			report(boot, &all[i], diags);
}

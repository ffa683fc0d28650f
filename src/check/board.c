/* SPDX-License-Identifier: MIT */
/* Rules about the board against the tree: do they speak of the same machine, and can Xen run on it. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- board-differs ------------------------------------------------------------------------------ */

/* What Xen gets, as far as it is known: the context's machine is of the same. */
static const struct xb_devtree *tree_of(const struct xb_boot *boot)
{
	return boot->edited ? boot->edited : boot->tree;
}

static void differ(const struct xb_boot *boot, const char *what, const char *board,
		   const char *tree, struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_BOARD_DIFFERS, xb_boot_tree_at(boot),
		   "%s: board %s says %s, the device tree %s", what,
		   boot->board_name ? boot->board_name : "in this profile", board, tree);
	xb_hint(diags, "is it this board's tree? `xenboot boards` lists others");
}

static void compare_gic(const struct xb_boot *boot, const struct xb_machine *machine,
			struct xb_diags *diags)
{
	if (boot->gic && machine->gic && strcmp(boot->gic, machine->gic) != 0)
		differ(boot, "interrupt controller", boot->gic, machine->gic, diags);
}

static void put_cpus(struct xb_buf *out, const char *kind, number count)
{
	xb_buf_printf(out, "%s%llu %s", out->length ? " + " : "", count, kind ? kind : "CPUs");
}

static bool has_group(const struct xb_machine *machine, const struct xb_board_cpu *cpu)
{
	for (size_t i = 0; i < machine->cpu_count; i++)
		if (machine->cpus[i].count == cpu->count.value &&
		    (!cpu->kind.text || strcmp(machine->cpus[i].kind, cpu->kind.text) == 0))
			return true;
	return false;
}

static void compare_cpus(const struct xb_boot *boot, const struct xb_machine *machine,
			 struct xb_diags *diags)
{
	const struct xb_board *board = boot->board;
	uint64_t cpus = tree_of(boot)->cpus;
	struct xb_buf ours = {0}, theirs = {0};
	bool same = true;

	if (!board->cpu_count || !machine->cpu_count)
		return;
	for (size_t i = 0; i < board->cpu_count; i++) {
		/* A plain number speaks of all of them. */
		same &= board->cpu_count == 1 && !board->cpus[0].kind.text
				? board->cpus[0].count.value == cpus
				: has_group(machine, &board->cpus[i]);
		put_cpus(&ours, board->cpus[i].kind.text, board->cpus[i].count.value);
	}
	for (size_t i = 0; i < machine->cpu_count; i++)
		put_cpus(&theirs, machine->cpus[i].kind, machine->cpus[i].count);
	if (!same || xb_board_cpu_total(board) != cpus)
		differ(boot, "CPUs", ours.data, theirs.data, diags);
	xb_buf_clear(&ours);
	xb_buf_clear(&theirs);
}

/* Firmware fills in sizes and further banks, so the tree's word is only where RAM begins. */
static void compare_memory(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_ranges *memory = &tree_of(boot)->memory;
	char *ours, *theirs;
	uint64_t start;

	if (!boot->board->memory_count || !memory->count || !boot->ram.count)
		return;
	start = memory->items[0].start;
	for (size_t i = 0; i < boot->ram.count; i++)
		if (xb_range_overlaps(boot->ram.items[i], memory->items[0]))
			return;
	ours = xb_format("RAM at 0x%llX", (number)boot->ram.items[0].start);
	theirs = xb_format("at 0x%llX", (number)start);
	differ(boot, "memory", ours, theirs, diags);
	free(ours);
	free(theirs);
}

void xb_check_board_differs(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	compare_gic(boot, context->machine, diags);
	compare_cpus(boot, context->machine, diags);
	compare_memory(boot, diags);
}

/* ---- no-gic ------------------------------------------------------------------------------------- */

/* xen/common/device-tree/intc.c: "Unable to find compatible interrupt controller". */
void xb_check_no_gic(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_machine *machine = context->machine;
	bool taken = boot->tree && xb_tree_gic(boot->tree->index);

	if (machine->gic || (!machine->cpu_count && !taken))
		return;
	xb_error(diags, XB_CODE_NO_GIC, xb_boot_tree_at(boot),
		 "%s no interrupt controller that Xen drives (GIC-400, GICv2 or GICv3)",
		 taken ? "the edits leave" : "the device tree has");
	xb_hint(diags, "Xen panics: \"Unable to find compatible interrupt controller\"; %s",
		taken ? "leave it in the tree, and not disabled" : "it cannot run on this board");
}

/* ---- no-iommu ----------------------------------------------------------------------------------- */

/* The word that makes an IOMMU a condition of the boot; the parts of all iommu= add up. */
static const struct xb_setting *demand(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->xen_line.count; i++) {
		struct xb_known_word known = {.word = &boot->xen_line.words[i]};

		if (strcmp(known.word->name, "iommu") == 0 &&
		    (xb_known_word_says(&known, "force") || xb_known_word_says(&known, "required")))
			return known.word;
	}
	return NULL;
}

/* Why Xen finds no IOMMU that it can use: new text, the caller's; NULL: it may find one. */
static char *iommu_lack(const struct xb_boot *boot, const struct xb_machine *machine)
{
	const struct xb_board_driver *driver = boot->board ? &boot->board->smmu : NULL;
	unsigned release = xb_release_number(boot->xen_version);

	if (boot->edited && machine->cpu_count && !machine->smmu)
		return xb_strdup("the device tree has no IOMMU that Xen drives");
	if (!driver || !driver->compatible.text)
		return NULL;
	if (release && release < xb_release_number(driver->since.text))
		return xb_format("Xen drives this board's %s from %s on, and this is Xen %s",
				 driver->compatible.text, driver->since.text, boot->xen_version);
	if (boot->kconfig && driver->kconfig.text &&
	    !xb_kconfig_judge(boot->kconfig, driver->kconfig.text, NULL))
		return xb_format("the driver of this board's %s, CONFIG_%s, is off in %s",
				 driver->compatible.text, driver->kconfig.text, boot->kconfig_path);
	return NULL;
}

/* xen/drivers/passthrough/iommu.c iommu_setup. */
void xb_check_no_iommu(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = demand(boot);
	char *lack = word ? iommu_lack(boot, context->machine) : NULL;

	if (!lack)
		return;
	xb_error(diags, XB_CODE_NO_IOMMU, word->at, "iommu=%s: %s", word->value, lack);
	xb_hint(diags, "Xen panics: \"Couldn't enable IOMMU and iommu=required/force\"; iommu=yes takes "
		       "one only where it is there");
	xb_fix_word(boot, word, "yes", diags);
	free(lack);
}

/* SPDX-License-Identifier: MIT */
/* Rules about dom0's memory and CPUs. */
#include <stdlib.h>
#include <string.h>

#include "boot/check.h"
#include "boot/line.h"
#include "boot/plan.h"

typedef unsigned long long number;

/* What Xen takes where dom0_mem is absent (xen/arch/arm/domain_build.c: DOM0_MEM). */
#define DOM0_MEM_DEFAULT (512ull << 20)
/* vGICv2 has 8 CPU interfaces; arm64 domains hold 128 vCPUs (xen/arch/arm/vgic.c). */
#define VGIC_V2_VCPUS 8
#define MOST_VCPUS 128

/* ---- dom0-mem ----------------------------------------------------------------------------------- */

/* The bytes of RAM that Xen itself cannot give away: reserved ranges and Xen. The modules are
 * needed until dom0 has been built. */
static uint64_t taken(const struct xb_boot *boot)
{
	struct xb_ranges ranges = {0};
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->reserved.count; i++)
		if (boot->reserved.items[i].range.size)
			xb_ranges_add(&ranges, boot->reserved.items[i].range);
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].placed && boot->loads[i].occupied &&
		    xb_range_valid(xb_load_range(&boot->loads[i])))
			xb_ranges_add(&ranges, xb_load_range(&boot->loads[i]));
	xb_ranges_merge(&ranges);
	for (size_t i = 0; i < ranges.count; i++)
		for (size_t k = 0; k < boot->ram.count; k++)
			sum += xb_range_common(boot->ram.items[k], ranges.items[i]).size;
	xb_ranges_clear(&ranges);
	return sum;
}

static uint64_t ram_size(const struct xb_boot *boot)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->ram.count; i++)
		sum += boot->ram.items[i].size;
	return sum;
}

static uint64_t slots(uint64_t bytes)
{
	return xb_align_up(bytes, XB_SLOT);
}

/* kernel + tree + ramdisk, each rounded up to 2 MiB, must fit dom0's first bank
 * (xen/common/device-tree/kernel.c place_modules). */
static uint64_t least(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_boot_load(boot, XB_ROLE_KERNEL);
	const struct xb_load *ramdisk = xb_boot_load(boot, XB_ROLE_RAMDISK);
	const struct xb_load *tree = xb_boot_load(boot, XB_ROLE_TREE);
	uint64_t unpacked = kernel->image.kind == XB_IMAGE_GZIP ? kernel->image.unpacked_size
								: kernel->size;

	return slots(unpacked) + slots(tree->size) + (ramdisk ? slots(ramdisk->size) : 0);
}

static void judge_size(const struct xb_boot *boot, const struct xb_setting *word, uint64_t bytes,
		       struct xb_diags *diags)
{
	uint64_t ram = ram_size(boot), kept = taken(boot), need = least(boot);
	char said[XB_SIZE_TEXT], have[XB_SIZE_TEXT], wanted[XB_SIZE_TEXT];
	bool suffix = strpbrk(word->value, "bBkKmMgGtT") != NULL;

	xb_size_format(bytes, said);
	if (boot->ram.count && bytes > ram - kept) {
		xb_error(diags, XB_CODE_DOM0_MEM, word->at,
			 "dom0_mem=%s is %s; RAM is %s, of which %s is free for dom0", word->value,
			 said, xb_size_format(ram, have), xb_size_format(ram - kept, wanted));
		xb_hint(diags, "Xen panics: \"Failed to allocate requested dom0 memory\"; stay below "
			       "dom0_mem=%lluM, and leave it some for itself and for guests",
			(number)((ram - kept) >> 20));
	} else if (bytes % 4096) {
		xb_error(diags, XB_CODE_DOM0_MEM, word->at,
			 "dom0_mem=%s is %llu bytes, no multiple of 4 KiB: Xen never finds the rest",
			 word->value, (number)bytes);
		xb_hint(diags, "use whole MiB: dom0_mem=512M");
	} else if (bytes < need) {
		xb_error(diags, XB_CODE_DOM0_MEM, word->at,
			 "dom0_mem=%s is %s; kernel, ramdisk and device tree alone need %s",
			 word->value, said, xb_size_format(need, wanted));
		xb_hint(diags, suffix ? "Xen panics: \"Not enough memory in the first bank for the "
					"kernel+dtb+initrd\""
				      : "without a suffix Xen reads KiB: did you mean dom0_mem=%sM?",
			word->value);
	}
}

/* What the option's own grammar refuses is option-value's to say, once. */
static bool is_sound(const struct xb_boot *boot, const struct xb_catalog *catalog,
		     const struct xb_setting *word)
{
	const struct xb_option *option =
		xb_catalog_find(catalog, XB_SCOPE_XEN, word->name, boot->arch);
	char *problem, *hint;

	if (!option || xb_option_judge(option, word->value, &problem, &hint))
		return word->value != NULL;
	free(problem);
	free(hint);
	return false;
}

void xb_check_dom0_mem(const struct xb_boot *boot, const struct xb_catalog *catalog,
		       struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_mem");
	uint64_t bytes;

	if (!word) {
		xb_warning(diags, XB_CODE_DOM0_MEM, boot->xen_line.at,
			   "dom0_mem is not set: Xen gives dom0 %llu MiB, whatever the board has",
			   DOM0_MEM_DEFAULT >> 20);
		xb_hint(diags, "set dom0_mem=1G, or what dom0 needs");
	} else if (is_sound(boot, catalog, word) && xb_xen_size_parse(word->value, &bytes)) {
		judge_size(boot, word, bytes, diags);
	}
}

/* ---- vcpus -------------------------------------------------------------------------------------- */

static bool has_value(const struct xb_boot *boot, const char *name, const char *value)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, name);

	return word && word->value && strcmp(word->value, value) == 0;
}

/* dom0_max_vcpus as Xen reads it (C base 0); 0: not set, or no number. */
static number vcpus_of(const struct xb_setting *word)
{
	char *end;
	number count;

	if (!word || !word->value || word->value[0] == '-')
		return 0;
	count = strtoull(word->value, &end, 0);
	return *end == '\0' ? count : 0;
}

static bool exceeds_domain(const struct xb_boot *boot, const struct xb_setting *word, number vcpus,
			   struct xb_diags *diags)
{
	bool v2 = boot->gic && strcmp(boot->gic, "v2") == 0;
	number most = v2 ? VGIC_V2_VCPUS : MOST_VCPUS;

	if (vcpus <= most)
		return false;
	xb_error(diags, XB_CODE_VCPUS, word->at, "dom0_max_vcpus=%s: a domain has at most %llu vCPUs%s",
		 word->value, most, v2 ? " under this board's GICv2" : "");
	xb_hint(diags, v2 ? "Xen panics: \"Error creating domain 0\""
			  : "Xen cuts it off in silence, or cannot build dom0's device tree");
	return true;
}

static void judge_oversubscription(const struct xb_boot *boot, const struct xb_setting *word,
				   number vcpus, struct xb_diags *diags)
{
	number cpus = boot->cpus;

	if (has_value(boot, "sched", "null")) {
		xb_error(diags, XB_CODE_VCPUS, word->at,
			 "dom0_max_vcpus=%s with sched=null: the board has %llu CPUs", word->value,
			 cpus);
		xb_hint(diags, "the null scheduler gives each vCPU a CPU of its own; the others never run");
	} else if (has_value(boot, "vwfi", "native")) {
		xb_warning(diags, XB_CODE_VCPUS, word->at,
			   "dom0_max_vcpus=%s with vwfi=native: the board has %llu CPUs", word->value,
			   cpus);
		xb_hint(diags, "an idle vCPU keeps its CPU under vwfi=native: it pays only while there "
			       "are no more vCPUs than CPUs, so lower %llu or use vwfi=trap", vcpus);
	} else {
		xb_note(diags, XB_CODE_VCPUS, word->at,
			"dom0_max_vcpus=%s: the board has %llu CPUs, so vCPUs will take turns",
			word->value, cpus);
	}
}

void xb_check_vcpus(const struct xb_boot *boot, const struct xb_catalog *catalog,
		    struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_max_vcpus");
	number vcpus = vcpus_of(word);

	(void)catalog;
	if (!vcpus) {
		const struct xb_setting *sched = xb_line_last(&boot->xen_line, "sched");

		if (!word && has_value(boot, "sched", "null")) {
			xb_note(diags, XB_CODE_VCPUS, sched->at,
				"sched=null without dom0_max_vcpus: dom0 takes every CPU, and no guest can run");
			xb_hint(diags, "set dom0_max_vcpus=1");
		}
		return;
	}
	if (!exceeds_domain(boot, word, vcpus, diags) && boot->cpus && vcpus > boot->cpus)
		judge_oversubscription(boot, word, vcpus, diags);
}

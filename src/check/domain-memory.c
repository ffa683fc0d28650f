/* SPDX-License-Identifier: MIT */
/* The memory of guests: room for what they are started with, and what else Xen would map there. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

#define MIB 0x100000u

/* ---- Room for its files --------------------------------------------------------------------------- */

/* The memory that is proposed: what is enough for it, where that is known, unless there is less for it. */
static uint64_t proposal(const struct xb_context *context, const struct xb_domain *domain,
			 const struct xb_guest_start *start)
{
	uint64_t least = (start->panics > start->silent ? start->panics : start->silent) + 1;
	uint64_t wanted = xb_align_up(start->enough ? start->enough : least, MIB);

	for (size_t i = 0; i < context->guests.count; i++) {
		const struct xb_guest_memory *guest = &context->guests.items[i];

		if (guest->domain == domain && guest->ram && guest->largest < wanted)
			return guest->largest >= least ? guest->largest : 0;
	}
	return wanted;
}

/* With direct-map its first range is a bank of its own, and what it is started with must be in that; NULL: its
 * memory is one piece. */
static const struct xb_load *first_bank(const struct xb_context *context, const struct xb_domain *domain)
{
	return domain->static_count > 1 && xb_read_says(context, domain, "direct-map", "true")
		       ? &context->boot->loads[domain->static_first]
		       : NULL;
}

static void hint_memory(const struct xb_context *context, const struct xb_domain *domain,
			const struct xb_guest_start *start, const char *before, struct xb_diags *diags)
{
	uint64_t proposed = proposal(context, domain, start);
	number mebibytes = proposed / MIB;
	char *key = domain->key ? xb_format("%s.memory", domain->key) : NULL;

	if (!domain->key && mebibytes)
		xb_hint(diags, "%s; fdt set %s memory <0x0 0x%llX> is %s", before, domain->node,
			(number)(proposed / 1024), proposed < start->enough ? "all that is left for it" : "enough");
	else if (!mebibytes)
		xb_hint(diags, "%s; so much is not left for it: give the others less", before);
	else
		xb_hint(diags, "%s; %s.memory=%lluM is %s", before, xb_domain_key(domain), mebibytes,
			proposed < start->enough ? "all that is left for it"
			: start->enough		 ? "about enough for Linux"
						 : "enough for them");
	if (mebibytes && !domain->static_count)
		xb_fix_set(diags, key, "%lluM", mebibytes);
	free(key);
}

/* Both edges of place_modules, xen/arch/arm/kernel.c, and what is between them and the first sound one. */
static const char *fate_of(uint64_t memory, const struct xb_guest_start *start)
{
	if (memory < start->panics)
		return "Xen panics: \"Not enough memory in the first bank for the kernel+dtb+initrd\"";
	if (memory == start->panics)
		return "Xen panics: \"Unable to find suitable location for dtb+initrd\"";
	return "the kernel would write over its own device tree, and never say a word";
}

/* The same of a range, whose size is the user's business. */
static void hint_range(const struct xb_load *range, const struct xb_guest_start *start,
		       struct xb_diags *diags)
{
	uint64_t least = start->panics > start->silent ? start->panics : start->silent;

	xb_hint(diags, "%s; %s needs more than %lluM", fate_of(range->size, start),
		range->key ? range->key : range->title, (number)((least + MIB - 1) / MIB));
}

/* Booted with Linux 6.1 and 1 MiB of ramdisk: 36 MiB panic, a page more is a guest without a word, for only the
 * file's size counts. */
static void judge_room(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_load *first = first_bank(context, domain);
	uint64_t memory = first ? first->size : domain->memory.value;
	struct xb_pos at = first ? first->at : domain->memory.at;
	char size[XB_SIZE_TEXT], enough[XB_SIZE_TEXT];
	struct xb_guest_start start;

	if (!domain->memory.known || !memory || memory % XB_PAGE ||
	    !xb_guest_start_measure(context->boot, domain, &start))
		return; /* no memory, and what is no whole pages, is said already */
	if (memory <= start.panics || memory <= start.silent) {
		xb_error(diags, XB_CODE_DOMAIN_MEMORY, at,
			 "%s has %s of memory%s; its kernel takes 0x%llX bytes of it, ramdisk and device tree "
			 "0x%llX", domain->name, xb_size_format(memory, size),
			 first ? " in its first range" : "", (number)start.image, (number)start.behind);
		if (first)
			hint_range(first, &start, diags);
		else
			hint_memory(context, domain, &start, fate_of(memory, &start), diags);
	} else if (!first && memory < start.enough) {
		xb_warning(diags, XB_CODE_DOMAIN_MEMORY, at,
			   "%s has %s of memory; a Linux of this size takes about %s to come up",
			   domain->name, xb_size_format(memory, size), xb_size_format(start.enough, enough));
		hint_memory(context, domain, &start, "Linux panics: \"System is deadlocked on memory\"",
			    diags);
	}
}

/* ---- Static memory over the end of a bank ---------------------------------------------------------- */

static void judge_bank(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	uint64_t at = 0;

	if (!xb_release_number(boot->xen_version) || xb_xen_counts_static(boot) ||
	    xb_domain_says(boot, context->catalog, domain, "direct-map", "true"))
		return;
	for (size_t i = 0; i < domain->static_count; i++) {
		const struct xb_load *range = &boot->loads[domain->static_first + i];

		if (at < xb_guest_banks[0].size && range->size > xb_guest_banks[0].size - at) {
			xb_error(diags, XB_CODE_DOMAIN_MEMORY, range->at,
				 "%s: a range of static memory crosses the first 3 GiB of its memory, which Xen "
				 "%s counts wrong", domain->name, boot->xen_version);
			xb_hint(diags, "make it two ranges, the first with 0x%llX bytes; Xen panics: \"Failed to "
				       "allocate requested static memory\"", (number)(xb_guest_banks[0].size - at));
		}
		at += range->size;
	}
}

/* ---- Where it sees what it shares ------------------------------------------------------------------ */

/* Xen looks at none of it, and maps one over the other. */
static void report_place(const struct xb_step *step, const struct xb_domain *domain, const char *what,
			 struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, step->at,
		 "%s would see shared memory at 0x%llX, over %s", domain->name,
		 (number)step->seen->address, what);
	xb_hint(diags, "Xen maps it there without a word; auto finds a free place");
}

/* No Arm CPU gives a guest more than 48 bits (VTCR_EL2.PS; p2m_ipa_bits of xen/arch/arm/p2m.c). */
#define GUEST_ADDRESSES ((uint64_t)1 << 48)

static bool is_far(const struct xb_range *seen)
{
	return seen->start >= GUEST_ADDRESSES || seen->size > GUEST_ADDRESSES - seen->start;
}

static void report_far(const struct xb_step *step, const struct xb_domain *domain, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, step->at,
		 "%s would see shared memory at 0x%llX, behind all addresses that a guest can have",
		 domain->name, (number)step->seen->address);
	xb_hint(diags, "auto finds a free place");
}

/* Two pieces at one place: it would see what is mapped last. That it has one twice is said elsewhere. */
static void judge_both(const struct xb_boot *boot, const struct xb_step *step,
		       const struct xb_domain *domain, struct xb_range seen, struct xb_diags *diags)
{
	for (const struct xb_step *other = boot->steps; other < step; other++)
		if (other->seen && !other->seen->at_host && other->load != step->load &&
		    xb_step_domain(boot, other) == domain &&
		    xb_range_overlaps(seen, (struct xb_range){other->seen->address,
							      boot->loads[other->load].size}))
			report_place(step, domain, boot->loads[other->load].title, diags);
}

static void judge_place(const struct xb_boot *boot, const struct xb_step *step, struct xb_diags *diags)
{
	const struct xb_domain *domain = xb_step_domain(boot, step);
	struct xb_range seen;

	if (!domain || step->seen->at_host)
		return;
	seen = (struct xb_range){step->seen->address, boot->loads[step->load].size};
	if (!seen.size)
		return;
	if (is_far(&seen)) {
		report_far(step, domain, diags);
		return;
	}
	if (domain->memory.value > xb_guest_ram_before(seen))
		report_place(step, domain, "its own memory", diags);
	judge_both(boot, step, domain, seen, diags);
	for (size_t i = 0; i < XB_GUEST_PLACES; i++)
		if (xb_range_overlaps(seen, xb_guest_places[i].range))
			report_place(step, domain, xb_guest_places[i].what, diags);
}

void xb_check_domain_memory(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node) {
			judge_room(context, &boot->domains[i], diags);
			judge_bank(context, &boot->domains[i], diags);
		}
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].seen)
			judge_place(boot, &boot->steps[i], diags);
}

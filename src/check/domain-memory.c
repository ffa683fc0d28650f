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

static void hint_memory(const struct xb_context *context, const struct xb_domain *domain,
			const struct xb_guest_start *start, const char *before, struct xb_diags *diags)
{
	uint64_t proposed = proposal(context, domain, start);
	number mebibytes = proposed / MIB;
	char *key = domain->key ? xb_format("%s.memory", domain->key) : NULL;

	if (!mebibytes)
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

static void judge_room(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	uint64_t memory = domain->memory.value;
	char size[XB_SIZE_TEXT], enough[XB_SIZE_TEXT];
	struct xb_guest_start start;

	if (!domain->memory.known || !memory || memory % XB_PAGE ||
	    !xb_guest_start_measure(context->boot, domain, &start))
		return; /* no memory, and what is no whole pages, is said already */
	if (memory <= start.panics || memory <= start.silent) {
		xb_error(diags, XB_CODE_DOMAIN_MEMORY, domain->memory.at,
			 "%s has %s of memory; its kernel takes 0x%llX bytes of it, ramdisk and device tree "
			 "0x%llX", domain->name, xb_size_format(memory, size), (number)start.image,
			 (number)start.behind);
		hint_memory(context, domain, &start, fate_of(memory, &start), diags);
	} else if (memory < start.enough) {
		xb_warning(diags, XB_CODE_DOMAIN_MEMORY, domain->memory.at,
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

		if (at < XB_GUEST_BANK && range->size > XB_GUEST_BANK - at) {
			xb_error(diags, XB_CODE_DOMAIN_MEMORY, range->at,
				 "%s: a range of static memory crosses the first 3 GiB of its memory, which Xen "
				 "%s counts wrong", domain->name, boot->xen_version);
			xb_hint(diags, "make it two ranges, the first with 0x%llX bytes; Xen panics: \"Failed to "
				       "allocate requested static memory\"", (number)(XB_GUEST_BANK - at));
		}
		at += range->size;
	}
}

/* ---- Where it sees what it shares ------------------------------------------------------------------ */

/* xen/include/public/arch-arm.h. Xen looks at none of it, and maps one over the other. */
static const struct place {
	const char *what;
	uint64_t start, size;
} places[] = {
	{"the interrupt controller", 0x03001000, 0x01020000},
	{"vuart's UART", 0x22000000, 0x1000},
	{"the grant tables", 0x38000000, 0x01000000},
	{"the magic pages", 0x39000000, 0x01000000},
};

static const struct xb_domain *domain_of(const struct xb_boot *boot, const char *path)
{
	for (size_t i = 0; i < boot->domain_count; i++) {
		const char *node = boot->domains[i].node;
		size_t length = node ? strlen(node) : 0;

		if (node && strncmp(path, node, length) == 0 && path[length] == '/')
			return &boot->domains[i];
	}
	return NULL;
}

static void report_place(const struct xb_step *step, const struct xb_domain *domain, const char *what,
			 struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, step->at,
		 "%s would see shared memory at 0x%llX, over %s", domain->name,
		 (number)step->seen->address, what);
	xb_hint(diags, "Xen maps it there without a word; auto finds a free place");
}

static void judge_place(const struct xb_boot *boot, const struct xb_step *step, struct xb_diags *diags)
{
	const struct xb_domain *domain = domain_of(boot, step->edit.path);
	struct xb_range seen, ram;

	if (!domain || step->seen->at_host)
		return;
	seen = (struct xb_range){step->seen->address, boot->loads[step->load].size};
	ram = (struct xb_range){XB_GUEST_RAM, domain->memory.value < XB_GUEST_BANK ? domain->memory.value
										 : XB_GUEST_BANK};
	if (seen.size && ram.size && xb_range_valid(seen) && xb_range_overlaps(seen, ram))
		report_place(step, domain, "its own memory", diags);
	for (size_t i = 0; i < XB_COUNT(places); i++)
		if (seen.size && xb_range_valid(seen) &&
		    xb_range_overlaps(seen, (struct xb_range){places[i].start, places[i].size}))
			report_place(step, domain, places[i].what, diags);
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

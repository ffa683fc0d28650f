/* SPDX-License-Identifier: MIT */
/* The memory of guests: room for what they are started with, and enough of it for all. */
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

#define MIB 0x100000u
#define MIB2 0x200000u

static uint64_t in_slots(uint64_t bytes)
{
	return xb_align_up(bytes, MIB2);
}

/* ---- Room for its files --------------------------------------------------------------------------- */

/* What one guest is started with, in bytes of its memory. */
struct needs {
	uint64_t kernel, image; /* the file, unpacked; with what it needs behind it */
	uint64_t behind;        /* ramdisk and device tree, which stand there too */
};

/* Xen's own tree for a guest: less than 2 MiB with any partial one that it takes. */
static bool measure(const struct xb_boot *boot, const struct xb_domain *domain, struct needs *needs)
{
	const struct xb_load *kernel = xb_domain_load(boot, domain, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_domain_load(boot, domain, XB_MODULE_RAMDISK);
	const struct xb_load *tree = xb_domain_load(boot, domain, XB_MODULE_TREE);
	bool packed = kernel && kernel->image.kind == XB_IMAGE_GZIP;

	if (!kernel || (!packed && !kernel->size_known))
		return false;
	needs->kernel = packed ? kernel->image.unpacked_size : kernel->size;
	needs->image = kernel->image.image_size > needs->kernel ? kernel->image.image_size
								: needs->kernel;
	needs->behind = in_slots(1 + (tree ? tree->size : 0)) + (ramdisk ? in_slots(ramdisk->size) : 0);
	return needs->kernel && needs->kernel < UINT32_MAX && needs->behind < UINT32_MAX;
}

/* xen/arch/arm/kernel.c place_modules, kernel_zimage_place: booted with Linux 6.1 and 1 MiB of ramdisk, 36 MiB
 * panic, a page more is a guest without a word, for only the file's size counts. */
static void judge_room(const struct xb_boot *boot, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	number memory = domain->memory.value, panics, silent;
	struct needs needs;
	char size[XB_SIZE_TEXT];

	if (!domain->memory.known || !memory || !measure(boot, domain, &needs))
		return;
	panics = in_slots(needs.kernel) + needs.behind;
	silent = needs.image + needs.behind;
	if (memory > panics && memory > silent)
		return;
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, domain->memory.at,
		 "%s has %s of memory; its kernel takes 0x%llX bytes of it, ramdisk and device tree 0x%llX",
		 domain->name, xb_size_format(memory, size), (number)needs.image, (number)needs.behind);
	xb_hint(diags, memory <= panics
			       ? "Xen panics: \"Unable to find suitable location for dtb+initrd\"; %s.memory needs "
				 "more than %lluM"
			       : "the kernel would write over its own device tree, and never say a word; "
				 "%s.memory needs more than %lluM",
		domain->key ? domain->key : domain->name,
		((panics > silent ? panics : silent) + MIB - 1) / MIB);
}

/* ---- Static memory over the end of a bank ---------------------------------------------------------- */

/* A guest's first bank of RAM has 3 GiB. Up to 4.21 what of a range reaches into the second is counted wrong
 * (xen/arch/arm/static-memory.c allocate_static_memory). */
#define BANK_SIZE ((uint64_t)3 << 30)
#define COUNTS_RIGHT XB_RELEASE(4, 22)

static void judge_bank(const struct xb_context *context, const struct xb_domain *domain,
		       struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	unsigned release = xb_release_number(boot->xen_version);
	uint64_t at = 0;

	if (!release || release >= COUNTS_RIGHT ||
	    xb_domain_says(boot, context->catalog, domain, "direct-map", "true"))
		return;
	for (size_t i = 0; i < domain->static_count; i++) {
		const struct xb_load *range = &boot->loads[domain->static_first + i];

		if (at < BANK_SIZE && range->size > BANK_SIZE - at) {
			xb_error(diags, XB_CODE_DOMAIN_MEMORY, range->at,
				 "%s: a range of static memory crosses the first 3 GiB of its memory, which Xen "
				 "%s counts wrong", domain->name, boot->xen_version);
			xb_hint(diags, "make it two ranges, the first with 0x%llX bytes; Xen panics: \"Failed to "
				       "allocate requested static memory\"", (number)(BANK_SIZE - at));
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
#define RAM0 0x40000000u
#define RAM0_SIZE 0xC0000000u

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

static void judge_place(const struct xb_boot *boot, const struct xb_step *step, struct xb_diags *diags)
{
	const struct xb_domain *domain = domain_of(boot, step->edit.path);
	struct xb_range seen, ram;

	if (!domain || step->seen->at_host)
		return;
	seen = (struct xb_range){step->seen->address, boot->loads[step->load].size};
	if (seen.size && is_far(&seen)) {
		report_far(step, domain, diags);
		return;
	}
	ram = (struct xb_range){RAM0, domain->memory.value < RAM0_SIZE ? domain->memory.value : RAM0_SIZE};
	if (seen.size && ram.size && xb_range_overlaps(seen, ram))
		report_place(step, domain, "its own memory", diags);
	for (size_t i = 0; i < XB_COUNT(places); i++)
		if (seen.size &&
		    xb_range_overlaps(seen, (struct xb_range){places[i].start, places[i].size}))
			report_place(step, domain, places[i].what, diags);
}

void xb_check_domain_memory(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node) {
			judge_room(boot, &boot->domains[i], diags);
			judge_bank(context, &boot->domains[i], diags);
		}
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].seen)
			judge_place(boot, &boot->steps[i], diags);
}

/* ---- All of them ---------------------------------------------------------------------------------- */

static void report_lack(const struct xb_guest_memory *guest, struct xb_diags *diags)
{
	const struct xb_domain *domain = guest->domain;
	const uint64_t sizes[] = {guest->takes, guest->left};
	char text[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), text);
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, domain->memory.at,
		 "%s takes %s of memory with its tables, and %s are left when its turn comes", domain->name,
		 text[0], text[1]);
	if (guest->largest)
		xb_hint(diags, "%s.memory=%lluM would fit; Xen panics: \"Failed to allocate requested domain "
			       "memory\"", domain->key ? domain->key : domain->name,
			(number)guest->largest >> 20);
	else
		xb_hint(diags, "give dom0 or the domains before it less; Xen panics");
}

/* The first that lacks memory ends it all. */
void xb_check_domains_fit(const struct xb_context *context, struct xb_diags *diags)
{
	struct xb_guests_memory guests;
	size_t i = 0;

	if (xb_guests_memory_make(context, &guests)) {
		while (i < guests.count && guests.items[i].takes <= guests.items[i].left)
			i++;
		if (i < guests.count)
			report_lack(&guests.items[i], diags);
	}
	xb_guests_memory_clear(&guests);
}

/* SPDX-License-Identifier: MIT */
/* Rules about a kernel in a U-Boot header: from 4.18 on Xen believes what that says of where the
 * kernel goes and begins; before, it looked at neither (xen/arch/arm/kernel.c kernel_uimage_probe). */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

#define BELIEVES XB_RELEASE(4, 18)
#define HEADER 64

/* An error for a release that is known to believe the header, a warning where none is known. */
static void report(const struct xb_boot *boot, const struct xb_load *kernel, const char *what,
		   struct xb_diags *diags)
{
	if (xb_release_number(boot->xen_version))
		xb_error(diags, XB_CODE_LOAD_ADDRESS, kernel->at, "%s: the uImage %s %s", kernel->title,
			 kernel->path, what);
	else
		xb_warning(diags, XB_CODE_LOAD_ADDRESS, kernel->at,
			   "%s: the uImage %s %s; from Xen 4.18 on that counts", kernel->title,
			   kernel->path, what);
	xb_hint(diags, "mkimage -a 0 -e 0 leaves both to Xen, which takes the start of the domain's memory");
}

static void judge_entry(const struct xb_boot *boot, const struct xb_load *kernel, struct xb_diags *diags)
{
	char *what = xb_format("has the entry point 0x%llX and no load address, which Xen refuses",
			       (number)kernel->image.entry);

	report(boot, kernel, what, diags);
	free(what);
}

static bool is_inside(const struct xb_ranges *banks, struct xb_range range)
{
	for (size_t i = 0; i < banks->count; i++)
		if (xb_range_contains(banks->items[i], range))
			return true;
	return false;
}

/* Where the domain has its memory, at its own addresses. */
static void judge_load(const struct xb_boot *boot, const struct xb_load *kernel, const char *whose,
		       const struct xb_ranges *banks, struct xb_diags *diags)
{
	const struct xb_image *image = &kernel->image;
	struct xb_range wanted = {image->load_address, image->promised_size - HEADER};
	char *what;

	if (!banks->count || is_inside(banks, wanted))
		return;
	what = xb_format("wants to be at 0x%llX-0x%llX, outside %s's memory, which begins with "
			 "0x%llX-0x%llX",
			 (number)wanted.start, (number)xb_range_last(wanted), whose,
			 (number)banks->items[0].start, (number)xb_range_last(banks->items[0]));
	report(boot, kernel, what, diags);
	free(what);
}

/* Dom0's memory is 1:1. */
static void add_dom0_banks(const struct xb_context *context, struct xb_ranges *banks)
{
	const struct xb_dom0_memory *memory = &context->dom0.memory;

	if (!context->dom0.simulated || memory->result != XB_DOM0_FITS)
		return;
	for (size_t i = 0; i < memory->banks.count; i++)
		xb_ranges_add(banks, memory->banks.items[i]);
}

static void judge_kernel(const struct xb_context *context, const struct xb_domain *domain,
			 struct xb_diags *diags)
{
	const struct xb_load *kernel = xb_domain_load(context->boot, domain, XB_MODULE_KERNEL);
	struct xb_ranges banks = {0};

	if (!kernel || !kernel->present || kernel->image.kind != XB_IMAGE_UIMAGE)
		return;
	if (!kernel->image.load_address) {
		if (kernel->image.entry)
			judge_entry(context->boot, kernel, diags);
		return;
	}
	if (domain->node)
		xb_guest_ram(context->boot, context->catalog, domain, &banks);
	else
		add_dom0_banks(context, &banks);
	judge_load(context->boot, kernel, domain->name, &banks, diags);
	xb_ranges_clear(&banks);
}

void xb_check_load_address(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	unsigned release = xb_release_number(boot->xen_version);

	if (release && release < BELIEVES)
		return;
	for (size_t i = 0; i < boot->domain_count; i++)
		judge_kernel(context, &boot->domains[i], diags);
}

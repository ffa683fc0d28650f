/* SPDX-License-Identifier: MIT */
/* Rules about a dom0 kernel in a U-Boot header: from 4.18 on Xen believes what that says of where the
 * kernel goes and begins; before, it looked at neither (xen/arch/arm/kernel.c kernel_uimage_probe). */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

#define BELIEVES XB_RELEASE(4, 18)
#define HEADER 64

static const char advice[] =
	"mkimage -a 0 -e 0 leaves both to Xen, which takes the start of dom0's memory";

/* An error for a release that is known to believe the header, a warning where none is known. */
static void report(const struct xb_boot *boot, const char *what, struct xb_diags *diags)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);

	if (xb_release_number(boot->xen_version))
		xb_error(diags, XB_CODE_LOAD_ADDRESS, kernel->at, "dom0 kernel: the uImage %s %s",
			 kernel->path, what);
	else
		xb_warning(diags, XB_CODE_LOAD_ADDRESS, kernel->at,
			   "dom0 kernel: the uImage %s %s; from Xen 4.18 on that counts",
			   kernel->path, what);
	xb_hint(diags, "%s", advice);
}

static void judge_entry(const struct xb_boot *boot, const struct xb_image *image,
			struct xb_diags *diags)
{
	char *what = xb_format("has the entry point 0x%llX and no load address, which Xen refuses",
			       (number)image->entry);

	report(boot, what, diags);
	free(what);
}

static bool is_inside(const struct xb_ranges *banks, struct xb_range range)
{
	for (size_t i = 0; i < banks->count; i++)
		if (xb_range_contains(banks->items[i], range))
			return true;
	return false;
}

/* The address is dom0's own, and dom0's memory is 1:1. */
static void judge_load(const struct xb_context *context, const struct xb_image *image,
		       struct xb_diags *diags)
{
	struct xb_range wanted = {image->load_address, image->promised_size - HEADER};
	const struct xb_dom0_memory *memory = &context->dom0.memory;

	if (!context->dom0.simulated)
		return;
	if (memory->result == XB_DOM0_FITS && !is_inside(&memory->banks, wanted)) {
		char *what = xb_format("wants to be at 0x%llX-0x%llX, outside dom0's memory, "
				       "which begins with 0x%llX-0x%llX",
				       (number)wanted.start, (number)xb_range_last(wanted),
				       (number)memory->banks.items[0].start,
				       (number)xb_range_last(memory->banks.items[0]));

		report(context->boot, what, diags);
		free(what);
	}
}

void xb_check_load_address(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	unsigned release = xb_release_number(boot->xen_version);

	if (!kernel->present || kernel->image.kind != XB_IMAGE_UIMAGE ||
	    (release && release < BELIEVES))
		return;
	if (kernel->image.load_address)
		judge_load(context, &kernel->image, diags);
	else if (kernel->image.entry)
		judge_entry(boot, &kernel->image, diags);
}

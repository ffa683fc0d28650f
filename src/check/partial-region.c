/* SPDX-License-Identifier: MIT */
/*
 * Devices in the extended regions of a guest: with enhanced Xen tells Linux that it may map foreign pages wherever
 * behind its RAM nothing of Xen's is, up to 4.20 without a look at what is passed through (find_domU_holes,
 * xen/arch/arm/domain_build.c; from 4.21 on xen/common/device-tree/dom0less-build.c cuts devices out).
 */
#include "check/partial.h"

#define LOOKS XB_RELEASE(4, 21)
#define BORDER ((uint64_t)2 << 20)
#define LEAST ((uint64_t)64 << 20)

/* The part of the bank behind MEMORY bytes of RAM that begins in it; size 0: it is none. */
static struct xb_range region_of(struct xb_range bank, uint64_t memory)
{
	uint64_t taken = xb_align_up(memory < bank.size ? memory : bank.size, BORDER);

	if (taken >= bank.size || bank.size - taken < LEAST)
		return (struct xb_range){0};
	return (struct xb_range){bank.start + taken, bank.size - taken};
}

static bool is_in_region(const struct xb_domain *domain, struct xb_range guest)
{
	uint64_t memory = domain->memory.value;

	for (size_t i = 0; i < XB_GUEST_BANKS; i++) {
		struct xb_range bank = xb_guest_banks[i], region = region_of(bank, memory);

		if (region.size && guest.size && xb_range_valid(guest) && xb_range_overlaps(region, guest))
			return true;
		memory -= memory < bank.size ? memory : bank.size;
	}
	return false;
}

/* Has it such regions, of which it is told where devices are? */
static bool has_regions(const struct xb_context *context, const struct xb_domain *domain)
{
	unsigned release = xb_release_number(context->boot->xen_version);

	return release && release < LOOKS && xb_read_word(context, domain, "enhanced") &&
	       !xb_read_says(context, domain, "enhanced", "disabled") &&
	       !xb_read_says(context, domain, "direct-map", "true") &&
	       !xb_xen_says(context->boot, "ext_regions", "false");
}

static void report_region(const struct xb_context *context, const struct xb_domain *domain,
			  const struct xb_load *partial, struct xb_range guest, struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_PASSTHROUGH_ADDRESS, partial->at,
		   "%s has a device at 0x%llX-0x%llX, and by enhanced Xen %s offers Linux the same addresses for "
		   "foreign pages", domain->name, (unsigned long long)guest.start,
		   (unsigned long long)xb_range_last(guest), context->boot->xen_version);
	xb_hint(diags, "ext_regions=false on Xen's line, or enhanced: disabled; from 4.21 on Xen cuts devices out");
}

/* The first of them is enough. */
void xb_partial_judge_regions(const struct xb_context *context, const struct xb_domain *domain,
			      const struct xb_load *partial, const struct xb_devtree *tree,
			      struct xb_diags *diags)
{
	struct xb_partial_mapping mapping;

	if (!has_regions(context, domain))
		return;
	for (size_t i = 0; i < tree->index->count; i++)
		for (size_t k = 0; xb_partial_mapping(&tree->index->nodes[i], k, &mapping); k++)
			if (is_in_region(domain, mapping.guest)) {
				report_region(context, domain, partial, mapping.guest, diags);
				return;
			}
}

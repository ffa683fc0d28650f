/* SPDX-License-Identifier: MIT */
/* Where Xen cannot run, whoever starts it. */
#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number; /* what %llx takes */

/* ---- The 2 MiB that Xen's own addresses take ---------------------------------------------------------- */

/* Up to 4.17 Xen's virtual addresses begin at 2 MiB, and it cannot map itself there while it runs in the same
 * 2 MiB at other addresses (xen/arch/arm/arm64/head.S, arm32/head.S: "Xen is not yet able to handle"). */
#define LAST_AT_2M XB_RELEASE(4, 17)
#define OWN_START 0x200000u
#define OWN_LAST 0x3fffffu

/* U-Boot's booti moves Xen to the next border of 2 MiB, and 2 MiB itself is one; a loader without a script may
 * just jump. */
static bool is_moved(const struct xb_boot *boot)
{
	const struct xb_door *door = boot->entrance.door;

	return door && door->xen_alignment >= XB_SLOT && xb_boot_load(boot, XB_LOAD_SCRIPT);
}

static void judge_own_addresses(const struct xb_boot *boot, const struct xb_load *xen,
				struct xb_diags *diags)
{
	unsigned release = xb_release_number(boot->xen_version);

	if (is_moved(boot) || release > LAST_AT_2M || xen->address <= OWN_START || xen->address > OWN_LAST)
		return;
	xb_report(diags, release ? XB_ERROR : XB_WARNING, XB_CODE_XEN_ADDRESS, xen->address_at,
		  "Xen at 0x%llX lies in 0x%X-0x%X, which are its own addresses%s: it dies without a "
		  "word",
		  (number)xen->address, OWN_START, OWN_LAST, release ? "" : " up to 4.17");
	xb_hint(diags, "0x%X itself is fine, and so is 0x%X; from 4.18 on any place is", OWN_START,
		OWN_LAST + 1);
}

/* ---- The highest place ---------------------------------------------------------------------------------- */

/* IDENTITY_MAPPING_AREA_NR_L0 entries of 512 GiB (xen/arch/arm/include/asm/mmu/layout.h): "Cannot handle ID
 * mapping above". */
static const struct {
	unsigned since; /* a release */
	uint64_t end;   /* bytes */
} id_mappings[] = {{XB_RELEASE(4, 19), UINT64_C(20) << 39}, {XB_RELEASE(4, 18), UINT64_C(4) << 39}};

static void judge_height(const struct xb_boot *boot, const struct xb_load *xen, struct xb_diags *diags)
{
	unsigned release = xb_release_number(boot->xen_version);
	size_t i = 0;

	while (i < XB_COUNT(id_mappings) && release < id_mappings[i].since)
		i++;
	if (i == XB_COUNT(id_mappings) || xen->address < id_mappings[i].end)
		return;
	xb_error(diags, XB_CODE_XEN_ADDRESS, xen->address_at,
		 "Xen at 0x%llX is not below %llu TiB: Xen %s panics, Cannot handle ID mapping above %lluTB",
		 (number)xen->address, (number)(id_mappings[i].end >> 40), boot->xen_version,
		 (number)(id_mappings[i].end >> 40));
}

void xb_check_xen_address(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *xen = xb_boot_xen(boot);

	if (!xen || !xb_load_is_placed(xen))
		return;
	judge_own_addresses(boot, xen, diags);
	judge_height(boot, xen, diags);
}

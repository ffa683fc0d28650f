/* SPDX-License-Identifier: MIT */
/*
 * Banks that U-Boot loads nothing into. From 2025.01 on its lib/lmb.c lmb_add_memory keeps what lies above
 * gd->ram_top, and a load there is refused ("trying to overwrite reserved memory"). That end is the begin
 * of RAM and as many bytes as there are in all banks, or less (common/board_f.c setup_dest_addr,
 * board_get_usable_ram_top), so that a bank behind a gap lies above it whatever the board says.
 */
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* With a memory map of their own for it (LMB_ARCH_MEM_MAP): Layerscape, SoCFPGA, R-Car 5. */
static const char *const own_map[] = {"fsl,l", "intel,socfpga", "altr,socfpga", "renesas,r8a78000"};

static bool has_own_map(const struct xb_tree_node *root)
{
	const struct xb_tree_property *property = xb_tree_property(root, "compatible");
	size_t length = property ? property->length : 0, at = 0;

	while (at < length) {
		const char *word = (const char *)property->value + at;
		size_t most = length - at;

		for (size_t i = 0; i < XB_COUNT(own_map); i++)
			if (strlen(own_map[i]) <= most &&
			    memcmp(word, own_map[i], strlen(own_map[i])) == 0)
				return true;
		at += strnlen(word, most) + 1;
	}
	return false;
}

/* The end of RAM if all of it were one bank. */
static uint64_t highest_top(const struct xb_ranges *ram)
{
	uint64_t begin = UINT64_MAX, sum = 0;

	for (size_t i = 0; i < ram->count; i++) {
		begin = ram->items[i].start < begin ? ram->items[i].start : begin;
		sum += ram->items[i].size;
	}
	return begin + sum;
}

/* The bank that LOAD is in, wholly above TOP; NULL: none. */
static const struct xb_range *bank_above(const struct xb_ranges *ram, const struct xb_load *load,
					 uint64_t top)
{
	const struct xb_range at = {load->address, 1};

	for (size_t i = 0; i < ram->count; i++)
		if (ram->items[i].start >= top && xb_range_contains(ram->items[i], at))
			return &ram->items[i];
	return NULL;
}

void xb_check_ram_top(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	uint64_t top = highest_top(&boot->ram);

	/* Who loads the files without a script may be no U-Boot at all. */
	if (!xb_boot_load(boot, XB_LOAD_SCRIPT) || has_own_map(boot->edited->index->nodes))
		return;
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		const struct xb_range *bank = NULL;

		if (load->from && xb_load_is_placed(load))
			bank = bank_above(&boot->ram, load, top);
		if (!bank)
			continue;
		xb_warning(diags, XB_CODE_RESERVED, load->address_at,
			   "%s at 0x%llX lies in the bank from 0x%llX on, which U-Boot from 2025.01 "
			   "on keeps: it refuses to load there",
			   load->title, (unsigned long long)load->address,
			   (unsigned long long)bank->start);
		xb_hint(diags, "put it into a bank below 0x%llX, as auto does where the script is in one",
			(unsigned long long)top);
	}
}

/* SPDX-License-Identifier: MIT */
#include "import/describe.h"

#include <string.h>

struct xb_pos xb_describe_place(const struct xb_boot *boot, const char *path, const char *property,
				struct xb_pos otherwise)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_SET &&
		    !strcmp(step->edit.path, path) && !strcmp(step->edit.name, property))
			return step->at;
	}
	return otherwise;
}

size_t xb_describe_load(struct xb_uboot *uboot, struct xb_amount address, enum xb_load_use use,
			const char *title)
{
	struct xb_boot *boot = uboot->boot;
	size_t index = xb_uboot_load_at(uboot, address, false);

	if (index == XB_NONE) {
		struct xb_load *load = xb_boot_add_load(boot, use, title);

		index = boot->load_count - 1;
		uboot->loads =
			xb_grow(uboot->loads, &uboot->load_capacity, index, sizeof(*uboot->loads));
		uboot->loads[index] =
			(struct xb_board_load){.address = address, .size = XB_NO_SYMBOL};
		load->address = address.value;
		load->placed = address.symbol == XB_NO_SYMBOL;
		load->at = load->address_at = uboot->left_at;
	}
	boot->loads[index].use = use;
	boot->loads[index].title = xb_arena_strdup(&boot->arena, title);
	return index;
}

void xb_describe_size(struct xb_load *load, uint64_t size)
{
	if (load->size_known)
		return;
	load->size = load->footprint = load->occupied = size;
	load->size_known = true;
}

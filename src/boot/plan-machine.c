/* SPDX-License-Identifier: MIT */
/* The machine: RAM, what is kept in it, CPUs. The board's word wins over the tree's. */
#include <string.h>

#include "boot/plan.h"

static void reserve(struct xb_boot *boot, struct xb_range range, const char *name)
{
	struct xb_named_ranges *list = &boot->reserved;

	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] =
		(struct xb_named_range){range, xb_arena_strdup(&boot->arena, name)};
}

static void take_memory(struct xb_boot *boot, const struct xb_board *board)
{
	bool from_tree;

	for (size_t i = 0; board && i < board->memory_count; i++) {
		struct xb_range range = {board->memory[i].start.value,
					 board->memory[i].size.value};

		if (range.size && xb_range_valid(range))
			xb_ranges_add(&boot->ram, range);
	}
	from_tree = boot->ram.count == 0 && boot->tree;
	for (size_t i = 0; from_tree && i < boot->tree->memory.count; i++)
		xb_ranges_add(&boot->ram, boot->tree->memory.items[i]);
	xb_ranges_merge(&boot->ram);
}

static void take_reserved(struct xb_boot *boot, const struct xb_board *board)
{
	for (size_t i = 0; board && i < board->reserved_count; i++) {
		const struct xb_board_range *range = &board->reserved[i];

		reserve(boot, (struct xb_range){range->start.value, range->size.value},
			range->name.text ? range->name.text : "reserved by the board");
	}
	for (size_t i = 0; boot->tree && i < boot->tree->reserved.count; i++)
		reserve(boot, boot->tree->reserved.items[i].range,
			boot->tree->reserved.items[i].name);
}

/* The first reserved range that the slot at ADDRESS touches; NULL: none. */
static const struct xb_named_range *kept_at(const struct xb_boot *boot, uint64_t address)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (xb_range_overlaps(boot->reserved.items[i].range,
				      (struct xb_range){address, XB_SLOT}))
			return &boot->reserved.items[i];
	return NULL;
}

/* Where nothing says where the script goes: 2 MiB into RAM, not below 12 MiB, where the firmware of
 * several boards keeps things, and clear of what is reserved. */
static uint64_t default_script_address(const struct xb_boot *boot)
{
	uint64_t start = xb_align_up(boot->ram.items[0].start, XB_SLOT) + XB_SLOT;
	const struct xb_named_range *kept;

	if (start < 0xC00000)
		start = 0xC00000;
	while ((kept = kept_at(boot, start))) {
		uint64_t last = xb_range_last(kept->range);
		uint64_t next = last == UINT64_MAX ? start : xb_align_up(last + 1, XB_SLOT);

		if (next <= start)
			break; /* there is no border behind it */
		start = next;
	}
	return start;
}

/* Where a script is, or would be: that is where placement begins. *at is where that is said. */
static void find_anchor(struct xb_boot *boot, const struct xb_profile *profile, struct xb_pos *at)
{
	const struct xb_number *said = &profile->load.script_address;

	if (!said->given && profile->board)
		said = &profile->board->script_address;
	boot->anchored = true;
	boot->anchor = said->given ? said->value : default_script_address(boot);
	if (said->given)
		*at = said->at;
}

static void place_script(const struct xb_plan *plan)
{
	struct xb_pos at = {0};
	struct xb_boot *boot = plan->boot;

	find_anchor(boot, plan->profile, &at);
	for (size_t i = 0; i < boot->load_count; i++) {
		struct xb_load *load = &boot->loads[i];

		if (load->use != XB_LOAD_SCRIPT)
			continue;
		load->address = boot->anchor;
		load->automatic = !at.file;
		load->address_at = at;
		load->placed = true;
	}
}

static bool is_reserved(const struct xb_boot *boot, struct xb_range range)
{
	for (size_t i = 0; i < boot->reserved.count; i++)
		if (boot->reserved.items[i].range.start == range.start &&
		    boot->reserved.items[i].range.size == range.size)
			return true;
	return false;
}

void xb_plan_edited(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;

	if (boot->edited && !xb_board_cpu_total(boot->board))
		boot->cpus = boot->edited->cpus;

	for (size_t i = 0; boot->edited && i < boot->edited->reserved.count; i++) {
		const struct xb_named_range *kept = &boot->edited->reserved.items[i];

		if (!is_reserved(boot, kept->range))
			reserve(boot, kept->range, kept->name);
	}
}

static void report_no_ram(const struct xb_plan *plan)
{
	xb_error(plan->diags, XB_CODE_MISSING_KEY, (struct xb_pos){.file = plan->profile->path},
		 "no RAM is known: neither a board nor the device tree says where memory is");
	xb_hint(plan->diags, "name a board (`xenboot boards`), or write one in place: "
			     "board: {memory: [{start: 0x0, size: 1G}]}");
}

static void take_board(struct xb_boot *boot, const struct xb_board *board)
{
	boot->board = board;
	boot->board_name = board->name.text;
	boot->gic = board->gic.text;
	if (board->window.size.given)
		boot->window =
			(struct xb_range){board->window.start.value, board->window.size.value};
}

void xb_boot_take_machine(struct xb_boot *boot, const struct xb_board *board)
{
	take_memory(boot, board);
	take_reserved(boot, board);
	boot->cpus = xb_board_cpu_total(board);
	if (!boot->cpus && boot->tree)
		boot->cpus = boot->tree->cpus;
	if (board)
		take_board(boot, board);
}

void xb_plan_machine(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;

	xb_boot_take_machine(boot, plan->profile->board);
	if (!boot->ram.count) {
		report_no_ram(plan);
		return;
	}
	place_script(plan);
	xb_plan_uboot(boot);
}

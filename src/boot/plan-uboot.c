/* SPDX-License-Identifier: MIT */
/*
 * Where U-Boot runs: it moves itself to the end of the RAM that it knows (common/board_f.c
 * setup_dest_addr), and its loads refuse everything from below its stack on (lib/lmb.c): "trying to
 * overwrite reserved memory". Boards end that RAM where firmware keeps its last bytes, and few at all
 * go beyond the bank that they start in.
 */
#include "boot/plan.h"

/* How many banks there are, as someone wrote them down: two that touch are two. */
static size_t bank_count(const struct xb_boot *boot)
{
	return boot->board && boot->board->memory_count ? boot->board->memory_count
							 : boot->ram.count;
}

static struct xb_range bank_at(const struct xb_boot *boot, size_t index)
{
	const struct xb_board *board = boot->board;

	if (!board || !board->memory_count)
		return boot->ram.items[index];
	return (struct xb_range){board->memory[index].start.value, board->memory[index].size.value};
}

/* The bank that the script is in; size 0: none. */
static struct xb_range find_bank(const struct xb_boot *boot)
{
	struct xb_range anchor = {boot->anchor, 1};

	for (size_t i = 0; i < bank_count(boot); i++) {
		struct xb_range bank = bank_at(boot, i);

		if (bank.size && xb_range_valid(bank) && xb_range_contains(bank, anchor))
			return bank;
	}
	return (struct xb_range){0, 0};
}

/* BANK without what is reserved at its end. */
static struct xb_range below_reserved(const struct xb_boot *boot, struct xb_range bank)
{
	for (size_t i = 0; i < boot->reserved.count; i++) {
		struct xb_range kept = boot->reserved.items[i].range;
		struct xb_range end = {xb_range_last(bank), 1};

		if (kept.start <= bank.start || !xb_range_contains(kept, end))
			continue;
		bank.size = kept.start - bank.start;
		i = (size_t)-1; /* another may end there */
	}
	return bank;
}

/* The last SIZE bytes of BANK; none where it has no more than these. */
static struct xb_range top_of(struct xb_range bank, uint64_t size)
{
	if (bank.size <= size)
		return (struct xb_range){bank.start, 0};
	return (struct xb_range){bank.start + bank.size - size, size};
}

/* A board that has a window has said where U-Boot is not. */
static struct xb_range above_window(const struct xb_boot *boot, struct xb_range range)
{
	uint64_t last, window_last;

	if (!boot->window.size || !range.size || !xb_range_overlaps(range, boot->window))
		return range;
	last = xb_range_last(range);
	window_last = xb_range_last(boot->window);
	if (window_last >= last)
		return (struct xb_range){range.start, 0};
	return (struct xb_range){window_last + 1, last - window_last};
}

/* Of a board that nobody measured U-Boot takes at least so much where all RAM is one bank, whose end nothing
 * keeps; in several banks it may be at the end of another one. */
static struct xb_range least_of(const struct xb_boot *boot, struct xb_range bank, struct xb_range free)
{
	bool measured = boot->board && boot->board->uboot_top.given;

	if (measured)
		return boot->uboot;
	if (bank_count(boot) != 1 || free.size != bank.size)
		return (struct xb_range){bank.start, 0};
	return xb_range_common(top_of(bank, XB_UBOOT_LEAST), boot->uboot);
}

void xb_plan_uboot(struct xb_boot *boot)
{
	const struct xb_board *board = boot->board;
	struct xb_range bank = find_bank(boot), free;

	if (!bank.size)
		return;
	free = below_reserved(boot, bank);
	if (board && board->uboot_top.given)
		boot->uboot = top_of(bank, board->uboot_top.value);
	else
		boot->uboot = above_window(boot, top_of(free, free.size < 2 * XB_UBOOT_TOP ? XB_UBOOT_LEAST
											  : XB_UBOOT_TOP));
	boot->uboot_least = least_of(boot, bank, free);
}

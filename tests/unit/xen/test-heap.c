/* SPDX-License-Identifier: MIT */
/* Xen's page allocator: which block is taken, what is left, what joins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "xen/heap.h"

#define MIB 0x100000ull

static struct xb_heap *heap_of(struct xb_heap *heap, bool dirty, uint64_t start, uint64_t size)
{
	xb_heap_init(heap, dirty);
	xb_heap_add(heap, (struct xb_range){start, size});
	return heap;
}

/* Takes 2^ORDER pages; -1 where there are none. In bytes. */
static long long take(struct xb_heap *heap, unsigned order, unsigned bits)
{
	struct xb_heap_piece piece;

	if (!xb_heap_take(heap, order, bits, false, &piece))
		return -1;
	return (long long)(piece.page << XB_PAGE_SHIFT);
}

static void expect(const char *what, long long got, long long want)
{
	if (got != want)
		fail_msg("%s: got 0x%llx, want 0x%llx", what, (unsigned long long)got,
			 (unsigned long long)want);
}

/* 0x40000000 and 64 MiB: one block. A piece comes from its upper end, and the next from the
 * smallest block that holds it. */
static void the_upper_end_is_taken(void **state)
{
	struct xb_heap heap;

	(void)state;
	heap_of(&heap, false, 0x40000000, 64 * MIB);
	expect("4 MiB of 64", take(&heap, 10, 64), 0x43C00000);
	expect("4 MiB of 4", take(&heap, 10, 64), 0x43800000);
	expect("4 MiB of 8", take(&heap, 10, 64), 0x43400000);
	expect("32 MiB", take(&heap, 13, 64), 0x40000000);
	expect("16 MiB", take(&heap, 12, 64), 0x42000000);
	expect("8 MiB are not in one piece", take(&heap, 11, 64), -1);
	expect("the last 4 MiB", take(&heap, 10, 64), 0x43000000);
	expect("what is free", (long long)heap.free, 0);
	xb_heap_clear(&heap);
}

static void the_highest_zone_comes_first(void **state)
{
	struct xb_heap heap;

	(void)state;
	heap_of(&heap, false, 0x40000000, 4 * MIB);
	xb_heap_add(&heap, (struct xb_range){0x80000000, 64 * MIB});
	expect("4 MiB, though a low block has just that size", take(&heap, 10, 64), 0x83C00000);
	expect("below 2 GiB", take(&heap, 10, 31), 0x40000000);
	expect("below 2 GiB again", take(&heap, 10, 31), -1);
	expect("below 4 GiB", take(&heap, 10, 32), 0x83800000);
	xb_heap_clear(&heap);
}

static void halves_join_again(void **state)
{
	struct xb_heap heap;

	(void)state;
	heap_of(&heap, false, 0x40000000, 64 * MIB);
	expect("4 MiB", take(&heap, 10, 64), 0x43C00000);
	expect("64 MiB with a piece out", take(&heap, 14, 64), -1);
	xb_heap_give(&heap, &(struct xb_heap_piece){.page = 0x43C00, .order = 10});
	expect("64 MiB", take(&heap, 14, 64), 0x40000000);
	xb_heap_clear(&heap);
}

/* Page 0 is kept away, and no block is larger than 1 GiB. */
static void ends_of_the_heap(void **state)
{
	struct xb_heap heap;

	(void)state;
	heap_of(&heap, false, 0, 4 * MIB);
	expect("pages of 4 MiB from 0 on", (long long)heap.free, 1023);
	expect("4 MiB from 0 on", take(&heap, 10, 64), -1);
	expect("2 MiB", take(&heap, 9, 64), 0x200000);
	xb_heap_clear(&heap);
	heap_of(&heap, false, 0x80000000, 2048 * MIB);
	expect("2 GiB", take(&heap, 19, 64), -1);
	expect("1 GiB, of which the upper was free last", take(&heap, 18, 64), 0xC0000000);
	xb_heap_clear(&heap);
	heap_of(&heap, false, 0x40000FFF, 0x2002);
	expect("whole pages alone", (long long)heap.free, 2);
	xb_heap_clear(&heap);
}

/* Two blocks of 4 MiB in one zone: the one that was free last goes first, but dirty ones queue, and
 * a search for clean ones turns the queue. */
static void dirty_blocks_queue(void **state)
{
	struct xb_heap heap;

	(void)state;
	heap_of(&heap, false, 0x40000000, 4 * MIB);
	xb_heap_add(&heap, (struct xb_range){0x50000000, 4 * MIB});
	expect("clean", take(&heap, 10, 64), 0x50000000);
	xb_heap_clear(&heap);
	heap_of(&heap, true, 0x40000000, 4 * MIB);
	xb_heap_add(&heap, (struct xb_range){0x50000000, 4 * MIB});
	expect("dirty, turned once", take(&heap, 10, 64), 0x50000000);
	expect("dirty, the other", take(&heap, 10, 64), 0x40000000);
	xb_heap_clear(&heap);
}

/* Idle CPUs scrub from low zones upward; then a clean block low goes before a dirty one high. */
static void clean_blocks_go_first(void **state)
{
	struct xb_heap heap, copy;

	(void)state;
	heap_of(&heap, true, 0x40000000, 64 * MIB);
	xb_heap_add(&heap, (struct xb_range){0x80000000, 4 * MIB});
	xb_heap_init(&copy, false);
	xb_heap_copy(&copy, &heap);
	expect("none is clean", take(&copy, 10, 64), 0x80000000);
	xb_heap_copy(&copy, &heap);
	assert_true(xb_heap_scrub(&copy, 1));
	expect("the low one is clean", take(&copy, 10, 64), 0x43C00000);
	xb_heap_copy(&copy, &heap);
	assert_true(xb_heap_scrub(&copy, 2));
	expect("both are clean", take(&copy, 10, 64), 0x80000000);
	xb_heap_copy(&copy, &heap);
	assert_false(xb_heap_scrub(&copy, 3));
	xb_heap_clear(&copy);
	xb_heap_clear(&heap);
}

/* Of blocks of one size the last is scrubbed first, and then goes in front. */
static void the_last_block_is_scrubbed_first(void **state)
{
	struct xb_heap heap, copy;

	(void)state;
	heap_of(&heap, true, 0x48000000, 64 * MIB);
	xb_heap_add(&heap, (struct xb_range){0x50000000, 64 * MIB});
	xb_heap_add(&heap, (struct xb_range){0x58000000, 64 * MIB});
	xb_heap_init(&copy, false);
	xb_heap_copy(&copy, &heap);
	expect("none is clean: a look at the first moves it behind", take(&copy, 14, 32),
	       0x50000000);
	xb_heap_copy(&copy, &heap);
	assert_true(xb_heap_scrub(&copy, 1));
	expect("the last is clean", take(&copy, 14, 32), 0x58000000);
	xb_heap_copy(&copy, &heap);
	assert_true(xb_heap_scrub(&copy, 3));
	expect("all are clean", take(&copy, 14, 32), 0x48000000);
	xb_heap_copy(&copy, &heap);
	assert_false(xb_heap_scrub(&copy, 4));
	xb_heap_clear(&copy);
	xb_heap_clear(&heap);
}

/* Every second page of 40,000, and then those between: each must find its other half among all the
 * others. Given back page by page or at once, what is free is the same, and so is its order. */
static void many_pieces_join(void **state)
{
	struct xb_heap pages, whole;

	(void)state;
	xb_heap_init(&pages, false);
	xb_heap_init(&whole, false);
	for (uint64_t page = 0x40000; page < 0x40000 + 40000; page += 2)
		xb_heap_add(&pages, (struct xb_range){page << XB_PAGE_SHIFT, XB_PAGE});
	expect("two pages, while every second is taken", take(&pages, 1, 64), -1);
	for (uint64_t page = 0x40001; page < 0x40000 + 40000; page += 2)
		xb_heap_give(&pages, &(struct xb_heap_piece){.page = page});
	xb_heap_give_pages(&whole, 0x40000, 0x40000 + 40000);
	for (unsigned order = XB_HEAP_ORDERS; order-- > 0;) {
		long long page;

		do {
			page = take(&whole, order, 64);
			expect("a block", take(&pages, order, 64), page);
		} while (page >= 0);
	}
	expect("what is left", (long long)pages.free, 0);
	xb_heap_clear(&pages);
	xb_heap_clear(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_upper_end_is_taken),
		cmocka_unit_test(the_highest_zone_comes_first),
		cmocka_unit_test(halves_join_again),
		cmocka_unit_test(ends_of_the_heap),
		cmocka_unit_test(dirty_blocks_queue),
		cmocka_unit_test(clean_blocks_go_first),
		cmocka_unit_test(the_last_block_is_scrubbed_first),
		cmocka_unit_test(many_pieces_join),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

#define TOP UINT64_C(0x8000000000000000) /* half of 2^64 */

static void what_wraps_is_not_valid(void **state)
{
	static const struct {
		const char *label;
		struct xb_range range;
		bool valid;
	} cases[] = {
	    {"nothing", {0, 0}, true},
	    {"nothing at the end", {UINT64_MAX, 0}, true},
	    {"up to 2^64", {TOP, TOP}, true},
	    {"one over 2^64", {TOP, TOP + 1}, false},
	    {"the last byte", {UINT64_MAX, 1}, true},
	    {"two from the last byte", {UINT64_MAX, 2}, false},
	    {"all but one", {0, UINT64_MAX}, true},
	    {"all but the first", {1, UINT64_MAX}, true},
	    {"wraps", {2, UINT64_MAX}, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_bool(cases[i].label, xb_range_valid(cases[i].range), cases[i].valid);
}

static void the_last_byte(void **state)
{
	(void)state;
	check_u64("one byte", xb_range_last((struct xb_range){5, 1}), 5);
	check_u64("a page", xb_range_last((struct xb_range){0x1000, 0x1000}), 0x1fff);
	check_u64("up to 2^64", xb_range_last((struct xb_range){TOP, TOP}), UINT64_MAX);
	check_u64("wraps", xb_range_last((struct xb_range){TOP, TOP + 1}), UINT64_MAX);
}

static void overlaps(void **state)
{
	static const struct {
		const char *label;
		struct xb_range a, b;
		bool overlap;
	} cases[] = {
	    {"touching", {0x1000, 0x1000}, {0x2000, 0x1000}, false},
	    {"by one byte", {0x1000, 0x1001}, {0x2000, 0x1000}, true},
	    {"one byte away", {0x1000, 0xfff}, {0x2000, 0x1000}, false},
	    {"same", {0x1000, 0x1000}, {0x1000, 0x1000}, true},
	    {"inside", {0x1000, 0x1000}, {0x1800, 1}, true},
	    {"empty inside", {0x1000, 0x1000}, {0x1800, 0}, false},
	    {"both empty", {0x1000, 0}, {0x1000, 0}, false},
	    {"at 2^64", {TOP, TOP}, {UINT64_MAX, 1}, true},
	    {"halves of all", {0, TOP}, {TOP, TOP}, false},
	    {"the seed's kernel and ramdisk", {0x1000000, 0x108AA00}, {0x2000000, 0x6013E86}, true},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		check_bool(cases[i].label, xb_range_overlaps(cases[i].a, cases[i].b),
			   cases[i].overlap);
		check_bool(cases[i].label, xb_range_overlaps(cases[i].b, cases[i].a),
			   cases[i].overlap);
	}
}

static void contains(void **state)
{
	static const struct {
		const char *label;
		struct xb_range outer, inner;
		bool contained;
	} cases[] = {
	    {"same", {0x1000, 0x1000}, {0x1000, 0x1000}, true},
	    {"one byte more", {0x1000, 0x1000}, {0x1000, 0x1001}, false},
	    {"one byte before", {0x1000, 0x1000}, {0xfff, 0x1000}, false},
	    {"last byte", {0x1000, 0x1000}, {0x1fff, 1}, true},
	    {"behind", {0x1000, 0x1000}, {0x2000, 1}, false},
	    {"nothing at the end", {0x1000, 0x1000}, {0x2000, 0}, true},
	    {"nothing behind", {0x1000, 0x1000}, {0x2001, 0}, false},
	    {"in nothing", {0x1000, 0}, {0x1000, 1}, false},
	    {"to 2^64", {TOP, TOP}, {UINT64_MAX, 1}, true},
	    {"inner wraps", {TOP, TOP}, {UINT64_MAX, 2}, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_bool(cases[i].label, xb_range_contains(cases[i].outer, cases[i].inner),
			   cases[i].contained);
}

#define MOST 5

static void what_is_common(void **state)
{
	static const struct {
		const char *label;
		struct xb_range a, b, common;
	} rows[] = {
		{"one byte", {0, 0x1001}, {0x1000, 0x1000}, {0x1000, 1}},
		{"touching", {0, 0x1000}, {0x1000, 0x1000}, {0, 0}},
		{"inside", {0, TOP}, {0x10, 2}, {0x10, 2}},
		{"up to 2^64", {TOP, TOP}, {UINT64_MAX, 1}, {UINT64_MAX, 1}},
		{"empty", {0x10, 0}, {0, 0x100}, {0, 0}},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_range there = xb_range_common(rows[i].a, rows[i].b);
		struct xb_range back = xb_range_common(rows[i].b, rows[i].a);

		check_u64(rows[i].label, there.start, rows[i].common.start);
		check_u64(rows[i].label, there.size, rows[i].common.size);
		check_u64(rows[i].label, back.start, there.start);
		check_u64(rows[i].label, back.size, there.size);
	}
}

static void merge(void **state)
{
	static const struct {
		const char *label;
		struct xb_range given[MOST], merged[MOST];
		size_t given_count, merged_count;
	} cases[] = {
	    {"none", {{0, 0}}, {{0, 0}}, 0, 0},
	    {"empty ones vanish", {{5, 0}, {9, 0}}, {{0, 0}}, 2, 0},
	    {"one", {{5, 1}}, {{5, 1}}, 1, 1},
	    {"touching", {{0x1000, 0x1000}, {0, 0x1000}}, {{0, 0x2000}}, 2, 1},
	    {"a byte between",
	     {{0x1001, 0xfff}, {0, 0x1000}},
	     {{0, 0x1000}, {0x1001, 0xfff}},
	     2,
	     2},
	    {"one in another", {{0x10, 0x100}, {0x20, 4}}, {{0x10, 0x100}}, 2, 1},
	    {"same start", {{0x10, 4}, {0x10, 8}, {0x10, 2}}, {{0x10, 8}}, 3, 1},
	    {"a bridge",
	     {{0x30, 0x10}, {0x10, 0x10}, {0x18, 0x20}, {0x90, 1}},
	     {{0x10, 0x30}, {0x90, 1}},
	     4,
	     2},
	    {"to 2^64", {{TOP, TOP}, {UINT64_MAX, 1}, {5, 1}}, {{5, 1}, {TOP, TOP}}, 3, 2},
	    {"all but the first byte", {{TOP, TOP}, {1, TOP - 1}}, {{1, UINT64_MAX}}, 2, 1},
	    {"all, touching", {{TOP, TOP}, {0, TOP}}, {{0, TOP}, {TOP, TOP}}, 2, 2},
	    {"all, overlapping",
	     {{TOP - 9, TOP + 9}, {0, TOP}, {TOP - 2, 8}},
	     {{0, TOP}, {TOP, TOP}},
	     3,
	     2},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_ranges ranges = {0};

		for (size_t k = 0; k < cases[i].given_count; k++)
			xb_ranges_add(&ranges, cases[i].given[k]);
		xb_ranges_merge(&ranges);
		check_u64(cases[i].label, ranges.count, cases[i].merged_count);
		for (size_t k = 0; k < ranges.count; k++) {
			check_u64(cases[i].label, ranges.items[k].start, cases[i].merged[k].start);
			check_u64(cases[i].label, ranges.items[k].size, cases[i].merged[k].size);
		}
		xb_ranges_clear(&ranges);
		assert_null(ranges.items);
	}
}

static void gaps(void **state)
{
	static const struct {
		const char *label;
		struct xb_range taken[3], range, gaps[3];
		size_t taken_count, gap_count;
	} cases[] = {
		{"nothing taken", {{0, 0}}, {16, 16}, {{16, 16}}, 0, 1},
		{"all taken", {{0, 64}}, {16, 16}, {{0, 0}}, 1, 0},
		{"none of it taken", {{0, 16}, {32, 8}}, {16, 16}, {{16, 16}}, 2, 1},
		{"its ends taken", {{8, 16}, {28, 8}}, {16, 16}, {{24, 4}}, 2, 1},
		{"its middle taken", {{20, 4}}, {16, 16}, {{16, 4}, {24, 8}}, 1, 2},
		{"two pieces taken", {{18, 2}, {24, 4}}, {16, 16}, {{16, 2}, {20, 4}, {28, 4}}, 2, 3},
		{"to 2^64", {{TOP + 8, 8}}, {TOP, TOP}, {{TOP, 8}, {TOP + 16, TOP - 16}}, 1, 2},
		{"no bytes", {{0, 8}}, {4, 0}, {{0, 0}}, 1, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_ranges taken = {0}, found = {0};

		for (size_t k = 0; k < cases[i].taken_count; k++)
			xb_ranges_add(&taken, cases[i].taken[k]);
		xb_ranges_gaps(&taken, cases[i].range, &found);
		check_u64(cases[i].label, found.count, cases[i].gap_count);
		for (size_t k = 0; k < found.count; k++) {
			check_u64(cases[i].label, found.items[k].start, cases[i].gaps[k].start);
			check_u64(cases[i].label, found.items[k].size, cases[i].gaps[k].size);
		}
		xb_ranges_clear(&taken);
		xb_ranges_clear(&found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_wraps_is_not_valid),
	    cmocka_unit_test(the_last_byte),
	    cmocka_unit_test(overlaps),
	    cmocka_unit_test(contains),
	    cmocka_unit_test(what_is_common),
	    cmocka_unit_test(merge),
	    cmocka_unit_test(gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

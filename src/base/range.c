/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <stdlib.h>

bool xb_range_valid(struct xb_range range)
{
	return range.size == 0 || range.size - 1 <= UINT64_MAX - range.start;
}

uint64_t xb_range_last(struct xb_range range)
{
	/* A range that wraps came from hostile input: it ends where memory does. */
	return xb_range_valid(range) ? range.start + (range.size - 1) : UINT64_MAX;
}

bool xb_range_overlaps(struct xb_range a, struct xb_range b)
{
	return a.size != 0 && b.size != 0 && a.start <= xb_range_last(b) &&
	       b.start <= xb_range_last(a);
}

bool xb_range_contains(struct xb_range outer, struct xb_range inner)
{
	if (inner.start < outer.start || !xb_range_valid(inner))
		return false;
	if (inner.size == 0)
		return inner.start - outer.start <= outer.size;
	return outer.size != 0 && xb_range_last(inner) <= xb_range_last(outer);
}

struct xb_range xb_range_common(struct xb_range a, struct xb_range b)
{
	uint64_t start = a.start > b.start ? a.start : b.start;
	uint64_t a_last, b_last;

	if (!xb_range_overlaps(a, b))
		return (struct xb_range){0, 0};
	a_last = xb_range_last(a);
	b_last = xb_range_last(b);
	return (struct xb_range){start, (a_last < b_last ? a_last : b_last) - start + 1};
}

void xb_ranges_add(struct xb_ranges *ranges, struct xb_range range)
{
	ranges->items =
		xb_grow(ranges->items, &ranges->capacity, ranges->count, sizeof(*ranges->items));
	ranges->items[ranges->count++] = range;
}

static int by_start(const void *left, const void *right)
{
	const struct xb_range *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->size > b->size) - (a->size < b->size);
}

/* Make INTO the union of both, where that is one range. INTO does not start behind NEXT. */
static bool join(struct xb_range *into, struct xb_range *next)
{
	uint64_t last = xb_range_last(*into);
	uint64_t next_last = xb_range_last(*next);

	if (last != UINT64_MAX && next->start > last + 1)
		return false;
	if (next_last < last)
		next_last = last;
	if (into->start == 0 && next_last == UINT64_MAX) {
		/* All 2^64 bytes cannot be said as one size: let the two touch. */
		*next = (struct xb_range){last + 1, UINT64_MAX - last};
		return false;
	}
	into->size = next_last - into->start + 1;
	return true;
}

void xb_ranges_merge(struct xb_ranges *ranges)
{
	size_t kept = 0;

	if (ranges->count == 0)
		return;
	qsort(ranges->items, ranges->count, sizeof(*ranges->items), by_start);
	for (size_t i = 0; i < ranges->count; i++) {
		struct xb_range next = ranges->items[i];

		if (next.size == 0)
			continue;
		if (kept == 0 || !join(&ranges->items[kept - 1], &next))
			ranges->items[kept++] = next;
	}
	ranges->count = kept;
}

void xb_ranges_gaps(const struct xb_ranges *taken, struct xb_range range, struct xb_ranges *gaps)
{
	for (size_t i = 0; i < taken->count && range.size; i++) {
		struct xb_range common = xb_range_common(taken->items[i], range);
		uint64_t before = common.start - range.start;

		if (common.size == 0)
			continue;
		if (before)
			xb_ranges_add(gaps, (struct xb_range){range.start, before});
		range.start = common.start + common.size;
		range.size -= before + common.size;
	}
	if (range.size)
		xb_ranges_add(gaps, range);
}

void xb_ranges_clear(struct xb_ranges *ranges)
{
	free(ranges->items);
	*ranges = (struct xb_ranges){0};
}

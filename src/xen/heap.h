/* SPDX-License-Identifier: MIT */
/*
 * Xen's page allocator, as far as the choice of pages goes: which block an allocation takes, what
 * is left of it, what joins again (xen/common/page_alloc.c; the same in 4.14 to 4.22).
 *
 * Free blocks are powers of two of pages, aligned to their size. They are kept by zone, which is
 * the number of bits of their page number, and by order. An allocation takes the smallest block
 * that holds it in the highest zone that has one, and of that the upper end.
 */
#ifndef XEN_HEAP_H
#define XEN_HEAP_H

#include "xenboot/xen.h"

/* CONFIG_PAGEALLOC_MAX_ORDER is 18 on Arm: no block is larger than 1 GiB. */
#define XB_HEAP_ORDERS 19
/* NR_ZONES: PADDR_BITS (48) - PAGE_SHIFT + 1. */
#define XB_HEAP_ZONES 37
/* 4 MiB. */
#define XB_HEAP_LARGE 10u

struct xb_heap_block {
	uint64_t page;
	int32_t previous, next; /* in its list, which is a ring */
	int32_t chained;	/* the next of its chain; -1: none */
	uint8_t order;
	bool dirty; /* still to be scrubbed */
};

struct xb_heap {
	struct xb_heap_block *blocks;
	size_t count, capacity;
	int32_t spare; /* blocks[] that are not in use, by `next`; -1: none */
	int32_t first[XB_HEAP_ZONES][XB_HEAP_ORDERS]; /* of each list; -1: empty */
	uint64_t zones;				      /* a bit for each zone that has blocks */
	uint32_t orders[XB_HEAP_ZONES];		      /* a bit for each order that the zone has */
	/* Blocks that may join another, by page: a power of two of chains. */
	int32_t *chains;
	size_t chain_count, chained;
	uint64_t free; /* pages */
	size_t clean;  /* blocks of at least 4 MiB that are not dirty */
	/*
	 * Pages that are added wait to be scrubbed (bootscrub=idle, Xen's default). A dirty block
	 * goes behind the others of its list, a clean one in front of them; and whoever needs
	 * scrubbed pages gets a clean block, wherever one is, before a dirty one.
	 */
	bool dirty;
};

void xb_heap_init(struct xb_heap *heap, bool dirty);
void xb_heap_clear(struct xb_heap *heap);
/* COPY must be initialised or cleared; it keeps its memory. */
void xb_heap_copy(struct xb_heap *copy, const struct xb_heap *heap);

/* Give RANGE to the heap: whole pages of it, never page 0 (init_heap_pages). */
void xb_heap_add(struct xb_heap *heap, struct xb_range range);
/* 2^order pages that are taken. */
struct xb_heap_piece {
	uint64_t page;
	unsigned order;
	bool dirty;
};
/*
 * Take 2^ORDER pages below 2^BITS bytes: for a domain, scrubbed ones; Xen itself (OWN) takes what
 * comes. False: there is no such block.
 */
bool xb_heap_take(struct xb_heap *heap, unsigned order, unsigned bits, bool own,
		  struct xb_heap_piece *piece);
/* The whole heap may serve. */
#define XB_HEAP_ANYWHERE 64u
/* PIECE comes back, clean. */
void xb_heap_give(struct xb_heap *heap, const struct xb_heap_piece *piece);
/* Clean pages from PAGE up to END come back, one by one. */
void xb_heap_give_pages(struct xb_heap *heap, uint64_t page, uint64_t end);
/* The zone of PAGE: the number of its bits. Page 0 counts as 1 (page_to_zone). */
unsigned xb_heap_zone(uint64_t page);

/* How far idle CPUs can come, in steps: a block of at least 4 MiB, or the rest of its list. */
unsigned xb_heap_scrub_steps(const struct xb_heap *heap);
/*
 * What idle CPUs have done after PROGRESS steps: zones upward, orders downward, in each list the last
 * block first (scrub_free_pages). False: there are not so many.
 */
bool xb_heap_scrub(struct xb_heap *heap, unsigned progress);

#endif

/* SPDX-License-Identifier: MIT */
/* What Xen will do with a boot description: CPUs, schedulers, its heap, the memory of dom0. */
#ifndef XENBOOT_XEN_H
#define XENBOOT_XEN_H

#include "xenboot/boot.h"

#define XB_PAGE_SHIFT 12
#define XB_PAGE ((uint64_t)1 << XB_PAGE_SHIFT)

/* Bytes of the dom0 kernel as Xen copies it: a gzip one unpacked. 0: there is none. */
uint64_t xb_kernel_length(const struct xb_boot *boot);

/* The scheduler that Xen takes: of sched=, where this Xen has it, else the .config's default. NULL:
 * not known. */
const char *xb_boot_scheduler(const struct xb_boot *boot);
/* Why OPTION does not fit this board or this Xen, as a sentence part ("is for Xen on x86", "came with Xen
 * 4.20; this Xen is 4.17", "needs CONFIG_LLC_COLORING, which is off in xen.config"): new text, the
 * caller's; NULL: it fits, or what is known is not enough to say. */
char *xb_boot_option_unfit(const struct xb_boot *boot, const struct xb_option *option);
/* How many CPUs Xen starts: of the boot CPU's kind alone without hmp-unsafe, and no more than
 * maxcpus=. 0: not known. */
uint64_t xb_boot_cpus(const struct xb_boot *boot);
/* dom0_max_vcpus; 0: not set, or what Xen takes for that, and dom0 gets a vCPU for each CPU. */
uint64_t xb_dom0_vcpus(const struct xb_boot *boot);

/* ---- dom0's memory ----------------------------------------------------------------------------- */

/*
 * What Xen on Arm would give dom0 on a planned map. dom0's memory is 1:1 and comes in blocks that
 * are powers of two and aligned to their size (allocate_memory_11, xen/arch/arm/domain_build.c, the
 * same in 4.14 to 4.22) from what the heap still has: RAM without reserved ranges, Xen and the
 * modules that it was told of (populate_boot_allocator), the table of struct page_info, Xen's own
 * allocations, and the block into which a gzip kernel is unpacked. The rules: src/xen/dom0-blocks.c.
 */
enum xb_dom0_result {
	XB_DOM0_FITS,
	XB_DOM0_NO_HEAP,     /* the heap is used up before dom0 */
	XB_DOM0_NO_UNPACKED, /* no block for the unpacked gzip kernel */
	XB_DOM0_UNALLOCATED, /* the blocks do not add up to dom0_mem */
	XB_DOM0_BANK_SMALL,  /* kernel + tree + ramdisk do not fit the first bank */
	XB_DOM0_NO_PLACE,    /* no place for tree + ramdisk beside the kernel in it */
	XB_DOM0_NO_REST,     /* too little is left for Xen to finish dom0 */
};
struct xb_dom0_memory {
	enum xb_dom0_result result;
	uint64_t wanted;         /* bytes: dom0_mem */
	uint64_t heap;           /* bytes that Xen has before it builds dom0 */
	struct xb_ranges blocks; /* in the order they were taken */
	struct xb_ranges banks;  /* as Xen prints them: by address; [0] is the first bank */
	uint64_t unallocated;    /* bytes of `wanted` that found no block */
	bool low;                /* the first block lies below the DMA limit */
	unsigned low_bits;       /* address bits of that limit: 32; 30 on bcm2711 */
	uint64_t need;           /* bytes of the first bank that kernel, tree and ramdisk take */
	/* Where Xen puts them for dom0 (place_modules, xen/arch/arm/kernel.c); size 0: unknown. */
	struct xb_range kernel, tree, ramdisk;
	/* What hangs on a release that is not known, and on how far idle CPUs have scrubbed: */
	bool by_chance;  /* whether it fits */
	bool banks_vary; /* which banks it gets; these are those of the worst case, or the first */
	bool has_small; /* blocks of less than 4 MiB where Xen took pages itself: they lie about there */
	bool in_bss; /* tree or ramdisk stand in memory that the kernel clears: its image_size */
};
/*
 * Simulate dom0_mem = BYTES. Where the release is not known, or decides on the order of blocks by
 * chance (idle scrubbing), the worst case counts. False: RAM is not known; or Xen, dom0's kernel or
 * the tree is not there, or a size or an address of what Xen is told of.
 */
bool xb_dom0_memory_simulate(const struct xb_boot *boot, uint64_t bytes,
			     struct xb_dom0_memory *memory);
void xb_dom0_memory_clear(struct xb_dom0_memory *memory);
/* The panic's text, for the reader of a log; "" for XB_DOM0_FITS. */
const char *xb_dom0_result_panic(enum xb_dom0_result result);
/* The dom0_mem that BOOT's line sets, in bytes, or what Xen takes where it sets none (then *set is
 * false): CONFIG_DOM0_MEM, or 512 MiB. False: the line has one that is no size. */
bool xb_dom0_memory_wanted(const struct xb_boot *boot, uint64_t *bytes, bool *set);

/* The largest dom0_mem that works on this map, exactly, of all multiples of 4 MiB; 0: none does, or
 * the map is not known. */
uint64_t xb_dom0_memory_largest(const struct xb_boot *boot);
/* The one move that makes room for the largest dom0_mem: of a module, or of all of them together to
 * where automatic placement would put them. */
struct xb_dom0_move {
	const struct xb_load *load; /* NULL: all modules, packed */
	uint64_t address;           /* its new place */
	uint64_t largest;           /* dom0_mem that it would allow */
};
/* False: no move gains anything. */
bool xb_dom0_memory_move(const struct xb_boot *boot, struct xb_dom0_move *move);

/* All of the above for BOOT's own dom0_mem, from a heap that is made once. */
struct xb_dom0_outlook {
	uint64_t wanted; /* xb_dom0_memory_wanted; 0: the line has a dom0_mem that is no size */
	bool set;        /* by the line */
	bool simulated;  /* `memory` is valid: `wanted` is a size, and the map is known */
	struct xb_dom0_memory memory;
	uint64_t largest; /* 0: none works, or the map is not known */
	/* Looked for where `wanted` does not fit; largest 0: no move gains anything. Its load is
	 * one of BOOT's. */
	struct xb_dom0_move move;
};
void xb_dom0_outlook_make(const struct xb_boot *boot, struct xb_dom0_outlook *outlook);
void xb_dom0_outlook_clear(struct xb_dom0_outlook *outlook);

/* ---- What follows from a description ------------------------------------------------------------- */

/*
 * A description with what rules and outputs ask of it over and over and what takes time to work out: made
 * once, then only read. What is given must outlive it.
 */
struct xb_context {
	const struct xb_boot *boot;
	const struct xb_catalog *catalog;
	struct xb_machine *machine; /* that the base tree describes; NULL: the tree is not here */
	struct xb_dom0_outlook dom0; /* all zero where there is no dom0, or too little is known */
};
void xb_context_init(struct xb_context *context, const struct xb_boot *boot,
		     const struct xb_catalog *catalog);
void xb_context_clear(struct xb_context *context);

#endif

/* SPDX-License-Identifier: MIT */
/* What Xen will do with a boot description: CPUs, schedulers, its heap, the memory of dom0. */
#ifndef XENBOOT_XEN_H
#define XENBOOT_XEN_H

#include "xenboot/boot.h"

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

/* The most vCPUs that a domain can have, by the interrupt controller (xen/arch/arm/vgic.c). */
uint64_t xb_domain_vcpus_most(const struct xb_boot *boot);

/* ---- Guests that dom0 starts, and what xl calls what they have ----------------------------------- */

/* How xl writes a value. */
enum xb_xl_form {
	XB_XL_NUMBER,  /* as it is */
	XB_XL_WORD,    /* a string */
	XB_XL_BOOL,    /* 0 or 1 */
	XB_XL_UART,    /* a flag: the model of it */
	XB_XL_TYPE,    /* "type=WORD" */
	XB_XL_LIST,    /* strings, of what has commas between them */
	XB_XL_POOL,    /* the name that dom0 gives to a pool of the description */
	XB_XL_VECTORS, /* bits; the bare word: all that the CPU has */
};
/* What an option of the scope of domains is to xl: one row for each in src/xen/xl.c. */
struct xb_xl_key {
	const char *option; /* first, for look-ups by name */
	const char *key;    /* NULL: xl cannot say it */
	unsigned since;     /* the first xl that reads it, a number of xb_release_number; 0: all do */
	enum xb_xl_form form;
	const char *instead; /* without a key: what holds in a guest of xl, "it has none" */
	const char *is;      /* and the value by which a profile says just that; the bare word does, too */
};
extern const struct xb_xl_key xb_xl_keys[]; /* ends with option NULL */
/* NULL: there is no such option. */
const struct xb_xl_key *xb_xl_key(const char *option);
/* Is WORD what a guest of xl is without a word? */
bool xb_xl_is_so(const struct xb_known_word *word);
/* The number that Xen gives to pool INDEX; pool_count is the one of CPUs that no pool has. */
size_t xb_pool_number(const struct xb_boot *boot, size_t index);

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
	bool fits_scrubbed; /* it does, on every release that it may be, with bootscrub=0 */
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
/* GUESTS: bytes of the heap that `largest` leaves to guests, where that is possible (xb_guests_memory_sum). */
void xb_dom0_outlook_make(const struct xb_boot *boot, uint64_t guests, struct xb_dom0_outlook *outlook);
void xb_dom0_outlook_clear(struct xb_dom0_outlook *outlook);

/* What Linux needs of dom0's memory to come up, in bytes: an estimate. */
struct xb_dom0_start {
	uint64_t image;    /* of the kernel, with its BSS */
	uint64_t ramdisk;  /* as it is loaded */
	uint64_t unpacked; /* of it, at least */
	uint64_t tables;   /* struct page */
	uint64_t cma;	   /* set aside for DMA; 0: there is no piece of that size */
	const char *cma_source; /* who says so; NULL: it is what kernels of distributions have */
	/* Image, ramdisk, tables and what else the kernel takes, with cma; and with the files unpacked, which
	 * CMA's part may hold. Dom0 must have both. */
	uint64_t beside, behind;
};
/* Of MEMORY, which dom0 gets. False: it gets none, or where its kernel goes is not known. */
bool xb_dom0_start_estimate(const struct xb_boot *boot, const struct xb_dom0_memory *memory,
			    struct xb_dom0_start *start);

/* Is a dom0_mem as it should be? */
typedef bool xb_dom0_memory_judge(const struct xb_boot *boot, const struct xb_dom0_memory *memory);
/* The least dom0_mem above BYTES, of multiples of 16 MiB up to 1 GiB more, that JUDGE finds good; 0: none. */
uint64_t xb_dom0_memory_next(const struct xb_boot *boot, uint64_t bytes, xb_dom0_memory_judge *judge);

/* ---- Guests' memory ---------------------------------------------------------------------------- */

/*
 * What becomes of each guest that Xen builds, in its order: after dom0, each completely. Any free page will do
 * for it, so that an account in pages says all but whether a gzip kernel finds a block. The account and where
 * it was measured: src/xen/guests-memory.c, src/xen/guest-costs.c.
 */
enum xb_guest_result {
	XB_GUEST_FITS,
	XB_GUEST_NO_TABLES,   /* the pool of its second stage tables is not to be had */
	XB_GUEST_NO_UNPACKED, /* no block for the unpacked gzip kernel */
	XB_GUEST_NO_RAM,      /* too little for its RAM */
	XB_GUEST_NO_REST,     /* too little is left for Xen to finish it */
};
struct xb_guest_memory {
	const struct xb_domain *domain;
	enum xb_guest_result result;
	bool tight;	      /* it fits, but by less than the caution of all */
	uint64_t left;	      /* bytes of Xen's heap when its turn comes */
	uint64_t takes;	      /* of them for good: the sum of the next three */
	uint64_t ram;	      /* 0: its memory is static */
	uint64_t tables;      /* the pool of second stage tables */
	uint64_t overhead;    /* what Xen keeps about it and its vCPUs */
	uint64_t unpacked;    /* until all are built: what its gzip kernel has grown by */
	uint64_t unallocated; /* NO_RAM: what the panic names */
	/* memory, in whole MiB, with which it and all others work, if nothing else changes; 0: none does, or
	 * its memory is static. */
	uint64_t largest;
	struct xb_ranges banks; /* as it sees its RAM */
};
struct xb_guests_memory {
	/* Else all is 0: RAM, a place or dom0_mem is not known, or dom0 does not fit by its own account; or
	 * heap and dom0 alone are there: it does not fit by this one. */
	bool known;
	struct xb_guest_memory *items;
	size_t count, capacity;
	bool coloured;	  /* memory is given out by cache colours: `left` is that of its own */
	bool by_chance;	  /* of a release that is not known: with another one it ends otherwise */
	uint64_t heap;	  /* bytes that Xen has before it builds the first domain */
	uint64_t dom0;	  /* that dom0 takes, with what Xen keeps about it */
	uint64_t after;	  /* free when all are built, and the modules have been given back */
	uint64_t caution; /* bytes that this machine may take more than the one that was measured */
};
/* DOM0 is BOOT's. */
struct xb_guests_memory xb_guests_memory_make(const struct xb_boot *boot, const struct xb_catalog *catalog,
					      const struct xb_dom0_outlook *dom0);
void xb_guests_memory_clear(struct xb_guests_memory *guests);
/* Bytes of the heap that must be left behind dom0's memory, so that all of them surely find theirs; 0: there are
 * none. */
uint64_t xb_guests_memory_sum(const struct xb_boot *boot, const struct xb_catalog *catalog);
/* The first that does not fit, with which the boot ends; NULL: there is none. */
const struct xb_guest_memory *xb_guests_memory_lack(const struct xb_guests_memory *guests);
/* The panic's text; "" for XB_GUEST_FITS. */
const char *xb_guest_result_panic(enum xb_guest_result result);
/* Bytes of the heap that a guest of MEMORY bytes and VCPUS takes, whoever starts it. */
uint64_t xb_guest_memory_takes(const struct xb_boot *boot, uint64_t memory, uint64_t vcpus);
/* Add where a guest sees its RAM: where every guest does, but for one with direct-map. */
void xb_guest_ram(const struct xb_boot *boot, const struct xb_catalog *catalog, const struct xb_domain *domain,
		  struct xb_ranges *banks);

/* What a guest's memory must hold, in bytes. */
struct xb_guest_start {
	uint64_t kernel; /* the file, unpacked */
	uint64_t image;	 /* the same with what it clears behind it */
	uint64_t behind; /* ramdisk and device tree, which stand there too */
	uint64_t panics, silent; /* with no more than this Xen panics; the guest never says a word */
	uint64_t enough; /* for a Linux to come up: an estimate; 0: it is none, or not known */
};
/* False: its kernel or a size is not known. */
bool xb_guest_start_measure(const struct xb_boot *boot, const struct xb_domain *domain,
			    struct xb_guest_start *start);

/* ---- Cache colours ------------------------------------------------------------------------------- */

/* Is cache colouring switched on? How many colours there are, as far as the line says; 0: Xen asks the cache. */
bool xb_colours_are_on(const struct xb_boot *boot);
uint64_t xb_colour_count(const struct xb_boot *boot);
/* The bytes of a way by the line; 0: it does not say, or not in numbers. */
uint64_t xb_colour_way(const struct xb_boot *boot);

/* ---- dom0's device tree ------------------------------------------------------------------------ */

/* Bytes that Xen has for dom0's tree, and that it writes: the least and the most that they can be, as
 * far as what the board's U-Boot adds and what Xen was built with is not known. */
struct xb_dom0_tree {
	uint64_t room_least, room_most;
	uint64_t rest_least, rest_most; /* of it without vCPUs */
	uint64_t vcpu;			/* of one vCPU; 0: nothing is known */
};
/* How many vCPUs fit for certain; 0: none does, or nothing is known. */
uint64_t xb_dom0_tree_vcpus(const struct xb_dom0_tree *tree);

/* ---- A guest's device tree --------------------------------------------------------------------- */

/* Bytes that Xen writes for a guest, the least that they can be, and that it has for them. */
struct xb_guest_tree {
	uint64_t bytes, room;
	uint64_t vcpu; /* of one vCPU */
};
/* False: the tree or the release is not known, or DOMAIN is no guest. Sources: src/xen/guest-tree.c. */
bool xb_guest_tree_measure(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_domain *domain, struct xb_guest_tree *tree);

/* ---- Devices ------------------------------------------------------------------------------------- */

/* Why Xen cannot hand a device to dom0; it panics then. */
enum xb_device_fault_kind {
	XB_DEVICE_ADDRESS,    /* address `number` is none of the CPU's; `status` says why, at `other` */
	XB_DEVICE_WINDOW,     /* the same of row `number` of a PCI bridge's ranges */
	XB_DEVICE_INTERRUPT,  /* interrupt `number` leads nowhere, likewise */
	XB_DEVICE_MAP,        /* row `number` of a PCI bridge's interrupt-map cannot be read */
	XB_DEVICE_CELLS,      /* the GIC at `other` is not told interrupts in three cells */
	XB_DEVICE_NO_LINE,    /* its number, `interrupt`, is higher than a GIC has */
	XB_DEVICE_NOT_SHARED, /* of a PCI bridge's map: it is one of the CPU's own */
	XB_DEVICE_TRIGGER,    /* `other` has the same with another trigger */
	XB_DEVICE_TAKEN,      /* `other`, which is Xen's own, has it */
	XB_DEVICE_FAULT_KINDS
};
struct xb_device_fault {
	enum xb_device_fault_kind kind;
	const struct xb_tree_node *node, *other; /* of the edited tree; other may be NULL */
	size_t number;                           /* from 0 */
	enum xb_tree_status status;
	uint32_t interrupt;                      /* the GIC's number */
	unsigned trigger, other_trigger;         /* TRIGGER: as the tree writes them */
	uint64_t address;                        /* ADDRESS, WINDOW: on the bus at `other` */
};
struct xb_device_faults {
	struct xb_device_fault *items;
	size_t count, capacity;
};
void xb_device_faults_clear(struct xb_device_faults *faults);

/* ---- What follows from a description ------------------------------------------------------------- */

/*
 * A description with what rules and outputs ask of it over and over and what takes time to work out: made
 * once, then only read. What is given must outlive it.
 */
struct xb_context {
	const struct xb_boot *boot;
	const struct xb_catalog *catalog;
	struct xb_machine *machine; /* that the tree describes, the edited one where it is known;
				     * NULL: no tree is here */
	struct xb_dom0_outlook dom0; /* all zero where there is no dom0, or too little is known */
	struct xb_dom0_tree dom0_tree; /* likewise */
	struct xb_device_faults device_faults; /* of what dom0 is to get */
	struct xb_guests_memory guests; /* of all that Xen builds */
};
void xb_context_init(struct xb_context *context, const struct xb_boot *boot,
		     const struct xb_catalog *catalog);
void xb_context_clear(struct xb_context *context);

#endif

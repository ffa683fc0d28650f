/* SPDX-License-Identifier: MIT */
/*
 * The rules of the domain: what boot files are, what a device tree says, where everything goes in
 * memory, and what Xen and U-Boot demand of the result.
 *
 * The heart is struct xb_boot, the boot description: what will happen on the board, whoever wrote
 * it down. A profile is planned into one; checks judge it and outputs print it, and neither knows
 * where it came from.
 */
#ifndef XENBOOT_BOOT_H
#define XENBOOT_BOOT_H

#include "xenboot/base.h"
#include "xenboot/model.h"

/* ---- Images: a file by its content ------------------------------------------------------------- */

enum xb_image_kind {
	XB_IMAGE_UNKNOWN, /* no magic that is known */
	XB_IMAGE_EMPTY,
	XB_IMAGE_ARM64,  /* Image: "ARM\x64" at 0x38 (Linux Documentation/arch/arm64/booting.rst) */
	XB_IMAGE_ZIMAGE, /* arm32: 0x016f2818 at 0x24 */
	XB_IMAGE_UIMAGE, /* legacy U-Boot image, 0x27051956 */
	XB_IMAGE_SCRIPT, /* the same with ih_type 6: boot.scr */
	XB_IMAGE_ELF,
	XB_IMAGE_ZBOOT, /* EFI zboot: "MZ" and "zimg" at 4; Xen and booti do not unpack it */
	XB_IMAGE_EFI,   /* another PE program */
	XB_IMAGE_DTB,
	XB_IMAGE_CPIO, /* newc 070701, crc 070702, odc 070707 */
	XB_IMAGE_GZIP,
	XB_IMAGE_XZ,
	XB_IMAGE_ZSTD,
	XB_IMAGE_LZ4,
	XB_IMAGE_BZIP2,
	XB_IMAGE_LZMA,
	XB_IMAGE_TEXT,
	XB_IMAGE_KIND_COUNT
};

struct xb_image {
	enum xb_image_kind kind;
	enum xb_image_kind inner; /* gzip: the kind of what is inside; else the same as kind */
	uint64_t file_size;       /* bytes on disk */
	/* arm64 Image (also inside gzip): */
	uint64_t text_offset; /* bytes */
	uint64_t image_size;  /* bytes in memory with BSS; 0: header of before v3.17 / Xen 4.12 */
	uint64_t flags;       /* bit 3: may stand anywhere 2 MiB aligned */
	uint64_t unpacked_size; /* gzip: ISIZE of the trailer, the size modulo 4 GiB */
	/* uImage: its header's own words (U-Boot include/image.h, struct legacy_img_hdr) */
	uint32_t load_address, entry;
	unsigned char architecture, compression; /* IH_ARCH_*, IH_COMP_* */
	uint64_t promised_size; /* bytes that the header says the file has; 0: it does not say */
	const char *truncated;  /* NULL, or a constant phrase that says what is cut off */
};

/* "an arm64 Image", "a gzip file": for messages. */
const char *xb_image_kind_name(enum xb_image_kind kind);

/*
 * Look at the file at PATH: head and tail only, whatever its size; a gzip file's first bytes are
 * unpacked in memory. 0, or an errno (EISDIR for a folder, EINVAL for what is no regular file).
 */
int xb_image_probe(const char *path, struct xb_image *image);
/* The same from memory: HEAD and TAIL are the first and last bytes of a file of SIZE bytes. For
 * tests and fuzzing. */
#define XB_IMAGE_HEAD 4096
#define XB_IMAGE_TAIL 1024
void xb_image_identify(const void *head, size_t head_length, const void *tail,
		       size_t tail_length, uint64_t size, struct xb_image *image);

/* ---- Device tree ------------------------------------------------------------------------------- */

struct xb_named_range {
	struct xb_range range;
	char *name; /* whose it is: "secmon@5000000", "/memreserve/", "U-Boot" */
};
struct xb_named_ranges {
	struct xb_named_range *items;
	size_t count, capacity;
};

/* Xen refuses a tree over 2 MiB (xen/arch/arm: MAX_FDT_SIZE). */
#define XB_DTB_MAX 0x200000u

struct xb_devtree {
	void *blob;      /* as read, checked by fdt_check_full */
	size_t size;     /* bytes of blob: the file's */
	struct xb_ranges memory; /* memory nodes with device_type, size not 0; merged */
	struct xb_named_ranges reserved; /* /memreserve/ and /reserved-memory with a reg */
	char *model;
	char *stdout_path; /* as in /chosen, options after ':' cut off; NULL: none */
	unsigned address_cells, size_cells; /* the root's */
	unsigned cpus; /* cpu nodes that are not disabled */
	bool has_chosen;
};

/* Check and read the tree in BLOB, whose bytes are copied; NAME is for messages. NULL with a
 * diagnostic at AT. */
struct xb_devtree *xb_devtree_parse(const char *name, const void *blob, size_t size,
				    struct xb_pos at, struct xb_diags *diags);
void xb_devtree_free(struct xb_devtree *tree);
/* Bytes up to the end of its last block: what is left when padding is cut off. */
uint64_t xb_devtree_used(const struct xb_devtree *tree);

/* The full path that ALIAS_OR_PATH means ("serial0", "/soc/serial@7e201000"), new, the caller's;
 * NULL when the tree has no such alias or node. Everything from ':' on is ignored. */
char *xb_devtree_resolve(const struct xb_devtree *tree, const char *alias_or_path);
bool xb_devtree_has_node(const struct xb_devtree *tree, const char *path);
/* The alias or node path of the tree nearest to a wrong one; new, the caller's; or NULL. */
char *xb_devtree_nearest(const struct xb_devtree *tree, const char *alias_or_path);

/* The machine that a tree describes, as far as Xen cares. Texts are the tree's or the structure's. */
struct xb_cpu_group {
	char *kind; /* "cortex-a72" */
	uint64_t count;
};
struct xb_machine {
	struct xb_cpu_group *cpus; /* those that are not disabled, in the tree's order */
	size_t cpu_count, cpu_capacity;
	const char *gic;  /* "v2", "v3"; NULL: none that Xen drives */
	const char *uart; /* compatible of stdout-path's node, or NULL */
	const char *smmu; /* compatible of the first IOMMU that Xen drives, or NULL */
	bool bcm2711;     /* a Raspberry Pi 4: DMA has 30 bits */
	struct xb_arena arena;
};
struct xb_machine *xb_machine_read(const struct xb_devtree *tree);
void xb_machine_free(struct xb_machine *machine);
/* A first board file NAME from TREE, with comments where a person must fill in. */
void xb_board_draft(const struct xb_devtree *tree, const char *name, struct xb_buf *out);

/* ---- The boot description ---------------------------------------------------------------------- */

enum xb_role {
	XB_ROLE_SCRIPT,  /* boot.scr itself: loaded by hand, never by a load line */
	XB_ROLE_XEN,
	XB_ROLE_KERNEL,  /* dom0's */
	XB_ROLE_RAMDISK, /* dom0's */
	XB_ROLE_OVERLAY,
	XB_ROLE_TREE,
	XB_ROLE_COUNT
};
const char *xb_role_name(enum xb_role role); /* "Xen", "dom0 kernel", "device tree" */

/* One thing that stands in memory at boot. */
struct xb_load {
	enum xb_role role;
	char *file;    /* the name on the server or partition, prefix included */
	char *path;    /* the file here; NULL: none */
	char *key;     /* the profile's key of it: "dom0.kernel"; NULL when not from a profile */
	char *address_key; /* of its address: "dom0.kernel.address", "load.script-address"; or NULL */
	uint64_t address;
	bool automatic;   /* the planner chose the address, or is to choose it */
	bool placed;      /* address is valid */
	uint64_t size;    /* bytes of the file, as loaded */
	bool size_known;
	bool present;     /* the file is here and was looked at: image is valid */
	int error;        /* why it was not: an errno; 0 when it was, or was not tried */
	uint64_t said_size; /* what the profile said; 0: nothing */
	struct xb_pos size_at;
	uint64_t footprint; /* bytes kept free from address on: >= size */
	uint64_t occupied;  /* bytes that must not be shared before Xen has copied it: overlap counts */
	struct xb_image image;
	struct xb_buf content;    /* tree and overlays: the file, read whole; data NULL: not read */
	struct xb_pos at;         /* of the entry */
	struct xb_pos name_at;    /* of what FILE was made from: load-as, or the entry */
	struct xb_pos address_at; /* of its address, or of the entry */
};

/* A command line and the words it is made of. */
struct xb_line {
	char *text; /* what arrives in the tree; "" when there is nothing */
	struct xb_setting *words;
	size_t count, capacity;
	struct xb_pos at;
};

/*
 * One edit of the device tree, in order. `value` is what the tree will hold, byte for byte.
 * The script prints it as an fdt command, the DTB has it applied by libfdt.
 */
enum xb_edit_kind {
	XB_EDIT_APPLY,       /* an overlay: `load` is its index in loads */
	XB_EDIT_MAKE_NODE,   /* path: the parent; name: the new node */
	XB_EDIT_REMOVE_NODE, /* path */
	XB_EDIT_REMOVE_PROPERTY, /* path, name */
	XB_EDIT_SET,         /* path, name, form, value */
};
enum xb_form { XB_FORM_EMPTY, XB_FORM_STRINGS, XB_FORM_CELLS, XB_FORM_BYTES };
struct xb_edit {
	enum xb_edit_kind kind;
	char *path;
	char *name;
	enum xb_form form;
	char *value;   /* strings: each with its NUL; cells: big-endian */
	size_t length; /* bytes */
	size_t load;   /* the overlay, or the module whose reg this is; 0: none */
	const struct xb_line *line; /* the command line that is set; NULL: none */
	struct xb_pos at;
};

enum xb_region_kind {
	XB_REGION_RESERVED, /* firmware, /memreserve/, /reserved-memory, U-Boot */
	XB_REGION_MODULE,   /* a load */
	XB_REGION_GAP,      /* free RAM between the others */
};
/* One stretch of the memory map, sorted by address; gaps included, so that RAM is covered. */
struct xb_region {
	enum xb_region_kind kind;
	struct xb_range range;
	const char *owner; /* "dom0 kernel", "spin table"; "" for a gap */
	const struct xb_load *load; /* modules: which */
};

struct xb_boot {
	char *name;   /* of the profile */
	char *output; /* base name of the outputs */
	const char *arch;
	const char *xen_version; /* "4.17": from the profile, else the image's banner; or NULL */
	bool xen_version_found;  /* from the banner */
	struct xb_kconfig *kconfig; /* Xen's .config; NULL: not known */
	char *kconfig_path;         /* which file that was, or NULL */

	/* The machine. */
	struct xb_ranges ram; /* merged, from the board or else the tree */
	struct xb_named_ranges reserved;
	struct xb_range uboot; /* the top of the script's bank, where U-Boot runs; size 0: not known */
	struct xb_range window; /* automatic addresses stay inside; size 0: no window */
	uint64_t cpus; /* 0: not known */
	const struct xb_board *board; /* the profile's, which must outlive this; or NULL */
	char *board_name; /* or NULL */
	char *gic;        /* "v2", "v3" or NULL */

	/* What happens, in order. */
	struct xb_texts before; /* commands before the first load */
	char *load_command;     /* the words before ADDRESS FILE: "tftpboot", "load mmc 0:1" */
	const struct xb_load_method *method;
	struct {
		struct xb_pos method, device, command, prefix;
	} load_at; /* where the profile says how files are loaded; line 0: it does not */
	struct xb_load *loads; /* loads[0] is the script's own slot */
	size_t load_count, load_capacity;
	unsigned cells;     /* 1 or 2: of /chosen */
	struct xb_pos cells_at;
	struct xb_devtree *tree; /* the base tree; NULL while its file is not here */
	struct xb_edit *edits;
	size_t edit_count, edit_capacity;
	uint64_t growth;    /* bytes that the edits add to the tree, at their peak */
	uint64_t padding;   /* what `fdt resize` is told */
	bool padding_auto;
	struct xb_pos padding_at;
	unsigned emit;      /* XB_EMIT_* */
	bool via_dtb;
	struct xb_line xen_line, dom0_line;

	struct xb_edited_tree *edited; /* what xb_boot_edited_tree made once; opaque */

	bool resolved;   /* the profile says that every size is pinned */
	struct xb_region *map; /* filled by xb_boot_plan */
	size_t map_count, map_capacity;
	struct xb_arena arena; /* owns the strings of this structure */
};

/* What else a description needs. */
struct xb_boot_config {
	const struct xb_catalog *catalog;
	const char *files_dir; /* --files: overrides the profile's folder; NULL: not given */
	const char *tree_path; /* --dtb: the base tree instead of the profile's; NULL: not given */
};

/*
 * Turn a profile into a planned description: look at the files, read the tree, lay out the edits,
 * place everything. Problems go to DIAGS; the description is returned even then, as far as it got,
 * NULL only when there is nothing to describe.
 */
struct xb_boot *xb_boot_plan(const struct xb_profile *profile, const struct xb_boot_config *config,
			     struct xb_diags *diags);
void xb_boot_free(struct xb_boot *boot);

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

struct xb_load *xb_boot_load(const struct xb_boot *boot, enum xb_role role); /* first, or NULL */

/* The tree with all edits applied, packed: new memory, the caller's, *size bytes. NULL with a
 * diagnostic. */
void *xb_boot_edited_tree(const struct xb_boot *boot, size_t *size, struct xb_diags *diags);
/* The same as far as it can be told: where the base tree is not here an empty one is edited, overlays
 * that are not here are left out, and then nodes on the way to an edit are made. */
void *xb_boot_sketched_tree(const struct xb_boot *boot, size_t *size, struct xb_diags *diags);

/* A command line as it stands in the tree that Xen gets, and who reads it. */
struct xb_command_line {
	const char *reader;   /* "Xen", "dom0"; NULL: no one */
	const char *property; /* of /chosen: "xen,xen-bootargs", "bootargs", "dom0/bootargs" */
	char *text;
};
struct xb_command_lines {
	struct xb_command_line items[3];
	size_t count;
};
/* Those that are there, Xen's first, the one that no one reads last. */
void xb_command_lines(const struct xb_boot *boot, struct xb_command_lines *lines);
void xb_command_lines_clear(struct xb_command_lines *lines);

/* U-Boot's CONFIG_SYS_FDT_PAD: bytes behind the tree that booti adds (boot/image-fdt.c). */
#define XB_UBOOT_FDT_PAD 0x3000u
/* The bytes that `fdt resize PADDING` leaves the tree at ADDRESS: used + 5 reserve entries +
 * padding, its end rounded up to 4 KiB (U-Boot fdt_shrink_to_minimum, boot/fdt_support.c). */
uint64_t xb_fdt_resized(uint64_t address, uint64_t used, uint64_t padding);

/* `fdt set` copies a value into a buffer of 1,024 bytes without a look (U-Boot cmd/fdt.c). */
#define XB_FDT_SET_MAX 1024u /* unless the board says otherwise */
/* Why BOOT's `fdt set` cannot say EDIT, as the rest of a sentence that begins with its name: new text, the
 * caller's, and *code; NULL: it can, or EDIT sets nothing. */
char *xb_fdt_set_objection(const struct xb_boot *boot, const struct xb_edit *edit,
			   enum xb_code *code);

/* ---- dom0's memory ----------------------------------------------------------------------------- */

/*
 * What Xen on Arm would give dom0 on a planned map. dom0's memory is 1:1 and comes in blocks that
 * are powers of two and aligned to their size (allocate_memory_11, xen/arch/arm/domain_build.c, the
 * same in 4.14 to 4.22) from what the heap still has: RAM without reserved ranges, Xen and the
 * modules that it was told of (populate_boot_allocator), the table of struct page_info, Xen's own
 * allocations, and the block into which a gzip kernel is unpacked. The rules: src/boot/dom0-memory.c.
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
	bool in_bss; /* tree or ramdisk stand in memory that the kernel clears: its image_size */
};
/*
 * Simulate dom0_mem = BYTES. Where the release is not known, or decides on the order of blocks by
 * chance (idle scrubbing), the worst case counts. False: a size, an address or RAM is not known.
 */
bool xb_dom0_memory_simulate(const struct xb_boot *boot, uint64_t bytes,
			     struct xb_dom0_memory *memory);
void xb_dom0_memory_clear(struct xb_dom0_memory *memory);
/* The panic's text, for the reader of a log; "" for XB_DOM0_FITS. */
const char *xb_dom0_result_panic(enum xb_dom0_result result);
/* The dom0_mem that BOOT's line sets, in bytes, or what Xen takes where it sets none (then *set is
 * false): CONFIG_DOM0_MEM, or 512 MiB. False: the line has one that is no size. */
bool xb_dom0_memory_wanted(const struct xb_boot *boot, uint64_t *bytes, bool *set);

/* The largest dom0_mem that works on this map, a multiple of 4 MiB (of more where RAM is over
 * 16 GiB); 0: none does, or the map is not known. */
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

/* ---- Checks ------------------------------------------------------------------------------------ */

/* One rule: a small function of the description. The table is in src/boot/check.c. */
struct xb_check {
	enum xb_code code;
	void (*run)(const struct xb_boot *boot, const struct xb_catalog *catalog,
		    struct xb_diags *diags);
};
extern const struct xb_check xb_checks[];
extern const size_t xb_check_count;

void xb_boot_check(const struct xb_boot *boot, const struct xb_catalog *catalog,
		   struct xb_diags *diags);

#endif

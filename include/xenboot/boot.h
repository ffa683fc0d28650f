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
#include "xenboot/image.h"
#include "xenboot/model.h"
#include "xenboot/tree.h"

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

/* `fdt set` copies a value into a buffer of 1,024 bytes without a look (U-Boot cmd/fdt.c). */
#define XB_FDT_SET_MAX 1024u /* unless the board says otherwise */
/* Why BOOT's `fdt set` cannot say EDIT, as the rest of a sentence that begins with its name: new text, the
 * caller's, and *code; NULL: it can, or EDIT sets nothing. */
char *xb_fdt_set_objection(const struct xb_boot *boot, const struct xb_edit *edit,
			   enum xb_code *code);

/* U-Boot's CONFIG_SYS_FDT_PAD: bytes behind the tree that booti adds (boot/image-fdt.c). */
#define XB_UBOOT_FDT_PAD 0x3000u
/* The bytes that `fdt resize PADDING` leaves the tree at ADDRESS: used + 5 reserve entries +
 * padding, its end rounded up to 4 KiB (U-Boot fdt_shrink_to_minimum, boot/fdt_support.c). */
uint64_t xb_fdt_resized(uint64_t address, uint64_t used, uint64_t padding);

/*
 * The bytes that the edits add to the base tree at their peak, while they are applied in order: a
 * tree with that much room behind its used bytes (off_dt_strings + size_dt_strings) takes them all,
 * one with a byte less does not.
 *
 * Where the base tree or an overlay is not here, the most that it can be: no node, no property name
 * there yet, and nothing that an edit removes. An overlay that is not here counts with its file's
 * size.
 */
bool xb_edits_measure(const struct xb_boot *boot, uint64_t *growth, struct xb_diags *diags);

/* Keep the edited tree once it is made: for a description that does not change any more. */
void xb_edited_tree_keep(struct xb_boot *boot);
void xb_edited_tree_free(struct xb_boot *boot);

/* ---- Placement --------------------------------------------------------------------------------- */

/* Modules stand on 2 MiB borders: Xen's own alignment, and booti moves it up otherwise. */
#define XB_SLOT 0x200000u
/* U-Boot runs at the top of its bank: code, heap, stack and what it has set aside. */
#define XB_UBOOT_TOP 0x2000000u
/* Of Xen's image the release is read, too; it has at most 8 MiB (xen/arch/arm mmu/layout.h). */
#define XB_XEN_MAX 0x800000u
/* What is planned with for a tree that is not here and has no size. */
#define XB_TREE_ASSUMED 0x20000u

/* What automatic addresses must stay inside: the script's bank from the script on, the window, 4 GiB
 * with one cell. Size 0: there is no such place. */
struct xb_range xb_plan_limits(const struct xb_boot *boot);
/* An address for each load that wants one; those that find no room stay unplaced. */
void xb_plan_place(struct xb_boot *boot);
/* Where LOAD would go if it were automatic. False: nowhere. */
bool xb_plan_first_fit(const struct xb_boot *boot, const struct xb_load *load,
		       uint64_t *address);

/* Bytes from its address on that LOAD occupies until Xen has copied it. */
struct xb_range xb_load_range(const struct xb_load *load);

/* ---- Command lines ------------------------------------------------------------------------------ */

/*
 * The line that SETTINGS and EXTRA make. A value with a blank gets double quotes where its reader knows
 * them. Each word keeps the position it came from.
 */
void xb_line_build(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const struct xb_settings *settings, const struct xb_text *extra);
/* Split TEXT as the reader of SCOPE does, appending to line->words. */
void xb_line_split(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const char *text, struct xb_pos at);
void xb_line_clear(struct xb_line *line);
/* The line of SCOPE; NULL: it makes none. */
const struct xb_line *xb_boot_line(const struct xb_boot *boot, enum xb_scope scope);

/* The word that decides NAME: the last one; NULL when there is none. */
const struct xb_setting *xb_line_last(const struct xb_line *line, const char *name);

struct xb_known_word {
	const struct xb_setting *word;
	const struct xb_option *option; /* NULL: unknown */
	enum xb_scope scope;
	bool negated; /* no-NAME: NAME=no, see xb_catalog_find_word */
};
struct xb_known_word xb_known_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
				   enum xb_scope scope, const struct xb_setting *word);

/* Call JUDGE for each word of all lines, scope by scope. */
typedef void xb_word_judge(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_known_word *known, struct xb_diags *diags);
void xb_known_words_each(const struct xb_boot *boot, const struct xb_catalog *catalog,
			 xb_word_judge *judge, struct xb_diags *diags);

/*
 * Does the word say VALUE? "true" and "false" stand for every spelling of a boolean, the bare word
 * and no-NAME included; other values are one of the parts between commas, or the whole.
 */
bool xb_known_word_says(const struct xb_known_word *known, const char *value);
/* The same for the word NAME of Xen's line that decides; false where there is none. */
bool xb_xen_says(const struct xb_boot *boot, const char *name, const char *value);

/* "NAME=VALUE", or NAME for a bare word: new text, the caller's. */
char *xb_word_text(const struct xb_setting *word);

/* "4.17" as a number that can be compared, "master" behind all; 0: there is none. */
unsigned xb_release_number(const char *text);

#endif

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

/* ---- Where things come from ---------------------------------------------------------------------- */

/* An index that is none. */
#define XB_NONE SIZE_MAX

/* How files get into memory. */
struct xb_medium {
	const struct xb_load_method *method; /* NULL: not one that is known */
	char *command; /* the words before ADDRESS FILE: "tftpboot", "load mmc 0:1" */
	const char *prefix; /* before each file's name there; "" or NULL: nothing */
	/* Where that is written; line 0: nowhere. */
	struct xb_pos method_at, device_at, command_at, prefix_at;
};

/* Are A and B one place to get files from? */
bool xb_medium_is_same(const struct xb_medium *a, const struct xb_medium *b);

/* ---- Loads: bytes that stand in memory ----------------------------------------------------------- */

enum xb_load_use {
	XB_LOAD_MODULE,  /* of the module that names it */
	XB_LOAD_TREE,    /* the device tree that Xen gets, before or after its edits */
	XB_LOAD_OVERLAY,
	XB_LOAD_SCRIPT,  /* what does the loading itself: whoever starts it has loaded it */
	XB_LOAD_MEMORY,  /* nothing: RAM that Xen sets aside, for domains or for its heap */
	XB_LOAD_GIVEN,   /* a guest's partial tree to which devices are added: the next load is the whole */
	XB_LOAD_LATER,   /* the partial tree of a guest that dom0 starts: it is made, and is dom0's */
};
struct xb_load {
	enum xb_load_use use;
	char *title;   /* as the user calls it: "Xen", "dom0 kernel", "overlay" */
	char *file;    /* the name on the server or partition, prefix included; NULL: not known */
	char *path;    /* the file here; NULL: none */
	char *output;  /* the output that it is, "boot2-guest1.dtb", its bytes in content; NULL: it is none */
	const struct xb_medium *from; /* NULL: not known, or it is there already */
	bool there;    /* someone says that it is in memory already */
	/* What to call the places that say this, in hints: "dom0.kernel", "dom0.kernel.address". NULL: no one
	 * can change it there. */
	char *key, *address_key;
	uint64_t address;
	bool automatic;   /* the planner chose the address, or is to choose it */
	bool placed;      /* address is valid */
	bool taken;       /* a command takes it of which nothing more is known */
	bool heap;        /* MEMORY: Xen's heap is made of it, not a domain */
	const char *owner; /* MEMORY: the guest whose own RAM it is; NULL: it is no guest's */
	bool cut_off;      /* MEMORY: the rest of the range that the load before it begins */
	const struct xb_shared_memory *shared; /* MEMORY: what domains share of it, the profile's, which must
						* outlive this; NULL: nothing */
	bool here_only;   /* used up while the outputs are made: never in the board's memory */
	uint64_t size;    /* bytes of the file, as loaded */
	bool size_known;
	bool present;     /* the file is here and was looked at: image is valid */
	int error;        /* why it was not: an errno; 0 when it was, or was not tried */
	uint64_t said_size; /* what the profile said; 0: nothing */
	struct xb_pos size_at;
	uint64_t room;      /* bytes to keep free from address on, for a file that grows; 0: nothing was said */
	struct xb_pos room_at;
	uint64_t footprint; /* bytes kept free from address on: >= size */
	uint64_t occupied;  /* bytes that must not be shared before Xen has copied it: overlap counts */
	struct xb_image image;
	struct xb_buf content;    /* trees and overlays: the file, read whole; data NULL: not read */
	struct xb_pos at;         /* of the entry */
	struct xb_pos name_at;    /* of what FILE was made from: load-as, or the entry */
	struct xb_pos address_at; /* of its address, or of the entry */
};
/* Bytes from its address on that LOAD occupies until Xen has copied it. */
struct xb_range xb_load_range(const struct xb_load *load);
/* The same with its room. */
struct xb_range xb_load_kept(const struct xb_load *load);
/* Where dom0 has the files of the guests that it starts, where the profile does not say. */
#define XB_DOM0_FOLDER "/var/lib/xen/images"
/* Its file, as the board calls it, and as it is called here; or what else is known of it. */
const char *xb_load_name(const struct xb_load *load);
const char *xb_load_path(const struct xb_load *load);
/* Does it stand in the board's memory, at a place that is known? */
bool xb_load_is_placed(const struct xb_load *load);

/* ---- Modules: what Xen is told of ---------------------------------------------------------------- */

enum xb_module_kind {
	XB_MODULE_XEN,     /* itself: by the entry, not by a node */
	XB_MODULE_KERNEL,
	XB_MODULE_RAMDISK,
	XB_MODULE_TREE,    /* a guest's partial device tree */
	XB_MODULE_POLICY,  /* of XSM */
	XB_MODULE_KINDS
};
struct xb_module_kind_info {
	const char *title;      /* "kernel" */
	const char *key;        /* in a domain of a profile, and its node in that of a guest: "device-tree" */
	const char *compatible; /* of its node in a guest's: what it is; NULL: it has none */
	const char *legacy;     /* the same in /chosen itself, as Xen has called it from the first */
	const char *suffix;     /* of its node's name there, behind the domain's: "-ramdisk" */
};
const struct xb_module_kind_info *xb_module_kind_info(enum xb_module_kind kind);

struct xb_module {
	enum xb_module_kind kind;
	size_t domain; /* whose, an index; XB_NONE: Xen's own */
	size_t load;   /* what brings it, an index; XB_NONE: nothing does */
	char *node;    /* its path in the tree: "/chosen/dom0", "/chosen/guest1/kernel"; NULL: none */
	/* Where its node was read rather than made: what its reg says, and where that was written. */
	struct xb_range said;  /* size 0: its size is not known */
	size_t size_of;        /* the load whose size stands there, an index; XB_NONE: it is a number */
	struct xb_pos said_at; /* line 0: the node was made from the load */
};

/* A command line and the words it is made of. */
struct xb_line {
	char *text; /* what arrives in the tree; NULL or "" when there is nothing */
	struct xb_setting *words;
	size_t count, capacity;
	bool partial; /* what only the board knows stands in it, too: it may have other words */
	struct xb_pos at;
};

/* A number and where it is written. */
struct xb_said {
	uint64_t value;
	bool known;
	struct xb_pos at;
};
/* The CPUs that one vCPU may run on. */
struct xb_affinity {
	uint64_t vcpu;
	const char *cpus; /* "0-3,5" */
};
/* A device of the host that a domain is given. */
struct xb_given {
	const char *path;       /* of its node */
	struct xb_range *pages; /* of its registers; the domain sees them where they are */
	size_t page_count;
	uint32_t *interrupts;   /* the GIC's numbers */
	size_t interrupt_count;
	bool behind_iommu;      /* one for which some Xen has a driver stands before it */
};
struct xb_domain {
	char *name;     /* "dom0" */
	bool hardware;  /* dom0: the one that has the machine's devices */
	char *node;     /* of a guest: "/chosen/guest1"; NULL: it has none of its own */
	enum xb_scope scope; /* whose words its line has */
	struct xb_line line;
	struct xb_line properties; /* of a guest's node, words of XB_SCOPE_DOMAIN; it has no text */
	bool has_more; /* its node may say more than is known of it */
	struct xb_said memory, cpus; /* of a guest: bytes of RAM, and vCPUs */
	size_t static_first, static_count; /* loads that are its static memory, one behind another */
	struct xb_affinity *affinities;
	size_t affinity_count;
	struct xb_given *given;
	size_t given_count;
	/* Of one that dom0 starts: where its files are there, NULL: it has none; and the load that is its
	 * partial tree, where that is made; or XB_NONE. */
	const char *files[XB_MODULE_KINDS];
	size_t tree;
	struct xb_pos at;
	/* What to call its places in hints; NULL: no one can change them there. */
	char *key; /* "domains.guest1" */
	char *options_key, *ramdisk_key; /* "dom0.options", "dom0.ramdisk" */
};


/* CPUs that a scheduler of their own has. */
struct xb_pool {
	char *name;
	uint32_t phandle; /* of its node; 0: it has none */
	uint64_t *cpus;   /* numbers in the tree */
	size_t cpu_count;
	const char *sched; /* NULL: Xen's own */
	struct xb_pos at, sched_at;
};

/* ---- Steps: what happens, in order --------------------------------------------------------------- */

enum xb_step_kind {
	XB_STEP_COMMAND, /* `text` is run as it is; for `load` alone, where there is one */
	XB_STEP_LOAD,    /* `load` is put at its address */
	XB_STEP_TREE,    /* the tree at `load`, or at the address that the variable `text` holds, is taken; with
			  * both it is copied to `load` first */
	XB_STEP_ROOM,    /* `bytes` of room are made in it */
	XB_STEP_OVERLAY, /* the overlay `load` is applied to it */
	XB_STEP_EDIT,    /* `edit` is made in it */
	XB_STEP_KINDS
};
/* Where a domain sees memory that it shares. */
struct xb_seen {
	uint64_t address;
	bool at_host; /* where it is in the machine */
};
struct xb_step {
	enum xb_step_kind kind;
	bool beforehand; /* done while the outputs are made: the board does it not */
	bool automatic;  /* ROOM: as much as is needed */
	bool at_entry;   /* EDIT: the loader makes it as it starts Xen, in room that it adds itself */
	size_t load;     /* see above; an EDIT whose value is where loads are: the first; else XB_NONE */
	size_t more;     /* of those: so many behind it */
	const struct xb_seen *seen; /* of those: where a domain sees it, which stands between; NULL: nothing */
	unsigned address_cells, size_cells; /* of those: of each number; 0: as /chosen has them */
	const char *text;
	uint64_t bytes;
	struct xb_edit edit;
	const struct xb_line *line; /* EDIT: the command line that it sets; NULL: none */
	struct xb_pos at;
};

/* ---- The entry: how the board leaves its loader ---------------------------------------------------- */

/* A way to start Xen: one row in src/boot/door.c. */
struct xb_door {
	const char *name;   /* "booti"; also the command that is typed */
	const char *arch;   /* the one that it starts */
	unsigned xen_kinds; /* bits 1 << enum xb_image_kind of Xen's image */
	const char *xen_wanted; /* and in words */
	uint64_t xen_alignment; /* bytes; 1: any */
	const char *moves;      /* what it does with a Xen that is not aligned */
	bool relocates;         /* it moves Xen to the start of RAM where its header asks for that */
	uint64_t tree_room;     /* bytes that it adds behind the tree; 0: who edits it must make room */
	bool tree_moves;        /* it copies the tree below itself, unless fdt_high says otherwise */
};
extern const struct xb_door xb_doors[]; /* ends with name NULL */

struct xb_entrance {
	const struct xb_door *door; /* NULL: not known */
	size_t xen, tree;           /* loads that it is given, by index; XB_NONE: none is known */
	bool tree_stays;            /* what runs before it keeps the tree where it is */
};

/* ---- The boot description ------------------------------------------------------------------------ */

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
	bool passes; /* gone when Xen sets memory aside: U-Boot, the script */
};
/* Must A and B not stand in one place? What is kept may be kept twice, and memory that Xen sets aside may be
 * where something was that has passed. */
bool xb_regions_exclude(const struct xb_region *a, const struct xb_region *b);

/* Places that a hint may send its reader to, other than those of a load or a domain. */
enum xb_place {
	XB_PLACE_CELLS,          /* #address-cells and #size-cells of /chosen */
	XB_PLACE_PADDING,        /* the room that is made in the tree */
	XB_PLACE_EDITS,          /* changes of the tree */
	XB_PLACE_OUTPUT,         /* which outputs are made */
	XB_PLACE_SCRIPT_ADDRESS,
	XB_PLACE_BEFORE,         /* commands before the first load */
	XB_PLACE_XEN_OPTIONS,
	XB_PLACE_COUNT
};

/*
 * What will happen on the board, whoever wrote it down. What a part is not known by is absent: NULL,
 * XB_NONE, or a count of 0. All strings are the arena's, or outlive the structure.
 */
struct xb_boot {
	const char *name; /* what it is called; NULL: nothing */
	const char *arch; /* "arm64" */
	const char *xen_version; /* "4.17": from the profile, else the image's banner; or NULL */
	bool xen_version_found;  /* from the banner */
	struct xb_kconfig *kconfig; /* Xen's .config; NULL: not known */
	char *kconfig_path;         /* which file that was, or NULL */

	/* The machine. */
	struct xb_ranges ram; /* merged, from the board or else the tree; none: not known */
	struct xb_named_ranges reserved;
	struct xb_range uboot; /* where U-Boot may run, kept from automatic addresses; size 0: not known */
	struct xb_range uboot_least; /* the end of it that it keeps in any case; size 0: nothing is sure */
	struct xb_range window; /* automatic addresses stay inside; size 0: no window */
	uint64_t cpus; /* 0: not known */
	const struct xb_board *board; /* the profile's, which must outlive this; or NULL */
	const char *board_name;
	const char *gic; /* "v2", "v3" or NULL */

	/* The four parts, and the loads that they speak of. */
	struct xb_load *loads;
	size_t load_count, load_capacity;
	struct xb_step *steps;
	size_t step_count, step_capacity;
	struct xb_module *modules;
	size_t module_count, module_capacity;
	struct xb_domain *domains;
	size_t domain_count, domain_capacity;
	struct xb_domain *later; /* those that dom0 starts: Xen is not told of them */
	size_t later_count, later_capacity;
	struct xb_pool *pools;
	size_t pool_count, pool_capacity;
	struct xb_entrance entrance;
	struct xb_line xen_line;

	/* The tree. */
	const char *tree_name;   /* what messages call the base tree */
	struct xb_devtree *tree; /* the base tree; NULL while its file is not here */
	bool tree_needed;        /* it must be here, for an output is made from it */
	unsigned cells;          /* 1 or 2: of /chosen; 0: not known */
	struct xb_pos cells_at;
	struct xb_devtree *edited; /* what Xen gets, all steps done; NULL: not known, or it cannot be made */
	struct xb_devtree *sketch; /* where that is not known: a tree of which /chosen alone counts; or NULL */
	uint64_t growth;         /* bytes that the steps add to the tree, at their peak */
	uint32_t phandle;        /* the highest that is taken; 0: not known */

	uint64_t anchor;         /* automatic placement begins here; the first 2 MiB are a script's */
	bool anchored;           /* anchor is valid */
	bool sizes_pinned;       /* every size is pinned: another one is an error */
	bool measured;           /* on the board files have what sizes they have: those here are samples */
	bool tree_varies;        /* the base tree may be another there than the one that is here */
	const char *places[XB_PLACE_COUNT]; /* what to call them; NULL: no one can change it there */
	const char *place_keys[XB_PLACE_COUNT]; /* their whole keys in a profile; NULL likewise */
	struct xb_region *map;   /* filled by xb_boot_plan */
	size_t map_count, map_capacity;
	struct xb_arena arena;
};
void xb_boot_free(struct xb_boot *boot);

const char *xb_boot_name(const struct xb_boot *boot); /* "Xen" where it has none */

/* The parts by what they are; NULL: there is none. */
const struct xb_load *xb_boot_load(const struct xb_boot *boot, enum xb_load_use use); /* the first */
const struct xb_load *xb_boot_xen(const struct xb_boot *boot);
const struct xb_load *xb_boot_tree(const struct xb_boot *boot); /* the load of the tree that Xen gets */
struct xb_pos xb_boot_tree_at(const struct xb_boot *boot); /* where it is named, or nowhere */
const struct xb_domain *xb_boot_dom0(const struct xb_boot *boot);
const struct xb_domain *xb_boot_domain(const struct xb_boot *boot, const char *name); /* not a later one */
const struct xb_pool *xb_boot_pool(const struct xb_boot *boot, const char *name);
bool xb_pool_has_cpu(const struct xb_pool *pool, uint64_t cpu);
/* What to call DOMAIN in hints: its key, or its name where it has none. */
const char *xb_domain_key(const struct xb_domain *domain);
/* What brings DOMAIN's module of KIND. */
const struct xb_load *xb_domain_load(const struct xb_boot *boot, const struct xb_domain *domain,
				     enum xb_module_kind kind);
const struct xb_load *xb_dom0_load(const struct xb_boot *boot, enum xb_module_kind kind);
/* The module that LOAD brings. */
const struct xb_module *xb_load_module(const struct xb_boot *boot, const struct xb_load *load);
/* The first step of KIND. */
const struct xb_step *xb_boot_step(const struct xb_boot *boot, enum xb_step_kind kind);
/* Does the board do it, and does it put LOAD into memory? */
bool xb_boot_fetches(const struct xb_boot *boot, const struct xb_load *load);
/* Does the board find out how large LOAD is? */
bool xb_boot_measures(const struct xb_boot *boot, const struct xb_load *load);
/* Does the board itself edit the tree, by commands? */
bool xb_boot_edits_on_board(const struct xb_boot *boot);

/* One more, at the end; what it holds is the caller's to fill in. Pointers into the list die with it. */
struct xb_load *xb_boot_add_load(struct xb_boot *boot, enum xb_load_use use, const char *title);
struct xb_step *xb_boot_add_step(struct xb_boot *boot, enum xb_step_kind kind, struct xb_pos at);
struct xb_domain *xb_boot_add_domain(struct xb_boot *boot, const char *name);
struct xb_domain *xb_boot_add_later(struct xb_boot *boot, const char *name);
struct xb_pool *xb_boot_add_pool(struct xb_boot *boot, const char *name);
struct xb_module *xb_boot_add_module(struct xb_boot *boot, enum xb_module_kind kind, size_t domain,
				     size_t load);

/* The bytes that say in a reg where loads are and how large. */
#define XB_REG_MAX (16u * XB_RANGES_MAX)
/*
 * The edit that STEP makes. Where its value is a load's place, that is made here, by the load's address
 * and size and /chosen's cells, into REG, which must live as long as the edit.
 */
struct xb_edit xb_step_edit(const struct xb_boot *boot, const struct xb_step *step,
			    char reg[XB_REG_MAX]);

/* What else a description needs. */
struct xb_boot_config {
	const struct xb_catalog *catalog; /* NULL: properties of domains are not known, and left out */
	const char *files_dir; /* --files: overrides the profile's folder; NULL: not given */
	const char *tree_path; /* --dtb: the base tree instead of the profile's; NULL: not given */
	const char *script;    /* the file that does the steps on the board, "boot2.scr"; NULL: someone else
				* loads the files */
	const char *made_tree; /* the file with the edited tree, "boot2.dtb", to load instead of the base
				* tree; NULL: the base tree is loaded */
	bool tree_needed;      /* an output is made from the base tree; without a script it is the edited
				* tree, made here */
};

/*
 * Turn a profile into a planned description: look at the files, read the tree, lay out the steps,
 * place everything. Problems go to DIAGS; the description is returned even then, as far as it got,
 * NULL only when there is nothing to describe.
 */
struct xb_boot *xb_boot_plan(const struct xb_profile *profile, const struct xb_boot_config *config,
			     struct xb_diags *diags);

/* RAM, what is kept in it and CPUs: BOARD's, which must outlive BOOT and may be NULL, else those of BOOT's tree. */
void xb_boot_take_machine(struct xb_boot *boot, const struct xb_board *board);

/* ---- The tree that Xen gets ------------------------------------------------------------------------ */

/*
 * Do the steps to a copy of the base tree: boot->edited, and boot->growth, the bytes that they add at
 * their peak: a tree with that much room behind its used bytes (off_dt_strings + size_dt_strings) takes
 * them all, one with a byte less does not.
 *
 * Where the base tree or an overlay is not here there is no edited tree, and the growth is the most that
 * it can be: no node, no property name there yet, and nothing that an edit removes. An overlay that is
 * not here counts with its file's size. False with a diagnostic: a step cannot be done.
 */
bool xb_boot_edit_tree(struct xb_boot *boot, struct xb_diags *diags);
/* Write the places of the loads, which may have moved since, into boot->edited. */
void xb_boot_update_places(struct xb_boot *boot);
/* /chosen as far as it can be told: where the base tree is not here an empty one is edited, overlays
 * that are not here are left out, and then nodes on the way to an edit are made. New, the caller's. NULL
 * with a diagnostic. */
struct xb_devtree *xb_boot_sketch_tree(const struct xb_boot *boot, struct xb_diags *diags);
/* The tree whose /chosen is what Xen gets; NULL: it is not known. */
const struct xb_devtree *xb_boot_chosen(const struct xb_boot *boot);
/* Say which file keeps boot->edited from being made. Returns false. */
bool xb_boot_explain_no_tree(const struct xb_boot *boot, struct xb_diags *diags);

/* A command line as it stands in the tree that Xen gets, and who reads it. */
struct xb_command_line {
	const char *reader;   /* "Xen", "dom0", "guest1"; NULL: no one */
	char *property; /* of /chosen: "xen,xen-bootargs", "bootargs", "guest1/kernel/bootargs" */
	char *text;
};
struct xb_command_lines {
	struct xb_command_line *items;
	size_t count, capacity;
};
/* Those that are there, Xen's first, then dom0's and the guests', the one that no one reads last. */
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
/* Bytes that BOOT's door adds behind the tree; the first door's where none is known. */
uint64_t xb_boot_tree_room(const struct xb_boot *boot);
/* The bytes that `fdt resize PADDING` leaves the tree at ADDRESS: used + 5 reserve entries +
 * padding, its end rounded up to 4 KiB (U-Boot fdt_shrink_to_minimum, boot/fdt_support.c). */
uint64_t xb_fdt_resized(uint64_t address, uint64_t used, uint64_t padding);
/* The most used bytes that it leaves within ROOM; 0: none. */
uint64_t xb_fdt_most(uint64_t address, uint64_t room, uint64_t padding);

/* ---- Placement --------------------------------------------------------------------------------- */

/* Does BOOT's Xen count right what of a range of static memory reaches into a guest's second bank? From 4.22 on
 * (xen/arch/arm/static-memory.c allocate_static_memory). False where the release is not known. */
bool xb_xen_counts_static(const struct xb_boot *boot);

/* Modules stand on 2 MiB borders: Xen's own alignment, and booti moves it up otherwise. */
#define XB_SLOT 0x200000u
/* U-Boot runs at the top of its bank: code, heap, stack and what it has set aside. Debian's for QEMU keeps
 * 18 MiB (2021.01), 33.3 to 34.3 (2023.01) and 42.6 (2025.01) of any RAM: 16 MiB each of heap and stack, and
 * itself with its tree. */
#define XB_UBOOT_TOP 0x4000000u
#define XB_UBOOT_LEAST 0x2156000u
/* Of Xen's image the release is read, too; it has at most 8 MiB (xen/arch/arm mmu/layout.h). */
#define XB_XEN_MAX 0x800000u
/* What is planned with for a tree that is not here and has no size. */
#define XB_TREE_ASSUMED 0x20000u

/* The places that are left for LOAD, each from a border of XB_SLOT on. */
struct xb_places {
	struct xb_range largest; /* size 0: there is none */
	uint64_t bytes;          /* of all of them */
};
struct xb_places xb_plan_places_left(const struct xb_boot *boot, const struct xb_load *load);
/* How many bytes LOAD's file may have where it stands, so that it comes into nothing's way: what its room takes,
 * else what is free behind it. Needs the map. */
uint64_t xb_plan_limit(const struct xb_boot *boot, const struct xb_load *load);
/* The same of its memory, with what it takes behind the file. */
uint64_t xb_plan_room(const struct xb_boot *boot, const struct xb_load *load);
/* Make boot->map of RAM, what is reserved, and the loads. */
void xb_plan_map(struct xb_boot *boot);
/* An address for each load that wants one; those that find no room stay unplaced. */
void xb_plan_place(struct xb_boot *boot);
/* Where LOAD would go if it were automatic. False: nowhere. */
bool xb_plan_first_fit(const struct xb_boot *boot, const struct xb_load *load,
		       uint64_t *address);

/* ---- Command lines ------------------------------------------------------------------------------ */

/*
 * The line that SETTINGS and EXTRA make. A value with a blank gets double quotes where its reader knows
 * them. Each word keeps the position it came from.
 */
void xb_line_build(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const struct xb_settings *settings, const struct xb_text *extra);
/* WORD as a line of SCOPE has it, behind what TEXT has already. */
void xb_line_put_word(struct xb_buf *text, enum xb_scope scope, const struct xb_setting *word);
/* Split TEXT as the reader of SCOPE does, appending to line->words. */
void xb_line_split(struct xb_line *line, struct xb_arena *arena, enum xb_scope scope,
		   const char *text, struct xb_pos at);
void xb_line_clear(struct xb_line *line);
bool xb_line_is_empty(const struct xb_line *line);
/* How many of LINE's words, from its begin, are for the reader of SCOPE: Linux leaves those behind -- to init. */
size_t xb_line_own_count(const struct xb_line *line, enum xb_scope scope);
/* The INDEXth line of the description, Xen's first, then the domains', then the domains' properties, and whose
 * words it has; NULL: there are no more. */
const struct xb_line *xb_boot_line(const struct xb_boot *boot, size_t index, enum xb_scope *scope);

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

/* The domain in whose line or properties WORD, one of BOOT's own, stands; NULL: it is Xen's. */
const struct xb_domain *xb_word_domain(const struct xb_boot *boot, const struct xb_setting *word);
/* Is it a word of one that dom0 starts? */
bool xb_word_is_later(const struct xb_boot *boot, const struct xb_setting *word);
/* Call JUDGE for each word of all lines, in the order of xb_boot_line. */
typedef void xb_word_judge(const struct xb_boot *boot, const struct xb_catalog *catalog,
			   const struct xb_known_word *known, struct xb_diags *diags);
void xb_known_words_each(const struct xb_boot *boot, const struct xb_catalog *catalog,
			 xb_word_judge *judge, struct xb_diags *diags);

/*
 * Does the word say VALUE? "true" and "false" stand for every spelling of a boolean, the bare word
 * and no-NAME included; other values are one of the parts between commas, or the whole.
 */
bool xb_known_word_says(const struct xb_known_word *known, const char *value);
/* Is it a flag of a domain's node that is off, so that Xen is told nothing? */
bool xb_known_word_is_absent(const struct xb_known_word *known);
/* The same for the word NAME of Xen's line that decides; false where there is none. */
bool xb_xen_says(const struct xb_boot *boot, const char *name, const char *value);

/* The word of DOMAIN's properties that is the catalog's option NAME, by whatever name; NULL: it is not set. */
const struct xb_setting *xb_domain_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
					const struct xb_domain *domain, const char *name);
/* Is it there, and does it say VALUE? */
bool xb_domain_says(const struct xb_boot *boot, const struct xb_catalog *catalog,
		    const struct xb_domain *domain, const char *name, const char *value);

/* "NAME=VALUE", or NAME for a bare word: new text, the caller's. */
char *xb_word_text(const struct xb_setting *word);

/* ---- Xen's UART -------------------------------------------------------------------------------- */

/* Does console= make Xen look for a UART of the tree? It does where there is none. */
bool xb_xen_wants_uart(const struct xb_boot *boot);
/* Has Xen a driver for NODE? Where the release is not known, whatever release has it. */
bool xb_xen_drives_uart(const struct xb_boot *boot, const struct xb_tree_node *node);
/* The node of the UART that Xen takes, which dtuart= names, or else the tree's stdout-path; NULL: not known,
 * or it takes none, for want of a driver perhaps. */
const struct xb_tree_node *xb_xen_uart(const struct xb_boot *boot);
/* The same where a Xen that is not known may be any that drives it. */
const struct xb_tree_node *xb_any_xen_uart(const struct xb_boot *boot);

/* ---- Devices for guests -------------------------------------------------------------------------- */

/* BOOT's Xen on the host that TREE describes, which is the one that Xen gets (xenboot/tree/passthrough.h). It
 * must not outlive them. */
struct xb_pass_host *xb_boot_pass_host(const struct xb_boot *boot, const struct xb_devtree *tree);

/* A node that is a UART, or looks like one, of the tree that Xen gets. */
struct xb_uart {
	const struct xb_tree_node *node;
	const char *path;
	const char *alias;      /* that leads to it, serial0 before others; NULL: none does */
	const char *compatible; /* the first that it says; NULL: none */
	bool standard;          /* stdout-path leads to it */
	const char *against;    /* why Xen cannot print there, or should not: "disabled"; NULL: nothing is known */
};
/* All of them, those that nothing speaks against first; they and their texts are ARENA's. */
size_t xb_xen_uarts(const struct xb_boot *boot, struct xb_arena *arena, struct xb_uart **uarts);

#endif

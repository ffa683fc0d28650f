/* SPDX-License-Identifier: MIT */
/* Device trees: what they say, and what is changed in them. */
#ifndef XENBOOT_TREE_H
#define XENBOOT_TREE_H

#include "xenboot/image.h"
#include "xenboot/model.h"

/* Xen gives memory away in pages. */
#define XB_PAGE_SHIFT 12
#define XB_PAGE ((uint64_t)1 << XB_PAGE_SHIFT)

/* ---- The index of a tree ----------------------------------------------------------------------- */

/*
 * All nodes and properties of a blob, from one reading of its tags. Texts and values are the blob's,
 * nodes and properties the index's: the blob must outlive its index and must not change, so a tree
 * that was edited gets a new one. Where a name stands twice, the first in the tree is found, as by
 * libfdt.
 */
struct xb_tree_property {
	const char *name;
	const char *value; /* LENGTH bytes */
	size_t length;
};
struct xb_tree_node {
	const char *name; /* with its unit address; the root's is "" */
	struct xb_tree_node *parent, *child, *next; /* child: the first; next: of its parent; or NULL */
	const struct xb_tree_property *properties;
	size_t property_count;
	const struct xb_tree_property *compatible; /* asked for most of all; or NULL */
	unsigned depth;   /* the root's is 0 */
	uint32_t phandle; /* 0: none */
	int offset;       /* for libfdt */
};
struct xb_tree_index {
	const void *blob;
	struct xb_tree_node *nodes; /* as the blob has them, parents first; the root at 0 */
	size_t count;
	struct xb_tree_property *properties; /* of all nodes, in their order */
	size_t property_count;
	const struct xb_tree_node **phandles; /* the nodes that have one, by number */
	size_t phandle_count;
	const struct xb_tree_node *aliases; /* or NULL */
};

/* Of a BLOB that xb_blob_check let pass, or that libfdt has made from such. */
struct xb_tree_index *xb_tree_index_new(const void *blob);
void xb_tree_index_free(struct xb_tree_index *index);

/*
 * Look-ups; NULL: there is none. By phandle in the logarithm of their number, by path in the number
 * of children on the way, else in the number of nodes or of a node's properties.
 *
 * xb_tree_find: what PATH (or ALIAS, or ALIAS/REST) means to U-Boot's fdt command: a unit address may
 * be left out. xb_tree_find_whole: Xen compares the whole path and not the case, and follows no
 * alias (dt_find_node_by_path). xb_tree_child: one name of a path, LENGTH bytes at WORD.
 */
const struct xb_tree_node *xb_tree_find(const struct xb_tree_index *index, const char *path);
const struct xb_tree_node *xb_tree_find_whole(const struct xb_tree_index *index, const char *path);
const struct xb_tree_node *xb_tree_child(const struct xb_tree_node *parent, const char *word,
					 size_t length);
const struct xb_tree_node *xb_tree_by_phandle(const struct xb_tree_index *index, uint32_t phandle);
/* The next node behind AFTER (NULL: from the root on) that says it is COMPATIBLE. */
const struct xb_tree_node *xb_tree_next_compatible(const struct xb_tree_index *index,
						   const struct xb_tree_node *after,
						   const char *compatible);
const char *xb_tree_alias(const struct xb_tree_index *index, const char *alias);

/* The full path of NODE, new, the caller's. */
char *xb_tree_path(const struct xb_tree_node *node);
/* The next alias that leads to NODE behind *AT, from 0; NULL: no more. */
const char *xb_tree_next_alias(const struct xb_tree_index *index, const struct xb_tree_node *node,
			       size_t *at);
const struct xb_tree_property *xb_tree_property(const struct xb_tree_node *node, const char *name);
/* The first string of property NAME; NULL when there is none or its NUL is missing. */
const char *xb_tree_string(const struct xb_tree_node *node, const char *name);
/* The first cell of property NAME; OTHERWISE when there is none. */
uint32_t xb_tree_cell(const struct xb_tree_node *node, const char *name, uint32_t otherwise);
/* Cell NUMBER, from 0, of PROPERTY, which must have as many. */
uint32_t xb_tree_cell_at(const struct xb_tree_property *property, size_t number);
bool xb_tree_is_compatible(const struct xb_tree_node *node, const char *compatible);
/* Is NODE in use: no status, or status ok or okay? Its parents are not asked. */
bool xb_tree_available(const struct xb_tree_node *node);

/* How many cells the addresses and sizes of NODE's children have. */
struct xb_tree_cells {
	uint32_t address, size;
};
/* The same as Xen's early parser has them: where NODE says nothing, as the nearest node above it that does
 * (xen/common/device-tree/bootfdt.c); OTHERWISE where none says it. */
struct xb_tree_cells xb_tree_inherited_cells(const struct xb_tree_node *node,
					     struct xb_tree_cells otherwise);
extern const struct xb_tree_cells xb_tree_default_cells; /* the specification's, where nothing is said */
struct xb_tree_cells xb_tree_cells(const struct xb_tree_node *node, struct xb_tree_cells otherwise);

/* The node that ALIAS_OR_PATH means to Xen ("serial0", "/soc/serial@7e201000"); NULL when the tree has
 * no such alias or node, or ALIAS_OR_PATH is NULL. Everything from ':' on is ignored. */
const struct xb_tree_node *xb_tree_resolve(const struct xb_tree_index *index,
					   const char *alias_or_path);
/* The alias or node path of the tree nearest to a wrong one; new, the caller's; or NULL. */
char *xb_tree_nearest(const struct xb_tree_index *index, const char *alias_or_path);

/* ---- A machine's tree -------------------------------------------------------------------------- */

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
	void *blob;      /* as read, checked by xb_blob_check */
	size_t size;     /* bytes of blob: the file's */
	struct xb_tree_index *index; /* of blob */
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
/* The same for a BLOB that libfdt has made of sound ones, which becomes the tree's own. What in it cannot be
 * read is left out. */
struct xb_devtree *xb_devtree_take(void *blob, size_t size);
void xb_devtree_free(struct xb_devtree *tree);
/* Bytes up to the end of its last block: what is left when padding is cut off. */
uint64_t xb_devtree_used(const struct xb_devtree *tree);

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
/* Is TREE one of BOARD's own, by the `compatible` of its root? Of a board that names none no tree is. */
bool xb_board_fits(const struct xb_board *board, const struct xb_devtree *tree);
/* What NODE is for Xen: "v2" or "v3", a GIC that it drives; the compatible of an IOMMU that it drives; the
 * CPUs' timer. NULL, false: none. Whether it is in use is not asked. */
const char *xb_tree_gic_version(const struct xb_tree_node *node);
const char *xb_tree_iommu(const struct xb_tree_node *node);
/* What Xen must be built with to drive that IOMMU; NULL: NODE is none. */
struct xb_iommu_driver {
	const char *kconfig;
	bool by_default; /* it is, where nobody has changed that */
};
const struct xb_iommu_driver *xb_tree_iommu_driver(const struct xb_tree_node *node);
bool xb_tree_is_timer(const struct xb_tree_node *node);
/* The IOMMU in use that stands before NODE; NULL: none does. */
const struct xb_tree_node *xb_tree_iommu_of(const struct xb_tree_index *index,
					    const struct xb_tree_node *node);
/* The GIC that Xen takes, the first in use; NULL: it panics. */
const struct xb_tree_node *xb_tree_gic(const struct xb_tree_index *index);
const struct xb_tree_node *xb_tree_timer(const struct xb_tree_index *index); /* the first; NULL: it panics */
/* The next child of /cpus behind CPU (NULL: the first) that is a CPU, in use or not; NULL: there is none. */
const struct xb_tree_node *xb_tree_next_cpu(const struct xb_tree_index *index,
					    const struct xb_tree_node *cpu);
/* A first board file NAME from TREE, with comments where a person must fill in. */
void xb_board_draft(const struct xb_devtree *tree, const char *name, struct xb_buf *out);

/* ---- Blobs ------------------------------------------------------------------------------------- */

/* Linux reads no node that is nested deeper (FDT_MAX_DEPTH, drivers/of/fdt.c); root is 0. */
#define XB_TREE_DEPTH 64

/*
 * Can every libfdt function be let loose on BLOB, and U-Boot's fdt command too: complete, version
 * 17, blocks in order and aligned, every tag, name and value inside its block, no alias that leads
 * to an alias? False with an error that names the tree NAME.
 */
bool xb_blob_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		   struct xb_diags *diags);

/* Does an alias of BLOB lead to another alias? Older libfdt follows such a loop for ever. */
bool xb_blob_alias_chain(const void *blob);

/* One more named range; NAME is copied. */
void xb_named_ranges_add(struct xb_named_ranges *ranges, struct xb_range range, const char *name);
void xb_named_ranges_clear(struct xb_named_ranges *ranges);

/* ---- Addresses and interrupts ------------------------------------------------------------------ */

/* What came of a look up the tree; the node at FAULT is what the text is about. */
enum xb_tree_status {
	XB_TREE_OK,
	XB_TREE_NO_REG,       /* none, or not so many; of a PCI device: of its assigned-addresses */
	XB_TREE_NO_RANGES,    /* a bus of its own (I2C, CPUs): what is on it has no address here */
	XB_TREE_NOT_MAPPED,   /* no row of ranges or interrupt-map holds it */
	XB_TREE_BAD_CELLS,    /* a number of cells that Xen refuses, or more than the property has */
	XB_TREE_NO_INTERRUPT, /* none, or not so many */
	XB_TREE_NO_PARENT,    /* no node there, or round in a circle */
};

/*
 * *range: where the CPU sees reg NUMBER, from 0, of NODE, as Xen RELEASE (a number of
 * xb_release_number; 0: the newest) translates it (dt_device_get_address in
 * xen/common/device-tree/device-tree.c): bytes, size as written. Not checked for a wrap. Where there
 * is none, its start is the address as the bus at *fault has it, as far as there is one.
 */
enum xb_tree_status xb_tree_translate(const struct xb_tree_node *node, size_t number,
				      unsigned release, struct xb_range *range,
				      const struct xb_tree_node **fault);
/* How many addresses Xen asks NODE for (dt_number_of_address): none where it is on no bus of the CPU's. */
size_t xb_tree_address_count(const struct xb_tree_node *node, unsigned release);
/* Where the CPU sees row NUMBER of the ranges of NODE, a bus (dt_for_each_range). XB_TREE_NO_REG: there are
 * not so many. */
enum xb_tree_status xb_tree_window(const struct xb_tree_node *node, size_t number,
				   unsigned release, struct xb_range *range,
				   const struct xb_tree_node **fault);

/* An interrupt as its controller is told of it. */
#define XB_TREE_INTERRUPT_CELLS 4 /* DT_MAX_IRQ_SPEC */
struct xb_tree_interrupt {
	const struct xb_tree_node *controller;
	uint32_t cells[XB_TREE_INTERRUPT_CELLS];
	size_t count;
};
/* Interrupt NUMBER, from 0, of NODE, through all maps (dt_device_get_raw_irq). Xen takes only those
 * of the GIC that it drives itself: that is for the caller to compare. */
enum xb_tree_status xb_tree_interrupt(const struct xb_tree_index *index,
				      const struct xb_tree_node *node, size_t number,
				      struct xb_tree_interrupt *interrupt,
				      const struct xb_tree_node **fault);
/* How many interrupts Xen asks NODE for (dt_number_of_irq): none where it cannot tell. */
size_t xb_tree_interrupt_count(const struct xb_tree_index *index, const struct xb_tree_node *node);
/* What row NUMBER of NODE's interrupt-map leads to, whatever the mask (dt_for_each_irq_map). */
enum xb_tree_status xb_tree_mapped_interrupt(const struct xb_tree_index *index,
					     const struct xb_tree_node *node, size_t number,
					     struct xb_tree_interrupt *interrupt);
/* The number that a GIC has for it: 16 to 31 are the CPU's own, those from 32 on are shared. False:
 * it is not told in three cells. */
bool xb_tree_gic_number(const struct xb_tree_interrupt *interrupt, uint32_t *number);

/* ---- Edits ------------------------------------------------------------------------------------- */

/*
 * One edit of the device tree, in order. `value` is what the tree will hold, byte for byte.
 * The script prints it as an fdt command, the DTB has it applied by libfdt.
 */
enum xb_edit_kind {
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
	struct xb_pos at;
	size_t replaces; /* SET: bytes of the value that is there before; 0: none, or not known */
};

/* Apply one edit to BLOB in place. 0 or a libfdt error; when there is no room (-FDT_ERR_NOSPACE) the tree
 * is as before. */
int xb_edit_apply(void *blob, const struct xb_edit *edit);

/* The same where part of the tree is not known: nodes on the way to the edit are made, what cannot
 * be removed is elsewhere. */
int xb_edit_apply_guessing(void *blob, const struct xb_edit *edit);

/* Far above what Xen takes, and low enough that a hostile overlay cannot eat the memory. */
#define XB_TREE_LARGEST (16 << 20)

/* A tree that edits are applied to, for messages. */
struct xb_edit_target {
	const char *tree; /* what the user calls it */
	unsigned char *blob;
	struct xb_diags *diags;
};
/* Say why EDIT could not be applied: libfdt said ERROR. Returns false. */
bool xb_edit_explain(const struct xb_edit_target *target, const struct xb_edit *edit, int error);
/* Say that WHAT makes the tree larger than XB_TREE_LARGEST. Returns false. */
bool xb_edit_explain_size(const struct xb_edit_target *target, const struct xb_edit *edit,
			  const char *what);

void xb_value_add_cell(struct xb_buf *value, uint32_t cell); /* big-endian */

/*
 * As `fdt set` reads it: "<1 0x2>" cells, "[de ad]" bytes, else a string; a list is always strings,
 * true an empty property. False with a diagnostic when a cell or byte is no number that fits.
 */
bool xb_value_encode(const struct xb_property *property, enum xb_form *form, struct xb_buf *value,
		     struct xb_diags *diags);

/* ---- Overlays ---------------------------------------------------------------------------------- */

/* Is BLOB, NAME in messages, an overlay that may be given to fdt_overlay_apply? */
bool xb_overlay_check(const char *name, const void *blob, size_t size, struct xb_pos at,
		      struct xb_diags *diags);

/*
 * A copy of BLOB with OVERLAY applied, which passed xb_overlay_check and has SIZE bytes: new, the
 * caller's, of ROOM bytes, those behind the used ones zero. *peak: the most bytes that were used on
 * the way, which is the least room that it takes. NULL: *error is libfdt's. No alias of BLOB may
 * lead to an alias; ROOM is not less than what BLOB uses.
 */
void *xb_overlay_apply(const void *blob, const void *overlay, size_t size, size_t room,
		       size_t *peak, int *error);

/* Say why OVERLAY, called NAME, could not be applied to BASE, called TREE: libfdt said ERROR. */
bool xb_overlay_explain(const char *name, const void *overlay, const char *tree, const void *base,
			int error, struct xb_pos at, struct xb_diags *diags);

/*
 * For a base tree that is not known: put OVERLAY's nodes below /overlay-SERIAL of BLOB, and its
 * symbols where they go, with room for long paths. At least as many bytes as applying it can add.
 * 0 or a libfdt error.
 */
int xb_overlay_graft(void *blob, const void *overlay, size_t serial);

/* ---- A guest's own map ------------------------------------------------------------------------- */

/* What Xen puts there for a guest that has not the machine's own addresses. */
enum { XB_GUEST_UART = 1, XB_GUEST_PLACES = 4, XB_GUEST_BANKS = 2 };
struct xb_guest_place {
	struct xb_range range;
	const char *what;
	bool fatal; /* a guest that finds something else there dies at once */
};
extern const struct xb_guest_place xb_guest_places[XB_GUEST_PLACES];
/* Its RAM: the second begins where the first is full. */
extern const struct xb_range xb_guest_banks[XB_GUEST_BANKS];
/* Bytes of RAM that a guest may have without any of it in RANGE; UINT64_MAX: as much as it likes. */
uint64_t xb_guest_ram_before(struct xb_range range);

#endif

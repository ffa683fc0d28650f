/* SPDX-License-Identifier: MIT */
/* A partial tree in the making. */
#ifndef TREE_PASSTHROUGH_H
#define TREE_PASSTHROUGH_H

#include "xenboot/tree/passthrough.h"

enum {
	FIRST_SPI = 32,
	PASS_MOST_ENTRIES = 512, /* of one list; far more than a device has */
	PASS_MOST_ASKED = 1 << 15, /* of all lists of a host; of a hostile tree each may take long */
	GUEST_PHANDLE_GIC = 65000, /* xen/include/public/device_tree_defs.h: from here on they are Xen's */
};

/* ---- Who is where (pass-host.c, pass-survey.c) ------------------------------------------------------------------ */

/* A node with registers at RANGE. */
struct pass_use {
	struct xb_range range;
	const struct xb_tree_node *node;
};
/* A node with the GIC's interrupt NUMBER. */
struct pass_line {
	uint32_t number;
	const struct xb_tree_node *node;
};
/* USER, which is in use, refers to PROVIDER. */
struct pass_need {
	const struct xb_tree_node *provider, *user;
};
struct xb_pass_host {
	const struct xb_tree_index *index;
	struct xb_pass_xen xen;
	const struct xb_tree_node *gic;
	struct pass_use *uses; /* by their starts */
	uint64_t *reach;       /* the last byte that any use up to this one has */
	size_t use_count, use_capacity;
	struct pass_line *lines; /* by number, then in the tree's order */
	size_t line_count, line_capacity;
	struct pass_need *needs; /* by provider, then by user */
	size_t need_count, need_capacity;
};
/* Is NODE in use, and all above it? */
bool xb_pass_is_used(const struct xb_tree_node *node);
/* Is it a bus and nothing else? Its reg, where it has one, says what it spans. */
bool xb_pass_is_bus(const struct xb_tree_node *node);
/* Is it, or is it below, a child of the root that describes the machine, or the root? */
bool xb_pass_is_description(const struct xb_tree_node *node);
/* Does Xen keep NODE for itself? What it is, or NULL. */
const char *xb_pass_xens_own(const struct xb_pass_host *host, const struct xb_tree_node *node);
/* The uses that meet RANGE, one after the other: *AT is SIZE_MAX before the first. NULL: no more. */
const struct pass_use *xb_pass_next_use(const struct xb_pass_host *host, struct xb_range range,
					size_t *at);
/* The first of the needs of PROVIDER, which stand together; their number if there is none. */
size_t xb_pass_first_need(const struct xb_pass_host *host, const struct xb_tree_node *provider);
/* The first of the lines with NUMBER, which stand together; their number if there is none. */
size_t xb_pass_first_line(const struct xb_pass_host *host, uint32_t number);

/* ---- The tree in the making (partial-write.c) ---------------------------------------------------- */

struct part_property {
	const char *name;
	const void *value;
	size_t length;
	struct part_property *next;
};
struct part_node {
	const char *name;
	struct part_node *parent, *child, *next, *last; /* last: child */
	struct part_property *property, *last_property;
};
/* A new last child of PARENT (NULL: a root). _free: a name that stands there already gets a number behind. */
struct part_node *xb_part_add(struct xb_arena *arena, struct part_node *parent, const char *name);
struct part_node *xb_part_add_free(struct xb_arena *arena, struct part_node *parent, const char *name);
struct part_node *xb_part_find(const struct part_node *parent, const char *name);
/* VALUE is not copied. */
void xb_part_set(struct xb_arena *arena, struct part_node *node, const char *name, const void *value,
		 size_t length);
void xb_part_set_text(struct xb_arena *arena, struct part_node *node, const char *name,
		      const char *text);
void xb_part_set_cell(struct xb_arena *arena, struct part_node *node, const char *name,
		      uint32_t cell);
bool xb_part_has(const struct part_node *node, const char *name);
char *xb_part_path(struct xb_arena *arena, const struct part_node *node);
/* NODE of another tree becomes PART, with all below it. */
void xb_part_copy(struct xb_arena *arena, struct part_node *part, const struct xb_tree_node *node);
/* ROOT as a blob, new, of *size bytes. NULL: it is larger than XB_DTB_MAX. */
void *xb_part_write(const struct part_node *root, size_t *size);

/* Cells that become a value. */
struct pass_cells {
	uint32_t *items; /* big-endian */
	size_t count, capacity;
};
void xb_pass_cell(struct pass_cells *cells, uint32_t cell);
void xb_pass_cells2(struct pass_cells *cells, uint64_t number);
/* They become property NAME of PART, and are empty after. */
void xb_part_set_cells(struct xb_arena *arena, struct part_node *part, const char *name,
		       struct pass_cells *cells);

/* ---- The work (partial.c, pass-members.c) ------------------------------------------------------------------------ */

/* A node of the host's that the guest gets. */
struct pass_member {
	const struct xb_tree_node *node;
	size_t root;      /* the device that it is, or is below */
	bool is_root;
	bool is_refused;  /* nobody can have it: its addresses are known, and no more is asked */
	bool is_memory;   /* a child of /reserved-memory */
	bool is_bus;      /* something below it has addresses of the CPU's */
	uint32_t phandle; /* in the guest's tree; 0: none */
	struct part_node *part;
	struct xb_range *regs; /* as the CPU sees them */
	size_t reg_count;
	struct xb_ranges pages; /* of them, merged */
	const struct xb_tree_node *iommu;
	bool has_line; /* an interrupt of the GIC's */
};
/* The fixed-clock that stands for a clock of the host. */
struct pass_clock {
	const struct xb_tree_node *provider; /* NULL: by rate */
	uint32_t specifier;
	uint32_t rate;
	uint32_t phandle;
};
struct pass {
	const struct xb_pass_host *host;
	const struct xb_partial_request *request;
	struct xb_partial *out;
	struct pass_member *members; /* parents first, each device in one piece */
	size_t member_count, member_capacity;
	uint32_t *places; /* of host nodes: 0, or number of the member from 1 on */
	struct pass_clock *clocks;
	size_t clock_count, clock_capacity;
	uint32_t next_phandle, gic_phandle;
	struct part_node *root, *bus, *aliases; /* bus: /passthrough */
};
/* pass-members.c: the devices that the request names; NODE, with what is below it; the member that NODE is,
 * or NULL, as for no node. */
void xb_pass_add_requested(struct pass *pass);
void xb_pass_add_device(struct pass *pass, const struct xb_tree_node *node);
struct pass_member *xb_pass_member(const struct pass *pass, const struct xb_tree_node *node);
uint32_t xb_pass_phandle(struct pass *pass); /* the next that is free */
/* NODE is to be taken from dom0. */
void xb_pass_mark(struct pass *pass, const struct xb_tree_node *node);

/* The frame: root, bus, aliases, the GIC's phandle and the first that is free (partial-frame.c). */
void xb_pass_frame(struct pass *pass);

/* ---- Findings (pass-finding.c) ------------------------------------------------------------------- */

/* Add FINDING with its severity, message and hint; what is in it points to the host's tree or to the arena. */
void xb_pass_find(struct pass *pass, struct xb_pass_finding finding, const char *format, ...)
	XB_PRINTF(3, 4);
/* The full path of NODE, the arena's. */
const char *xb_pass_path(struct pass *pass, const struct xb_tree_node *node);
const char *xb_pass_status(enum xb_tree_status status); /* "has no ranges" */

/* ---- Parts of a node ----------------------------------------------------------------------------- */

/* Its addresses, pages, and who else is there (pass-address.c). */
void xb_pass_read_addresses(struct pass *pass, struct pass_member *member);
void xb_pass_judge_addresses(struct pass *pass, struct pass_member *member);
/* reg, and xen,reg. */
void xb_pass_write_addresses(struct pass *pass, struct pass_member *member);

/* The IOMMU that Xen drives before NODE, or NULL; how the member reaches memory (pass-dma.c). */
const struct xb_tree_node *xb_pass_iommu(const struct xb_pass_host *host,
					 const struct xb_tree_node *node);
void xb_pass_judge_dma(struct pass *pass, const struct pass_member *member);

/* Its interrupts (pass-interrupt.c): what is found goes to the device, too; with the member's part the
 * properties are written. */
void xb_pass_interrupts(struct pass *pass, struct pass_member *member);
bool xb_pass_is_interrupt_property(const char *name);

/* Its clocks (pass-clock.c). */
void xb_pass_clocks(struct pass *pass, struct pass_member *member,
		    const struct xb_tree_property *property);
void xb_pass_write_clocks(struct pass *pass);

/* Its other properties (pass-reference.c); and what USER refers to, added to what HOST knows. */
void xb_pass_properties(struct pass *pass, struct pass_member *member);
void xb_pass_find_needs(struct xb_pass_host *host, const struct xb_tree_node *user);

#endif

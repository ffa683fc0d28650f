/* SPDX-License-Identifier: MIT */
/* Boards. */
#ifndef XENBOOT_MODEL_BOARD_H
#define XENBOOT_MODEL_BOARD_H

#include "xenboot/model/data.h"
#include "xenboot/model/edit.h"
#include "xenboot/model/uboot.h"
#include "xenboot/model/value.h"

struct xb_board_range {
	struct xb_text name; /* reserved: what keeps it; memory: unused */
	struct xb_number start, size;
};
struct xb_board_cpu {
	struct xb_text kind; /* cortex-a72 */
	struct xb_number count;
};
/* A device of the board and what Xen needs to drive it. */
struct xb_board_driver {
	struct xb_text compatible; /* "cdns,uart-r1p12" */
	/* First Xen release with the driver; "master": not released yet; "none": nobody wrote one. */
	struct xb_text since;
	struct xb_text kconfig;    /* the symbol it needs */
};
/* What its trees need changed before Xen boots with them, where the node is in the tree. */
struct xb_board_edit {
	struct xb_tree_edit edit;
	struct xb_text why;     /* for a comment: one line */
	struct xb_text console; /* only where Xen prints on this one: alias or path; not given: always */
};
/* A board: share/boards/NAME.yaml, or a mapping in the profile. */
struct xb_board {
	struct xb_text name, title, arch; /* arch: arm64 (the default) or arm32 */
	struct xb_text extends; /* the board that its file is laid on; what it says is in here already */
	struct xb_board_range *memory;
	size_t memory_count;
	struct xb_board_range *reserved;
	size_t reserved_count;
	struct xb_board_cpu *cpus; /* a plain number is one entry without a kind */
	size_t cpu_count;
	struct xb_text gic;     /* v2, v3 or not given */
	struct xb_text console; /* alias or path for dtuart= */
	struct xb_number script_address;
	struct xb_board_range window; /* automatic addresses stay inside; size not given: none */
	struct xb_number dma_bits; /* how many address bits all devices reach: dom0's first bank */
	struct xb_text dtb;        /* the tree's name in Linux: "broadcom/bcm2711-rpi-4-b.dtb" */
	/* What the root of its trees says in `compatible`, a tree an item: "raspberrypi,4-model-b".
	 * Several words in one item, with a blank between them, all stand there:
	 * "renesas,salvator-x renesas,r8a7795". */
	struct xb_texts compatible;
	struct xb_board_driver uart; /* of the console */
	struct xb_board_driver smmu; /* not given: none that Xen drives */
	struct xb_number scratchpad;  /* U-Boot's fdt set buffer, bytes; not given: 1,024 */
	struct xb_number line_length; /* U-Boot's typed line (CONFIG_SYS_CBSIZE); not given: 1,024 */
	struct xb_number uboot_top;   /* bytes at the bank's top that U-Boot keeps; not given: 64 MiB */
	struct xb_uboot_setup uboot; /* what its U-Boot has; without `extends` nothing is known of it */
	struct xb_board_edit *edits; /* `profile new` writes them into the profile */
	size_t edit_count;
	struct xb_text note;
	struct xb_pos at;
};
/* All boards known, or one. Owned by the returned list. */
struct xb_board_list {
	struct xb_board *items;
	size_t count;
	struct xb_arena arena;
	struct xb_documents *documents;
};
struct xb_board_list *xb_boards_load(struct xb_data *data, struct xb_diags *diags);
void xb_boards_free(struct xb_board_list *list);
/* Is there a Xen, released or not, that has DRIVER? */
bool xb_board_driver_exists(const struct xb_board_driver *driver);
uint64_t xb_board_cpu_total(const struct xb_board *board); /* 0: not known */

/* What there is to know of a board, line by line: "RAM", "0x0-0x3FFFFFFF, 1 GiB". */
struct xb_board_fact {
	const char *title;
	char *text;
};
struct xb_board_facts {
	struct xb_board_fact *items;
	size_t count, capacity;
};
void xb_board_describe(const struct xb_board *board, struct xb_board_facts *facts);
void xb_board_facts_clear(struct xb_board_facts *facts);
/* "3.9 GiB, 4 CPUs"; nothing where neither is known. */
void xb_board_summary(const struct xb_board *board, struct xb_buf *out);

#endif

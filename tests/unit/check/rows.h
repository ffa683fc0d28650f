/* SPDX-License-Identifier: MIT */
/*
 * Rows for test-check.c: of every rule the smallest input that it refuses, and its nearest neighbour that it
 * accepts. A table for each subject, in a file of its own.
 */
#ifndef XENBOOT_TESTS_CHECK_ROWS_H
#define XENBOOT_TESTS_CHECK_ROWS_H

#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "check/check.h"

struct check_row {
	enum xb_code code;
	const char *label;
	const char *diags; /* what the rule says; "" is accepted */
	struct plan_parts parts;
	const char *message;                  /* part of its first message; NULL: any */
	void (*prepare)(void);                /* makes the files; NULL: none are there */
	void (*change)(struct xb_boot *boot); /* of the plan */
};

/* The last row has no label. */
extern const struct check_row rows_of_files[];
extern const struct check_row rows_of_memory[];
extern const struct check_row rows_of_dom0[];
extern const struct check_row rows_of_domains[];
extern const struct check_row rows_of_board[];
extern const struct check_row rows_of_consoles[];
extern const struct check_row rows_of_chosen[];
extern const struct check_row rows_of_tree[];
extern const struct check_row rows_of_options[];
extern const struct check_row rows_of_script[];

/* ---- What several of them have in common: rows-shared.c ---------------------------------------------- */

#define BIG_LITTLE                                                                                 \
	"{memory: [{start: 0, size: 1G}], cpus: [{kind: cortex-a53, count: 4}, "                  \
	"{kind: cortex-a72, count: 2}]}"
#define NO_RAMDISK .ramdisk = ""
#define EDIT(edits) "  edits: [" edits "]\n"
#define XEN_CONFIG "  size: 1\n  config: xen.config\n"
#define KERNEL BYTES("compatible", "multiboot,kernel\0multiboot,module\0")
#define AT_1M {TREE_CELLS, "reg", one_mib, NULL, XB_COUNT(one_mib)}
#define KEEP(ranges) "{memory: [{start: 0, size: 1G}], cpus: 4, reserved: [" ranges "]}"

void remove_files(void); /* that the rows make */
void config_with_null(void);
void config_without_null(void);
void kernel_is_uimage(void);
void board_of(const char *controller, const char *device);
void board_with_gic(void);
void whole_board(void);
void chosen_with(const struct tree_row *rows);
extern const uint32_t one_mib[4];
void chosen_with_bootargs(void);
void tree_without_console(void);
void tree_with_console(void);

#endif

/* SPDX-License-Identifier: MIT */
/* The rules, one function each. The table that runs them is check.c; sources of the rules stand in
 * front of the functions. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "xenboot/check.h"
#include "xenboot/xen.h"


/* files.c */
xb_rule_function xb_check_file_missing;
xb_rule_function xb_check_file_type;
xb_rule_function xb_check_file_truncated;
xb_rule_function xb_check_size_stale;

/* memory.c */
xb_rule_function xb_check_overlap;
xb_rule_function xb_check_outside_ram;
xb_rule_function xb_check_reserved;
xb_rule_function xb_check_misaligned;
xb_rule_function xb_check_no_room;
xb_rule_function xb_check_dtb_too_big;

/* dom0-memory.c */
xb_rule_function xb_check_dom0_mem;

/* uimage.c */
xb_rule_function xb_check_load_address;

/* vcpus.c */
xb_rule_function xb_check_vcpus;
xb_rule_function xb_check_cpu_types;

/* board.c */
xb_rule_function xb_check_board_differs;
xb_rule_function xb_check_no_gic;
xb_rule_function xb_check_no_iommu;

/* catalog.c */
xb_rule_function xb_check_option_kconfig;
xb_rule_function xb_check_option_deprecated;
xb_rule_function xb_check_security;

/* chosen.c */
xb_rule_function xb_check_module_compatible;
xb_rule_function xb_check_module_reg;
xb_rule_function xb_check_module_line;
xb_rule_function xb_check_too_many_modules;
xb_rule_function xb_check_stale_node;
xb_rule_function xb_check_unknown_property;
xb_rule_function xb_check_bootargs;
/* The bootargs of /chosen with all edits made, the tree's; NULL: none, or no tree here. */
const char *xb_boot_tree_bootargs(const struct xb_boot *boot);

/* conflict.c; what it asks about cache colours is in colours.c */
xb_rule_function xb_check_option_conflict;
void xb_judge_colours(const struct xb_boot *boot, struct xb_diags *diags);

/* consoles.c */
xb_rule_function xb_check_dom0_console;
xb_rule_function xb_check_console;

/* root.c */
xb_rule_function xb_check_root_device;

/* tree.c */
xb_rule_function xb_check_reserved_twice;
xb_rule_function xb_check_cells;
xb_rule_function xb_check_fdt_space;
xb_rule_function xb_check_tree_moves;
xb_rule_function xb_check_console_path;

/* options.c */
xb_rule_function xb_check_unknown_option;
xb_rule_function xb_check_option_value;
xb_rule_function xb_check_option_arch;
xb_rule_function xb_check_option_version;
xb_rule_function xb_check_option_duplicate;

/* script.c */
xb_rule_function xb_check_quoting;
xb_rule_function xb_check_value_too_long;
xb_rule_function xb_check_uboot_needs;

#endif

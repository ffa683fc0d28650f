/* SPDX-License-Identifier: MIT */
/* The rules, one function each. The table that runs them is check.c; sources of the rules stand in
 * front of the functions. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "xenboot/check.h"
#include "xenboot/xen.h"

/* domain-word.c: as xb_domain_word and xb_domain_says, of what the release knows. */
const struct xb_setting *xb_read_word(const struct xb_context *context, const struct xb_domain *domain,
				      const char *name);
bool xb_read_says(const struct xb_context *context, const struct xb_domain *domain, const char *name,
		  const char *value);
/* The guest in whose node, below it, STEP edits; NULL: in none's. */
const struct xb_domain *xb_step_domain(const struct xb_boot *boot, const struct xb_step *step);

/* domain-features.c */
xb_rule_function xb_check_feature_kconfig;
xb_rule_function xb_check_feature_version;

/* domain-conflict.c */
xb_rule_function xb_check_no_dom0;
xb_rule_function xb_check_domain_conflict;

/* domain-machine.c */
xb_rule_function xb_check_cpu_numbers;
xb_rule_function xb_check_domain_machine;

/* domain-memory.c */
xb_rule_function xb_check_domain_memory;

/* domain-fit.c */
xb_rule_function xb_check_domains_fit;
xb_rule_function xb_check_later_domains;

/* domain-cpus.c */
xb_rule_function xb_check_domain_vcpus;
xb_rule_function xb_check_null_pools;
xb_rule_function xb_check_pool_affinity;
xb_rule_function xb_check_pools;
xb_rule_function xb_check_later;
xb_rule_function xb_check_later_version;

/* domain-nodes.c */
xb_rule_function xb_check_stale_guests;
xb_rule_function xb_check_guest_modules;

/* domain-values.c */
xb_rule_function xb_check_domain_values;

/* partial-tree.c */
xb_rule_function xb_check_partial_tree;

/* domain-lines.c */
xb_rule_function xb_check_domain_console;
xb_rule_function xb_check_domain_line;

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
xb_rule_function xb_check_small_room;
xb_rule_function xb_check_dtb_too_big;

/* own-command.c, called by the rule of quoting: what U-Boot's shells would not do alike */
void xb_check_own_commands(const struct xb_boot *boot, struct xb_diags *diags);

/* ram-top.c */
xb_rule_function xb_check_ram_top;

/* xen-address.c */
xb_rule_function xb_check_xen_address;

/* dom0-memory.c */
xb_rule_function xb_check_dom0_mem;

/* dom0-start.c */
xb_rule_function xb_check_dom0_start;

/* dom0-tree.c */
xb_rule_function xb_check_dom0_tree;

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
xb_rule_function xb_check_line_list, xb_check_not_loaded, xb_check_unused_load, xb_check_said_reg, xb_check_unknown_property;
xb_rule_function xb_check_bootargs;
/* The bootargs of /chosen with all edits made, the tree's; NULL: none, or no tree here. */
const char *xb_boot_tree_bootargs(const struct xb_boot *boot);

/* edits.c */
xb_rule_function xb_check_edit_lost;

/* conflict.c; what it asks about cache colours is in colours.c */
xb_rule_function xb_check_option_conflict;
void xb_judge_colours(const struct xb_boot *boot, struct xb_diags *diags);

/* devices.c */
xb_rule_function xb_check_device_address;
xb_rule_function xb_check_device_interrupt;
/* consoles.c */
xb_rule_function xb_check_dom0_console;
xb_rule_function xb_check_console;

/* root.c */
xb_rule_function xb_check_root_device;

/* console-path.c */
xb_rule_function xb_check_console_path;

/* needed-node.c */
xb_rule_function xb_check_needed_node;

/* node-fate.c: what the steps alone say of the node at PATH. */
enum xb_node_fate {
	XB_NODE_UNKNOWN,
	XB_NODE_GONE,
	XB_NODE_DISABLED,
};
enum xb_node_fate xb_node_fate_of(const struct xb_boot *boot, const char *path);

/* hint-edit.c: BEFORE, and the line by which EDIT, of one property at most, is made where the tree is edited. */
void xb_hint_edit(const struct xb_boot *boot, const char *before, const struct xb_tree_edit *edit,
		  struct xb_diags *diags);
/* The fix alone: one more edit. */
void xb_fix_edit(const struct xb_boot *boot, const struct xb_tree_edit *edit, struct xb_diags *diags);

/* fix-word.c: fixes of the diagnostic added last, on lines that a profile has; on others there are none. */
/* What to call the line of Xen or of dom0, whichever reads SCOPE; NULL: it cannot be changed there. */
const char *xb_line_place(const struct xb_boot *boot, enum xb_scope scope);
/* WORD, of any line or a property of a guest, gets VALUE; NULL: it is taken out. */
void xb_fix_word(const struct xb_boot *boot, const struct xb_setting *word, const char *value,
		 struct xb_diags *diags);
/* WORD with its value goes to the line of Xen or dom0 that reads SCOPE, if that does not have it yet. */
void xb_fix_move(const struct xb_boot *boot, const struct xb_setting *word, enum xb_scope scope,
		 struct xb_diags *diags);
/* WORD is called NAME, if its line does not have that yet. */
void xb_fix_rename(const struct xb_boot *boot, const struct xb_setting *word, const char *name,
		   struct xb_diags *diags);
/* VALUE behind all that the option of WORD has. */
void xb_fix_append(const struct xb_boot *boot, const struct xb_setting *word, const char *value,
		   struct xb_diags *diags);
/* NAME of Xen's or dom0's line gets VALUE: where it stands, or as one more. */
void xb_fix_option(const struct xb_boot *boot, enum xb_scope scope, const char *name,
		   const char *value, struct xb_diags *diags);
/* The same on Xen's line of NUMBER in UNIT: "" or "M". */
void xb_fix_number(const struct xb_boot *boot, const char *name, uint64_t number, const char *unit,
		   struct xb_diags *diags);

/* tree.c */
xb_rule_function xb_check_reserved_twice;
xb_rule_function xb_check_cells;
xb_rule_function xb_check_fdt_space;
xb_rule_function xb_check_tree_moves;
xb_rule_function xb_check_reserved_empty;

/* unknown.c */
xb_rule_function xb_check_unknown_key;
xb_rule_function xb_check_unknown_option;
/* Say in a hint that the word belongs on the line of another; false: it does not, nothing is said. */
bool xb_word_hint_owner(const struct xb_boot *boot, const struct xb_catalog *catalog,
			const struct xb_known_word *known, struct xb_diags *diags);
/* The same for a value that another's option of this name takes and this one does not. */
bool xb_word_fits_elsewhere(const struct xb_boot *boot, const struct xb_catalog *catalog,
			    const struct xb_known_word *known, struct xb_diags *diags);

/* init-words.c */
xb_rule_function xb_check_too_many_words;

/* options.c */
xb_rule_function xb_check_option_value;
xb_rule_function xb_check_option_arch;
xb_rule_function xb_check_option_version;
xb_rule_function xb_check_option_duplicate;

/* script.c */
xb_rule_function xb_check_quoting;
xb_rule_function xb_check_value_too_long;
xb_rule_function xb_check_uboot_needs;

#endif

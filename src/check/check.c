/* SPDX-License-Identifier: MIT */
/* The table of rules. A new rule is one row and one function. */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

/* Rules that hold however Xen is started, on whatever machine. */
#define ANY_DOOR NULL
#define ANY_ARCH NULL
#define ARM " arm64 arm32 "

const struct xb_rule xb_rules[] = {
	{XB_CODE_FILE_MISSING, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a file is not here, or cannot be read", xb_check_file_missing},
	{XB_CODE_FILE_TYPE, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a file is not what its place takes", xb_check_file_type},
	{XB_CODE_FILE_TRUNCATED, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a file is cut off", xb_check_file_truncated},
	{XB_CODE_SIZE_STALE, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a file has another size than was written down", xb_check_size_stale},
	{XB_CODE_OVERLAP, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "two things share memory", xb_check_overlap},
	{XB_CODE_OUTSIDE_RAM, XB_ERROR, XB_NEED_RAM, ANY_DOOR, ANY_ARCH,
	 "something lies outside RAM", xb_check_outside_ram},
	{XB_CODE_RESERVED, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "something lies in reserved memory", xb_check_reserved},
	{XB_CODE_RESERVED, XB_WARNING, XB_NEED_RAM | XB_NEED_EDITED, ANY_DOOR, ARM,
	 "a script loads where newer U-Boots load nothing", xb_check_ram_top},
	{XB_CODE_RESERVED, XB_ERROR, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "two reserved ranges of the tree overlap", xb_check_reserved_twice},
	{XB_CODE_RESERVED, XB_ERROR, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "a reserved range of the tree has no bytes", xb_check_reserved_empty},
	{XB_CODE_MISALIGNED, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "an address is not on the border that is needed", xb_check_misaligned},
	{XB_CODE_XEN_ADDRESS, XB_ERROR, 0, ANY_DOOR, ARM,
	 "Xen cannot run at its address", xb_check_xen_address},
	{XB_CODE_NO_ROOM, XB_ERROR, XB_NEED_RAM, ANY_DOOR, ANY_ARCH,
	 "no place is left for something", xb_check_no_room},
	{XB_CODE_NO_ROOM, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "what is kept free for a file is less than it takes", xb_check_small_room},
	{XB_CODE_DTB_TOO_BIG, XB_ERROR, XB_NEED_LOADED_TREE, ANY_DOOR, ARM,
	 "the tree is larger than Xen reads", xb_check_dtb_too_big},
	{XB_CODE_DOM0_MEM, XB_ERROR, XB_NEED_LOADED_TREE | XB_NEED_KERNEL | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "dom0 cannot get its memory", xb_check_dom0_mem},
	{XB_CODE_DOM0_MEM, XB_WARNING, XB_NEED_LOADED_TREE | XB_NEED_KERNEL | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "dom0 starts, and then lacks memory", xb_check_dom0_start},
	{XB_CODE_VCPUS, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "dom0 is promised more CPUs than it can have", xb_check_vcpus},
	{XB_CODE_DOM0_TREE, XB_ERROR, XB_NEED_EDITED | XB_NEED_DOOR | XB_NEED_DOM0 | XB_NEED_XEN_LINE,
	 " booti ", ARM, "dom0's device tree does not fit its room", xb_check_dom0_tree},
	{XB_CODE_CPU_TYPES, XB_WARNING, XB_NEED_BOARD | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "CPUs of more than one kind", xb_check_cpu_types},
	{XB_CODE_LOAD_ADDRESS, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a uImage says where the kernel goes", xb_check_load_address},
	{XB_CODE_NO_GIC, XB_ERROR, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "there is no interrupt controller that Xen drives", xb_check_no_gic},
	{XB_CODE_NO_IOMMU, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "an IOMMU is demanded that is not there", xb_check_no_iommu},
	{XB_CODE_NEEDED_NODE, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a node that Xen needs is taken away", xb_check_needed_node},
	{XB_CODE_DEVICE_ADDRESS, XB_ERROR, XB_NEED_EDITED | XB_NEED_DOM0, ANY_DOOR, ARM,
	 "Xen finds no address for a device of dom0", xb_check_device_address},
	{XB_CODE_DEVICE_INTERRUPT, XB_ERROR, XB_NEED_EDITED | XB_NEED_DOM0 | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "Xen cannot give an interrupt to dom0", xb_check_device_interrupt},
	{XB_CODE_BOARD_DIFFERS, XB_WARNING, XB_NEED_BOARD | XB_NEED_TREE, ANY_DOOR, ANY_ARCH,
	 "board and tree are not of one machine", xb_check_board_differs},
	{XB_CODE_MODULE_COMPATIBLE, XB_ERROR, XB_NEED_CHOSEN, ANY_DOOR, ARM,
	 "Xen does not know a module by its compatible", xb_check_module_compatible},
	{XB_CODE_MODULE_COMPATIBLE, XB_ERROR, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "Xen does not find a module of a guest by its compatible", xb_check_guest_modules},
	{XB_CODE_MODULE_REG, XB_ERROR, XB_NEED_CHOSEN, ANY_DOOR, ARM,
	 "a module's reg is not what /chosen asks for", xb_check_module_reg},
	{XB_CODE_TOO_MANY_MODULES, XB_ERROR, XB_NEED_CHOSEN, ANY_DOOR, ARM,
	 "more modules than Xen keeps", xb_check_too_many_modules},
	{XB_CODE_EDIT_LOST, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "an edit is written over by a later one", xb_check_edit_lost},
	{XB_CODE_STALE_NODE, XB_ERROR, XB_NEED_TREE | XB_NEED_EDITED, ANY_DOOR, ARM,
	 "the tree brings boot modules of its own", xb_check_stale_node},
	{XB_CODE_STALE_NODE, XB_WARNING, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "the tree brings guests of its own", xb_check_stale_guests},
	{XB_CODE_UNKNOWN_PROPERTY, XB_WARNING, XB_NEED_CHOSEN, ANY_DOOR, ARM,
	 "Xen reads no such property of /chosen", xb_check_unknown_property},
	{XB_CODE_BOOTARGS, XB_WARNING, XB_NEED_EDITED | XB_NEED_DOM0 | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "the tree's own bootargs count, or do not", xb_check_bootargs},
	{XB_CODE_CELLS, XB_ERROR, XB_NEED_CELLS, ANY_DOOR, ARM,
	 "an address does not fit the cells of /chosen", xb_check_cells},
	{XB_CODE_FDT_SPACE, XB_ERROR, XB_NEED_COMMANDS | XB_NEED_LOADED_TREE, ANY_DOOR, ANY_ARCH,
	 "the room that is made in the tree is too small", xb_check_fdt_space},
	{XB_CODE_TREE_MOVES, XB_WARNING, XB_NEED_DOOR | XB_NEED_LOADED_TREE, " booti ", ANY_ARCH,
	 "the tree would be copied over something", xb_check_tree_moves},
	{XB_CODE_CONSOLE_PATH, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "Xen's console is not in the tree", xb_check_console_path},
	{XB_CODE_UNKNOWN_KEY, XB_ERROR, XB_NEED_WORDS, ANY_DOOR, ARM,
	 "Xen reads no such property of a domain", xb_check_unknown_key},
	{XB_CODE_UNKNOWN_OPTION, XB_WARNING, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "an option that is not known", xb_check_unknown_option},
	{XB_CODE_TOO_MANY_WORDS, XB_ERROR, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "more words for init than Linux keeps", xb_check_too_many_words},
	{XB_CODE_OPTION_VALUE, XB_ERROR, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "a value that the option does not take", xb_check_option_value},
	{XB_CODE_OPTION_ARCH, XB_WARNING, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "an option of another architecture", xb_check_option_arch},
	{XB_CODE_OPTION_VERSION, XB_WARNING, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "an option that this release does not know", xb_check_option_version},
	{XB_CODE_OPTION_DUPLICATE, XB_WARNING, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "an option is given more than once", xb_check_option_duplicate},
	{XB_CODE_OPTION_DEPRECATED, XB_WARNING, XB_NEED_WORDS, ANY_DOOR, ANY_ARCH,
	 "an option that will go", xb_check_option_deprecated},
	{XB_CODE_OPTION_CONFLICT, XB_ERROR, XB_NEED_WORDS | XB_NEED_XEN_LINE, ANY_DOOR, ANY_ARCH,
	 "two settings do not go together", xb_check_option_conflict},
	{XB_CODE_OPTION_KCONFIG, XB_ERROR, XB_NEED_KCONFIG, ANY_DOOR, ANY_ARCH,
	 "an option that this Xen is not built with", xb_check_option_kconfig},
	{XB_CODE_OPTION_KCONFIG, XB_ERROR, XB_NEED_KCONFIG, ANY_DOOR, ARM,
	 "domains need what this Xen is not built with", xb_check_feature_kconfig},
	{XB_CODE_OPTION_VERSION, XB_WARNING, 0, ANY_DOOR, ARM,
	 "domains need what this release does not know", xb_check_feature_version},
	{XB_CODE_NO_DOM0, XB_ERROR, 0, ANY_DOOR, ARM,
	 "something needs a dom0, and there is none", xb_check_no_dom0},
	{XB_CODE_DOMAIN_MEMORY, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a domain's memory is too small for what it is started with", xb_check_domain_memory},
	{XB_CODE_DOMAIN_MEMORY, XB_ERROR, XB_NEED_RAM, ANY_DOOR, ARM,
	 "there is not as much memory as the domains ask for", xb_check_domains_fit},
	{XB_CODE_DOMAIN_MEMORY, XB_NOTE, XB_NEED_RAM, ANY_DOOR, ARM,
	 "what dom0 is to start takes more memory than is left", xb_check_later_domains},
	{XB_CODE_VCPUS, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a domain is promised more CPUs than it can have", xb_check_domain_vcpus},
	{XB_CODE_VCPUS, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "under the null scheduler no CPU is left for a domain", xb_check_null_pools},
	{XB_CODE_VCPUS, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a vCPU is to run where its CPU pool has no CPU", xb_check_pool_affinity},
	{XB_CODE_OPTION_CONFLICT, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "a domain's settings do not go together", xb_check_domain_conflict},
	{XB_CODE_VCPUS, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "a CPU is named that Xen does not start", xb_check_cpu_numbers},
	{XB_CODE_OPTION_CONFLICT, XB_ERROR, XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "a domain asks for what the machine has not", xb_check_domain_machine},
	{XB_CODE_OPTION_CONFLICT, XB_ERROR, 0, ANY_DOOR, ARM,
	 "xl cannot start a domain as it is described", xb_check_later},
	{XB_CODE_OPTION_VERSION, XB_WARNING, 0, ANY_DOOR, ARM,
	 "the xl of this release does not know a key", xb_check_later_version},
	{XB_CODE_OPTION_VALUE, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a CPU pool or a scheduler that is not there", xb_check_pools},
	{XB_CODE_OPTION_VALUE, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a value that a domain cannot have", xb_check_domain_values},
	{XB_CODE_PASSTHROUGH_TREE, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a partial device tree that Xen reads otherwise than it is meant", xb_check_partial_tree},
	{XB_CODE_CONSOLE, XB_WARNING, 0, ANY_DOOR, ARM,
	 "a domain prints where no one looks", xb_check_domain_console},
	{XB_CODE_VALUE_TOO_LONG, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a domain's command line is longer than Xen keeps", xb_check_domain_line},
	{XB_CODE_CONSOLE, XB_WARNING, XB_NEED_DOM0, ANY_DOOR, ANY_ARCH,
	 "dom0 prints where no one looks", xb_check_dom0_console},
	{XB_CODE_CONSOLE, XB_WARNING, XB_NEED_BOARD | XB_NEED_XEN_LINE, ANY_DOOR, ARM,
	 "Xen has no driver for the board's UART", xb_check_console},
	{XB_CODE_ROOT_DEVICE, XB_WARNING, XB_NEED_DOM0 | XB_NEED_KERNEL, ANY_DOOR, ANY_ARCH,
	 "dom0 does not find its root", xb_check_root_device},
	{XB_CODE_SECURITY, XB_NOTE, 0, ANY_DOOR, ANY_ARCH,
	 "what a setting means for safety", xb_check_security},
	{XB_CODE_QUOTING, XB_ERROR, XB_NEED_CHOSEN, ANY_DOOR, ARM,
	 "a command line is a list of texts", xb_check_line_list},
	{XB_CODE_QUOTING, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a text that cannot be said", xb_check_quoting},
	{XB_CODE_VALUE_TOO_LONG, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "a text that is too long", xb_check_value_too_long},
	{XB_CODE_VALUE_TOO_LONG, XB_ERROR, XB_NEED_EDITED, ANY_DOOR, ARM,
	 "a module's command line is longer than Xen keeps", xb_check_module_line},
	{XB_CODE_NOT_LOADED, XB_ERROR, 0, ANY_DOOR, ANY_ARCH,
	 "something is used where nothing was loaded", xb_check_not_loaded},
	{XB_CODE_UNUSED_LOAD, XB_WARNING, XB_NEED_COMMANDS, ANY_DOOR, ANY_ARCH,
	 "a file is loaded that nothing uses", xb_check_unused_load},
	{XB_CODE_MODULE_REG, XB_ERROR, 0, ANY_DOOR, ARM,
	 "a reg has another size than its file", xb_check_said_reg},
	{XB_CODE_UBOOT_NEEDS, XB_WARNING, XB_NEED_COMMANDS, ANY_DOOR, ANY_ARCH,
	 "the script asks for more than every U-Boot has", xb_check_uboot_needs},
};
const size_t xb_rule_count = XB_COUNT(xb_rules);

/* ---- What a rule needs ------------------------------------------------------------------------- */

static bool has_ram(const struct xb_boot *boot)
{
	return boot->ram.count > 0;
}

static bool has_board(const struct xb_boot *boot)
{
	return boot->board != NULL;
}

static bool has_tree(const struct xb_boot *boot)
{
	return boot->tree != NULL;
}

static bool has_edited(const struct xb_boot *boot)
{
	return boot->edited != NULL;
}

static bool has_chosen(const struct xb_boot *boot)
{
	return xb_boot_chosen(boot) != NULL;
}

static bool has_loaded_tree(const struct xb_boot *boot)
{
	return xb_boot_tree(boot) != NULL;
}

static bool has_dom0(const struct xb_boot *boot)
{
	return xb_boot_dom0(boot) != NULL;
}

static bool has_kernel(const struct xb_boot *boot)
{
	return xb_dom0_load(boot, XB_MODULE_KERNEL) != NULL;
}

static bool has_door(const struct xb_boot *boot)
{
	return boot->entrance.door != NULL;
}

static bool has_kconfig(const struct xb_boot *boot)
{
	return boot->kconfig != NULL;
}

static bool has_cells(const struct xb_boot *boot)
{
	return boot->cells != 0;
}

static bool has_xen_line(const struct xb_boot *boot)
{
	return boot->xen_line.text != NULL;
}

static bool has_words(const struct xb_boot *boot)
{
	enum xb_scope scope;
	const struct xb_line *line;

	for (size_t i = 0; (line = xb_boot_line(boot, i, &scope)); i++)
		if (line->count)
			return true;
	return false;
}

/* By bit of enum xb_need. */
static const struct need {
	bool (*is_met)(const struct xb_boot *boot);
	const char *name;
} needs[] = {
	{has_ram, "where RAM is"},
	{has_board, "the board"},
	{has_tree, "the device tree"},
	{has_edited, "the device tree with its edits"},
	{has_loaded_tree, "where the device tree is loaded"},
	{xb_boot_edits_on_board, "edits by commands on the board"},
	{has_dom0, "dom0"},
	{has_kernel, "dom0's kernel"},
	{has_door, "how Xen is started"},
	{has_kconfig, "Xen's .config"},
	{has_cells, "the cells of /chosen"},
	{has_xen_line, "Xen's command line"},
	{has_words, "words of a command line"},
	{has_chosen, "/chosen"},
};

const char *xb_need_name(unsigned index)
{
	return index < XB_COUNT(needs) ? needs[index].name : NULL;
}

/* Is WORD in WORDS, which stand between blanks? */
static bool is_among(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = strstr(words, word); at; at = strstr(at + 1, word))
		if (at > words && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

bool xb_rule_applies(const struct xb_rule *rule, const struct xb_boot *boot)
{
	const struct xb_door *door = boot->entrance.door;

	for (unsigned i = 0; i < XB_COUNT(needs); i++)
		if ((rule->needs & 1u << i) && !needs[i].is_met(boot))
			return false;
	return (!rule->doors || !door || is_among(rule->doors, door->name)) &&
	       (!rule->arches || !boot->arch || is_among(rule->arches, boot->arch));
}

void xb_check(const struct xb_context *context, struct xb_diags *diags)
{
	for (size_t i = 0; i < xb_rule_count; i++)
		if (xb_rule_applies(&xb_rules[i], context->boot))
			xb_rules[i].run(context, diags);
}

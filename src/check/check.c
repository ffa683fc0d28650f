/* SPDX-License-Identifier: MIT */
/* The table of rules. A new rule is one row and one function. */
#include "check/check.h"

const struct xb_check xb_checks[] = {
	{XB_CODE_FILE_MISSING, xb_check_file_missing},
	{XB_CODE_FILE_TYPE, xb_check_file_type},
	{XB_CODE_FILE_TRUNCATED, xb_check_file_truncated},
	{XB_CODE_SIZE_STALE, xb_check_size_stale},
	{XB_CODE_OVERLAP, xb_check_overlap},
	{XB_CODE_OUTSIDE_RAM, xb_check_outside_ram},
	{XB_CODE_RESERVED, xb_check_reserved},
	{XB_CODE_RESERVED, xb_check_reserved_twice},
	{XB_CODE_MISALIGNED, xb_check_misaligned},
	{XB_CODE_NO_ROOM, xb_check_no_room},
	{XB_CODE_DTB_TOO_BIG, xb_check_dtb_too_big},
	{XB_CODE_DOM0_MEM, xb_check_dom0_mem},
	{XB_CODE_VCPUS, xb_check_vcpus},
	{XB_CODE_CPU_TYPES, xb_check_cpu_types},
	{XB_CODE_LOAD_ADDRESS, xb_check_load_address},
	{XB_CODE_NO_GIC, xb_check_no_gic},
	{XB_CODE_NO_IOMMU, xb_check_no_iommu},
	{XB_CODE_BOARD_DIFFERS, xb_check_board_differs},
	{XB_CODE_MODULE_COMPATIBLE, xb_check_module_compatible},
	{XB_CODE_MODULE_REG, xb_check_module_reg},
	{XB_CODE_TOO_MANY_MODULES, xb_check_too_many_modules},
	{XB_CODE_STALE_NODE, xb_check_stale_node},
	{XB_CODE_UNKNOWN_PROPERTY, xb_check_unknown_property},
	{XB_CODE_BOOTARGS, xb_check_bootargs},
	{XB_CODE_CELLS, xb_check_cells},
	{XB_CODE_FDT_SPACE, xb_check_fdt_space},
	{XB_CODE_TREE_MOVES, xb_check_tree_moves},
	{XB_CODE_CONSOLE_PATH, xb_check_console_path},
	{XB_CODE_UNKNOWN_OPTION, xb_check_unknown_option},
	{XB_CODE_OPTION_VALUE, xb_check_option_value},
	{XB_CODE_OPTION_ARCH, xb_check_option_arch},
	{XB_CODE_OPTION_VERSION, xb_check_option_version},
	{XB_CODE_OPTION_DUPLICATE, xb_check_option_duplicate},
	{XB_CODE_OPTION_DEPRECATED, xb_check_option_deprecated},
	{XB_CODE_OPTION_CONFLICT, xb_check_option_conflict},
	{XB_CODE_OPTION_KCONFIG, xb_check_option_kconfig},
	{XB_CODE_CONSOLE, xb_check_console},
	{XB_CODE_ROOT_DEVICE, xb_check_root_device},
	{XB_CODE_SECURITY, xb_check_security},
	{XB_CODE_QUOTING, xb_check_quoting},
	{XB_CODE_VALUE_TOO_LONG, xb_check_value_too_long},
	{XB_CODE_VALUE_TOO_LONG, xb_check_module_line},
};
const size_t xb_check_count = XB_COUNT(xb_checks);

void xb_boot_check(const struct xb_boot *boot, const struct xb_catalog *catalog,
		   struct xb_diags *diags)
{
	for (size_t i = 0; i < xb_check_count; i++)
		xb_checks[i].run(boot, catalog, diags);
}

/* SPDX-License-Identifier: MIT */
/* The table of rules. A new rule is one row and one function. */
#include "boot/check.h"

const struct xb_check xb_checks[] = {
	{XB_CODE_FILE_MISSING, xb_check_file_missing},
	{XB_CODE_FILE_TYPE, xb_check_file_type},
	{XB_CODE_FILE_TRUNCATED, xb_check_file_truncated},
	{XB_CODE_SIZE_STALE, xb_check_size_stale},
	{XB_CODE_OVERLAP, xb_check_overlap},
	{XB_CODE_OUTSIDE_RAM, xb_check_outside_ram},
	{XB_CODE_RESERVED, xb_check_reserved},
	{XB_CODE_MISALIGNED, xb_check_misaligned},
	{XB_CODE_NO_ROOM, xb_check_no_room},
	{XB_CODE_DTB_TOO_BIG, xb_check_dtb_too_big},
	{XB_CODE_DOM0_MEM, xb_check_dom0_mem},
	{XB_CODE_VCPUS, xb_check_vcpus},
	{XB_CODE_CELLS, xb_check_cells},
	{XB_CODE_FDT_SPACE, xb_check_fdt_space},
	{XB_CODE_CONSOLE_PATH, xb_check_console_path},
	{XB_CODE_UNKNOWN_OPTION, xb_check_unknown_option},
	{XB_CODE_OPTION_VALUE, xb_check_option_value},
	{XB_CODE_OPTION_ARCH, xb_check_option_arch},
	{XB_CODE_OPTION_VERSION, xb_check_option_version},
	{XB_CODE_OPTION_DUPLICATE, xb_check_option_duplicate},
	{XB_CODE_QUOTING, xb_check_quoting},
	{XB_CODE_VALUE_TOO_LONG, xb_check_value_too_long},
};
const size_t xb_check_count = sizeof(xb_checks) / sizeof(xb_checks[0]);

void xb_boot_check(const struct xb_boot *boot, const struct xb_catalog *catalog,
		   struct xb_diags *diags)
{
	for (size_t i = 0; i < xb_check_count; i++)
		xb_checks[i].run(boot, catalog, diags);
}

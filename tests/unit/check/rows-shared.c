/* SPDX-License-Identifier: MIT */
/* Files and trees that several tables of rows ask for. */
#include "unit/check/rows.h"

void config_with_null(void)
{
	static const char text[] = "# Xen/arm 4.18.1 Configuration\nCONFIG_SCHED_NULL=y\n"
				   "CONFIG_SCHED_CREDIT2=y\nCONFIG_SCHED_DEFAULT=\"null\"\n";

	put_bytes("xen.config", text, sizeof(text) - 1);
}

void config_without_null(void)
{
	static const char text[] = "CONFIG_SCHED_CREDIT2=y\n# CONFIG_SCHED_NULL is not set\n"
				   "CONFIG_SCHED_DEFAULT=\"credit2\"\n";

	put_bytes("xen.config", text, sizeof(text) - 1);
}

void kernel_is_uimage(void)
{
	put_boot_files();
	put_uimage("Image", 2, 10, 10);
}

/* Two Cortex-A53 under an interrupt controller that CONTROLLER names, and another device. */
void board_of(const char *controller, const char *device)
{
	const struct tree_row rows[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("cpus"),
			NODE("cpu@0"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a53"),
				TEXT("enable-method", "psci"), END,
			NODE("cpu@1"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a53"),
				TEXT("enable-method", "psci"), END,
			NODE("cpu@2"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a72"),
				TEXT("status", "disabled"), END,
		END,
		NODE("timer"), TEXT("compatible", "arm,armv8-timer"), END,
		NODE("psci"), TEXT("compatible", "arm,psci-1.0"), END,
		NODE("intc@1000"), FLAG("interrupt-controller"),
			{TREE_BYTES, "compatible", NULL, controller, strlen(controller) + 1}, END,
		NODE("device@2000"),
			{TREE_BYTES, "compatible", NULL, device, strlen(device) + 1}, END,
		{0},
	};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

void board_with_gic(void)
{
	board_of("arm,gic-400", "a,device");
}

/* A board with all that Xen asks of its timer, its GICv2 and its UART, which stdout-path names. */
void whole_board(void)
{
	const struct tree_row rows[] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 1),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("cpus"),
			NODE("cpu@0"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a53"),
				END,
		END,
		NODE("timer"), TEXT("compatible", "arm,armv8-timer"),
			CELLS("interrupts", 1, 13, 4, 1, 14, 4, 1, 11, 4, 1, 10, 4), END,
		NODE("intc@1000"), TEXT("compatible", "arm,gic-400"), FLAG("interrupt-controller"),
			CELLS("#interrupt-cells", 3), CELLS("phandle", 1),
			CELLS("reg", 0, 0x1000, 0, 0x1000, 0, 0x2000, 0, 0x2000,
			      0, 0x4000, 0, 0x2000, 0, 0x6000, 0, 0x2000),
			CELLS("interrupts", 1, 9, 4), END,
		NODE("uart@8000"), TEXT("compatible", "arm,pl011"), CELLS("reg", 0, 0x8000, 0, 0x1000),
			CELLS("interrupts", 0, 5, 4), END,
		NODE("chosen"), TEXT("stdout-path", "/uart@8000:115200n8"), END,
		{0},
	};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

/* A tree with what ROWS put into /chosen, up to a row of nothing. */
void chosen_with(const struct tree_row *rows)
{
	struct tree_row all[128] = {
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000),
			END,
		NODE("chosen"), TEXT("stdout-path", "/serial@1"),
	};
	const struct tree_row end[] = {END, NODE("serial@1"), END, {0}};
	size_t count = 8, size;
	void *blob;

	for (; rows->what != TREE_END_ROWS; rows++)
		all[count++] = *rows;
	for (size_t i = 0; i < XB_COUNT(end); i++)
		all[count++] = end[i];
	blob = tree_make(all, &size);
	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

/* Not CELLS: its literal would die with the block of a loop that uses it. */
const uint32_t one_mib[] = {0, 0x100000, 0, 0x1000};

void chosen_with_bootargs(void)
{
	chosen_with((const struct tree_row[]){TEXT("bootargs", "console=ttyS2"), {0}});
}

void tree_without_console(void)
{
	put_tree("t.dtb", false);
}

void tree_with_console(void)
{
	put_tree("t.dtb", true);
}

void remove_files(void)
{
	static const char *const files[] = {"xen", "Image", "rd", "t.dtb", "xen.config",
					     "part.dtb"};

	for (size_t i = 0; i < XB_COUNT(files); i++)
		unlink(files[i]);
}

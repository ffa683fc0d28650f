/* SPDX-License-Identifier: MIT */
/*
 * Devices that Xen can and cannot hand to dom0: a small machine, and one device more in each row. The
 * trees that made Xen panic in QEMU are those of tests/boot/cases/devices.sh.
 */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "check/check.h"

#define MORE 24 /* rows that a device takes at most */

/* clang-format off */
/* As QEMU's virt has it: interrupt 33 is the UART's, 34 the clock's, 29 one of the CPU's own. */
static const struct tree_row machine[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 1),
	NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x40000000), END,
	NODE("chosen"), TEXT("stdout-path", "/uart@9000000"), END,
	NODE("cpus"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
		NODE("cpu@0"), TEXT("device_type", "cpu"), CELLS("reg", 0), CELLS("interrupts", 0, 1, 4), END,
	END,
	NODE("timer"), TEXT("compatible", "arm,armv8-timer"),
		CELLS("interrupts", 1, 13, 4, 1, 14, 4, 1, 11, 4, 1, 10, 4), END,
	NODE("gic@8000000"), TEXT("compatible", "arm,gic-v3"), CELLS("phandle", 1),
		FLAG("interrupt-controller"), CELLS("#interrupt-cells", 3), CELLS("#address-cells", 2),
		CELLS("reg", 0, 0x8000000, 0, 0x10000), CELLS("interrupts", 1, 9, 4), END,
	NODE("uart@9000000"), TEXT("compatible", "arm,pl011"), CELLS("reg", 0, 0x9000000, 0, 0x1000),
		CELLS("interrupts", 0, 1, 4), END,
	NODE("uart@9100000"), TEXT("compatible", "arm,pl011"), CELLS("reg", 0, 0x9100000, 0, 0x1000),
		CELLS("interrupts", 0, 3, 4), END,
	NODE("clock@9010000"), CELLS("reg", 0, 0x9010000, 0, 0x1000), CELLS("interrupts", 0, 2, 4), END,
};

#define UART_IS_TAKEN "is that of /uart@9000000, which is Xen's"
#define REMOVE "- {path: /d, remove: true}"

static const struct row {
	const char *label;
	const char *options, *version;       /* NULL: none */
	const char *diags, *message, *hint; /* parts of the first one's; NULL: any */
	struct tree_row device[MORE];
} rows[] = {
	{"nothing more", NULL, NULL, "", NULL, NULL, {{0}}},
	/* Interrupts */
	{"one of its own", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 0, 9, 1), END}},
	{"the UART's", NULL, NULL, "error device-interrupt", "its interrupt 0, number 33, " UART_IS_TAKEN,
	 "IRQ 33 is already used by Xen\"; under edits: " REMOVE,
	 {NODE("d"), TEXT("status", "disabled"), CELLS("interrupts", 0, 1, 4), END}},
	{"the UART's, as its second", NULL, NULL, "error device-interrupt", "its interrupt 1, number 33", NULL,
	 {NODE("d"), CELLS("interrupts", 0, 9, 4, 0, 1, 4), END}},
	{"the UART's, of another controller", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 0, 1, 4), CELLS("interrupt-parent", 2), END,
	  NODE("gpio"), CELLS("phandle", 2), FLAG("interrupt-controller"), CELLS("#interrupt-cells", 3), END}},
	{"the UART's, for a guest", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), FLAG("xen,passthrough"), CELLS("interrupts", 0, 1, 4), END}},
	{"a UART that Xen does not take", "dtuart: /uart@9100000", NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 0, 1, 4), END}},
	{"the UART that dtuart names", "dtuart: /uart@9100000", NULL, "error device-interrupt",
	 "is that of /uart@9100000", NULL, {NODE("d"), CELLS("interrupts", 0, 3, 4), END}},
	{"no UART at all", "console: none", NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 0, 1, 4), END}},
	{"a UART among others", "console: \"vga,dtuart\"", NULL, "error device-interrupt", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 0, 1, 4), END}},
	{"a node with others below", NULL, NULL, "error device-interrupt", NULL,
	 "- {path: /d, remove: interrupts}",
	 {NODE("d"), CELLS("interrupts", 0, 1, 4), NODE("below"), END, END}},
	{"another trigger", NULL, NULL, "error device-interrupt",
	 "number 34, has trigger 1, and /clock@9010000 has it with 4",
	 "Unable to get irq 0 for /d\"; under edits: - {path: /d, set: {interrupts: <0x0 0x2 0x4>}}",
	 {NODE("d"), CELLS("interrupts", 0, 2, 1), END}},
	{"another trigger than that of Xen's own", NULL, NULL, "error device-interrupt",
	 "number 33, has trigger 1, and /uart@9000000 has it with 4", "under edits: " REMOVE,
	 {NODE("d"), CELLS("interrupts", 0, 1, 1), END}},
	{"the same trigger", NULL, NULL, "", NULL, NULL, {NODE("d"), CELLS("interrupts", 0, 2, 4), END}},
	{"one of the CPU's own", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts", 1, 7, 4, 0, 1, 4), NODE("below"), CELLS("interrupts", 0, 1, 4),
	  END, END}},
	{"the last of a GIC", NULL, NULL, "", NULL, NULL, {NODE("d"), CELLS("interrupts", 0, 987, 4), END}},
	{"one behind it", NULL, NULL, "error device-interrupt", "number 1020, and a GIC has no more", NULL,
	 {NODE("d"), CELLS("interrupts", 0, 988, 4), END}},
	{"an empty place", NULL, NULL, "error device-interrupt", "an empty place in interrupts-extended of /d",
	 "Unable to retrieve irq 0 for /d", {NODE("d"), CELLS("interrupts-extended", 0), END}},
	{"a list that leads nowhere", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), CELLS("interrupts-extended", 99, 0, 1, 4), END}},
	{"less than an interrupt", NULL, NULL, "", NULL, NULL, {NODE("d"), CELLS("interrupts", 0, 1), END}},
	{"a map without its row", NULL, NULL, "error device-interrupt", "is not in the interrupt-map of /map",
	 REMOVE,
	 {NODE("d"), CELLS("interrupt-parent", 2), CELLS("interrupts", 2), END,
	  NODE("map"), CELLS("phandle", 2), CELLS("#interrupt-cells", 1), CELLS("#address-cells", 0),
	  CELLS("interrupt-map", 1, 1, 0, 0, 0, 9, 4), END}},
	/* Addresses */
	{"in the ranges", NULL, NULL, "", NULL, NULL,
	 {NODE("bus"), CELLS("ranges", 0, 0x1000, 0, 0xa000000, 0, 0x1000),
	  NODE("d"), CELLS("reg", 0, 0x1000, 0, 0x10, 7), END, END}},
	{"outside the ranges", NULL, NULL, "error device-address",
	 "its address 0, 0x2000, is outside the ranges of /bus",
	 "Unable to retrieve address 0 for /bus/d\"; under edits: - {path: /bus/d, remove: true}",
	 {NODE("bus"), CELLS("ranges", 0, 0x1000, 0, 0xa000000, 0, 0x1000),
	  NODE("d"), TEXT("status", "disabled"), CELLS("reg", 0, 0x2000, 0, 0x10), END, END}},
	{"its second", NULL, NULL, "error device-address", "its address 1, 0x2000",
	 "- {path: /bus/d, set: {reg: <0x0 0x1000 0x0 0x10>}}",
	 {NODE("bus"), CELLS("ranges", 0, 0x1000, 0, 0xa000000, 0, 0x1000),
	  NODE("d"), CELLS("reg", 0, 0x1000, 0, 0x10, 0, 0x2000, 0, 0x10), END, END}},
	{"a bus of its own", NULL, NULL, "", NULL, NULL,
	 {NODE("i2c"), NODE("d"), CELLS("reg", 0, 0x2000, 0, 0x10), END, END}},
	{"a bus on a bus of its own", NULL, NULL, "error device-address",
	 "its address 0, 0x2000, ends at /i2c, which has no ranges", NULL,
	 {NODE("i2c"), NODE("bus"), FLAG("ranges"), NODE("d"), CELLS("reg", 0, 0x2000, 0, 0x10), END, END,
	  END}},
	{"memory", NULL, NULL, "", NULL, NULL,
	 {NODE("bus"), CELLS("ranges", 0, 0x1000, 0, 0xa000000, 0, 0x1000),
	  NODE("d"), TEXT("device_type", "memory"), CELLS("reg", 0, 0x2000, 0, 0x10), END, END}},
	/* PCI */
	{"a bridge", NULL, NULL, "", NULL, NULL,
	 {NODE("d"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#interrupt-cells", 1),
	  CELLS("ranges", 0x2000000, 0, 0, 0, 0x10000000, 0, 0x1000),
	  CELLS("interrupt-map", 0, 0, 0, 1, 1, 0, 0, 0, 9, 4), END}},
	{"a bridge without ranges", NULL, NULL, "error device-address", "it is a PCI bridge without ranges",
	 REMOVE, {NODE("d"), TEXT("device_type", "pci"), END}},
	{"a bridge's window", NULL, NULL, "error device-address",
	 "row 0 of its ranges, 0x2000, is outside the ranges of /bus", NULL,
	 {NODE("bus"), CELLS("ranges", 0, 0x1000, 0, 0xa000000, 0, 0x1000),
	  NODE("d"), TEXT("device_type", "pci"), CELLS("ranges", 0x2000000, 0, 0, 0, 0x2000, 0, 0x1000), END,
	  END}},
	{"a bridge's map, the UART's", NULL, "4.18", "error device-interrupt", UART_IS_TAKEN, NULL,
	 {NODE("d"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#interrupt-cells", 1),
	  FLAG("ranges"), CELLS("interrupt-map", 0, 0, 0, 1, 1, 0, 0, 0, 1, 4), END}},
	{"the same, passed over", NULL, "4.17", "", NULL, NULL,
	 {NODE("d"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#interrupt-cells", 1),
	  FLAG("ranges"), CELLS("interrupt-map", 0, 0, 0, 1, 1, 0, 0, 0, 1, 4), END}},
	{"a bridge's map, the CPU's own", NULL, NULL, "error device-interrupt",
	 "is interrupt 25, one of the CPU's own", "d: IRQ25 is not a SPI",
	 {NODE("d"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#interrupt-cells", 1),
	  FLAG("ranges"), CELLS("interrupt-map", 0, 0, 0, 1, 1, 0, 0, 1, 9, 4), END}},
	{"a bridge's map to no node", NULL, NULL, "error device-interrupt",
	 "row 0 of its interrupt-map leads to no node", NULL,
	 {NODE("d"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#interrupt-cells", 1),
	  FLAG("ranges"), CELLS("interrupt-map", 0, 0, 0, 1, 9, 0, 0, 0, 9, 4), END}},
	/* As Linux has a Raspberry Pi 4's USB in 5.10. */
	{"a bus called pci, up to 4.14", NULL, "4.14", "error device-address",
	 "is outside the ranges of /pcie/pci@1,0", NULL,
	 {NODE("pcie"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#size-cells", 2),
	  CELLS("ranges", 0x2000000, 0, 0, 0, 0x10000000, 0, 0x1000),
	  NODE("pci@1,0"), CELLS("ranges", 0x2000000, 0, 0, 0x2000000, 0, 0, 0, 0x1000),
	  NODE("usb@1,0"), CELLS("reg", 0x10000, 0, 0, 0, 0), END, END, END}},
	{"a bus called pci, from 4.15 on", NULL, "4.15", "", NULL, NULL,
	 {NODE("pcie"), TEXT("device_type", "pci"), CELLS("#address-cells", 3), CELLS("#size-cells", 2),
	  CELLS("ranges", 0x2000000, 0, 0, 0, 0x10000000, 0, 0x1000),
	  NODE("pci@1,0"), CELLS("ranges", 0x2000000, 0, 0, 0x2000000, 0, 0, 0, 0x1000),
	  NODE("usb@1,0"), CELLS("reg", 0x10000, 0, 0, 0, 0), END, END, END}},
	/* What Xen keeps for itself, on some machines. */
	{"a device that is kept back", NULL, NULL, "", NULL, NULL,
	 {TEXT("compatible", "brcm,bcm2711"), NODE("d"), TEXT("compatible", "brcm,bcm2835-aux-spi"),
	  CELLS("interrupts", 0, 1, 4), END}},
	{"the same on another machine", NULL, NULL, "error device-interrupt", UART_IS_TAKEN, NULL,
	 {NODE("d"), TEXT("compatible", "brcm,bcm2835-aux-spi"), CELLS("interrupts", 0, 1, 4), END}},
	{"one that is kept back later", NULL, "4.14", "error device-interrupt", UART_IS_TAKEN, NULL,
	 {TEXT("compatible", "brcm,bcm2711"), NODE("d"), TEXT("compatible", "brcm,bcm2835-pm"),
	  CELLS("interrupts", 0, 1, 4), END}},
};
/* clang-format on */

/* The machine with DEVICE as its last node; properties of the root stand before its nodes. */
static void put_machine(const struct tree_row *device)
{
	struct tree_row all[XB_COUNT(machine) + MORE + 1] = {{0}};
	size_t count = 0, size;
	void *blob;

	for (; device->what == TREE_BYTES; device++)
		all[count++] = *device;
	for (size_t i = 0; i < XB_COUNT(machine); i++)
		all[count++] = machine[i];
	for (; device->what != TREE_END_ROWS; device++)
		all[count++] = *device;
	blob = tree_make(all, &size);
	put_boot_files();
	put_bytes("t.dtb", blob, size);
	free(blob);
}

/* What the two rules say of what row says. */
static void check_row(const struct row *row)
{
	char *more = row->version ? xb_format("xen-version: \"%s\"", row->version) : NULL;
	struct plan_parts parts = {.tree = "", .xen_options = row->options ? row->options : "console: dtuart",
				   .more = more};
	struct planned planned;
	struct xb_context context;
	struct xb_diags diags = {0};

	put_machine(row->device);
	planned = plan_parts(&parts);
	assert_non_null(planned.boot);
	xb_context_init(&context, planned.boot, NULL);
	xb_check_device_address(&context, &diags);
	xb_check_device_interrupt(&context, &diags);
	check_diags(row->label, &diags, row->diags);
	if (row->message)
		check_contains(row->label, diags_message(&diags), row->message);
	if (row->hint)
		check_contains(row->label, diags_hint(&diags), row->hint);
	xb_context_clear(&context);
	xb_diags_clear(&diags);
	plan_free(&planned);
	free(more);
}

static void each_device_by_itself(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i]);
}

static const struct tree_row twin[] = {NODE("d"), CELLS("interrupts", 0, 1, 4), END};

/* Where everything is wrong, a person is not told all of it. */
static void many_are_counted(void **state)
{
	struct tree_row many[XB_COUNT(machine) + 20 * XB_COUNT(twin) + 1] = {{0}};
	struct plan_parts parts = {.tree = "", .xen_options = "console: dtuart"};
	struct planned planned;
	struct xb_context context;
	struct xb_diags diags = {0};
	size_t count = 0, size;
	char *names[20];
	void *blob;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(machine); i++)
		many[count++] = machine[i];
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		names[i] = xb_format("d%zu", i);
		for (size_t k = 0; k < XB_COUNT(twin); k++)
			many[count++] = twin[k];
		many[count - XB_COUNT(twin)].name = names[i];
	}
	blob = tree_make(many, &size);
	put_boot_files();
	put_bytes("t.dtb", blob, size);
	planned = plan_parts(&parts);
	xb_context_init(&context, planned.boot, NULL);
	xb_check_device_interrupt(&context, &diags);
	check_u64("messages", diags.count, 17);
	check_contains("the last", diags.items[16].message, "... and 4 more nodes");
	xb_context_clear(&context);
	xb_diags_clear(&diags);
	plan_free(&planned);
	free(blob);
	for (size_t i = 0; i < XB_COUNT(names); i++)
		free(names[i]);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_device_by_itself),
		in_folder(many_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * Partial device trees that someone wrote: what Xen refuses or passes over, each beside what it takes. The rows
 * are those that were booted on QEMU's virt (handle_passthrough_prop).
 */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"

#include "check/check.h"

/* clang-format off */
/* Interrupt 33 is the UART's, 34 the clock's, 29 one of the CPU's own. */
static const struct tree_row machine[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 1),
	NODE("aliases"), TEXT("rtc0", "/rtc@9010000"), END,
	NODE("memory@0"), TEXT("device_type", "memory"), CELLS("reg", 0, 0, 0, 0x8000000), END,
	NODE("chosen"), TEXT("stdout-path", "/uart@9000000"), END,
	NODE("cpus"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
		NODE("cpu@0"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a57"), CELLS("reg", 0), END,
	END,
	NODE("gic@8000000"), TEXT("compatible", "arm,gic-v3"), CELLS("phandle", 1),
		FLAG("interrupt-controller"), CELLS("#interrupt-cells", 3), CELLS("#address-cells", 2),
		CELLS("reg", 0, 0x8000000, 0, 0x10000), END,
	NODE("smmu@9050000"), CELLS("phandle", 2), TEXT("compatible", "arm,mmu-500"), CELLS("#iommu-cells", 1),
		CELLS("reg", 0, 0x9050000, 0, 0x20000), END,
	NODE("uart@9000000"), TEXT("compatible", "arm,pl011"), CELLS("reg", 0, 0x9000000, 0, 0x1000),
		CELLS("interrupts", 0, 1, 4), END,
	NODE("rtc@9010000"), CELLS("reg", 0, 0x9010000, 0, 0x1000), CELLS("interrupts", 0, 2, 4),
		FLAG("xen,passthrough"), END,
	NODE("kept@9020000"), CELLS("reg", 0, 0x9020000, 0, 0x1000), CELLS("interrupts", 0, 3, 4), END,
	NODE("idle@9030000"), CELLS("reg", 0, 0x9030000, 0, 0x1000), CELLS("interrupts", 0, 4, 4),
		TEXT("status", "disabled"), END,
	NODE("own@9040000"), CELLS("reg", 0, 0x9040000, 0, 0x1000), CELLS("interrupts", 1, 13, 4),
		FLAG("xen,passthrough"), END,
	NODE("dma@9080000"), CELLS("reg", 0, 0x9080000, 0, 0x1000), CELLS("iommus", 2, 7), FLAG("xen,passthrough"), END,
	NODE("mute@9090000"), CELLS("reg", 0, 0x9090000, 0, 0x1000), END,
};

#define FRAME NODE("gic"), CELLS("phandle", 3), END, \
	NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"), \
	CELLS("#address-cells", 2), CELLS("#size-cells", 2)
#define FORCE FLAG("xen,force-assign-without-iommu")
#define XENREG(address) CELLS("xen,reg", 0, address, 0, 0x1000, 0, address)
#define DEVICE NODE("d@9010000"), TEXT("compatible", "v,d")
#define ALL END, END
#define NOTHING {TREE_END_ROWS, NULL, NULL, NULL, 0}

static const struct row {
	const char *label;
	const char *version, *guest, *options; /* of Xen, of the guest and on Xen's line; NULL: none */
	const char *diags, *message, *hint;    /* parts of the first one's; NULL: any */
	struct tree_row partial[40];
} rows[] = {
	/* The frame */
	{"as it should be", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("reg", 0, 0x9010000, 0, 0x1000), CELLS("interrupts", 0, 2, 4),
	  CELLS("interrupt-parent", 3), XENREG(0x9010000), TEXT("xen,path", "/rtc@9010000"), FORCE, ALL}},
	{"empty", NULL, NULL, NULL, "error passthrough-tree", "/ of part.dtb has no /passthrough", NULL, {{0}}},
	{"devices in /soc", NULL, NULL, NULL, "warning passthrough-tree", "/soc of part.dtb is passed over", NULL,
	 {FRAME, END, NODE("soc"), DEVICE, ALL}},
	{"what dtc leaves", NULL, NULL, NULL, "", NULL, NULL, {FRAME, END, NODE("__symbols__"), END}},
	{"no bus", NULL, NULL, NULL, "warning passthrough-tree", "is no simple-bus", NULL,
	 {NODE("passthrough"), FLAG("ranges"), END}},
	{"no ranges", NULL, NULL, NULL, "warning passthrough-tree", "has no ranges", NULL,
	 {NODE("passthrough"), TEXT("compatible", "simple-bus"), END}},
	{"a node without Xen's words", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, NODE("clk"), CELLS("#clock-cells", 0), ALL}},
	/* Interrupts in the guest */
	{"the GIC's number without /gic", NULL, NULL, NULL, "", NULL, NULL,
	 {NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"), CELLS("interrupt-parent", 65000),
	  NODE("d"), CELLS("interrupts", 0, 2, 4), ALL}},
	{"another's", NULL, NULL, NULL, "warning passthrough-interrupt",
	 "has an interrupt-parent 9, and the guest's interrupt controller is 3", NULL,
	 {FRAME, NODE("d"), CELLS("interrupt-parent", 9), CELLS("interrupts", 0, 2, 4), ALL}},
	{"no one's", NULL, NULL, NULL, "warning passthrough-interrupt", "has interrupts and no interrupt-parent", NULL,
	 {FRAME, NODE("d"), CELLS("interrupts", 0, 2, 4), ALL}},
	{"a controller that goes along", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, NODE("d"), CELLS("interrupt-parent", 9), CELLS("interrupts", 0), END, NODE("i"), CELLS("phandle", 9), ALL}},
	{"Xen's own phandle", "4.22", NULL, NULL, "error passthrough-tree", "has the phandle 65000", NULL,
	 {FRAME, NODE("d"), CELLS("phandle", 65000), ALL}},
	{"the largest below it", "4.22", NULL, NULL, "", NULL, NULL, {FRAME, NODE("d"), CELLS("phandle", 64999), ALL}},
	/* Cells and pages */
	{"no cells", NULL, NULL, NULL, "error passthrough-tree", "has xen,reg, and what it is in has #address-cells 0",
	 "Xen panics: \"Invalid address_cells or size_cells\"",
	 {FRAME, NODE("b"), CELLS("#address-cells", 0), DEVICE, XENREG(0x9010000), FORCE, END, ALL}},
	{"three", "4.17", NULL, NULL, "error passthrough-tree", "#address-cells 3",
	 "and starts the guest without the device",
	 {FRAME, NODE("b"), CELLS("#address-cells", 3), CELLS("#size-cells", 2), DEVICE, XENREG(0x9010000), FORCE, END,
	  ALL}},
	{"cells that no one says", NULL, NULL, NULL, "error passthrough-tree", "has 6 cells in xen,reg; by the 2 and 1 cells",
	 NULL, {NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"), DEVICE,
	  CELLS("xen,reg", 0, 0x9010000, 0x1000, 0, 0x9010000, 0), FORCE, ALL}},
	{"no pages", NULL, NULL, NULL, "error passthrough-address", "maps 0x9010800 with 0x100 bytes to 0x9010800: not whole",
	 "DomU passthrough config has not page aligned", {FRAME, DEVICE,
	  CELLS("xen,reg", 0, 0x9010800, 0, 0x100, 0, 0x9010800), FORCE, ALL}},
	{"two ranges, the second no page", NULL, NULL, NULL, "error passthrough-address", "maps 0x9020000 with 0x800", NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x9010000, 0, 0x9020000, 0, 0x800, 0, 0x9020000),
	  FORCE, ALL}},
	{"reg elsewhere, mapped there", NULL, NULL, NULL, "", NULL, NULL, {FRAME, DEVICE,
	  CELLS("reg", 0, 0x10000000, 0, 0x1000), CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x10000000), FORCE, ALL}},
	{"reg as on the host", NULL, NULL, NULL, "warning passthrough-address", "has 0x9010000 in reg, and no xen,reg maps",
	 NULL, {FRAME, DEVICE, CELLS("reg", 0, 0x9010000, 0, 0x1000),
	  CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x10000000), FORCE, ALL}},
	/* The guest's map */
	{"over its GIC", NULL, NULL, NULL, "error passthrough-address", "0x3001000-0x3001FFF, where a guest has its GIC", NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x3001000), FORCE, ALL}},
	{"over its UART", NULL, NULL, NULL, "warning passthrough-address", "a guest has vpl011", NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x22000000), FORCE, ALL}},
	{"over its memory", NULL, NULL, NULL, "error passthrough-address", "it has 64 MiB, and may have 63", NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x43fff000), FORCE, ALL}},
	{"behind its memory", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x44000000), FORCE, ALL}},
	{"with the machine's own addresses", NULL, ", direct-map: true, static-memory: [{start: 0x4000000, size: 64M}]",
	 NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x22000000), FORCE, ALL}},
	{"RAM of the host", NULL, NULL, NULL, "error passthrough-address", "maps 0x1000000-0x1000FFF of the host, which is RAM",
	 NULL, {FRAME, DEVICE, CELLS("xen,reg", 0, 0x1000000, 0, 0x1000, 0, 0x9010000), FORCE, ALL}},
	{"RAM that is kept", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x200000, 0, 0x1000, 0, 0x9010000), FORCE, ALL}},
	/* Where Linux may map foreign pages */
	{"behind the memory of one that sees Xen", "4.20", ", enhanced: true", NULL, "warning passthrough-address",
	 "by enhanced Xen 4.20 offers Linux the same addresses", "ext_regions=false",
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x50000000), FORCE, ALL}},
	{"the same where Xen looks", "4.21", ", enhanced: true", NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x50000000), FORCE, ALL}},
	{"the same without such regions", "4.20", ", enhanced: true", "ext_regions: false", "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x50000000), FORCE, ALL}},
	{"the same of one that sees no Xen", "4.20", ", enhanced: disabled", NULL, "", NULL, NULL,
	 {FRAME, DEVICE, CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x50000000), FORCE, ALL}},
	{"beside them", "4.20", ", enhanced: true", NULL, "", NULL, NULL, {FRAME, DEVICE, XENREG(0x9010000), FORCE, ALL}},
	/* xen,path */
	{"pages without a path", NULL, NULL, NULL, "error passthrough-tree", "has xen,reg alone", "xen,reg or xen,path missing",
	 {FRAME, DEVICE, XENREG(0x9010000), ALL}},
	{"forced, without a path", NULL, NULL, NULL, "", NULL, NULL, {FRAME, DEVICE, XENREG(0x9010000), FORCE, ALL}},
	{"a path without pages", NULL, NULL, NULL, "error passthrough-tree", "has xen,path alone", NULL,
	 {FRAME, DEVICE, TEXT("xen,path", "/rtc@9010000"), FORCE, ALL}},
	{"an alias", NULL, NULL, NULL, "error passthrough-device", "has xen,path rtc0, which is no node", "Couldn't find node",
	 {FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "rtc0"), FORCE, ALL}},
	{"without its unit address", NULL, NULL, NULL, "error passthrough-device", "/rtc, which is no node", NULL,
	 {FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "/rtc"), FORCE, ALL}},
	{"not forced, no IOMMU", NULL, NULL, NULL, "error passthrough-dma", "no IOMMU stands before it", "Failed to assign",
	 {FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "/rtc@9010000"), ALL}},
	{"not forced, behind an IOMMU", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, DEVICE, XENREG(0x9080000), TEXT("xen,path", "/dma@9080000"), ALL}},
	{"one of the CPU's interrupts", NULL, NULL, NULL, "error passthrough-interrupt", "interrupt 29 of the host's node",
	 "IRQ can only be routed to an SPI",
	 {FRAME, DEVICE, XENREG(0x9040000), TEXT("xen,path", "/own@9040000"), FORCE, ALL}},
	{"as many as it has", NULL, ", nr_spis: 3", NULL, "", NULL, NULL,
	 {FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "/rtc@9010000"), FORCE, ALL}},
	{"one too many", NULL, ", nr_spis: 0", NULL, "error passthrough-interrupt", "interrupt 34; with nr_spis 0",
	 "the vIRQ number is too high",
	 {FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "/rtc@9010000"), FORCE, ALL}},
	{"Xen's UART", NULL, NULL, NULL, "error passthrough-device", "is /uart@9000000, the UART of Xen's console", NULL,
	 {FRAME, DEVICE, XENREG(0x9000000), TEXT("xen,path", "/uart@9000000"), FORCE, ALL}},
	{"one that dom0 has", NULL, NULL, NULL, "error passthrough-device", "/kept@9020000, which dom0 has",
	 "IRQ is already used by domain 0",
	 {FRAME, DEVICE, XENREG(0x9020000), TEXT("xen,path", "/kept@9020000"), FORCE, ALL}},
	{"one that dom0 has, without interrupts", NULL, NULL, NULL, "warning passthrough-device", "which dom0 has, too", NULL,
	 {FRAME, DEVICE, XENREG(0x9090000), TEXT("xen,path", "/mute@9090000"), FORCE, ALL}},
	{"one that is disabled", NULL, NULL, NULL, "", NULL, NULL,
	 {FRAME, DEVICE, XENREG(0x9030000), TEXT("xen,path", "/idle@9030000"), FORCE, ALL}},
};
static const struct tree_row clock_tree[] = {
	FRAME, DEVICE, XENREG(0x9010000), TEXT("xen,path", "/rtc@9010000"), FORCE, ALL, NOTHING};
static const struct tree_row frame[] = {FRAME}, lame[] = {NODE("d"), XENREG(0x9010000), END};
/* clang-format on */

static void put_blob(const char *path, const struct tree_row *tree)
{
	size_t size;
	void *blob = tree_make(tree, &size);

	put_bytes(path, blob, size);
	free(blob);
}

static void put_machine(void)
{
	struct tree_row all[XB_COUNT(machine) + 1] = {{0}};

	memcpy(all, machine, sizeof(machine));
	put_boot_files();
	put_blob("t.dtb", all);
}

/* What the rule says of guests that MORE has. */
static void judge(const char *options, const char *more, struct xb_diags *diags)
{
	struct plan_parts parts = {.tree = "", .xen_options = options ? options : "console: dtuart",
				   .board = "{memory: [{start: 0, size: 144M}], cpus: 4, reserved: "
					    "[{name: firmware, start: 0x200000, size: 1M}]}",
				   .more = more};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = xb_catalog_load(data, diags);
	struct planned planned = plan_parts(&parts);
	struct xb_context context;

	assert_non_null(planned.boot);
	xb_context_init(&context, planned.boot, catalog);
	xb_check_partial_tree(&context, diags);
	xb_context_clear(&context);
	plan_free(&planned);
	xb_catalog_free(catalog);
	xb_data_free(data);
}

static void check_row(const struct row *row)
{
	char *version = row->version ? xb_format("xen-version: \"%s\"\n", row->version) : xb_strdup("");
	char *more = xb_format("%sdomains: {g: {kernel: Image, memory: 64M, device-tree: part.dtb%s}}\n", version,
			       row->guest ? row->guest : "");
	struct xb_diags diags = {0};

	put_blob("part.dtb", row->partial);
	judge(row->options, more, &diags);
	check_diags(row->label, &diags, row->diags);
	if (row->message)
		check_contains(row->label, diags_message(&diags), row->message);
	if (row->hint)
		check_contains(row->label, diags_hint(&diags), row->hint);
	xb_diags_clear(&diags);
	free(version);
	free(more);
}

static void each_tree_by_itself(void **state)
{
	(void)state;
	put_machine();
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i]);
}

/* Of two guests with one device the later is told, and of one whose tree is made the other. */
static void one_device_for_two(void **state)
{
	static const struct {
		const char *label, *more, *diags, *message;
	} cases[] = {
		{"the same tree twice",
		 "domains: {a: {kernel: Image, memory: 16M, device-tree: part.dtb}, "
		 "b: {kernel: Image, memory: 16M, device-tree: part.dtb}}\n",
		 "error passthrough-device", "b: /passthrough/d@9010000 of part.dtb is /rtc@9010000, which a is "
		 "given, too"},
		{"one made, one given",
		 "domains: {a: {kernel: Image, memory: 16M, device-tree: part.dtb}, "
		 "b: {kernel: Image, memory: 16M, passthrough: /rtc@9010000}}\n",
		 "error passthrough-device", "a: /passthrough/d@9010000 of part.dtb is /rtc@9010000, which b is "
		 "given, too"},
		{"one each",
		 "domains: {a: {kernel: Image, memory: 16M, device-tree: part.dtb}, "
		 "b: {kernel: Image, memory: 16M, passthrough: /kept@9020000}}\n", "", NULL},
	};
	(void)state;
	put_machine();
	put_blob("part.dtb", clock_tree);
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_diags diags = {0};

		judge(NULL, cases[i].more, &diags);
		check_diags(cases[i].label, &diags, cases[i].diags);
		if (cases[i].message)
			check_contains(cases[i].label, diags_message(&diags), cases[i].message);
		xb_diags_clear(&diags);
	}
}

/* Where everything is wrong, not all of it is told. */
static void many_are_not_told(void **state)
{
	struct tree_row all[XB_COUNT(frame) + 40 * XB_COUNT(lame) + 2];
	struct xb_diags diags = {0};
	size_t count = 0;
	char *names[40];

	(void)state;
	memset(all, 0, sizeof(all));
	put_machine();
	for (size_t i = 0; i < XB_COUNT(frame); i++)
		all[count++] = frame[i];
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		names[i] = xb_format("d%zu", i);
		for (size_t k = 0; k < XB_COUNT(lame); k++)
			all[count++] = lame[k];
		all[count - XB_COUNT(lame)].name = names[i];
	}
	all[count].what = TREE_END;
	put_blob("part.dtb", all);
	judge(NULL, "domains: {g: {kernel: Image, memory: 64M, device-tree: part.dtb}}\n", &diags);
	check_u64("messages", diags.count, 33);
	check_contains("the last", diags.items[32].message, "8 nodes more of part.dtb");
	xb_diags_clear(&diags);
	for (size_t i = 0; i < XB_COUNT(names); i++)
		free(names[i]);
}

/* Up to 4.17 all of the guest's tree has 4 KiB. */
static void room_for_a_tree(void **state)
{
	static const struct {
		const char *label, *version, *diags;
		size_t bytes;
	} cases[] = {
		{"2000 bytes in 4.17", "4.17", "", 2000},
		{"2600 bytes in 4.17", "4.17", "", 2600},
		{"3400 bytes in 4.17", "4.17", "error passthrough-tree", 3400},
		{"3400 bytes in 4.18", "4.18", "", 3400},
		{"60000 bytes in 4.18", "4.18", "", 60000},
	};
	static const char zeros[60000];

	(void)state;
	put_machine();
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const struct tree_row partial[] = {FRAME, NODE("d"),
						   {TREE_BYTES, "pad", NULL, zeros, cases[i].bytes}, ALL, NOTHING};
		char *more = xb_format("xen-version: \"%s\"\n"
				       "domains: {g: {kernel: Image, memory: 64M, device-tree: part.dtb}}\n",
				       cases[i].version);
		struct xb_diags diags = {0};

		put_blob("part.dtb", partial);
		judge(NULL, more, &diags);
		check_diags(cases[i].label, &diags, cases[i].diags);
		xb_diags_clear(&diags);
		free(more);
	}
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_tree_by_itself),
		in_folder(one_device_for_two),
		in_folder(many_are_not_told),
		in_folder(room_for_a_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

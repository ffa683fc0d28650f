/* SPDX-License-Identifier: MIT */
/*
 * Devices for guests: what stands against them, and the partial trees that are made. The machine is cut
 * down from QEMU's virt; one device more stands in each row.
 */
#include "unit/tree/tree.h"
#include "xenboot/tree/passthrough.h"

#define MORE 40 /* rows that a device takes at most */

/* clang-format off */
static const struct tree_row machine[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 0x8003),
	NODE("aliases"), TEXT("rtc0", "/pl031@9010000"), TEXT("dev", "/d@b000000"), TEXT("far", "/no"), END,
	NODE("chosen"), TEXT("stdout-path", "/pl011@9000000"), END,
	NODE("reserved-memory"), CELLS("#address-cells", 2), CELLS("#size-cells", 2), FLAG("ranges"),
		NODE("ring@50000000"), CELLS("phandle", 0x70), CELLS("reg", 0, 0x50000000, 0, 0x100000), END,
		NODE("pool"), CELLS("phandle", 0x71), CELLS("size", 0, 0x100000), END,
	END,
	NODE("apb-pclk"), CELLS("phandle", 0x8000), CELLS("clock-frequency", 24000000),
		CELLS("#clock-cells", 0), TEXT("compatible", "fixed-clock"), END,
	NODE("half"), CELLS("phandle", 0x8001), CELLS("#clock-cells", 0), CELLS("clocks", 0x8000),
		TEXT("compatible", "fixed-factor-clock"), CELLS("clock-mult", 1), CELLS("clock-div", 2), END,
	NODE("clk@c000000"), CELLS("phandle", 0x8002), CELLS("#clock-cells", 1),
		CELLS("reg", 0, 0xc000000, 0, 0x1000), TEXT("compatible", "v,clk"), END,
	NODE("intc@8000000"), TEXT("compatible", "arm,gic-v3"), CELLS("phandle", 0x8003),
		FLAG("interrupt-controller"), CELLS("#interrupt-cells", 3), CELLS("#address-cells", 2),
		CELLS("reg", 0, 0x8000000, 0, 0x10000), CELLS("interrupts", 1, 9, 4), END,
	NODE("pl011@9000000"), TEXT("compatible", "arm,pl011"), CELLS("reg", 0, 0x9000000, 0, 0x800),
		CELLS("interrupts", 0, 1, 4), END,
	NODE("pl031@9010000"), TEXT("clock-names", "apb_pclk"), CELLS("clocks", 0x8000),
		CELLS("interrupts", 0, 2, 4), CELLS("reg", 0, 0x9010000, 0, 0x1000),
		BYTES("compatible", "arm,pl031\0arm,primecell\0"), END,
	NODE("pl011@9040000"), BYTES("clock-names", "uartclk\0apb_pclk\0"), CELLS("clocks", 0x8000, 0x8000),
		CELLS("interrupts", 0, 8, 4), CELLS("reg", 0, 0x9040000, 0, 0x1000),
		BYTES("compatible", "arm,pl011\0arm,primecell\0"), END,
	NODE("gpio@9030000"), CELLS("phandle", 0x8004), TEXT("compatible", "v,gpio"), CELLS("#gpio-cells", 2),
		FLAG("interrupt-controller"), CELLS("#interrupt-cells", 2),
		CELLS("reg", 0, 0x9030000, 0, 0x1000), CELLS("interrupts", 0, 7, 4), END,
	NODE("smmu@9050000"), CELLS("phandle", 0x8005), TEXT("compatible", "arm,mmu-500"),
		CELLS("#iommu-cells", 1), CELLS("reg", 0, 0x9050000, 0, 0x20000), END,
	NODE("smmu@9080000"), CELLS("phandle", 0x8006), TEXT("compatible", "arm,mmu-500"),
		TEXT("status", "disabled"), CELLS("reg", 0, 0x9080000, 0, 0x20000), END,
	NODE("virtio_mmio@a003c00"), FLAG("dma-coherent"), CELLS("interrupts", 0, 46, 1),
		CELLS("reg", 0, 0xa003c00, 0, 0x200), TEXT("compatible", "virtio,mmio"), END,
	NODE("virtio_mmio@a003e00"), FLAG("dma-coherent"), CELLS("interrupts", 0, 47, 1),
		CELLS("reg", 0, 0xa003e00, 0, 0x200), TEXT("compatible", "virtio,mmio"), END,
};

#define REG CELLS("reg", 0, 0xb000000, 0, 0x1000)
#define COMPATIBLE TEXT("compatible", "v,d")
#define BEGIN NODE("d@b000000"), COMPATIBLE

/* What is said of the device, as "severity code" without notes that say nothing more. */
static const struct row {
	const char *label, *device;
	unsigned release;
	const char *findings, *message; /* message: part of the first */
	struct tree_row rows[MORE];
} rows[] = {
	{"registers alone", "/d@b000000", 0, "note no-iommu", "no IOMMU stands before /d@b000000", {BEGIN, REG, END}},
	{"by its alias", "dev", 0, "note no-iommu", NULL, {BEGIN, REG, END}},
	{"no such node", "/e", 0, "error no-node", "no node or alias /e", {{0}}},
	{"before 4.17", "/d@b000000", XB_RELEASE(4, 16), "error release, note no-iommu", NULL, {BEGIN, REG, END}},
	{"with 4.17", "/d@b000000", XB_RELEASE(4, 17), "note no-iommu", NULL, {BEGIN, REG, END}},
	{"behind an IOMMU", "/d@b000000", XB_RELEASE(4, 14), "", NULL,
	 {BEGIN, REG, CELLS("iommus", 0x8005, 7), END}},
	{"behind an IOMMU, by the old binding", "/d@b000000", XB_RELEASE(4, 14), "", NULL,
	 {BEGIN, REG, CELLS("phandle", 0x72), CELLS("#stream-id-cells", 1), END, NODE("d2"), CELLS("phandle", 0x73),
	  CELLS("#stream-id-cells", 2), END, NODE("smmu"), TEXT("compatible", "arm,mmu-500"),
	  CELLS("mmu-masters", 0x73, 1, 2, 0x72, 5), END}},
	{"of masters another is named", "/d@b000000", 0, "warning dma", "by itself (#stream-id-cells)",
	 {BEGIN, REG, CELLS("phandle", 0x72), CELLS("#stream-id-cells", 1), END, NODE("d2"), CELLS("phandle", 0x73),
	  CELLS("#stream-id-cells", 2), END, NODE("smmu"), TEXT("compatible", "arm,mmu-500"),
	  CELLS("mmu-masters", 0x73, 1, 0x72), END}},
	{"behind masters that no one can count", "/d@b000000", 0, "warning dma", NULL,
	 {BEGIN, REG, CELLS("phandle", 0x72), CELLS("#stream-id-cells", 1), END, NODE("smmu"),
	  TEXT("compatible", "arm,mmu-500"), CELLS("mmu-masters", 0x99, 0x72, 5), END}},
	{"behind one that is disabled", "/d@b000000", 0, "warning dma",
	 "the tree disables /smmu@9080000, the IOMMU before /d@b000000, which reads and writes memory by itself (iommus)",
	 {BEGIN, REG, CELLS("iommus", 0x8006, 7), END}},
	{"Xen's UART", "/pl011@9000000", 0, "error xens-own", "the UART of Xen's console", {{0}}},
	{"the GIC", "/intc@8000000", 0, "error xens-own", NULL, {{0}}},
	{"an IOMMU", "/smmu@9050000", 0, "error xens-own", NULL, {{0}}},
	{"all of it", "/", 0, "error xens-own", NULL, {{0}}},
	{"a description", "/chosen", 0, "error xens-own", NULL, {{0}}},
	{"disabled", "/d@b000000", 0, "note no-iommu, warning disabled", NULL,
	 {BEGIN, REG, TEXT("status", "disabled"), END}},
	{"on a bus that is", "/b/d@b000000", 0, "note no-iommu, warning disabled", NULL,
	 {NODE("b"), FLAG("ranges"), TEXT("status", "disabled"), BEGIN, REG, END, END}},
	{"nothing of the CPU's", "/i2c/d@50", 0, "note no-iommu, error no-device", NULL,
	 {NODE("i2c"), NODE("d@50"), COMPATIBLE, CELLS("reg", 0, 0x50, 0, 0), END, END}},
	/* Addresses */
	{"through ranges", "/b/d@0", 0, "note no-iommu", NULL,
	 {NODE("b"), CELLS("ranges", 0, 0, 0, 0xb000000, 0, 0x2000),
	  NODE("d@0"), COMPATIBLE, CELLS("reg", 0, 0x1000, 0, 0x1000), END, END}},
	{"outside of them", "/b/d@0", 0, "error address, note no-iommu", "0x3000, is none of the CPU's: /b does not pass it on",
	 {NODE("b"), CELLS("ranges", 0, 0, 0, 0xb000000, 0, 0x2000),
	  NODE("d@0"), COMPATIBLE, CELLS("reg", 0, 0x3000, 0, 0x1000), END, END}},
	{"no bytes", "/d@b000000", 0, "error address, note no-iommu", "cannot be mapped",
	 {BEGIN, CELLS("reg", 0, 0xb000000, 0, 0), END}},
	{"beyond what a CPU has", "/d@b000000", 0, "error address, note no-iommu", "cannot be mapped",
	 {BEGIN, CELLS("reg", 0x100000, 0, 0, 0x1000), END}},
	{"less than a page", "/d@b000000", 0, "note part-page, note no-iommu",
	 "0xB000800 with 0x900 bytes, is no whole page: the guest gets 0xB000000-0xB001FFF",
	 {BEGIN, CELLS("reg", 0, 0xb000800, 0, 0x900), END}},
	{"another in the page", "/d@b000000", 0, "warning shared-page, note part-page, note no-iommu",
	 "share 0xB000000-0xB000FFF with /e@b000800",
	 {BEGIN, CELLS("reg", 0, 0xb000000, 0, 0x800), END,
	  NODE("e@b000800"), CELLS("reg", 0, 0xb000800, 0, 0x800), END}},
	{"one that is disabled", "/d@b000000", 0, "note part-page, note no-iommu", NULL,
	 {BEGIN, CELLS("reg", 0, 0xb000000, 0, 0x800), END,
	  NODE("e@b000800"), TEXT("status", "disabled"), CELLS("reg", 0, 0xb000800, 0, 0x800), END}},
	{"one in the next page", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, END, NODE("e@b001000"), CELLS("reg", 0, 0xb001000, 0, 0x1000), END}},
	{"a bus around it", "/b/d@b000000", 0, "note no-iommu", NULL,
	 {NODE("b"), TEXT("compatible", "simple-bus"), FLAG("ranges"), CELLS("reg", 0, 0xb000000, 0, 0x10000),
	  BEGIN, REG, END, END}},
	{"Xen's UART in the page", "/d@b000000", 0, "error xens-page, note part-page, note no-iommu",
	 "with /pl011@9000000, the UART of Xen's console",
	 {BEGIN, CELLS("reg", 0, 0x9000800, 0, 0x800), END}},
	{"where a guest has its GIC", "/d@b000000", 0, "error guest-gic, note no-iommu", NULL,
	 {BEGIN, CELLS("reg", 0, 0x3001000, 0, 0x1000), END}},
	{"just below it", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, CELLS("reg", 0, 0x3000000, 0, 0x1000), END}},
	{"where it has vpl011", "/d@b000000", 0, "warning guest-map, note no-iommu", "vpl011",
	 {BEGIN, CELLS("reg", 0, 0x22000000, 0, 0x1000), END}},
	{"where it may have RAM", "/d@b000000", 0, "note guest-ram, note no-iommu", "more than 3042 MiB",
	 {BEGIN, CELLS("reg", 0, 0xfe200000, 0, 0x1000), END}},
	/* DMA */
	{"a master by its name", "/ethernet@b000000", 0, "warning dma", "(ethernet)",
	 {NODE("ethernet@b000000"), COMPATIBLE, REG, END}},
	{"by dma-ranges", "/d@b000000", 0, "warning dma", "(dma-ranges)", {BEGIN, REG, FLAG("dma-ranges"), END}},
	{"a bus that moves memory", "/b/ethernet@b000000", 0, "warning bus-dma, warning dma", "dma-ranges of /b",
	 {NODE("b"), FLAG("ranges"), CELLS("dma-ranges", 0, 0xc0000000, 0, 0, 0, 0x40000000),
	  NODE("ethernet@b000000"), COMPATIBLE, REG, END, END}},
	{"a bus that does not", "/b/ethernet@b000000", 0, "warning dma", NULL,
	 {NODE("b"), CELLS("#address-cells", 1), CELLS("#size-cells", 1), FLAG("ranges"),
	  CELLS("dma-ranges", 0x40000000, 0, 0x40000000, 0x40000000),
	  NODE("ethernet@b000000"), COMPATIBLE, CELLS("reg", 0xb000000, 0x1000), END, END}},
	{"a device without DMA on such a bus", "/b/d@b000000", 0, "note no-iommu", NULL,
	 {NODE("b"), FLAG("ranges"), CELLS("dma-ranges", 0, 0xc0000000, 0, 0, 0, 0x40000000),
	  BEGIN, REG, END, END}},
	/* Interrupts */
	{"one of the GIC's", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, CELLS("interrupts", 0, 9, 4), END}},
	{"an interrupt alone", "/d", 0, "note no-iommu", NULL,
	 {NODE("d"), COMPATIBLE, CELLS("interrupts", 0, 9, 4), END}},
	{"one of the CPU's own", "/d@b000000", 0, "error private-interrupt, note no-iommu",
	 "interrupt 23 of /d@b000000", {BEGIN, REG, CELLS("interrupts", 1, 7, 4), END}},
	{"higher than a GIC has", "/d@b000000", 0, "error lost-interrupt, note no-iommu", "none that a GIC has",
	 {BEGIN, REG, CELLS("interrupts", 0, 988, 4), END}},
	{"to no node", "/d@b000000", 0, "warning lost-interrupt, note no-iommu", "lead nowhere",
	 {BEGIN, REG, CELLS("interrupt-parent", 0x99), CELLS("interrupts", 0, 9, 4), END}},
	{"an empty place", "/d@b000000", 0, "error lost-interrupt, note no-iommu", "has an empty place there",
	 {BEGIN, REG, CELLS("interrupts-extended", 0), END}},
	{"that of another", "/d@b000000", 0, "error shared-interrupt, note no-iommu",
	 "interrupt 34 of /d@b000000 is that of /pl031@9010000, too",
	 {BEGIN, REG, CELLS("interrupts", 0, 2, 4), END}},
	{"that of a node that is disabled", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, CELLS("interrupts", 0, 9, 4), END,
	  NODE("e"), TEXT("status", "disabled"), CELLS("interrupts", 0, 9, 4), END}},
	{"that of one for a guest", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, CELLS("interrupts", 0, 9, 4), END,
	  NODE("e"), FLAG("xen,passthrough"), CELLS("interrupts", 0, 9, 4), END}},
	{"twice the same", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, CELLS("interrupts", 0, 9, 4, 0, 9, 4), END}},
	{"another controller's", "/d@b000000", 0, "error other-controller, note no-iommu",
	 "goes to /gpio@9030000, which is not the GIC",
	 {BEGIN, REG, CELLS("interrupt-parent", 0x8004), CELLS("interrupts", 9, 4), END}},
	{"another controller's, too", "/d@b000000", 0, "warning other-controller, note no-iommu", NULL,
	 {BEGIN, REG, CELLS("interrupts-extended", 0x8003, 0, 9, 4, 0x8004, 3, 1), END}},
	{"another controller's, of what is below", "/d@b000000", 0, "note no-iommu, warning other-controller", NULL,
	 {BEGIN, REG, NODE("phy"), CELLS("interrupt-parent", 0x8004), CELLS("interrupts", 9, 4), END, END}},
	/* Clocks */
	{"a fixed clock", "/d@b000000", 0, "note no-iommu", NULL, {BEGIN, REG, CELLS("clocks", 0x8001), END}},
	{"a clock that may stop", "/d@b000000", 0, "warning clock-rate, warning clock-off, note no-iommu",
	 "the rate of 2 clocks of /d@b000000, the first of them of /clk@c000000",
	 {BEGIN, REG, CELLS("clocks", 0x8002, 3, 0x8000, 0x8002, 4), END}},
	{"one of a rate that is told", "/d@b000000", 0, "warning clock-off, note no-iommu", NULL,
	 {BEGIN, REG, CELLS("clocks", 0x8002, 3), CELLS("assigned-clocks", 0x8002, 4, 0x8002, 3),
	  CELLS("assigned-clock-rates", 1, 2), END}},
	{"clocks that cannot be read", "/d@b000000", 0, "warning reference, note no-iommu", "cannot be read",
	 {BEGIN, REG, CELLS("clocks", 0x8002), END}},
	/* References */
	{"power", "/d@b000000", 0, "warning power, note no-iommu", "refers to /gpio@9030000",
	 {BEGIN, REG, CELLS("power-domains", 0x8004), END}},
	{"pins", "/d@b000000", 0, "note pins, note no-iommu", NULL, {BEGIN, REG, CELLS("pinctrl-0", 0x8004), END}},
	{"reset", "/d@b000000", 0, "note reset, note no-iommu", NULL, {BEGIN, REG, CELLS("resets", 0x8004), END}},
	{"supply", "/d@b000000", 0, "warning supply, note no-iommu", NULL,
	 {BEGIN, REG, CELLS("vmmc-supply", 0x8004), END}},
	{"GPIOs", "/d@b000000", 0, "warning reference, note no-iommu", "cd-gpios",
	 {BEGIN, REG, CELLS("cd-gpios", 0x8004, 1, 0), END}},
	{"no GPIOs", "/d@b000000", 0, "note no-iommu", NULL, {BEGIN, REG, CELLS("snps,nr-gpios", 0x8004), END}},
	{"to nowhere", "/d@b000000", 0, "warning reference, note no-iommu", "leads nowhere",
	 {BEGIN, REG, CELLS("phy-handle", 0x99), END}},
	{"to what goes along", "/d@b000000", 0, "note no-iommu", NULL,
	 {BEGIN, REG, CELLS("phy-handle", 0x21), NODE("phy@1"), CELLS("reg", 1), CELLS("phandle", 0x21), END, END}},
	{"one who needs it", "/d@b000000", 0, "note no-iommu, warning needed", NULL,
	 {BEGIN, REG, CELLS("phandle", 0x21), END, NODE("e"), CELLS("phys", 0x21), END}},
	{"a system controller", "/d@b000000", 0, "note no-iommu, warning needed", NULL,
	 {NODE("d@b000000"), BYTES("compatible", "v,d\0syscon\0"), REG, END}},
	{"reserved memory", "/d@b000000", 0, "warning memory, warning dma, note guest-ram", "/reserved-memory/ring@50000000",
	 {BEGIN, REG, CELLS("memory-region", 0x70), END}},
	{"reserved memory without a place", "/d@b000000", 0, "warning no-memory, warning dma", NULL,
	 {BEGIN, REG, CELLS("memory-region", 0x71), END}},
	/* PCI */
	{"a PCI bridge", "/d@b000000", 0, "error pci", NULL, {BEGIN, REG, TEXT("device_type", "pci"), END}},
};

/* What partial trees have that booted in QEMU, with Xen 4.17 and 4.20: a guest's driver found the device. */
static const struct tree_row lab_rtc[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2),
	NODE("gic"), CELLS("#interrupt-cells", 3), FLAG("interrupt-controller"), CELLS("phandle", 1), END,
	NODE("aliases"), TEXT("rtc0", "/passthrough/rtc@9010000"), END,
	NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"),
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("clk"), TEXT("compatible", "fixed-clock"), CELLS("#clock-cells", 0),
			CELLS("clock-frequency", 24000000), CELLS("phandle", 2), END,
		NODE("rtc@9010000"), BYTES("compatible", "arm,pl031\0arm,primecell\0"),
			CELLS("reg", 0, 0x9010000, 0, 0x1000), CELLS("interrupt-parent", 1),
			CELLS("interrupts", 0, 2, 4), CELLS("clocks", 2), TEXT("clock-names", "apb_pclk"),
			TEXT("xen,path", "/pl031@9010000"),
			CELLS("xen,reg", 0, 0x9010000, 0, 0x1000, 0, 0x9010000),
			FLAG("xen,force-assign-without-iommu"), END,
	END, {0},
};
static const struct tree_row lab_uart[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2),
	NODE("gic"), CELLS("#interrupt-cells", 3), FLAG("interrupt-controller"), CELLS("phandle", 7), END,
	NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"),
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("clk24"), TEXT("compatible", "fixed-clock"), CELLS("#clock-cells", 0),
			CELLS("clock-frequency", 24000000), CELLS("phandle", 9), END,
		NODE("serial@9040000"), BYTES("compatible", "arm,pl011\0arm,primecell\0"),
			CELLS("reg", 0, 0x9040000, 0, 0x1000), CELLS("interrupt-parent", 7),
			CELLS("interrupts", 0, 8, 4), CELLS("clocks", 9, 9),
			BYTES("clock-names", "uartclk\0apb_pclk\0"), TEXT("xen,path", "/pl011@9040000"),
			CELLS("xen,reg", 0, 0x9040000, 0, 0x1000, 0, 0x9040000),
			FLAG("xen,force-assign-without-iommu"), END,
	END, {0},
};
static const struct tree_row lab_virtio[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2),
	NODE("gic"), CELLS("#interrupt-cells", 3), FLAG("interrupt-controller"), CELLS("phandle", 1), END,
	NODE("passthrough"), TEXT("compatible", "simple-bus"), FLAG("ranges"),
		CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("virtio_mmio@a003e00"), TEXT("compatible", "virtio,mmio"),
			CELLS("reg", 0, 0xa003e00, 0, 0x200), CELLS("interrupt-parent", 1),
			CELLS("interrupts", 0, 47, 1), FLAG("dma-coherent"),
			TEXT("xen,path", "/virtio_mmio@a003e00"),
			CELLS("xen,reg", 0, 0xa003000, 0, 0x1000, 0, 0xa003000),
			FLAG("xen,force-assign-without-iommu"), END,
	END, {0},
};
/* clang-format on */

/* ---- Machines ---------------------------------------------------------------------------------- */

/* The machine with MORE rows in it. */
static struct xb_devtree *make_machine(const struct tree_row *more)
{
	struct tree_row all[XB_COUNT(machine) + MORE + 1] = {{0}};
	struct xb_diags diags = {0};
	struct xb_devtree *tree;

	memcpy(all, machine, sizeof(machine));
	for (size_t i = 0; more && i < MORE && more[i].what != TREE_END_ROWS; i++)
		all[XB_COUNT(machine) + i] = more[i];
	tree = tree_read(all, &diags);
	assert_non_null(tree);
	xb_diags_clear(&diags);
	return tree;
}

/* The partial tree of COUNT devices, new; GIVEN may be NULL. */
static struct xb_partial *make(const struct xb_devtree *host, unsigned release,
			       const char *const *devices, size_t count,
			       const struct xb_devtree *given)
{
	struct xb_partial_request request = {.devices = devices, .count = count, .given = given};
	struct xb_pass_xen xen = {.release = release,
				  .uart = xb_tree_resolve(host->index, host->stdout_path)};
	struct xb_pass_host *who = xb_pass_host_new(host, &xen);
	struct xb_partial *partial = xb_partial_make(who, &request);

	xb_pass_host_free(who);
	return partial;
}

static struct xb_devtree *read_partial(const char *label, const struct xb_partial *partial)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree;

	if (!partial->blob)
		fail_msg("%s: %s", label, partial->findings.items[0].message);
	tree = xb_devtree_parse("partial.dtb", partial->blob, partial->size, (struct xb_pos){0}, &diags);
	if (!tree)
		fail_msg("%s: %s", label, diags.items[0].message);
	xb_diags_clear(&diags);
	return tree;
}

static void list_findings(const struct xb_pass_findings *findings, struct xb_buf *out)
{
	for (size_t i = 0; i < findings->count; i++)
		xb_buf_printf(out, "%s%s %s", i ? ", " : "",
			      xb_severity_name(findings->items[i].severity),
			      xb_pass_kind_name(findings->items[i].kind));
}

/* ---- What stands against a device -------------------------------------------------------------- */

static void check_row(const struct row *row)
{
	struct xb_devtree *host = make_machine(row->rows);
	struct xb_partial *partial = make(host, row->release, &row->device, 1, NULL);
	struct xb_buf got = {0};

	list_findings(&partial->findings, &got);
	check_text(row->label, got.data ? got.data : "", row->findings);
	if (row->message)
		check_contains(row->label, partial->findings.items[0].message, row->message);
	if (!partial->findings.errors)
		xb_devtree_free(read_partial(row->label, partial));
	else if (partial->blob)
		fail_msg("%s: a blob, and errors", row->label);
	xb_buf_clear(&got);
	xb_partial_free(partial);
	xb_devtree_free(host);
}

static void finds_what_stands_against(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i]);
}

/* ---- Which IOMMU Xen drives -------------------------------------------------------------------- */

#define SMMU_V3 NODE("v3@c010000"), TEXT("compatible", "arm,smmu-v3"), CELLS("phandle", 0x8010), \
		CELLS("#iommu-cells", 1), CELLS("reg", 0, 0xc010000, 0, 0x20000), END
#define IPMMU NODE("ipmmu@c010000"), TEXT("compatible", "renesas,ipmmu-r8a7795"), \
	      CELLS("phandle", 0x8010), CELLS("reg", 0, 0xc010000, 0, 0x1000), END
#define BEHIND(phandle) BEGIN, REG, CELLS("iommus", phandle, 7), END

static const struct iommu_row {
	const char *label, *kconfig; /* kconfig: Xen's .config; NULL: not known */
	bool off;                    /* by its command line */
	const char *message;         /* NULL: it is driven */
	struct tree_row rows[MORE];
} iommu_rows[] = {
	{"SMMUv2, by default", NULL, false, NULL, {BEHIND(0x8005)}},
	{"SMMUv2, switched off", NULL, true, "Xen's command line switches off the IOMMU before /d@b000000",
	 {BEHIND(0x8005)}},
	{"SMMUv2, built in", "CONFIG_ARM_SMMU=y\n", false, NULL, {BEHIND(0x8005)}},
	{"SMMUv2, not built in", "CONFIG_ARM_SMMU_V3=y\n", false, "without CONFIG_ARM_SMMU, as this one, does",
	 {BEHIND(0x8005)}},
	{"SMMUv3, by default", NULL, false, "without CONFIG_ARM_SMMU_V3, as it is by default, does",
	 {BEHIND(0x8010), SMMU_V3}},
	{"SMMUv3, built in", "CONFIG_ARM_SMMU_V3=y\n", false, NULL, {BEHIND(0x8010), SMMU_V3}},
	{"SMMUv3, not built in", "CONFIG_ARM_SMMU=y\n", false, "without CONFIG_ARM_SMMU_V3, as this one, does",
	 {BEHIND(0x8010), SMMU_V3}},
	{"Renesas', by default", NULL, false, "without CONFIG_IPMMU_VMSA, as it is by default, does",
	 {BEHIND(0x8010), IPMMU}},
	{"Renesas', built in", "CONFIG_IPMMU_VMSA=y\n", false, NULL, {BEHIND(0x8010), IPMMU}},
};

static void check_driven(const struct iommu_row *row, const struct xb_pass_host *who)
{
	static const char *const device = "/d@b000000";
	struct xb_partial *partial =
		xb_partial_make(who, &(struct xb_partial_request){.devices = &device, .count = 1});
	struct xb_devtree *tree = read_partial(row->label, partial);
	const struct xb_tree_node *node = xb_tree_find_whole(tree->index, "/passthrough/d@b000000");
	bool driven = partial->devices[0].iommu != NULL;

	/* Where Xen drives none it is told to give the device away all the same. */
	if (driven != !row->message ||
	    driven == (xb_tree_property(node, "xen,force-assign-without-iommu") != NULL))
		fail_msg("%s: it is%s driven", row->label, driven ? "" : " not");
	if (row->message)
		check_contains(row->label, partial->findings.items[0].message, row->message);
	else
		assert_int_equal(partial->findings.count, 0);
	xb_devtree_free(tree);
	xb_partial_free(partial);
}

static void knows_what_xen_drives(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(iommu_rows); i++) {
		const struct iommu_row *row = &iommu_rows[i];
		struct xb_diags diags = {0};
		size_t length = row->kconfig ? strlen(row->kconfig) : 0;
		struct xb_kconfig *kconfig =
			length ? xb_kconfig_parse(".config", row->kconfig, length, (struct xb_pos){0},
						  &diags)
			       : NULL;
		struct xb_pass_xen xen = {.kconfig = kconfig, .iommu_off = row->off};
		struct xb_devtree *host = make_machine(row->rows);
		struct xb_pass_host *who = xb_pass_host_new(host, &xen);

		check_driven(row, who);
		xb_pass_host_free(who);
		xb_devtree_free(host);
		xb_kconfig_free(kconfig);
		xb_diags_clear(&diags);
	}
}

/* clang-format off */
static const struct tree_row behind_disabled[MORE] = {BEGIN, REG, CELLS("iommus", 0x8006, 7), END};
/* clang-format on */

static void tells_how_to_enable_an_iommu(void **state)
{
	static const char *const path = "/d@b000000";
	struct xb_devtree *host = make_machine(behind_disabled);
	struct xb_partial *partial = make(host, 0, &path, 1, NULL);

	(void)state;
	check_contains("hint", partial->findings.items[0].hint, "{path: /smmu@9080000, set: {status: okay}}");
	xb_partial_free(partial);
	xb_devtree_free(host);
}

/* ---- What only the guest's device uses ---------------------------------------------------------- */

/* clang-format off */
static const struct tree_row clocked[MORE] = {
	BEGIN, REG, CELLS("clocks", 0x8002, 3), CELLS("assigned-clocks", 0x8002, 3),
	CELLS("assigned-clock-rates", 1000), CELLS("power-domains", 0x8004), END};
/* clang-format on */

static void knows_what_dom0_stops(void **state)
{
	static const struct {
		enum xb_pass_unused clocks, power;
		const char *findings, *hint; /* hint: part of the first's */
	} want[] = {
		{XB_PASS_STOPPED, XB_PASS_STOPPED, "warning clock-off, warning power, note no-iommu",
		 "unless its line has clk_ignore_unused"},
		{XB_PASS_KEPT, XB_PASS_STOPPED, "note clock-off, warning power, note no-iommu",
		 "dom0's line has clk_ignore_unused"},
		{XB_PASS_STOPPED, XB_PASS_KEPT, "warning clock-off, note power, note no-iommu", NULL},
		{XB_PASS_UNHELD, XB_PASS_UNHELD, "note clock-off, note power, note no-iommu", "firmware"},
	};
	static const char *const path = "/d@b000000";
	struct xb_devtree *host = make_machine(clocked);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(want); i++) {
		struct xb_partial_request request = {.devices = &path, .count = 1};
		struct xb_pass_host *who = xb_pass_host_new(
			host, &(struct xb_pass_xen){.clocks = want[i].clocks, .power = want[i].power});
		struct xb_partial *partial = xb_partial_make(who, &request);
		struct xb_buf got = {0};

		list_findings(&partial->findings, &got);
		check_text("unused", got.data, want[i].findings);
		if (want[i].hint)
			check_contains("unused", partial->findings.items[0].hint, want[i].hint);
		xb_buf_clear(&got);
		xb_partial_free(partial);
		xb_pass_host_free(who);
	}
	xb_devtree_free(host);
}

/* ---- As it booted ------------------------------------------------------------------------------ */

static const struct xb_tree_node *by_path(const struct xb_devtree *tree, const char *path)
{
	for (size_t i = 0; i < tree->index->count; i++) {
		const char *has = xb_tree_string(&tree->index->nodes[i], "xen,path");

		if (has && strcmp(has, path) == 0)
			return &tree->index->nodes[i];
	}
	fail_msg("no node has xen,path %s", path);
	return NULL;
}

static uint32_t clock_rate(const struct xb_devtree *tree, const struct xb_tree_property *clocks, size_t i)
{
	return xb_tree_cell(xb_tree_by_phandle(tree->index, xb_tree_cell_at(clocks, i)),
			    "clock-frequency", 0);
}

static void check_same_property(const struct xb_devtree *got, const struct xb_devtree *want,
				const struct xb_tree_node *node, const struct xb_tree_property *wanted)
{
	const struct xb_tree_property *has = xb_tree_property(node, wanted->name);

	if (!has || has->length != wanted->length)
		fail_msg("%s: not there, or of another length", wanted->name);
	if (strcmp(wanted->name, "interrupt-parent") == 0)
		assert_ptr_equal(xb_tree_by_phandle(got->index, xb_tree_cell_at(has, 0)),
				 xb_tree_find_whole(got->index, "/gic"));
	else if (strcmp(wanted->name, "clocks") == 0)
		for (size_t i = 0; i < wanted->length / 4; i++)
			assert_int_equal(clock_rate(got, has, i), clock_rate(want, wanted, i));
	else if (memcmp(has->value, wanted->value, wanted->length) != 0)
		fail_msg("%s: another value", wanted->name);
}

/* All that NODE of GOT has is what WANT's has: names of nodes and phandles are free. */
static void check_same_node(const struct xb_devtree *got, const struct xb_devtree *want,
			    const struct xb_tree_node *node, const struct xb_tree_node *wanted)
{
	assert_int_equal(node->property_count, wanted->property_count);
	for (size_t i = 0; i < wanted->property_count; i++)
		check_same_property(got, want, node, &wanted->properties[i]);
}

static void makes_what_booted(void **state)
{
	static const struct {
		const char *device;
		const struct tree_row *lab;
	} cases[] = {{"/pl031@9010000", lab_rtc}, {"/pl011@9040000", lab_uart},
		     {"/virtio_mmio@a003e00", lab_virtio}};
	static const char *const frame[] = {"/", "/passthrough", "/gic"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_diags diags = {0};
		struct xb_devtree *host = make_machine(NULL), *want = tree_read(cases[i].lab, &diags);
		struct xb_partial *partial = make(host, 0, &cases[i].device, 1, NULL);
		struct xb_devtree *got = read_partial(cases[i].device, partial);

		for (size_t k = 0; k < XB_COUNT(frame); k++)
			assert_int_equal(xb_tree_find_whole(got->index, frame[k])->property_count,
					 xb_tree_find_whole(want->index, frame[k])->property_count);
		check_same_node(got, want, by_path(got, cases[i].device),
				by_path(want, cases[i].device));
		assert_int_equal(partial->mark_count, 1);
		xb_devtree_free(got);
		xb_devtree_free(want);
		xb_partial_free(partial);
		xb_devtree_free(host);
	}
}

/* ---- What is made ------------------------------------------------------------------------------ */

/* clang-format off */
/* An Ethernet controller with a PHY of its own, a block of DMA registers and a child that is disabled. */
static const struct tree_row network[] = {
	NODE("b"), CELLS("ranges", 0, 0, 0, 0xb000000, 0, 0x100000),
	NODE("ethernet@1000"), TEXT("compatible", "v,eth"), CELLS("phandle", 0x40), TEXT("status", "okay"),
		CELLS("reg", 0, 0x1000, 0, 0x1000, 0, 0x2000, 0, 0x800, 0, 0x9000, 0, 0x1000),
		CELLS("interrupts-extended", 0x8004, 3, 1, 0x8003, 0, 20, 4, 0x8003, 0, 21, 4),
		BYTES("interrupt-names", "wake\0tx\0rx\0"), CELLS("phy-handle", 0x41),
		CELLS("resets", 0x8004), TEXT("reset-names", "r"), CELLS("iommus", 0x8006, 1),
		CELLS("clocks", 0x8000, 0x8001, 0x8002, 5), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
		NODE("mdio"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
			NODE("phy@1"), CELLS("reg", 1), CELLS("phandle", 0x41), END,
		END,
		NODE("off"), TEXT("status", "disabled"), END,
	END, END,
};
/* A wrapper with another device inside, on a bus of other cells. */
static const struct tree_row wrapper[] = {
	NODE("d@b000000"), COMPATIBLE, REG, CELLS("#address-cells", 1), CELLS("#size-cells", 1),
		CELLS("ranges", 0, 0, 0xb010000, 0x10000),
		NODE("inner@4000"), CELLS("reg", 0x4000, 0x1000), CELLS("interrupts", 0, 9, 4), END,
	END,
	NODE("timer"), TEXT("status", "disabled"), CELLS("interrupts", 0, 9, 4), END,
};

static const struct made {
	const struct tree_row *more;
	size_t more_count;
	const char *device, *path, *property;
	size_t count;
	uint32_t cells[20];
} made[] = {
#define MADE(rows, ...) {rows, XB_COUNT(rows), __VA_ARGS__}
#define ETHERNET "/passthrough/ethernet@b001000"
	MADE(network, "/b/ethernet@1000", ETHERNET, "reg", 12,
	     {0, 0xb001000, 0, 0x1000, 0, 0xb002000, 0, 0x800, 0, 0xb009000, 0, 0x1000}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "xen,reg", 12,
	     {0, 0xb001000, 0, 0x2000, 0, 0xb001000, 0, 0xb009000, 0, 0x1000, 0, 0xb009000}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "interrupts", 6, {0, 20, 4, 0, 21, 4}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "interrupt-names", 1, {0x74780072}), /* tx, r */
	MADE(network, "/b/ethernet@1000", ETHERNET, "phy-handle", 1, {3}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "phandle", 1, {2}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "clocks", 3, {4, 5, 6}),
	MADE(network, "/b/ethernet@1000", "/passthrough/clock-24000000", "phandle", 1, {4}),
	MADE(network, "/b/ethernet@1000", "/passthrough/clock-12000000", "clock-frequency", 1, {12000000}),
	MADE(network, "/b/ethernet@1000", "/passthrough/clk-5", "clock-frequency", 1, {100000000}),
	MADE(network, "/b/ethernet@1000", ETHERNET "/mdio/phy@1", "phandle", 1, {3}),
	MADE(network, "/b/ethernet@1000", ETHERNET "/mdio/phy@1", "reg", 1, {1}),
	MADE(network, "/b/ethernet@1000", ETHERNET, "#address-cells", 1, {1}),
	MADE(wrapper, "/d@b000000", "/passthrough/d@b000000", "#address-cells", 1, {2}),
	MADE(wrapper, "/d@b000000", "/passthrough/d@b000000", "ranges", 0, {0}),
	MADE(wrapper, "/d@b000000", "/passthrough/d@b000000/inner@4000", "reg", 4, {0, 0xb014000, 0, 0x1000}),
	MADE(wrapper, "/d@b000000", "/passthrough/d@b000000/inner@4000", "xen,reg", 6,
	     {0, 0xb014000, 0, 0x1000, 0, 0xb014000}),
	MADE(machine, "/pl031@9010000", "/passthrough/pl031@9010000", "interrupt-parent", 1, {1}),
};
static const struct absent {
	const struct tree_row *more;
	size_t more_count;
	const char *device, *path, *property; /* property NULL: the node itself */
} absent[] = {
	MADE(network, "/b/ethernet@1000", ETHERNET, "status"),
	MADE(network, "/b/ethernet@1000", ETHERNET, "resets"),
	MADE(network, "/b/ethernet@1000", ETHERNET, "reset-names"),
	MADE(network, "/b/ethernet@1000", ETHERNET, "iommus"),
	MADE(network, "/b/ethernet@1000", ETHERNET, "interrupts-extended"),
	MADE(network, "/b/ethernet@1000", ETHERNET "/off", NULL),
	MADE(network, "/b/ethernet@1000", "/aliases", NULL),
};
/* clang-format on */

static struct xb_devtree *make_part(const struct tree_row *more, size_t count, const char *device)
{
	struct tree_row padded[MORE + 1] = {{0}};
	struct xb_devtree *host, *got;
	struct xb_partial *partial;

	if (more != machine)
		memcpy(padded, more, count * sizeof(*more));
	host = make_machine(padded);
	partial = make(host, 0, &device, 1, NULL);
	got = read_partial(device, partial);
	xb_partial_free(partial);
	xb_devtree_free(host);
	return got;
}

static void check_made(const struct made *row)
{
	struct xb_devtree *got = make_part(row->more, row->more_count, row->device);
	const struct xb_tree_node *node = xb_tree_find_whole(got->index, row->path);
	const struct xb_tree_property *has = node ? xb_tree_property(node, row->property) : NULL;

	if (!has || has->length / 4 != row->count)
		fail_msg("%s: %s is not there, or of another length", row->path, row->property);
	for (size_t i = 0; i < row->count; i++)
		if (xb_tree_cell_at(has, i) != row->cells[i])
			fail_msg("%s: cell %zu of %s is 0x%x, want 0x%x", row->path, i, row->property,
				 xb_tree_cell_at(has, i), row->cells[i]);
	xb_devtree_free(got);
}

static void makes_nodes(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(made); i++)
		check_made(&made[i]);
	for (size_t i = 0; i < XB_COUNT(absent); i++) {
		struct xb_devtree *got =
			make_part(absent[i].more, absent[i].more_count, absent[i].device);
		const struct xb_tree_node *node = xb_tree_find_whole(got->index, absent[i].path);

		if (absent[i].property ? !node || xb_tree_property(node, absent[i].property) : !!node)
			fail_msg("%s: %s is there", absent[i].path, absent[i].property);
		xb_devtree_free(got);
	}
}

/* What dom0 must not have: all nodes with addresses or interrupts, and a disabled one with the same line. */
static void marks_what_dom0_loses(void **state)
{
	static const char *const want[] = {"/d@b000000", "/timer", "/d@b000000/inner@4000"};
	const char *device = "/d@b000000";
	struct tree_row padded[MORE + 1] = {{0}};
	struct xb_partial *partial;
	struct xb_devtree *host;

	(void)state;
	memcpy(padded, wrapper, sizeof(wrapper));
	host = make_machine(padded);
	partial = make(host, 0, &device, 1, NULL);
	assert_int_equal(partial->mark_count, XB_COUNT(want));
	for (size_t i = 0; i < XB_COUNT(want); i++)
		assert_ptr_equal(partial->marks[i], xb_tree_find_whole(host->index, want[i]));
	assert_int_equal(partial->device_count, 1);
	assert_int_equal(partial->devices[0].pages.count, 2);
	assert_int_equal(partial->devices[0].interrupt_count, 1);
	assert_int_equal(partial->devices[0].interrupts[0], 41);
	xb_partial_free(partial);
	xb_devtree_free(host);
}

/* Several at once share what they need; each comes once, and what is below another with it. */
static void makes_several(void **state)
{
	static const char *const devices[] = {"/pl011@9040000", "rtc0", "/pl011@9040000",
					      "/virtio_mmio@a003c00", "/virtio_mmio@a003e00"};
	struct xb_devtree *host = make_machine(NULL), *got;
	struct xb_partial *partial = make(host, 0, devices, XB_COUNT(devices), NULL);
	struct xb_buf findings = {0};

	(void)state;
	got = read_partial("several", partial);
	assert_int_equal(partial->device_count, 4);
	assert_string_equal(xb_tree_string(xb_tree_find_whole(got->index, "/aliases"), "rtc0"),
			    "/passthrough/pl031@9010000");
	assert_null(xb_tree_find_whole(got->index, "/passthrough/clock-24000000-2"));
	/* Both transports of the page go to the guest: nobody else is in it. */
	list_findings(&partial->findings, &findings);
	assert_null(strstr(findings.data, "shared-page"));
	xb_buf_clear(&findings);
	xb_devtree_free(got);
	xb_partial_free(partial);
	xb_devtree_free(host);
}

/* ---- Bounds ------------------------------------------------------------------------------------ */

/* A device like the others with a property of SIZE bytes, and a reg of COUNT rows. */
static struct xb_partial *make_large(size_t size, size_t count, unsigned release)
{
	static uint32_t reg[4 * 600];
	static char bytes[1 << 15];
	const struct tree_row more[] = {
		BEGIN, {TREE_CELLS, "reg", reg, NULL, count * 4},
		{TREE_BYTES, "v,data", NULL, bytes, size}, END, {0},
	};
	struct tree_row padded[MORE + 1] = {{0}};
	const char *device = "/d@b000000";
	struct xb_devtree *host;
	struct xb_partial *partial;

	for (size_t i = 0; i < count; i++) {
		reg[i * 4 + 1] = 0xb000000 + (uint32_t)i * 0x1000;
		reg[i * 4 + 3] = 0x1000;
	}
	memcpy(padded, more, sizeof(more));
	host = make_machine(padded);
	partial = make(host, release, &device, 1, NULL);
	xb_devtree_free(host);
	return partial;
}

static const struct {
	size_t size, count;
	unsigned release;
	const char *findings;
} bounds[] = {
	{100, 1, XB_RELEASE(4, 17), "note no-iommu"},
	{3000, 1, XB_RELEASE(4, 17), "note no-iommu, warning tree-room"},
	{3000, 1, XB_RELEASE(4, 18), "note no-iommu"},
	{30000, 512, 0, "note no-iommu"},
	{100, 513, 0, "error too-big, note no-iommu"},
};

static void keeps_to_bounds(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(bounds); i++) {
		struct xb_partial *partial =
			make_large(bounds[i].size, bounds[i].count, bounds[i].release);
		struct xb_buf got = {0};

		list_findings(&partial->findings, &got);
		check_text("bounds", got.data, bounds[i].findings);
		xb_buf_clear(&got);
		xb_partial_free(partial);
	}
}

/* A guest whose memory is 1:1 has no map of its own, and its masters find it. */
static void knows_direct_map(void **state)
{
	static const char *const devices[] = {"/virtio_mmio@a003c00", "/virtio_mmio@a003e00"};
	struct xb_partial_request request = {.devices = devices, .count = 2, .direct_map = true};
	struct xb_devtree *host = make_machine(NULL);
	struct xb_pass_host *who = xb_pass_host_new(host, &(struct xb_pass_xen){0});
	struct xb_partial *partial = xb_partial_make(who, &request);
	struct xb_buf got = {0};

	(void)state;
	list_findings(&partial->findings, &got);
	check_text("direct-map", got.data,
		   "note part-page, note no-iommu, note part-page, note no-iommu");
	xb_buf_clear(&got);
	xb_partial_free(partial);
	xb_pass_host_free(who);
	xb_devtree_free(host);
}

/* ---- Trees that are given ---------------------------------------------------------------------- */

/* clang-format off */
static const struct tree_row given_own[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2), TEXT("model", "mine"),
	NODE("gic"), CELLS("phandle", 0x20), END,
	NODE("aliases"), TEXT("rtc0", "/mine"), END,
	NODE("passthrough"), CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("pl031@9010000"), CELLS("phandle", 0x30), END,
		NODE("u"), TEXT("xen,path", "/PL011@9040000"), END,
	END, {0},
};
static const struct tree_row given_no_gic[] = {
	NODE("passthrough"), CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		NODE("x"), CELLS("interrupt-parent", 65000), END,
	END, {0},
};
static const struct tree_row given_cells[] = {
	NODE("passthrough"), CELLS("#address-cells", 1), END, {0},
};
static const struct tree_row given_empty[] = {{0}};
static const struct tree_row given_numbers[] = {NODE("a"), CELLS("phandle", 64999), END, {0}};
/* clang-format on */

static const struct {
	const struct tree_row *given;
	const char *findings, *path, *property;
	uint32_t cell;
} merges[] = {
	{given_own, "note given, note no-iommu", "/passthrough/pl031-2@9010000", "interrupt-parent", 0x20},
	{given_own, NULL, "/passthrough/clock-24000000", "phandle", 0x31},
	{given_no_gic, "note no-iommu, note no-iommu", "/passthrough/pl031@9010000", "interrupt-parent", 65000},
	{given_empty, "note no-iommu, note no-iommu", "/passthrough", "#size-cells", 2},
	{given_cells, "error given-cells, note no-iommu, note no-iommu", NULL, NULL, 0},
	{given_numbers, "note no-iommu, note no-iommu, error phandles", NULL, NULL, 0},
};

static void check_merge(size_t i)
{
	static const char *const devices[] = {"/pl031@9010000", "/pl011@9040000"};
	struct xb_diags diags = {0};
	struct xb_devtree *host = make_machine(NULL), *given = tree_read(merges[i].given, &diags);
	struct xb_partial *partial = make(host, 0, devices, 2, given);
	struct xb_buf got = {0};

	list_findings(&partial->findings, &got);
	if (merges[i].findings)
		check_text("merge", got.data, merges[i].findings);
	if (merges[i].path) {
		struct xb_devtree *tree = read_partial(merges[i].path, partial);
		const struct xb_tree_node *node = xb_tree_find_whole(tree->index, merges[i].path);

		assert_non_null(node);
		assert_int_equal(xb_tree_cell(node, merges[i].property, 0), merges[i].cell);
		xb_devtree_free(tree);
	} else {
		assert_null(partial->blob);
	}
	xb_buf_clear(&got);
	xb_partial_free(partial);
	xb_devtree_free(given);
	xb_devtree_free(host);
}

static void adds_to_a_given_tree(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(merges); i++)
		check_merge(i);
}

/* ---- A guest that dom0 starts -------------------------------------------------------------------- */

/* clang-format off */
static const struct tree_row with_memory[] = {
	NODE("d@b000000"), TEXT("compatible", "v,d"), CELLS("reg", 0, 0xb000000, 0, 0x1000),
	CELLS("memory-region", 0x70), END, {0}};
static const struct tree_row with_gic_number[] = {
	NODE("gic"), CELLS("phandle", 65000), END, NODE("passthrough"), CELLS("#address-cells", 2),
	CELLS("#size-cells", 2), END, {0}};

static const struct {
	const char *label;
	unsigned release;
	const char *device;
	const struct tree_row *host, *given;
	const char *findings;
} of_toolstack[] = {
	{"any release", XB_RELEASE(4, 14), "/pl031@9010000", NULL, NULL, "note no-iommu"},
	{"reserved memory", 0, "/d@b000000", with_memory, NULL, "error memory, warning dma, note guest-ram"},
	{"a /gic", 0, "/pl011@9040000", NULL, given_empty, "note no-iommu"},
	{"a /gic with a number", 0, "/pl011@9040000", NULL, given_own, "warning given-gic, note given"},
	{"a /gic with the number", 0, "/pl011@9040000", NULL, with_gic_number, "note no-iommu"},
};
/* clang-format on */

/* It reads no node of Xen's, and takes one number for the GIC. */
static void check_for_toolstack(const char *label, const struct xb_partial *partial)
{
	struct xb_devtree *tree = read_partial(label, partial);
	const struct xb_tree_index *index = tree->index;

	for (size_t i = 0; i < index->property_count; i++)
		if (strncmp(index->properties[i].name, "xen,", 4) == 0)
			fail_msg("%s: %s", label, index->properties[i].name);
	for (size_t i = 0; i < index->count; i++)
		check_u64(label, xb_tree_cell(&index->nodes[i], "interrupt-parent", 65000), 65000);
	assert_null(xb_tree_find_whole(index, "/gic"));
	xb_devtree_free(tree);
}

static void knows_the_toolstack(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(of_toolstack); i++) {
		struct xb_diags diags = {0};
		struct xb_devtree *host = make_machine(of_toolstack[i].host);
		struct xb_devtree *given =
			of_toolstack[i].given ? tree_read(of_toolstack[i].given, &diags) : NULL;
		struct xb_partial_request request = {
			.devices = &of_toolstack[i].device, .count = 1, .toolstack = true, .given = given};
		struct xb_pass_host *who = xb_pass_host_new(
			host, &(struct xb_pass_xen){.release = of_toolstack[i].release});
		struct xb_partial *partial = xb_partial_make(who, &request);
		struct xb_buf got = {0};

		list_findings(&partial->findings, &got);
		check_text(of_toolstack[i].label, got.data, of_toolstack[i].findings);
		if (!given && !partial->findings.errors)
			check_for_toolstack(of_toolstack[i].label, partial);
		xb_buf_clear(&got);
		xb_partial_free(partial);
		xb_pass_host_free(who);
		xb_devtree_free(given);
		xb_devtree_free(host);
	}
}

/* ---- All devices ------------------------------------------------------------------------------- */

static void lists_devices(void **state)
{
	static const struct {
		const char *path;
		size_t neighbours;
		bool can;
	} want[] = {{"/clk@c000000", 0, true},     {"/intc@8000000", 0, false},
		    {"/pl011@9000000", 0, false},  {"/pl031@9010000", 0, true},
		    {"/pl011@9040000", 0, true},   {"/gpio@9030000", 0, true},
		    {"/smmu@9050000", 0, false},   {"/virtio_mmio@a003c00", 1, true},
		    {"/virtio_mmio@a003e00", 1, true}};
	struct xb_devtree *host = make_machine(NULL);
	struct xb_pass_xen xen = {.uart = xb_tree_resolve(host->index, host->stdout_path)};
	struct xb_pass_host *who = xb_pass_host_new(host, &xen);
	struct xb_pass_list list;

	(void)state;
	xb_pass_list_make(who, &list);
	assert_int_equal(list.count, XB_COUNT(want));
	for (size_t i = 0; i < list.count; i++) {
		assert_ptr_equal(list.items[i]->devices[0].node,
				 xb_tree_find_whole(host->index, want[i].path));
		assert_int_equal(list.items[i]->devices[0].neighbour_count, want[i].neighbours);
		assert_int_equal(list.items[i]->findings.errors == 0, want[i].can);
	}
	xb_pass_list_clear(&list);
	xb_pass_host_free(who);
	xb_devtree_free(host);
}

/* ---- All kinds ---------------------------------------------------------------------------------- */

/* Is KIND among the findings, "severity kind, severity kind"? */
static bool names_kind(const char *findings, const char *kind)
{
	size_t length = strlen(kind);

	for (const char *at = findings; at && (at = strstr(at, kind)); at++)
		if (at > findings && at[-1] == ' ' && (at[length] == ',' || at[length] == '\0'))
			return true;
	return false;
}

static bool is_shown(const char *kind)
{
	bool shown = false;

	for (size_t i = 0; i < XB_COUNT(rows); i++)
		shown = shown || names_kind(rows[i].findings, kind);
	for (size_t i = 0; i < XB_COUNT(bounds); i++)
		shown = shown || names_kind(bounds[i].findings, kind);
	for (size_t i = 0; i < XB_COUNT(merges); i++)
		shown = shown || names_kind(merges[i].findings, kind);
	for (size_t i = 0; i < XB_COUNT(of_toolstack); i++)
		shown = shown || names_kind(of_toolstack[i].findings, kind);
	return shown;
}

static void shows_every_kind(void **state)
{
	(void)state;
	for (int kind = 0; kind < XB_PASS_KINDS; kind++)
		if (!is_shown(xb_pass_kind_name((enum xb_pass_kind)kind)))
			fail_msg("no row shows %s", xb_pass_kind_name((enum xb_pass_kind)kind));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_stands_against), cmocka_unit_test(shows_every_kind),
		cmocka_unit_test(knows_what_xen_drives),
		cmocka_unit_test(tells_how_to_enable_an_iommu),
		cmocka_unit_test(knows_what_dom0_stops),
		cmocka_unit_test(makes_what_booted),	     cmocka_unit_test(makes_nodes),
		cmocka_unit_test(marks_what_dom0_loses),     cmocka_unit_test(makes_several),
		cmocka_unit_test(adds_to_a_given_tree),	     cmocka_unit_test(lists_devices),
		cmocka_unit_test(keeps_to_bounds),	     cmocka_unit_test(knows_direct_map),
		cmocka_unit_test(knows_the_toolstack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

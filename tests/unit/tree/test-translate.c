/* SPDX-License-Identifier: MIT */
/* Where devices are and whom they interrupt: trees as boards have them, cut down. */
#include "unit/tree/tree.h"

/* clang-format off */

/* A Raspberry Pi 4's buses (bcm2711.dtsi), its PCIe and a device behind it. */
static const struct tree_row rpi4[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 1), CELLS("interrupt-parent", 1),
	NODE("cpus"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
		NODE("cpu@0"), CELLS("reg", 0), END,
	END,
	NODE("soc"), CELLS("#address-cells", 1), CELLS("#size-cells", 1),
		CELLS("ranges", 0x7e000000, 0, 0xfe000000, 0x1800000,
				0x40000000, 0, 0xff800000, 0x800000),
		NODE("interrupt-controller@40041000"), CELLS("phandle", 1),
			CELLS("#interrupt-cells", 3), FLAG("interrupt-controller"),
			CELLS("reg", 0x40041000, 0x1000, 0x40042000, 0x2000, 0x12345678),
		END,
		NODE("serial@7e201000"), CELLS("reg", 0x7e201000, 0x200),
			CELLS("interrupts", 0, 121, 4, 1, 13, 4),
		END,
		NODE("outside@1000"), CELLS("reg", 0x1000, 0x200), END,
		NODE("end@7f7fffff"), CELLS("reg", 0x7f7fffff, 1, 0x7f800000, 1), END,
		NODE("i2c@7e205000"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
			NODE("rtc@68"), CELLS("reg", 0x68), END,
		END,
		NODE("bridge"), FLAG("ranges"),
			NODE("inherits@7e300000"), CELLS("reg", 0x7e300000, 0x100), END,
			NODE("inner"), NODE("lost"), CELLS("reg", 0, 1), END, END,
		END,
	END,
	NODE("scb"), CELLS("#address-cells", 2), CELLS("#size-cells", 2),
		CELLS("ranges", 0, 0x7c000000, 0, 0xfc000000, 0, 0x3800000,
				6, 0, 6, 0, 0, 0x40000000),
		NODE("pcie@7d500000"), TEXT("device_type", "pci"), CELLS("reg", 0, 0x7d500000, 0, 0x9310),
			CELLS("#address-cells", 3), CELLS("#size-cells", 2), CELLS("#interrupt-cells", 1),
			CELLS("ranges", 0x2000000, 0, 0xc0000000, 6, 0, 0, 0x40000000),
			CELLS("interrupt-map-mask", 0, 0, 0, 7),
			CELLS("interrupt-map", 0, 0, 0, 1, 1, 0, 143, 4,
					       0, 0, 0, 2, 1, 0, 144, 4),
			NODE("usb@0"), CELLS("assigned-addresses", 0x2010010, 0, 0xc0001000, 0, 0x1000,
					     0x1010020, 0, 0xc0001000, 0, 0x1000),
				CELLS("reg", 0x10000, 0, 0, 0, 0), CELLS("interrupts", 2, 9),
			END,
			NODE("bare"), CELLS("interrupts", 1), END,
		END,
	END,
	{0},
};

/* Parents that lead astray. */
static const struct tree_row astray[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2),
	NODE("gic"), CELLS("phandle", 1), CELLS("#interrupt-cells", 3), FLAG("interrupt-controller"), END,
	NODE("five"), CELLS("phandle", 5), CELLS("#interrupt-cells", 5), FLAG("interrupt-controller"), END,
	NODE("no-cells"), CELLS("phandle", 3), CELLS("interrupt-parent", 3), END,
	NODE("round"), CELLS("phandle", 4), CELLS("interrupt-parent", 4), CELLS("#interrupt-cells", 1), END,
	NODE("nexus"), CELLS("phandle", 2), CELLS("#interrupt-cells", 1), CELLS("#address-cells", 0),
		CELLS("interrupt-map", 0, 1, 0, 32, 4, 1, 1, 5), END,
	NODE("none"), END,
	NODE("orphan"), CELLS("interrupts", 1), END,
	NODE("circle"), CELLS("interrupt-parent", 3), CELLS("interrupts", 1), END,
	NODE("circles"), CELLS("interrupt-parent", 4), CELLS("interrupts", 1), END,
	NODE("wide"), CELLS("interrupt-parent", 5), CELLS("interrupts", 1, 2, 3, 4, 5), END,
	NODE("mapped"), CELLS("interrupt-parent", 2), CELLS("interrupts", 0, 1, 2), END,
	NODE("extended"), CELLS("interrupts-extended", 1, 0, 7, 4, 0, 2, 0, 1, 0, 8), END,
	NODE("both"), CELLS("interrupts-extended", 77, 0, 7, 4), CELLS("interrupt-parent", 1),
		CELLS("interrupts", 0, 6, 4), END,
	NODE("unknown"), CELLS("interrupts-extended", 77, 0, 7, 4), END,
	NODE("five-cells"), CELLS("#address-cells", 5), FLAG("ranges"),
		NODE("a"), CELLS("reg", 1, 2, 3, 4, 5, 6, 7), END, END,
	NODE("three"), CELLS("#address-cells", 3), CELLS("#size-cells", 1),
		CELLS("ranges", 1, 0, 0, 0, 0x1000, 0x100, 2, 0, 0x10, 8, 0x2000, 0x100),
		NODE("same"), CELLS("reg", 2, 0, 0x10, 4), END,
		NODE("other"), CELLS("reg", 2, 0, 0x11, 4), END, END,
	NODE("pcie@0"), CELLS("#address-cells", 3), FLAG("ranges"),
		NODE("device"), CELLS("reg", 1, 2, 3, 4, 5), END, END,
	{0},
};
/* clang-format on */

static const struct where {
	const struct tree_row *tree;
	const char *node;
	size_t number;
	enum xb_tree_status status;
	uint64_t start, size;
	const char *fault;
} wheres[] = {
	{rpi4, "/soc/serial@7e201000", 0, XB_TREE_OK, 0xfe201000, 0x200, NULL},
	{rpi4, "/soc/serial@7e201000", 1, XB_TREE_NO_REG, 0, 0, "/soc/serial@7e201000"},
	{rpi4, "/soc/interrupt-controller@40041000", 1, XB_TREE_OK, 0xff842000, 0x2000, NULL},
	{rpi4, "/soc/interrupt-controller@40041000", 2, XB_TREE_NO_REG, 0, 0,
	 "/soc/interrupt-controller@40041000"},
	{rpi4, "/soc/outside@1000", 0, XB_TREE_NOT_MAPPED, 0, 0, "/soc"},
	{rpi4, "/soc/end@7f7fffff", 0, XB_TREE_OK, 0xff7fffff, 1, NULL},
	{rpi4, "/soc/end@7f7fffff", 1, XB_TREE_NOT_MAPPED, 0, 0, "/soc"},
	{rpi4, "/soc/i2c@7e205000/rtc@68", 0, XB_TREE_NO_RANGES, 0, 0, "/soc/i2c@7e205000"},
	{rpi4, "/cpus/cpu@0", 0, XB_TREE_NO_RANGES, 0, 0, "/cpus"},
	{rpi4, "/soc/bridge/inherits@7e300000", 0, XB_TREE_OK, 0xfe300000, 0x100, NULL},
	{rpi4, "/soc/bridge/inner/lost", 0, XB_TREE_NO_RANGES, 0, 0, "/soc/bridge/inner"},
	{rpi4, "/soc", 0, XB_TREE_NO_REG, 0, 0, "/soc"},
	{rpi4, "/", 0, XB_TREE_NO_REG, 0, 0, "/"},
	{rpi4, "/scb/pcie@7d500000", 0, XB_TREE_OK, 0xfd500000, 0x9310, NULL},
	{rpi4, "/scb/pcie@7d500000/usb@0", 0, XB_TREE_OK, 0x600001000, 0x1000, NULL},
	{rpi4, "/scb/pcie@7d500000/usb@0", 1, XB_TREE_NOT_MAPPED, 0, 0, "/scb/pcie@7d500000"},
	{astray, "/five-cells/a", 0, XB_TREE_BAD_CELLS, 0, 0, "/five-cells"},
	{astray, "/three/same", 0, XB_TREE_OK, 0x800002000, 4, NULL},
	{astray, "/three/other", 0, XB_TREE_NOT_MAPPED, 0, 0, "/three"},
};

/* What Xen asks a node for, and the windows of its ranges. */
static const struct counts {
	const struct tree_row *tree;
	const char *node;
	unsigned release;
	size_t addresses, interrupts;
} counts[] = {
	{rpi4, "/soc/serial@7e201000", 0, 1, 2},
	{rpi4, "/soc/interrupt-controller@40041000", 0, 2, 0},
	{rpi4, "/soc/i2c@7e205000/rtc@68", 0, 0, 0},
	{rpi4, "/cpus/cpu@0", 0, 0, 0},
	{rpi4, "/soc/bridge/inner/lost", 0, 0, 0},
	{rpi4, "/scb/pcie@7d500000/usb@0", 0, 2, 2},
	{rpi4, "/", 0, 0, 0},
	{astray, "/orphan", 0, 0, 0},
	{astray, "/extended", 0, 0, 0}, /* its last entry is too short, so none counts */
	{astray, "/both", 0, 0, 1},
	{astray, "/unknown", 0, 0, 0},
	{astray, "/pcie@0/device", XB_RELEASE(4, 14), 1, 0},
	{astray, "/pcie@0/device", XB_RELEASE(4, 15), 0, 0},
};

static const struct where windows[] = {
	{rpi4, "/soc", 1, XB_TREE_OK, 0xff800000, 0x800000, NULL},
	{rpi4, "/soc", 2, XB_TREE_NO_REG, 0, 0, "/soc"},
	{rpi4, "/scb/pcie@7d500000", 0, XB_TREE_OK, 0x600000000, 0x40000000, NULL},
	{rpi4, "/scb/pcie@7d500000", 1, XB_TREE_NO_REG, 0, 0, "/scb/pcie@7d500000"},
	{rpi4, "/soc/bridge", 0, XB_TREE_NO_REG, 0, 0, "/soc/bridge"},
	{rpi4, "/cpus", 0, XB_TREE_NO_RANGES, 0, 0, "/cpus"},
	{astray, "/five-cells", 0, XB_TREE_BAD_CELLS, 0, 0, "/five-cells"},
};

/* Rows of interrupt-map: the cells that the controller gets. */
static const struct mapped {
	const struct tree_row *tree;
	const char *node;
	size_t number;
	enum xb_tree_status status;
	uint32_t cell;
} mapped[] = {
	{rpi4, "/scb/pcie@7d500000", 0, XB_TREE_OK, 143},
	{rpi4, "/scb/pcie@7d500000", 1, XB_TREE_OK, 144},
	{rpi4, "/scb/pcie@7d500000", 2, XB_TREE_NO_INTERRUPT, 0},
	{rpi4, "/soc/serial@7e201000", 0, XB_TREE_NO_INTERRUPT, 0},
	{astray, "/nexus", 0, XB_TREE_OK, 32},
	{astray, "/nexus", 1, XB_TREE_BAD_CELLS, 0},
	{astray, "/wide", 0, XB_TREE_BAD_CELLS, 0},
};

static void check_fault(const char *label, const struct xb_tree_node *fault, const char *want)
{
	char *path = fault ? xb_tree_path(fault) : NULL;

	check_text(label, path, want);
	free(path);
}

static struct xb_tree_index *index_of(const struct tree_row *rows, void **blob)
{
	size_t size;

	*blob = tree_make(rows, &size);
	return xb_tree_index_new(*blob);
}

static void addresses_are_translated(void **state)
{
	(void)state;
	for (const struct where *row = wheres; row < wheres + XB_COUNT(wheres); row++) {
		void *blob;
		struct xb_tree_index *index = index_of(row->tree, &blob);
		const struct xb_tree_node *fault;
		struct xb_range range = {0, 0};

		check_int(row->node,
			  xb_tree_translate(xb_tree_find_whole(index, row->node), row->number, 0, &range,
					    &fault), row->status);
		if (row->status == XB_TREE_OK) {
			check_u64(row->node, range.start, row->start);
			check_u64(row->node, range.size, row->size);
		} else {
			check_fault(row->node, fault, row->fault);
		}
		xb_tree_index_free(index);
		free(blob);
	}
}

static const struct interrupts {
	const struct tree_row *tree;
	const char *node;
	size_t number;
	enum xb_tree_status status;
	uint32_t gic; /* its number there */
	const char *node_told; /* the controller, or the node at fault */
} interrupts[] = {
	{rpi4, "/soc/serial@7e201000", 0, XB_TREE_OK, 153, "/soc/interrupt-controller@40041000"},
	{rpi4, "/soc/serial@7e201000", 1, XB_TREE_OK, 29, "/soc/interrupt-controller@40041000"},
	{rpi4, "/soc/serial@7e201000", 2, XB_TREE_NO_INTERRUPT, 0, "/soc/serial@7e201000"},
	{rpi4, "/soc", 0, XB_TREE_NO_INTERRUPT, 0, "/soc"},
	{rpi4, "/scb/pcie@7d500000/usb@0", 0, XB_TREE_OK, 176,
	 "/soc/interrupt-controller@40041000"},
	{rpi4, "/scb/pcie@7d500000/usb@0", 1, XB_TREE_OK, 175,
	 "/soc/interrupt-controller@40041000"},
	{rpi4, "/scb/pcie@7d500000/bare", 0, XB_TREE_NO_REG, 0, "/scb/pcie@7d500000"},
	{astray, "/orphan", 0, XB_TREE_NO_PARENT, 0, "/orphan"},
	{astray, "/circle", 0, XB_TREE_NO_PARENT, 0, "/circle"},
	{astray, "/circles", 0, XB_TREE_NO_PARENT, 0, "/round"},
	{astray, "/wide", 0, XB_TREE_BAD_CELLS, 0, "/five"},
	{astray, "/mapped", 0, XB_TREE_OK, 64, "/gic"},
	{astray, "/mapped", 1, XB_TREE_BAD_CELLS, 0, "/nexus"},
	{astray, "/extended", 0, XB_TREE_OK, 39, "/gic"},
	{astray, "/extended", 1, XB_TREE_NO_INTERRUPT, 0, "/extended"},
	{astray, "/extended", 2, XB_TREE_OK, 64, "/gic"},
	{astray, "/extended", 3, XB_TREE_BAD_CELLS, 0, "/extended"},
	{astray, "/both", 0, XB_TREE_OK, 38, "/gic"},
	{astray, "/unknown", 0, XB_TREE_NO_PARENT, 0, "/unknown"},
};

static void interrupts_reach_their_controller(void **state)
{
	(void)state;
	for (const struct interrupts *row = interrupts; row < interrupts + XB_COUNT(interrupts);
	     row++) {
		void *blob;
		struct xb_tree_index *index = index_of(row->tree, &blob);
		const struct xb_tree_node *fault;
		struct xb_tree_interrupt interrupt;
		uint32_t number = 0;
		enum xb_tree_status status =
			xb_tree_interrupt(index, xb_tree_find_whole(index, row->node), row->number,
					  &interrupt, &fault);

		check_int(row->node, status, row->status);
		check_fault(row->node, status == XB_TREE_OK ? interrupt.controller : fault,
			    row->node_told);
		if (status == XB_TREE_OK) {
			check_bool(row->node, xb_tree_gic_number(&interrupt, &number), true);
			check_u64(row->node, number, row->gic);
		}
		xb_tree_index_free(index);
		free(blob);
	}
}

static void what_is_asked_for_is_counted(void **state)
{
	(void)state;
	for (const struct counts *row = counts; row < counts + XB_COUNT(counts); row++) {
		void *blob;
		struct xb_tree_index *index = index_of(row->tree, &blob);
		const struct xb_tree_node *node = xb_tree_find_whole(index, row->node);

		check_u64(row->node, xb_tree_address_count(node, row->release), row->addresses);
		check_u64(row->node, xb_tree_interrupt_count(index, node), row->interrupts);
		xb_tree_index_free(index);
		free(blob);
	}
}

static void windows_are_translated(void **state)
{
	(void)state;
	for (const struct where *row = windows; row < windows + XB_COUNT(windows); row++) {
		void *blob;
		struct xb_tree_index *index = index_of(row->tree, &blob);
		const struct xb_tree_node *fault;
		struct xb_range range;

		check_int(row->node,
			  xb_tree_window(xb_tree_find_whole(index, row->node), row->number, 0, &range,
					 &fault), row->status);
		if (row->status == XB_TREE_OK) {
			check_u64(row->node, range.start, row->start);
			check_u64(row->node, range.size, row->size);
		} else {
			check_fault(row->node, fault, row->fault);
		}
		xb_tree_index_free(index);
		free(blob);
	}
}

static void maps_are_read_row_by_row(void **state)
{
	(void)state;
	for (const struct mapped *row = mapped; row < mapped + XB_COUNT(mapped); row++) {
		void *blob;
		struct xb_tree_index *index = index_of(row->tree, &blob);
		struct xb_tree_interrupt interrupt;

		check_int(row->node,
			  xb_tree_mapped_interrupt(index, xb_tree_find_whole(index, row->node),
						   row->number, &interrupt), row->status);
		if (row->status == XB_TREE_OK)
			check_u64(row->node, interrupt.cells[1], row->cell);
		xb_tree_index_free(index);
		free(blob);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_translated),
		cmocka_unit_test(what_is_asked_for_is_counted),
		cmocka_unit_test(windows_are_translated),
		cmocka_unit_test(maps_are_read_row_by_row),
		cmocka_unit_test(interrupts_reach_their_controller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The bytes of a guest's device tree, as Xen printed them when it was booted on QEMU's virt ("Loading d1 DTB to"). */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/boot/plan.h"
#include "xenboot/xen.h"

/* clang-format off */
static const struct tree_row machine[] = {
	CELLS("#address-cells", 2), CELLS("#size-cells", 2), CELLS("interrupt-parent", 1),
	NODE("cpus"), CELLS("#address-cells", 1), CELLS("#size-cells", 0),
		NODE("cpu@0"), TEXT("device_type", "cpu"), TEXT("compatible", "arm,cortex-a57"), CELLS("reg", 0), END,
	END,
	NODE("timer"), TEXT("compatible", "arm,armv8-timer"),
		CELLS("interrupts", 1, 13, 4, 1, 14, 4, 1, 11, 4, 1, 10, 4), END,
	NODE("gic@8000000"), TEXT("compatible", "arm,gic-v3"), CELLS("phandle", 1),
		FLAG("interrupt-controller"), CELLS("#interrupt-cells", 3), CELLS("#address-cells", 2),
		CELLS("reg", 0, 0x8000000, 0, 0x10000), END,
	{TREE_END_ROWS, NULL, NULL, NULL, 0},
};
/* clang-format on */

static const struct {
	const char *release;
	unsigned cpus;
	const char *more;
	uint64_t bytes, room;
} rows[] = {
	{"4.17", 1, "", 0x47c, 4096},
	{"4.17", 31, "", 0xfbc, 4096},
	{"4.17", 32, "", 0xffe, 4096}, /* without current-speed */
	{"4.20", 1, "", 0x457, 4096},
	{"4.20", 31, "", 0xf97, 4096},
	{"4.20", 32, "", 0xff7, 4096},
	/* Not booted: by the sizes that libfdt gives a property and a node. */
	{"4.20", 1, ", options: {console: ttyAMA0}", 0x457 + 12 + 16 + sizeof("bootargs"), 4096},
	{"4.20", 1, ", ramdisk: rd", 0x457 + 76, 4096},
	{"4.17", 1, ", ramdisk: rd", 0x47c, 4096},
	{"4.22", 1, "", 0x457, 18432},
};

static void check_row(size_t i, const struct xb_catalog *catalog)
{
	char *more = xb_format("xen-version: \"%s\"\ndomains: {g: {kernel: Image, memory: 96M, cpus: %u, "
			       "vuart: true%s}}\n", rows[i].release, rows[i].cpus, rows[i].more);
	struct plan_parts parts = {.tree = "", .more = more,
				   .board = "{memory: [{start: 0, size: 1G}], cpus: 4, gic: v3}"};
	struct planned planned = plan_parts(&parts);
	struct xb_guest_tree tree;

	assert_non_null(planned.boot);
	assert_true(xb_guest_tree_measure(planned.boot, catalog, &planned.boot->domains[1], &tree));
	check_u64("bytes", tree.bytes, rows[i].bytes);
	check_u64("room", tree.room, rows[i].room);
	check_u64("of a vCPU", tree.vcpu, 96);
	plan_free(&planned);
	free(more);
}

static void as_it_booted(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);
	size_t size;
	void *blob = tree_make(machine, &size);

	(void)state;
	put_boot_files();
	put_bytes("t.dtb", blob, size);
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(i, catalog);
	free(blob);
	xb_catalog_free(catalog);
	xb_data_free(data);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(as_it_booted, folder_enter, folder_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

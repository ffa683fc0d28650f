/* SPDX-License-Identifier: MIT */
/* Device trees with /chosen filled in, by those who mean no good: what is read of them is bounded. */
#include "support.h"

#include "xenboot/import.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

static void put_cells(void *fdt, const char *name, const uint32_t *cells, size_t count)
{
	fdt32_t value[256];

	assert_true(count <= XB_COUNT(value));
	for (size_t i = 0; i < count; i++)
		value[i] = cpu_to_fdt32(cells[i]);
	assert_int_equal(fdt_property(fdt, name, value, (int)(count * 4)), 0);
}
#define PUT_CELLS(fdt, name, ...)                                                                  \
	put_cells((fdt), (name), (const uint32_t[]){__VA_ARGS__},                                  \
		  sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static void put_text(void *fdt, const char *name, const char *text)
{
	assert_int_equal(fdt_property(fdt, name, text, (int)strlen(text) + 1), 0);
}

static void begin_node(void *fdt, const char *name, unsigned number)
{
	char *whole = xb_format("%s%u", name, number);

	assert_int_equal(fdt_begin_node(fdt, whole), 0);
	free(whole);
}

static void end_node(void *fdt)
{
	assert_int_equal(fdt_end_node(fdt), 0);
}

/* What each case puts into /chosen. */
typedef void fill_chosen(void *fdt);

static void many_modules(void *fdt)
{
	for (unsigned i = 0; i < 6000; i++) {
		static const char both[] = "multiboot,kernel\0multiboot,module";

		begin_node(fdt, "m", i);
		assert_int_equal(fdt_property(fdt, "compatible", both, sizeof(both)), 0);
		PUT_CELLS(fdt, "reg", 0, 0x40000000 + i * 0x1000, 0, 0x1000);
		end_node(fdt);
	}
}

static void many_domains(void *fdt)
{
	for (unsigned i = 0; i < 6000; i++) {
		begin_node(fdt, "d", i);
		put_text(fdt, "compatible", "xen,domain");
		PUT_CELLS(fdt, "memory", 0, 0x10000);
		PUT_CELLS(fdt, "cpus", 1);
		end_node(fdt);
	}
}

static void many_ranges(void *fdt)
{
	uint32_t cells[200] = {0};

	begin_node(fdt, "d", 0);
	put_text(fdt, "compatible", "xen,domain");
	PUT_CELLS(fdt, "memory", 0, 0x10000);
	put_cells(fdt, "xen,static-mem", cells, XB_COUNT(cells));
	end_node(fdt);
}

static void many_vcpus(void *fdt)
{
	begin_node(fdt, "d", 0);
	put_text(fdt, "compatible", "xen,domain");
	for (unsigned i = 0; i < 20000; i++) {
		begin_node(fdt, "v", i);
		put_text(fdt, "compatible", "xen,vcpu");
		end_node(fdt);
	}
	end_node(fdt);
}

/* Event channels that lead to themselves, pools of CPUs that are none, shared memory without a size. */
static void nonsense(void *fdt)
{
	begin_node(fdt, "e", 0);
	put_text(fdt, "compatible", "xen,evtchn-v1");
	PUT_CELLS(fdt, "phandle", 7);
	PUT_CELLS(fdt, "xen,evtchn", 1, 7, 2);
	end_node(fdt);
	begin_node(fdt, "p", 0);
	put_text(fdt, "compatible", "xen,cpupool");
	PUT_CELLS(fdt, "cpupool-cpus", 7, 99);
	end_node(fdt);
	begin_node(fdt, "s", 0);
	put_text(fdt, "compatible", "xen,domain-shared-memory-v1");
	put_text(fdt, "xen,shm-id", "s");
	PUT_CELLS(fdt, "xen,shared-mem", 1, 2, 3);
	end_node(fdt);
}

static const struct {
	const char *label;
	fill_chosen *fill;
	const char *said;
} cases[] = {
	{"modules", many_modules, "more than 512 domains or 1024 modules"},
	{"domains", many_domains, "more than 512 domains or 1024 modules"},
	{"ranges", many_ranges, "are whole ranges, of which 32 are read"},
	{"vCPUs", many_vcpus, NULL},
	{"nonsense", nonsense, "no CPU has the phandle 0x7"},
};

static void make_tree(struct xb_buf *out, fill_chosen *fill)
{
	void *fdt = xb_alloc(XB_DTB_MAX);

	assert_int_equal(fdt_create(fdt, XB_DTB_MAX), 0);
	fdt_finish_reservemap(fdt);
	fdt_begin_node(fdt, "");
	PUT_CELLS(fdt, "#address-cells", 2);
	PUT_CELLS(fdt, "#size-cells", 2);
	fdt_begin_node(fdt, "chosen");
	PUT_CELLS(fdt, "#address-cells", 2);
	PUT_CELLS(fdt, "#size-cells", 2);
	fill(fdt);
	fdt_end_node(fdt);
	fdt_end_node(fdt);
	assert_int_equal(fdt_finish(fdt), 0);
	xb_buf_add(out, fdt, fdt_totalsize(fdt));
	free(fdt);
}

static bool says(const struct xb_diags *diags, const char *part)
{
	bool found = false;

	for (size_t i = 0; i < diags->count; i++)
		found = found || strstr(diags->items[i].message, part);
	return found;
}

static void is_bounded(void **state)
{
	const struct xb_import_config config = {.catalog = NULL};
	const struct xb_import_names names = {.source = "tree", .profile = "tree"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_buf bytes = {0}, text = {0};
		struct xb_diags diags = {0};
		struct xb_import_source source = {.name = "tree"};
		const struct xb_importer *importer;
		struct xb_ways ways;

		make_tree(&bytes, cases[i].fill);
		source.bytes = bytes.data;
		source.length = bytes.length;
		importer = xb_importer_find(&source, &diags);
		assert_non_null(importer);
		check_text(cases[i].label, importer->name, "dtb");
		check_bool(cases[i].label, importer->describe(&config, &source, &ways, &diags), true);
		if (cases[i].said)
			check_bool(cases[i].label, says(&ways.items[0].diags, cases[i].said), true);
		xb_import_profile(ways.items[0].boot, &names, &text, &diags);
		check_contains(cases[i].label, text.data, "format: 1");
		xb_ways_clear(&ways);
		xb_diags_clear(&diags);
		xb_buf_clear(&text);
		xb_buf_clear(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(is_bounded)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

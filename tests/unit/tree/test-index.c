/* SPDX-License-Identifier: MIT */
/*
 * The index of a tree. With device trees as arguments, those are compared instead of what the test
 * makes up: `check-boot` has all of Debian's.
 */
#include "unit/tree/same-as-libfdt.h"
#include "unit/tree/tree.h"

/* ---- What libfdt does not say ------------------------------------------------------------------ */

/* clang-format off */
static const struct tree_row rows[] = {
	CELLS("#address-cells", 1),
	NODE("aliases"), TEXT("a", "/soc/uart@1"), TEXT("b", "a"), BYTES("c", "/soc"), END,
	NODE("soc"), CELLS("phandle", 7), TEXT("status", "okay"),
		NODE("uart@1"), CELLS("phandle", 9), TEXT("compatible", "one\0two"), END,
		NODE("uart@2"), CELLS("phandle", 7), TEXT("status", "disabled"),
			CELLS("#size-cells", 0), NODE("Deep"), TEXT("compatible", "two"), END, END,
		NODE("uart"), CELLS("linux,phandle", 3), FLAG("status"), END,
	END,
	{0},
};

static const struct {
	const char *word;
	const char *find, *whole;
} paths[] = {
	{"/", "/", "/"}, {"", NULL, NULL}, {"//", "/", NULL}, {"/soc", "/soc", "/soc"},
	{"/SOC", NULL, "/soc"}, {"/soc/", "/soc", NULL}, {"soc", NULL, NULL},
	{"/soc/uart", "/soc/uart@1", "/soc/uart"}, {"/soc/uart@", NULL, NULL},
	{"/soc/uart@2", "/soc/uart@2", "/soc/uart@2"}, {"//soc//uart@2", "/soc/uart@2", NULL},
	{"/soc/uart@2/deep", NULL, "/soc/uart@2/Deep"}, {"/soc/uart@2/Deep/x", NULL, NULL},
	{"uart@2", NULL, NULL}, {"/uart@2", NULL, NULL}, {"a", "/soc/uart@1", NULL},
	{"a/", "/soc/uart@1", NULL}, {"a/x", NULL, NULL}, {"b", NULL, NULL}, {"c", NULL, NULL},
	{"A", NULL, NULL},
};
/* clang-format on */

static void check_node(const char *label, const struct xb_tree_node *node, const char *want)
{
	char *path = node ? xb_tree_path(node) : NULL;

	check_text(label, path, want);
	free(path);
}

static void paths_of_uboot_and_of_xen(void **state)
{
	size_t size;
	void *blob = tree_make(rows, &size);
	struct xb_tree_index *index = xb_tree_index_new(blob);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(paths); i++) {
		check_node(paths[i].word, xb_tree_find(index, paths[i].word), paths[i].find);
		check_node(paths[i].word, xb_tree_find_whole(index, paths[i].word), paths[i].whole);
	}
	xb_tree_index_free(index);
	free(blob);
}

static void nodes_by_what_they_say(void **state)
{
	size_t size;
	void *blob = tree_make(rows, &size);
	struct xb_tree_index *index = xb_tree_index_new(blob);
	const struct xb_tree_node *node = xb_tree_next_compatible(index, NULL, "two");

	(void)state;
	check_node("compatible", node, "/soc/uart@1");
	check_node("the next", xb_tree_next_compatible(index, node, "two"), "/soc/uart@2/Deep");
	check_node("no next", xb_tree_next_compatible(index, node, "one"), NULL);
	check_node("phandle", xb_tree_by_phandle(index, 9), "/soc/uart@1");
	check_node("one twice", xb_tree_by_phandle(index, 7), "/soc");
	check_node("an old one", xb_tree_by_phandle(index, 3), "/soc/uart");
	check_node("none", xb_tree_by_phandle(index, 8), NULL);
	check_node("0 is none", xb_tree_by_phandle(index, 0), NULL);
	check_bool("okay", xb_tree_available(xb_tree_find(index, "/soc")), true);
	check_bool("no status", xb_tree_available(xb_tree_find(index, "/soc/uart@1")), true);
	check_bool("disabled", xb_tree_available(xb_tree_find(index, "/soc/uart@2")), false);
	check_bool("empty", xb_tree_available(xb_tree_find_whole(index, "/soc/uart")), false);
	xb_tree_index_free(index);
	free(blob);
}

static void cells_of_children(void **state)
{
	const struct xb_tree_cells otherwise = {2, 1};
	size_t size;
	void *blob = tree_make(rows, &size);
	struct xb_tree_index *index = xb_tree_index_new(blob);
	struct xb_tree_cells root = xb_tree_cells(index->nodes, otherwise);
	struct xb_tree_cells uart = xb_tree_cells(xb_tree_find(index, "/soc/uart@2"), otherwise);

	(void)state;
	check_u64("root address", root.address, 1);
	check_u64("root size", root.size, 1);
	check_u64("uart address", uart.address, 2);
	check_u64("uart size", uart.size, 0);
	xb_tree_index_free(index);
	free(blob);
}

/* ---- What libfdt says, too --------------------------------------------------------------------- */

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* Few words, so that they come twice, come as the start of others and with a unit address. */
static const char *const names_to_take[] = {"a", "a@1", "a@12", "ab", "b@1", "b", "aliases", "B"};

static const struct {
	const char *name, *value;
	int length;
} properties_to_take[] = {
	{"phandle", "\0\0\0\1", 4}, {"phandle", "\0\0\0\2", 4}, {"phandle", "\0\0\1", 3},
	{"linux,phandle", "\0\0\0\3", 4}, {"linux,phandle", "\0\0\0\1", 4},
	{"compatible", "x", 2}, {"compatible", "x\0y", 4}, {"compatible", "y\0x", 3},
	{"compatible", "", 0}, {"status", "okay", 5}, {"a", "/b", 3}, {"b", "/a/b@1", 7},
	{"", "", 1},
};

static void put_random_node(void *blob, uint32_t *seed, const char *name, unsigned depth)
{
	assert_int_equal(fdt_begin_node(blob, name), 0);
	for (uint32_t left = next_random(seed) % 4; left > 0; left--) {
		size_t i = next_random(seed) % XB_COUNT(properties_to_take);

		assert_int_equal(fdt_property(blob, properties_to_take[i].name,
					      properties_to_take[i].value,
					      properties_to_take[i].length), 0);
	}
	for (uint32_t left = depth < 4 ? next_random(seed) % 5 : 0; left > 0; left--)
		put_random_node(blob, seed,
				names_to_take[next_random(seed) % XB_COUNT(names_to_take)],
				depth + 1);
	assert_int_equal(fdt_end_node(blob), 0);
}

/* What is taken out in place leaves NOPs. */
static void take_out_some(void *blob, uint32_t *seed)
{
	int depth = 0;

	for (int node = 0; node >= 0; node = fdt_next_node(blob, node, &depth)) {
		size_t i = next_random(seed) % XB_COUNT(properties_to_take);

		fdt_nop_property(blob, node, properties_to_take[i].name);
		if (node > 0 && next_random(seed) % 32 == 0)
			fdt_nop_node(blob, node);
	}
}

static void random_trees(void **state)
{
	unsigned char *blob = xb_alloc(TREE_SIZE);

	(void)state;
	for (uint32_t number = 0; number < 300; number++) {
		uint32_t seed = number;
		char label[32];

		snprintf(label, sizeof(label), "tree %u", number);
		assert_int_equal(fdt_create(blob, TREE_SIZE), 0);
		assert_int_equal(fdt_finish_reservemap(blob), 0);
		put_random_node(blob, &seed, "", 0);
		assert_int_equal(fdt_finish(blob), 0);
		same_as_libfdt(label, blob);
		take_out_some(blob, &seed);
		same_as_libfdt(label, blob);
	}
	free(blob);
}

/* ---- Real ones --------------------------------------------------------------------------------- */

static void files(void **state)
{
	for (char **file = *state; *file; file++) {
		struct xb_buf blob = {0};

		check_int(*file, xb_file_read(*file, XB_DTB_MAX, &blob), 0);
		same_as_libfdt(*file, blob.data);
		xb_buf_clear(&blob);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest made_up[] = {
		cmocka_unit_test(paths_of_uboot_and_of_xen),
		cmocka_unit_test(nodes_by_what_they_say),
		cmocka_unit_test(cells_of_children),
		cmocka_unit_test(random_trees),
	};
	const struct CMUnitTest given[] = {cmocka_unit_test_prestate(files, argv + 1)};

	return argc > 1 ? cmocka_run_group_tests(given, NULL, NULL) :
			  cmocka_run_group_tests(made_up, NULL, NULL);
}

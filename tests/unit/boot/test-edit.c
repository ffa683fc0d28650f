/* SPDX-License-Identifier: MIT */
#include "unit/boot/scene.h"

/* ---- One edit after the other ------------------------------------------------------------------ */

struct outcome {
	const char *label;
	struct xb_step edits[EDITS];
	const char *tree;    /* dumped; NULL: refused */
	const char *code;    /* then: its code */
	const char *message; /* and a part of the message */
	const char *hint;    /* and a part of the hint, or NULL */
};

static struct outcome outcomes[] = {
	{"nothing", {{0}}, "{" ALIASES "soc{ranges=;" SERIAL GPIO "}}", 0, 0, 0},
	{"mknode", {MAKE("/", "chosen")}, "{chosen{}" ALIASES "soc{ranges=;" SERIAL GPIO "}}", 0, 0,
	 0},
	{"mknode twice", {MAKE("/", "chosen"), MAKE("/", "chosen")}, NULL, "bad-value",
	 "t.dtb has a node chosen below / already", "remove it"},
	{"mknode by a name without the address", {MAKE("/soc", "serial")}, NULL, "bad-value",
	 "a node serial below /soc", NULL},
	{"mknode below nothing", {MAKE("/chosen", "dom0")}, NULL, "missing-node",
	 "t.dtb has no node /chosen", NULL},
	{"set makes", {SET("/soc", "a", "b")},
	 "{" ALIASES "soc{a=6200;ranges=;" SERIAL GPIO "}}", 0, 0, 0},
	{"set replaces in its place", {SET("/soc/serial@1", "status", "disabled")},
	 "{" ALIASES "soc{ranges=;serial@1{status=64697361626c656400;}" GPIO "}}", 0, 0, 0},
	{"set by a name without the address", {SET_FLAG("/soc/serial", "status")},
	 "{" ALIASES "soc{ranges=;serial@1{status=;}" GPIO "}}", 0, 0, 0},
	{"set by alias", {SET_FLAG("s0", "status")},
	 "{" ALIASES "soc{ranges=;serial@1{status=;}" GPIO "}}", 0, 0, 0},
	{"set where nothing is", {SET("/soc/serail@1", "a", "b")}, NULL, "missing-node",
	 "t.dtb has no node /soc/serail@1", "/soc/serial@1"},
	{"set by no alias", {SET("s1", "a", "b")}, NULL, "missing-node", "no node s1", NULL},
	{"rm a node", {REMOVE("/soc/serial@1")}, "{" ALIASES "soc{ranges=;" GPIO "}}", 0, 0, 0},
	{"rm, then there is none", {REMOVE("/soc"), REMOVE("/soc/gpio@2")}, NULL, "missing-node",
	 "no node /soc/gpio@2", NULL},
	{"rm the root", {REMOVE("/")}, NULL, "bad-value", "the root node of t.dtb", NULL},
	{"rm a property", {REMOVE_PROPERTY("/soc", "ranges")},
	 "{" ALIASES "soc{" SERIAL GPIO "}}", 0, 0, 0},
	{"rm no property", {REMOVE_PROPERTY("/soc", "range")}, NULL, "missing-node",
	 "the node /soc of t.dtb has no property range", "ranges"},
	{"rm a property of nothing", {REMOVE_PROPERTY("/sco", "ranges")}, NULL, "missing-node",
	 "no node /sco", "/soc"},
	{"in order", {MAKE("/", "chosen"), MAKE("/chosen", "dom0"), SET("/chosen/dom0", "a", ""),
	 REMOVE("/chosen/dom0"), MAKE("/chosen", "dom0")},
	 "{chosen{dom0{}}" ALIASES "soc{ranges=;" SERIAL GPIO "}}", 0, 0, 0},
};

static void check_outcome(struct outcome *row)
{
	struct scene scene;
	size_t size = 0;
	uint64_t growth;
	void *blob;
	char *text;

	scene_start(&scene, base, row->edits);
	blob = scene_tree(&scene, &size);
	check_bool(row->label, blob != NULL, row->tree != NULL);
	if (blob) {
		text = dump(blob);
		check_text(row->label, text, row->tree);
		check_int(row->label, fdt_check_full(blob, size), 0);
		check_u64(row->label, fdt_off_dt_strings(blob) + fdt_size_dt_strings(blob), size);
		free(text);
	} else {
		if (row->hint)
			check_contains(row->label, scene.diags.items[0].hint, row->hint);
		tree_expect(row->label, &scene.diags, row->code, row->message);
	}
	/* Measuring sees the same. */
	check_bool(row->label, scene_measure(&scene, &growth), blob != NULL);
	free(blob);
	scene_end(&scene);
}

static void edits_as_uboot_makes_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(outcomes); i++)
		check_outcome(&outcomes[i]);
}

/* The bytes that libfdt leaves behind a shorter value are cleared: the same tree, the same bytes. */
static void leftovers_are_cleared(void **state)
{
	struct xb_step edits[EDITS] = {SET("/soc", "a", "xxxxxxx"), SET("/soc", "a", "y")};
	struct scene scene;
	size_t size = 0;
	char *blob;
	int node, length;
	const char *value;

	(void)state;
	scene_start(&scene, base, edits);
	blob = scene_tree(&scene, &size);
	assert_non_null(blob);
	node = fdt_path_offset(blob, "/soc");
	value = fdt_getprop(blob, node, "a", &length);
	check_int("length", length, 2);
	assert_memory_equal(value, "y\0\0\0", 4);
	free(blob);
	scene_end(&scene);
}

static void no_tree_is_an_error(void **state)
{
	struct xb_step edits[EDITS] = {{0}};
	struct scene scene;
	size_t size = 0;

	(void)state;
	scene_start(&scene, NULL, edits);
	assert_null(scene_tree(&scene, &size));
	tree_expect("no tree", &scene.diags, "file-missing", "not here");
	scene_end(&scene);
}

/* ---- Growth ------------------------------------------------------------------------------------ */

struct growing {
	const char *label;
	struct xb_step edits[EDITS];
	uint64_t growth;
};

/* A property takes 12 bytes and its value, a node 8 and its name, both in fours; a new name of a
 * property its letters and a NUL. */
static struct growing growings[] = {
	{"nothing", {{0}}, 0},
	{"a node", {MAKE("/", "chosen")}, 8 + 8},
	{"a node of three letters", {MAKE("/", "abc")}, 8 + 4},
	{"a property of a known name", {SET("/soc", "status", "ok")}, 12 + 4},
	{"a property of a new name", {SET("/soc", "model", "ok")}, 12 + 4 + 6},
	{"a name that is another's end", {SET("/soc", "anges", "ok")}, 12 + 4},
	{"a flag", {SET_FLAG("/soc", "status")}, 12},
	{"5 bytes", {SET("/soc", "status", "okay")}, 12 + 8},
	{"longer by 3, no more words", {SET("/soc/serial@1", "status", "okk")}, 0},
	{"longer by a word", {SET("/soc/serial@1", "status", "okay")}, 4},
	{"shorter", {SET_FLAG("/soc/serial@1", "status")}, 0},
	{"shorter first", {SET_FLAG("/soc/serial@1", "status"), SET("/soc", "status", "ok")}, 12},
	{"shorter last", {SET("/soc", "status", "ok"), SET_FLAG("/soc/serial@1", "status")}, 16},
	{"removed last", {SET("/soc", "status", "0123456789abcde"), REMOVE("/soc")}, 12 + 16},
	{"removed first", {REMOVE("/soc/serial@1"), SET("/soc", "status", "0123456789abcde")}, 0},
	{"a name stays when its property goes",
	 {SET_FLAG("/soc", "new"), REMOVE_PROPERTY("/soc", "new"), SET_FLAG("/soc", "other")},
	 12 + 4 + 6},
};

static void growth_is_exact(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(growings); i++) {
		struct scene scene;
		uint64_t growth = UINT64_MAX;

		scene_start(&scene, base, growings[i].edits);
		check_bool(growings[i].label,
			   scene_measure(&scene, &growth), true);
		check_u64(growings[i].label, growth, growings[i].growth);
		check_exact(growings[i].label, &scene.boot, growth);
		scene_end(&scene);
	}
}

static void slack_is_not_counted(void **state)
{
	struct xb_step edits[EDITS] = {MAKE("/", "chosen")};
	struct scene scene;
	size_t size = 0;
	char *blob = xb_alloc(TREE_SIZE), *packed = tree_make(base, &size);
	uint64_t growth;

	(void)state;
	scene_start(&scene, NULL, edits);
	assert_int_equal(fdt_open_into(packed, blob, TREE_SIZE), 0);
	scene.boot.tree = xb_devtree_parse("t.dtb", blob, TREE_SIZE, (struct xb_pos){0},
					   &scene.diags);
	assert_non_null(scene.boot.tree);
	check_u64("used", xb_devtree_used(scene.boot.tree), size);
	assert_true(scene_measure(&scene, &growth));
	check_u64("growth", growth, 16);
	free(blob);
	free(packed);
	scene_end(&scene);
}

/* More than the copy has room for at first. */
static void large_values(void **state)
{
	static char value[100000];
	struct xb_step edits[EDITS] = {
		EDIT(.kind = XB_EDIT_SET, .path = "/soc", .name = "status", .value = value,
		     .length = sizeof(value))};
	struct scene scene;
	uint64_t growth;
	size_t size = 0;
	void *blob;

	(void)state;
	scene_start(&scene, base, edits);
	assert_true(scene_measure(&scene, &growth));
	check_u64("growth", growth, 12 + sizeof(value));
	blob = scene_tree(&scene, &size);
	assert_non_null(blob);
	check_u64("size", size, xb_devtree_used(scene.boot.tree) + growth - PACKED_GAP);
	free(blob);
	edits[0].edit.length = XB_TREE_LARGEST + 1;
	assert_false(scene_measure(&scene, &growth));
	tree_expect("17 MiB", &scene.diags, "dtb-too-big", "with status, t.dtb grows over 16 MiB");
	scene_end(&scene);
}

/* ---- Growth of a tree that is not here --------------------------------------------------------- */

static struct growing guesses[] = {
	{"nothing", {{0}}, 0},
	{"a property of the root", {SET("/", "a", "b")}, 12 + 4 + 2},
	{"parents are made", {SET("/chosen", "bootargs", "b")}, 16 + 12 + 4 + 9},
	{"parents are made once", {SET("/a/b", "x", "b"), SET("/a/b", "x", "c")},
	 12 + 12 + 12 + 4 + 2},
	{"a node that was made on the way", {SET("/chosen/d", "x", "y"), MAKE("/", "chosen")},
	 16 + 12 + 12 + 4 + 2},
	{"what is removed is elsewhere",
	 {REMOVE("/pl011@9000000"), REMOVE_PROPERTY("/soc", "ranges")}, 0},
	{"what was made is removed", {MAKE("/", "a"), REMOVE("/a"), MAKE("/", "b")}, 12},
	{"an alias", {SET_FLAG("serial0", "x")}, 16 + 12 + 2},
};

static void worst_case_without_a_tree(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(guesses); i++) {
		struct scene scene;
		uint64_t growth = UINT64_MAX;

		scene_start(&scene, NULL, guesses[i].edits);
		check_bool(guesses[i].label,
			   scene_measure(&scene, &growth), true);
		check_u64(guesses[i].label, growth, guesses[i].growth);
		check_u64(guesses[i].label, scene.diags.count, 0);
		scene_end(&scene);
	}
}

/* The worst case is never less than what a tree that is here needs. */
static void worst_case_is_the_worst(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(growings); i++) {
		struct scene here, away;
		uint64_t exact, worst;

		scene_start(&here, base, growings[i].edits);
		scene_start(&away, NULL, growings[i].edits);
		assert_true(scene_measure(&here, &exact));
		assert_true(scene_measure(&away, &worst));
		check_bool(growings[i].label, worst >= exact, true);
		scene_end(&here);
		scene_end(&away);
	}
}

/* ---- Edits by chance --------------------------------------------------------------------------- */

static uint32_t chance(uint32_t *seed, uint32_t choices)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % choices;
}

static void random_edit(struct xb_step *step, uint32_t *seed)
{
	static char value[] = "0123456789012345678901234567890123456789";
	static char *const paths[] = {"/", "/soc", "/soc/serial@1", "/soc/gpio@2", "/soc/new"};
	static char *const properties[] = {"status", "tatus", "ranges", "compatible", "xyz"};

	struct xb_edit *edit = &step->edit;

	*step = (struct xb_step){.kind = XB_STEP_EDIT, .load = XB_NONE};
	*edit = (struct xb_edit){.path = paths[chance(seed, XB_COUNT(paths))]};
	edit->kind = XB_EDIT_MAKE_NODE + chance(seed, 4);
	edit->name = edit->kind == XB_EDIT_MAKE_NODE ? "new" : properties[chance(seed, 5)];
	edit->value = value;
	edit->length = edit->kind == XB_EDIT_SET ? chance(seed, sizeof(value)) : 0;
	if (edit->kind == XB_EDIT_REMOVE_NODE)
		edit->path = "/soc/new";
}

/* Whatever the order: the growth measured is exact, or one of the edits cannot be made. */
static void growth_is_exact_by_chance(void **state)
{
	uint32_t seed = 1;
	unsigned exact = 0;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct xb_step edits[EDITS];
		struct scene scene;
		uint64_t growth;

		for (size_t i = 0; i < EDITS; i++)
			random_edit(&edits[i], &seed);
		scene_start(&scene, base, edits);
		scene.boot.step_count = 1 + chance(&seed, EDITS);
		if (scene_measure(&scene, &growth)) {
			check_exact("by chance", &scene.boot, growth);
			exact++;
		} else {
			check_bool("fails with any room", replay(&scene.boot, TREE_SIZE) != 0, true);
		}
		scene_end(&scene);
	}
	check_bool("some could be made", exact > 100, true);
}

/* ---- fdt resize -------------------------------------------------------------------------------- */

struct resized {
	const char *label;
	uint64_t address, used, padding, size;
};

static const struct resized resizes[] = {
	{"a page exactly", 0x8400000, 4096 - 80, 0, 4096},
	{"a byte more", 0x8400000, 4096 - 79, 0, 8192},
	{"the end is on a page, not the size", 0x8400008, 4096 - 80 - 8, 0, 4096 - 8},
	{"the same, a byte more", 0x8400008, 4096 - 80 - 7, 0, 8192 - 8},
	{"padding counts", 0x8400000, 4096 - 80 - 16, 16, 4096},
	{"padding, a byte more", 0x8400000, 4096 - 80 - 16, 17, 8192},
	{"an address above 4 GiB", 0x123400ff8, 100, 0, 8 + 4096},
};

static void resize_as_uboot_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(resizes); i++)
		check_u64(resizes[i].label,
			  xb_fdt_resized(resizes[i].address, resizes[i].used, resizes[i].padding),
			  resizes[i].size);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_as_uboot_makes_them),
		cmocka_unit_test(leftovers_are_cleared),
		cmocka_unit_test(no_tree_is_an_error),
		cmocka_unit_test(growth_is_exact),
		cmocka_unit_test(slack_is_not_counted),
		cmocka_unit_test(large_values),
		cmocka_unit_test(worst_case_without_a_tree),
		cmocka_unit_test(worst_case_is_the_worst),
		cmocka_unit_test(growth_is_exact_by_chance),
		cmocka_unit_test(resize_as_uboot_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

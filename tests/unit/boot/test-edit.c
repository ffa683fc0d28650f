/* SPDX-License-Identifier: MIT */
#include "unit/base/folder.h"
#include "unit/boot/tree.h"

#include "boot/edit.h"
#include "boot/overlay.h"

enum { ROWS = 24, EDITS = 8, LOADS = 4 };

#define APPLY(index) {.kind = XB_EDIT_APPLY, .load = index}
#define MAKE(where, what) {.kind = XB_EDIT_MAKE_NODE, .path = where, .name = what}
#define REMOVE(where) {.kind = XB_EDIT_REMOVE_NODE, .path = where}
#define REMOVE_PROPERTY(where, what)                                                               \
	{.kind = XB_EDIT_REMOVE_PROPERTY, .path = where, .name = what}
#define SET(where, what, text)                                                                     \
	{.kind = XB_EDIT_SET, .path = where, .name = what, .value = text, .length = sizeof(text)}
#define SET_FLAG(where, what) {.kind = XB_EDIT_SET, .path = where, .name = what}

/* A description with nothing in it but a tree, overlays and edits. */
struct scene {
	struct xb_boot boot;
	struct xb_load loads[LOADS];
	struct xb_diags diags;
};

/* Up to EDITS edits; an empty path that is no overlay's ends them. */
static void scene_start(struct scene *scene, const struct tree_row *base, struct xb_edit *edits)
{
	*scene = (struct scene){0};
	scene->loads[0] = (struct xb_load){.role = XB_ROLE_TREE, .file = "t.dtb"};
	for (size_t i = 1; i < LOADS; i++)
		scene->loads[i] = (struct xb_load){.role = XB_ROLE_OVERLAY};
	scene->boot.loads = scene->loads;
	scene->boot.load_count = LOADS;
	scene->boot.edits = edits;
	while (scene->boot.edit_count < EDITS &&
	       (edits[scene->boot.edit_count].path || edits[scene->boot.edit_count].load))
		scene->boot.edit_count++;
	if (base)
		scene->boot.tree = tree_read(base, &scene->diags);
	assert_int_equal(scene->diags.count, 0);
}

static void scene_end(struct scene *scene)
{
	xb_devtree_free(scene->boot.tree);
	xb_diags_clear(&scene->diags);
}

static void write_overlay(struct xb_load *load, char *path, const struct tree_row *rows)
{
	size_t size;
	void *blob = tree_make(rows, &size);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(blob, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	free(blob);
	load->path = load->file = path;
	load->present = true;
	load->size = size;
}

/* ---- The tree that comes out ------------------------------------------------------------------- */

/* NODE as "a{p=00;b{}}": properties, then children, in their order. */
static void dump_node(struct xb_buf *out, const void *blob, int node)
{
	int property, child;

	xb_buf_printf(out, "%s{", fdt_get_name(blob, node, NULL));
	fdt_for_each_property_offset(property, blob, node)
	{
		const char *name;
		int length;
		const unsigned char *value =
			fdt_getprop_by_offset(blob, property, &name, &length);

		xb_buf_printf(out, "%s=", name);
		for (int i = 0; i < length; i++)
			xb_buf_printf(out, "%02x", value[i]);
		xb_buf_putc(out, ';');
	}
	fdt_for_each_subnode(child, blob, node)
	{
		dump_node(out, blob, child);
	}
	xb_buf_putc(out, '}');
}

static char *dump(const void *blob)
{
	struct xb_buf out = {0};

	dump_node(&out, blob, 0);
	return xb_buf_take(&out);
}

/* clang-format off */
static const struct tree_row base[] = {
	NODE("aliases"), TEXT("s0", "/soc/serial@1"), END,
	NODE("soc"),
		FLAG("ranges"),
		NODE("serial@1"), TEXT("status", "ok"), END,
		NODE("gpio@2"), END,
	END,
	{0},
};
#define ALIASES "aliases{s0=2f736f632f73657269616c403100;}"
#define SERIAL "serial@1{status=6f6b00;}"
#define GPIO "gpio@2{}"
/* clang-format on */

struct outcome {
	const char *label;
	struct xb_edit edits[EDITS];
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
	blob = xb_boot_edited_tree(&scene.boot, &size, &scene.diags);
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
	check_bool(row->label, xb_edits_measure(&scene.boot, &growth, &scene.diags), blob != NULL);
	free(blob);
	scene_end(&scene);
}

static void edits_as_uboot_makes_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(outcomes); i++)
		check_outcome(&outcomes[i]);
}

/* fdt_pack closes a gap of this size that libfdt's sequential writer leaves behind the header. */
enum { PACKED_GAP = 8 };

/* The bytes that libfdt leaves behind a shorter value are cleared: the same tree, the same bytes. */
static void leftovers_are_cleared(void **state)
{
	struct xb_edit edits[EDITS] = {SET("/soc", "a", "xxxxxxx"), SET("/soc", "a", "y")};
	struct scene scene;
	size_t size;
	char *blob;
	int node, length;
	const char *value;

	(void)state;
	scene_start(&scene, base, edits);
	blob = xb_boot_edited_tree(&scene.boot, &size, &scene.diags);
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
	struct xb_edit edits[EDITS] = {{0}};
	struct scene scene;
	size_t size;

	(void)state;
	scene_start(&scene, NULL, edits);
	assert_null(xb_boot_edited_tree(&scene.boot, &size, &scene.diags));
	tree_expect("no tree", &scene.diags, "file-missing", "not here");
	scene_end(&scene);
}

/* ---- Growth ------------------------------------------------------------------------------------ */

/* The edits, one after the other, in a copy whose end is ROOM bytes behind what BLOB uses. */
static int replay(const struct xb_boot *boot, uint64_t room)
{
	size_t used = (size_t)xb_devtree_used(boot->tree);
	char *blob = xb_alloc(used + room);
	int error = 0;

	memcpy(blob, boot->tree->blob, used);
	fdt_set_totalsize(blob, (uint32_t)(used + room));
	for (size_t i = 0; i < boot->edit_count && !error; i++) {
		const struct xb_edit *edit = &boot->edits[i];
		struct xb_buf overlay = {0};

		if (edit->kind != XB_EDIT_APPLY) {
			error = xb_edit_apply(blob, edit);
			continue;
		}
		assert_int_equal(xb_file_read(boot->loads[edit->load].path, 1 << 20, &overlay), 0);
		error = fdt_overlay_apply(blob, overlay.data);
		xb_buf_clear(&overlay);
	}
	free(blob);
	return error;
}

/* GROWTH bytes are enough for the edits, and a byte less is not. */
static void check_exact(const char *label, const struct xb_boot *boot, uint64_t growth)
{
	check_int(label, replay(boot, growth), 0);
	if (growth > 0)
		check_int(label, replay(boot, growth - 1), -FDT_ERR_NOSPACE);
}

struct growing {
	const char *label;
	struct xb_edit edits[EDITS];
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
	for (size_t i = 0; i < ARRAY_SIZE(growings); i++) {
		struct scene scene;
		uint64_t growth = UINT64_MAX;

		scene_start(&scene, base, growings[i].edits);
		check_bool(growings[i].label,
			   xb_edits_measure(&scene.boot, &growth, &scene.diags), true);
		check_u64(growings[i].label, growth, growings[i].growth);
		check_exact(growings[i].label, &scene.boot, growth);
		scene_end(&scene);
	}
}

static void slack_is_not_counted(void **state)
{
	struct xb_edit edits[EDITS] = {MAKE("/", "chosen")};
	struct scene scene;
	size_t size;
	char *blob = xb_alloc(TREE_SIZE), *packed = tree_make(base, &size);
	uint64_t growth;

	(void)state;
	scene_start(&scene, NULL, edits);
	assert_int_equal(fdt_open_into(packed, blob, TREE_SIZE), 0);
	scene.boot.tree = xb_devtree_parse("t.dtb", blob, TREE_SIZE, (struct xb_pos){0},
					   &scene.diags);
	assert_non_null(scene.boot.tree);
	check_u64("used", xb_devtree_used(scene.boot.tree), size);
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_u64("growth", growth, 16);
	free(blob);
	free(packed);
	scene_end(&scene);
}

/* More than the copy has room for at first. */
static void large_values(void **state)
{
	static char value[100000];
	struct xb_edit edits[EDITS] = {
		{.kind = XB_EDIT_SET, .path = "/soc", .name = "status", .value = value,
		 .length = sizeof(value)}};
	struct scene scene;
	uint64_t growth;
	size_t size;
	void *blob;

	(void)state;
	scene_start(&scene, base, edits);
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_u64("growth", growth, 12 + sizeof(value));
	blob = xb_boot_edited_tree(&scene.boot, &size, &scene.diags);
	assert_non_null(blob);
	check_u64("size", size, xb_devtree_used(scene.boot.tree) + growth - PACKED_GAP);
	free(blob);
	edits[0].length = XB_TREE_LARGEST + 1;
	assert_false(xb_edits_measure(&scene.boot, &growth, &scene.diags));
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
	for (size_t i = 0; i < ARRAY_SIZE(guesses); i++) {
		struct scene scene;
		uint64_t growth = UINT64_MAX;

		scene_start(&scene, NULL, guesses[i].edits);
		check_bool(guesses[i].label,
			   xb_edits_measure(&scene.boot, &growth, &scene.diags), true);
		check_u64(guesses[i].label, growth, guesses[i].growth);
		check_u64(guesses[i].label, scene.diags.count, 0);
		scene_end(&scene);
	}
}

/* The worst case is never less than what a tree that is here needs. */
static void worst_case_is_the_worst(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(growings); i++) {
		struct scene here, away;
		uint64_t exact, worst;

		scene_start(&here, base, growings[i].edits);
		scene_start(&away, NULL, growings[i].edits);
		assert_true(xb_edits_measure(&here.boot, &exact, &here.diags));
		assert_true(xb_edits_measure(&away.boot, &worst, &away.diags));
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

static void random_edit(struct xb_edit *edit, uint32_t *seed)
{
	static char value[] = "0123456789012345678901234567890123456789";
	static char *const paths[] = {"/", "/soc", "/soc/serial@1", "/soc/gpio@2", "/soc/new"};
	static char *const properties[] = {"status", "tatus", "ranges", "compatible", "xyz"};

	*edit = (struct xb_edit){.path = paths[chance(seed, ARRAY_SIZE(paths))]};
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
		struct xb_edit edits[EDITS];
		struct scene scene;
		uint64_t growth;

		for (size_t i = 0; i < EDITS; i++)
			random_edit(&edits[i], &seed);
		scene_start(&scene, base, edits);
		scene.boot.edit_count = 1 + chance(&seed, EDITS);
		if (xb_edits_measure(&scene.boot, &growth, &scene.diags)) {
			check_exact("by chance", &scene.boot, growth);
			exact++;
		} else {
			check_bool("fails with any room", replay(&scene.boot, TREE_SIZE) != 0, true);
		}
		scene_end(&scene);
	}
	check_bool("some could be made", exact > 100, true);
}

/* ---- Overlays ---------------------------------------------------------------------------------- */

/* clang-format off */
static const struct tree_row labelled[] = {
	NODE("soc"), CELLS("phandle", 1), NODE("i2c@1"), CELLS("phandle", 2), END, END,
	NODE("__symbols__"), TEXT("soc", "/soc"), TEXT("i2c1", "/soc/i2c@1"), END,
	{0},
};
static const struct tree_row by_path[] = {
	NODE("fragment@0"), TEXT("target-path", "/soc"),
		NODE("__overlay__"), TEXT("status", "okay"), NODE("rtc@68"), FLAG("wake"), END, END,
	END,
	{0},
};
static const struct tree_row by_label[] = {
	NODE("fragment@0"), CELLS("target", 0xffffffff),
		NODE("__overlay__"), NODE("rtc@68"), CELLS("phandle", 1), END, END,
	END,
	NODE("__symbols__"), TEXT("rtc", "/fragment@0/__overlay__/rtc@68"), END,
	NODE("__fixups__"), TEXT("i2c1", "/fragment@0:target:0"), END,
	{0},
};
/* The first fragment sets a long value, the second replaces it by a short one. */
static const struct tree_row high_within[] = {
	NODE("fragment@0"), TEXT("target-path", "/soc"), NODE("__overlay__"),
		TEXT("x", "0123456789012345678901234567890123456789012345678901234567890"), END, END,
	NODE("fragment@1"), TEXT("target-path", "/soc"), NODE("__overlay__"), TEXT("x", "0"), END, END,
	{0},
};
/* clang-format on */

static void expect_tree(struct scene *scene, const char *label, const char *want)
{
	size_t size;
	void *blob = xb_boot_edited_tree(&scene->boot, &size, &scene->diags);
	char *text;

	check_text(label, scene->diags.count ? scene->diags.items[0].message : NULL, NULL);
	text = dump(blob);
	check_text(label, text, want);
	free(text);
	free(blob);
}

static void overlays_are_applied(void **state)
{
	struct xb_edit edits[EDITS] = {APPLY(1), SET("/soc/rtc@68", "status", "ok")};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "one.dtbo", by_path);
	expect_tree(&scene, "by path",
		    "{" ALIASES "soc{status=6f6b617900;ranges=;rtc@68{status=6f6b00;wake=;}" SERIAL
		    GPIO "}}");
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_exact("by path", &scene.boot, growth);
	scene_end(&scene);
}

static void overlays_find_labels(void **state)
{
	struct xb_edit edits[EDITS] = {APPLY(1)};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, labelled, edits);
	write_overlay(&scene.loads[1], "two.dtbo", by_label);
	expect_tree(&scene, "by label",
		    "{soc{phandle=00000001;i2c@1{phandle=00000002;rtc@68{phandle=00000003;}}}"
		    "__symbols__{rtc=2f736f632f69326340312f72746340363800;soc=2f736f6300;"
		    "i2c1=2f736f632f693263403100;}}");
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_exact("by label", &scene.boot, growth);
	scene_end(&scene);
}

/* What an overlay needs on its way is more than what it leaves. */
static void peak_within_an_overlay(void **state)
{
	struct xb_edit edits[EDITS] = {APPLY(1), SET_FLAG("/soc", "after")};
	struct scene scene;
	uint64_t growth;
	size_t size;
	void *blob;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "high.dtbo", high_within);
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_u64("growth", growth, 12 + 64 + 2);
	check_exact("peak within", &scene.boot, growth);
	blob = xb_boot_edited_tree(&scene.boot, &size, &scene.diags);
	assert_non_null(blob);
	check_u64("left in the end", size - xb_devtree_used(scene.boot.tree),
		  12 + 4 + 2 + 12 + 6 - PACKED_GAP);
	free(blob);
	scene_end(&scene);
}

/* An overlay is not here: its file's size is planned with, and what follows may build on it. */
static void overlay_that_is_not_here(void **state)
{
	struct xb_edit edits[EDITS] = {APPLY(1), SET_FLAG("/rtc", "ranges")};
	struct scene scene;
	uint64_t growth;
	size_t size;

	(void)state;
	scene_start(&scene, base, edits);
	scene.loads[1].file = "absent.dtbo";
	scene.loads[1].size = 1000;
	assert_true(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	check_u64("growth", growth, 12 + 1000 + sizeof("overlay-1") + 12 + 12);
	assert_null(xb_boot_edited_tree(&scene.boot, &size, &scene.diags));
	tree_expect("absent", &scene.diags, "file-missing", "absent.dtbo is not here");
	scene_end(&scene);
}

/* The base tree is not here, the overlay is: at least what it adds to any tree. */
static void overlay_on_an_unknown_tree(void **state)
{
	static const struct tree_row *const overlays[] = {by_path, by_label, high_within};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(overlays); i++) {
		struct xb_edit edits[EDITS] = {APPLY(1)};
		struct scene here, away;
		uint64_t exact, worst;

		scene_start(&here, labelled, edits);
		scene_start(&away, NULL, edits);
		write_overlay(&here.loads[1], "any.dtbo", overlays[i]);
		away.loads[1] = here.loads[1];
		assert_true(xb_edits_measure(&here.boot, &exact, &here.diags));
		assert_true(xb_edits_measure(&away.boot, &worst, &away.diags));
		check_bool("worst case", worst >= exact && worst < exact + 400, true);
		scene_end(&here);
		scene_end(&away);
	}
}

struct broken_overlay {
	const char *label;
	const struct tree_row *base;
	struct tree_row rows[ROWS];
	const char *code, *message, *hint;
};

#define FRAGMENT NODE("fragment@0"), TEXT("target-path", "/soc"), NODE("__overlay__")

/* clang-format off */
static const struct broken_overlay broken_overlays[] = {
	{"a whole tree", base, {NODE("soc"), END}, "file-type", "o.dtbo is a device tree, but not",
	 "/plugin/"},
	{"target that is not there", base,
	 {NODE("f"), TEXT("target-path", "/sox"), NODE("__overlay__"), END, END},
	 "missing-node", "the overlay o.dtbo changes the node /sox, which t.dtb does not", "/soc"},
	{"target by alias", base,
	 {NODE("f"), TEXT("target-path", "s0"), NODE("__overlay__"), END, END},
	 "dtb-invalid", "target-path is no path", NULL},
	{"label, but no labels at all", base,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c1", "/f:target:0"), END},
	 "missing-node", "refers to the label i2c1, which t.dtb does not have", "dtc -@"},
	{"label that is not there", labelled,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c9", "/f:target:0"), END},
	 "missing-node", "refers to the label i2c9", NULL},
	{"fixup behind the property", labelled,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c1", "/f:target:1"), END},
	 "dtb-invalid", "its /__fixups__", NULL},
	{"fixup that wraps", labelled,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c1", "/f:target:4294967292"), END},
	 "dtb-invalid", "its /__fixups__", NULL},
	{"fixup of no property", labelled,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c1", "/f:targ:0"), END},
	 "dtb-invalid", "its /__fixups__", NULL},
	{"fixup without a number", labelled,
	 {NODE("f"), CELLS("target", 0xffffffff), NODE("__overlay__"), END, END,
	  NODE("__fixups__"), TEXT("i2c1", "/f:target"), END},
	 "dtb-invalid", "its /__fixups__", NULL},
	{"local fixup behind the property", base,
	 {FRAGMENT, CELLS("ref", 1), END, END, NODE("__local_fixups__"), NODE("fragment@0"),
	  NODE("__overlay__"), CELLS("ref", 1), END, END, END},
	 "dtb-invalid", "its /__local_fixups__", NULL},
	{"local fixup far off", base,
	 {FRAGMENT, CELLS("ref", 1), END, END, NODE("__local_fixups__"), NODE("fragment@0"),
	  NODE("__overlay__"), CELLS("ref", 0x7ffffffc), END, END, END},
	 "dtb-invalid", "its /__local_fixups__", NULL},
	{"local fixup of no node", base,
	 {FRAGMENT, END, END, NODE("__local_fixups__"), NODE("fragment@1"), END, END},
	 "dtb-invalid", "its /__local_fixups__", NULL},
	{"local fixup in place", base,
	 {FRAGMENT, CELLS("ref", 1), END, END, NODE("__local_fixups__"), NODE("fragment@0"),
	  NODE("__overlay__"), CELLS("ref", 0), END, END, END},
	 NULL, NULL, NULL},
	{"no target at all", base, {NODE("f"), NODE("__overlay__"), END, END}, "dtb-invalid",
	 "cannot be applied to t.dtb: libfdt says", NULL},
};
/* clang-format on */

static void broken_overlays_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(broken_overlays); i++) {
		const struct broken_overlay *row = &broken_overlays[i];
		struct xb_edit edits[EDITS] = {APPLY(1)};
		struct scene scene;
		uint64_t growth;

		scene_start(&scene, row->base, edits);
		write_overlay(&scene.loads[1], "o.dtbo", row->rows);
		check_bool(row->label, xb_edits_measure(&scene.boot, &growth, &scene.diags),
			   row->code == NULL);
		if (row->hint)
			check_contains(row->label, scene.diags.items[0].hint, row->hint);
		if (row->code)
			tree_expect(row->label, &scene.diags, row->code, row->message);
		scene_end(&scene);
	}
}

/* An edit makes an alias that leads to itself, before an overlay makes libfdt look at aliases. */
static void alias_made_to_loop(void **state)
{
	struct xb_edit edits[EDITS] = {SET("/aliases", "a", "a"), APPLY(1)};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "o.dtbo", by_path);
	assert_false(xb_edits_measure(&scene.boot, &growth, &scene.diags));
	tree_expect("alias", &scene.diags, "dtb-invalid", "an alias of t.dtb leads to no node");
	scene_end(&scene);
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
	for (size_t i = 0; i < ARRAY_SIZE(resizes); i++)
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
		cmocka_unit_test_setup_teardown(overlays_are_applied, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(overlays_find_labels, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(peak_within_an_overlay, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(overlay_that_is_not_here, folder_enter,
						folder_leave),
		cmocka_unit_test_setup_teardown(overlay_on_an_unknown_tree, folder_enter,
						folder_leave),
		cmocka_unit_test_setup_teardown(broken_overlays_are_refused, folder_enter,
						folder_leave),
		cmocka_unit_test_setup_teardown(alias_made_to_loop, folder_enter, folder_leave),
		cmocka_unit_test(resize_as_uboot_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

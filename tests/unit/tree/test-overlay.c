/* SPDX-License-Identifier: MIT */
#include "unit/boot/scene.h"

enum { ROWS = 24 };

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
	size_t size = 0;
	void *blob = scene_tree(scene, &size);
	char *text;

	check_text(label, scene->diags.count ? scene->diags.items[0].message : NULL, NULL);
	text = dump(blob);
	check_text(label, text, want);
	free(text);
	free(blob);
}

static void overlays_are_applied(void **state)
{
	struct xb_step edits[EDITS] = {APPLY(1), SET("/soc/rtc@68", "status", "ok")};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "one.dtbo", by_path);
	expect_tree(&scene, "by path",
		    "{" ALIASES "soc{status=6f6b617900;ranges=;rtc@68{status=6f6b00;wake=;}" SERIAL
		    GPIO "}}");
	assert_true(scene_measure(&scene, &growth));
	check_exact("by path", &scene.boot, growth);
	scene_end(&scene);
}

static void overlays_find_labels(void **state)
{
	struct xb_step edits[EDITS] = {APPLY(1)};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, labelled, edits);
	write_overlay(&scene.loads[1], "two.dtbo", by_label);
	expect_tree(&scene, "by label",
		    "{soc{phandle=00000001;i2c@1{phandle=00000002;rtc@68{phandle=00000003;}}}"
		    "__symbols__{rtc=2f736f632f69326340312f72746340363800;soc=2f736f6300;"
		    "i2c1=2f736f632f693263403100;}}");
	assert_true(scene_measure(&scene, &growth));
	check_exact("by label", &scene.boot, growth);
	scene_end(&scene);
}

/* What an overlay needs on its way is more than what it leaves. */
static void peak_within_an_overlay(void **state)
{
	struct xb_step edits[EDITS] = {APPLY(1), SET_FLAG("/soc", "after")};
	struct scene scene;
	uint64_t growth;
	size_t size = 0;
	void *blob;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "high.dtbo", high_within);
	assert_true(scene_measure(&scene, &growth));
	check_u64("growth", growth, 12 + 64 + 2);
	check_exact("peak within", &scene.boot, growth);
	blob = scene_tree(&scene, &size);
	assert_non_null(blob);
	check_u64("left in the end", size - xb_devtree_used(scene.boot.tree),
		  12 + 4 + 2 + 12 + 6 - PACKED_GAP);
	free(blob);
	scene_end(&scene);
}

/* An overlay is not here: its file's size is planned with, and what follows may build on it. */
static void overlay_that_is_not_here(void **state)
{
	struct xb_step edits[EDITS] = {APPLY(1), SET_FLAG("/rtc", "ranges")};
	struct scene scene;
	uint64_t growth;
	size_t size = 0;

	(void)state;
	scene_start(&scene, base, edits);
	scene.loads[1].file = "absent.dtbo";
	scene.loads[1].size = 1000;
	assert_true(scene_measure(&scene, &growth));
	check_u64("growth", growth, 12 + 1000 + sizeof("overlay-1") + 12 + 12);
	assert_null(scene_tree(&scene, &size));
	tree_expect("absent", &scene.diags, "file-missing", "absent.dtbo is not here");
	scene_end(&scene);
}

/* The base tree is not here, the overlay is: at least what it adds to any tree. */
static void overlay_on_an_unknown_tree(void **state)
{
	static const struct tree_row *const overlays[] = {by_path, by_label, high_within};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(overlays); i++) {
		struct xb_step edits[EDITS] = {APPLY(1)};
		struct scene here, away;
		uint64_t exact, worst;

		scene_start(&here, labelled, edits);
		scene_start(&away, NULL, edits);
		write_overlay(&here.loads[1], "any.dtbo", overlays[i]);
		write_overlay(&away.loads[1], "any.dtbo", overlays[i]);
		assert_true(scene_measure(&here, &exact));
		assert_true(scene_measure(&away, &worst));
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
	{"local fixup of a phandle, as if it were none", labelled,
	 {FRAGMENT, CELLS("phandle", 1), END, END, NODE("__local_fixups__"), NODE("fragment@0"),
	  NODE("__overlay__"), CELLS("phandle", 0), END, END, END},
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
	for (size_t i = 0; i < XB_COUNT(broken_overlays); i++) {
		const struct broken_overlay *row = &broken_overlays[i];
		struct xb_step edits[EDITS] = {APPLY(1)};
		struct scene scene;
		uint64_t growth;

		scene_start(&scene, row->base, edits);
		write_overlay(&scene.loads[1], "o.dtbo", row->rows);
		check_bool(row->label, scene_measure(&scene, &growth),
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
	struct xb_step edits[EDITS] = {SET("/aliases", "a", "a"), APPLY(1)};
	struct scene scene;
	uint64_t growth;

	(void)state;
	scene_start(&scene, base, edits);
	write_overlay(&scene.loads[1], "o.dtbo", by_path);
	assert_false(scene_measure(&scene, &growth));
	tree_expect("alias", &scene.diags, "dtb-invalid", "an alias of t.dtb leads to no node");
	scene_end(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overlays_are_applied),
		cmocka_unit_test(overlays_find_labels),
		cmocka_unit_test(peak_within_an_overlay),
		cmocka_unit_test(overlay_that_is_not_here),
		cmocka_unit_test(overlay_on_an_unknown_tree),
		cmocka_unit_test(broken_overlays_are_refused),
		cmocka_unit_test(alias_made_to_loop),
	};

	return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}

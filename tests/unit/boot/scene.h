/* SPDX-License-Identifier: MIT */
/* Descriptions of nothing but a tree and edits: made, applied, dumped and replayed. */
#ifndef XENBOOT_TESTS_BOOT_SCENE_H
#define XENBOOT_TESTS_BOOT_SCENE_H

#include "unit/base/folder.h"
#include "unit/tree/tree.h"

#include "xenboot/boot.h"

enum { EDITS = 8, LOADS = 4 };

#define EDIT(...) {.kind = XB_STEP_EDIT, .load = XB_NONE, .edit = {__VA_ARGS__}}
#define APPLY(index) {.kind = XB_STEP_OVERLAY, .load = index}
#define MAKE(where, what) EDIT(.kind = XB_EDIT_MAKE_NODE, .path = where, .name = what)
#define REMOVE(where) EDIT(.kind = XB_EDIT_REMOVE_NODE, .path = where)
#define REMOVE_PROPERTY(where, what)                                                               \
	EDIT(.kind = XB_EDIT_REMOVE_PROPERTY, .path = where, .name = what)
#define SET(where, what, text)                                                                     \
	EDIT(.kind = XB_EDIT_SET, .path = where, .name = what, .value = text, .length = sizeof(text))
#define SET_FLAG(where, what) EDIT(.kind = XB_EDIT_SET, .path = where, .name = what)

/* A description with nothing in it but a tree, overlays and edits. */
struct scene {
	struct xb_boot boot;
	struct xb_load loads[LOADS];
	struct xb_diags diags;
};

/* Up to EDITS steps; one that is nothing ends them. */
static inline void scene_start(struct scene *scene, const struct tree_row *base, struct xb_step *steps)
{
	*scene = (struct scene){0};
	scene->loads[0] = (struct xb_load){.use = XB_LOAD_TREE, .file = "t.dtb"};
	for (size_t i = 1; i < LOADS; i++)
		scene->loads[i] = (struct xb_load){.use = XB_LOAD_OVERLAY};
	scene->boot.tree_name = "t.dtb";
	scene->boot.loads = scene->loads;
	scene->boot.load_count = LOADS;
	scene->boot.steps = steps;
	while (scene->boot.step_count < EDITS && steps[scene->boot.step_count].kind)
		scene->boot.step_count++;
	if (base)
		scene->boot.tree = tree_read(base, &scene->diags);
	assert_int_equal(scene->diags.count, 0);
}

static inline void scene_end(struct scene *scene)
{
	xb_devtree_free(scene->boot.tree);
	xb_devtree_free(scene->boot.edited);
	for (size_t k = 0; k < LOADS; k++)
		xb_buf_clear(&scene->loads[k].content);
	xb_diags_clear(&scene->diags);
}

static inline bool scene_measure(struct scene *scene, uint64_t *growth)
{
	bool done = xb_boot_edit_tree(&scene->boot, &scene->diags);

	*growth = scene->boot.growth;
	return done;
}

/* The edited tree, new; NULL with a diagnostic. */
static inline void *scene_tree(struct scene *scene, size_t *size)
{
	const struct xb_devtree *edited;
	void *copy;

	if (xb_boot_edit_tree(&scene->boot, &scene->diags) && !scene->boot.edited)
		xb_boot_explain_no_tree(&scene->boot, &scene->diags);
	edited = scene->boot.edited;
	if (!edited)
		return NULL;
	*size = edited->size;
	copy = xb_alloc(edited->size);
	memcpy(copy, edited->blob, edited->size);
	return copy;
}

/* As a load that has been read, and as a file for the program that checks the result. */
static inline void write_overlay(struct xb_load *load, char *path, const struct tree_row *rows)
{
	size_t size;
	void *blob = tree_make(rows, &size);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(blob, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	load->path = load->file = path;
	load->present = true;
	load->size = size;
	xb_buf_add(&load->content, blob, size);
	free(blob);
}

/* fdt_pack closes a gap of this size that libfdt's sequential writer leaves behind the header. */
enum { PACKED_GAP = 8 };

/* ---- The tree that comes out ------------------------------------------------------------------- */

/* NODE as "a{p=00;b{}}": properties, then children, in their order. */
static inline void dump_node(struct xb_buf *out, const void *blob, int node)
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

static inline char *dump(const void *blob)
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

/* ---- Growth ------------------------------------------------------------------------------------ */

/* The edits, one after the other, in a copy whose end is ROOM bytes behind what BLOB uses. */
static inline int replay(const struct xb_boot *boot, uint64_t room)
{
	size_t used = (size_t)xb_devtree_used(boot->tree);
	char *blob = xb_alloc(used + room);
	int error = 0;

	memcpy(blob, boot->tree->blob, used);
	fdt_set_totalsize(blob, (uint32_t)(used + room));
	for (size_t i = 0; i < boot->step_count && !error; i++) {
		const struct xb_step *step = &boot->steps[i];
		struct xb_buf overlay = {0};

		if (step->kind == XB_STEP_EDIT) {
			error = xb_edit_apply(blob, &step->edit);
			continue;
		}
		assert_int_equal(xb_file_read(boot->loads[step->load].path, 1 << 20, &overlay), 0);
		error = fdt_overlay_apply(blob, overlay.data);
		xb_buf_clear(&overlay);
	}
	free(blob);
	return error;
}

/* GROWTH bytes are enough for the edits, and a byte less is not. */
static inline void check_exact(const char *label, const struct xb_boot *boot, uint64_t growth)
{
	check_int(label, replay(boot, growth), 0);
	if (growth > 0)
		check_int(label, replay(boot, growth - 1), -FDT_ERR_NOSPACE);
}

#endif

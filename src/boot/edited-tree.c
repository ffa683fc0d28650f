/* SPDX-License-Identifier: MIT */
/* The steps that edit the tree, done to a copy of the base tree that grows as they need. */
#include "xenboot/boot.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>

/* What the copy has behind its used bytes at first. */
enum { FIRST_ROOM = 16 << 10 };

/* ---- The tree that is worked on ---------------------------------------------------------------- */

struct work {
	const struct xb_boot *boot;
	struct xb_edit_target on; /* the copy: its totalsize is ROOM */
	size_t room;
	size_t peak;  /* the most bytes used so far */
	bool sketch;  /* what is not here is left out */
	bool guess;   /* something that the steps build on is not here */
};

static size_t used(const void *blob)
{
	return (size_t)fdt_off_dt_strings(blob) + fdt_size_dt_strings(blob);
}

/* A copy of BLOB with room for ROOM bytes, the rest zero: what is left over must not vary. */
static unsigned char *copy_tree(const void *blob, size_t room)
{
	unsigned char *copy = xb_alloc(room);

	memcpy(copy, blob, used(blob) < room ? used(blob) : room);
	fdt_set_totalsize(copy, (uint32_t)room);
	return copy;
}

static void replace_blob(struct work *work, unsigned char *blob, size_t room)
{
	free(work->on.blob);
	work->on.blob = blob;
	work->room = room;
}

/* From TREE; NULL: nothing is known of it. */
static void work_start(struct work *work, const struct xb_boot *boot, const struct xb_devtree *tree,
		       struct xb_diags *diags)
{
	_Alignas(8) unsigned char empty[128];
	const char *name = boot->tree_name ? boot->tree_name : "the device tree";

	*work = (struct work){.boot = boot, .on = {name, NULL, diags}};
	work->guess = !tree;
	if (work->guess)
		fdt_create_empty_tree(empty, sizeof(empty)); /* fits: it takes 72 bytes */
	work->peak = used(tree ? tree->blob : empty);
	work->room = work->peak + FIRST_ROOM;
	work->on.blob = copy_tree(tree ? tree->blob : empty, work->room);
}

static void note_peak(struct work *work)
{
	if (work->peak < used(work->on.blob))
		work->peak = used(work->on.blob);
}

/* Twice the room; false when that is more than any board would take. */
static bool grow(struct work *work)
{
	if (work->room > XB_TREE_LARGEST)
		return false;
	replace_blob(work, copy_tree(work->on.blob, work->room * 2), work->room * 2);
	return true;
}

/* The bytes that EDIT's property has in BLOB; 0: it is not there. */
static size_t length_now(const void *blob, const struct xb_edit *edit)
{
	int node = edit->kind == XB_EDIT_SET ? fdt_path_offset(blob, edit->path) : -FDT_ERR_NOTFOUND;
	int length = 0;

	return node >= 0 && fdt_getprop(blob, node, edit->name, &length) ? (size_t)length : 0;
}

static bool make_edit(struct work *work, struct xb_step *step)
{
	char reg[XB_REG_MAX];
	struct xb_edit edit = xb_step_edit(work->boot, step, reg);
	int error;

	if (!work->sketch)
		step->edit.replaces = length_now(work->on.blob, &edit);

	do
		error = work->guess ? xb_edit_apply_guessing(work->on.blob, &edit) :
				      xb_edit_apply(work->on.blob, &edit);
	while (error == -FDT_ERR_NOSPACE && grow(work));
	if (!step->at_entry)
		note_peak(work);
	return error == 0 || xb_edit_explain(&work->on, &edit, error);
}

/* ---- Overlays ---------------------------------------------------------------------------------- */

static bool apply_overlay(struct work *work, const struct xb_step *step, const struct xb_load *load)
{
	const struct xb_buf *overlay = &load->content;
	size_t room = work->room, peak = 0;
	unsigned char *blob;
	int error;

	/* An alias that an edit has set could lead libfdt in circles. */
	if (xb_blob_alias_chain(work->on.blob))
		return xb_error(work->on.diags, XB_CODE_DTB_INVALID, step->at,
				"the overlay %s cannot be applied: an alias of %s leads to no node",
				xb_load_path(load), work->on.tree);
	while (!(blob = xb_overlay_apply(work->on.blob, overlay->data, overlay->length, room, &peak,
					 &error)) &&
	       error == -FDT_ERR_NOSPACE && room <= XB_TREE_LARGEST)
		room *= 2;
	if (!blob && error == -FDT_ERR_NOSPACE)
		return xb_edit_explain_size(&work->on, &step->edit, xb_load_path(load));
	if (!blob)
		return xb_overlay_explain(xb_load_path(load), overlay->data, work->on.tree, work->on.blob,
					  error, step->at, work->on.diags);
	if (work->peak < peak)
		work->peak = peak;
	replace_blob(work, blob, room);
	return true;
}

/* The overlay is here, but not all that it builds on. */
static bool graft_overlay(struct work *work, const struct xb_step *step, const struct xb_load *load)
{
	int error;

	do
		error = xb_overlay_graft(work->on.blob, load->content.data, step->load);
	while (error == -FDT_ERR_NOSPACE && grow(work));
	note_peak(work);
	return error == 0 || xb_edit_explain_size(&work->on, &step->edit, xb_load_path(load));
}

/* The overlay is not here: a property of its size stands for it. */
static bool stand_in(struct work *work, const struct xb_step *step, const struct xb_load *load)
{
	char *name = xb_format("overlay-%zu", step->load);
	int error;
	void *value;

	work->guess = true;
	do
		error = load->size > XB_TREE_LARGEST ? -FDT_ERR_NOSPACE :
					       fdt_setprop_placeholder(work->on.blob, 0, name,
								       (int)load->size, &value);
	while (error == -FDT_ERR_NOSPACE && grow(work));
	note_peak(work);
	free(name);
	return error == 0 || xb_edit_explain_size(&work->on, &step->edit, xb_load_name(load));
}

static bool lay_over(struct work *work, struct xb_step *step)
{
	const struct xb_load *load = &work->boot->loads[step->load];

	if (!load->content.data && work->sketch) {
		work->guess = true;
		return true;
	}
	if (!load->content.data)
		return stand_in(work, step, load);
	return xb_overlay_check(xb_load_path(load), load->content.data, load->content.length, step->at,
				work->on.diags) &&
	       (work->guess ? graft_overlay : apply_overlay)(work, step, load);
}

/* ---- All of them ------------------------------------------------------------------------------- */

static bool do_steps(struct work *work)
{
	static bool (*const doers[XB_STEP_KINDS])(struct work *, struct xb_step *) = {
		[XB_STEP_OVERLAY] = lay_over,
		[XB_STEP_EDIT] = make_edit,
	};

	for (size_t i = 0; i < work->boot->step_count; i++) {
		struct xb_step *step = &work->boot->steps[i];

		if (doers[step->kind] && !doers[step->kind](work, step))
			return false;
	}
	return true;
}

/* libfdt leaves old bytes between a value's end and the next multiple of 4. */
static void clear_padding(struct xb_devtree *tree)
{
	const struct xb_tree_index *index = tree->index;

	for (size_t i = 0; i < index->property_count; i++) {
		const struct xb_tree_property *property = &index->properties[i];
		ptrdiff_t end = property->value + property->length - (const char *)tree->blob;

		if (property->length % 4)
			memset((char *)tree->blob + end, 0, 4 - property->length % 4);
	}
}

/* The tree that was worked on, without its room. */
static struct xb_devtree *take_tree(struct work *work)
{
	struct xb_devtree *tree;

	fdt_pack(work->on.blob);
	tree = xb_devtree_take(work->on.blob, fdt_totalsize(work->on.blob));
	clear_padding(tree);
	return tree;
}

/* What the steps add to a tree of which nothing is known. */
static uint64_t most_growth(const struct xb_boot *boot)
{
	struct xb_diags unwanted = {0};
	struct work work;
	size_t base;
	bool done;

	work_start(&work, boot, NULL, &unwanted);
	base = work.peak;
	done = do_steps(&work);
	free(work.on.blob);
	xb_diags_clear(&unwanted);
	return done ? work.peak - base : 0;
}

bool xb_boot_edit_tree(struct xb_boot *boot, struct xb_diags *diags)
{
	uint64_t most = boot->tree_varies && boot->tree ? most_growth(boot) : 0;
	struct work work;
	size_t base;
	bool done;

	work_start(&work, boot, boot->tree, diags);
	base = work.peak;
	done = do_steps(&work);
	boot->growth = done ? work.peak - base : 0;
	if (done && boot->growth < most)
		boot->growth = most;
	if (!done || work.guess) {
		free(work.on.blob);
		return done;
	}
	xb_devtree_free(boot->edited);
	boot->edited = take_tree(&work);
	return true;
}

/* Does a later step undo what STEP sets? */
static bool is_undone(const struct xb_boot *boot, const struct xb_step *step)
{
	for (const struct xb_step *later = step + 1; later < boot->steps + boot->step_count; later++) {
		const struct xb_edit *edit = &later->edit;

		if (later->kind == XB_STEP_EDIT && strcmp(edit->path, step->edit.path) == 0 &&
		    (edit->kind == XB_EDIT_REMOVE_NODE ||
		     (edit->name && strcmp(edit->name, step->edit.name) == 0)))
			return true;
	}
	return false;
}

/* A place keeps its length, so that the tree's index stays right. */
void xb_boot_update_places(struct xb_boot *boot)
{
	for (size_t i = 0; boot->edited && i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];
		char reg[XB_REG_MAX];
		const struct xb_tree_node *node;
		struct xb_edit edit;

		if (step->kind != XB_STEP_EDIT || step->load == XB_NONE || is_undone(boot, step))
			continue;
		edit = xb_step_edit(boot, step, reg);
		node = xb_tree_find(boot->edited->index, edit.path);
		if (node)
			fdt_setprop_inplace(boot->edited->blob, node->offset, edit.name, edit.value,
					    (int)edit.length);
	}
}

struct xb_devtree *xb_boot_sketch_tree(const struct xb_boot *boot, struct xb_diags *diags)
{
	struct work work;

	work_start(&work, boot, boot->tree, diags);
	work.sketch = true;
	if (!do_steps(&work)) {
		free(work.on.blob);
		return NULL;
	}
	return take_tree(&work);
}

bool xb_boot_explain_no_tree(const struct xb_boot *boot, struct xb_diags *diags)
{
	if (!boot->tree)
		return xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
				"the device tree is not here, so it cannot be edited and written");
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_OVERLAY && !boot->loads[step->load].content.data)
			return xb_error(diags, XB_CODE_FILE_MISSING, step->at,
					"the overlay %s is not here to be applied",
					xb_load_name(&boot->loads[step->load]));
	}
	return false; /* a step cannot be done, and that was said */
}

/* U-Boot's boot/fdt_support.c fdt_shrink_to_minimum. */
enum { PAGE = 0x1000, RESERVE_ENTRIES = 5 * 16 };

uint64_t xb_fdt_resized(uint64_t address, uint64_t used_bytes, uint64_t padding)
{
	uint64_t before = address % PAGE;

	return xb_align_up(before + used_bytes + RESERVE_ENTRIES + padding, PAGE) - before;
}

uint64_t xb_fdt_most(uint64_t address, uint64_t room, uint64_t padding)
{
	uint64_t before = address % PAGE, end = (before + room) / PAGE * PAGE;
	uint64_t added = before + RESERVE_ENTRIES + padding;

	return end > added ? end - added : 0;
}

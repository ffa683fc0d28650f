/* SPDX-License-Identifier: MIT */
/* All edits of a boot description, applied to a copy of its base tree that grows as they need. */
#include "xenboot/boot.h"
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
	bool measure; /* what is not here is planned with by its size */
	bool sketch;  /* what is not here is left out */
	bool guess;   /* something that the edits build on is not here */
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

static void work_start(struct work *work, const struct xb_boot *boot, struct xb_diags *diags)
{
	_Alignas(8) unsigned char empty[128];

	*work = (struct work){.boot = boot, .on = {"the device tree", NULL, diags}};
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].role == XB_ROLE_TREE)
			work->on.tree = boot->loads[i].path ? boot->loads[i].path :
							      boot->loads[i].file;
	work->guess = !boot->tree;
	if (work->guess)
		fdt_create_empty_tree(empty, sizeof(empty)); /* fits: it takes 72 bytes */
	work->peak = used(boot->tree ? boot->tree->blob : empty);
	work->room = work->peak + FIRST_ROOM;
	work->on.blob = copy_tree(boot->tree ? boot->tree->blob : empty, work->room);
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

static bool apply_plain(struct work *work, const struct xb_edit *edit)
{
	int error;

	do
		error = work->guess ? xb_edit_apply_guessing(work->on.blob, edit) :
				      xb_edit_apply(work->on.blob, edit);
	while (error == -FDT_ERR_NOSPACE && grow(work));
	note_peak(work);
	return error == 0 || xb_edit_explain(&work->on, edit, error);
}

/* ---- Overlays ---------------------------------------------------------------------------------- */

static bool apply_overlay(struct work *work, const struct xb_edit *edit, const char *path,
			  const struct xb_buf *overlay)
{
	size_t room = work->room, peak = 0;
	unsigned char *blob;
	int error;

	/* An alias that an edit has set could lead libfdt in circles. */
	if (xb_blob_alias_chain(work->on.blob))
		return xb_error(work->on.diags, XB_CODE_DTB_INVALID, edit->at,
				"the overlay %s cannot be applied: an alias of %s leads to no node",
				path, work->on.tree);
	while (!(blob = xb_overlay_apply(work->on.blob, overlay->data, overlay->length, room, &peak,
					 &error)) &&
	       error == -FDT_ERR_NOSPACE && room <= XB_TREE_LARGEST)
		room *= 2;
	if (!blob && error == -FDT_ERR_NOSPACE)
		return xb_edit_explain_size(&work->on, edit, path);
	if (!blob)
		return xb_overlay_explain(path, overlay->data, work->on.tree, work->on.blob, error,
					  edit->at, work->on.diags);
	if (work->peak < peak)
		work->peak = peak;
	replace_blob(work, blob, room);
	return true;
}

/* The overlay is here, but not all that it builds on. */
static bool graft_overlay(struct work *work, const struct xb_edit *edit, const char *path,
			  const struct xb_buf *overlay)
{
	int error;

	do
		error = xb_overlay_graft(work->on.blob, overlay->data, edit->load);
	while (error == -FDT_ERR_NOSPACE && grow(work));
	note_peak(work);
	return error == 0 || xb_edit_explain_size(&work->on, edit, path);
}

/* The overlay is not here: a property of its size stands for it. */
static bool stand_in(struct work *work, const struct xb_edit *edit, const struct xb_load *load)
{
	char *name = xb_format("overlay-%zu", edit->load);
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
	return error == 0 || xb_edit_explain_size(&work->on, edit, load->file);
}

static bool apply_load(struct work *work, const struct xb_edit *edit)
{
	const struct xb_load *load = &work->boot->loads[edit->load];
	const struct xb_buf *overlay = &load->content;

	if (!overlay->data && work->sketch) {
		work->guess = true;
		return true;
	}
	if (!overlay->data)
		return work->measure ? stand_in(work, edit, load) :
				       xb_error(work->on.diags, XB_CODE_FILE_MISSING, edit->at,
						"the overlay %s is not here to be applied",
						load->file);
	return xb_overlay_check(load->path, overlay->data, overlay->length, edit->at,
				work->on.diags) &&
	       (work->guess ? graft_overlay : apply_overlay)(work, edit, load->path, overlay);
}

/* ---- All of them ------------------------------------------------------------------------------- */

static bool apply_all(struct work *work)
{
	for (size_t i = 0; i < work->boot->edit_count; i++) {
		const struct xb_edit *edit = &work->boot->edits[i];

		if (!(edit->kind == XB_EDIT_APPLY ? apply_load : apply_plain)(work, edit))
			return false;
	}
	return true;
}

bool xb_edits_measure(const struct xb_boot *boot, uint64_t *growth, struct xb_diags *diags)
{
	struct work work;
	size_t base;
	bool done;

	work_start(&work, boot, diags);
	work.measure = true;
	base = work.peak;
	done = apply_all(&work);
	*growth = work.peak - base;
	free(work.on.blob);
	return done;
}

/* libfdt leaves old bytes between a value's end and the next multiple of 4. */
static void clear_padding(void *blob)
{
	int offset = 0, next = 0;
	uint32_t tag;

	while ((tag = fdt_next_tag(blob, offset, &next)) != FDT_END) {
		int length;
		const struct fdt_property *property =
			tag == FDT_PROP ? fdt_get_property_by_offset(blob, offset, &length) : NULL;

		if (property && length % 4)
			memset((char *)(uintptr_t)property->data + length, 0,
			       (size_t)(4 - length % 4));
		offset = next;
	}
}

static void *edited(struct work *work, size_t *size)
{
	if (!apply_all(work)) {
		free(work->on.blob);
		return NULL;
	}
	clear_padding(work->on.blob);
	fdt_pack(work->on.blob);
	*size = fdt_totalsize(work->on.blob);
	return work->on.blob;
}

/* Checks, the map and the outputs all want the same tree: it is made once. */
struct xb_edited_tree {
	void *blob; /* NULL: not made yet, or it cannot be made */
	size_t size;
};

void xb_edited_tree_keep(struct xb_boot *boot)
{
	boot->edited = xb_alloc(sizeof(*boot->edited));
}

void xb_edited_tree_free(struct xb_boot *boot)
{
	if (boot->edited)
		free(boot->edited->blob);
	free(boot->edited);
}

static void *copy_of(const void *blob, size_t size)
{
	void *copy = xb_alloc(size);

	memcpy(copy, blob, size);
	return copy;
}

void *xb_boot_edited_tree(const struct xb_boot *boot, size_t *size, struct xb_diags *diags)
{
	struct xb_edited_tree *kept = boot->edited;
	struct work work;
	void *blob;

	if (kept && kept->blob) {
		*size = kept->size;
		return copy_of(kept->blob, kept->size);
	}
	if (!boot->tree) {
		xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
			 "the device tree is not here, so it cannot be edited and written");
		return NULL;
	}
	work_start(&work, boot, diags);
	blob = edited(&work, size);
	if (kept && blob)
		*kept = (struct xb_edited_tree){copy_of(blob, *size), *size};
	return blob;
}

void *xb_boot_sketched_tree(const struct xb_boot *boot, size_t *size, struct xb_diags *diags)
{
	struct work work;

	work_start(&work, boot, diags);
	work.sketch = true;
	return edited(&work, size);
}

uint64_t xb_fdt_resized(uint64_t address, uint64_t used_bytes, uint64_t padding)
{
	enum { PAGE = 0x1000, RESERVE_ENTRIES = 5, RESERVE_ENTRY = 16 };
	uint64_t before = address % PAGE;

	return xb_align_up(before + used_bytes + RESERVE_ENTRIES * RESERVE_ENTRY + padding, PAGE) -
	       before;
}

/* SPDX-License-Identifier: MIT */
/* Room for the edits that a script makes in a tree on the board. */
#include <string.h>

#include "check/check.h"
#include "xenboot/tree.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* The room that the steps make, and where they do. */
struct room {
	const struct xb_step *step; /* NULL: none does */
	uint64_t asked;             /* bytes, of all of them */
};

static struct room find_room(const struct xb_boot *boot)
{
	struct room room = {0};

	for (size_t i = 0; i < boot->step_count; i++) {
		if (boot->steps[i].kind != XB_STEP_ROOM)
			continue;
		room.step = &boot->steps[i];
		room.asked += room.step->bytes;
	}
	return room;
}

static const struct xb_step *first_edit(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT && !boot->steps[i].beforehand)
			return &boot->steps[i];
	return NULL;
}

static void hint_room(const struct xb_boot *boot, struct xb_diags *diags)
{
	if (boot->places[XB_PLACE_PADDING])
		xb_hint(diags, "%s: auto, or at least 0x%llX", boot->places[XB_PLACE_PADDING],
			(number)boot->growth);
	else
		xb_hint(diags, "fdt resize 0x%llX behind fdt addr; the number is hexadecimal",
			(number)xb_align_up(boot->growth, 0x100));
	xb_fix_set(diags, boot->place_keys[XB_PLACE_PADDING], "auto");
}

/* Nothing makes room in a tree that is here: what its file has is all. */
static void judge_own_room(const struct xb_boot *boot, struct xb_diags *diags)
{
	const uint64_t used = xb_devtree_used(boot->tree), size = boot->tree->size;
	const uint64_t room = size > used ? size - used : 0;
	const struct xb_step *edit = first_edit(boot);

	if (!edit || room >= boot->growth)
		return;
	xb_error(diags, XB_CODE_FDT_SPACE, edit->at,
		 "%s has 0x%llX bytes of room, and the edits need 0x%llX: nothing makes more before",
		 boot->tree_name, (number)room, (number)boot->growth);
	hint_room(boot, diags);
}

/* ---- A tree that is not here ---- */

/* Names that trees have already, so that they take no more room. */
static bool is_common(const char *name)
{
	static const char *const names[] = {"compatible", "reg", "#address-cells", "#size-cells", "bootargs",
					    "status", "phandle", "interrupts", "memory", "ranges", NULL};

	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool is_set_before(const struct xb_boot *boot, const struct xb_step *step, const char *path)
{
	for (const struct xb_step *before = boot->steps; before < step; before++)
		if (before->kind == XB_STEP_EDIT && before->edit.kind == XB_EDIT_SET &&
		    strcmp(before->edit.name, step->edit.name) == 0 &&
		    (!path || strcmp(before->edit.path, path) == 0))
			return true;
	return false;
}

/* The bytes that EDIT adds at least: a node its two tags and its name; a property its tag, length and value, and
 * its name where that is new. */
static uint64_t least_growth(const struct xb_boot *boot, const struct xb_step *step)
{
	const struct xb_edit *edit = &step->edit;
	uint64_t bytes;

	if (edit->kind == XB_EDIT_MAKE_NODE)
		return 8 + xb_align_up(strlen(edit->name) + 1, 4);
	if (edit->kind != XB_EDIT_SET || strncmp(edit->path, "/chosen", strlen("/chosen")) != 0 ||
	    is_set_before(boot, step, edit->path))
		return 0;
	bytes = 12 + xb_align_up(edit->length, 4);
	if (!is_common(edit->name) && !is_set_before(boot, step, NULL))
		bytes += strlen(edit->name) + 1;
	return bytes;
}

static uint64_t least_growth_of_all(const struct xb_boot *boot)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT && !boot->steps[i].beforehand &&
		    !boot->steps[i].text)
			bytes += least_growth(boot, &boot->steps[i]);
	return bytes;
}

/* How much the rounding up to 4 KiB brings is not known of such a tree. */
static void judge_room_of_any(const struct xb_boot *boot, const struct room *room, struct xb_diags *diags)
{
	enum { ENTRIES = 5 * 16, PAGE = 0x1000 };
	const uint64_t sure = room->asked + ENTRIES, need = least_growth_of_all(boot);

	if (sure >= need)
		return;
	xb_report(diags, sure + PAGE < need ? XB_ERROR : XB_WARNING, XB_CODE_FDT_SPACE, room->step->at,
		  "0x%llX bytes of room are sure here, and the edits need 0x%llX", (number)sure, (number)need);
	hint_room(boot, diags);
}

/* ---- One that is ---- */

static void judge_room(const struct xb_boot *boot, const struct room *room, struct xb_diags *diags)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	const uint64_t used = boot->tree ? xb_devtree_used(boot->tree) : tree->size;
	const uint64_t left = xb_fdt_resized(tree->address, used, room->asked) - used;

	if (left >= boot->growth)
		return;
	xb_error(diags, XB_CODE_FDT_SPACE, room->step->at,
		 "padding 0x%llX leaves 0x%llX bytes for the edits, which %s 0x%llX", (number)room->asked,
		 (number)left, boot->tree && !boot->tree_varies ? "need" : "may need", (number)boot->growth);
	hint_room(boot, diags);
}

/* Without room `fdt set` fails with FDT_ERR_NOSPACE, and a script by hand goes on. */
void xb_check_fdt_space(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *tree = xb_boot_tree(boot);
	const struct room room = find_room(boot);

	if ((room.step && room.step->automatic) || !tree->placed)
		return;
	if (!room.step && boot->tree)
		judge_own_room(boot, diags);
	else if (room.step && !boot->tree && !tree->size)
		judge_room_of_any(boot, &room, diags);
	else if (room.step)
		judge_room(boot, &room, diags);
}

/* SPDX-License-Identifier: MIT */
/* Rules about places in memory. Neither U-Boot nor Xen says "overlap": the board falls silent. */
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

#define PAGE 0x1000u

typedef unsigned long long number; /* what %llx takes */

static bool in_memory(const struct xb_load *load)
{
	return load->use != XB_LOAD_SCRIPT && xb_load_is_placed(load) && load->occupied;
}

/* With the room that is kept for it. Of the script, whose size is not known before it is made, its first byte. */
static struct xb_range known_range(const struct xb_load *load)
{
	struct xb_range kept = xb_load_kept(load);

	return (struct xb_range){kept.start, kept.size ? kept.size : 1};
}

static number last_of(struct xb_range range)
{
	return xb_range_last(range);
}

/* "Xen 0xe00000-0xef0007"; the script, whose end is not known yet, by where it begins. */
#define PLACE_TEXT 64
static const char *place(const struct xb_load *load, char out[PLACE_TEXT])
{
	struct xb_range range = known_range(load);

	if (load->occupied)
		snprintf(out, PLACE_TEXT, "%s%s 0x%llX-0x%llX", load->title,
			 load->room > load->occupied ? "'s room" : "", (number)range.start,
			 last_of(range));
	else
		snprintf(out, PLACE_TEXT, "%s at 0x%llX", load->title,
			 (number)range.start);
	return out;
}

/* ---- overlap ------------------------------------------------------------------------------------ */

static void hint_free_address(const struct xb_boot *boot, const struct xb_load *load,
			      struct xb_diags *diags)
{
	uint64_t address;

	if (xb_plan_first_fit(boot, load, &address)) {
		xb_hint(diags, "the first free address is 0x%llX", (number)address);
		xb_fix_set(diags, load->address_key, "0x%llX", (number)address);
	}
}

static void report_overlap(const struct xb_boot *boot, const struct xb_load *load,
			   const struct xb_load *other, struct xb_diags *diags)
{
	char a[PLACE_TEXT], b[PLACE_TEXT];

	xb_error(diags, XB_CODE_OVERLAP, load->address_at, "%s overlaps %s", place(load, a),
		 place(other, b));
	hint_free_address(boot, load, diags);
}

/* Xen gives modules back to the heap page by page (xen/arch/arm/setup.c discard_initial_modules),
 * but only after they were copied: it boots. */
static void warn_shared_page(const struct xb_load *load, const struct xb_load *other,
			     struct xb_diags *diags)
{
	struct xb_range a = xb_load_range(load), b = xb_load_range(other);
	uint64_t a_first = a.start / PAGE, a_last = xb_range_last(a) / PAGE;
	uint64_t b_first = b.start / PAGE, b_last = xb_range_last(b) / PAGE;
	char text[PLACE_TEXT], other_text[PLACE_TEXT];

	if (a_first > b_last || b_first > a_last)
		return;
	xb_warning(diags, XB_CODE_OVERLAP, load->address_at, "%s shares a 4 KiB page with %s",
		   place(load, text), place(other, other_text));
	xb_hint(diags, "it boots; 4 KiB borders keep them apart");
}

/* The load at fault is the one with a fixed address; of two fixed ones the later. */
static void compare_loads(const struct xb_boot *boot, const struct xb_load *first,
			  const struct xb_load *second, struct xb_diags *diags)
{
	bool swap = second->automatic && !first->automatic;
	const struct xb_load *load = swap ? first : second, *other = swap ? second : first;

	if (!xb_range_valid(known_range(load)) || !xb_range_valid(known_range(other)))
		return; /* outside-ram says it */
	if (xb_range_overlaps(known_range(load), known_range(other)))
		report_overlap(boot, load, other, diags);
	else
		warn_shared_page(load, other, diags);
}

/* ---- overlap: an old Xen ------------------------------------------------------------------------- */

/* Xen up to 4.11 has zeros where its header should say how large it is and that it may stand
 * anywhere: booti takes it for 16 MiB that belong 0x80000 behind the start of RAM (U-Boot
 * arch/arm/lib/image.c). */
static bool find_moved(const struct xb_boot *boot, const struct xb_load *xen, struct xb_range *moved)
{
	enum { ANYWHERE = 8, OLD_OFFSET = 0x80000, OLD_SIZE = 16 << 20 };
	const struct xb_image *image = &xen->image;
	bool sized = image->image_size != 0;

	if (!xen->present || !xen->placed || image->kind != XB_IMAGE_ARM64 || !boot->ram.count ||
	    (image->flags & ANYWHERE))
		return false;
	moved->start = xb_align_up(boot->ram.items[0].start, XB_SLOT) +
		       (sized ? image->text_offset : OLD_OFFSET);
	moved->size = sized ? image->image_size : OLD_SIZE;
	return xb_range_valid(*moved);
}

static void judge_moved_xen(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_load *xen = xb_boot_xen(boot);
	const char *script_address = boot->places[XB_PLACE_SCRIPT_ADDRESS];
	const struct xb_door *door = boot->entrance.door;
	struct xb_range moved;
	char text[PLACE_TEXT];

	if (!xen || !door || !door->relocates || !find_moved(boot, xen, &moved))
		return;
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *other = &boot->loads[i];

		if (other == xen || !in_memory(other) || !xb_range_overlaps(moved, known_range(other)))
			continue;
		xb_error(diags, XB_CODE_OVERLAP, other->address_at,
			 "%s moves this old Xen to 0x%llX-0x%llX, over %s", door->name,
			 (number)moved.start, last_of(moved), place(other, text));
		if (script_address)
			xb_hint(diags, "%s: 0x%llX places everything behind it; Xen stays where it "
				       "is from 4.12 on",
				script_address,
				(number)xb_align_up(moved.start + moved.size, XB_SLOT));
	}
}

void xb_check_overlap(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->load_count; i++)
		for (size_t k = i + 1; k < boot->load_count; k++)
			if (in_memory(&boot->loads[i]) && in_memory(&boot->loads[k]))
				compare_loads(boot, &boot->loads[i], &boot->loads[k], diags);
	judge_moved_xen(boot, diags);
}

/* ---- outside-ram -------------------------------------------------------------------------------- */

static bool is_in_ram(const struct xb_boot *boot, struct xb_range range)
{
	for (size_t i = 0; i < boot->ram.count; i++)
		if (xb_range_contains(boot->ram.items[i], range))
			return true;
	return false;
}

static void put_banks(const struct xb_boot *boot, struct xb_buf *out)
{
	for (size_t i = 0; i < boot->ram.count; i++)
		xb_buf_printf(out, "%s0x%llX-0x%llX", i ? ", " : "",
			      (number)boot->ram.items[i].start, last_of(boot->ram.items[i]));
}

static void report_outside(const struct xb_boot *boot, const struct xb_load *load,
			   struct xb_diags *diags)
{
	struct xb_range range = known_range(load);
	struct xb_buf banks = {0};
	char text[PLACE_TEXT];

	put_banks(boot, &banks);
	if (xb_range_valid(range))
		xb_error(diags, XB_CODE_OUTSIDE_RAM, load->address_at, "%s is not inside RAM %s",
			 place(load, text), banks.data);
	else
		xb_error(diags, XB_CODE_OUTSIDE_RAM, load->address_at,
			 "%s at 0x%llX with %llu bytes ends behind 2^64; RAM is %s",
			 load->title, (number)range.start, (number)range.size,
			 banks.data);
	if (load->use != XB_LOAD_SCRIPT)
		hint_free_address(boot, load, diags);
	xb_buf_clear(&banks);
}

/* U-Boot refuses to load there ("trying to overwrite reserved memory") and the script goes on. */
void xb_check_outside_ram(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; boot->ram.count && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (xb_load_is_placed(load) && !is_in_ram(boot, known_range(load)))
			report_outside(boot, load, diags);
	}
}

/* ---- reserved ----------------------------------------------------------------------------------- */

/* Xen drops a module that touches a reserved range (xen/common/device-tree/bootinfo.c
 * add_boot_module): "Missing kernel boot module?", or no ramdisk. */
static void check_against_reserved(const struct xb_boot *boot, const struct xb_load *load,
				   struct xb_diags *diags)
{
	struct xb_range range = known_range(load);
	char text[PLACE_TEXT];

	for (size_t i = 0; i < boot->reserved.count; i++) {
		const struct xb_named_range *kept = &boot->reserved.items[i];

		if (kept->range.size == 0 || !xb_range_overlaps(range, kept->range))
			continue;
		xb_error(diags, XB_CODE_RESERVED, load->address_at,
			 "%s lies in the reserved range %s 0x%llX-0x%llX", place(load, text),
			 kept->name, (number)kept->range.start, last_of(kept->range));
		if (load->use != XB_LOAD_SCRIPT)
			hint_free_address(boot, load, diags);
	}
}

/* Its own loads are refused there, and what another way puts there it writes over. Who loads the files
 * without a script may be no U-Boot at all. */
static bool is_surely_uboots(const struct xb_boot *boot, const struct xb_load *load)
{
	const struct xb_load *script = xb_boot_load(boot, XB_LOAD_SCRIPT);

	return script && !load->there && boot->uboot_least.size &&
	       xb_range_overlaps(known_range(load), boot->uboot_least);
}

static void report_uboot(const struct xb_boot *boot, const struct xb_load *load,
			 struct xb_range uboot, struct xb_diags *diags)
{
	char text[PLACE_TEXT], size[XB_SIZE_TEXT];

	xb_error(diags, XB_CODE_RESERVED, load->address_at,
		 "%s reaches into the bank's last %s 0x%llX-0x%llX, where U-Boot runs: it refuses to "
		 "load there",
		 place(load, text), xb_size_format(uboot.size, size), (number)uboot.start,
		 last_of(uboot));
	if (load->use != XB_LOAD_SCRIPT)
		hint_free_address(boot, load, diags);
}

static void check_against_uboot(const struct xb_boot *boot, const struct xb_load *load,
				struct xb_diags *diags)
{
	struct xb_range range = known_range(load);
	char text[PLACE_TEXT], size[XB_SIZE_TEXT];

	/* It is gone when Xen sets memory aside. */
	if (boot->uboot.size == 0 || load->use == XB_LOAD_MEMORY ||
	    !xb_range_overlaps(range, boot->uboot))
		return;
	if (is_surely_uboots(boot, load)) {
		report_uboot(boot, load, boot->uboot_least, diags);
		return;
	}
	xb_warning(diags, XB_CODE_RESERVED, load->address_at,
		   "%s reaches into 0x%llX-0x%llX, %s at the bank's end, where U-Boot may run",
		   place(load, text), (number)boot->uboot.start, last_of(boot->uboot),
		   xb_size_format(boot->uboot.size, size));
	xb_hint(diags, "`bdinfo` at U-Boot's prompt tells what it really takes; the board's uboot-top: "
		       "says so here");
}

void xb_check_reserved(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!xb_load_is_placed(load) || !xb_range_valid(known_range(load)))
			continue;
		check_against_reserved(boot, load, diags);
		check_against_uboot(boot, load, diags);
	}
}

/* ---- misaligned --------------------------------------------------------------------------------- */

static void judge_alignment(const struct xb_load *load, uint64_t to, const char *consequence,
			    struct xb_diags *diags)
{
	if (!load || !load->placed || load->address % to == 0)
		return;
	xb_error(diags, XB_CODE_MISALIGNED, load->address_at,
		 "%s at 0x%llX is not on a border of 0x%llX bytes: %s", load->title,
		 (number)load->address, (number)to, consequence);
	xb_hint(diags, "0x%llX and 0x%llX are", (number)(load->address - load->address % to),
		(number)xb_align_up(load->address, to));
}

/* What stands where XEN is moved to; NULL: nothing does. */
static const struct xb_load *moved_over(const struct xb_boot *boot, const struct xb_load *xen, uint64_t to)
{
	/* Of files that are not here a Xen has 2 MiB, mostly, and another at least a byte. */
	const struct xb_range place = {to, xen->occupied ? xen->occupied : XB_SLOT};

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		struct xb_range other = xb_load_range(load);

		other.size = other.size ? other.size : 1;
		if (load != xen && xb_load_is_placed(load) && xb_range_overlaps(place, other))
			return load;
	}
	return NULL;
}

/* A profile's Xen would not be where its map says. What someone else wrote says nothing of a map: where nothing is in
 * the way of the move, it boots. */
static void judge_xen_alignment(const struct xb_boot *boot, const struct xb_door *door,
				struct xb_diags *diags)
{
	const struct xb_load *xen = xb_boot_xen(boot);
	uint64_t to;

	if (!xen || !xen->placed || xen->address % door->xen_alignment == 0)
		return;
	to = xb_align_up(xen->address, door->xen_alignment);
	if (xen->key || moved_over(boot, xen, to)) {
		judge_alignment(xen, door->xen_alignment, door->moves, diags);
		return;
	}
	xb_warning(diags, XB_CODE_MISALIGNED, xen->address_at,
		   "Xen at 0x%llX is not on a border of 0x%llX bytes: %s moves it to 0x%llX, where nothing is",
		   (number)xen->address, (number)door->xen_alignment, door->name, (number)to);
	xb_hint(diags, "load it at 0x%llX at once", (number)to);
}

/* What a door does with a Xen that is not on its border is in its row; Xen panics on a tree that is not
 * 8-aligned (xen/arch/arm/setup.c). */
void xb_check_misaligned(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_door *door = boot->entrance.door;

	if (door)
		judge_xen_alignment(boot, door, diags);
	judge_alignment(xb_boot_tree(boot), 8, "Xen would refuse it", diags);
}

/* ---- no-room ------------------------------------------------------------------------------------ */

/* What has no place in one piece may have one in several. */
static void hint_ranges(const struct xb_boot *boot, const struct xb_load *load,
			const struct xb_places *left, struct xb_diags *diags)
{
	if (load->owner && left->bytes >= load->footprint)
		xb_hint(diags, "several ranges need no gap as large: [{size: 0x%llX}, auto]",
			(number)left->largest.size);
	else
		xb_hint(diags, "0x%llX bytes are left in all%s", (number)left->bytes,
			boot->cells == 1 ? " below 4 GiB (cells: 1)" : "");
}

static void report_no_room(const struct xb_boot *boot, const struct xb_load *load,
			   struct xb_diags *diags)
{
	const struct xb_places left = xb_plan_places_left(boot, load);

	if (left.largest.size)
		xb_error(diags, XB_CODE_NO_ROOM, load->at,
			 "%s needs 0x%llX bytes and no place is left for it; the largest gap is 0x%llX bytes at 0x%llX",
			 load->title, (number)load->footprint, (number)left.largest.size,
			 (number)left.largest.start);
	else
		xb_error(diags, XB_CODE_NO_ROOM, load->at,
			 "%s needs 0x%llX bytes and no place is left for it; no border of 2 MiB is free",
			 load->title, (number)load->footprint);
	if (load->use == XB_LOAD_MEMORY)
		hint_ranges(boot, load, &left, diags);
	else
		xb_hint(diags, boot->cells == 1
				       ? "automatic addresses stay in the script's bank and below 4 GiB (cells: 1)"
				       : "automatic addresses stay in the script's bank; a fixed one may be anywhere");
}

void xb_check_no_room(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; boot->ram.count && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		/* Where the board puts what has an address of its own is not known here. */
		if (load->automatic && !load->placed && !load->here_only)
			report_no_room(boot, load, diags);
	}
}

/* What LOAD takes besides its file: Xen's BSS; in a tree the room for edits, and what U-Boot adds. */
static const char *besides(const struct xb_load *load)
{
	if (load->occupied <= load->size)
		return "";
	return load->use == XB_LOAD_TREE ? ", with its padding and U-Boot's own"
					 : ", with the memory behind its file that its header asks for";
}

static void hint_room(const struct xb_load *load, struct xb_diags *diags)
{
	char *key = xb_format("%s.room", load->key);

	xb_hint(diags, "%s: 0x%llX at least", key, (number)load->occupied);
	xb_fix_set(diags, key, "0x%llX", (number)xb_align_up(load->occupied, XB_SLOT));
	free(key);
}

void xb_check_small_room(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!load->room || load->room >= load->occupied)
			continue;
		xb_error(diags, XB_CODE_NO_ROOM, load->room_at, "%s: its room is 0x%llX bytes; it takes 0x%llX%s",
			 load->title, (number)load->room, (number)load->occupied, besides(load));
		if (load->key)
			hint_room(load, diags);
	}
}

/* ---- dtb-too-big -------------------------------------------------------------------------------- */

/* MAX_FDT_SIZE, judged by the size with all that U-Boot added (xen/arch/arm/mmu/setup.c). */
void xb_check_dtb_too_big(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_load *tree = xb_boot_tree(boot);
	const struct xb_step *room = xb_boot_step(boot, XB_STEP_ROOM);

	if (tree->occupied <= XB_DTB_MAX)
		return;
	xb_error(diags, XB_CODE_DTB_TOO_BIG, tree->at,
		 "the device tree takes 0x%llX bytes with its padding and U-Boot's 0x%llX; Xen reads at most 0x%X",
		 (number)tree->occupied, (number)xb_boot_tree_room(boot), XB_DTB_MAX);
	if (room && !room->automatic && boot->places[XB_PLACE_PADDING] &&
	    tree->occupied - room->bytes + boot->growth <= XB_DTB_MAX) {
		xb_hint(diags, "%s: auto asks for what is needed", boot->places[XB_PLACE_PADDING]);
		xb_fix_set(diags, boot->place_keys[XB_PLACE_PADDING], "auto");
	}
}

/* SPDX-License-Identifier: MIT */
/* One file of a profile: where it is here, what it is, how U-Boot asks for it. */
#include <string.h>

#include "boot/plan.h"

/* An absolute name stands for itself. */
char *xb_plan_local_path(const struct xb_plan *plan, const struct xb_entry *entry, const char *file)
{
	struct xb_arena *arena = &plan->boot->arena;
	const char *folder = plan->config->files_dir;

	if (file[0] == '/')
		return xb_arena_strdup(arena, file);
	if (!folder)
		folder = xb_profile_folder(plan->profile, entry);
	if (!folder || strcmp(folder, ".") == 0)
		return xb_arena_strdup(arena, file);
	return xb_arena_format(arena, "%s/%s", folder, file);
}

static const char *name_of(const struct xb_entry *entry)
{
	const char *file = entry->file.text;

	if (entry->load_as.text)
		return entry->load_as.text;
	return file[0] == '/' ? strrchr(file, '/') + 1 : file;
}

/* LOAD is got as ENTRY says, by NAME. */
static void take_source(const struct xb_plan *plan, const struct xb_entry *entry, const char *name,
			struct xb_load *load)
{
	load->from = entry->load.at.line ? xb_plan_medium(plan, &entry->load) : plan->medium;
	load->there = !load->from;
	load->file = xb_plan_remote_name(plan, load->from, name);
}

static char *path_of(const struct xb_plan *plan, const struct xb_plan_wanted *wanted)
{
	const char *file = wanted->entry->file.text;

	if (wanted->path)
		return xb_arena_strdup(&plan->boot->arena, wanted->path);
	return file ? xb_plan_local_path(plan, wanted->entry, file) : NULL;
}

static size_t at_most(size_t length, size_t most)
{
	return length < most ? length : most;
}

/* A load that may be read whole, and that once, at MOST bytes; what is larger, and the others with a MOST of
 * 0, are known by head and tail. */
static int read_or_probe(struct xb_load *load, size_t most)
{
	struct xb_buf *content = &load->content;
	int error = most ? xb_file_read(load->path, most, content) : XB_FILE_TOO_BIG;
	size_t tail = at_most(content->length, XB_IMAGE_TAIL);

	if (error == XB_FILE_TOO_BIG) {
		xb_buf_clear(content);
		return xb_image_probe(load->path, &load->image);
	}
	if (error)
		return error;
	xb_buf_puts(content, ""); /* an empty file has data as well */
	xb_image_identify(content->data, at_most(content->length, XB_IMAGE_HEAD),
			  content->data + content->length - tail, tail, content->length,
			  &load->image);
	return 0;
}

/* Another load of the same file, which was looked at; NULL: there is none. */
static const struct xb_load *seen_before(const struct xb_boot *boot, const struct xb_load *load)
{
	for (const struct xb_load *other = boot->loads; other < boot->loads + boot->load_count; other++)
		if (other != load && !other->output && other->path && (other->present || other->error) &&
		    strcmp(other->path, load->path) == 0)
			return other;
	return NULL;
}

/* The kernel of many guests is one file. */
static void look_at_file(const struct xb_boot *boot, struct xb_load *load, size_t most)
{
	const struct xb_load *other = most || !load->path ? NULL : seen_before(boot, load);

	if (other)
		load->image = other->image;
	if (load->path)
		load->error = other ? other->error : read_or_probe(load, most);
	load->present = load->path && load->error == 0;
	load->size = load->present ? load->image.file_size : load->said_size;
	load->size_known = load->present || load->said_size;
}

/* What the board will measure is planned with the room that it has. */
static void plan_with_room(const struct xb_boot *boot, struct xb_load *load)
{
	if (load->size_known || !boot->measured || load->there || !load->room || load->use == XB_LOAD_TREE)
		return;
	load->size = load->room;
	load->size_known = true;
}

/* Xen's BSS lies behind its file, so Xen occupies its image_size; the others are copied out by
 * their reg, and image_size is room that is merely kept. */
static void measure(struct xb_load *load, bool is_xen)
{
	load->occupied = load->size;
	if (is_xen && load->image.image_size > load->occupied)
		load->occupied = load->image.image_size;
	load->footprint = load->occupied > load->room ? load->occupied : load->room;
	if (load->image.kind == XB_IMAGE_ARM64 && load->image.image_size > load->footprint)
		load->footprint = load->image.image_size;
}

static void take_place(struct xb_load *load, const struct xb_entry *entry)
{
	load->address = entry->address.value;
	load->automatic = !entry->address.given;
	load->placed = !load->automatic;
	load->address_at = entry->address.given ? entry->address.at : load->at;
	load->room = entry->room.value;
	load->room_at = entry->room.at;
}

void xb_plan_file(const struct xb_plan *plan, const struct xb_plan_wanted *wanted,
		  struct xb_load *load)
{
	const struct xb_entry *entry = wanted->entry;
	struct xb_arena *arena = &plan->boot->arena;

	load->key = xb_arena_strdup(arena, wanted->key);
	load->address_key = xb_arena_format(arena, "%s.address", wanted->key);
	load->at = entry->file.text ? entry->file.at : entry->at;
	load->name_at = entry->load_as.text ? entry->load_as.at : load->at;
	if (!wanted->from)
		take_source(plan, entry, name_of(entry), load);
	load->path = path_of(plan, wanted);
	load->said_size = entry->size.value;
	load->size_at = entry->size.given ? entry->size.at : load->at;
	take_place(load, entry);
	look_at_file(plan->boot, load, wanted->read);
	plan_with_room(plan->boot, load);
	measure(load, wanted->is_xen);
}

void xb_plan_made_file(const struct xb_plan *plan, const struct xb_entry *entry,
		       struct xb_load *load)
{
	const char *name = entry->load_as.text ? entry->load_as.text : load->output;

	load->name_at = entry->load_as.text ? entry->load_as.at : plan->profile->output.name.at;
	take_source(plan, entry, name, load);
	take_place(load, entry);
}

void xb_plan_made_content(struct xb_load *load, const void *bytes, size_t size)
{
	xb_buf_add(&load->content, bytes, size);
	xb_image_identify(load->content.data, at_most(size, XB_IMAGE_HEAD),
			  load->content.data + size - at_most(size, XB_IMAGE_TAIL),
			  at_most(size, XB_IMAGE_TAIL), size, &load->image);
	load->present = true;
	load->size = size;
	load->size_known = true;
	measure(load, false);
}

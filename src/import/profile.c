/* SPDX-License-Identifier: MIT */
/* A boot description that someone else wrote becomes the text of a profile. What has no counterpart
 * there stands in a comment. */
#include "xenboot/import.h"

#include "import/profile-text.h"
#include "import/profile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct xb_load *load_of(const struct xb_boot *boot, size_t index)
{
	return index == XB_NONE ? NULL : &boot->loads[index];
}

/* ---- Loading ---- */

bool xb_import_measures(const struct xb_boot *boot)
{
	bool any = false;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (!module->said_at.line)
			continue;
		if (module->size_of == XB_NONE)
			return false;
		any = true;
	}
	return any;
}

static void put_load(const struct xb_writing *writing)
{
	if (!xb_writing_is_script(writing)) {
		xb_buf_puts(writing->out, "\n# Who loads the files, and from where, is not known.\n");
		return;
	}
	xb_buf_puts(writing->out, "\nload:\n  ");
	xb_writing_put_way(writing, writing->medium, "\n  ");
	xb_buf_putc(writing->out, '\n');
	if (writing->names->measured || xb_import_measures(writing->boot))
		xb_text_put_key(writing->out, 2, "sizes", "measured");
}

/* Is COMMAND what a method wants before its first load? A profile runs it by itself. */
static bool is_usual(const struct xb_boot *boot, const char *command)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_medium *from = boot->loads[i].from;
		const char *before = from && from->method ? from->method->before : NULL;

		if (before && !strcmp(before, command))
			return true;
	}
	return false;
}

/* Commands before the first load that are not known here: all of them, or none where all are usual. */
static void put_before(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false, usual = true;

	for (size_t i = 0; i < boot->step_count && boot->steps[i].kind != XB_STEP_LOAD; i++)
		usual = usual && (boot->steps[i].kind != XB_STEP_COMMAND ||
				  is_usual(boot, boot->steps[i].text));
	for (size_t i = 0; i < boot->step_count && boot->steps[i].kind != XB_STEP_LOAD; i++) {
		if (usual || boot->steps[i].kind != XB_STEP_COMMAND)
			continue;
		xb_buf_puts(writing->out, any ? "" : "  before:\n");
		xb_buf_puts(writing->out, "    - ");
		xb_yaml_put_scalar(writing->out, boot->steps[i].text, false);
		xb_buf_putc(writing->out, '\n');
		any = true;
	}
}

/* ---- The tree ---- */

/* Is PATH the node that MADE makes, or below it? */
static bool is_within(const char *path, const struct xb_edit *made)
{
	const size_t parent = strcmp(made->path, "/") ? strlen(made->path) : 0;
	const size_t name = strlen(made->name);

	return !strncmp(path, made->path, parent) && path[parent] == '/' &&
	       !strncmp(path + parent + 1, made->name, name) &&
	       (!path[parent + 1 + name] || path[parent + 1 + name] == '/');
}

/* Is EDIT in a node that a step made, and no profile makes? */
static bool is_in_new_node(const struct xb_writing *writing, const struct xb_edit *edit)
{
	const struct xb_boot *boot = writing->boot;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *made = &boot->steps[i].edit;

		if (boot->steps[i].kind == XB_STEP_EDIT && made->kind == XB_EDIT_MAKE_NODE &&
		    is_within(edit->path, made) && !xb_writing_is_made(writing, made))
			return true;
	}
	return false;
}

static void leave_out_edit(const struct xb_writing *writing, const struct xb_step *step)
{
	const struct xb_edit *edit = &step->edit;

	if (edit->kind == XB_EDIT_MAKE_NODE)
		xb_writing_leave_out(writing, step->at, "the new node %s of %s", edit->name, edit->path);
	else
		xb_writing_leave_out(writing, step->at, "%s of the new node %s",
				     edit->name ? edit->name : "the removal", edit->path);
}

static void put_edits(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_EDIT || xb_writing_is_made(writing, &step->edit))
			continue;
		if (step->edit.kind == XB_EDIT_MAKE_NODE || is_in_new_node(writing, &step->edit)) {
			leave_out_edit(writing, step);
			continue;
		}
		xb_buf_puts(writing->out, any ? "" : "  edits:\n");
		xb_text_put_edit(writing->out, &step->edit);
		any = true;
	}
	xb_writing_put_stale(writing, any);
}

/* The variable of U-Boot that holds the tree's address; NULL: it is loaded. */
static const char *tree_variable(const struct xb_boot *boot)
{
	const char *variable = NULL;

	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_TREE)
			variable = boot->steps[i].text;
	return variable;
}

static void put_tree_file(const struct xb_writing *writing)
{
	const struct xb_load *tree = xb_boot_tree(writing->boot);
	const char *variable = tree_variable(writing->boot);

	if (variable)
		xb_text_put_key(writing->out, 2, "from", variable);
	if (tree && (tree->path || !variable))
		xb_writing_put_file(writing, 2, tree);
	else if (tree && tree->placed && !tree->there)
		xb_text_put_number(writing->out, 2, "address", tree->address);
	else if (!variable)
		xb_buf_puts(writing->out,
			    "  # what it is called is not known\n  file: board.dtb\n");
}

/* What is made last counts: fdt resize shrinks a tree, too. */
static uint64_t last_room(const struct xb_boot *boot)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_ROOM)
			bytes = boot->steps[i].bytes;
	return bytes;
}

static void put_tree(const struct xb_writing *writing)
{
	const uint64_t room = last_room(writing->boot);

	xb_buf_puts(writing->out, "\ndevice-tree:\n");
	put_tree_file(writing);
	if (room)
		xb_text_put_number(writing->out, 2, "padding", room);
	put_edits(writing);
}

/* ---- All of it ---- */

/* The board by its name; else the RAM, where that is known and the tree does not say it. */
static void put_board(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	const char *name = writing->names->board ? writing->names->board : boot->board_name;

	if (name) {
		xb_text_put_key(writing->out, 0, "board", name);
		return;
	}
	if (!boot->ram.count || (boot->tree && boot->tree->memory.count))
		return;
	xb_buf_puts(writing->out, "board:\n  memory:\n");
	for (size_t i = 0; i < boot->ram.count; i++)
		xb_buf_printf(writing->out, "    - {start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}\n",
			      boot->ram.items[i].start, boot->ram.items[i].size);
	if (boot->cpus)
		xb_buf_printf(writing->out, "  cpus: %" PRIu64 "\n", boot->cpus);
}

static void put_head(const struct xb_writing *writing)
{
	const struct xb_import_names *names = writing->names;

	xb_buf_puts(writing->out, "# Made from ");
	xb_buf_put_visible(writing->out, names->source, strlen(names->source));
	xb_buf_puts(writing->out, "; everything here is yours to change.\nformat: 1\n");
	xb_text_put_key(writing->out, 0, "name", names->profile);
	put_board(writing);
	if (writing->boot->xen_version)
		xb_buf_printf(writing->out, "xen-version: \"%s\"\n", writing->boot->xen_version);
	if (names->files)
		xb_text_put_key(writing->out, 0, "files", names->files);
}

/* The load that Xen is; without one a tree says nothing of it. */
static void put_xen_file(const struct xb_writing *writing)
{
	const struct xb_load *xen = xb_boot_xen(writing->boot);

	if (xen) {
		xb_writing_put_file(writing, 2, xen);
		return;
	}
	xb_buf_puts(writing->out, "  # what it is called is not known\n");
	xb_text_put_key(writing->out, 2, "file", "xen");
}

static void put_heap(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	size_t first = 0, count = 0;

	for (size_t i = 0; i < boot->load_count; i++) {
		first = boot->loads[i].heap && !count ? i : first;
		count += boot->loads[i].heap;
	}
	if (count)
		xb_writing_put_ranges(writing, 2, "static-heap", first, count);
}

static void put_xen(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;

	xb_buf_puts(writing->out, "\nxen:\n");
	put_xen_file(writing);
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_POLICY)
			xb_writing_put_module(writing, 2, "xsm-policy",
					      load_of(boot, boot->modules[i].load));
	put_heap(writing);
	xb_writing_put_line(writing, 2, &boot->xen_line, XB_SCOPE_XEN);
}

/* What is run between the loads and the entry, and is not known here. */
static void put_rest(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool loads = false;

	for (size_t i = 0; i < boot->step_count; i++) {
		loads = loads || boot->steps[i].kind == XB_STEP_LOAD;
		if (loads && boot->steps[i].kind == XB_STEP_COMMAND &&
		    !is_usual(boot, boot->steps[i].text))
			xb_writing_leave_out(writing, boot->steps[i].at, "%s", boot->steps[i].text);
	}
}

/* No output may take the place of the tree that it is made from. */
static char *output_name(const struct xb_writing *writing)
{
	const struct xb_load *tree = xb_boot_tree(writing->boot);
	char *same = xb_format("%s.dtb", writing->names->profile);
	const bool taken = tree && tree->file && !strcmp(tree->file, same);

	free(same);
	return xb_format("%s%s", writing->names->profile, taken ? "-new" : "");
}

static void put_output(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	char *name = output_name(writing);

	xb_buf_puts(writing->out, "\noutput:\n");
	xb_text_put_key(writing->out, 2, "name", name);
	free(name);
	if (boot->cells)
		xb_buf_printf(writing->out, "  cells: %u\n", boot->cells);
	if (!xb_writing_is_script(writing))
		xb_buf_puts(writing->out, "  emit: dtb\n");
}

/* The event channels, without a word on what is left out: that is said where they are written. */
static void read_channels(const struct xb_writing *writing, struct xb_channels *channels)
{
	struct xb_diags ignored = {0};
	struct xb_buf unused = {0};
	struct xb_writing silent = *writing;

	silent.out = &unused;
	silent.diags = &ignored;
	xb_channels_read(&silent, channels);
	xb_diags_clear(&ignored);
	xb_buf_clear(&unused);
}

void xb_import_profile(const struct xb_boot *boot, const struct xb_import_names *names,
		       struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_step *first = xb_boot_step(boot, XB_STEP_LOAD);
	const struct xb_devtree *tree = xb_boot_chosen(boot);
	struct xb_channels channels;
	struct xb_writing writing = {
		.boot = boot,
		.names = names,
		.out = out,
		.diags = diags,
		.chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL,
		.channels = &channels,
		.medium = first ? boot->loads[first->load].from : NULL};

	read_channels(&writing, &channels);
	put_head(&writing);
	put_load(&writing);
	put_before(&writing);
	put_xen(&writing);
	put_tree(&writing);
	xb_writing_put_domains(&writing);
	put_output(&writing);
	put_rest(&writing);
	xb_writing_put_unread(&writing);
	xb_channels_clear(&channels);
	if (!xb_text_make_yaml(out)) {
		xb_warning(diags, XB_CODE_QUOTING, (struct xb_pos){.file = names->source},
			   "bytes that are no text are '?' in the profile");
		xb_hint(diags, "a profile is UTF-8 without control characters; say in ASCII what they were");
	}
}

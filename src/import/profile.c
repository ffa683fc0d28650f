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

static void put_load(const struct xb_writing *writing)
{
	const struct xb_medium *medium = writing->medium;
	const char *device;

	if (!medium) {
		xb_buf_puts(writing->out, "\n# Who loads the files, and from where, is not known.\n");
		return;
	}
	xb_buf_puts(writing->out, "\nload:\n");
	if (!medium->method) {
		xb_text_put_key(writing->out, 2, "method", "command");
		xb_text_put_key(writing->out, 2, "command", medium->command);
		return;
	}
	xb_text_put_key(writing->out, 2, "method", medium->method->name);
	device = medium->command + strlen(medium->method->command);
	if (medium->method->device)
		xb_buf_printf(writing->out, "  device: \"%s\"\n", device + strspn(device, " "));
}

/* Commands before the first load that are not known here. */
static void put_before(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->step_count && boot->steps[i].kind != XB_STEP_LOAD; i++) {
		if (boot->steps[i].kind != XB_STEP_COMMAND)
			continue;
		xb_buf_puts(writing->out, any ? "" : "  before:\n");
		xb_buf_puts(writing->out, "    - ");
		xb_yaml_put_scalar(writing->out, boot->steps[i].text, false);
		xb_buf_putc(writing->out, '\n');
		any = true;
	}
}

/* ---- The tree ---- */

static void put_edits(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_EDIT || xb_writing_is_made(writing, &step->edit))
			continue;
		if (!any)
			xb_buf_puts(writing->out, "  edits:\n");
		any = true;
		if (!xb_text_put_edit(writing->out, &step->edit))
			xb_writing_leave_out(writing, step->at, "the new node %s of %s",
					     step->edit.name, step->edit.path);
	}
	xb_writing_put_stale(writing, any);
}

static void put_tree(const struct xb_writing *writing)
{
	const struct xb_load *tree = xb_boot_tree(writing->boot);
	const struct xb_step *room = xb_boot_step(writing->boot, XB_STEP_ROOM);

	xb_buf_puts(writing->out, "\ndevice-tree:\n");
	if (tree)
		xb_writing_put_file(writing, 2, tree);
	else
		xb_buf_puts(writing->out,
			    "  # what it is called is not known\n  file: board.dtb\n");
	if (room && room->bytes)
		xb_text_put_number(writing->out, 2, "padding", room->bytes);
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
		if (loads && boot->steps[i].kind == XB_STEP_COMMAND)
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
	if (!writing->medium)
		xb_buf_puts(writing->out, "  emit: dtb\n");
}

void xb_import_profile(const struct xb_boot *boot, const struct xb_import_names *names,
		       struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_step *first = xb_boot_step(boot, XB_STEP_LOAD);
	const struct xb_devtree *tree = xb_boot_chosen(boot);
	const struct xb_writing writing = {
		.boot = boot,
		.names = names,
		.out = out,
		.diags = diags,
		.chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL,
		.medium = first ? boot->loads[first->load].from : NULL};

	put_head(&writing);
	put_load(&writing);
	put_before(&writing);
	put_xen(&writing);
	put_tree(&writing);
	xb_writing_put_domains(&writing);
	put_output(&writing);
	put_rest(&writing);
	xb_writing_put_unread(&writing);
	if (!xb_text_make_utf8(out)) {
		xb_warning(diags, XB_CODE_QUOTING, (struct xb_pos){.file = names->source},
			   "bytes that are not UTF-8 are '?' in the profile");
		xb_hint(diags, "a profile is a text in UTF-8; say in ASCII what they were");
	}
}

/* SPDX-License-Identifier: MIT */
/*
 * The sizes of files, which the tree tells Xen: those that were seen here, or those that the board finds. A file
 * of another length than its reg would boot cut off, or not at all and without a word, so the script looks.
 */
#include "emit/source.h"

#include <inttypes.h>
#include <stdlib.h>

#include "emit/hush.h"

bool xb_source_needs_size(const struct xb_boot *boot, const struct xb_load *load)
{
	const struct xb_module *module = xb_load_module(boot, load);

	return module && module->node;
}

/* Several loads, each with its place among them, so that a variable's name is the same in each build. */
static size_t number_of(const struct xb_boot *boot, const struct xb_load *load)
{
	size_t number = 1;

	for (const struct xb_load *other = boot->loads; other < load; other++)
		number += xb_boot_fetches(boot, other) && xb_source_needs_size(boot, other);
	return number;
}

char *xb_source_size_variable(const struct xb_boot *boot, const struct xb_load *load)
{
	return xb_format("xb_size%zu", number_of(boot, load));
}

/* ---- Pinned ------------------------------------------------------------------------------------ */

static void check_pinned(struct xb_source *source, const struct xb_load *load)
{
	struct xb_buf label = {0};
	char *command;

	xb_buf_puts(&label, "\"use ");
	xb_hush_put_label(load->file, XB_SOURCE_LABEL_MAX, &label);
	xb_buf_printf(&label,
		      ": it has 0x${filesize} bytes, this script was made for 0x%" PRIX64
		      ", so build the script again\"",
		      load->size);
	/* U-Boot sets filesize to hexadecimal digits in lower case. */
	command = xb_format("test \"${filesize}\" = %" PRIx64, load->size);
	xb_trace_from(&source->trace, load->at);
	xb_trace_from(&source->trace, load->size_at);
	xb_source_step(source, label.data, command, false);
	free(command);
	xb_buf_clear(&label);
}

/* ---- Measured ---------------------------------------------------------------------------------- */

/* itest compares 32 bits; no file that U-Boot loads has more. */
static uint64_t for_itest(uint64_t bytes)
{
	return bytes < UINT32_MAX ? bytes : UINT32_MAX;
}

static void trace_room(struct xb_source *source, const struct xb_load *load)
{
	xb_trace_from(&source->trace, load->at);
	xb_trace_from(&source->trace, load->room_at);
}

static void check_measured(struct xb_source *source, const struct xb_load *load)
{
	uint64_t limit = xb_plan_limit(source->boot, load);
	struct xb_buf label = {0};
	char *command;

	xb_buf_puts(&label, "\"use ");
	xb_hush_put_label(load->file, XB_SOURCE_LABEL_MAX, &label);
	xb_buf_printf(&label,
		      ": it has 0x${filesize} bytes, its room at 0x%" PRIX64 " is for 0x%" PRIX64
		      ", so give it more and build the script again\"",
		      load->address, limit);
	command = xb_format("test -n \"${filesize}\" && itest 0x${filesize} -le 0x%" PRIX64,
			    for_itest(limit));
	trace_room(source, load);
	xb_source_step(source, label.data, command, false);
	free(command);
	xb_buf_clear(&label);
}

/* Behind its file Xen takes memory that its header alone tells of: image_size, at 16 (Linux
 * Documentation/arch/arm64/booting.rst). */
static void check_image_size(struct xb_source *source, const struct xb_load *xen)
{
	uint64_t room = xb_plan_room(source->boot, xen);
	struct xb_buf label = {0};
	char *command = xb_format("itest *0x%" PRIX64 " -le 0x%" PRIX64, xen->address + 16,
				  for_itest(room));

	xb_buf_puts(&label, "'use ");
	xb_hush_put_label(xen->file, XB_SOURCE_LABEL_MAX, &label);
	xb_buf_printf(&label,
		      ": with what it takes behind its file it needs more than its room at 0x%" PRIX64
		      ", 0x%" PRIX64 " bytes, so give it more and build the script again'",
		      xen->address, room);
	trace_room(source, xen);
	xb_source_step(source, label.data, command, false);
	free(command);
	xb_buf_clear(&label);
}

static void keep_size(struct xb_source *source, const struct xb_load *load)
{
	char *name = xb_source_size_variable(source->boot, load);

	trace_room(source, load);
	xb_buf_printf(source->out, "setenv %s ${filesize}\n", name);
	xb_trace_end(&source->trace);
	free(name);
}

/* ---- Either ------------------------------------------------------------------------------------ */

void xb_source_forget_size(struct xb_source *source, const struct xb_load *load)
{
	if (xb_boot_measures(source->boot, load))
		xb_buf_puts(source->out, "setenv filesize\n");
}

void xb_source_check_size(struct xb_source *source, const struct xb_load *load)
{
	const struct xb_boot *boot = source->boot;
	bool needed = xb_source_needs_size(boot, load);

	if (!boot->measured && needed)
		check_pinned(source, load);
	if (!boot->measured)
		return;
	check_measured(source, load);
	if (needed)
		keep_size(source, load);
	else if (load == xb_boot_xen(boot))
		check_image_size(source, load);
}

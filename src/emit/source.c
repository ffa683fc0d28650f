/* SPDX-License-Identifier: MIT */
/*
 * The script for U-Boot, in a form that stops at the first step that fails in every release:
 *
 *	setenv xb_step 'load xen to 0xE00000'; if tftpboot 0xE00000 xen; then
 *	...
 *	booti 0xE00000 - 0x8400000
 *	fi; fi; fi
 *	echo "xenboot: STOPPED: could not ${xb_step}"
 *
 * `exit` does not end a sourced script in U-Boot 2023.01, and `a &&` does not reach over the end of
 * a line. Nested ifs do in 2023.01 and 2025.01, measured 2,000 deep. booti comes back only when it
 * failed, so whoever reaches the end has failed, and xb_step says at what.
 */
#include "emit/source.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/emit.h"
#include "emit/hush.h"

/* Longest part of a file's name or a path that a message repeats. */
#define LABEL_MAX 80

void xb_source_step(struct xb_source *source, const char *label, const char *command, bool aloud)
{
	xb_buf_printf(source->out, "setenv xb_step %s; ", label);
	if (aloud)
		xb_buf_puts(source->out, "echo \"xenboot: ${xb_step}\"; ");
	xb_buf_printf(source->out, "if %s; then\n", command);
	source->open++;
	xb_trace_end(&source->trace);
}

/*
 * A step made of someone's own words. What the shell could trip over goes through `run`: a quote
 * left open or a lone `fi` then fails there, and cannot upset the script around it.
 */
static void own_step(struct xb_source *source, const char *label, const char *command)
{
	if (xb_hush_is_plain_command(command)) {
		xb_source_step(source, label, command, true);
		return;
	}
	xb_buf_puts(source->out, "setenv xb_command ");
	xb_hush_quote(command, strlen(command), source->out);
	xb_buf_putc(source->out, '\n');
	xb_source_step(source, label, "run xb_command", true);
}

/* ---- The head: what this script is, and what it loads ---------------------------------------- */

static void put_table_row(const struct xb_load *load, struct xb_buf *out)
{
	xb_buf_printf(out, "#   0x%-10" PRIX64 " %-13s ", load->address, xb_role_name(load->role));
	xb_buf_put_visible(out, load->file, strlen(load->file));
	if (load->size_known)
		xb_buf_printf(out, ", 0x%" PRIX64 " bytes\n", load->size);
	else
		xb_buf_puts(out, ", size not known\n");
}

static void put_head(struct xb_source *source)
{
	const struct xb_boot *boot = source->boot;
	struct xb_buf *out = source->out;

	xb_buf_puts(out, "# ");
	xb_buf_put_visible(out, boot->name, strlen(boot->name));
	xb_buf_puts(out, ": made by xenboot. Change the profile, not this file.\n#\n");
	for (size_t i = 0; i < boot->load_count; i++) {
		if (!xb_emit_is_loaded(boot, &boot->loads[i]))
			continue;
		xb_trace_load(&source->trace, &boot->loads[i]);
		xb_trace_from(&source->trace, boot->loads[i].size_at);
		put_table_row(&boot->loads[i], out);
		xb_trace_end(&source->trace);
	}
}

/* ---- The loads ------------------------------------------------------------------------------- */

static void before(struct xb_source *source)
{
	const struct xb_texts *before = &source->boot->before;

	if (before->count > 0)
		xb_buf_puts(source->out, "\n# Make ready\n");
	for (size_t i = 0; i < before->count; i++) {
		struct xb_buf label = {0};

		xb_buf_puts(&label, "'run ");
		xb_hush_put_label(before->items[i].text, LABEL_MAX, &label);
		xb_buf_putc(&label, '\'');
		xb_trace_from(&source->trace, before->items[i].at);
		own_step(source, label.data, before->items[i].text);
		xb_buf_clear(&label);
	}
}

/*
 * The tree says how long dom0's files are. One of another length would boot cut off, or not at all
 * and without a word, so the script looks.
 */
static void check_size(struct xb_source *source, const struct xb_load *load)
{
	struct xb_buf label = {0};
	char *command;

	xb_buf_puts(&label, "\"use ");
	xb_hush_put_label(load->file, LABEL_MAX, &label);
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

/* Where the words before ADDRESS FILE come from. */
static void trace_command(struct xb_source *source)
{
	const struct xb_boot *boot = source->boot;

	xb_trace_from(&source->trace, boot->load_at.method);
	if (boot->method->device)
		xb_trace_from(&source->trace, boot->load_at.device);
	if (!boot->method->command)
		xb_trace_from(&source->trace, boot->load_at.command);
}

static void load_file(struct xb_source *source, const struct xb_load *load)
{
	struct xb_buf label = {0}, command = {0};

	xb_buf_puts(&label, "'load ");
	xb_hush_put_label(load->file, LABEL_MAX, &label);
	xb_buf_printf(&label, " to 0x%" PRIX64 "'", load->address);
	xb_buf_printf(&command, "%s 0x%" PRIX64 " ", source->boot->load_command, load->address);
	xb_hush_quote(load->file, strlen(load->file), &command);
	xb_trace_load(&source->trace, load);
	xb_trace_from(&source->trace, source->boot->load_at.prefix);
	trace_command(source);
	if (xb_hush_is_plain_command(source->boot->load_command))
		xb_source_step(source, label.data, command.data, true);
	else
		own_step(source, label.data, command.data);
	if (load->role == XB_ROLE_KERNEL || load->role == XB_ROLE_RAMDISK)
		check_size(source, load);
	xb_buf_clear(&label);
	xb_buf_clear(&command);
}

static void loads(struct xb_source *source)
{
	const struct xb_boot *boot = source->boot;

	trace_command(source);
	xb_buf_printf(source->out, "\n# %s\n", boot->method->comment);
	xb_trace_end(&source->trace);
	for (size_t i = 0; i < boot->load_count; i++) {
		if (xb_emit_is_loaded(boot, &boot->loads[i]))
			load_file(source, &boot->loads[i]);
	}
}

/* ---- The end --------------------------------------------------------------------------------- */

static void start(struct xb_source *source)
{
	const struct xb_load *xen = xb_boot_load(source->boot, XB_ROLE_XEN);
	const struct xb_load *tree = xb_boot_load(source->boot, XB_ROLE_TREE);
	struct xb_buf *out = source->out;

	xb_buf_puts(out, "\n# Boot Xen; the tree stays where it was planned\n");
	xb_buf_puts(out, "setenv fdt_high 0xffffffffffffffff\n");
	xb_buf_puts(out, "setenv xb_step 'start Xen'; echo \"xenboot: ${xb_step}\"\n");
	xb_trace_load(&source->trace, xen);
	xb_trace_load(&source->trace, tree);
	xb_buf_printf(out, "booti 0x%" PRIX64 " - 0x%" PRIX64 "\n", xen->address, tree->address);
	xb_trace_end(&source->trace);
}

static void put_end(const struct xb_source *source)
{
	xb_buf_puts(source->out, "\n# Only a step that failed leads here\n");
	for (size_t i = 0; i < source->open; i++)
		xb_buf_puts(source->out, i == 0 ? "fi" : "; fi");
	xb_buf_puts(source->out, "\necho \"xenboot: STOPPED: could not ${xb_step}\"\n");
}

/* ---- What a script can be made from ---------------------------------------------------------- */

static bool is_complete(const struct xb_boot *boot, struct xb_diags *diags)
{
	static const enum xb_role needed[] = {XB_ROLE_XEN, XB_ROLE_TREE};

	for (size_t i = 0; i < XB_COUNT(needed); i++) {
		if (!xb_boot_load(boot, needed[i]))
			return xb_error(diags, XB_CODE_MISSING_KEY, (struct xb_pos){0},
					"a script needs a file for %s", xb_role_name(needed[i]));
	}
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!load->placed)
			return xb_error(diags, XB_CODE_NO_ROOM, load->at,
					"%s has no address for the script to load it to",
					xb_role_name(load->role));
	}
	return true;
}

/* Its words stand before an address and a name, which nothing in them may hide. */
static bool is_load_command(const struct xb_boot *boot, struct xb_diags *diags)
{
	if (!strpbrk(boot->load_command, "#\r\n"))
		return true;
	xb_error(diags, XB_CODE_QUOTING, (struct xb_pos){0},
		 "the load command %s has a comment or a line break, which would hide the address "
		 "and the file's name behind it",
		 boot->load_command);
	xb_hint(diags, "put what comes first into load.before");
	return false;
}

/* reg is the file's size; without one there is nothing that the script could hold it against. */
static bool has_sizes(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if ((load->role == XB_ROLE_KERNEL || load->role == XB_ROLE_RAMDISK) &&
		    !load->size_known)
			return xb_error(diags, XB_CODE_FILE_MISSING, load->at,
					"the size of %s %s is not known, and its reg needs it",
					xb_role_name(load->role), load->file);
	}
	return true;
}

bool xb_emit_source(const struct xb_boot *boot, const struct xb_emit_options *options,
		    struct xb_buf *out, struct xb_diags *diags)
{
	struct xb_source source = {.boot = boot, .out = out, .diags = diags};
	bool said;

	source.trace = (struct xb_trace){.origins = options->origins, .out = out, .line = 1};
	if (!is_complete(boot, diags) || !is_load_command(boot, diags) || !has_sizes(boot, diags))
		return false;
	put_head(&source);
	before(&source);
	loads(&source);
	said = boot->via_dtb || xb_source_edits(&source);
	if (said) {
		start(&source);
		put_end(&source);
	}
	xb_trace_clear(&source.trace);
	return said;
}

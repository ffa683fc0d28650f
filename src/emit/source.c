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
 * `exit` does not end a sourced script in U-Boot 2023.01, and never returns from one in the modern shell;
 * `a &&` does not reach over the end of a line in the old one. Nested ifs mean the same in all. booti
 * comes back only when it failed, so whoever reaches the end has failed, and xb_step says at what.
 *
 * A long chain has parts, each with its own ifs: the next one is entered only from the end of the one
 * before it, by xb_part.
 */
#include "emit/source.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/emit.h"
#include "emit/hush.h"

/* ---- The head: what this script is, and what it loads ---------------------------------------- */

/* Does the script find LOAD in memory, whoever puts it there? */
static bool is_used(const struct xb_boot *boot, const struct xb_load *load)
{
	return xb_boot_fetches(boot, load) || (load->there && load->use != XB_LOAD_SCRIPT && !load->here_only);
}

/* The longest of the titles; those of a dom0 alone all fit the least. */
static int title_width(const struct xb_boot *boot)
{
	size_t width = 13;

	for (size_t i = 0; i < boot->load_count; i++) {
		size_t length = strlen(boot->loads[i].title);

		if (length > width && is_used(boot, &boot->loads[i]))
			width = length;
	}
	return (int)width;
}

static void put_table_row(const struct xb_boot *boot, const struct xb_load *load, int width,
			  struct xb_buf *out)
{
	xb_buf_printf(out, "#   0x%-10" PRIX64 " %-*s ", load->address, width, load->title);
	xb_buf_put_visible(out, xb_load_name(load), strlen(xb_load_name(load)));
	if (load->there)
		xb_buf_puts(out, ", which is there already");
	if (xb_boot_measures(boot, load))
		xb_buf_printf(out, ", up to 0x%" PRIX64 " bytes\n", xb_plan_limit(boot, load));
	else if (load->size_known)
		xb_buf_printf(out, ", 0x%" PRIX64 " bytes\n", load->size);
	else
		xb_buf_puts(out, ", size not known\n");
}

static void put_head(struct xb_source *source)
{
	const struct xb_boot *boot = source->boot;
	const char *name = xb_boot_name(boot);
	struct xb_buf *out = source->out;
	int width = title_width(boot);

	xb_buf_puts(out, "# ");
	xb_buf_put_visible(out, name, strlen(name));
	xb_buf_puts(out, ": made by xenboot. Change the profile, not this file.\n#\n");
	for (size_t i = 0; i < boot->load_count; i++) {
		if (!is_used(boot, &boot->loads[i]))
			continue;
		xb_trace_load(&source->trace, &boot->loads[i]);
		xb_trace_from(&source->trace, boot->loads[i].size_at);
		put_table_row(boot, &boot->loads[i], width, out);
		xb_trace_end(&source->trace);
	}
}

/* ---- Commands and loads ---------------------------------------------------------------------- */

/* The first of several steps of one kind has a comment above it. */
static bool is_first_of_kind(const struct xb_source *source, const struct xb_step *step)
{
	return !source->before || source->before->kind != step->kind;
}

static bool run_command(struct xb_source *source, const struct xb_step *step)
{
	struct xb_buf label = {0};

	if (is_first_of_kind(source, step))
		xb_buf_puts(source->out, "\n# Make ready\n");
	xb_buf_puts(&label, "'run ");
	xb_hush_put_label(step->text, XB_SOURCE_LABEL_MAX, &label);
	xb_buf_putc(&label, '\'');
	xb_trace_from(&source->trace, step->at);
	xb_source_own_step(source, label.data, step->text);
	xb_buf_clear(&label);
	return true;
}

/* Where the words before ADDRESS FILE come from. */
static void trace_command(struct xb_source *source, const struct xb_medium *medium)
{
	const struct xb_load_method *method = medium->method;

	xb_trace_from(&source->trace, medium->method_at);
	if (method && method->device)
		xb_trace_from(&source->trace, medium->device_at);
	if (method && method->own)
		xb_trace_from(&source->trace, medium->command_at);
}

static void put_comment(struct xb_source *source, const struct xb_medium *medium)
{
	trace_command(source, medium);
	xb_buf_printf(source->out, "\n# %s\n",
		      medium->method ? medium->method->comment : "Load the files");
	xb_trace_end(&source->trace);
}

static bool load_file(struct xb_source *source, const struct xb_step *step)
{
	const struct xb_load *load = &source->boot->loads[step->load];
	const struct xb_medium *medium = load->from;
	struct xb_buf label = {0}, command = {0};

	if (is_first_of_kind(source, step) ||
	    !xb_medium_is_same(source->boot->loads[source->before->load].from, medium))
		put_comment(source, medium);
	xb_source_forget_size(source, load);
	xb_buf_puts(&label, "'load ");
	xb_hush_put_label(load->file, XB_SOURCE_LABEL_MAX, &label);
	xb_buf_printf(&label, " to 0x%" PRIX64 "'", load->address);
	xb_buf_printf(&command, "%s 0x%" PRIX64 " ", medium->command, load->address);
	xb_hush_quote(load->file, strlen(load->file), &command);
	xb_trace_load(&source->trace, load);
	xb_trace_from(&source->trace, medium->prefix_at);
	trace_command(source, medium);
	if (xb_hush_is_plain_command(medium->command))
		xb_source_step(source, label.data, command.data, true);
	else
		xb_source_own_step(source, label.data, command.data);
	xb_source_check_size(source, load);
	xb_buf_clear(&label);
	xb_buf_clear(&command);
	return true;
}

/* ---- Parts ------------------------------------------------------------------------------------ */

/*
 * The modern shell keeps the text up to its fi once more for every if (common/cli_hush_upstream.c,
 * group_as_string): 600 deep are more than the 16 MiB of U-Boot's heap on QEMU, "out of memory" and a
 * reset, as run on 2026.07. The old one says and does nothing before it has seen the last fi.
 */
enum { DEEPEST = 64 };

static void close_ifs(const struct xb_source *source)
{
	for (size_t i = 0; i < source->open; i++)
		xb_buf_puts(source->out, i == 0 ? "fi" : "; fi");
	xb_buf_putc(source->out, '\n');
}

static void begin_part(struct xb_source *source)
{
	source->parts++;
	xb_buf_printf(source->out, "\n# On with part %zu, if all went well\nsetenv xb_part %zu\n",
		      source->parts, source->parts);
	close_ifs(source);
	xb_buf_printf(source->out,
		      "if test \"${xb_part}\" = %zu; then\nsetenv xb_part\necho \"xenboot: part %zu\"\n",
		      source->parts, source->parts);
	source->open = 1;
}

/* ---- All steps ------------------------------------------------------------------------------- */

/* On after a refusal: all of them are worth a message. */
static bool put_steps(struct xb_source *source)
{
	static bool (*const put[XB_STEP_KINDS])(struct xb_source *, const struct xb_step *) = {
		[XB_STEP_COMMAND] = run_command,    [XB_STEP_LOAD] = load_file,
		[XB_STEP_TREE] = xb_source_tree,    [XB_STEP_ROOM] = xb_source_room,
		[XB_STEP_OVERLAY] = xb_source_overlay, [XB_STEP_EDIT] = xb_source_edit,
	};
	const struct xb_boot *boot = source->boot;
	bool said = true;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->beforehand)
			continue;
		if (source->open >= DEEPEST)
			begin_part(source);
		said = put[step->kind](source, step) && said;
		source->before = step;
	}
	return said;
}

/* ---- The end --------------------------------------------------------------------------------- */

static void start(struct xb_source *source)
{
	const struct xb_entrance *entrance = &source->boot->entrance;
	const struct xb_load *xen = &source->boot->loads[entrance->xen];
	const struct xb_load *tree = &source->boot->loads[entrance->tree];
	struct xb_buf *out = source->out;

	xb_buf_puts(out, "\n# Boot Xen; the tree stays where it was planned\n");
	xb_buf_puts(out, "setenv fdt_high 0xffffffffffffffff\n");
	xb_buf_puts(out, "setenv xb_step 'start Xen'; echo \"xenboot: ${xb_step}\"\n");
	xb_trace_load(&source->trace, xen);
	xb_trace_load(&source->trace, tree);
	xb_buf_printf(out, "%s 0x%" PRIX64 " - 0x%" PRIX64 "\n", entrance->door->name, xen->address,
		      tree->address);
	xb_trace_end(&source->trace);
}

static void put_end(const struct xb_source *source)
{
	xb_buf_puts(source->out, "\n# Only a step that failed leads here\n");
	close_ifs(source);
	xb_buf_puts(source->out, "echo \"xenboot: STOPPED: could not ${xb_step}\"\n");
}

/* ---- What a script can be made from ---------------------------------------------------------- */

static bool has_entrance(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_entrance *entrance = &boot->entrance;

	if (entrance->xen >= boot->load_count)
		return xb_error(diags, XB_CODE_MISSING_KEY, (struct xb_pos){0},
				"a script needs a file for Xen");
	if (entrance->tree >= boot->load_count)
		return xb_error(diags, XB_CODE_MISSING_KEY, (struct xb_pos){0},
				"a script needs a file for device tree");
	if (!entrance->door)
		return xb_error(diags, XB_CODE_MISSING_KEY, (struct xb_pos){0},
				"a script needs a command that starts Xen, and none is known");
	return true;
}

static bool can_load(const struct xb_load *load, struct xb_diags *diags)
{
	const char *lack = NULL;

	if (!load->file)
		lack = "is loaded by a name that is not known";
	else if (!load->from || !load->from->command)
		lack = "is loaded in a way that is not known";
	return !lack || xb_error(diags, XB_CODE_MISSING_KEY, load->at, "%s %s", load->title, lack);
}

static bool has_addresses(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!load->placed && !load->here_only)
			return xb_error(diags, XB_CODE_NO_ROOM, load->at,
					"%s has no address for the script to load it to",
					load->title);
	}
	return true;
}

/* Its words stand before an address and a name, which nothing in them may hide. */
static bool is_load_command(const struct xb_boot *boot, const char *command, struct xb_diags *diags)
{
	const char *before = boot->places[XB_PLACE_BEFORE];

	if (!strpbrk(command, "#\r\n"))
		return true;
	xb_error(diags, XB_CODE_QUOTING, (struct xb_pos){0},
		 "the load command %s has a comment or a line break, which would hide the address "
		 "and the file's name behind it",
		 command);
	if (before)
		xb_hint(diags, "put what comes first into %s", before);
	return false;
}

static bool can_do_loads(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];
		const struct xb_load *load = step->kind == XB_STEP_LOAD ? &boot->loads[step->load] : NULL;

		if (load && (!can_load(load, diags) || !is_load_command(boot, load->from->command, diags)))
			return false;
	}
	return true;
}

/* reg is the file's size; without one there is nothing that the script could hold it against, unless it measures. */
static bool has_sizes(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (xb_source_needs_size(boot, load) && !load->size_known && !xb_boot_measures(boot, load))
			return xb_error(diags, XB_CODE_FILE_MISSING, load->at,
					"the size of %s %s is not known, and its reg needs it",
					load->title, xb_load_name(load));
	}
	return true;
}

bool xb_emit_source(const struct xb_boot *boot, const struct xb_emit_options *options,
		    struct xb_buf *out, struct xb_diags *diags)
{
	struct xb_source source = {.boot = boot, .out = out, .diags = diags, .parts = 1};
	bool said;

	source.trace = (struct xb_trace){.origins = options->origins, .out = out, .line = 1};
	if (!has_entrance(boot, diags) || !has_addresses(boot, diags) ||
	    !can_do_loads(boot, diags) || !has_sizes(boot, diags))
		return false;
	put_head(&source);
	said = put_steps(&source);
	if (said) {
		start(&source);
		put_end(&source);
	}
	xb_trace_clear(&source.trace);
	return said;
}

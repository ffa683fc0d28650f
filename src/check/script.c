/* SPDX-License-Identifier: MIT */
/* Rules about what can be said: on a command line, and by `fdt set` in a script. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"

/* The edits that a script cannot say, for the reason that CODE names. With a ready DTB libfdt writes them,
 * without these limits. */
static void check_sayable(const struct xb_boot *boot, enum xb_code wanted, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];
		char reg[XB_REG_MAX], *objection;
		struct xb_edit edit;
		enum xb_code code;

		if (step->kind != XB_STEP_EDIT || step->beforehand)
			continue;
		edit = xb_step_edit(boot, step, reg);
		objection = xb_fdt_set_objection(boot, &edit, &code);
		if (objection && code == wanted) {
			xb_error(diags, code, edit.at, "%s %s %s", edit.path, edit.name, objection);
			if (boot->places[XB_PLACE_OUTPUT])
				xb_hint(diags, "%s: both puts it into the DTB as it is",
					boot->places[XB_PLACE_OUTPUT]);
			else if (code == XB_CODE_VALUE_TOO_LONG && edit.length > XB_FDT_SET_MAX)
				xb_hint(diags, "shorten it by %zu bytes, or write it into the DTB beforehand",
					edit.length - XB_FDT_SET_MAX);
		}
		free(objection);
	}
}

/* COMMAND_LINE_SIZE is 2048, a NUL in it (Linux arch/arm64/include/uapi/asm/setup.h). */
#define MOST_LINUX_LINE 2047

static void check_linux_line(const struct xb_domain *domain, struct xb_diags *diags)
{
	size_t length = xb_line_is_empty(&domain->line) ? 0 : strlen(domain->line.text);

	if (length <= MOST_LINUX_LINE)
		return;
	xb_warning(diags, XB_CODE_VALUE_TOO_LONG, domain->line.at,
		   "%s's command line has %zu characters; Linux reads the first %d", domain->name,
		   length, MOST_LINUX_LINE);
	xb_hint(diags, "shorten it by %zu", length - MOST_LINUX_LINE);
}

static bool is_fetched_by_tftp(const struct xb_boot *boot, const struct xb_load *load)
{
	const struct xb_medium *medium = load->from;

	return medium && medium->method && medium->method->network && xb_boot_fetches(boot, load) &&
	       xb_boot_load(boot, XB_LOAD_SCRIPT);
}

/* U-Boot's TFTP keeps a name in 128 bytes (net/tftp.c MAX_LEN). */
#define MOST_TFTP_NAME 127

static void check_name_length(const struct xb_boot *boot, const struct xb_load *load,
			      struct xb_diags *diags)
{
	size_t length = load->file ? strlen(load->file) : 0;

	if (length <= MOST_TFTP_NAME || !is_fetched_by_tftp(boot, load))
		return;
	xb_error(diags, XB_CODE_VALUE_TOO_LONG, load->at,
		 "%s: its name on the server has %zu characters; U-Boot asks for the first %d",
		 load->title, length, MOST_TFTP_NAME);
	xb_hint(diags, "give it another name there%s", load->key ? ": load-as: NAME" : "");
}

void xb_check_value_too_long(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	check_sayable(boot, XB_CODE_VALUE_TOO_LONG, diags);
	for (size_t i = 0; i < boot->domain_count; i++)
		check_linux_line(&boot->domains[i], diags);
	for (size_t i = 0; i < boot->load_count; i++)
		check_name_length(boot, &boot->loads[i], diags);
}

/* ---- quoting ------------------------------------------------------------------------------------ */

static void check_xen_words(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->xen_line.count; i++) {
		const struct xb_setting *word = &boot->xen_line.words[i];

		if (!word->value || !strchr(word->value, ' '))
			continue;
		xb_error(diags, XB_CODE_QUOTING, word->at,
			 "%s=%s: Xen splits its command line at each blank and knows no quotes",
			 word->name, word->value);
		xb_hint(diags, "take the blank out; several options are several lines");
	}
}

/* Linux knows double quotes and no escape in them (lib/cmdline.c next_arg). */
static void check_linux_words(const struct xb_domain *domain, struct xb_diags *diags)
{
	for (size_t i = 0; i < domain->line.count; i++) {
		const struct xb_setting *word = &domain->line.words[i];
		bool quoted = false, blank_outside = false;

		for (const char *c = word->value ? word->value : ""; *c; c++) {
			quoted ^= *c == '"';
			blank_outside |= !quoted && strchr(" \t\n\v\f\r", *c);
		}
		if (!word->value || !strchr(word->value, '"') || (!quoted && !blank_outside))
			continue;
		xb_error(diags, XB_CODE_QUOTING, word->at,
			 "%s=%s: Linux cannot read a blank or an open quote beside '\"' in one value",
			 word->name, word->value);
		xb_hint(diags, "a value with blanks gets its quotes from here; leave '\"' out");
	}
}

/* U-Boot's tftpboot takes what stands before a ':' for the server (net/tftp.c), and copies a name up to the
 * next '"', or past one that begins it (copy_filename). Its commands keep all other characters. */
static void check_tftp_name(const struct xb_load *load, struct xb_diags *diags)
{
	const char *quote = strchr(load->file, '"');

	if (strchr(load->file, ':'))
		xb_error(diags, XB_CODE_QUOTING, load->at,
			 "%s: '%s' has a ':' in it, and U-Boot would take '%.*s' for the server",
			 load->title, load->file, (int)strcspn(load->file, ":"),
			 load->file);
	else if (quote)
		xb_error(diags, XB_CODE_QUOTING, load->at,
			 "%s: '%s' has a '\"' in it, and U-Boot would ask the server for '%.*s'",
			 load->title, load->file,
			 (int)(quote == load->file ? strcspn(quote + 1, "\"") : strcspn(load->file, "\"")),
			 quote == load->file ? quote + 1 : load->file);
	else
		return;
	xb_hint(diags, "give it another name there%s", load->key ? ": load-as: NAME" : "");
}

/* With a variable in a command the old shell reads its words twice, the modern one once: there is no way to
 * write a ' or \ for both. */
static void check_name_beside_variable(const struct xb_load *load, struct xb_diags *diags)
{
	const char *command = load->from ? load->from->command : NULL;

	if (!command || !strchr(command, '$') || !strpbrk(load->file, "'\\"))
		return;
	xb_error(diags, XB_CODE_QUOTING, load->at,
		 "%s: '%s' has a %s in it, which cannot stand beside the variable of '%s': U-Boot's old "
		 "shell reads both twice, the modern one (R-Car from 2026.07 on) once",
		 load->title, load->file, strchr(load->file, '\'') ? "\"'\"" : "'\\'", command);
	xb_hint(diags, "give it another name there%s", load->key ? ": load-as: NAME" : "");
}

static void check_file_names(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!load->file || !xb_boot_fetches(boot, load))
			continue;
		if (is_fetched_by_tftp(boot, load))
			check_tftp_name(load, diags);
		check_name_beside_variable(load, diags);
	}
}

void xb_check_quoting(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	check_xen_words(boot, diags);
	for (size_t i = 0; i < boot->domain_count; i++)
		check_linux_words(&boot->domains[i], diags);
	check_sayable(boot, XB_CODE_QUOTING, diags);
	check_file_names(boot, diags);
	xb_check_own_commands(boot, diags);
}

/* ---- uboot-needs ------------------------------------------------------------------------------- */

/* Edits that the modern shell of U-Boot 2026.07 was run with in 16 MiB of heap: 3,000 it took, 4,000 were
 * "out of memory". The old one takes 8,000. */
#define MOST_EDITS 3000

static void hint_at_both(const struct xb_boot *boot, struct xb_diags *diags)
{
	if (boot->places[XB_PLACE_OUTPUT])
		xb_hint(diags, "with %s: both the tree is made here, and U-Boot needs not be able to",
			boot->places[XB_PLACE_OUTPUT]);
}

static bool is_on_board(const struct xb_step *step, enum xb_step_kind kind)
{
	return step->kind == kind && !step->beforehand;
}

static void check_overlays(const struct xb_boot *boot, struct xb_diags *diags)
{
	size_t first = 0;

	while (first < boot->step_count && !is_on_board(&boot->steps[first], XB_STEP_OVERLAY))
		first++;
	if (first == boot->step_count)
		return;
	xb_note(diags, XB_CODE_UBOOT_NEEDS, boot->steps[first].at,
		"an overlay in a script needs a U-Boot with `fdt apply` (CONFIG_OF_LIBFDT_OVERLAY)");
	hint_at_both(boot, diags);
}

static void check_edit_count(const struct xb_boot *boot, struct xb_diags *diags)
{
	size_t count = 0;

	for (size_t i = 0; i < boot->step_count; i++)
		count += is_on_board(&boot->steps[i], XB_STEP_EDIT);
	if (count <= MOST_EDITS)
		return;
	xb_warning(diags, XB_CODE_UBOOT_NEEDS, (struct xb_pos){0},
		   "the script has %zu edits; U-Boot's modern shell (R-Car from 2026.07 on) holds %d in 16 MiB "
		   "of heap, and resets at more; the old one takes them one by one",
		   count, MOST_EDITS);
	hint_at_both(boot, diags);
}

void xb_check_uboot_needs(const struct xb_context *context, struct xb_diags *diags)
{
	check_overlays(context->boot, diags);
	check_edit_count(context->boot, diags);
}

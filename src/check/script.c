/* SPDX-License-Identifier: MIT */
/* Rules about what can be said: on a command line, and by `fdt set` in a script. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"

/* Are the edits said by fdt commands? With a ready DTB libfdt writes them, without these limits. */
static bool edits_by_script(const struct xb_boot *boot)
{
	return (boot->emit & XB_EMIT_SCRIPT) && !boot->via_dtb;
}

/* The edits that a script cannot say, for the reason that CODE names. */
static void check_sayable(const struct xb_boot *boot, enum xb_code wanted, struct xb_diags *diags)
{
	for (size_t i = 0; edits_by_script(boot) && i < boot->edit_count; i++) {
		const struct xb_edit *edit = &boot->edits[i];
		enum xb_code code;
		char *objection = xb_fdt_set_objection(boot, edit, &code);

		if (objection && code == wanted) {
			xb_error(diags, code, edit->at, "%s %s %s", edit->path, edit->name,
				 objection);
			xb_hint(diags, "emit: both puts it into the DTB as it is");
		}
		free(objection);
	}
}

/* COMMAND_LINE_SIZE is 2048, a NUL in it (Linux arch/arm64/include/uapi/asm/setup.h). */
#define MOST_LINUX_LINE 2047

static void check_linux_line(const struct xb_boot *boot, struct xb_diags *diags)
{
	size_t length = strlen(boot->dom0_line.text);

	if (length <= MOST_LINUX_LINE)
		return;
	xb_warning(diags, XB_CODE_VALUE_TOO_LONG, boot->dom0_line.at,
		   "dom0's command line has %zu characters; Linux reads the first %d", length,
		   MOST_LINUX_LINE);
	xb_hint(diags, "shorten it by %zu", length - MOST_LINUX_LINE);
}

void xb_check_value_too_long(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     struct xb_diags *diags)
{
	(void)catalog;
	check_sayable(boot, XB_CODE_VALUE_TOO_LONG, diags);
	check_linux_line(boot, diags);
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
static void check_linux_words(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->dom0_line.count; i++) {
		const struct xb_setting *word = &boot->dom0_line.words[i];
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

/* U-Boot's tftpboot takes what stands before a ':' for the server (net/tftp.c). */
static void check_file_names(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 1; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!(boot->emit & XB_EMIT_SCRIPT) || !boot->method->network ||
		    !strchr(load->file, ':'))
			continue;
		xb_error(diags, XB_CODE_QUOTING, load->at,
			 "%s: '%s' has a ':' in it, and U-Boot would take '%.*s' for the server",
			 xb_role_name(load->role), load->file, (int)strcspn(load->file, ":"),
			 load->file);
		xb_hint(diags, "give it another name there: load-as: NAME");
	}
}

void xb_check_quoting(const struct xb_boot *boot, const struct xb_catalog *catalog,
		      struct xb_diags *diags)
{
	(void)catalog;
	check_xen_words(boot, diags);
	check_linux_words(boot, diags);
	check_sayable(boot, XB_CODE_QUOTING, diags);
	check_file_names(boot, diags);
}

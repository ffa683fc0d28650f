/* SPDX-License-Identifier: MIT */
/* Rules about what can be said: on a command line, and by `fdt set` in a script. */
#include <string.h>

#include "boot/check.h"

/* Are the edits said by fdt commands? With a ready DTB libfdt writes them, without these limits. */
static bool edits_by_script(const struct xb_boot *boot)
{
	return (boot->emit & XB_EMIT_SCRIPT) && !boot->via_dtb;
}

static const char *edit_name(const struct xb_edit *edit, char *out, size_t size)
{
	size_t length = strlen(edit->path);

	/* The path's end says more than its beginning where there is no room for both. */
	if (length + strlen(edit->name) + 2 > size)
		return edit->name;
	memcpy(out, edit->path, length);
	out[length] = ' ';
	strcpy(out + length + 1, edit->name);
	return out;
}

/* ---- value-too-long ----------------------------------------------------------------------------- */

void xb_check_value_too_long(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     struct xb_diags *diags)
{
	char name[128];

	(void)catalog;
	for (size_t i = 0; edits_by_script(boot) && i < boot->edit_count; i++) {
		const struct xb_edit *edit = &boot->edits[i];

		if (edit->kind != XB_EDIT_SET || edit->length <= XB_FDT_SET_MAX)
			continue;
		xb_error(diags, XB_CODE_VALUE_TOO_LONG, edit->at,
			 "%s has %zu bytes with its NUL; `fdt set` holds %u",
			 edit_name(edit, name, sizeof(name)), edit->length, XB_FDT_SET_MAX);
		xb_hint(diags, "emit: both puts it into the DTB, which has no such limit");
	}
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

/* Everything else can be quoted; measured byte by byte, line breaks included. */
static bool is_misread(const struct xb_edit *edit)
{
	return edit->kind == XB_EDIT_SET && edit->form == XB_FORM_STRINGS && edit->length &&
	       (edit->value[0] == '<' || edit->value[0] == '[');
}

static void check_script_values(const struct xb_boot *boot, struct xb_diags *diags)
{
	char name[128];

	for (size_t i = 0; edits_by_script(boot) && i < boot->edit_count; i++) {
		const struct xb_edit *edit = &boot->edits[i];

		if (!is_misread(edit))
			continue;
		xb_error(diags, XB_CODE_QUOTING, edit->at,
			 "%s begins with '%c', which `fdt set` reads as %s",
			 edit_name(edit, name, sizeof(name)), edit->value[0],
			 edit->value[0] == '<' ? "cells" : "bytes");
		xb_hint(diags, "emit: both puts it into the DTB as it is");
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
	check_script_values(boot, diags);
	check_file_names(boot, diags);
}

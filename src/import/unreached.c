/* SPDX-License-Identifier: MIT */
#include "import/unreached.h"

#include <string.h>

/* Edits by their first letters, as U-Boot tells them apart. */
static const char *const edits[] = {"se", "mk", "rm", "re", "ap"};

/* Behind the blanks at TEXT. */
static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

static bool begins_with(const char *line, const char *word)
{
	const size_t length = strlen(word);

	return !strncmp(line, word, length) && strchr(" \t\n;", line[length]);
}

static bool is_edit(const char *line)
{
	if (!begins_with(line, "fdt"))
		return false;
	line = skip_blanks(line + strlen("fdt"));
	for (size_t i = 0; i < XB_COUNT(edits); i++)
		if (!strncmp(line, edits[i], strlen(edits[i])))
			return true;
	return false;
}

static bool is_made(const struct xb_ways *ways, unsigned line)
{
	for (size_t i = 0; i < ways->count; i++) {
		const struct xb_boot *boot = ways->items[i].boot;

		for (size_t k = 0; boot && k < boot->step_count; k++)
			if (boot->steps[k].at.line == line)
				return true;
	}
	return false;
}

/* Does Xen start at LINE on one of the ways? */
static bool is_entry(const struct xb_ways *ways, unsigned line)
{
	for (size_t i = 0; i < ways->count; i++)
		if (ways->items[i].boot && ways->items[i].boot->entrance.at.line == line)
			return true;
	return false;
}

void xb_report_unreached(const struct xb_script *script, const struct xb_ways *ways,
			 struct xb_diags *diags)
{
	unsigned line = 1, entry = 0;

	for (const char *at = script->bytes; at && *at; line++) {
		const char *text = skip_blanks(at);

		if (is_entry(ways, line))
			entry = line;
		else if (begins_with(text, "else") || begins_with(text, "elif"))
			entry = 0;
		else if (entry && is_edit(text) && !is_made(ways, line)) {
			xb_warning(diags, XB_CODE_EDIT_LOST,
				   (struct xb_pos){.file = script->places[0].at.file,
						   .line = line,
						   .column = (unsigned)(text - at) + 1},
				   "this edit stands behind the boot command in line %u, and is never made",
				   entry);
			xb_hint(diags, "put it before line %u", entry);
		}
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
}

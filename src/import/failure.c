/* SPDX-License-Identifier: MIT */
/* Steps that fail for certain: U-Boot says so on a console that no one watches, and goes on. */
#include "import/failure.h"

#include <stdlib.h>
#include <string.h>

/* What U-Boot says, and what that means to who wrote it: the first that fits. Severity and code are
 * those of the loss. */
static const struct failure {
	const char *says;
	const char *command; /* that says it; NULL: any */
	enum xb_severity severity;
	enum xb_code code;
	const char *means;
	const char *hint; /* NULL: nothing can be advised */
} failures[] = {
	{"No FDT memory address", NULL, XB_ERROR, XB_CODE_NOT_LOADED,
	 "no device tree is taken yet, and this edits none",
	 "fdt addr ADDRESS comes first, behind the load of the tree"},
	{"FDT_ERR_NOTFOUND", "fdt rm", XB_WARNING, XB_CODE_MISSING_NODE,
	 "there is no such node or property in the tree", "compare the path with the tree's"},
	{"fdt_path_offset() returned FDT_ERR_NOTFOUND", NULL, XB_ERROR, XB_CODE_MISSING_NODE,
	 "there is no such node in the tree", "fdt mknode PARENT NAME makes it, before it is used"},
	{"FDT_ERR_BADPATH", NULL, XB_ERROR, XB_CODE_MISSING_NODE,
	 "a path that begins without '/' is an alias, and there is none of that name",
	 "begin it with '/'"},
	{"FDT_ERR_EXISTS", "fdt mk", XB_NOTE, XB_CODE_NOT_NOTICED, "the node is there already",
	 NULL},
	{"FDT_ERR_BADMAGIC", NULL, XB_ERROR, XB_CODE_DTB_INVALID,
	 "what stands there is no device tree: the one before stays in use",
	 "load a tree there first"},
	{"doesn't fit in scratchpad", NULL, XB_ERROR, XB_CODE_VALUE_TOO_LONG,
	 "the value that is there has more than the 1024 bytes that fdt set holds", NULL},
	{"Unexpected character", NULL, XB_ERROR, XB_CODE_QUOTING,
	 "fdt set cannot read this value, and sets nothing",
	 "cells stand in < >, bytes in [ ], both closed"},
};

/* The command as it was written, or what of it fits a sentence. */
enum { MOST_SHOWN = 48 };

static char *shown(const struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_buf text = {0};
	size_t length = 0;
	char *readable;

	for (size_t i = 0; i < command->count; i++)
		xb_buf_printf(&text, "%s%s", i ? " " : "", command->words[i].text);
	readable = xb_symbol_readable(&uboot->symbols, text.data);
	xb_buf_clear(&text);
	while (readable[length] && length < MOST_SHOWN)
		length += xb_utf8_length(readable + length, 4) ? xb_utf8_length(readable + length, 4) : 1;
	xb_buf_printf(&text, "%.*s%s", (int)length, readable, readable[length] ? "..." : "");
	free(readable);
	return xb_buf_take(&text);
}

static bool is_command(const struct xb_uboot *uboot, const struct xb_command *command,
		       const char *wanted)
{
	const size_t length = strlen(uboot->command);

	if (!wanted || !strcmp(wanted, uboot->command))
		return true;
	return !strncmp(wanted, uboot->command, length) && wanted[length] == ' ' &&
	       command->count > 1 &&
	       !strncmp(command->words[1].text, wanted + length + 1, strlen(wanted + length + 1));
}

static const struct failure *failure_of(const struct xb_uboot *uboot,
					const struct xb_command *command, const char *said)
{
	for (size_t i = 0; i < XB_COUNT(failures); i++)
		if (strstr(said, failures[i].says) &&
		    is_command(uboot, command, failures[i].command))
			return &failures[i];
	return NULL;
}

/* ---- A number that is none ---- */

static void report_number(struct xb_uboot *uboot, const struct xb_command *command,
			  const char *said)
{
	const char *text = strchr(said, '"') + 1;
	const size_t length = strcspn(text, "\" >");
	const char *property = command->count > 3 ? command->words[3].text : "";

	xb_error(uboot->diags, strcmp(property, "reg") ? XB_CODE_CELLS : XB_CODE_MODULE_REG,
		 command->words[0].at,
		 "%s is not set: '%.*s' is no number to fdt set, which reads decimal where no 0x "
		 "stands before",
		 property, (int)length, text);
	xb_hint(uboot->diags, "write 0x%.*s", (int)length, text);
}

/* ---- A wrong use ---- */

static void report_usage(struct xb_uboot *uboot, const struct xb_command *command,
			 const char *text)
{
	const unsigned most = xb_uboot_most_words(uboot, command);

	if (command->count > most) {
		xb_error(uboot->diags, XB_CODE_LINE_TOO_LONG, command->words[0].at,
			 "`%s` has %zu words, and U-Boot takes %u: it shows the usage and does "
			 "nothing",
			 text, command->count, most);
		xb_hint(uboot->diags, "put quotes around what is one value");
		return;
	}
	xb_error(uboot->diags, XB_CODE_UNSUPPORTED_COMMAND, command->words[0].at,
		 "`%s` is no form of %s: U-Boot shows the usage and does nothing", text,
		 uboot->command);
	xb_hint(uboot->diags, "help %s at U-Boot's prompt lists its forms", uboot->command);
}

/* ---- All ---- */

/* Commands that answer a question by their status, or hand on that of another. */
static bool answers(const struct xb_uboot *uboot, const struct xb_command *command)
{
	static const char *const names[] = {"test", "[", "itest", "false", "run", "source", "exit",
					    "printenv", "echo", "env exists", "env print",
					    "env run", "fdt print", "fdt list", "fdt check"};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (is_command(uboot, command, names[i]))
			return true;
	return false;
}

/* Was the same said of the command before, on the same node? Where one edit of it fails, all do. */
static bool is_said_before(struct xb_uboot *uboot, const struct xb_command *command, enum xb_code code)
{
	const char *path = command->count > 2 ? command->words[2].text : "";

	if (code != XB_CODE_MISSING_NODE && code != XB_CODE_NOT_LOADED)
		return false;
	if (uboot->failed_path && !strcmp(uboot->failed_path, path))
		return true;
	uboot->failed_path = xb_arena_strdup(&uboot->boot->arena, path);
	return false;
}

void xb_report_failure(struct xb_uboot *uboot, const struct xb_command *command, size_t said)
{
	const char *says = uboot->console.length > said ? uboot->console.data + said : "";
	const struct failure *failure = failure_of(uboot, command, says);
	const struct xb_pos at = command->words[0].at;
	char *text;

	if (answers(uboot, command))
		return;
	text = shown(uboot, command);
	if (failure && is_said_before(uboot, command, failure->code)) {
		free(text);
		return;
	}
	if (failure) {
		xb_report(uboot->diags, failure->severity, failure->code, at, "`%s` fails: %s",
			  text, failure->means);
		if (failure->hint)
			xb_hint(uboot->diags, "%s", failure->hint);
	} else if (strstr(says, "could not convert")) {
		report_number(uboot, command, says);
	} else if (strstr(says, "(usage text of")) {
		report_usage(uboot, command, text);
	} else {
		xb_warning(uboot->diags, XB_CODE_NOT_NOTICED, at,
			   "`%s` fails on every board, and the script goes on", text);
	}
	free(text);
}

/* ---- Words that are none ---- */

/* Of other shells. U-Boot's test is true where it does not know a word (cmd/test.c). */
static const struct {
	const char *word, *instead;
} foreign_words[] = {{"==", "="}, {">=", "-ge"}, {"<=", "-le"}};

void xb_report_misuse(struct xb_uboot *uboot, const struct xb_command *command)
{
	if (strcmp(uboot->command, "test") != 0)
		return;
	for (size_t i = 1; i < command->count; i++) {
		const struct xb_word *word = &command->words[i];

		for (size_t k = 0; k < XB_COUNT(foreign_words); k++) {
			if (strcmp(word->text, foreign_words[k].word) != 0)
				continue;
			xb_warning(uboot->diags, XB_CODE_UNSUPPORTED_COMMAND, word->at,
				   "test knows no '%s', and is true whatever stands beside it", word->text);
			xb_hint(uboot->diags, "write %s", foreign_words[k].instead);
			return;
		}
	}
}

/* ---- Commands that are none ---- */

void xb_report_unknown(struct xb_uboot *uboot, const struct xb_command *command)
{
	const char *name = command->words[0].text, *near;
	const struct xb_pos at = command->words[0].at;
	char *text = shown(uboot, &(struct xb_command){.words = command->words, .count = 1});

	near = xb_uboot_nearest_command(name);
	if (!strcmp(name, "[")) {
		xb_error(uboot->diags, XB_CODE_UNSUPPORTED_COMMAND, at,
			 "U-Boot has the command [ from 2026.07 on: before, it is unknown, and the "
			 "condition false");
		xb_hint(uboot->diags, "test does the same, without the ] at the end");
	} else if (strchr(name, '=')) {
		xb_error(uboot->diags, XB_CODE_QUOTING, at,
			 "'%s' is run as a command: a ; or a line end has ended the one before",
			 text);
		xb_hint(uboot->diags, "put quotes around the whole text");
	} else {
		xb_report(uboot->diags, near ? XB_ERROR : XB_WARNING, XB_CODE_UNSUPPORTED_COMMAND,
			  at, "no U-Boot that is known has a command '%s'", text);
		if (near)
			xb_hint(uboot->diags, "did you mean %s?", near);
	}
	free(text);
}

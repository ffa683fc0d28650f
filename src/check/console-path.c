/* SPDX-License-Identifier: MIT */
/*
 * The rule about the UART that Xen is told to print on (xen/drivers/char/uart-init.c dt_uart_init): that
 * of dtuart=, else of /chosen/stdout-path; options follow a ':'. Where its node is not there, is
 * disabled, or is none that a driver takes, there is not one byte from Xen.
 */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"
#include "xenboot/xen.h"

/* ---- What the reader is told --------------------------------------------------------------------- */

static void hint_near(const struct xb_boot *boot, const struct xb_setting *word, const char *near,
		      struct xb_diags *diags)
{
	const char *stdout_path = boot->edited->stdout_path;

	xb_hint(diags, "did you mean %s?%s%s", near,
		stdout_path ? " The tree's stdout-path is " : "", stdout_path ? stdout_path : "");
	xb_fix_word(boot, word, near, diags);
}

static void hint_other(const struct xb_boot *boot, const struct xb_setting *word,
		       struct xb_diags *diags)
{
	const char *name = word->value;
	const char *comma = strchr(name, ','), *stdout_path = boot->edited->stdout_path;
	char *near = xb_tree_nearest(boot->edited->index, name);

	if (comma && !strchr(name, ':'))
		xb_hint(diags, "options follow a ':', not a ','");
	else if (near)
		hint_near(boot, word, near, diags);
	else if (stdout_path)
		xb_hint(diags, "the tree's stdout-path is %s: leave dtuart out to use it", stdout_path);
	free(near);
}

static void report_gone(const struct xb_setting *word, const char *text, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_CONSOLE_PATH, word->at, "%s: an edit takes this %s away", text,
		 word->value[0] == '/' ? "node" : "alias");
	xb_hint(diags, "Xen would be silent; take the edit away, or name another UART");
}

static void report_disabled(const struct xb_boot *boot, enum xb_severity severity, struct xb_pos at,
			    const char *word, const char *path, struct xb_diags *diags)
{
	struct xb_text okay = {.text = "okay"};
	struct xb_property status = {.name = {.text = "status"}, .values = {&okay, 1}};
	struct xb_tree_edit edit = {.path = {.text = path}, .set = &status, .set_count = 1};

	xb_report(diags, severity, XB_CODE_CONSOLE_PATH, at,
		"%s: %s is disabled in the device tree that Xen gets: it prints nothing there", word, path);
	xb_hint_edit(boot, "", &edit, diags);
}

/* ---- What a driver asks of its node ---------------------------------------------------------------- */

/* All of xen/drivers/char: a compatible that it knows, an address, and an interrupt. */
static bool is_driven(const struct xb_boot *boot, const struct xb_tree_index *index,
		      const struct xb_tree_node *node)
{
	unsigned release = xb_release_number(boot->xen_version);
	struct xb_tree_interrupt interrupt;
	const struct xb_tree_node *fault;
	struct xb_range range;

	return xb_xen_drives_uart(boot, node) &&
	       xb_tree_translate(node, 0, release, &range, &fault) == XB_TREE_OK &&
	       xb_tree_interrupt(index, node, 0, &interrupt, &fault) == XB_TREE_OK;
}

/* The rule about the board's own UART tells of it. */
static bool is_of_board(const struct xb_boot *boot, const struct xb_tree_node *node)
{
	const char *uart = boot->board ? boot->board->uart.compatible.text : NULL;

	return uart && xb_tree_is_compatible(node, uart);
}

/* WORD: dtuart=VALUE or stdout-path, which names NODE at PATH; it is there, and not disabled. */
static void judge_driver(const struct xb_boot *boot, struct xb_pos at, const char *word,
			 const char *path, const struct xb_tree_node *node, struct xb_diags *diags)
{
	const struct xb_tree_node *base =
		boot->tree ? xb_tree_find_whole(boot->tree->index, path) : NULL;
	const char *compatible = xb_tree_string(node, "compatible");

	if (!xb_xen_wants_uart(boot) || is_driven(boot, boot->edited->index, node))
		return;
	if (base && is_driven(boot, boot->tree->index, base)) {
		xb_error(diags, XB_CODE_CONSOLE_PATH, at,
			 "%s: an edit or overlay takes away what Xen's driver asks of %s: its compatible, "
			 "address or interrupt", word, path);
		xb_hint(diags, "Xen would be silent; take the edit away, or name another UART");
	} else if (compatible && !xb_xen_drives_uart(boot, node) && !is_of_board(boot, node)) {
		xb_warning(diags, XB_CODE_CONSOLE_PATH, at, "%s: Xen%s%s has no driver for %s (%s)", word,
			   boot->xen_version ? " " : "", boot->xen_version ? boot->xen_version : "",
			   path, compatible);
		xb_hint(diags, "Xen would be silent; name a UART that Xen drives");
	}
}

/* ---- By the tree ---------------------------------------------------------------------------------- */

static void judge_dtuart(const struct xb_boot *boot, const struct xb_setting *word,
			 struct xb_diags *diags)
{
	const struct xb_tree_node *node = xb_tree_resolve(boot->edited->index, word->value);
	char *path = node ? xb_tree_path(node) : NULL;
	char *text = xb_word_text(word);

	if (!node && boot->tree && xb_tree_resolve(boot->tree->index, word->value)) {
		report_gone(word, text, diags);
	} else if (!node) {
		xb_error(diags, XB_CODE_CONSOLE_PATH, word->at, "%s: the device tree has no such %s", text,
			 word->value[0] == '/' ? "node" : "alias");
		hint_other(boot, word, diags);
	} else if (!xb_tree_available(node)) {
		report_disabled(boot, XB_ERROR, word->at, text, path, diags);
	} else {
		judge_driver(boot, word->at, text, path, node, diags);
	}
	free(text);
	free(path);
}

/* Has the base tree a UART at its stdout-path, so that edits are what took it away? */
static bool base_prints(const struct xb_boot *boot)
{
	const struct xb_tree_node *node =
		boot->tree ? xb_tree_resolve(boot->tree->index, boot->tree->stdout_path) : NULL;

	return node && xb_tree_available(node);
}

/* Firmware may switch on the UART that it names, so what the base tree lacks is no more than a warning. */
static void judge_stdout(const struct xb_boot *boot, struct xb_diags *diags)
{
	enum xb_severity severity = base_prints(boot) ? XB_ERROR : XB_WARNING;
	const char *name = boot->edited->stdout_path;
	const struct xb_tree_node *node = xb_tree_resolve(boot->edited->index, name);
	char *path = node ? xb_tree_path(node) : NULL;

	if (!name) {
		xb_report(diags, severity, XB_CODE_CONSOLE_PATH, boot->xen_line.at,
			  "no console is named: neither dtuart nor the stdout-path of the tree that Xen gets");
		xb_hint(diags, "Xen would be silent; set dtuart to an alias or a path of a UART");
	} else if (!node) {
		xb_report(diags, severity, XB_CODE_CONSOLE_PATH, boot->xen_line.at,
			  "stdout-path is %s, and the device tree that Xen gets has no such %s", name,
			  *name == '/' ? "node" : "alias");
		xb_hint(diags, "Xen would be silent; set dtuart to an alias or a path of a UART");
	} else if (!xb_tree_available(node)) {
		report_disabled(boot, severity, boot->xen_line.at, "stdout-path", path, diags);
	} else {
		judge_driver(boot, boot->xen_line.at, "stdout-path", path, node, diags);
	}
	free(path);
}

/* ---- By the steps alone --------------------------------------------------------------------------- */

/* The path that edits give ALIAS, with its options; "" where they take it away; NULL: not known. */
static const char *edited_alias(const struct xb_boot *boot, const char *alias, size_t length)
{
	const char *path = NULL;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *edit = &boot->steps[i].edit;
		bool named;

		if (boot->steps[i].kind == XB_STEP_OVERLAY)
			path = NULL;
		if (boot->steps[i].kind != XB_STEP_EDIT || strcmp(edit->path, "/aliases") != 0)
			continue;
		named = edit->name && strlen(edit->name) == length &&
			strncmp(edit->name, alias, length) == 0;
		if (edit->kind == XB_EDIT_REMOVE_NODE ||
		    (named && edit->kind == XB_EDIT_REMOVE_PROPERTY))
			path = "";
		else if (named && edit->form == XB_FORM_STRINGS && edit->length)
			path = edit->value;
	}
	return path;
}

/* The base tree is not here, but an edit can take away what is named. */
static void judge_steps(const struct xb_boot *boot, const struct xb_setting *word,
			struct xb_diags *diags)
{
	size_t length = strcspn(word->value, ":");
	const char *path = word->value[0] == '/' ? word->value
						 : edited_alias(boot, word->value, length);
	char *whole = path ? xb_strndup(path, strcspn(path, ":")) : NULL;
	enum xb_node_fate fate = !path ? XB_NODE_UNKNOWN :
				 *path ? xb_node_fate_of(boot, whole) : XB_NODE_GONE;
	char *text = xb_word_text(word);

	if (fate == XB_NODE_GONE)
		report_gone(word, text, diags);
	else if (fate == XB_NODE_DISABLED)
		report_disabled(boot, XB_ERROR, word->at, text, whole, diags);
	free(text);
	free(whole);
}

void xb_check_console_path(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dtuart");
	const struct xb_setting *console = xb_line_last(&boot->xen_line, "console");

	if (console && console->value && strcmp(console->value, "none") == 0)
		return;
	if (!word && boot->xen_line.partial)
		return; /* the board may name one */
	if (word && word->value && boot->edited)
		judge_dtuart(boot, word, diags);
	else if (word && word->value)
		judge_steps(boot, word, diags);
	else if (boot->edited)
		judge_stdout(boot, diags);
}

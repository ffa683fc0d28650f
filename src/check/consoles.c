/* SPDX-License-Identifier: MIT */
/* Rules about what one sees: Xen's UART, and dom0's console behind it. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* ---- dom0's ------------------------------------------------------------------------------------- */

/* "hvc0" of console=hvc0,115200. */
static bool names_device(const struct xb_setting *word, const char *device)
{
	size_t length = strlen(device);

	return word->value && strncmp(word->value, device, length) == 0 &&
	       (word->value[length] == '\0' || word->value[length] == ',');
}

/* No word at all decides as little as an unknown line: an empty one takes the tree's bootargs. */
static bool line_is_known(const struct xb_boot *boot, const struct xb_domain *dom0)
{
	if (dom0->line.partial)
		return false;
	return !xb_line_is_empty(&dom0->line) || (boot->edited && !xb_boot_tree_bootargs(boot));
}

/* With a screen's driver built in (CONFIG_VT_CONSOLE) tty0 is the first console, and stays the only
 * one: Linux adds hvc0 by itself for guests, not for dom0 (arch/arm/xen/enlighten.c). */
static void report_none(const struct xb_boot *boot, const struct xb_domain *dom0,
			struct xb_diags *diags)
{
	if (!line_is_known(boot, dom0))
		return;
	xb_warning(diags, XB_CODE_CONSOLE, dom0->line.at,
		   "dom0 has no console=: a kernel that can drive a screen prints nothing on Xen's console");
	if (dom0->options_key)
		xb_hint(diags, "add console: hvc0 to %s", dom0->options_key);
	xb_fix_option(boot, dom0->scope, "console", "hvc0", diags);
}

static void report_hvc0(const struct xb_boot *boot, const struct xb_setting *hvc0,
			const struct xb_setting *last, struct xb_diags *diags)
{
	if (xb_xen_says(boot, "console", "none")) {
		xb_note(diags, XB_CODE_CONSOLE, hvc0->at,
			"console=hvc0 prints through Xen, and Xen has console=none");
	} else if (last->value && !names_device(last, "hvc0")) {
		xb_note(diags, XB_CODE_CONSOLE, last->at,
			"console=%s comes last: what init prints and asks is there, not on Xen's console",
			last->value);
		xb_hint(diags, "put console=hvc0 last, unless that is what you want");
	}
}

/* Xen keeps its UART from dom0, and hvc0 is what Linux prints through it
 * (xen/arch/arm/domain_build.c handle_node: the UART is hidden; Linux drivers/tty/hvc/hvc_xen.c). The
 * last console= is /dev/console (kernel/printk/printk.c). */
static void judge_dom0(const struct xb_boot *boot, const struct xb_domain *dom0,
		       struct xb_diags *diags)
{
	const struct xb_setting *last = xb_line_last(&dom0->line, "console");

	for (size_t i = 0; i < dom0->line.count; i++) {
		const struct xb_setting *word = &dom0->line.words[i];

		if (strcmp(word->name, "console") == 0 && names_device(word, "hvc0")) {
			report_hvc0(boot, word, last, diags);
			return;
		}
	}
	if (!last) {
		report_none(boot, dom0, diags);
		return;
	}
	xb_warning(diags, XB_CODE_CONSOLE, last->at,
		   "console=%s: dom0 prints nothing on Xen's console without console=hvc0",
		   last->value ? last->value : "");
	xb_hint(diags, "the UART belongs to Xen; add console=hvc0");
	xb_fix_append(boot, last, "hvc0", diags);
}

static bool is_bare(const struct xb_setting *word)
{
	return !word->value;
}

static bool says_xen(const struct xb_setting *word)
{
	return word->value && strcmp(word->value, "xen") == 0;
}

static bool has_address(const struct xb_setting *word)
{
	return word->value && strchr(word->value, ',');
}

static bool says_anything(const struct xb_setting *word)
{
	(void)word;
	return true;
}

/* Linux on arm64 has one early console for dom0, xenboot (drivers/tty/hvc/hvc_xen.c
 * EARLYCON_DECLARE); the first row that fits counts. */
static const struct early {
	const char *name;
	bool (*fits)(const struct xb_setting *word);
	const char *says; /* after the word */
} earlies[] = {
	{"earlycon", says_xen, "does nothing on arm64"},
	{"earlycon", is_bare, "prints nothing in dom0: Xen keeps the UART of stdout-path"},
	{"earlycon", has_address, "writes to a UART itself: if it is Xen's, those lines are lost"},
	{"earlyprintk", says_anything, "does nothing on arm64"},
};

static void judge_early(const struct xb_boot *boot, const struct xb_domain *dom0,
			struct xb_diags *diags)
{
	if (!boot->arch || strcmp(boot->arch, "arm64") != 0)
		return;
	for (size_t i = 0; i < XB_COUNT(earlies); i++) {
		const struct xb_setting *word = xb_line_last(&dom0->line, earlies[i].name);
		char *text;

		if (!word || !earlies[i].fits(word))
			continue;
		text = xb_word_text(word);
		xb_note(diags, XB_CODE_CONSOLE, word->at, "%s %s", text, earlies[i].says);
		xb_hint(diags, "earlycon=xenboot prints from dom0's first lines on");
		if (strcmp(word->name, "earlycon") == 0)
			xb_fix_word(boot, word, "xenboot", diags);
		free(text);
		return;
	}
}

/* ---- Xen's -------------------------------------------------------------------------------------- */

/* Does dtuart name a UART of the tree that is not the board's console? The board does not say what
 * drives that one. */
static bool takes_other_uart(const struct xb_boot *boot)
{
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dtuart");
	const char *console = boot->board->console.text;
	const struct xb_tree_node *ours, *theirs;

	if (!boot->edited || !word)
		return false;
	ours = xb_tree_resolve(boot->edited->index, console);
	theirs = xb_tree_resolve(boot->edited->index, word->value);
	return ours && theirs && ours != theirs;
}

static void judge_driver(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_board_driver *uart = &boot->board->uart;
	unsigned version = xb_release_number(boot->xen_version);
	char *missing;

	if (!xb_board_driver_exists(uart)) {
		xb_warning(diags, XB_CODE_CONSOLE, boot->xen_line.at,
			   "no Xen has a driver for this board's UART (%s): it would be silent",
			   uart->compatible.text);
		xb_hint(diags, "Xen boots in silence; dtuart= with another UART helps where the board "
			       "has one that Xen drives (`xenboot boards`)");
	} else if (version && version < xb_release_number(uart->since.text)) {
		xb_warning(diags, XB_CODE_CONSOLE, boot->xen_line.at,
			   "Xen %s has no driver for this board's UART (%s): it would be silent",
			   boot->xen_version, uart->compatible.text);
		if (xb_release_number(uart->since.text) == XB_RELEASE_MASTER)
			xb_hint(diags, "no release has it yet: build Xen from its master branch");
		else
			xb_hint(diags, "Xen %s is the first that has it", uart->since.text);
	} else if (boot->kconfig && uart->kconfig.text &&
		   !xb_kconfig_judge(boot->kconfig, uart->kconfig.text, &missing)) {
		xb_warning(diags, XB_CODE_CONSOLE, boot->xen_line.at,
			   "the driver of this board's UART (%s) is not in this Xen: CONFIG_%s is off in %s",
			   uart->compatible.text, missing ? missing : uart->kconfig.text,
			   boot->kconfig_path);
		xb_hint(diags, "Xen boots in silence; build it with the driver");
		free(missing);
	}
}

/* What dom0 prints, and where. */
void xb_check_dom0_console(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_domain *dom0 = xb_boot_dom0(context->boot);

	judge_dom0(context->boot, dom0, diags);
	judge_early(context->boot, dom0, diags);
}

/* Can Xen drive the board's UART? */
void xb_check_console(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (boot->board->uart.compatible.text && !xb_xen_says(boot, "console", "none") &&
	    !takes_other_uart(boot))
		judge_driver(boot, diags);
}

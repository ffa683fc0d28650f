/* SPDX-License-Identifier: MIT */
/* Rules about what one sees: Xen's UART, and dom0's console behind it. */
#include <stdlib.h>
#include <string.h>

#include "boot/check.h"
#include "boot/known-word.h"
#include "boot/line.h"

/* ---- dom0's ------------------------------------------------------------------------------------- */

/* "hvc0" of console=hvc0,115200. */
static bool names_device(const struct xb_setting *word, const char *device)
{
	size_t length = strlen(device);

	return word->value && strncmp(word->value, device, length) == 0 &&
	       (word->value[length] == '\0' || word->value[length] == ',');
}

/* Xen keeps its UART from dom0, and hvc0 is what Linux prints through it
 * (xen/arch/arm/domain_build.c handle_node: the UART is hidden; Linux drivers/tty/hvc/hvc_xen.c). */
static void judge_dom0(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_setting *last = xb_line_last(&boot->dom0_line, "console");
	bool silent = xb_xen_says(boot, "console", "none");

	for (size_t i = 0; i < boot->dom0_line.count; i++) {
		const struct xb_setting *word = &boot->dom0_line.words[i];

		if (strcmp(word->name, "console") != 0 || !names_device(word, "hvc0"))
			continue;
		if (silent)
			xb_note(diags, XB_CODE_CONSOLE, word->at,
				"console=hvc0 prints through Xen, and Xen has console=none");
		return;
	}
	if (!last || !last->value)
		return;
	xb_warning(diags, XB_CODE_CONSOLE, last->at,
		   "console=%s: dom0 prints nothing on Xen's console without console=hvc0",
		   last->value);
	xb_hint(diags, "the UART belongs to Xen; add console=hvc0");
}

/* Linux on arm64 knows `earlycon=xenboot` (drivers/tty/hvc/hvc_xen.c EARLYCON_DECLARE) and neither
 * of these. */
static void judge_early(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&boot->dom0_line, "earlycon");

	if (!word || !word->value || strcmp(word->value, "xen") != 0)
		word = xb_line_last(&boot->dom0_line, "earlyprintk");
	if (!word || !word->value || strcmp(word->value, "xen") != 0 ||
	    strcmp(boot->arch, "arm64") != 0)
		return;
	xb_note(diags, XB_CODE_CONSOLE, word->at, "%s=xen does nothing on arm64", word->name);
	xb_hint(diags, "earlycon=xenboot prints from dom0's first lines on");
}

/* ---- Xen's -------------------------------------------------------------------------------------- */

static void judge_driver(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_board_driver *uart = &boot->board->uart;
	unsigned version = xb_release_number(boot->xen_version);
	char *missing;

	if (version && version < xb_release_number(uart->since.text)) {
		xb_warning(diags, XB_CODE_CONSOLE, boot->xen_line.at,
			   "Xen %s has no driver for this board's UART (%s): it would be silent",
			   boot->xen_version, uart->compatible.text);
		if (strcmp(uart->since.text, "master") == 0)
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

void xb_check_console(const struct xb_boot *boot, const struct xb_catalog *catalog,
		      struct xb_diags *diags)
{
	(void)catalog;
	judge_dom0(boot, diags);
	judge_early(boot, diags);
	if (boot->board && boot->board->uart.compatible.text &&
	    !xb_xen_says(boot, "console", "none"))
		judge_driver(boot, diags);
}

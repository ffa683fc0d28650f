/* SPDX-License-Identifier: MIT */
/* What is known of Xen's drivers for UARTs says the same as the boards that are shipped. */
#include <stdlib.h>
#include <string.h>

#include "unit/diags.h"
#include "unit/support.h"
#include "unit/tree/tree.h"
#include "xenboot/xen.h"

static const char *const releases[] = {"4.14", "4.16", "4.17", "4.18", "4.19", "4.20", "4.22", "master"};

/* Does Xen RELEASE drive a node that says it is COMPATIBLE? */
static bool drives(const char *release, const char *compatible)
{
	const struct xb_tree_property property = {
		.name = "compatible", .value = compatible, .length = strlen(compatible) + 1};
	const struct xb_tree_node node = {
		.name = "serial", .properties = &property, .property_count = 1, .compatible = &property};
	const struct xb_boot boot = {.xen_version = release};

	return xb_xen_drives_uart(&boot, &node);
}

static void check_board(const struct xb_board *board, const char *release)
{
	const struct xb_board_driver *uart = &board->uart;
	char *label = xb_format("%s on %s", board->name.text, release);

	check_bool(label, drives(release, uart->compatible.text),
		   xb_board_driver_exists(uart) &&
			   xb_release_number(release) >= xb_release_number(uart->since.text));
	free(label);
}

static void boards_and_drivers_agree(void **state)
{
	struct xb_diags diags = {0};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_board_list *boards = xb_boards_load(data, &diags);
	size_t count = 0;

	(void)state;
	assert_non_null(boards);
	for (size_t i = 0; i < boards->count; i++) {
		if (!boards->items[i].uart.compatible.text)
			continue;
		count++;
		for (size_t k = 0; k < XB_COUNT(releases); k++)
			check_board(&boards->items[i], releases[k]);
	}
	assert_in_range(count, 40, SIZE_MAX);
	xb_boards_free(boards);
	xb_data_free(data);
}

/* "alias path compatible: against" */
static char *told(const struct xb_uart *uart)
{
	return xb_format("%s %s %s%s%s%s", uart->alias ? uart->alias : "-", uart->path,
			 uart->compatible ? uart->compatible : "-", uart->standard ? " standard" : "",
			 uart->against ? ": " : "", uart->against ? uart->against : "");
}

static void the_uarts_of_a_tree_with_what_speaks_against_them(void **state)
{
	const struct tree_row rows[] = {
		NODE("aliases"),
		TEXT("serial10", "/serial@1"),
		TEXT("serial2", "/serial@2"),
		TEXT("serial3", "/serial@3"),
		TEXT("ethernet0", "/ethernet"),
		END,
		NODE("chosen"),
		TEXT("stdout-path", "serial10:115200"),
		END,
		NODE("ethernet"),
		END,
		NODE("serial@0"),
		TEXT("compatible", "vendor,odd"),
		END,
		NODE("serial@1"),
		TEXT("compatible", "arm,pl011"),
		END,
		NODE("serial@2"),
		TEXT("compatible", "arm,pl011"),
		NODE("bluetooth"),
		TEXT("compatible", "brcm,bcm43438-bt"),
		END,
		END,
		NODE("serial@3"),
		TEXT("compatible", "arm,pl011"),
		TEXT("status", "disabled"),
		END,
		NODE("serial@4"),
		TEXT("compatible", "arm,pl011"),
		TEXT("status", "reserved"),
		END,
		NODE("uart@5"),
		TEXT("compatible", "arm,pl011"),
		TEXT("status", "disabled"),
		TEXT("secure-status", "okay"),
		END,
		NODE("console@6"),
		TEXT("compatible", "arm,sbsa-uart"),
		END,
		NODE("serial@7"),
		TEXT("compatible", "fsl,imx8qxp-lpuart"),
		END,
		{0},
	};
	static const char *const wanted[] = {
		"serial10 /serial@1 arm,pl011 standard",
		"- /console@6 arm,sbsa-uart",
		"serial2 /serial@2 arm,pl011: bluetooth is on it",
		"serial3 /serial@3 arm,pl011: disabled",
		"- /serial@0 vendor,odd: no driver in Xen 4.18",
		"- /serial@4 arm,pl011: firmware uses it",
		"- /uart@5 arm,pl011: for the secure world alone",
		"- /serial@7 fsl,imx8qxp-lpuart: no driver in Xen 4.18",
	};
	struct xb_diags diags = {0};
	struct xb_devtree *tree = tree_read(rows, &diags);
	struct xb_boot boot = {.xen_version = "4.18", .edited = tree};
	struct xb_arena arena = {0};
	struct xb_uart *uarts;
	size_t count;

	(void)state;
	assert_non_null(tree);
	count = xb_xen_uarts(&boot, &arena, &uarts);
	check_u64("count", count, XB_COUNT(wanted));
	for (size_t i = 0; i < count; i++) {
		char *is = told(&uarts[i]);

		check_text(wanted[i], is, wanted[i]);
		free(is);
	}
	boot.edited = NULL;
	check_u64("no tree", xb_xen_uarts(&boot, &arena, &uarts), 0);
	xb_arena_clear(&arena);
	xb_devtree_free(tree);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(boards_and_drivers_agree),
		cmocka_unit_test(the_uarts_of_a_tree_with_what_speaks_against_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

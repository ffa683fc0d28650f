/* SPDX-License-Identifier: MIT */
/* What is known of Xen's drivers for UARTs says the same as the boards that are shipped. */
#include <stdlib.h>
#include <string.h>

#include "unit/support.h"
#include "xenboot/xen.h"

static const char *const releases[] = {"4.14", "4.16", "4.17", "4.18", "4.19", "4.20", "4.22", "master"};

/* Does Xen RELEASE drive a node that says it is COMPATIBLE? */
static bool drives(const char *release, const char *compatible)
{
	const struct xb_tree_property property = {
		.name = "compatible", .value = compatible, .length = strlen(compatible) + 1};
	const struct xb_tree_node node = {
		.name = "serial", .properties = &property, .property_count = 1};
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(boards_and_drivers_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

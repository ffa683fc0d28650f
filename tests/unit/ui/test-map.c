/* SPDX-License-Identifier: MIT */
/* The memory map: what is loaded is moved from it, what overlaps is said. */
#include "unit/ui/front.h"

static void what_is_loaded_is_moved_from_the_map(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "m");
	front_find_row(&front, "kernel");
	check_screen(&front, "The planner chose the address");
	front_keys(&front, "Enter");
	check_text("asked", front_title(&front), "dom0.kernel.address");
	front_type(&front, "0x10000000");
	front_keys(&front, "Enter");
	check_text("set", front_value(&front, "dom0.kernel.address"), "0x10000000");
	check_contains("it stays selected", front_selected(&front), "0x10000000 |");
	check_screen(&front, "The profile fixes the address");
	front_keys(&front, "e");
	front_type(&front, "auto");
	front_keys(&front, "Enter");
	check_text("set", front_value(&front, "dom0.kernel.address"), "auto");
	front_close(&front);
}

static void what_overlaps_is_told_in_text(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "dom0.kernel.address", "0x10000000");
	ui_app_set(front.app, "xen.address", "0x10000000");
	front_keys(&front, "m");
	front_find_row(&front, "kernel");
	check_screen(&front, "1 MiB  !! OVERLAPS");
	check_screen(&front, "\n! OVERLAPS Xen: 0x10000000-0x100FFFFF, 1 MiB.");
	front_find_row(&front, "Xen (xen)");
	check_screen(&front, "\n! OVERLAPS dom0 kernel: 0x10000000-0x100FFFFF, 1 MiB.");
	front_keys(&front, "u u");
	check_hidden(&front, "OVERLAPS");
	front_close(&front);
}

static void what_is_not_loaded_cannot_be_moved(void **state)
{
	static const char *const parts[] = {"free", "U-Boot", "dom0 gets"};
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "m");
	for (size_t i = 0; i < XB_COUNT(parts); i++) {
		front_find_row(&front, parts[i]);
		front_keys(&front, "Enter");
		check_text(parts[i], front_title(&front), "");
		check_text(parts[i], front_message(&front), "only what is loaded can be moved");
		assert_ptr_equal(front_page(&front), &ui_page_map);
	}
	front_close(&front);
}

static void without_ram_there_is_no_map(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nxen: {file: xen}\n");
	front_open(&front, "p.yaml");
	front_keys(&front, "m");
	check_screen(&front, "There is no map");
	front_keys(&front, "Enter e Down");
	check_text("no dialog", front_title(&front), "");
	front_keys(&front, "Esc p Tab Tab Enter Esc b w");
	check_contains("nor a build", front_message(&front), "nothing was written");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(what_is_loaded_is_moved_from_the_map),
		in_folder(what_overlaps_is_told_in_text),
		in_folder(what_is_not_loaded_cannot_be_moved),
		in_folder(without_ram_there_is_no_map),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The memory map: what is loaded is moved from it, what overlaps is said, the picture shows what is where. */
#include "ui/map.h"
#include "unit/ui/front.h"

/* The style of the first cell with PAINT of the first row that has PART; -1: there is none. */
static int style_of(struct front *front, const char *part, const char *paint)
{
	const struct ui_screen *screen = &front->screen;
	const char *line = front_screen(front), *end;

	for (int row = 0; row < screen->rows; row++, line = end + 1) {
		const struct ui_cell *cells = screen->cells + row * screen->cols;
		const char *found = strstr(line, part);

		end = strchr(line, '\n');
		if (!found || found > end)
			continue;
		for (int col = 0; col < screen->cols; col++)
			if (strcmp(cells[col].text, paint) == 0)
				return cells[col].style;
		return -1;
	}
	return -1;
}

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
	check_contains("it stays selected", front_selected(&front), "0x10000000 dom0 kernel");
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

/* As the checks have it: nothing else is red. */
static void what_may_be_shared_is_no_overlap(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml",
		     "format: 1\n"
		     "board: {memory: [{start: 0, size: 1G}], cpus: 4, reserved: ["
		     "{name: table, start: 0, size: 8K}, {name: area, start: 0, size: 8K}, "
		     "{name: inside, start: 4K, size: 4K}]}\n"
		     "xen: {file: xen, size: 1M}\ndevice-tree: {file: t.dtb, size: 1K}\n"
		     "dom0: {kernel: {file: Image, size: 1M}}\n");
	front_open(&front, "p.yaml");
	front_keys(&front, "m");
	check_screen(&front, "area, table");
	check_screen(&front, "inside");
	check_hidden(&front, "OVERLAPS");
	check_hidden(&front, "!!");
	front_close(&front);
}

/* Each by its pattern and by its style, in the bars and in the strip of all RAM. */
static void each_thing_has_its_looks(void **state)
{
	static const struct {
		const char *part, *utf8, *ascii;
		enum ui_style style;
	} cases[] = {
		{" script (", "\u2580", "S", UI_SCRIPT},	 {" Xen (xen", "\u2588", "X", UI_XEN},
		{" dom0 kernel (", "\u2593", "K", UI_KERNEL},
		{" device tree (", "\u2584", "T", UI_TREE},
		{" dom0 ramdisk (", "\u2592", "R", UI_RAMDISK}, {" area", "\u2591", "%", UI_RESERVED},
	};
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\n"
			       "board: {memory: [{start: 0, size: 1G}], cpus: 4, reserved: ["
			       "{name: area, start: 0x30000000, size: 256M}]}\n"
			       "xen: {file: xen, size: 1M}\ndevice-tree: {file: t.dtb, size: 1K}\n"
			       "dom0: {kernel: {file: Image, size: 1M}, "
			       "ramdisk: {file: rd, size: 256M}}\n");
	front_open(&front, "p.yaml");
	front_resize(&front, 50, 120);
	front_keys(&front, "m");
	front_find_row(&front, "free");
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_int(cases[i].part, style_of(&front, cases[i].part, cases[i].utf8),
			  cases[i].style);
	/* A quarter of RAM is kept, at its end: so of the strip. */
	check_screen(&front, "\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591"
			     "\u2502\n");
	front.app->utf8 = front.screen.utf8 = false;
	front.app->generation++;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_int(cases[i].part, style_of(&front, cases[i].part, cases[i].ascii),
			  cases[i].style);
	check_screen(&front, "%%%%%%%%%%%%|\n");
	front_close(&front);
}

static void wide_screens_show_more(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "m");
	check_screen(&front, "; row 16 MiB");
	check_hidden(&front, "room behind");
	front_resize(&front, 40, 120);
	check_screen(&front, "room behind");
	check_hidden(&front, "0x00000000-0x");
	front_resize(&front, 60, 200);
	check_screen(&front, "room behind");
	check_screen(&front, "0x00000000-0x");
	front_resize(&front, 12, 40);
	check_screen(&front, "0x00000000 ");
	front_close(&front);
}

/* The script's place is the board's or a default, its size is not known; nothing was fixed. */
static void the_script_is_not_said_to_be_fixed(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "qemu-arm64");
	front_keys(&front, "m");
	front_find_row(&front, "script");
	check_screen(&front, "The address is the default; Enter fixes another one.");
	check_screen(&front, "Its size is not known before it is written");
	check_hidden(&front, "0x0 bytes");
	front_close(&front);
}

/* Beside what is loaded, from where it begins; what is free there says it, too. */
static void dom0_stands_beside_what_is_loaded(void **state)
{
	struct front front;

	(void)state;
	front_open(&front, "rpi4-yocto");
	front_resize(&front, 60, 120);
	front_keys(&front, "m");
	check_screen(&front, "0x10000000 \u2502            \u2502");
	check_screen(&front, "\u2502\u00b7\u00b7\u00b7\u00b7\u00b7\u00b7\u2502 dom0 bank 1");
	check_screen(&front, "\u2502\u00b7\u00b7\u00b7\u00b7\u00b7\u00b7\u2502 dom0 bank 2");
	front_find_row(&front, "0x08424000 free");
	check_screen(&front, "\ndom0 bank 1: 0x10000000-0x37FFFFFF, 640 MiB.");
	front_resize(&front, 12, 40);
	check_hidden(&front, "\u2502 dom0 bank");
	front_close(&front);
}

static void what_dom0_gets_gives_way_to_what_stands_in_it(void **state)
{
	struct ui_map_gift items[] = {{UI_MAP_DOM0, {0x1000, 0x9000}, "dom0 bank 1"},
				      {UI_MAP_DOM0, {0x20000, 0x1000}, "dom0 bank 2"},
				      {UI_MAP_KERNEL, {0x2000, 0x1000}, "dom0 kernel"},
				      {UI_MAP_RAMDISK, {0x3000, 0x2000}, "dom0 ramdisk"}};
	const struct ui_map_gifts gifts = {items, XB_COUNT(items)};
	static const struct {
		struct xb_range range;
		enum ui_map_kind kind;
	} cases[] = {
		{{0, 0x1000}, UI_MAP_FREE},	   {{0x1000, 0x1000}, UI_MAP_DOM0},
		{{0x2000, 0x1000}, UI_MAP_KERNEL}, {{0, 0x10000}, UI_MAP_RAMDISK},
		{{0x20000, 0x1000}, UI_MAP_DOM0},  {{0x21000, 0x1000}, UI_MAP_FREE},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_int("kind", ui_map_most_of_gifts(&gifts, cases[i].range), cases[i].kind);
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
		in_folder(what_may_be_shared_is_no_overlap),
		in_folder(each_thing_has_its_looks),
		in_folder(wide_screens_show_more),
		in_folder(the_script_is_not_said_to_be_fixed),
		in_folder(dom0_stands_beside_what_is_loaded),
		cmocka_unit_test(what_dom0_gets_gives_way_to_what_stands_in_it),
		in_folder(what_is_not_loaded_cannot_be_moved),
		in_folder(without_ram_there_is_no_map),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What a script starts with, and variables that nobody has set. */
#include "unit/diags.h"

#include "xenboot/import.h"

/* The findings about variables, "LINE:COLUMN severity code" each, and what was meant behind ~. */
static char *findings_of(const struct xb_ways *ways)
{
	struct xb_buf out = {0};

	xb_buf_puts(&out, "");
	for (size_t i = 0; ways->count && i < ways->items[0].diags.count; i++) {
		const struct xb_diag *diag = &ways->items[0].diags.items[i];
		const char *meant = diag->hint ? strstr(diag->hint, "did you mean ") : NULL;

		if (diag->code != XB_CODE_UNSET_VARIABLE && diag->code != XB_CODE_QUOTING)
			continue;
		xb_buf_printf(&out, "%s%u:%u %s %s", out.length ? ", " : "", (unsigned)diag->line,
			      (unsigned)diag->column, xb_severity_name(diag->severity),
			      xb_code_info(diag->code)->name);
		if (meant)
			xb_buf_printf(&out, "~%.*s", (int)strcspn(meant + 13, "?"), meant + 13);
	}
	return xb_buf_take(&out);
}

/* What a board has; OPEN: it may have more. */
static void board_init(struct xb_environment *environment, bool open)
{
	static const struct {
		const char *name, *value;
	} variables[] = {
		{"kernel_addr_r", "0x80000"}, {"fdt_addr_r", "0x2600000"}, {"devtype", NULL},
		{"distro_bootpart", NULL},    {"filesize", NULL},
	};

	*environment = (struct xb_environment){
		.release = 202301, .max_args = 16, .partial = open};
	for (size_t i = 0; i < XB_COUNT(variables); i++)
		xb_environment_set(environment, variables[i].name, variables[i].value,
				   (struct xb_pos){0});
}

static void run(const struct xb_environment *environment, const char *script, struct xb_ways *ways)
{
	const struct xb_import_config config = {.environment = environment};
	struct xb_diags diags = {0};

	assert_true(xb_import_script(&config, "boot.source", script, strlen(script), ways, &diags));
	check_diags("the script", &diags, "");
}

static void numbers_of_the_board_are_known(void **state)
{
	struct xb_environment environment;
	struct xb_ways ways;
	const struct xb_boot *boot;

	(void)state;
	board_init(&environment, false);
	run(&environment,
	    "load ${devtype} 0:${distro_bootpart} ${kernel_addr_r} xen\n"
	    "load mmc 0:1 ${fdt_addr_r} board.dtb\nbooti ${kernel_addr_r} - ${fdt_addr_r}\n",
	    &ways);
	boot = ways.items[0].boot;
	assert_non_null(boot);
	check_u64("Xen", xb_boot_xen(boot)->address, 0x80000);
	check_bool("it is known", xb_boot_xen(boot)->placed, true);
	check_u64("tree", xb_boot_tree(boot)->address, 0x2600000);
	check_diags("nothing is wrong", &ways.items[0].diags, "");
	xb_ways_clear(&ways);
	xb_environment_clear(&environment);
}

static const struct {
	const char *label, *script, *closed, *open;
} scripts[] = {
	{"a slip of a board's", "booti ${kernel_add_r} - ${fdt_addr_r}\n",
	 "1:7 error unset-variable~kernel_addr_r", ""},
	{"a slip of one's own", "setenv xen_address 0xE00000\nbooti ${xen_adress} - ${fdt_addr_r}\n",
	 "2:7 error unset-variable~xen_address", "2:7 warning unset-variable~xen_address"},
	{"in setenv", "setenv size ${kernel_adr_r}\n", "1:13 warning unset-variable~kernel_addr_r", ""},
	{"a word", "load mmc 0:1 ${somewhere} xen\n", "1:14 warning unset-variable", ""},
	{"part of one", "fdt set /chosen p \"a=${somewhere}\"\n", "1:19 warning quoting", ""},
	{"numbers tell names apart", "setenv file1 xen\nload mmc 0:1 0 ${file2}\n",
	 "2:16 warning unset-variable", ""},
	{"nor do they at the end", "setenv files xen\nload mmc 0:1 0 ${files2}\n",
	 "2:16 warning unset-variable", ""},
	{"in the middle they may be missing", "setenv dom0_addr 0\nload mmc 0:1 ${dom_addr} xen\n",
	 "2:14 error unset-variable~dom0_addr", "2:14 warning unset-variable~dom0_addr"},
	{"two changed places", "setenv xen_addr 0\nload mmc 0:1 ${xen_adrd} xen\n",
	 "2:14 error unset-variable~xen_addr", "2:14 warning unset-variable~xen_addr"},
	{"taken away", "setenv kernel_addr_r\nload mmc 0:1 ${kernel_addr_r} xen\n",
	 "2:14 warning unset-variable", "2:14 warning unset-variable"},
	{"taken away, and set again",
	 "setenv kernel_addr_r\nsetenv kernel_addr_r 0\nload mmc 0:1 ${kernel_addr_r} xen\n", "", ""},
	{"set on another way", "if false; then setenv spare 0; fi\nload mmc 0:1 ${spare} xen\n",
	 "2:14 warning unset-variable", "2:14 warning unset-variable"},
	{"only while booting", "load ${devtype} 0:${distro_bootpart} ${kernel_addr_r} xen\n", "", ""},
	{"a size from before", "setenv size 0x${filesize}\n", "", ""},
	{"tested by test", "if test -n \"${extra}\"; then load mmc 0:1 ${extra} xen; fi\n", "", ""},
	{"tested by env exists", "if env exists extra; then load mmc 0:1 ${extra} xen; fi\n", "", ""},
	{"asked for, and used behind", "test -z \"${extra}\"\nload mmc 0:1 ${extra} xen\n", "", ""},
	{"a default", "setenv addr ${addr_r:-0x100000}\nload mmc 0:1 ${addr} xen\n", "", ""},
	{"words that may be missing", "setenv bootargs ${bootargs} quiet\necho ${nothing}\n", "", ""},
	{"a list that grows", "for i in 1 2; do setenv list \"${list},${i}\"; done\n", "", ""},
	{"made by a command", "part uuid mmc 0:2 uuid\nsetenv r \"root=PARTUUID=${uuid}\"\n", "", ""},
};

static void unset_variables_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(scripts) * 2; i++) {
		const bool open = i % 2;
		struct xb_environment environment;
		struct xb_ways ways;
		char *label = xb_format("%s%s", scripts[i / 2].label, open ? ", no board" : "");
		char *got;

		board_init(&environment, open);
		run(&environment, scripts[i / 2].script, &ways);
		got = findings_of(&ways);
		check_text(label, got, open ? scripts[i / 2].open : scripts[i / 2].closed);
		free(got);
		free(label);
		xb_ways_clear(&ways);
		xb_environment_clear(&environment);
	}
}

/* A line with words that only the board knows keeps them, by their names. */
static void lines_keep_what_is_not_known(void **state)
{
	struct xb_environment environment;
	struct xb_ways ways;
	const struct xb_line *line;

	(void)state;
	board_init(&environment, true);
	run(&environment,
	    "load mmc 0:1 ${fdt_addr_r} board.dtb\nfdt addr ${fdt_addr_r}\nfdt resize 0x1000\n"
	    "fdt set /chosen xen,xen-bootargs \"console=dtuart ${more} dom0_mem=${size}\"\n"
	    "booti ${kernel_addr_r} - ${fdt_addr_r}\n",
	    &ways);
	assert_non_null(ways.items[0].boot);
	line = &ways.items[0].boot->xen_line;
	check_text("the line", line->text, "console=dtuart ${more} dom0_mem=${size}");
	check_int("words that are known", (intmax_t)line->count, 1);
	check_bool("the line", line->partial, true);
	xb_ways_clear(&ways);
	xb_environment_clear(&environment);
}

/* A board's U-Boot may want more room behind the tree than others. */
static void the_room_behind_the_tree_is_the_boards(void **state)
{
	struct xb_environment environment;
	struct xb_ways ways;

	(void)state;
	board_init(&environment, false);
	environment.fdt_pad = 0x13000;
	run(&environment, "booti 0x1000000 - ${fdt_addr_r}\n", &ways);
	assert_non_null(ways.items[0].boot);
	check_u64("room", xb_boot_tree_room(ways.items[0].boot), 0x13000);
	xb_ways_clear(&ways);
	xb_environment_clear(&environment);
}

/* What names no address is loaded where U-Boot was built to put it. */
static void the_load_address_is_built_in(void **state)
{
	struct xb_environment environment;
	struct xb_ways ways;

	(void)state;
	board_init(&environment, false);
	environment.load_address = (struct xb_number){.value = 0x1000000, .given = true};
	run(&environment, "tftpboot xen\nbooti 0x1000000 - ${fdt_addr_r}\n", &ways);
	assert_non_null(ways.items[0].boot);
	check_text("Xen", xb_boot_xen(ways.items[0].boot)->file, "xen");
	check_u64("Xen", xb_boot_xen(ways.items[0].boot)->address, 0x1000000);
	xb_ways_clear(&ways);
	xb_environment_clear(&environment);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_the_board_are_known),
		cmocka_unit_test(unset_variables_are_found),
		cmocka_unit_test(lines_keep_what_is_not_known),
		cmocka_unit_test(the_room_behind_the_tree_is_the_boards),
		cmocka_unit_test(the_load_address_is_built_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

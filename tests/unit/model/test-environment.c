/* SPDX-License-Identifier: MIT */
/* What U-Boot has on a board, by release: the files of share/uboot, and what a board says on top. */
#include "unit/diags.h"

#include "xenboot/model.h"

#include <sys/stat.h>
#include <unistd.h>

static const struct xb_board *board_called(const struct xb_board_list *boards, const char *name)
{
	for (size_t i = 0; i < boards->count; i++)
		if (!strcmp(boards->items[i].name.text, name))
			return &boards->items[i];
	return NULL;
}

/* NAME's value; "?": only the board knows it; "-": it is not there. */
static const char *value_of(const struct xb_environment *environment, const char *name)
{
	const struct xb_environment_variable *variable = xb_environment_find(environment, name);

	if (!variable)
		return "-";
	return variable->value ? variable->value : "?";
}

/* After U-Boot's own sources, release by release. */
static const struct {
	const char *board;
	unsigned release;
	const char *name, *value;
} values[] = {
	{"rpi4-4g", 202607, "fdt_addr_r", "0x05600000"},
	{"rpi4-4g", 202507, "fdt_addr_r", "0x05600000"},
	{"rpi4-4g", 202504, "fdt_addr_r", "0x02600000"},
	{"rpi4-4g", 202504, "fdt_high", "ffffffffffffffff"},
	{"rpi4-4g", 202607, "fdt_high", "-"},
	{"rpi4-4g", 202504, "bootm_size", "-"},
	{"rpi4-4g", 202201, "loadaddr", "0x1000000"},
	{"rpi4-4g", 202110, "loadaddr", "0x00200000"},
	{"rpi4-4g", 201801, "kernel_addr_r", "0x01000000"},
	{"rpi4-4g", 202301, "fdt_addr", "?"},
	{"rpi4-4g", 202301, "fdtcontroladdr", "?"},
	{"rpi4-4g", 202301, "devtype", "?"},
	{"rpi4-4g", 202301, "kernel_add_r", "-"},
	{"zcu102", 202607, "scriptaddr", "?"},
	{"zcu102", 202310, "scriptaddr", "0x20000000"},
	{"ultra96", 202310, "kernel_addr_r", "0x18000000"},
	{"imx8mm-evk", 202501, "fdt_addr_r", "0x43000000"},
	{"imx8mm-evk", 202101, "fdt_addr_r", "-"},
	{"imx8mm-evk", 202101, "fdt_addr", "0x43000000"},
	{"rockpro64", 202501, "fdt_addr_r", "0x01e00000"},
	{"rockpro64", 202407, "fdt_addr_r", "0x01f00000"},
	{"rockpro64", 202607, "fdtfile", "rockchip/rk3399-rockpro64.dtb"},
	{"macchiatobin", 202101, "kernel_addr_r", "0x5000000"},
	{"am654-evm", 202507, "bootm_size", "0x10000000"},
	{"am654-evm", 202510, "bootm_size", "-"},
	{"qemu-arm64", 202601, "fdt_high", "0xffffffff"},
	{"qemu-arm64", 202604, "fdt_high", "-"},
	{"qemu-arm64", 202607, "fdt_addr_r", "-"},
	{"h3ulcb", 202607, "scriptaddr", "-"},
};

static void releases_differ(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_board_list *boards = xb_boards_load(data, &diags);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		const struct xb_board *board = board_called(boards, values[i].board);
		char *label = xb_format("%s %u %s", values[i].board, values[i].release,
					values[i].name);
		struct xb_environment environment;

		assert_non_null(board);
		assert_true(xb_environment_load(&environment, data, board, values[i].release,
						&diags));
		check_text(label, value_of(&environment, values[i].name), values[i].value);
		xb_environment_clear(&environment);
		free(label);
	}
	check_diags("none", &diags, "");
	xb_boards_free(boards);
	xb_data_free(data);
}

static const struct {
	const char *board;
	unsigned release, max_args, line_length;
	uint64_t fdt_pad, load_address;
	bool modern;
} limits[] = {
	{"rpi4-4g", 202301, 16, 1024, 0x3000, 0x1000000, false},
	{"rpi4-4g", 202404, 64, 1024, 0x3000, 0x1000000, false},
	{"am625-sk", 202401, 16, 1024, 0x3000, 0x82000000, false},
	{"am654-evm", 202401, 64, 1024, 0x3000, 0x82000000, false},
	{"odroid-n2", 202607, 32, 1024, 0x3000, 0x1000000, false},
	{"qemu-arm64", 202310, 16, 512, 0x3000, 0x40200000, false},
	{"qemu-arm64", 202607, 64, 1024, 0x3000, 0x40200000, false},
	{"ls1046a-rdb", 202301, 64, 512, 0x13000, 0x90000000, false},
	{"h3ulcb", 202604, 64, 2048, 0x3000, 0x58000000, false},
	{"white-hawk", 202607, 64, 2048, 0x3000, 0x58000000, true},
};

static void limits_are_those_of_the_build(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_board_list *boards = xb_boards_load(data, &diags);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(limits); i++) {
		struct xb_environment environment;

		assert_true(xb_environment_load(&environment, data,
						board_called(boards, limits[i].board),
						limits[i].release, &diags));
		check_int(limits[i].board, environment.max_args, limits[i].max_args);
		check_int(limits[i].board, environment.line_length, limits[i].line_length);
		check_u64(limits[i].board, environment.fdt_pad, limits[i].fdt_pad);
		check_u64(limits[i].board, environment.load_address.value, limits[i].load_address);
		check_bool(limits[i].board, environment.modern, limits[i].modern);
		xb_environment_clear(&environment);
	}
	xb_boards_free(boards);
	xb_data_free(data);
}

/* Each board that is shipped names what U-Boot it has, and its lines are as long as that one's. */
static void boards_have_one(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_board_list *boards = xb_boards_load(data, &diags);

	(void)state;
	for (size_t i = 0; i < boards->count; i++) {
		const struct xb_board *board = &boards->items[i];
		struct xb_environment environment, built;
		struct xb_board bare = *board;

		check_bool(board->name.text, board->uboot.extends.text != NULL, true);
		bare.line_length.given = false;
		assert_true(xb_environment_load(&environment, data, board, XB_UBOOT_NEWEST_RELEASE,
						&diags));
		assert_true(xb_environment_load(&built, data, &bare, XB_UBOOT_NEWEST_RELEASE,
						&diags));
		check_bool(board->name.text, environment.partial,
			   !strcmp(board->uboot.extends.text, "any"));
		if (!environment.partial)
			check_int(board->name.text,
				  board->line_length.given ? (int)board->line_length.value : 1024,
				  built.line_length);
		xb_environment_clear(&environment);
		xb_environment_clear(&built);
	}
	check_diags("none", &diags, "");
	xb_boards_free(boards);
	xb_data_free(data);
}

/* Every file can be laid out in every release, whether a board has it or not. */
static void files_load_in_every_release(void **state)
{
	static const unsigned releases[] = {201801, 202101, 202301, 202404, 202501, 202607};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_data_file *files;
	const size_t count = xb_data_list(data, XB_DATA_UBOOT, &files);

	(void)state;
	check_bool("there are some", count > 20, true);
	for (size_t i = 0; i < count * XB_COUNT(releases); i++) {
		const struct xb_board board = {
			.uboot.extends.text = files[i / XB_COUNT(releases)].name};
		struct xb_environment environment;

		assert_true(xb_environment_load(&environment, data, &board,
						releases[i % XB_COUNT(releases)], &diags));
		check_text(board.uboot.extends.text, value_of(&environment, "fdtcontroladdr"), "?");
		xb_environment_clear(&environment);
	}
	check_diags("none", &diags, "");
	free(files);
	xb_data_free(data);
}

/* ---- Boards of one's own ----------------------------------------------------------------------- */

static struct xb_profile *profile_with(struct xb_data *data, const char *board,
				       struct xb_diags *diags)
{
	char *text = xb_format("format: 1\nboard:\n  name: mine\n  uboot: %s\nxen: {file: xen}\n"
			       "device-tree: {file: t.dtb}\ndom0: {kernel: {file: Image}}\n",
			       board);
	struct xb_profile *profile =
		xb_profile_parse(data, "p.yaml", text, strlen(text), diags);

	free(text);
	return profile;
}

static void a_board_says_it_in_place(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile = profile_with(
		data,
		"{extends: rpi, release: \"2025.07\", parser: modern, variables: {scriptaddr: "
		"0x100000}, at-start: [extra], without: [bootm_size]}",
		&diags);
	struct xb_environment environment;

	(void)state;
	check_diags("the board", &diags, "");
	assert_true(xb_environment_load(&environment, data, profile->board, 0, &diags));
	check_int("its release", environment.release, 202507);
	check_bool("its parser", environment.modern, true);
	check_text("its own", value_of(&environment, "scriptaddr"), "0x100000");
	check_text("one more", value_of(&environment, "extra"), "?");
	check_text("one less", value_of(&environment, "bootm_size"), "-");
	check_text("as the others", value_of(&environment, "fdt_addr_r"), "0x05600000");
	xb_environment_clear(&environment);
	xb_profile_free(profile);
	xb_data_free(data);
}

static void nothing_is_known_without_a_board(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_environment environment;

	(void)state;
	assert_true(xb_environment_load(&environment, data, NULL, 0, &diags));
	check_int("the usual release", environment.release, XB_UBOOT_USUAL_RELEASE);
	check_bool("there may be more", environment.partial, true);
	check_text("a usual one", value_of(&environment, "kernel_addr_r"), "?");
	xb_environment_clear(&environment);
	xb_data_free(data);
}

static const struct {
	const char *label, *board, *diags;
	uint32_t line, column;
} wrong_boards[] = {
	{"a release", "{release: next}", "error bad-value", 4, 20},
	{"a parser", "{parser: new}", "error bad-value", 4, 19},
	{"a key", "{extend: rpi}", "error unknown-key", 4, 11},
	{"a variable's name", "{variables: {a b: 1}}", "error bad-value", 4, 23},
};

static void what_is_wrong_is_said_at_its_place(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(wrong_boards); i++) {
		struct xb_diags diags = {0};
		struct xb_profile *profile = profile_with(data, wrong_boards[i].board, &diags);

		check_diags(wrong_boards[i].label, &diags, wrong_boards[i].diags);
		check_int(wrong_boards[i].label, diags.items[0].line, wrong_boards[i].line);
		check_int(wrong_boards[i].label, diags.items[0].column, wrong_boards[i].column);
		xb_diags_clear(&diags);
		xb_profile_free(profile);
	}
	xb_data_free(data);
}

/* ---- Files of one's own ------------------------------------------------------------------------- */

/* NAME.yaml in the folder uboot/ of FOLDER has TEXT. */
static void write_uboot(const char *folder, const char *name, const char *text)
{
	char *path = xb_format("%s/uboot/%s.yaml", folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void remove_uboot(const char *folder, const char *name)
{
	char *path = xb_format("%s/uboot/%s.yaml", folder, name);

	unlink(path);
	free(path);
}

#define HEAD "format: 1\nname: mine\ntitle: My own\n"

static const struct {
	const char *label, *text, *diags;
	uint32_t line, column;
} wrong_files[] = {
	{"releases in order",
	 HEAD "before:\n  - {release: \"2021.01\"}\n  - {release: \"2023.01\"}\n",
	 "error bad-value", 6, 15},
	{"no release", HEAD "before:\n  - {max-args: 16}\n", "error missing-key", 5, 5},
	{"not a file's key", HEAD "release: \"2023.01\"\n", "error unknown-key", 4, 1},
	{"itself", HEAD "extends: mine\n", "error bad-value", 4, 10},
	{"one that is not there", HEAD "extends: minne\n", "error bad-value", 4, 10},
	{"another name", "format: 1\nname: yours\ntitle: Your own\n", "error bad-value", 2, 7},
};

static void files_are_checked(void **state)
{
	const struct xb_board board = {.uboot.extends.text = "mine"};
	char folder[] = "/tmp/xenboot-uboot-XXXXXX";
	char *uboot;
	struct xb_data *data;

	(void)state;
	assert_non_null(mkdtemp(folder));
	uboot = xb_format("%s/uboot", folder);
	assert_int_equal(mkdir(uboot, 0700), 0);
	data = xb_data_new(NULL, folder);
	for (size_t i = 0; i < XB_COUNT(wrong_files); i++) {
		struct xb_environment environment;
		struct xb_diags diags = {0};

		write_uboot(folder, "mine", wrong_files[i].text);
		check_bool(wrong_files[i].label,
			   xb_environment_load(&environment, data, &board, 0, &diags), false);
		check_diags(wrong_files[i].label, &diags, wrong_files[i].diags);
		check_int(wrong_files[i].label, diags.items[0].line, wrong_files[i].line);
		check_int(wrong_files[i].label, diags.items[0].column, wrong_files[i].column);
		xb_environment_clear(&environment);
		xb_diags_clear(&diags);
	}
	xb_data_free(data);
	remove_uboot(folder, "mine");
	rmdir(uboot);
	rmdir(folder);
	free(uboot);
}

/* ---- Releases ----------------------------------------------------------------------------------- */

static void releases_are_read(void **state)
{
	struct xb_uboot_choice choice;

	(void)state;
	check_int("a release", xb_uboot_release("2023.01"), 202301);
	check_int("with more", xb_uboot_release("2023.01-rc2 (Jan"), 202301);
	check_int("not one", xb_uboot_release("4.17"), 0);
	check_int("too long", xb_uboot_release("2023.011"), 0);
	check_text("a release", xb_uboot_choose("2025.01", &choice), NULL);
	check_int("a release", choice.release, 202501);
	check_text("a shell", xb_uboot_choose("modern", &choice), NULL);
	check_int("its release", choice.release, XB_UBOOT_NEWEST_RELEASE);
	check_text("both", xb_uboot_choose("2024.04,modern", &choice), NULL);
	check_text("its shell", choice.parser, "modern");
	check_int("its release", choice.release, 202404);
	assert_non_null(xb_uboot_choose("2023.01,modern", &choice));
	assert_non_null(xb_uboot_choose("", &choice));
	assert_non_null(xb_uboot_choose("2023.01,", &choice));
	assert_non_null(xb_uboot_choose("new", &choice));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(releases_differ),
		cmocka_unit_test(limits_are_those_of_the_build),
		cmocka_unit_test(boards_have_one),
		cmocka_unit_test(files_load_in_every_release),
		cmocka_unit_test(a_board_says_it_in_place),
		cmocka_unit_test(nothing_is_known_without_a_board),
		cmocka_unit_test(what_is_wrong_is_said_at_its_place),
		cmocka_unit_test(files_are_checked),
		cmocka_unit_test(releases_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

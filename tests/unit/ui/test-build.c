/* SPDX-License-Identifier: MIT */
/* Builds and exports: what would be written, and writing it. */
#include "unit/ui/front.h"

static void a_build_writes_and_compares(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "b");
	check_screen(&front, "new");
	check_screen(&front, "At U-Boot's prompt type:");
	front_keys(&front, "Enter");
	check_contains("said", front_message(&front), "written: ");
	check_screen(&front, "the same bytes are there");
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	check_screen(&front, "other bytes");
	front_keys(&front, "w");
	check_screen(&front, "the same bytes are there");
	front_keys(&front, "o");
	front_type(&front, "out");
	assert_int_equal(mkdir("out", 0700), 0);
	front_keys(&front, "Enter");
	check_screen(&front, "into out");
	check_screen(&front, "new");
	front_keys(&front, "w");
	assert_true(folder_count("out", "") > 0);
	front_close(&front);
}

/* What went wrong is said once; when it is mended the build goes on. */
static void a_build_that_failed_can_be_tried_again(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "b o");
	front_type(&front, "p.yaml/folder");
	front_keys(&front, "Enter w");
	check_contains("said", front_message(&front), "cannot make the folder p.yaml: Not a");
	check_hidden(&front, "1 error");
	check_int("errors", (intmax_t)xb_session_diags(front.session)->errors, 0);
	front_keys(&front, "o Ctrl-U . Enter w");
	check_contains("said", front_message(&front), "written: ");
	front_close(&front);
}

static void nothing_is_built_from_errors(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "b");
	check_screen(&front, "Nothing while there are errors");
	front_keys(&front, "w");
	check_contains("said", front_message(&front), "nothing was written");
	front_keys(&front, "x Enter");
	check_contains("export", front_verdict(&front), "errors");
	front_keys(&front, "Esc u");
	check_screen(&front, "new");
	front_close(&front);
}

/* An output that would replace the profile is refused, and that is no error of the profile. */
static void inputs_are_spared(void **state)
{
	struct front front;

	(void)state;
	folder_write("boot.cmd", FRONT_SMALL);
	front_open(&front, "./boot.cmd");
	ui_app_set(front.app, "output.name", "boot");
	front_keys(&front, "b w");
	check_bool("said", front_message(&front)[0] != '\0', true);
	folder_expect("boot.cmd", FRONT_SMALL);
	front_close(&front);
}

static void an_export_is_a_profile_again(void **state)
{
	struct front front, again;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "b x");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "p.yaml/ci.yaml");
	front_keys(&front, "Enter");
	check_contains("refused", front_verdict(&front), "cannot make the folder p.yaml");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "ci.yaml");
	front_keys(&front, "Enter");
	check_contains("said", front_message(&front), "ci.yaml");
	front_open(&again, "ci.yaml");
	check_text("pinned", front_value(&again, "xen.options.vwfi"), "native");
	assert_non_null(front_value(&again, "dom0.kernel.address"));
	front_close(&again);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_build_writes_and_compares),
		in_folder(a_build_that_failed_can_be_tried_again),
		in_folder(nothing_is_built_from_errors),
		in_folder(inputs_are_spared),
		in_folder(an_export_is_a_profile_again),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

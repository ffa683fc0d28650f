/* SPDX-License-Identifier: MIT */
/* The page about a serial log: what it shows, where its rows lead, what is no log. */
#include "ui/log.h"
#include "unit/ui/front.h"

#define TOO_SMALL "(XEN) Not enough memory in the first bank for the kernel+dtb+initrd\n"

static bool read_log(struct front *front, const char *path, char **why)
{
	return ui_log_read(front->app->log, xb_session_data(front->session), xb_session_boot(front->session), path, why);
}

static void the_cause_comes_first_and_leads_to_its_setting(void **state)
{
	struct front front;

	(void)state;
	folder_write("boot.log", "(XEN) Xen version 4.17.0 (a@b) gcc debug=n\n" TOO_SMALL);
	front_open_small(&front);
	front_keys(&front, "L");
	front_type(&front, "boot.log");
	front_keys(&front, "Enter");
	check_bool("page", front_page(&front) == &ui_page_log, true);
	check_screen(&front, "Cause: ");
	check_screen(&front, "  2: (XEN) Not enough memory");
	check_screen(&front, "In this profile: dom0_mem=512M");
	front_keys(&front, "Enter");
	check_text("leads to", front_selected(&front), "dom0_mem");
	front_close(&front);
}

static void what_cannot_be_read_leaves_what_was(void **state)
{
	struct front front;
	char *why = NULL;

	(void)state;
	folder_write("boot.log", TOO_SMALL);
	front_open_small(&front);
	assert_string_equal(ui_log_verdict(front.app->log), "none read");
	assert_true(read_log(&front, "boot.log", &why));
	assert_false(read_log(&front, "no.log", &why));
	assert_string_equal(why, "cannot read no.log: No such file or directory");
	free(why);
	assert_false(read_log(&front, ".", &why));
	assert_non_null(strstr(why, "folder"));
	free(why);
	assert_string_equal(front.app->log->path, "boot.log");
	assert_non_null(strstr(ui_log_verdict(front.app->log), "too small"));
	front_close(&front);
}

/* The lines in front of what is read are counted, so that numbers are those of the file. */
static void of_a_long_log_the_end_is_read(void **state)
{
	struct front front;
	struct xb_buf text = {0};
	size_t lines = UI_LOG_BYTES / 64 + 1000;
	char *why = NULL;

	(void)state;
	for (size_t i = 1; i < lines; i++)
		xb_buf_printf(&text, "%063d\n", 0);
	xb_buf_puts(&text, TOO_SMALL);
	folder_write("long.log", text.data);
	front_open_small(&front);
	assert_true(read_log(&front, "long.log", &why));
	assert_true(front.app->log->skipped >= 999);
	check_u64("line", ui_log_line(front.app->log, front.app->log->diagnosis->faults[0].line), lines);
	xb_buf_clear(&text);
	front_close(&front);
}

static void an_empty_log_is_no_log_of_a_boot(void **state)
{
	struct front front;
	char *why = NULL;

	(void)state;
	folder_write("empty.log", "");
	front_open_small(&front);
	assert_true(read_log(&front, "empty.log", &why));
	assert_string_equal(ui_log_verdict(front.app->log), "no log of a boot");
	front_keys(&front, "L");
	check_screen(&front, "No line is of U-Boot");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(the_cause_comes_first_and_leads_to_its_setting),
		in_folder(what_cannot_be_read_leaves_what_was),
		in_folder(of_a_long_log_the_end_is_read),
		in_folder(an_empty_log_is_no_log_of_a_boot),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

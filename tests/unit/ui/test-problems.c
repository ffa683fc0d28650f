/* SPDX-License-Identifier: MIT */
/* The page of problems: each leads to the option at fault. */
#include "unit/ui/front.h"

static void problems_lead_to_the_option_at_fault(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	check_screen(&front, "no problems");
	ui_app_set(front.app, "xen.options.dom0_meme", "1");
	ui_app_set(front.app, "xen.options.dom0_mem", "5G");
	front_keys(&front, "x");
	check_screen(&front, "! 1 error");
	check_screen(&front, "~ 1 warning");
	front_keys(&front, "!");
	check_contains("the worst first", front_selected(&front), "dom0_mem");
	check_screen(&front, "p.yaml, line 3");
	front_keys(&front, "Enter");
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_mem");
	front_keys(&front, "! Down Enter");
	check_text("jumped", ui_app_node(front.app)->subject.id, "xen.options.dom0_meme");
	front_keys(&front, "x u ! u u");
	check_hidden(&front, "5G");
	front_close(&front);
}

static void check_all_lead(const char *ref)
{
	const struct xb_diags *diags;
	struct front front;

	front_open(&front, ref);
	diags = xb_session_diags(front.session);
	for (size_t i = 0; xb_session_profile(front.session) && i < diags->count; i++) {
		const struct ui_node *node = front.app->menu.problems[i];
		const struct ui_row *row;

		if (!node)
			fail_msg("%s: \"%s\" leads nowhere", ref, diags->items[i].message);
		ui_app_jump(front.app, node);
		row = ui_page_row(ui_app_page(front.app));
		if (!row || !ui_subject_same(&row->subject, &front.app->menu.problems[i]->subject))
			fail_msg("%s: \"%s\" leads to no row", ref, diags->items[i].message);
	}
	front_close(&front);
}

/* What the front end would do is what the library says, as one step with its own name. */
static void a_key_does_what_the_hint_says(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", NULL);
	ui_app_set(front.app, "xen.options.vwfy", "native");
	front_keys(&front, "!");
	check_contains("selected", front_selected(&front), "vwfy");
	check_screen(&front, ". fix");
	front_keys(&front, ".");
	check_text("set", front_value(&front, "xen.options.vwfi"), "native");
	check_text("step", xb_draft_undo_name(front.app->draft),
		   "hint: unset xen.options.vwfy, set xen.options.vwfi to native");
	check_hidden(&front, "'vwfy'");
	front_keys(&front, "u");
	check_text("one step", front_value(&front, "xen.options.vwfi"), NULL);
	check_screen(&front, "'vwfy'");
	front_close(&front);
}

/* Of several problems of a row the worst that has a fix; a row without one has no such key. */
static void the_key_is_there_where_a_hint_is(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "nativ");
	front_jump(&front, "xen.options.dom0_mem");
	check_hidden(&front, ". fix");
	front_keys(&front, ".");
	check_text("nothing", front_value(&front, "xen.options.vwfi"), "nativ");
	front_jump(&front, "xen.options.vwfi");
	check_screen(&front, ". fix");
	front_keys(&front, ".");
	check_text("set", front_value(&front, "xen.options.vwfi"), "native");
	check_hidden(&front, ". fix");
	front_close(&front);
}

/* In a field it is typed: nothing is set before Enter. */
static void a_field_takes_what_the_hint_says(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_jump(&front, "xen.options.dom0_mem");
	front_keys(&front, "E");
	check_hidden(&front, "Ctrl-T");
	front_type(&front, "5G");
	check_screen(&front, "Ctrl-T fix");
	front_keys(&front, "Ctrl-T");
	check_text("not yet", front_value(&front, "xen.options.dom0_mem"), "512M");
	check_hidden(&front, "Ctrl-T");
	front_keys(&front, "Ctrl-T Enter");
	check_contains("set", front_value(&front, "xen.options.dom0_mem"), "M");
	check_u64("without an error", xb_session_diags(front.session)->errors, 0);
	front_keys(&front, "u E");
	front_type(&front, "5G");
	front_keys(&front, "Ctrl-U");
	check_hidden(&front, "Ctrl-T");
	front_close(&front);
}

static void a_profile_without_problems_says_so(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	while (xb_session_diags(front.session)->count)
		xb_diags_clear((struct xb_diags *)xb_session_diags(front.session));
	front_keys(&front, "!");
	check_screen(&front, "Nothing is wrong");
	front_keys(&front, "Enter Down");
	front_close(&front);
}

/* Every code that a profile can have, by the profiles that show them: each problem leads to a row. */
static void each_problem_leads_somewhere(void **state)
{
	const char *sources = getenv("srcdir");
	char *folder = xb_format("%s/tests/golden/codes", sources ? sources : ".");
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t profiles = 0;

	(void)state;
	if (!dir)
		skip();
	while ((entry = readdir(dir)) != NULL) {
		char *ref = xb_format("%s/%s/bad.yaml", folder, entry->d_name);

		if (entry->d_name[0] != '.' && access(ref, R_OK) == 0) {
			check_all_lead(ref);
			profiles++;
		}
		free(ref);
	}
	closedir(dir);
	free(folder);
	check_bool("profiles", profiles > 20, true);
}

static void what_has_no_place_leads_where_it_is_set(void **state)
{
	struct front front;

	(void)state;
	folder_write("p.yaml", "format: 1\nxen: {file: xen, size: 1M}\n"
			       "device-tree: {file: t.dtb, size: 1K}\ndom0: {kernel: {file: Image, size: 1M}}\n");
	front_open(&front, "p.yaml");
	front_keys(&front, "!");
	front_find_row(&front, "no RAM is known");
	front_keys(&front, "Enter");
	check_text("the board", front_selected(&front), "board");
	front_keys(&front, "Left");
	check_bool("back to the list", front_page(&front) == &ui_page_problems, true);
	check_contains("and its row", front_selected(&front), "no RAM is known");
	front_keys(&front, "Left");
	check_bool("and on", front_page(&front) == &ui_page_menu, true);
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_problem_leads_somewhere),
		in_folder(problems_lead_to_the_option_at_fault),
		in_folder(a_key_does_what_the_hint_says),
		in_folder(the_key_is_there_where_a_hint_is),
		in_folder(a_field_takes_what_the_hint_says),
		in_folder(a_profile_without_problems_says_so),
		in_folder(what_has_no_place_leads_where_it_is_set),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

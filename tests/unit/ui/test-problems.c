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

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(problems_lead_to_the_option_at_fault),
		in_folder(a_profile_without_problems_says_so),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

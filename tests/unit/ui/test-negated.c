/* SPDX-License-Identifier: MIT */
/* Xen's no-NAME in the menus: a row of the option NAME, in whose place it stands. */
#include "ui/action.h"
#include "ui/value.h"
#include "unit/diags.h"

#include <stdlib.h>

#define PROFILE(options)                                                                           \
	"format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                            \
	"xen: {file: xen, size: 1M, options: {dom0_mem: 512M, " options "}}\n"                     \
	"device-tree: {file: t.dtb, size: 1K}\n"                                                   \
	"dom0: {kernel: {file: Image, size: 1M}, options: {root: /dev/vda}}\n"

struct front {
	struct xb_session *session;
	struct ui_app *app;
};

static void open_front(struct front *front, const char *text)
{
	static const struct xb_session_config config;
	static const struct ui_config ui;
	struct xb_draft *draft;

	front->session = xb_session_new(&config);
	front->app = ui_app_new(front->session, &ui);
	draft = xb_draft_open_text(front->session, "p", text, strlen(text));
	assert_non_null(draft);
	ui_app_take_draft(front->app, draft);
}

static void close_front(struct front *front)
{
	ui_app_free(front->app);
	xb_session_free(front->session);
}

static const struct ui_node *node_of(const struct front *front, const char *key)
{
	return ui_menu_find(&front->app->menu, key);
}

static const struct ui_node *must_find(const struct front *front, const char *key)
{
	const struct ui_node *node = node_of(front, key);

	if (!node)
		fail_msg("there is no row of %s", key);
	return node;
}

static void check_negated(const struct front *front)
{
	const struct ui_node *node = must_find(front, "xen.options.no-bootscrub");
	struct xb_buf word = {0};

	assert_non_null(node->option);
	check_text("option", node->option->name.text, "bootscrub");
	check_text("title", node->title, "no-bootscrub");
	check_text("about", node->about, node->option->summary.text);
	check_text("value", node->value, "no");
	check_bool("negated", node->negated, true);
	check_bool("bare", node->bare, false);
	check_int("what it means for safety is noted", node->severity, XB_NOTE);
	ui_value_put_word(node, &word);
	check_text("as a word", word.data, "no-bootscrub");
	xb_buf_clear(&word);
}

static void it_is_the_row_of_its_option(void **state)
{
	struct front front;

	(void)state;
	open_front(&front, PROFILE("no-bootscrub: true"));
	check_negated(&front);
	/* So that nobody sets both. */
	assert_null(node_of(&front, "xen.options.bootscrub"));
	close_front(&front);
}

static void space_takes_it_away_and_the_option_is_back(void **state)
{
	struct front front;

	(void)state;
	open_front(&front, PROFILE("no-bootscrub: true"));
	ui_app_jump(front.app, must_find(&front, "xen.options.no-bootscrub"));
	check_text("selected", ui_page_row(ui_app_page(front.app))->mark, "[ ]");
	ui_setting_toggle(front.app);
	assert_null(node_of(&front, "xen.options.no-bootscrub"));
	check_text("bootscrub", must_find(&front, "xen.options.bootscrub")->value, NULL);
	close_front(&front);
}

/* "off" is what it says already; there is no "on" to be had from this word. */
static void its_choices_are_those_of_the_word(void **state)
{
	struct front front;

	(void)state;
	open_front(&front, PROFILE("no-bootscrub: true"));
	ui_setting_edit(front.app, must_find(&front, "xen.options.no-bootscrub"));
	assert_non_null(front.app->dialog);
	check_u64("choices", front.app->dialog->rows.count, 2);
	check_text("choice", front.app->dialog->rows.items[0].name, "not set");
	check_text("choice", front.app->dialog->rows.items[1].name, "off");
	check_text("as it is written", front.app->dialog->rows.items[1].subject.id, "true");
	check_u64("selected", front.app->dialog->list.selected, 1);
	close_front(&front);
}

static void both_have_a_row_where_both_are_set(void **state)
{
	static const char *const texts[] = {PROFILE("no-bootscrub: true, bootscrub: 1"),
					    PROFILE("bootscrub: 1, no-bootscrub: true")};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct front front;

		open_front(&front, texts[i]);
		check_text("value", must_find(&front, "xen.options.bootscrub")->value, "1");
		check_text("value", must_find(&front, "xen.options.no-bootscrub")->value, "no");
		close_front(&front);
	}
}

static void other_words_with_no_are_what_they_were(void **state)
{
	struct front front;
	const struct ui_node *node;

	(void)state;
	open_front(&front, PROFILE("no-such: true, no-bootscrub: 1, noreboot: true"));
	node = must_find(&front, "xen.options.no-such");
	assert_null(node->option);
	check_text("value", node->value, "true");
	/* An error, shown as it stands. */
	node = must_find(&front, "xen.options.no-bootscrub");
	check_text("value", node->value, "1");
	check_bool("negated", node->negated, false);
	check_int("severity", node->severity, XB_ERROR);
	check_bool("noreboot", must_find(&front, "xen.options.noreboot")->negated, false);
	close_front(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_the_row_of_its_option),
		cmocka_unit_test(space_takes_it_away_and_the_option_is_back),
		cmocka_unit_test(its_choices_are_those_of_the_word),
		cmocka_unit_test(both_have_a_row_where_both_are_set),
		cmocka_unit_test(other_words_with_no_are_what_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

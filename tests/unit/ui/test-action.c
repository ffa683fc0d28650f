/* SPDX-License-Identifier: MIT */
/* The table of actions: no key means two things, all have names, keys and words of help. */
#include "unit/ui/front.h"

/* The names in an action's KEYS, one after the other; false at the end. */
static bool next_name(const char **keys, char name[UI_KEY_TEXT])
{
	size_t length;

	*keys += strspn(*keys, " ");
	length = strcspn(*keys, " ");
	if (!length)
		return false;
	assert_true(length < UI_KEY_TEXT);
	snprintf(name, UI_KEY_TEXT, "%.*s", (int)length, *keys);
	*keys += length;
	return true;
}

static bool is_own(const struct ui_action *action)
{
	return (action->where & (action->where - 1)) == 0;
}

static void all_keys_are_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < ui_action_count; i++) {
		const char *keys = ui_actions[i].keys;
		char name[UI_KEY_TEXT], shown[UI_KEY_TEXT];
		size_t count = 0;

		for (; next_name(&keys, name); count++) {
			int key = ui_key_parse(name);

			check_bool(name, key != UI_KEY_NONE, true);
			check_int(name, ui_key_parse(ui_key_name(key, shown)), key);
		}
		check_bool(ui_actions[i].name, count > 0, true);
	}
}

static void every_action_says_what_it_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < ui_action_count; i++) {
		const struct ui_action *action = &ui_actions[i];
		size_t length = strlen(action->help);

		check_bool(action->name, length > 3 && action->help[length - 1] != '.', true);
		check_bool(action->name, action->help[0] >= 'A' && action->help[0] <= 'Z', true);
		check_bool(action->name, action->run != NULL, true);
		check_bool(action->name, action->where && (action->where | UI_ON_ANY) == UI_ON_ANY, true);
		check_bool(action->name, ui_action_find(action->name) == action, true);
	}
	assert_null(ui_action_find("no such action"));
}

/* KEY in two rows for one page: only where one of them is this page's own. */
static void check_key(const struct ui_action *a, const struct ui_action *b)
{
	const char *keys = a->keys;
	char name[UI_KEY_TEXT];

	while (next_name(&keys, name)) {
		const char *others = b->keys;
		char other[UI_KEY_TEXT];

		while (next_name(&others, other))
			if (ui_key_parse(name) == ui_key_parse(other) && is_own(a) == is_own(b))
				fail_msg("%s is %s and %s on one page", name, a->name, b->name);
	}
}

static void no_key_means_two_things_on_one_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < ui_action_count; i++)
		for (size_t k = i + 1; k < ui_action_count; k++)
			if (ui_actions[i].where & ui_actions[k].where)
				check_key(&ui_actions[i], &ui_actions[k]);
}

/* Not every keyboard and not every serial line has them. */
static void a_function_key_has_a_twin(void **state)
{
	(void)state;
	for (size_t i = 0; i < ui_action_count; i++) {
		const char *keys = ui_actions[i].keys;
		bool function = false, letter = false;
		char name[UI_KEY_TEXT];

		while (next_name(&keys, name)) {
			int key = ui_key_parse(name);

			function |= key >= UI_KEY_F1 && key <= UI_KEY_F12;
			letter |= key > ' ' && key < 0x7f;
		}
		check_bool(ui_actions[i].name, !function || letter, true);
	}
}

/* On pages with a field they would be typed. */
static void letters_are_text_where_one_types(void **state)
{
	(void)state;
	for (int key = ' '; key < 0x7f; key++) {
		const struct ui_action *action = ui_action_of_key(key, UI_ON_SEARCH);
		char name[UI_KEY_TEXT];

		/* What is bound there has another key, for the field takes this one. */
		check_bool(ui_key_name(key, name), !action || strchr(action->keys, ' ') != NULL, true);
	}
}

static void a_key_finds_its_action(void **state)
{
	static const struct {
		const char *key;
		unsigned where;
		const char *want;
	} rows[] = {
		{"Enter", UI_ON_MENU, "enter"},
		{"Ctrl-J", UI_ON_MENU, "enter"},
		{"Enter", UI_ON_BUILD, "write outputs"},
		{"Enter", UI_ON_MAP, "change address"},
		{"o", UI_ON_MENU, "profiles"},
		{"o", UI_ON_BUILD, "output folder"},
		{"r", UI_ON_MENU, "revert setting"},
		{"r", UI_ON_PROFILES, "rename profile"},
		{"r", UI_ON_CHANGES, "revert"},
		{"n", UI_ON_MENU, "next match"},
		{"n", UI_ON_PROFILES, "new profile"},
		{"Delete", UI_ON_MENU, "unset"},
		{"Delete", UI_ON_CHANGES, "revert"},
		{"Delete", UI_ON_PARTS, "remove part"},
		{"Delete", UI_ON_PROFILES, "delete profile"},
		{"Insert", UI_ON_PARTS, "add part"},
		{"F9", UI_ON_PREVIEW, "problems"},
		{"Tab", UI_ON_PREVIEW, "next view"},
		{"Tab", UI_ON_CHANGES, "compare with"},
		{"Tab", UI_ON_MENU, NULL},
		{"F1", UI_ON_SEARCH, "help"},
		{"z", UI_ON_MENU, NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct ui_action *got =
			ui_action_of_key(ui_key_parse(rows[i].key), rows[i].where);

		check_text(rows[i].key, got ? got->name : NULL, rows[i].want);
	}
	assert_null(ui_action_of_key(UI_KEY_NONE, UI_ON_ANY));
}

/* Help and manual come from the table and leave nothing out. */
static void help_and_manual_hold_every_action(void **state)
{
	struct xb_buf text = {0}, man = {0};

	(void)state;
	ui_keys_text(&text);
	ui_keys_man(&man);
	for (size_t i = 0; i < ui_action_count; i++) {
		check_contains(ui_actions[i].name, text.data, ui_actions[i].help);
		check_contains(ui_actions[i].name, man.data, ui_actions[i].help);
	}
	check_contains("all keys", text.data, "s, F2, Ctrl-S");
	assert_null(strstr(text.data, ", ,"));
	assert_null(strstr(text.data, ",  "));
	check_contains("escaped", man.data, "Ctrl\\-S");
	assert_null(strstr(man.data, "\n'"));
	xb_buf_clear(&text);
	xb_buf_clear(&man);
}

static void without_a_profile_only_some_can_be_run(void **state)
{
	(void)state;
	for (size_t i = 0; i < ui_action_count; i++) {
		struct front front;

		front_start(&front);
		ui_action_run(front.app, &ui_actions[i]);
		show(front.app, &front.screen);
		if (!ui_actions[i].open)
			check_text(ui_actions[i].name, front_message(&front),
				   "open a profile first");
		front_close(&front);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_keys_are_keys),
		cmocka_unit_test(every_action_says_what_it_does),
		cmocka_unit_test(no_key_means_two_things_on_one_page),
		cmocka_unit_test(a_function_key_has_a_twin),
		cmocka_unit_test(letters_are_text_where_one_types),
		cmocka_unit_test(a_key_finds_its_action),
		cmocka_unit_test(help_and_manual_hold_every_action),
		in_folder(without_a_profile_only_some_can_be_run),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "ui/key.h"
#include "unit/support.h"

static void names_and_keys(void **state)
{
	static const struct {
		int key;
		const char *name;
	} cases[] = {
	    {'a', "a"},
	    {'/', "/"},
	    {'F', "F"},
	    {' ', "Space"},
	    {0xe4, "\u00e4"},
	    {0x1f600, "\U0001f600"},
	    {UI_KEY_ENTER, "Enter"},
	    {UI_KEY_TAB, "Tab"},
	    {UI_KEY_ESC, "Esc"},
	    {0, "Ctrl-Space"},
	    {1, "Ctrl-A"},
	    {12, "Ctrl-L"},
	    {26, "Ctrl-Z"},
	    {28, "Ctrl-\\"},
	    {31, "Ctrl-_"},
	    {127, "Ctrl-?"},
	    {0x9b, "U+009B"},
	    {0xd800, "U+D800"},
	    {UI_KEY_UP, "Up"},
	    {UI_KEY_DOWN, "Down"},
	    {UI_KEY_LEFT, "Left"},
	    {UI_KEY_RIGHT, "Right"},
	    {UI_KEY_PAGE_UP, "PgUp"},
	    {UI_KEY_PAGE_DOWN, "PgDn"},
	    {UI_KEY_HOME, "Home"},
	    {UI_KEY_END, "End"},
	    {UI_KEY_INSERT, "Insert"},
	    {UI_KEY_DELETE, "Delete"},
	    {UI_KEY_BACKSPACE, "Backspace"},
	    {UI_KEY_BACK_TAB, "Shift-Tab"},
	    {UI_KEY_WORD_LEFT, "Ctrl-Left"},
	    {UI_KEY_WORD_RIGHT, "Ctrl-Right"},
	    {UI_KEY_F1, "F1"},
	    {UI_KEY_F1 + 8, "F9"},
	    {UI_KEY_F12, "F12"},
	    {UI_KEY_MOUSE, "Mouse"},
	    {UI_KEY_RESIZE, "Resize"},
	    {UI_KEY_PASTE, "Paste"},
	    {UI_KEY_HANGUP, "Hang-up"},
	    {UI_KEY_NONE, ""},
	};
	char out[UI_KEY_TEXT];

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		check_text(cases[i].name, ui_key_name(cases[i].key, out), cases[i].name);
		check_int(cases[i].name, ui_key_parse(cases[i].name), cases[i].key);
	}
}

static void other_spellings(void **state)
{
	static const struct {
		const char *name;
		int key;
	} cases[] = {
	    {"ctrl-l", 12},	     {"CTRL-L", 12},
	    {"Ctrl-l", 12},	     {"enter", UI_KEY_ENTER},
	    {"Return", UI_KEY_ENTER}, {"Escape", UI_KEY_ESC},
	    {"pageup", UI_KEY_PAGE_UP}, {"PageDown", UI_KEY_PAGE_DOWN},
	    {"Ctrl-M", UI_KEY_ENTER}, {"Ctrl-I", UI_KEY_TAB},
	    {"Ctrl-[", UI_KEY_ESC},  {"Ctrl-H", 8},
	    {"U+1F600", 0x1f600},    {"no key", UI_KEY_NONE},
	    {"ab", UI_KEY_NONE},     {"F0", UI_KEY_NONE},
	    {"F13", UI_KEY_NONE},    {"F1x", UI_KEY_NONE},
	    {"F-1", UI_KEY_NONE},    {"Ctrl-", UI_KEY_NONE},
	    {"Ctrl-LL", UI_KEY_NONE}, {"Ctrl-1", UI_KEY_NONE},
	    {"U+", UI_KEY_NONE},     {"U+110000", UI_KEY_NONE},
	    {"\xff", UI_KEY_NONE},   {"\u00e4\u00f6", UI_KEY_NONE},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_int(cases[i].name, ui_key_parse(cases[i].name), cases[i].key);
}

static void every_key_has_a_name_that_is_parsed(void **state)
{
	char out[UI_KEY_TEXT], label[16];

	(void)state;
	for (int key = 0; key <= UI_KEY_HANGUP; key++) {
		snprintf(label, sizeof(label), "key %x", (unsigned int)key);
		check_int(label, ui_key_parse(ui_key_name(key, out)), key);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_and_keys),
	    cmocka_unit_test(other_spellings),
	    cmocka_unit_test(every_key_has_a_name_that_is_parsed),
	};

	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}

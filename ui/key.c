/* SPDX-License-Identifier: MIT */
#include "ui/key.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ui/text.h"

/* The first name of a key is the one that is shown. */
static const struct {
	int key;
	const char *name;
} keys[] = {
	{UI_KEY_NONE, ""},
	{UI_KEY_ENTER, "Enter"},
	{UI_KEY_ENTER, "Return"},
	{UI_KEY_TAB, "Tab"},
	{UI_KEY_ESC, "Esc"},
	{UI_KEY_ESC, "Escape"},
	{' ', "Space"},
	{0, "Ctrl-Space"},
	{127, "Ctrl-?"},
	{UI_KEY_UP, "Up"},
	{UI_KEY_DOWN, "Down"},
	{UI_KEY_LEFT, "Left"},
	{UI_KEY_RIGHT, "Right"},
	{UI_KEY_PAGE_UP, "PgUp"},
	{UI_KEY_PAGE_UP, "PageUp"},
	{UI_KEY_PAGE_DOWN, "PgDn"},
	{UI_KEY_PAGE_DOWN, "PageDown"},
	{UI_KEY_HOME, "Home"},
	{UI_KEY_END, "End"},
	{UI_KEY_INSERT, "Insert"},
	{UI_KEY_INSERT, "Ins"},
	{UI_KEY_DELETE, "Delete"},
	{UI_KEY_DELETE, "Del"},
	{UI_KEY_BACKSPACE, "Backspace"},
	{UI_KEY_BACK_TAB, "Shift-Tab"},
	{UI_KEY_WORD_LEFT, "Ctrl-Left"},
	{UI_KEY_WORD_RIGHT, "Ctrl-Right"},
	{UI_KEY_MOUSE, "Mouse"},
	{UI_KEY_RESIZE, "Resize"},
	{UI_KEY_PASTE, "Paste"},
	{UI_KEY_HANGUP, "Hang-up"},
};

const char *ui_key_name(int key, char out[UI_KEY_TEXT])
{
	size_t length;

	for (size_t i = 0; i < XB_COUNT(keys); i++) {
		if (keys[i].key == key) {
			snprintf(out, UI_KEY_TEXT, "%s", keys[i].name);
			return out;
		}
	}
	length = ui_text_encode(key, out);
	if (key >= UI_KEY_F1 && key <= UI_KEY_F12)
		snprintf(out, UI_KEY_TEXT, "F%d", key - UI_KEY_F1 + 1);
	else if (key >= 0 && key < 0x20)
		snprintf(out, UI_KEY_TEXT, "Ctrl-%c", key | 0x40);
	else if (length == 0 || ui_text_is_control(key))
		snprintf(out, UI_KEY_TEXT, "U+%04X", (unsigned int)key);
	else
		out[length] = '\0';
	return out;
}

/* A number in BASE that is all of TEXT, from FIRST to LAST; -1: it is none. */
static int parse_number(const char *text, int base, long first, long last)
{
	char *end;
	long number;

	if (!isxdigit((unsigned char)*text))
		return -1;
	number = strtol(text, &end, base);
	return *end || number < first || number > last ? -1 : (int)number;
}

/* Ctrl-A to Ctrl-_; those with a name of their own are not among them. */
static int parse_control(const char *letter)
{
	int upper = *letter >= 'a' && *letter <= 'z' ? *letter - 'a' + 'A' : *letter;

	return letter[0] && !letter[1] && upper >= 'A' && upper <= '_' ? UI_CTRL(upper)
								       : UI_KEY_NONE;
}

int ui_key_parse(const char *name)
{
	size_t length = strlen(name);
	int number;

	for (size_t i = 0; i < XB_COUNT(keys); i++)
		if (strcasecmp(keys[i].name, name) == 0)
			return keys[i].key;
	if (length > 0 && xb_utf8_length(name, length) == length)
		return ui_text_decode(name, length);
	if (strncasecmp(name, "Ctrl-", 5) == 0)
		return parse_control(name + 5);
	if (strncmp(name, "U+", 2) == 0)
		return parse_number(name + 2, 16, 0, 0x10ffff);
	if (*name == 'F' && (number = parse_number(name + 1, 10, 1, 12)) > 0)
		return UI_KEY_F1 + number - 1;
	return UI_KEY_NONE;
}

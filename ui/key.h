/* SPDX-License-Identifier: MIT */
/* Keys as the front end sees them, whatever terminal they came from. */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>

/* A character is its own code (control characters too: Ctrl-L is 12); these are beyond Unicode. */
enum {
	UI_KEY_NONE = -1,
	UI_KEY_ENTER = 13,
	UI_KEY_TAB = 9,
	UI_KEY_ESC = 27,
	UI_KEY_UP = 0x110000,
	UI_KEY_DOWN,
	UI_KEY_LEFT,
	UI_KEY_RIGHT,
	UI_KEY_PAGE_UP,
	UI_KEY_PAGE_DOWN,
	UI_KEY_HOME,
	UI_KEY_END,
	UI_KEY_INSERT,
	UI_KEY_DELETE,
	UI_KEY_BACKSPACE, /* all of them: 8, 127, erasechar() */
	UI_KEY_BACK_TAB,
	UI_KEY_WORD_LEFT,
	UI_KEY_WORD_RIGHT,
	UI_KEY_F1,
	UI_KEY_F9 = UI_KEY_F1 + 8,
	UI_KEY_F12 = UI_KEY_F1 + 11,
	UI_KEY_MOUSE,  /* see struct ui_event */
	UI_KEY_RESIZE, /* the screen has another size */
	UI_KEY_PASTE,  /* bracketed paste: text */
	UI_KEY_HANGUP, /* a signal asks the program to end */
};
#define UI_CTRL(letter) ((letter) & 0x1f)

enum ui_mouse { UI_MOUSE_CLICK, UI_MOUSE_DOUBLE, UI_MOUSE_WHEEL_UP, UI_MOUSE_WHEEL_DOWN };

struct ui_event {
	int key;
	enum ui_mouse mouse;  /* UI_KEY_MOUSE */
	int row, col;         /* UI_KEY_MOUSE */
	const char *text;     /* UI_KEY_PASTE: UTF-8; valid until the next event is read */
	size_t length;
	bool late; /* its bytes came so slowly that the first one was an event before: UI_KEY_ESC */
};

/* "Ctrl-L", "F1", "Enter", "/": NUL-terminated in OUT. */
#define UI_KEY_TEXT 16
const char *ui_key_name(int key, char out[UI_KEY_TEXT]);
/* The other way round, for tests and the driver; UI_KEY_NONE: no such key. */
int ui_key_parse(const char *name);

#endif

/* SPDX-License-Identifier: MIT */
/* The bar of keys at the foot of the screen: what works now, where each stands, what a click means. */
#ifndef UI_KEYBAR_H
#define UI_KEYBAR_H

#include "ui/app.h"

enum { UI_KEYBAR_MAX = 24 };

struct ui_key_hint {
	char key[UI_KEY_TEXT]; /* as it is shown */
	int code;              /* the key itself */
	const char *text;      /* what it does, in a word or two */
	int row, col, width;   /* in the area of the bar */
};

/* The keys of the dialog, or else of the page, the most needed first, as many as fit whole into AREA. */
size_t ui_keybar_layout(const struct ui_app *app, struct ui_area area,
			struct ui_key_hint hints[UI_KEYBAR_MAX]);
/* What the key bar has at ROW and COL of the screen: a key, or UI_KEY_NONE. */
int ui_keybar_at(const struct ui_app *app, int row, int col);

#endif

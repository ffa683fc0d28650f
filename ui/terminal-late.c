/* SPDX-License-Identifier: MIT */
/*
 * Keys whose bytes come so slowly that their Esc was taken for a key of its own. A line may hold bytes back for any
 * time; what follows an Esc soon and is the rest of a key, is that: nobody types `[B`.
 */
#include "ui/terminal-parts.h"

#include <string.h>

enum { MOST_BYTES = 8 };

/* They are read again, one by one. */
static void give_back(const char *bytes, size_t length)
{
	while (length > 0)
		ungetch((unsigned char)bytes[--length]);
}

int ui_late_code(struct ui_terminal *terminal, int first, int (*rest)(struct ui_terminal *))
{
	char bytes[MOST_BYTES] = {(char)first};
	size_t length = 1;
	int code = first;

	if (first != '[' && first != 'O')
		return first;
	while (length < MOST_BYTES && (code = ui_sequence_code(bytes, length)) == UI_SEQUENCE_BEGINS) {
		int next = rest(terminal);

		if (next < 0x20 || next > 0x7e) {
			if (next != ERR)
				ungetch(next);
			break;
		}
		bytes[length++] = (char)next;
	}
	if (code > 0) {
		terminal->is_late = true;
		return code;
	}
	give_back(bytes + 1, length - 1);
	return first;
}

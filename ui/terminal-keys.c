/* SPDX-License-Identifier: MIT */
/* The bytes that keys send. */
#include "ui/terminal-parts.h"

#include <string.h>

/* What terminals send whatever terminfo says of them. Those that are SURE take its place. */
static const struct {
	const char *sent;
	int code;
	bool sure;
} sequences[] = {
	{"\033[200~", CODE_PASTE_BEGIN, true},
	{"\033[201~", CODE_PASTE_END, true},
	{"\033[<", CODE_MOUSE_DECIMAL, true},
	{"\033[M", CODE_MOUSE_BYTES, true},
	{"\033[1;5D", CODE_WORD_LEFT, true},
	{"\033[1;3D", CODE_WORD_LEFT, true},
	{"\033[5D", CODE_WORD_LEFT, true},
	{"\033Od", CODE_WORD_LEFT, true},
	{"\033[1;5C", CODE_WORD_RIGHT, true},
	{"\033[1;3C", CODE_WORD_RIGHT, true},
	{"\033[5C", CODE_WORD_RIGHT, true},
	{"\033Oc", CODE_WORD_RIGHT, true},
	{"\033[A", KEY_UP, false},
	{"\033OA", KEY_UP, false},
	{"\033[B", KEY_DOWN, false},
	{"\033OB", KEY_DOWN, false},
	{"\033[C", KEY_RIGHT, false},
	{"\033OC", KEY_RIGHT, false},
	{"\033[D", KEY_LEFT, false},
	{"\033OD", KEY_LEFT, false},
	{"\033[H", KEY_HOME, false},
	{"\033OH", KEY_HOME, false},
	{"\033[1~", KEY_HOME, false},
	{"\033[7~", KEY_HOME, false},
	{"\033[F", KEY_END, false},
	{"\033OF", KEY_END, false},
	{"\033[4~", KEY_END, false},
	{"\033[8~", KEY_END, false},
	{"\033[2~", KEY_IC, false},
	{"\033[3~", KEY_DC, false},
	{"\033[5~", KEY_PPAGE, false},
	{"\033[6~", KEY_NPAGE, false},
	{"\033[Z", KEY_BTAB, false},
	{"\033OM", KEY_ENTER, false},
	{"\033OP", KEY_F(1), false},
	{"\033OQ", KEY_F(2), false},
	{"\033OR", KEY_F(3), false},
	{"\033OS", KEY_F(4), false},
	{"\033[11~", KEY_F(1), false},
	{"\033[12~", KEY_F(2), false},
	{"\033[13~", KEY_F(3), false},
	{"\033[14~", KEY_F(4), false},
	{"\033[15~", KEY_F(5), false},
	{"\033[17~", KEY_F(6), false},
	{"\033[18~", KEY_F(7), false},
	{"\033[19~", KEY_F(8), false},
	{"\033[20~", KEY_F(9), false},
	{"\033[21~", KEY_F(10), false},
	{"\033[23~", KEY_F(11), false},
	{"\033[24~", KEY_F(12), false},
};

void ui_terminal_bind_keys(void)
{
	/* Control characters are what they are; the Linux console calls ^Z a key of its own. */
	for (char byte = 1; byte < 0x20; byte++)
		if (byte != UI_KEY_ESC)
			define_key((const char[]){byte, '\0'}, 0);
	define_key("\177", 0);
	for (size_t i = 0; i < XB_COUNT(sequences); i++)
		if (sequences[i].sure || key_defined(sequences[i].sent) == 0)
			define_key(sequences[i].sent, sequences[i].code);
}

int ui_sequence_code(const char *bytes, size_t length)
{
	int found = 0;

	for (size_t i = 0; i < XB_COUNT(sequences); i++) {
		if (strncmp(sequences[i].sent + 1, bytes, length) != 0)
			continue;
		if (!sequences[i].sent[1 + length])
			return sequences[i].code;
		found = UI_SEQUENCE_BEGINS;
	}
	return found;
}

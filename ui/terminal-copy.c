/* SPDX-License-Identifier: MIT */
/* Text for the clipboard, by the sequence OSC 52 of xterm, which the terminal takes wherever it runs. */
#include "ui/terminal-parts.h"

#include <stdlib.h>
#include <string.h>

/* More than this, as base64, is cut by some terminals or not taken at all. */
enum { MOST_BYTES = 48 * 1024 };

/* They take it, and terminfo does not say so everywhere. */
static const char *const known[] = {"alacritty", "contour", "foot", "mintty", "wezterm", "xterm-ghostty",
				    "xterm-kitty"};

/* tmux and screen have a clipboard of their own, and by default hand nothing on. */
static bool is_inside_another(const char *term)
{
	return getenv("TMUX") || getenv("STY") || strncmp(term, "screen", 6) == 0 ||
	       strncmp(term, "tmux", 4) == 0;
}

static bool takes_by_itself(void)
{
	const char *term = getenv("TERM");

	if (!term || is_inside_another(term))
		return false;
	for (size_t i = 0; i < XB_COUNT(known); i++)
		if (strncmp(term, known[i], strlen(known[i])) == 0)
			return true;
	return ui_terminal_capability("Ms") != NULL;
}

/* What goes before and behind the text; NULL: the terminal takes none. */
static const struct wrapping {
	const char *name, *before, *after;
} wrappings[] = {
	{"osc52", "\033]52;c;", "\007"},
	{"tmux", "\033Ptmux;\033\033]52;c;", "\007\033\\"},
};

static const struct wrapping *wrapping_of(void)
{
	const char *wanted = getenv("XENBOOT_CLIPBOARD");

	for (size_t i = 0; wanted && i < XB_COUNT(wrappings); i++)
		if (strcmp(wrappings[i].name, wanted) == 0)
			return &wrappings[i];
	if (wanted && *wanted)
		return NULL;
	return takes_by_itself() ? &wrappings[0] : NULL;
}

static void put_base64(const char *text, size_t length, struct xb_buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		unsigned group = (unsigned)(unsigned char)text[i] << 16;

		group |= left > 1 ? (unsigned)(unsigned char)text[i + 1] << 8 : 0;
		group |= left > 2 ? (unsigned)(unsigned char)text[i + 2] : 0;
		xb_buf_putc(out, digits[group >> 18]);
		xb_buf_putc(out, digits[group >> 12 & 63]);
		xb_buf_putc(out, left > 1 ? digits[group >> 6 & 63] : '=');
		xb_buf_putc(out, left > 2 ? digits[group & 63] : '=');
	}
}

bool ui_terminal_copy(struct ui_terminal *terminal, const char *text, size_t length)
{
	const struct wrapping *wrapping = wrapping_of();
	struct xb_buf out = {0};
	bool sent;

	if (!wrapping || length > MOST_BYTES)
		return false;
	xb_buf_puts(&out, wrapping->before);
	put_base64(text, length, &out);
	xb_buf_puts(&out, wrapping->after);
	sent = ui_line_send(terminal, out.data, out.length);
	xb_buf_clear(&out);
	return sent;
}

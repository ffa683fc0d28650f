/* SPDX-License-Identifier: MIT */
/*
 * Words for U-Boot's hush shell, of which there are two (common/cli_hush.c; cli_hush_upstream.c, the
 * modern parser of 2024.04, which R-Car has from 2026.07 on).
 *
 * In single quotes both keep every byte from 1 to 255, line breaks included, but the quote itself and
 * the backslash: the old one eats it, the modern one keeps it. Outside of quotes \c is c in both.
 * Double quotes are of no use: both expand $ there, and they take \ and ' in them differently.
 * The empty word alone is "": the modern one drops ''.
 */
#include "emit/hush.h"

#include <string.h>

#include "xenboot/emit.h"

static const char *const shell_words[] = {
	"if", "then", "else", "elif", "fi", "for", "while", "until", "in", "do", "done",
};

static bool harmless(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return true;
	return c != '\0' && strchr("_=./,:@%+-", c) != NULL;
}

/* No quotes hold these in both shells. */
static bool needs_backslash(char c)
{
	return c == '\'' || c == '\\';
}

static bool is_plain_word(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!harmless(text[i]))
			return false;
	}
	return length > 0;
}

void xb_hush_quote(const char *text, size_t length, struct xb_buf *out)
{
	if (is_plain_word(text, length)) {
		xb_buf_add(out, text, length);
		return;
	}
	if (length == 0) {
		xb_buf_puts(out, "\"\"");
		return;
	}
	xb_buf_putc(out, '\'');
	for (size_t i = 0; i < length; i++)
		xb_buf_printf(out, needs_backslash(text[i]) ? "'\\%c'" : "%c", text[i]);
	xb_buf_putc(out, '\'');
}

static bool is_shell_word(const char *word, size_t length)
{
	for (size_t i = 0; i < XB_COUNT(shell_words); i++) {
		if (strlen(shell_words[i]) == length && memcmp(shell_words[i], word, length) == 0)
			return true;
	}
	return false;
}

bool xb_hush_is_plain_command(const char *command)
{
	size_t words = 0;

	for (;;) {
		size_t length;

		command += strspn(command, " ");
		if (*command == '\0')
			return words > 0;
		length = strcspn(command, " ");
		if (!is_plain_word(command, length) || is_shell_word(command, length))
			return false;
		command += length;
		words++;
	}
}

void xb_hush_put_label(const char *text, size_t limit, struct xb_buf *out)
{
	size_t length = strlen(text);
	size_t kept = length > limit ? limit - 2 : length;

	for (size_t i = 0; i < kept; i++)
		xb_buf_putc(out, harmless(text[i]) || strchr(" #", text[i]) ? text[i] : '?');
	if (kept < length)
		xb_buf_puts(out, "..");
}

/* SPDX-License-Identifier: MIT */
/* What stands around a command line: U-Boot's commands, a property of the tree, the begin of a log's line. */
#include <string.h>

#include "draft/pasted.h"

/* What stands before the words of a line. */
static const struct head {
	const char *words;
	enum xb_scope line; /* XB_SCOPE_COUNT: Xen's or dom0's */
} heads[] = {
	{"xen,xen-bootargs", XB_SCOPE_XEN},
	{"xen,dom0-bootargs", XB_SCOPE_LINUX},
	{"xen_bootargs", XB_SCOPE_XEN},
	{"dom0_bootargs", XB_SCOPE_LINUX},
	{"bootargs", XB_SCOPE_COUNT},
	{"XEN_CMD", XB_SCOPE_XEN}, /* ImageBuilder's */
	{"DOM0_CMD", XB_SCOPE_LINUX},
	{"Kernel command line", XB_SCOPE_LINUX},
	{"Command line", XB_SCOPE_XEN},
};

#define BLANKS " \t\r\n"

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("_,-.", c));
}

/* The head that stands at AT as a word of its own, something behind it; NULL: none. */
static const struct head *head_at(const char *text, const char *at)
{
	if (at > text && is_name_byte(at[-1]))
		return NULL;
	for (size_t i = 0; i < XB_COUNT(heads); i++) {
		size_t length = strlen(heads[i].words);

		if (strncmp(at, heads[i].words, length) == 0 && at[length] &&
		    strchr("=:" BLANKS, at[length]))
			return &heads[i];
	}
	return NULL;
}

/* Does a word with a value stand between AT and END? A prompt, =>, is none. */
static bool has_value(const char *at, const char *end)
{
	for (; at < end; at++)
		if (*at == '=' && at[1] != '>')
			return true;
	return false;
}

/* The first head in TEXT from AT on, before which there are but commands; *found is where it stands. */
static const struct head *next_head(const char *text, const char *at, const char **found)
{
	for (const char *c = at; *c; c++) {
		const struct head *head = head_at(text, c);

		if (head && !has_value(at, c)) {
			*found = c;
			return head;
		}
	}
	return NULL;
}

static const char *skip_assignment(const char *at)
{
	at += strspn(at, BLANKS);
	if (*at == '=' || *at == ':')
		at++;
	return at + strspn(at, BLANKS);
}

/* "[    1.234567]", as Linux begins a line. */
static bool is_time(const char *at)
{
	size_t length = *at == '[' ? strspn(at + 1, " 0123456789.") : 0;

	return length > 2 && at[length + 1] == ']' && memchr(at, '.', length) != NULL;
}

/* Does the next command begin here, or a message of Xen's or Linux's? */
static bool is_end(const char *at)
{
	return *at == '\n' || (*at == ';' && (!at[1] || strchr(BLANKS, at[1]))) ||
	       strncmp(at, "(XEN)", 5) == 0 || is_time(at);
}

/* Where a line without quotes around it ends. */
static const char *end_of_bare(const char *at)
{
	while (*at && !is_end(at))
		at++;
	return at;
}

/* What stands between the quotes at AT, without the backslashes before others in it; returns what is behind. */
static const char *take_quoted(const char *at, struct xb_buf *out)
{
	char quote = *at++;

	for (; *at && *at != quote; at++) {
		if (*at == '\\' && (at[1] == quote || at[1] == '\\'))
			at++;
		xb_buf_putc(out, *at);
	}
	return *at ? at + 1 : at;
}

static const char *take_bare(const char *at, struct xb_buf *out)
{
	const char *end = end_of_bare(at);

	xb_buf_add(out, at, (size_t)(end - at));
	return end;
}

static void add_part(struct xb_pasted_parts *parts, struct xb_arena *arena, struct xb_buf *text,
		     enum xb_scope line)
{
	parts->items = xb_grow(parts->items, &parts->capacity, parts->count, sizeof(*parts->items));
	parts->items[parts->count++] = (struct xb_pasted_part){
		xb_arena_strndup(arena, text->data ? text->data : "", text->length), line};
	xb_buf_clear(text);
}

/* Is all of TEXT between one pair of quotes? */
static bool is_quoted(const char *text, size_t length)
{
	return length > 1 && strchr("'\"", text[0]) && text[length - 1] == text[0] &&
	       memchr(text + 1, text[0], length - 2) == NULL;
}

void xb_pasted_find_parts(const char *text, struct xb_arena *arena, struct xb_pasted_parts *parts)
{
	const char *at = text, *found = NULL;
	const struct head *head;
	struct xb_buf words = {0};
	size_t length;

	while ((head = next_head(text, at, &found)) != NULL) {
		at = skip_assignment(found + strlen(head->words));
		at = *at == '"' || *at == '\'' ? take_quoted(at, &words) : take_bare(at, &words);
		add_part(parts, arena, &words, head->line);
	}
	if (parts->count)
		return;
	text += strspn(text, BLANKS);
	length = strlen(text);
	while (length && strchr(BLANKS, text[length - 1]))
		length--;
	if (is_quoted(text, length)) {
		text++;
		length -= 2;
	}
	xb_buf_add(&words, text, length);
	add_part(parts, arena, &words, XB_SCOPE_COUNT);
}

/* ---- Values ------------------------------------------------------------------------------------- */

/* Would `set` read it as something else than this text? */
static bool is_special(const char *value)
{
	return !*value || strcmp(value, "true") == 0 || strcmp(value, "~") == 0 ||
	       strchr("[{\"", value[0]);
}

char *xb_pasted_value(struct xb_arena *arena, const char *value, bool item)
{
	struct xb_buf text = {0};
	char *copy;

	if (item) {
		xb_yaml_put_scalar(&text, value, true);
		copy = xb_arena_strndup(arena, text.data, text.length);
		xb_buf_clear(&text);
		return copy;
	}
	if (!is_special(value))
		return xb_arena_strdup(arena, value);
	xb_buf_putc(&text, '"');
	for (const char *c = value; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			xb_buf_printf(&text, "\\x%02x", (unsigned char)*c);
		else
			xb_buf_printf(&text, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
	}
	xb_buf_putc(&text, '"');
	copy = xb_arena_strndup(arena, text.data, text.length);
	xb_buf_clear(&text);
	return copy;
}

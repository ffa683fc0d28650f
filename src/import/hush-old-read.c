/* SPDX-License-Identifier: MIT */
/*
 * The old parser's first half: characters become words, words become commands.
 *
 * A word is kept as the parser keeps it: with its backslashes, and with one more in front of those
 * that stood in double quotes; the last of them goes when the word is done. That is how quotes and
 * backslashes come to mean what facts of this parser say they do (U-Boot common/cli_hush.c,
 * parse_stream and done_word).
 */
#include "import/hush-old.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { END = -1 };

/* A compound command that is open, and the one around it. */
struct frame {
	struct xb_hush_list *list;
	struct xb_hush_item item; /* that is being read */
	enum xb_hush_part part;
	unsigned next; /* bits 1 << part: reserved words that may follow */
	struct frame *outer;
};
struct parse {
	struct xb_hush_reader *reader;
	struct frame *frame;
	struct xb_buf word;
	bool quoted;  /* the word had quotes */
	bool inside;  /* of double quotes, now */
	size_t start; /* of the word */
	bool begun;
};

static void item_clear(struct xb_hush_item *item)
{
	for (size_t i = 0; i < item->count; i++)
		free(item->words[i].text);
	free(item->words);
	xb_hush_list_free(item->group);
	*item = (struct xb_hush_item){0};
}

void xb_hush_list_free(struct xb_hush_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		item_clear(&list->items[i]);
	free(list->items);
	free(list);
}

/* ---- Commands -------------------------------------------------------------------------------- */

static void push(struct parse *parse)
{
	struct frame *frame = xb_alloc(sizeof(*frame));

	frame->list = xb_alloc(sizeof(*frame->list));
	frame->outer = parse->frame;
	parse->frame = frame;
}

/* The command that is being read is whole; nothing between two separators is none, but keeps its
 * place, for `if ; then` has an empty part. */
static void end_command(struct parse *parse, enum xb_hush_link link)
{
	struct frame *frame = parse->frame;
	struct xb_hush_list *list = frame->list;

	frame->item.part = frame->part;
	frame->item.link = link;
	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] = frame->item;
	frame->item = (struct xb_hush_item){0};
}

/* The compound command is whole: it is a command of the one around it. */
static void pop(struct parse *parse)
{
	struct frame *frame = parse->frame;

	end_command(parse, XB_LINK_NEXT);
	parse->frame = frame->outer;
	parse->frame->item.group = frame->list;
	free(frame);
}

static bool syntax_error(struct parse *parse, struct xb_pos at, const char *what)
{
	struct xb_shell *shell = parse->reader->shell;

	shell->host->event(shell->data, XB_SHELL_SYNTAX, at, what);
	return false;
}

static bool may_stand(const struct frame *frame, const struct xb_reserved *reserved)
{
	if (reserved->starts)
		return frame->part != XB_PART_IN && frame->part != XB_PART_FOR;
	return frame->part != XB_PART_NONE && (frame->next & (1u << reserved->part)) &&
	       (frame->part != XB_PART_FOR || reserved->part != XB_PART_DO);
}

static bool take_reserved(struct parse *parse, const struct xb_reserved *reserved, struct xb_pos at)
{
	struct frame *frame = parse->frame;

	if (!may_stand(frame, reserved)) {
		frame->part = XB_PART_WRONG;
		return syntax_error(parse, at, reserved->word);
	}
	if (reserved->starts) {
		frame->item.at = at;
		push(parse);
	}
	frame = parse->frame;
	frame->part = reserved->part;
	frame->next = reserved->next;
	if (!reserved->next)
		pop(parse);
	return parse->frame->part != XB_PART_WRONG; /* said before */
}

/* ---- Words -------------------------------------------------------------------------------------
 */

static void add(struct parse *parse, int c)
{
	if (!parse->begun) {
		parse->begun = true;
		parse->start = parse->reader->offset - 1;
	}
	xb_buf_putc(&parse->word, (char)c);
}

/* In double quotes these keep a backslash of their own, so that taking it away leaves them. */
static void add_ordinary(struct parse *parse, int c)
{
	if (parse->inside && strchr("*?[\\", c))
		add(parse, '\\');
	add(parse, c);
}

/* TEXT with each backslash taken away and what is behind it kept. */
static char *without_backslashes(const struct xb_buf *text)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < text->length; i++) {
		if (text->data[i] == '\\' && i + 1 < text->length)
			i++;
		else if (text->data[i] == '\\')
			break;
		xb_buf_putc(&out, text->data[i]);
	}
	return xb_buf_take(&out);
}

static size_t variables_in(const char *text)
{
	size_t marks = 0;

	for (; *text; text++)
		marks += *text == XB_HUSH_VARIABLE;
	return marks / 2;
}

static void add_word(struct parse *parse, struct xb_pos at)
{
	struct xb_hush_item *item = &parse->frame->item;
	struct xb_hush_word *word;

	if (!item->count)
		item->at = at;
	item->words = xb_grow(item->words, &item->capacity, item->count, sizeof(*item->words));
	word = &item->words[item->count++];
	*word = (struct xb_hush_word){
		.text = without_backslashes(&parse->word), .quoted = parse->quoted, .at = at};
	item->variables += variables_in(word->text);
}

static void forget_word(struct parse *parse)
{
	parse->word.length = 0;
	if (parse->word.data)
		parse->word.data[0] = '\0';
	parse->quoted = parse->inside = parse->begun = false;
}

static bool end_word(struct parse *parse)
{
	const struct xb_script *text = parse->reader->text;
	const struct xb_reserved *reserved;
	struct xb_pos at;
	bool ok = true;

	if (!parse->word.length && !parse->quoted)
		return true;
	at = xb_script_at(text, parse->begun ? parse->start : parse->reader->offset);
	if (parse->frame->item.group)
		return syntax_error(parse, at, parse->word.data ? parse->word.data : "");
	reserved = !parse->frame->item.count && !parse->reader->again && parse->word.data
			   ? xb_reserved_find(parse->word.data)
			   : NULL;
	if (reserved)
		ok = take_reserved(parse, reserved, at);
	else
		add_word(parse, at);
	forget_word(parse);
	if (ok && !reserved && parse->frame->part == XB_PART_FOR)
		end_command(parse, XB_LINK_NEXT);
	return ok;
}

/* ---- Characters --------------------------------------------------------------------------------
 */

static int peek(const struct parse *parse)
{
	const struct xb_hush_reader *reader = parse->reader;

	if (reader->offset < reader->text->length)
		return (unsigned char)reader->text->bytes[reader->offset];
	return reader->line_end && reader->offset == reader->text->length ? '\n' : END;
}

static int take(struct parse *parse)
{
	const int c = peek(parse);

	if (c != END)
		parse->reader->offset++;
	return c;
}

/* Up to C, which is taken too. False: it never comes. */
static bool take_until(struct parse *parse, int end)
{
	int c;

	while ((c = take(parse)) != END && c != end)
		add(parse, c);
	return c == end;
}

static bool read_variable(struct parse *parse)
{
	const struct xb_pos at = xb_script_at(parse->reader->text, parse->reader->offset - 1);
	const int c = peek(parse);

	if (c != END && isalpha(c)) {
		add(parse, XB_HUSH_VARIABLE);
		while (isalnum(peek(parse)) || peek(parse) == '_')
			add(parse, take(parse));
		add(parse, XB_HUSH_VARIABLE);
	} else if (c == '?') {
		take(parse);
		add(parse, XB_HUSH_VARIABLE);
		add(parse, '$');
		add(parse, '?');
		add(parse, XB_HUSH_VARIABLE);
	} else if (c == '{') {
		add(parse, XB_HUSH_VARIABLE);
		take(parse);
		if (!take_until(parse, '}'))
			return syntax_error(parse, at, "${");
		add(parse, XB_HUSH_VARIABLE);
	} else {
		add_ordinary(parse, '$');
	}
	return true;
}

static void read_comment(struct parse *parse)
{
	struct xb_shell *shell = parse->reader->shell;
	const size_t start = parse->reader->offset - 1;

	if (parse->frame->item.count)
		shell->host->event(shell->data, XB_SHELL_COMMENT,
				   xb_script_at(parse->reader->text, start),
				   parse->reader->text->bytes + start);
	while (peek(parse) != END && peek(parse) != '\n')
		take(parse);
}

/* Is the next character the second of a pair, "&&"? */
static bool read_list_mark(struct parse *parse, int c)
{
	struct xb_shell *shell = parse->reader->shell;
	const struct xb_pos at = xb_script_at(parse->reader->text, parse->reader->offset - 1);

	end_word(parse); /* a reserved word that may not stand there ends nothing here */
	if (peek(parse) != c)
		return syntax_error(parse, at, c == '&' ? "&" : "|");
	take(parse);
	end_command(parse, c == '&' ? XB_LINK_AND : XB_LINK_OR);
	if (peek(parse) == '\n')
		shell->host->event(shell->data, XB_SHELL_CUT_LIST, at, c == '&' ? "&&" : "||");
	return true;
}

static bool read_quoted(struct parse *parse, int end)
{
	const struct xb_pos at = xb_script_at(parse->reader->text, parse->reader->offset - 1);

	if (!parse->begun) {
		parse->begun = true;
		parse->start = parse->reader->offset - 1;
	}
	parse->quoted = true;
	if (!take_until(parse, end))
		return syntax_error(parse, at, "'");
	return true;
}

static bool read_escaped(struct parse *parse)
{
	struct xb_shell *shell = parse->reader->shell;
	const struct xb_pos at = xb_script_at(parse->reader->text, parse->reader->offset - 1);

	if (peek(parse) == END)
		return syntax_error(parse, at, "\\");
	if (peek(parse) == '\n' && !parse->inside)
		shell->host->event(shell->data, XB_SHELL_LINE_END, at, "\\");
	add_ordinary(parse, '\\');
	add_ordinary(parse, take(parse));
	return true;
}

/* One that never stands for itself alone, in quotes or not. */
static bool read_mark(struct parse *parse, int c)
{
	switch (c) {
	case '\\':
		return read_escaped(parse);
	case '$':
		return read_variable(parse);
	case '\'':
	case XB_HUSH_LITERAL:
		return read_quoted(parse, c);
	default: /* '"' */
		if (!parse->begun) {
			parse->begun = true;
			parse->start = parse->reader->offset - 1;
		}
		parse->quoted = true;
		parse->inside = !parse->inside;
		return true;
	}
}

static bool read_separator(struct parse *parse, int c)
{
	if (c == ';') {
		end_word(parse); /* as above */
		end_command(parse, XB_LINK_NEXT);
		return true;
	}
	return read_list_mark(parse, c);
}

enum kind { ORDINARY, BLANK, MARK, SEPARATOR, HASH };

static enum kind kind_of(const struct parse *parse, int c)
{
	const bool again = parse->reader->again;

	if (strchr(parse->reader->blanks, c))
		return parse->inside ? ORDINARY : BLANK;
	if (c == '\\' || c == '\'' || c == '"' || c == XB_HUSH_LITERAL || (c == '$' && !again))
		return MARK;
	if (parse->inside)
		return ORDINARY;
	if (c == '#')
		return parse->word.length ? ORDINARY : HASH;
	return !again && (c == ';' || c == '&' || c == '|') ? SEPARATOR : ORDINARY;
}

/* What C does. False: a syntax error. */
static bool read_character(struct parse *parse, int c)
{
	switch (kind_of(parse, c)) {
	case BLANK:
		if (!end_word(parse))
			return false;
		if (c == '\n')
			end_command(parse, XB_LINK_NEXT);
		return true;
	case MARK:
		return read_mark(parse, c);
	case SEPARATOR:
		return read_separator(parse, c);
	case HASH:
		read_comment(parse);
		return true;
	case ORDINARY:
		break;
	}
	add_ordinary(parse, c);
	return true;
}

/* ---- A line ------------------------------------------------------------------------------------
 */

static enum xb_hush_end read_commands(struct parse *parse)
{
	struct xb_hush_reader *reader = parse->reader;
	int c;

	while ((c = take(parse)) != END) {
		if (!c) /* a NUL ends every text of U-Boot's */
			break;
		if (!read_character(parse, c))
			return XB_READ_ERROR;
		if (c == '\n' && !reader->whole && !parse->inside && strchr(reader->blanks, '\n') &&
		    parse->frame->part == XB_PART_NONE)
			return XB_READ_LINE;
	}
	return XB_READ_END;
}

/* What is open when reading ends. False: a compound command. */
static bool close_all(struct parse *parse)
{
	if (parse->frame->outer)
		return syntax_error(parse, xb_script_at(parse->reader->text, parse->reader->offset),
				    "the end of the text");
	end_word(parse);
	end_command(parse, XB_LINK_NEXT);
	return true;
}

enum xb_hush_end xb_hush_read(struct xb_hush_reader *reader, struct xb_hush_list **list)
{
	struct parse parse = {.reader = reader};
	enum xb_hush_end end;

	push(&parse);
	end = read_commands(&parse);
	if (end != XB_READ_ERROR && !close_all(&parse))
		end = XB_READ_OPEN;
	*list = NULL;
	while (parse.frame) {
		struct frame *frame = parse.frame;

		if (end != XB_READ_ERROR && end != XB_READ_OPEN && !frame->outer) {
			*list = frame->list;
		} else {
			item_clear(&frame->item);
			xb_hush_list_free(frame->list);
		}
		parse.frame = frame->outer;
		free(frame);
	}
	xb_buf_clear(&parse.word);
	return end;
}

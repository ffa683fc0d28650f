/* SPDX-License-Identifier: MIT */
/*
 * The modern parser's first half (U-Boot common/cli_hush_upstream.c, parse_stream): the whole text
 * is read before any of it runs.
 */
#include "import/hush-modern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { END = -1 };

struct frame {
	struct xb_modern_list *list;
	struct xb_modern_item item; /* that is being read */
	enum xb_hush_part part;
	unsigned next;
	bool braces; /* it was opened by '{' */
	bool inverted;
	struct frame *outer;
};
struct parse {
	struct xb_shell *shell;
	const struct xb_script *text;
	size_t offset;
	struct frame *frame;
	struct xb_modern_word word;
	struct xb_buf piece; /* of the word, not added to it yet */
	bool quoted;	     /* something in the word was quoted */
	bool begun;
	size_t start;
	bool assigns; /* a word that looks like NAME=VALUE is one */
};

static void word_clear(struct xb_modern_word *word)
{
	for (size_t i = 0; i < word->count; i++)
		free(word->pieces[i].text);
	free(word->pieces);
	*word = (struct xb_modern_word){0};
}

static void item_clear(struct xb_modern_item *item)
{
	for (size_t i = 0; i < item->count; i++)
		word_clear(&item->words[i]);
	free(item->words);
	xb_modern_list_free(item->group);
	*item = (struct xb_modern_item){0};
}

void xb_modern_list_free(struct xb_modern_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		item_clear(&list->items[i]);
	free(list->items);
	free(list);
}

static bool syntax_error(struct parse *parse, size_t offset, const char *what)
{
	parse->shell->host->event(parse->shell->data, XB_SHELL_SYNTAX,
				  xb_script_at(parse->text, offset), what);
	return false;
}

/* One at which U-Boot gives up the shell, and resets. */
static bool fatal_error(struct parse *parse, size_t offset, const char *what)
{
	syntax_error(parse, offset, what);
	parse->shell->stopped = true;
	return false;
}

/* ---- Commands -------------------------------------------------------------------------------- */

static void push(struct parse *parse, bool braces)
{
	struct frame *frame = xb_alloc(sizeof(*frame));

	frame->list = xb_alloc(sizeof(*frame->list));
	frame->braces = braces;
	frame->outer = parse->frame;
	parse->frame = frame;
	parse->assigns = true;
}

static bool item_is_empty(const struct xb_modern_item *item)
{
	return !item->count && !item->group;
}

/* The command that is being read is whole; between two separators there may be none. */
static void end_command(struct parse *parse, enum xb_hush_link link)
{
	struct frame *frame = parse->frame;
	struct xb_modern_list *list = frame->list;
	const bool kept = frame->part == XB_PART_FI || frame->part == XB_PART_DONE ||
			  frame->part == XB_PART_FOR || frame->part == XB_PART_IN;

	parse->assigns = true;
	if (!item_is_empty(&frame->item) || kept) {
		frame->item.part = frame->part;
		frame->item.link = link;
		frame->item.inverted = frame->inverted;
		list->items =
			xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
		list->items[list->count++] = frame->item;
		frame->item = (struct xb_modern_item){0};
	}
	frame->inverted = false;
	if (frame->part == XB_PART_FOR || frame->part == XB_PART_IN)
		frame->part = XB_PART_NONE;
}

static void pop(struct parse *parse)
{
	struct frame *frame = parse->frame;

	end_command(parse, XB_LINK_NEXT);
	parse->frame = frame->outer;
	parse->frame->item.group = frame->list;
	item_clear(&frame->item);
	free(frame);
	parse->assigns = false;
}

static bool take_reserved(struct parse *parse, const struct xb_reserved *reserved)
{
	if (reserved->starts) {
		parse->frame->item.at = xb_script_at(parse->text, parse->start);
		push(parse, false);
	} else if (!(parse->frame->next & (1u << reserved->part))) {
		return fatal_error(parse, parse->start, reserved->word);
	} else if (parse->frame->item.group) {
		end_command(parse, XB_LINK_NEXT);
	}
	parse->frame->part = reserved->part;
	parse->frame->next = reserved->next;
	parse->assigns = reserved->part != XB_PART_FOR && reserved->part != XB_PART_IN;
	if (!reserved->next)
		pop(parse);
	return true;
}

/* ---- Words -------------------------------------------------------------------------------------
 */

static void begin(struct parse *parse)
{
	if (parse->begun)
		return;
	parse->begun = true;
	parse->start = parse->offset - 1;
}

static void add(struct parse *parse, int c)
{
	begin(parse);
	xb_buf_putc(&parse->piece, (char)c);
}

/* In quotes what a pattern could mean gets a backslash; the word loses it, unless it looks like a pattern. */
static void add_quoted(struct parse *parse, int c)
{
	if (strchr("*?[-\\", c))
		add(parse, '\\');
	add(parse, c);
}

static void end_piece(struct parse *parse, bool variable, bool quoted)
{
	struct xb_modern_word *word = &parse->word;

	word->pieces = xb_grow(word->pieces, &word->capacity, word->count, sizeof(*word->pieces));
	word->pieces[word->count++] = (struct xb_modern_piece){
		.text = xb_buf_take(&parse->piece), .variable = variable, .quoted = quoted};
}

/* What was added so far is a piece of text of its own. */
static void end_text(struct parse *parse)
{
	if (parse->piece.length)
		end_piece(parse, false, false);
}

/* The word as it would be without variables; NULL: it has some. */
static const char *plain_word(const struct parse *parse)
{
	if (!parse->word.count)
		return "";
	return parse->word.count == 1 && !parse->word.pieces[0].variable
		       ? parse->word.pieces[0].text
		       : NULL;
}

/* NAME=... with nothing quoted up to the sign. */
static bool is_assignment(const struct parse *parse)
{
	const char *text = parse->word.count ? parse->word.pieces[0].text : "";
	size_t i = 0;

	if (!parse->assigns || !parse->word.count || parse->word.pieces[0].variable)
		return false;
	if (!isalpha((unsigned char)text[0]) && text[0] != '_')
		return false;
	while (isalnum((unsigned char)text[i]) || text[i] == '_')
		i++;
	return text[i] == '=';
}

static bool is_name(const char *text)
{
	size_t i = 0;

	if (!isalpha((unsigned char)text[0]) && text[0] != '_')
		return false;
	while (isalnum((unsigned char)text[i]) || text[i] == '_')
		i++;
	return !text[i];
}

static void forget_word(struct parse *parse)
{
	word_clear(&parse->word);
	parse->quoted = parse->begun = false;
}

static bool add_word(struct parse *parse)
{
	struct xb_modern_item *item = &parse->frame->item;
	const char *plain = plain_word(parse);

	if (item->group)
		return fatal_error(parse, parse->start, plain ? plain : "$");
	if (parse->frame->part == XB_PART_FOR && (parse->quoted || !plain || !is_name(plain)))
		return fatal_error(parse, parse->start, "for");
	if (is_assignment(parse))
		item->assignments++;
	else
		parse->assigns = false;
	parse->word.at = xb_script_at(parse->text, parse->start);
	if (!item->count)
		item->at = parse->word.at;
	item->words = xb_grow(item->words, &item->capacity, item->count, sizeof(*item->words));
	item->words[item->count++] = parse->word;
	parse->word = (struct xb_modern_word){0};
	if (parse->frame->part == XB_PART_FOR)
		end_command(parse, XB_LINK_NEXT);
	return true;
}

/* A reserved word, or NULL. */
static const struct xb_reserved *reserved_here(const struct parse *parse)
{
	const char *plain = parse->quoted ? NULL : plain_word(parse);

	if (parse->frame->item.count || parse->frame->part == XB_PART_FOR ||
	    parse->frame->part == XB_PART_IN || !plain)
		return NULL;
	return xb_reserved_find(plain);
}

static bool end_word(struct parse *parse)
{
	const struct xb_reserved *reserved;
	bool ok = true;

	end_text(parse);
	if (!parse->word.count && !parse->quoted)
		return true;
	reserved = reserved_here(parse);
	if (reserved)
		ok = take_reserved(parse, reserved);
	else if (!parse->quoted && !parse->frame->item.count && plain_word(parse) &&
		 !strcmp(plain_word(parse), "!"))
		parse->frame->inverted = true;
	else
		ok = add_word(parse);
	forget_word(parse);
	return ok;
}

/* ---- Characters --------------------------------------------------------------------------------
 */

static int peek(const struct parse *parse)
{
	return parse->offset < parse->text->length
		       ? (unsigned char)parse->text->bytes[parse->offset]
		       : END;
}

static int take(struct parse *parse)
{
	const int c = peek(parse);

	if (c != END)
		parse->offset++;
	return c;
}

/* The next character; a backslash with a line end behind it is nothing. */
static int peek_joined(struct parse *parse)
{
	while (peek(parse) == '\\' && parse->offset + 1 < parse->text->length &&
	       parse->text->bytes[parse->offset + 1] == '\n')
		parse->offset += 2;
	return peek(parse);
}

static void add_variable(struct parse *parse, struct xb_buf *name, bool quoted)
{
	begin(parse);
	end_text(parse);
	parse->piece = *name;
	end_piece(parse, true, quoted);
}

static bool read_braced(struct parse *parse, bool quoted)
{
	const size_t start = parse->offset - 1;
	struct xb_buf name = {0};
	int c;

	take(parse);
	c = peek_joined(parse);
	if (c == END || (!isalnum(c) && !strchr("_?#*@-", c))) {
		return syntax_error(parse, start, "${");
	}
	for (;;) {
		xb_buf_putc(&name, (char)take(parse));
		c = peek(parse);
		if (c == '}' || c == END || (!isalnum(c) && c != '_' && c != '#'))
			break;
	}
	if (c == END || (c != '}' && !strchr("-=+?/%:", c))) {
		xb_buf_clear(&name);
		return syntax_error(parse, start, "${");
	}
	take(parse);
	/* Operators are not built in: one ends the name, which no variable has then, and what
	 * follows is text. */
	if (c != '}')
		xb_buf_putc(&name, (char)c);
	add_variable(parse, &name, quoted);
	return true;
}

static bool read_variable(struct parse *parse, bool quoted)
{
	struct xb_buf name = {0};
	const int c = peek_joined(parse);

	if (c == '{')
		return read_braced(parse, quoted);
	if (c != END && (isalpha(c) || c == '_')) {
		do
			xb_buf_putc(&name, (char)take(parse));
		while (isalnum(peek_joined(parse)) || peek(parse) == '_');
	} else if (c != END && (isdigit(c) || strchr("?#*@-", c))) {
		xb_buf_putc(&name, (char)take(parse));
	} else {
		add(parse, '$');
		return true;
	}
	add_variable(parse, &name, quoted);
	return true;
}

static bool read_single(struct parse *parse)
{
	const size_t start = parse->offset - 1;
	int c;

	begin(parse);
	parse->quoted = true;
	while ((c = take(parse)) != END && c != '\'')
		add_quoted(parse, c);
	return c == '\'' || syntax_error(parse, start, "'");
}

static bool read_double(struct parse *parse)
{
	const size_t start = parse->offset - 1;
	int c;

	begin(parse);
	parse->quoted = true;
	if (peek_joined(parse) == '"') {
		take(parse);
		end_text(parse);
		end_piece(parse, false, true); /* nothing, but it keeps the word */
		return true;
	}
	while ((c = take(parse)) != END && c != '"') {
		if (c == '$') {
			if (!read_variable(parse, true))
				return false;
			continue;
		}
		if (c == '\\' && peek(parse) != END && strchr("$`\\\n\"", peek(parse))) {
			c = take(parse);
			if (c == '\n')
				continue;
		}
		add_quoted(parse, c);
	}
	return c == '"' || syntax_error(parse, start, "\"");
}

static void read_escaped(struct parse *parse)
{
	const int c = take(parse);

	if (c == '\n')
		return;
	begin(parse);
	add(parse, '\\');
	if (c != END)
		add(parse, c);
	parse->quoted = true;
}

static void read_comment(struct parse *parse)
{
	const size_t start = parse->offset - 1;

	if (parse->frame->item.count)
		parse->shell->host->event(parse->shell->data, XB_SHELL_COMMENT,
					  xb_script_at(parse->text, start),
					  parse->text->bytes + start);
	while (peek(parse) != END && peek(parse) != '\n')
		take(parse);
}

static bool read_line_end(struct parse *parse)
{
	/* Behind "&&", "then" and their like a command may begin in the next line. */
	if (item_is_empty(&parse->frame->item) && parse->frame->list->count)
		return true;
	end_command(parse, XB_LINK_NEXT);
	return true;
}

static bool read_pipe_or_list(struct parse *parse, int c)
{
	if (!end_word(parse))
		return false;
	if (peek_joined(parse) == c) {
		take(parse);
		end_command(parse, c == '&' ? XB_LINK_AND : XB_LINK_OR);
		return true;
	}
	parse->frame->item.piped = c == '|';
	end_command(parse, XB_LINK_NEXT);
	return true;
}

/* Does a '{' or '}' stand where a command may begin, with nothing of a word at it? */
static bool brace_counts(struct parse *parse)
{
	const int next = peek_joined(parse);

	return !parse->frame->item.count && !parse->begun && !parse->quoted &&
	       (next == END || strchr(" \t\n;)(&|", next));
}

static bool read_brace(struct parse *parse, int c)
{
	if (c == '{') {
		parse->frame->item.at = xb_script_at(parse->text, parse->offset - 1);
		push(parse, true);
		return true;
	}
	if (!parse->frame->braces || parse->frame->part != XB_PART_NONE) {
		add(parse, c);
		return true;
	}
	if (!parse->frame->list->count && item_is_empty(&parse->frame->item))
		return fatal_error(parse, parse->offset - 1, "}");
	pop(parse);
	return true;
}

/* A '(' opens what no ')' ends: at the latest the end of the text is wrong. Many are no worse than one. */
static void open_group(struct parse *parse)
{
	const struct frame *frame = parse->frame;

	if (!frame->outer || frame->braces || frame->part != XB_PART_NONE)
		push(parse, false);
}

/* What C does outside of quotes. False: a syntax error. */
static bool read_character(struct parse *parse, int c)
{
	switch (c) {
	case '\\':
		read_escaped(parse);
		return true;
	case '\'':
		return read_single(parse);
	case '"':
		return read_double(parse);
	case '$':
		return read_variable(parse, false);
	case ' ':
	case '\t':
		return end_word(parse);
	case '\n':
		return end_word(parse) && read_line_end(parse);
	case ';':
		if (!end_word(parse))
			return false;
		end_command(parse, XB_LINK_NEXT);
		return true;
	case '&':
	case '|':
		return read_pipe_or_list(parse, c);
	case '(':
		open_group(parse);
		return true;
	case '{':
	case '}':
		if (brace_counts(parse))
			return read_brace(parse, c);
		break;
	case '#':
		if (!parse->begun && !parse->quoted) {
			read_comment(parse);
			return true;
		}
		break;
	default:
		break;
	}
	add(parse, c);
	return true;
}

static bool read_all(struct parse *parse)
{
	int c;

	while ((c = take(parse)) != END && c)
		if (!read_character(parse, c))
			return false;
	if (!end_word(parse))
		return false;
	end_command(parse, XB_LINK_NEXT);
	if (parse->frame->outer || parse->frame->part != XB_PART_NONE)
		return syntax_error(parse, parse->offset, "the end of the text");
	return true;
}

struct xb_modern_list *xb_modern_read(struct xb_shell *shell, const struct xb_script *text)
{
	struct parse parse = {.shell = shell, .text = text};
	struct xb_modern_list *list = NULL;
	bool ok;

	push(&parse, false);
	ok = read_all(&parse);
	while (parse.frame) {
		struct frame *frame = parse.frame;

		item_clear(&frame->item);
		if (ok && !frame->outer)
			list = frame->list;
		else
			xb_modern_list_free(frame->list);
		parse.frame = frame->outer;
		free(frame);
	}
	word_clear(&parse.word);
	xb_buf_clear(&parse.piece);
	return list;
}

/* SPDX-License-Identifier: MIT */
#include "ui/syntax.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/base.h"

/* A line as far as it was read. */
struct lexer {
	const char *line;
	size_t at;
	bool begins; /* a command may stand here */
	const struct ui_addresses *marked;
	struct ui_span *spans;
	size_t count;
};

static void add(struct lexer *lexer, size_t from, size_t length, enum ui_style style)
{
	if (length && lexer->count < UI_SPANS_MAX)
		lexer->spans[lexer->count++] = (struct ui_span){from, length, style};
}

/* Is C part of a word? */
static bool is_word(char c)
{
	return c && !isspace((unsigned char)c) && !strchr(";<>{}=\"'()&|", c);
}

static bool begins_word(const struct lexer *lexer)
{
	return lexer->at == 0 || !is_word(lexer->line[lexer->at - 1]);
}

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (is_word(text[length]))
		length++;
	return length;
}

/* ---- Numbers ----------------------------------------------------------------------------------- */

/* The bytes of the number at TEXT: 0x1000, 512, 512M; 0: none stands there. */
static size_t number_length(const char *text, uint64_t *value)
{
	bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	char *end;

	if (!isdigit((unsigned char)text[0]) || (hex && !isxdigit((unsigned char)text[2])))
		return 0;
	*value = strtoull(text, &end, hex ? 16 : 10);
	if (!hex && *end && strchr("kKmMgGtT", *end))
		end++;
	return is_word(*end) && *end != ',' && *end != ':' ? 0 : (size_t)(end - text);
}

static bool is_marked(const struct lexer *lexer, uint64_t value)
{
	for (size_t i = 0; lexer->marked && i < lexer->marked->count; i++)
		if (lexer->marked->items[i] == value)
			return true;
	return false;
}

/* The marked addresses from FROM up to END of what is otherwise one thing. "0x1000 bytes" is a size. */
static void mark_addresses(struct lexer *lexer, size_t from, size_t end)
{
	for (size_t at = from; at < end; at++) {
		const char *text = lexer->line + at;
		uint64_t value;
		size_t length = text[0] == '0' && (at == 0 || !is_word(text[-1]))
					? number_length(text, &value) : 0;

		if (length && strncmp(text + length, " bytes", 6) != 0 && is_marked(lexer, value))
			add(lexer, at, length, UI_PLANNED);
		at += length ? length - 1 : 0;
	}
}

static size_t take_number(struct lexer *lexer)
{
	uint64_t value;
	size_t length = begins_word(lexer) ? number_length(lexer->line + lexer->at, &value) : 0;

	add(lexer, lexer->at, length, UI_NUMBER);
	mark_addresses(lexer, lexer->at, lexer->at + length);
	return length;
}

/* <0x0 0x1000000 0x0 0x108AA00>: an address of one or two cells, and a size of as many. */
static size_t take_cells(struct lexer *lexer)
{
	enum { MOST = 4 };
	const char *text = lexer->line + lexer->at;
	size_t froms[MOST], lengths[MOST], count = 0, at = 1;
	uint64_t values[MOST], address;

	while (text[0] == '<' && count < MOST) {
		at += strspn(text + at, " ");
		lengths[count] = number_length(text + at, &values[count]);
		if (!lengths[count])
			break;
		add(lexer, lexer->at + at, lengths[count], UI_NUMBER);
		froms[count] = lexer->at + at;
		at += lengths[count++];
	}
	if (!count || text[at] != '>')
		return count ? at : 0;
	address = count > 2 ? values[0] << 32 | values[1] : values[0];
	for (size_t i = 0; count > 1 && is_marked(lexer, address) && i < count - count / 2; i++)
		if (count == 2 || i == 1 || values[0])
			add(lexer, froms[i], lengths[i], UI_PLANNED);
	return at + 1;
}

/* ---- What both languages have ------------------------------------------------------------------ */

/* ${name} */
static size_t variable_length(const char *text)
{
	size_t length = text[0] == '$' && text[1] == '{' ? 2 + word_length(text + 2) : 0;

	return length && text[length] == '}' ? length + 1 : 0;
}

static size_t take_variable(struct lexer *lexer)
{
	size_t length = variable_length(lexer->line + lexer->at);

	add(lexer, lexer->at, length, UI_VARIABLE);
	return length;
}

/* To the next quote of its kind, or to the end of the line. \" ends none. */
static size_t take_string(struct lexer *lexer)
{
	const char *text = lexer->line + lexer->at;
	size_t end = 1;

	if (text[0] != '"' && text[0] != '\'')
		return 0;
	while (text[end] && text[end] != text[0])
		end += text[end] == '\\' && text[0] == '"' && text[end + 1] ? 2 : 1;
	end += text[end] != '\0';
	add(lexer, lexer->at, end, UI_STRING);
	for (size_t i = 0; text[0] == '"' && i < end; i++)
		add(lexer, lexer->at + i, variable_length(text + i), UI_VARIABLE);
	mark_addresses(lexer, lexer->at, lexer->at + end);
	return end;
}

static size_t take_comment(struct lexer *lexer, const char *begin, const char *end)
{
	const char *text = lexer->line + lexer->at, *last;
	size_t length = strlen(text);

	if (strncmp(text, begin, strlen(begin)) != 0)
		return 0;
	last = end ? strstr(text + strlen(begin), end) : NULL;
	if (last)
		length = (size_t)(last - text) + strlen(end);
	add(lexer, lexer->at, length, UI_COMMENT);
	mark_addresses(lexer, lexer->at, lexer->at + length);
	return length;
}

/* ---- U-Boot's shell ---------------------------------------------------------------------------- */

static size_t take_hash_comment(struct lexer *lexer)
{
	return begins_word(lexer) ? take_comment(lexer, "#", NULL) : 0;
}

/* Behind these another command begins. */
static bool is_keyword(const char *text, size_t length)
{
	static const char *const words[] = {"if", "then", "else", "elif", "do", "while", "until"};

	for (size_t i = 0; i < XB_COUNT(words); i++)
		if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
			return true;
	return false;
}

static size_t take_command(struct lexer *lexer)
{
	const char *text = lexer->line + lexer->at;
	size_t length = lexer->begins ? word_length(text) : 0;

	add(lexer, lexer->at, length, UI_COMMAND);
	if (length)
		lexer->begins = is_keyword(text, length);
	return length;
}

static size_t take_separator(struct lexer *lexer)
{
	size_t length = strspn(lexer->line + lexer->at, ";&|");

	lexer->begins |= length > 0;
	return length;
}

/* ---- Device-tree source ------------------------------------------------------------------------ */

static size_t take_block_comment(struct lexer *lexer)
{
	return take_comment(lexer, "/*", "*/");
}

static size_t take_line_comment(struct lexer *lexer)
{
	return take_comment(lexer, "//", NULL);
}

/* A name that gets a value, or stands alone; or one of a node. */
static size_t take_name(struct lexer *lexer)
{
	const char *text = lexer->line + lexer->at;
	size_t length = begins_word(lexer) ? word_length(text) : 0;
	char next = text[length + strspn(text + length, " \t")];

	if (next == '{')
		add(lexer, lexer->at, length, UI_COMMAND);
	else if (next == '=' || next == ';')
		add(lexer, lexer->at, length, UI_PROPERTY);
	else
		return 0;
	return length;
}

/* ---- A word of a command line ------------------------------------------------------------------ */

static size_t take_option(struct lexer *lexer)
{
	size_t length = lexer->at == 0 ? strcspn(lexer->line, "=") : 0;

	add(lexer, 0, length, UI_PROPERTY);
	return length;
}

static size_t take_value(struct lexer *lexer)
{
	size_t length = lexer->line[lexer->at] == '=' ? strlen(lexer->line + lexer->at) : 0;
	uint64_t value;

	if (length > 1)
		add(lexer, lexer->at + 1, length - 1,
		    number_length(lexer->line + lexer->at + 1, &value) == length - 1 ? UI_NUMBER
										     : UI_STRING);
	return length;
}

/* ---- The table --------------------------------------------------------------------------------- */

/* What is taken at a place: the first that takes something. */
typedef size_t rule(struct lexer *lexer);
enum { RULES = 8 };
static rule *const languages[UI_SYNTAX_COUNT][RULES] = {
	[UI_SYNTAX_SCRIPT] = {take_hash_comment, take_string, take_variable, take_separator,
			      take_command, take_cells, take_number},
	[UI_SYNTAX_TREE] = {take_block_comment, take_line_comment, take_string, take_name,
			    take_cells, take_number},
	[UI_SYNTAX_WORD] = {take_option, take_value},
};

static size_t take(struct lexer *lexer, rule *const *rules)
{
	size_t length = 0;

	for (size_t i = 0; i < RULES && rules[i] && !length; i++)
		length = rules[i](lexer);
	return length ? length : 1;
}

size_t ui_syntax_spans(enum ui_syntax syntax, const char *line, const struct ui_addresses *marked,
		       struct ui_span spans[UI_SPANS_MAX])
{
	struct lexer lexer = {.line = line, .begins = true, .marked = marked, .spans = spans};

	while (syntax != UI_SYNTAX_NONE && line[lexer.at] && lexer.count < UI_SPANS_MAX)
		lexer.at += take(&lexer, languages[syntax]);
	return lexer.count;
}

/* SPDX-License-Identifier: MIT */
/* A grammar's text is read into a tree of nodes. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/grammar-program.h"

struct parser {
	const char *text;
	const char *at;
	unsigned depth;
	char *error;
	struct xb_grammar *grammar;
	struct xb_arena nodes;
	size_t word_count, word_capacity;
};

static const struct atom {
	const char *name;
	enum xb_step_kind kind;
	bool repeats;
} atoms[] = {
    {"int", XB_STEP_INT, false},       {"size", XB_STEP_SIZE, false},
    {"bool", XB_STEP_BOOL, false},     {"char", XB_STEP_PRINTABLE, false},
    {"word", XB_STEP_WORD_BYTE, true}, {"string", XB_STEP_STRING_BYTE, true},
    {"text", XB_STEP_TEXT_BYTE, true},
};

static struct xb_grammar_node *parse_choice(struct parser *parser);

/* The first fault is kept; NULL, so that it can be returned. */
static struct xb_grammar_node *fail(struct parser *parser, const char *at, const char *why)
{
	if (!parser->error)
		parser->error = xb_format("column %zu: %s", (size_t)(at - parser->text) + 1, why);
	return NULL;
}

static struct xb_grammar_node *new_node(struct parser *parser, enum xb_grammar_kind kind)
{
	struct xb_grammar_node *node = xb_arena_alloc(&parser->nodes, sizeof(*node));

	node->kind = kind;
	return node;
}

static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " \t\r\n");
}

static bool list_follows(const char *at)
{
	return strncmp(at, ",...", 4) == 0;
}

/* Literals that are words, and not only punctuation, are offered to who mistypes one. */
static void keep_word(struct parser *parser, const char *word)
{
	const char **words = parser->grammar->words;

	words = xb_grow(words, &parser->word_capacity, parser->word_count + 1, sizeof(*words));
	if (isalpha((unsigned char)word[0]) && word[1])
		words[parser->word_count++] = word;
	words[parser->word_count] = NULL;
	parser->grammar->words = words;
}

static struct xb_grammar_node *literal(struct parser *parser, const char *start, size_t length)
{
	struct xb_grammar_node *node = new_node(parser, XB_GRAMMAR_ATOM);
	char *copy = parser->grammar->text + parser->grammar->used;

	memcpy(copy, start, length);
	parser->grammar->used += length + 1;
	node->step.kind = XB_STEP_LITERAL;
	node->step.literal = copy;
	node->step.length = length;
	keep_word(parser, copy);
	return node;
}

static struct xb_grammar_node *parse_quoted(struct parser *parser)
{
	const char *start = parser->at + 1;
	const char *end = strchr(start, '\'');

	if (!end)
		return fail(parser, parser->at, "the quote is never closed");
	if (end == start)
		return fail(parser, parser->at, "the quotes are empty");
	parser->at = end + 1;
	return literal(parser, start, (size_t)(end - start));
}

static struct xb_grammar_node *parse_bare(struct parser *parser)
{
	const char *start = parser->at;

	while (*parser->at && !strchr(" \t\r\n|()[]<>'", *parser->at) && !list_follows(parser->at))
		parser->at++;
	if (parser->at == start && *start == ',')
		return fail(parser, start, "',...' has nothing before it");
	if (parser->at == start)
		return fail(parser, start, "this has nothing that it belongs to");
	return literal(parser, start, (size_t)(parser->at - start));
}

/* One end of a range, as text, into the step. */
static bool set_bound(struct xb_step *step, const char *text, bool is_max)
{
	bool negative = step->kind == XB_STEP_INT && *text == '-';
	uint64_t value;

	if (!xb_number_parse(text + negative, &value, NULL))
		return false;
	if (step->kind == XB_STEP_SIZE) {
		*(is_max ? &step->size_max : &step->size_min) = value;
		return true;
	}
	if (value > INT64_MAX)
		return false;
	*(is_max ? &step->int_max : &step->int_min) = negative ? -(int64_t)value : (int64_t)value;
	return true;
}

/* RANGE is MIN..MAX, MIN.., ..MAX or one number. */
static bool set_range(struct xb_step *step, char *range)
{
	char *dots = strstr(range, "..");
	const char *max = dots ? dots + 2 : range;

	if (dots)
		*dots = '\0';
	if (*range && !set_bound(step, range, false))
		return false;
	if (*max && !set_bound(step, max, true))
		return false;
	return (*range || *max) && step->int_min <= step->int_max &&
	       step->size_min <= step->size_max;
}

static const struct atom *find_atom(const char *name, size_t length)
{
	for (size_t i = 0; i < XB_COUNT(atoms); i++)
		if (strlen(atoms[i].name) == length && memcmp(atoms[i].name, name, length) == 0)
			return &atoms[i];
	return NULL;
}

static struct xb_grammar_node *parse_atom(struct parser *parser)
{
	const char *start = parser->at + 1;
	const char *end = strchr(start, '>');
	size_t name_length = strcspn(start, " >");
	const struct atom *atom;
	struct xb_grammar_node *node;
	char *range;

	if (!end)
		return fail(parser, parser->at, "'<' is never closed");
	atom = find_atom(start, name_length);
	if (!atom)
		return fail(
		    parser, start,
		    "this is none of <int>, <size>, <bool>, <word>, <string>, <text>, <char>");
	node = new_node(parser, XB_GRAMMAR_ATOM);
	node->repeats = atom->repeats;
	node->step = (struct xb_step){
	    .kind = atom->kind, .int_min = INT64_MIN, .int_max = INT64_MAX, .size_max = UINT64_MAX};
	parser->at = end + 1;
	start += name_length + strspn(start + name_length, " ");
	if (start == end)
		return node;
	if (atom->kind != XB_STEP_INT && atom->kind != XB_STEP_SIZE)
		return fail(parser, start, "only <int> and <size> have a range");
	range = xb_arena_strndup(&parser->nodes, start, (size_t)(end - start));
	if (!set_range(&node->step, range))
		return fail(parser, start, "this is no range; write it as 1..8, 1.. or ..8");
	return node;
}

/* What stands between OPEN and its CLOSE, as one node; an optional one in a node of its own. */
static struct xb_grammar_node *parse_group(struct parser *parser, char close)
{
	const char *open = parser->at++;
	struct xb_grammar_node *inner, *optional;

	if (++parser->depth > XB_GRAMMAR_DEPTH_MAX)
		return fail(parser, open, "groups are nested more than 32 deep");
	inner = parse_choice(parser);
	if (!inner)
		return NULL;
	parser->depth--;
	if (*parser->at != close)
		return fail(parser, open,
			    close == ')' ? "'(' is never closed" : "'[' is never closed");
	parser->at++;
	if (close == ')')
		return inner;
	optional = new_node(parser, XB_GRAMMAR_OPTIONAL);
	optional->child = inner;
	return optional;
}

static struct xb_grammar_node *parse_primary(struct parser *parser)
{
	switch (*parser->at) {
	case '(':
		return parse_group(parser, ')');
	case '[':
		return parse_group(parser, ']');
	case '<':
		return parse_atom(parser);
	case '\'':
		return parse_quoted(parser);
	default:
		return parse_bare(parser);
	}
}

static struct xb_grammar_node *parse_item(struct parser *parser)
{
	struct xb_grammar_node *item = parse_primary(parser);
	struct xb_grammar_node *list;

	if (!item)
		return NULL;
	skip_blanks(parser);
	if (!list_follows(parser->at))
		return item;
	parser->at += 4;
	skip_blanks(parser);
	list = new_node(parser, XB_GRAMMAR_LIST);
	list->child = item;
	return list;
}

static struct xb_grammar_node *parse_sequence(struct parser *parser)
{
	struct xb_grammar_node *sequence = new_node(parser, XB_GRAMMAR_SEQUENCE);
	struct xb_grammar_node **tail = &sequence->child;

	skip_blanks(parser);
	while (*parser->at && !strchr("|)]", *parser->at)) {
		*tail = parse_item(parser);
		if (!*tail)
			return NULL;
		tail = &(*tail)->next;
	}
	if (!sequence->child)
		return fail(parser, parser->at, "here something is missing");
	return sequence;
}

static struct xb_grammar_node *parse_choice(struct parser *parser)
{
	struct xb_grammar_node *choice = new_node(parser, XB_GRAMMAR_CHOICE);
	struct xb_grammar_node **tail = &choice->child;

	for (;;) {
		*tail = parse_sequence(parser);
		if (!*tail)
			return NULL;
		tail = &(*tail)->next;
		if (*parser->at != '|')
			return choice;
		parser->at++;
	}
}

static struct xb_grammar_node *parse(struct parser *parser)
{
	size_t length = strnlen(parser->text, XB_GRAMMAR_TEXT_MAX + 1);
	struct xb_grammar_node *root;

	if (length > XB_GRAMMAR_TEXT_MAX)
		return fail(parser, parser->text, "the grammar has more than 4096 bytes");
	/* Every literal is a piece of the text; with its NUL it needs no more than twice the room. */
	parser->grammar->text = xb_alloc(3 * (length + 1));
	memcpy(parser->grammar->text, parser->text, length);
	parser->grammar->used = length + 1;
	root = parse_choice(parser);
	if (root && *parser->at)
		return fail(parser, parser->at, "this closes nothing");
	return root;
}

struct xb_grammar *xb_grammar_compile(const char *text, char **error)
{
	struct xb_grammar *grammar = xb_alloc(sizeof(*grammar));
	struct parser parser = {.text = text, .at = text, .grammar = grammar};
	struct xb_grammar_node *root = parse(&parser);

	if (root) {
		xb_grammar_emit(grammar, root);
		if (!grammar->words)
			keep_word(&parser, "");
	} else {
		xb_grammar_free(grammar);
		grammar = NULL;
	}
	xb_arena_clear(&parser.nodes);
	*error = parser.error;
	return grammar;
}

void xb_grammar_free(struct xb_grammar *grammar)
{
	if (!grammar)
		return;
	free(grammar->text);
	free(grammar->steps);
	free(grammar->words);
	free(grammar);
}

const char *xb_grammar_text(const struct xb_grammar *grammar)
{
	return grammar->text;
}

const char *const *xb_grammar_words(const struct xb_grammar *grammar)
{
	return grammar->words;
}

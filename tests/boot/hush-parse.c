/* SPDX-License-Identifier: MIT */
/* From words to commands. The old shell reads no further than the line that it is going to run. */
#include "hush-tree.h"

#include <stdlib.h>
#include <string.h>

struct parser {
	struct hush_lexer *lexer;
	bool seen; /* token, and word with HUSH_WORD, are the next ones */
	enum hush_token token;
	struct hush_word word;
};

static bool parse_list(struct parser *parser, bool one_line, struct hush_list *list);

static enum hush_token peek(struct parser *parser)
{
	if (!parser->seen) {
		parser->token = hush_next(parser->lexer, &parser->word);
		parser->seen = true;
	}
	return parser->token;
}

static struct hush_word take(struct parser *parser)
{
	parser->seen = false;
	return parser->word;
}

static bool refuse(struct parser *parser, const char *error)
{
	if (peek(parser) != HUSH_ERROR)
		parser->lexer->error = error;
	return false;
}

/* The modern shell does not come back from it. */
static bool refuse_keyword(struct parser *parser)
{
	parser->lexer->stray = true;
	return refuse(parser, "at a stray keyword");
}

/* The keyword that comes next, or NULL. The old shell knows it in quotes too. */
static const char *next_keyword(struct parser *parser)
{
	static const char *const words[] = {
		"if", "then", "elif", "else", "fi", "for", "while", "until", "in", "do", "done", "{", "}",
	};

	if (peek(parser) != HUSH_WORD || !parser->word.plain)
		return NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], parser->word.text))
			return strchr("{}", *words[i]) && !parser->lexer->host->modern ? NULL : words[i];
	return NULL;
}

static bool takes(struct parser *parser, const char *keyword)
{
	const char *next = next_keyword(parser);

	if (!next || strcmp(next, keyword))
		return false;
	free(take(parser).text);
	return true;
}

static bool expect(struct parser *parser, const char *keyword)
{
	if (takes(parser, keyword))
		return true;
	return peek(parser) == HUSH_END ? refuse(parser, "unterminated compound statement")
					: refuse_keyword(parser);
}

static struct hush_branch *add_branch(struct hush_command *command)
{
	command->branches = need_memory(command->branches,
					(command->branch_count + 1) * sizeof *command->branches);
	command->branches[command->branch_count] = (struct hush_branch){0};
	return &command->branches[command->branch_count++];
}

static bool parse_if(struct parser *parser, struct hush_command *command)
{
	do {
		struct hush_branch *branch = add_branch(command);

		if (!parse_list(parser, false, &branch->condition) || !expect(parser, "then") ||
		    !parse_list(parser, false, &branch->body))
			return false;
	} while (takes(parser, "elif"));
	if (takes(parser, "else") && !parse_list(parser, false, &add_branch(command)->body))
		return false;
	return expect(parser, "fi");
}

static bool parse_while(struct parser *parser, struct hush_command *command)
{
	struct hush_branch *branch = add_branch(command);

	return parse_list(parser, false, &branch->condition) && expect(parser, "do") &&
	       parse_list(parser, false, &branch->body) && expect(parser, "done");
}

static bool parse_words(struct parser *parser, struct hush_command *command)
{
	while (peek(parser) == HUSH_WORD)
		hush_words_add(&command->words, take(parser));
	return peek(parser) != HUSH_ERROR;
}

static bool parse_for(struct parser *parser, struct hush_command *command)
{
	if (peek(parser) != HUSH_WORD)
		return refuse(parser, "in a for");
	hush_words_add(&command->words, take(parser));
	if (!expect(parser, "in") || !parse_words(parser, command))
		return false;
	while (peek(parser) == HUSH_SEMICOLON || peek(parser) == HUSH_LINE)
		take(parser);
	return expect(parser, "do") && parse_list(parser, false, &add_branch(command)->body) &&
	       expect(parser, "done");
}

static bool parse_group(struct parser *parser, struct hush_command *command)
{
	return parse_list(parser, false, &add_branch(command)->body) && expect(parser, "}");
}

/* The first word of a compound, which ends before anything but another word. */
static bool parse_compound(struct parser *parser, const char *keyword, struct hush_command *command)
{
	static const struct {
		const char *word;
		enum hush_kind kind;
		bool (*parse)(struct parser *parser, struct hush_command *command);
	} table[] = {
		{"if", HUSH_IF, parse_if},	    {"for", HUSH_FOR, parse_for},
		{"while", HUSH_WHILE, parse_while}, {"until", HUSH_UNTIL, parse_while},
		{"{", HUSH_GROUP, parse_group},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcmp(table[i].word, keyword))
			continue;
		free(take(parser).text);
		command->kind = table[i].kind;
		if (!table[i].parse(parser, command))
			return false;
		return peek(parser) != HUSH_WORD || refuse(parser, "behind a compound statement");
	}
	return refuse_keyword(parser);
}

static bool parse_command(struct parser *parser, struct hush_command *command)
{
	const char *keyword = next_keyword(parser);

	command->line = parser->lexer->line;
	if (keyword)
		return parse_compound(parser, keyword, command);
	if (peek(parser) != HUSH_WORD)
		return refuse(parser, "a command is missing");
	return parse_words(parser, command);
}

/* What joins a command to the next one, in *JOINT. */
static bool parse_joint(struct parser *parser, enum hush_joint *joint)
{
	const struct hush_host *host = parser->lexer->host;
	enum hush_token token = peek(parser);

	*joint = HUSH_SEQ;
	if ((token == HUSH_ONE_AND || token == HUSH_ONE_BAR) && !host->modern)
		return refuse(parser, "");
	if (token == HUSH_ONE_BAR)
		*joint = HUSH_PIPE;
	else if (token == HUSH_AND_AND)
		*joint = HUSH_AND;
	else if (token == HUSH_OR_OR)
		*joint = HUSH_OR;
	if (*joint != HUSH_SEQ || token == HUSH_ONE_AND)
		take(parser);
	if (*joint == HUSH_SEQ || peek(parser) != HUSH_LINE)
		return true;
	if (host->strict)
		die("%s:%d: && or || at the end of a line, which U-Boot's old shell does not chain",
		    host->name, parser->lexer->line - 1);
	/* The old shell runs what stands in the next line in any case. */
	if (!host->modern)
		*joint = HUSH_SEQ;
	while (host->modern && peek(parser) == HUSH_LINE)
		take(parser);
	return true;
}

static bool parse_and_or(struct parser *parser, struct hush_list *list)
{
	struct hush_item *item;

	do {
		struct hush_command *command = need_memory(NULL, sizeof *command);

		*command = (struct hush_command){0};
		list->items = need_memory(list->items, (list->count + 1) * sizeof *list->items);
		item = &list->items[list->count++];
		*item = (struct hush_item){.command = command};
		if (!parse_command(parser, command) || !parse_joint(parser, &item->joint))
			return false;
	} while (item->joint != HUSH_SEQ);
	return true;
}

static bool closes_list(struct parser *parser)
{
	static const char *const closing[] = {"then", "elif", "else", "fi", "do", "done", "}"};
	const char *keyword = next_keyword(parser);

	for (size_t i = 0; keyword && i < sizeof closing / sizeof *closing; i++)
		if (!strcmp(closing[i], keyword))
			return true;
	return false;
}

static bool parse_list(struct parser *parser, bool one_line, struct hush_list *list)
{
	for (;;) {
		enum hush_token token = peek(parser);

		if (token == HUSH_ERROR)
			return false;
		if (token == HUSH_END || closes_list(parser))
			return true;
		if (token == HUSH_LINE || token == HUSH_SEMICOLON) {
			take(parser);
			if (token == HUSH_LINE && one_line)
				return true;
		} else if (!parse_and_or(parser, list)) {
			return false;
		}
	}
}

bool hush_parse(struct hush_lexer *lexer, bool whole, struct hush_list *list)
{
	struct parser parser = {.lexer = lexer};
	bool parsed = parse_list(&parser, !whole, list);

	/* A keyword that closes nothing. */
	if (parsed && parser.seen && parser.token == HUSH_WORD)
		parsed = refuse_keyword(&parser);
	if (parser.seen && parser.token == HUSH_WORD)
		free(parser.word.text);
	return parsed;
}

static void command_free(struct hush_command *command)
{
	hush_words_free(&command->words);
	for (size_t i = 0; i < command->branch_count; i++) {
		hush_list_free(&command->branches[i].condition);
		hush_list_free(&command->branches[i].body);
	}
	free(command->branches);
	free(command);
}

void hush_list_free(struct hush_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		command_free(list->items[i].command);
	free(list->items);
	*list = (struct hush_list){0};
}

/* SPDX-License-Identifier: MIT */
/* What the files of the shell share: words, the commands that they make, and their parsing. */
#ifndef TESTS_BOOT_HUSH_TREE_H
#define TESTS_BOOT_HUSH_TREE_H

#include "hush.h"
#include "util.h"

/* In a word's text one of these stands before and behind a variable's name. */
enum { HUSH_BARE = '\3', HUSH_QUOTED = '\4' };

struct hush_word {
	char *text;
	bool solid; /* it is a word even when it is empty */
	bool plain; /* it can be a keyword */
};

struct hush_words {
	struct hush_word *items;
	size_t count;
};

enum hush_kind { HUSH_SIMPLE, HUSH_IF, HUSH_FOR, HUSH_WHILE, HUSH_UNTIL, HUSH_GROUP };
enum hush_joint { HUSH_SEQ, HUSH_AND, HUSH_OR, HUSH_PIPE };

struct hush_command;
struct hush_item {
	struct hush_command *command;
	enum hush_joint joint; /* to the next one */
};

struct hush_list {
	struct hush_item *items;
	size_t count;
};

struct hush_branch {
	struct hush_list condition; /* none for `else`, `for` and a group */
	struct hush_list body;
};

struct hush_command {
	enum hush_kind kind;
	int line;
	struct hush_words words; /* of a simple command; of `for`: its variable, then the list */
	struct hush_branch *branches;
	size_t branch_count;
};

/* ---- hush-words.c ---- */

enum hush_token {
	HUSH_END, HUSH_LINE, HUSH_SEMICOLON, HUSH_AND_AND, HUSH_OR_OR, HUSH_ONE_AND, HUSH_ONE_BAR,
	HUSH_WORD, HUSH_ERROR
};

struct hush_lexer {
	const struct hush_host *host;
	const char *at;
	int line;
	bool second; /* the old shell's second pass: ; & | $ are ordinary */
	const char *error; /* what stands behind "syntax error" */
	bool stray;	   /* a keyword that closes nothing is the error */
};

/* The next token; a word is the caller's to free. */
enum hush_token hush_next(struct hush_lexer *lexer, struct hush_word *word);
void hush_words_add(struct hush_words *words, struct hush_word word);
void hush_words_free(struct hush_words *words);

/* ---- hush-parse.c ---- */

/* Commands up to a line's end (whole: to the text's end); false after a syntax error. */
bool hush_parse(struct hush_lexer *lexer, bool whole, struct hush_list *list);
void hush_list_free(struct hush_list *list);

/* ---- hush-expand.c ---- */

bool hush_has_variable(const char *text);
/* The text with values in it, to free. */
char *hush_fill(struct hush_host *host, const char *text);
/* The modern shell's words of WORD. */
void hush_fields(struct hush_host *host, const struct hush_word *word, struct hush_words *out);
/* The old shell's text for its second pass, to free. */
char *hush_second_text(struct hush_host *host, const struct hush_word *words, size_t count);
/* NAME=VALUE in the shell's own variables. */
void hush_assign(struct hush_host *host, const char *name, size_t length, const char *value);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Commands of the user's own, which the script runs as they are: what U-Boot's two shells read
 * differently (common/cli_hush.c; cli_hush_upstream.c, which is built in from 2024.04 on where it is asked
 * for, and R-Car's from 2026.07 on), or do not take.
 */
#include <string.h>

#include "check/check.h"

#define MODERN "the modern one (2024.04 on where it is built in, R-Car from 2026.07 on)"
#define DEEPEST 16

/* A keyword, as bits: what it is, and which ones may be open where it stands. */
enum { IF = 1, THEN = 2, ELSE = 4, FOR = 8, WHILE = 16, DO = 32, ANY = ~0 };
struct keyword {
	const char *word;
	int is, after;
	bool opens, closes;
};
static const struct keyword keywords[] = {
	{"if", IF, ANY, true, false},
	{"then", THEN, IF, false, false},
	{"elif", IF, THEN, false, false},
	{"else", ELSE, THEN, false, false},
	{"fi", 0, THEN | ELSE, false, true},
	{"for", FOR, ANY, true, false},
	{"while", WHILE, ANY, true, false},
	{"until", WHILE, ANY, true, false},
	{"in", 0, 0, false, false},
	{"do", DO, FOR | WHILE, false, false},
	{"done", 0, DO, false, true},
};

struct scan {
	const char *at;
	bool first; /* a command begins here */
	int open[DEEPEST];
	size_t depth;
	const struct keyword *stray;
	bool backslash; /* in '...' */
};

static const struct keyword *find_keyword(const char *word, size_t length)
{
	for (size_t i = 0; i < XB_COUNT(keywords); i++) {
		if (strlen(keywords[i].word) == length && memcmp(keywords[i].word, word, length) == 0)
			return &keywords[i];
	}
	return NULL;
}

/* False where the text is no further understood. */
static bool take_keyword(struct scan *scan, const struct keyword *keyword)
{
	int open = scan->depth ? scan->open[scan->depth - 1] : 0;

	if (keyword->opens) {
		if (scan->depth == DEEPEST)
			return false;
		scan->open[scan->depth++] = keyword->is;
	} else if (!(open & keyword->after)) {
		scan->stray = keyword;
		return false;
	} else if (keyword->closes) {
		scan->depth--;
	} else {
		scan->open[scan->depth - 1] = keyword->is;
	}
	scan->first = !keyword->closes && keyword->is != FOR;
	return true;
}

/* Behind a ' or "; false where it is left open, or where the shells go different ways already. */
static bool skip_quotes(struct scan *scan, char quote)
{
	for (; *scan->at && *scan->at != quote; scan->at++) {
		if (*scan->at == '\\' && quote == '\'')
			scan->backslash = true;
		else if (quote == '"' && strchr("\\'", *scan->at))
			return false;
	}
	return *scan->at++ != '\0';
}

/* One word; false where the text is no further understood. */
static bool skip_word(struct scan *scan)
{
	size_t length = strcspn(scan->at, " \t\n;&|");
	const struct keyword *keyword = scan->first ? find_keyword(scan->at, length) : NULL;

	if (keyword) {
		scan->at += length;
		return take_keyword(scan, keyword);
	}
	scan->first = false;
	while (*scan->at && !strchr(" \t\n;&|", *scan->at)) {
		char c = *scan->at++;

		if ((c == '\'' || c == '"') && !skip_quotes(scan, c))
			return false;
		if (c == '\\' && *scan->at++ == '\0')
			return false;
		if (c == '$' && *scan->at == '{')
			scan->at += strcspn(scan->at, "}");
	}
	return true;
}

static void scan_command(struct scan *scan)
{
	while (*scan->at) {
		if (strchr("\n;&|", *scan->at)) {
			scan->first = true;
			scan->at++;
		} else if (*scan->at == ' ' || *scan->at == '\t') {
			scan->at++;
		} else if (*scan->at == '#') {
			scan->at += strcspn(scan->at, "\n");
		} else if (!skip_word(scan)) {
			return;
		}
	}
}

static void check_command(const char *command, struct xb_pos at, struct xb_diags *diags)
{
	struct scan scan = {.at = command, .first = true};

	scan_command(&scan);
	if (scan.stray) {
		xb_error(diags, XB_CODE_QUOTING, at,
			 "'%s': '%s' stands where it closes nothing: U-Boot's old shell refuses the command, "
			 MODERN " resets the board", command, scan.stray->word);
		xb_hint(diags, "take '%s' out, or begin what it belongs to in the same command",
			scan.stray->word);
	} else if (scan.backslash) {
		xb_warning(diags, XB_CODE_QUOTING, at,
			   "'%s' has a \\ between '...': U-Boot's old shell drops it, " MODERN " keeps it",
			   command);
		xb_hint(diags, "end the quotes before it: '\\\\' outside of quotes is one \\ in both");
	}
}

void xb_check_own_commands(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_medium *checked = NULL;

	if (!xb_boot_load(boot, XB_LOAD_SCRIPT))
		return;
	for (size_t i = 0; i < boot->step_count; i++) {
		if (boot->steps[i].kind == XB_STEP_COMMAND && boot->steps[i].text)
			check_command(boot->steps[i].text, boot->steps[i].at, diags);
	}
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_medium *from = boot->loads[i].from;

		if (!from || !from->command || from == checked || !xb_boot_fetches(boot, &boot->loads[i]))
			continue;
		checked = from;
		check_command(from->command, from->command_at, diags);
	}
}

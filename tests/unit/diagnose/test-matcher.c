/* SPDX-License-Identifier: MIT */
/* The quick refusal of lines never refuses one that the pattern matches: held against regexec. */
#include "diagnose/matcher.h"
#include "unit/support.h"

#include <locale.h>
#include <stdlib.h>

static const char *const patterns[] = {
	/* brackets with ] [ ( ) | in them, classes, equivalences, ranges */
	"[]x]a", "[^]x]a", "a[]]b", "[]-a]b", "[^]-a]b", "[[]a", "a[)]b", "(a[)]b)c", "([(]a|b)c",
	"[[:digit:]]a", "[[:digit:]]+ab", "[^[:digit:]]a", "a[[:alpha:]]]b", "[[=a=]]b", "[[.].]]b",
	"[[.-.]x]b", "[[=]=]]b", "[]a|b]c", "[|]a", "[^|]a|bx", "[\\]ab", "[a\\]b", "[\\]]ab",
	"[a-c]b", "[a{2}]b", "[$^.*]a",
	/* repeats */
	"ab*", "ab?c", "ab+c", "a{2}b", "a{12}b", "xa{0}b", "ab{0,1}c", "ab{1,2}c", "ab+*c", "ab*+c",
	"ab+?c", "(ab)*c", "(ab)+c", "(ab){2}x", "[ab]{2}x", "\\.*a", "a\\.{2}b",
	/* alternatives, groups, anchors, escapes */
	"a|b", "(a|b)x", "ab|ba|c", "((a)|(b))c", "(a(b|c)|x)b", "a|", "^ab", "ab$", "^a|b$", "^",
	"a\\|b", "a\\(b", "a\\)b", "(a\\)b)", "a\\[b", "a\\]b", "a\\{b", "a\\\\b", "a\\^b", "a\\$b",
	"(a)b\\1", "\\ba", "\\wb", "a\\sb", "a\\Bb", "\\<ab", "ab\\>", "a.b", "a..b",
	/* characters of several bytes */
	"\xc3\xa4?b", "a\xc3\xa4+", "\xc3\xa4*", "[\xc3\xa4]b",
};

static const char *const words[] = {"",  "a", "b", "c", "x",	"]",	   "[", "(",  ")", "|",
				    ".", "-", "^", "$", "\\",	" ",	   "1", "2",  "{", "}",
				    "*", "+", "?", "=", "\xc3", "\xc3\xa4", "aa", "ab", "ba"};

static const char *const atoms[] = {"a",   "b",     "ab",	 "\\.",	 "\\[",	  "\\]",  "x",	 ".",
				    "[]a]", "[^]a]", "[[:digit:]]", "[[=a=]]", "[a)]", "[(|]", "[[.].]]", "1",
				    "(a)", "(b|a)", "(a[)]|b)", "^",	 "$",	  "|",	  "\\|", "\\b"};
static const char *const repeats[] = {"", "", "", "", "*", "+", "?", "{2}", "{0,1}", "{1,}", "+*"};

enum { RANDOM_PATTERNS = 3000, LINES_OF_EACH = 60, MOST_PARTS = 5 };

/* The same numbers everywhere. */
static unsigned chance(unsigned below)
{
	static uint64_t state = 1;

	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % below;
}

static void put_random_line(struct xb_buf *line)
{
	unsigned count = chance(7);

	line->length = 0;
	xb_buf_puts(line, "");
	for (unsigned i = 0; i < count; i++)
		xb_buf_puts(line, words[chance(XB_COUNT(words))]);
}

static void put_random_pattern(struct xb_buf *pattern)
{
	unsigned count = 1 + chance(MOST_PARTS);

	pattern->length = 0;
	for (unsigned i = 0; i < count; i++) {
		xb_buf_puts(pattern, atoms[chance(XB_COUNT(atoms))]);
		xb_buf_puts(pattern, repeats[chance(XB_COUNT(repeats))]);
	}
}

/* How many lines match, of those that were tried; 0 as well where PATTERN does not compile. */
static size_t hold(char *pattern)
{
	struct xb_symptom symptom = {.pattern = {.text = pattern}};
	struct xb_symptom_list list = {.items = &symptom, .count = 1};
	struct xb_matchers *matchers;
	struct xb_buf line = {0};
	size_t found = 0;
	regex_t whole;

	if (regcomp(&whole, pattern, REG_EXTENDED) != 0)
		return 0;
	matchers = xb_matchers_new(&list);
	for (unsigned i = 0; i < LINES_OF_EACH; i++) {
		regmatch_t caught[XB_CAUGHT_MAX], wanted;
		uint64_t may;
		bool want, got;

		put_random_line(&line);
		want = regexec(&whole, line.data, 1, &wanted, 0) == 0;
		xb_matchers_scan(matchers, line.data, line.length, &may);
		got = may && xb_matchers_find(matchers, 0, line.data, caught);
		if (got != want || (got && (caught[0].rm_so != wanted.rm_so ||
					    caught[0].rm_eo != wanted.rm_eo))) {
			print_error("pattern '%s', line '%s'\n", pattern, line.data);
			fail();
		}
		found += want;
	}
	xb_matchers_free(matchers);
	regfree(&whole);
	xb_buf_clear(&line);
	return found;
}

static void hold_all(void)
{
	struct xb_buf pattern = {0};
	size_t found = 0;

	for (size_t i = 0; i < XB_COUNT(patterns); i++) {
		char *text = xb_strdup(patterns[i]);

		for (int k = 0; k < 20; k++)
			found += hold(text);
		free(text);
	}
	for (int i = 0; i < RANDOM_PATTERNS; i++) {
		put_random_pattern(&pattern);
		found += hold(pattern.data);
	}
	xb_buf_clear(&pattern);
	/* Nothing would be shown by lines that nothing matches. */
	check_bool("many match", found > 10000, true);
}

static void no_line_is_refused_wrongly(void **state)
{
	(void)state;
	hold_all();
}

/* There é is one character to regcomp. */
static void not_in_utf_8_either(void **state)
{
	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	hold_all();
	setlocale(LC_CTYPE, "C");
}

/* ... and it refuses most others, or it would be of no use. */
static void literals_are_found(void **state)
{
	static const struct {
		const char *pattern, *literals;
	} rows[] = {
		{"Panic on CPU [0-9]+", "Panic on CPU "},
		{"ab*cd", "cd"},
		{"ab+c", "ab"},
		{"a{12}xy", "xy"},
		{"x[]y]long", "long"},
		{"x[^]y]long", "long"},
		{"[[:digit:]]abc", "abc"},
		{"(one[)]|two)rest", "rest"},
		{"(one|three) or", "one three"},
		{"(one|(two|three)x?|f(ou)?r+) ?(shell)?", "one two three f"},
		{"(one|(two|three)x?|fou?r+) ?(shell)?", "one two three fo"},
		{"(one|two)?x(ab|)", "x"},
		{"long|(x|yy)", "long x yy"},
		{"a\\.b\\(c", "a.b(c"},
		{"\\bword", "word"},
		{"(a|b)", "a b"},
		{"(a|)", ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *pattern = xb_strdup(rows[i].pattern);
		struct xb_symptom symptom = {.pattern = {.text = pattern}};
		struct xb_symptom_list list = {.items = &symptom, .count = 1};
		struct xb_matchers *matchers = xb_matchers_new(&list);
		struct xb_buf all = {0};

		for (size_t k = 0; k < matchers->literal_count; k++)
			xb_buf_printf(&all, "%s%s", k ? " " : "", matchers->literals[k].text);
		check_text(pattern, all.data ? all.data : "", rows[i].literals);
		xb_buf_clear(&all);
		xb_matchers_free(matchers);
		free(pattern);
	}
}

/* Only so many stay compiled; what is asked for in turn or over and over is found all the same. */
static void patterns_are_made_again(void **state)
{
	enum { ROWS = 100 };
	struct xb_symptom rows[ROWS] = {0};
	struct xb_symptom_list list = {.items = rows, .count = ROWS};
	struct xb_arena arena = {0};
	struct xb_matchers *matchers;
	regmatch_t caught[XB_CAUGHT_MAX];

	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		rows[i].pattern.text = xb_arena_format(&arena, "row %zu has ([0-9]+)", i);
	matchers = xb_matchers_new(&list);
	for (size_t turn = 0; turn < 5 * ROWS; turn++) {
		size_t row = turn % 3 ? turn % ROWS : ROWS - 1;
		char *line = xb_format("(XEN) row %zu has 12 lines", row);

		check_bool(line, xb_matchers_find(matchers, row, line, caught), true);
		check_u64(line, (uint64_t)(caught[1].rm_eo - caught[1].rm_so), 2);
		check_bool(line, xb_matchers_find(matchers, (row + 1) % ROWS, line, caught), false);
		free(line);
	}
	check_bool("few are compiled", matchers->compiled_count <= 64, true);
	check_bool("the one that is asked for most is", matchers->branches[ROWS - 1].compiled, true);
	xb_matchers_free(matchers);
	xb_arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_is_refused_wrongly),
		cmocka_unit_test(not_in_utf_8_either),
		cmocka_unit_test(literals_are_found),
		cmocka_unit_test(patterns_are_made_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "model/grammar.h"

#include <stdlib.h>

#include "support.h"
#include "xenboot/base.h"

static struct xb_grammar *compile(const char *text)
{
	char *error;
	struct xb_grammar *grammar = xb_grammar_compile(text, &error);

	check_text(text, error, NULL);
	return grammar;
}

/* Values that fit and their nearest neighbours that do not; lists end with NULL. */
static const struct {
	const char *grammar;
	const char *good[12];
	const char *bad[12];
} cases[] = {
    {"trap", {"trap"}, {"tra", "trapp", "Trap", " trap", ""}},
    {"trap|native", {"trap", "native"}, {"trapnative", "nativ", "native|trap", "|"}},
    {"'a|b'", {"a|b"}, {"a", "b", "'a|b'"}},
    {"a b", {"ab"}, {"a b", "a", "b"}},
    {"a[b]c", {"ac", "abc"}, {"abbc", "a[b]c", "a"}},
    {"(a|b)c", {"ac", "bc"}, {"a", "abc", "c"}},
    {"a|bc", {"a", "bc"}, {"ac", "b"}},
    {"[no-]x", {"x", "no-x"}, {"no-", "no-no-x", "nox"}},
    {"a,...", {"a", "a,a", "a,a,a"}, {"", "a,", ",a", "aa", "a,,a", "a,b"}},
    {"(a|b),...", {"a", "b,a", "a,b,b"}, {"a;b", "ab", "b,"}},
    {"[a],...", {"", "a", ",", "a,,a"}, {"aa", "b", ",b"}},
    {"x:<int>,...", {"x:1", "x:1,2"}, {"x:1,x:2", "x:"}},
    {"a,b", {"a,b"}, {"a", "ab", "a,b,b"}},
    {"<int>",
     {"0", "-1", "07", "0x1F", "9223372036854775807"},
     {"", "-", "08", "0x", "+1", "1k", "1.0", " 1", "9223372036854775808"}},
    {"<int 1..8>", {"1", "8", "0x8", "010"}, {"0", "9", "-1", "011", "1..8"}},
    {"<int ..-1>", {"-1", "-2"}, {"0", "1"}},
    {"<int 5..>", {"5", "6"}, {"4"}},
    {"<int 8>", {"8"}, {"7", "9"}},
    {"<int>a", {"1a"}, {"a", "1"}},
    {"<int>0", {NULL}, {"10", "0", "80"}},
    {"<size>",
     {"0", "512", "1G", "1g", "16m", "4T", "7B", "0x10k", "0x1b"},
     {"", "G", "1GB", "1.5G", "-1M", "1P", "1 G", "17179869184T", "50%"}},
    {"<size 4K..1M>", {"4K", "4", "4096B", "1M", "1024"}, {"4095B", "3", "1025K", "0"}},
    {"<bool>",
     {"yes", "on", "true", "enable", "1", "no", "off", "false", "disable", "0"},
     {"", "2", "Yes", "tru", "one", "yess", "01", "y", "n", "enabled"}},
    {"<bool>|no-x", {"no", "no-x"}, {"no-"}},
    {"<word>", {"a", "a/b=c"}, {"", "a,b", "a:b", "a b", "a\tb", "a\x7f"}},
    {"<word>:<word>", {"a:b"}, {"a", "a:", ":b", "a:b:c"}},
    {"<string>", {"a", "a,b:c", "\xc3\xa9"}, {"", "a b", " ", "a\n", "\x01"}},
    {"<string>x", {"ax", "xx", "axx"}, {"x", "a"}},
    {"<text>", {"a b", " ", "\t"}, {""}},
    {"<char>[x]", {"a", "ax", "xx", "~"}, {"", " ", "ab", "axx", "\x7f", "\xc3\xa9"}},
    {"(<int 0..15>[-<int 0..15>]),...",
     {"0", "0,2-6,15", "3-3"},
     {"16", "0,", "1-", "-1-2,x", "1-2-3", "0;1"}},
    {"/<string>|<word>[:<string>]",
     {"/soc/serial@1,2", "serial0", "serial0:115200n8"},
     {"serial0,115200n8", "serial0:", ":x"}},
};

static void values_fit_or_do_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_grammar *grammar = compile(cases[i].grammar);
		char label[96];

		for (const char *const *value = cases[i].good; *value; value++) {
			snprintf(label, sizeof(label), "%s ~ %s", cases[i].grammar, *value);
			check_bool(label, xb_grammar_match(grammar, *value, NULL), true);
		}
		for (const char *const *value = cases[i].bad; *value; value++) {
			snprintf(label, sizeof(label), "%s !~ %s", cases[i].grammar, *value);
			check_bool(label, xb_grammar_match(grammar, *value, NULL), false);
		}
		xb_grammar_free(grammar);
	}
}

static const struct {
	const char *grammar;
	const char *value;
	size_t reached;
} reaches[] = {
    {"trap|native", "trap", 4},
    {"trap|native", "trapp", 4},
    {"trap|native", "nativ", 0}, /* by whole parts, not by letters */
    {"(a|bb),...", "bb,a,c", 5},
    {"(a|bb),...", "bb,a", 4},
    {"ssbd=(runtime|off)", "ssbd=on", 5},
    {"<int 1..8>", "9", 0},
    {"<word>:x", "abc:y", 3},
};

static void the_farthest_part_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(reaches); i++) {
		struct xb_grammar *grammar = compile(reaches[i].grammar);
		size_t reached = 99;

		xb_grammar_match(grammar, reaches[i].value, &reached);
		check_u64(reaches[i].value, reached, reaches[i].reached);
		xb_grammar_free(grammar);
	}
}

static const struct {
	const char *grammar;
	const char *error;
} faults[] = {
    {"", "column 1: here something is missing"},
    {"  ", "column 3: here something is missing"},
    {"a|", "column 3: here something is missing"},
    {"|a", "column 1: here something is missing"},
    {"()", "column 2: here something is missing"},
    {"a(b", "column 2: '(' is never closed"},
    {"a[b", "column 2: '[' is never closed"},
    {"(a]", "column 1: '(' is never closed"},
    {"a)", "column 2: this closes nothing"},
    {"a>", "column 2: this has nothing that it belongs to"},
    {"'a", "column 1: the quote is never closed"},
    {"''", "column 1: the quotes are empty"},
    {",...", "column 1: ',...' has nothing before it"},
    {"a,...,...", "column 6: ',...' has nothing before it"},
    {"<int", "column 1: '<' is never closed"},
    {"<integer>", "column 2: this is none of <int>"},
    {"<>", "column 2: this is none of <int>"},
    {"<int 8..1>", "column 6: this is no range"},
    {"<int 1-8>", "column 6: this is no range"},
    {"<int ..>", "column 6: this is no range"},
    {"<int 9223372036854775808>", "column 6: this is no range"},
    {"<size 1X..>", "column 7: this is no range"},
    {"<size -1..>", "column 7: this is no range"},
    {"<bool 1..2>", "column 7: only <int> and <size> have a range"},
};

static void faulty_grammars_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(faults); i++) {
		char *error = NULL;
		struct xb_grammar *grammar = xb_grammar_compile(faults[i].grammar, &error);

		check_bool(faults[i].grammar, grammar == NULL, true);
		check_contains(faults[i].grammar, error, faults[i].error);
		free(error);
	}
}

/* COUNT times OPEN, then MIDDLE, then COUNT times CLOSE. */
static char *nested(const char *open, const char *middle, const char *close, size_t count)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < count; i++)
		xb_buf_puts(&out, open);
	xb_buf_puts(&out, middle);
	for (size_t i = 0; i < count; i++)
		xb_buf_puts(&out, close);
	return xb_buf_take(&out);
}

static void check_compiles(const char *label, char *text, const char *error_part)
{
	char *error = NULL;
	struct xb_grammar *grammar = xb_grammar_compile(text, &error);

	check_bool(label, grammar != NULL, error_part == NULL);
	if (error_part)
		check_contains(label, error, error_part);
	xb_grammar_free(grammar);
	free(error);
	free(text);
}

static void depth_and_length_are_limited(void **state)
{
	const size_t most = XB_GRAMMAR_DEPTH_MAX;

	(void)state;
	check_compiles("32 deep", nested("(", "a", ")", most), NULL);
	check_compiles("33 deep", nested("(", "a", ")", most + 1), "nested more than 32 deep");
	check_compiles("32 options", nested("[", "a", "]", most), NULL);
	check_compiles("4000 deep", nested("[", "a", "]", 2000), "nested more than 32 deep");
	check_compiles("siblings", nested("(a)", "", "", 1000), NULL);
	check_compiles("4096 bytes", nested("a", "", "", XB_GRAMMAR_TEXT_MAX), NULL);
	check_compiles("4097 bytes", nested("a", "", "", XB_GRAMMAR_TEXT_MAX + 1), "4096 bytes");
}

/* Patterns on which a plain backtracking matcher would take exponential time. */
static const struct {
	const char *grammar;
	const char *unit; /* of the value, repeated; then a '!' that spoils it */
} hostile[] = {
    {"([a],...),...", "a,"},	  {"([[a],...],...),...", "a,"},
    {"(<string>,...),...", "a,"}, {"<string><string><string><string><string>x", "a"},
    {"(a|a|aa|aaa),...", "a,"},	  {"((a|[a]a)[a][a][a][a][a][a],...),...", "aaa,"},
};

static void hostile_values_end_quickly(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(hostile); i++) {
		struct xb_grammar *grammar = compile(hostile[i].grammar);
		size_t count = 1000 / strlen(hostile[i].unit);
		char *value = nested(hostile[i].unit, " !", "", count);
		size_t steps = 0;

		check_bool(hostile[i].grammar,
			   xb_grammar_match_counted(grammar, value, NULL, &steps), false);
		/* Each place of the grammar at each byte of the value, once at most. */
		if (steps > 64 * (strlen(value) + 1))
			check_u64(hostile[i].grammar, steps, 64 * (strlen(value) + 1));
		assert_true(steps > 0);
		free(value);
		xb_grammar_free(grammar);
	}
}

static void steps_and_values_are_limited(void **state)
{
	struct xb_buf text = {0};
	struct xb_grammar *grammar;
	char *value;
	size_t steps = 0;

	(void)state;
	for (int i = 0; i < 500; i++)
		xb_buf_puts(&text, "<text>|");
	xb_buf_puts(&text, "x");
	grammar = compile(text.data);
	value = nested("a", "", "", XB_GRAMMAR_VALUE_MAX);
	check_bool("4096 bytes", xb_grammar_match_counted(grammar, value, NULL, &steps), true);
	free(value);
	value = nested("a", "", "", XB_GRAMMAR_VALUE_MAX + 1);
	check_bool("4097 bytes", xb_grammar_match_counted(grammar, value, NULL, &steps), false);
	check_u64("4097 bytes", steps, 0);
	free(value);
	xb_grammar_free(grammar);

	/* Five hundred alternatives which all read on to the end, where none fits. */
	text.length = 0;
	for (int i = 0; i < 500; i++)
		xb_buf_puts(&text, "<text>!|");
	xb_buf_puts(&text, "x");
	grammar = compile(text.data);
	value = nested("a", "", "", XB_GRAMMAR_VALUE_MAX);
	check_bool("steps", xb_grammar_match_counted(grammar, value, NULL, &steps), false);
	check_u64("steps", steps, XB_GRAMMAR_STEPS_MAX);
	free(value);
	xb_grammar_free(grammar);
	xb_buf_clear(&text);
}

static void words_are_the_literal_ones(void **state)
{
	struct xb_grammar *grammar = compile("(force|'no-x'|<int>|-|a)[=<bool>],...");
	struct xb_grammar *none = compile("<int>");
	const char *const *words = xb_grammar_words(grammar);

	(void)state;
	check_text("0", words[0], "force");
	check_text("1", words[1], "no-x");
	check_text("2", words[2], NULL);
	check_text("none", xb_grammar_words(none)[0], NULL);
	check_text("text", xb_grammar_text(none), "<int>");
	xb_grammar_free(grammar);
	xb_grammar_free(none);
	xb_grammar_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_fit_or_do_not),
	    cmocka_unit_test(the_farthest_part_is_told),
	    cmocka_unit_test(faulty_grammars_are_told),
	    cmocka_unit_test(depth_and_length_are_limited),
	    cmocka_unit_test(hostile_values_end_quickly),
	    cmocka_unit_test(steps_and_values_are_limited),
	    cmocka_unit_test(words_are_the_literal_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

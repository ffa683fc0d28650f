/* SPDX-License-Identifier: MIT */
/* Searching by words: all must stand somewhere, and the worst place counts. */
#include <stdlib.h>

#include "ui/find.h"
#include "unit/support.h"

static void text_is_split_at_blanks_and_lowered(void **state)
{
	static const struct {
		const char *typed, *want;
	} rows[] = {
		{"", ""},
		{"   ", ""},
		{"Cache", "cache|"},
		{"  DOM0   memory ", "dom0|memory|"},
		{"a\tb", "a|b|"},
		{"Ü", "Ü|"},
		{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
		 "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_words words;
		struct xb_buf got = {0};

		ui_words_split(&words, rows[i].typed);
		for (size_t k = 0; k < words.count; k++)
			xb_buf_printf(&got, "%s|", words.items[k]);
		check_text(rows[i].typed, got.data ? got.data : "", rows[i].want);
		xb_buf_clear(&got);
		ui_words_clear(&words);
	}
}

static void all_words_must_stand_somewhere(void **state)
{
	static const char *const texts[] = {"dom0_mem", "1G", "Memory for dom0", "", "Long Help", NULL};
	static const struct {
		const char *typed;
		int want;
	} rows[] = {
		{"", 0},	      {"mem", 0},	   {"MEM", 0},	    {"1g", 1},
		{"memory", 2},	      {"mem memory", 2},   {"dom0 help", 4}, {"help long", 4},
		{"mem nothing", -1},  {"dom0_memx", -1},   {"m", 0},	    {"for help 1g", 4},
		{"long help dom1", -1},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct ui_words words;

		ui_words_split(&words, rows[i].typed);
		check_int(rows[i].typed, ui_words_match(&words, texts), rows[i].want);
		ui_words_clear(&words);
	}
}

static void without_texts_only_no_words_match(void **state)
{
	static const char *const texts[] = {NULL};
	struct ui_words words;

	(void)state;
	ui_words_split(&words, "");
	check_int("no words", ui_words_match(&words, texts), 0);
	ui_words_clear(&words);
	ui_words_split(&words, "a");
	check_int("a word", ui_words_match(&words, texts), -1);
	ui_words_clear(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_split_at_blanks_and_lowered),
		cmocka_unit_test(all_words_must_stand_somewhere),
		cmocka_unit_test(without_texts_only_no_words_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

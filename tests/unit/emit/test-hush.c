/* SPDX-License-Identifier: MIT */
/* Quoting for U-Boot's hush. tests/boot holds it against U-Boot itself. */
#include "sample.h"

#include <stdlib.h>

#include "emit/hush.h"

static const struct {
	const char *text, *quoted;
} words[] = {
	{"console=hvc0", "console=hvc0"},
	{"/soc/serial@7e201000", "/soc/serial@7e201000"},
	{"a,b:c%d+e-f_g.h", "a,b:c%d+e-f_g.h"},
	{"", "\"\""},
	{"a b", "'a b'"},
	{"#size-cells", "'#size-cells'"},
	{"\"", "'\"'"},
	{"'", "''\\'''"},
	{"it's", "'it'\\''s'"},
	{"\\", "''\\\\''"},
	{"\\'", "''\\\\''\\'''"},
	{"a\\b", "'a'\\\\'b'"},
	{"$x ${y} $$", "'$x ${y} $$'"},
	{"a;b", "'a;b'"},
	{"a&b|c", "'a&b|c'"},
	{"a\tb\nc\r", "'a\tb\nc\r'"},
	{"z\xc3\xa4h", "'z\xc3\xa4h'"},
	{"<0x1>", "'<0x1>'"},
};

static void quotes_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(words); i++) {
		struct xb_buf out = {0};

		xb_hush_quote(words[i].text, strlen(words[i].text), &out);
		check_text(words[i].text, out.data, words[i].quoted);
		xb_buf_clear(&out);
	}
}

/*
 * What each of U-Boot's two shells makes of one word, as run: outside of quotes a backslash keeps the
 * byte behind it; in single quotes nothing is special but, to the old shell, a backslash. Of words in
 * double quotes there is the empty one alone. False where the word would end early or a quote stays open,
 * and where the modern shell would drop it.
 */
static bool read_word(const char *word, size_t length, bool modern, struct xb_buf *out)
{
	bool quoted = false;

	if (length == 2 && memcmp(word, "\"\"", 2) == 0)
		return true;
	for (size_t i = 0; i < length; i++) {
		if (word[i] == '\'') {
			quoted = !quoted;
			continue;
		}
		if (word[i] == '\\' && !(quoted && modern)) {
			if (++i == length || word[i] == '\n')
				return false;
		} else if (!quoted && strchr(" \t\n;&|#\"$<>", word[i])) {
			return false;
		}
		xb_buf_putc(out, word[i]);
	}
	return !quoted && out->length > 0;
}

static void check_round_trip(const char *text, size_t length, bool modern)
{
	struct xb_buf quoted = {0}, got = {0};

	xb_hush_quote(text, length, &quoted);
	check_bool(quoted.data, read_word(quoted.data, quoted.length, modern, &got), true);
	check_u64(quoted.data, got.length, length);
	if (length > 0)
		assert_memory_equal(got.data, text, length);
	xb_buf_clear(&quoted);
	xb_buf_clear(&got);
}

static void check_both(const char *text, size_t length)
{
	check_round_trip(text, length, false);
	check_round_trip(text, length, true);
}

static void every_pair_of_bytes_survives(void **state)
{
	(void)state;
	for (unsigned first = 1; first < 256; first++) {
		for (unsigned second = 1; second < 256; second++) {
			const char text[] = {(char)first, (char)second};

			check_both(text, sizeof(text));
			check_both(text, 1);
		}
	}
	check_both("", 0);
}

static const struct {
	const char *command;
	bool plain;
} commands[] = {
	{"usb start", true},
	{"load mmc 0:1", true},
	{"  setenv  serverip 10.0.2.2 ", true},
	{"", false},
	{"   ", false},
	{"usb start; usb tree", false},
	{"echo 'open", false},
	{"echo a\\", false},
	{"echo # comment", false},
	{"usb start\nfi", false},
	{"load mmc ${dev}", false},
	{"fi", false},
	{"echo fi", false},
	{"echo fit", true},
	{"if true", false},
	{"iffy true", true},
};

static void tells_plain_commands(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(commands); i++)
		check_bool(commands[i].command, xb_hush_is_plain_command(commands[i].command),
			   commands[i].plain);
}

static const struct {
	const char *text;
	size_t limit;
	const char *label;
} labels[] = {
	{"/chosen #address-cells", 80, "/chosen #address-cells"},
	{"it's \"$x\" `;&|<>\\", 80, "it?s ??x? ???????"},
	{"a\nb\033[1m", 80, "a?b??1m"},
	{"12345678", 8, "12345678"},
	{"123456789", 8, "123456.."},
};

static void reduces_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(labels); i++) {
		struct xb_buf out = {0};

		xb_hush_put_label(labels[i].text, labels[i].limit, &out);
		check_text(labels[i].text, out.data, labels[i].label);
		xb_buf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_words),
		cmocka_unit_test(every_pair_of_bytes_survives),
		cmocka_unit_test(tells_plain_commands),
		cmocka_unit_test(reduces_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

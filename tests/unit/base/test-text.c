/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

#include <stdlib.h>

static void utf8_lengths(void **state)
{
	static const struct {
		const char *label;
		const char *text;
		size_t available, length;
	} cases[] = {
	    {"ascii", "a", 1, 1},
	    {"nothing", "a", 0, 0},
	    {"NUL", "\0", 1, 1},
	    {"last ascii", "\x7f", 1, 1},
	    {"lone continuation", "\x80", 1, 0},
	    {"overlong 2, last", "\xc1\xbf", 2, 0},
	    {"first of 2", "\xc2\x80", 2, 2},
	    {"last of 2", "\xdf\xbf", 2, 2},
	    {"cut 2", "\xc2\x80", 1, 0},
	    {"2 with a letter", "\xc2z", 2, 0},
	    {"overlong 3, last", "\xe0\x9f\xbf", 3, 0},
	    {"first of 3", "\xe0\xa0\x80", 3, 3},
	    {"before surrogates", "\xed\x9f\xbf", 3, 3},
	    {"first surrogate", "\xed\xa0\x80", 3, 0},
	    {"last surrogate", "\xed\xbf\xbf", 3, 0},
	    {"behind surrogates", "\xee\x80\x80", 3, 3},
	    {"cut 3", "\xe2\x82\xac", 2, 0},
	    {"3 with a letter", "\xe2\x82z", 3, 0},
	    {"overlong 4, last", "\xf0\x8f\xbf\xbf", 4, 0},
	    {"first of 4", "\xf0\x90\x80\x80", 4, 4},
	    {"last of 4", "\xf4\x8f\xbf\xbf", 4, 4},
	    {"above Unicode", "\xf4\x90\x80\x80", 4, 0},
	    {"cut 4", "\xf0\x9f\x98\x80", 3, 0},
	    {"4 with a letter", "\xf0\x9f\x98z", 4, 0},
	    {"f5", "\xf5\x80\x80\x80", 4, 0},
	    {"ff", "\xff", 1, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_u64(cases[i].label, xb_utf8_length(cases[i].text, cases[i].available),
			  cases[i].length);
}

static void text_made_visible(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		const char *shown;
	} cases[] = {
	    {"console=dtuart", 14, "console=dtuart"},
	    {"", 0, ""},
	    {"a\nb\tc\r", 6, "a\\nb\\tc\\r"},
	    {"\x1b[31mred", 8, "\\x1b[31mred"},
	    {"\0", 1, "\\x00"},
	    {"\x1f ~\x7f", 4, "\\x1f ~\\x7f"},
	    {"\xc2\x80\xc2\x9b\xc2\x9f", 6, "\\u0080\\u009b\\u009f"}, /* 9b is CSI */
	    {"\xc2\xa0", 2, "\xc2\xa0"},
	    {"gr\xc3\xbc\xc3\x9f", 6, "gr\xc3\xbc\xc3\x9f"},
	    {"\xe2\x82\xac \xf0\x9f\x98\x80", 8, "\xe2\x82\xac \xf0\x9f\x98\x80"},
	    {"\xd8\x9b\xd8\x9c\xd8\x9d", 6, "\xd8\x9b\\u061c\xd8\x9d"},
	    {"\xe2\x80\x8d\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\x90", 12,
	     "\xe2\x80\x8d\\u200e\\u200f\xe2\x80\x90"},
	    {"\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9", 9, "\xe2\x80\xa7\\u2028\\u2029"},
	    {"x\xe2\x80\xaa\xe2\x80\xae\xe2\x80\xaf", 10, "x\\u202a\\u202e\xe2\x80\xaf"},
	    {"\xe2\x81\xa5\xe2\x81\xa6\xe2\x81\xa9\xe2\x81\xaa", 12,
	     "\xe2\x81\xa5\\u2066\\u2069\xe2\x81\xaa"},
	    {"caf\xe9", 4, "caf\\xe9"},
	    {"\xc3", 1, "\\xc3"},
	    {"\xe2\x82", 2, "\\xe2\\x82"},
	    {"\xed\xa0\x80!", 4, "\\xed\\xa0\\x80!"},
	    {"C:\\dir", 6, "C:\\dir"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_buf buf = {0};

		xb_buf_puts(&buf, ">");
		xb_buf_put_visible(&buf, cases[i].text, cases[i].length);
		check_text(cases[i].shown, buf.data + 1, cases[i].shown);
		xb_buf_clear(&buf);
	}
}

static void a_buffer_grows_and_ends_in_nul(void **state)
{
	struct xb_buf buf = {0};
	char *text;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		xb_buf_putc(&buf, (char)('a' + i % 26));
		check_u64("length", buf.length, i + 1);
		check_int("NUL", buf.data[buf.length], '\0');
		assert_true(buf.capacity > buf.length);
	}
	check_int("last", buf.data[999], 'a' + 999 % 26);
	text = xb_buf_take(&buf);
	assert_null(buf.data);
	check_u64("length after take", buf.length, 0);
	check_u64("text", strlen(text), 1000);
	free(text);

	text = xb_buf_take(&buf);
	check_text("empty", text, "");
	free(text);
}

static void a_buffer_takes_bytes_and_formats(void **state)
{
	struct xb_buf buf = {0};
	char wide[300];

	(void)state;
	xb_buf_add(&buf, "", 0);
	check_text("nothing", buf.data, "");
	xb_buf_add(&buf, "a\0b", 3);
	check_u64("with NUL", buf.length, 3);
	xb_buf_printf(&buf, "%s=%d", "x", 7);
	check_int("bytes", memcmp(buf.data, "a\0bx=7", 7), 0);
	xb_buf_clear(&buf);
	assert_null(buf.data);

	memset(wide, 'w', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = '\0';
	xb_buf_printf(&buf, "[%s]", wide);
	check_u64("wide", buf.length, sizeof(wide) + 1);
	check_int("end", buf.data[sizeof(wide)], ']');
	xb_buf_clear(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(utf8_lengths),
	    cmocka_unit_test(text_made_visible),
	    cmocka_unit_test(a_buffer_grows_and_ends_in_nul),
	    cmocka_unit_test(a_buffer_takes_bytes_and_formats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

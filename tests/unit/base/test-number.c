/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

static void numbers_that_are_taken(void **state)
{
	static const struct {
		const char *text;
		uint64_t value;
	} cases[] = {
	    {"0", 0},
	    {"7", 7},
	    {"10", 10},
	    {"0x0", 0},
	    {"0x00F", 15},
	    {"0xC00000", 0xC00000},
	    {"0x108aA00", 0x108AA00},
	    {"0x1B", 27}, /* a digit here, not bytes */
	    {"0B", 0},
	    {"17b", 17},
	    {"1K", 1024},
	    {"1k", 1024},
	    {"512M", 0x20000000},
	    {"1g", 0x40000000},
	    {"2T", UINT64_C(2) << 40},
	    {"18446744073709551615", UINT64_MAX},
	    {"0xffffffffffffffff", UINT64_MAX},
	    {"0x0ffffffffffffffff", UINT64_MAX},
	    {"18446744073709551615B", UINT64_MAX},
	    {"18014398509481983K", UINT64_MAX - 1023},
	    {"16777215T", UINT64_C(16777215) << 40},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *why = "untouched";
		uint64_t value = 1;

		check_bool(cases[i].text, xb_number_parse(cases[i].text, &value, &why), true);
		check_u64(cases[i].text, value, cases[i].value);
		check_text(cases[i].text, why, "untouched");
	}
}

static void numbers_that_are_refused(void **state)
{
	static const struct {
		const char *text;
		const char *why; /* a part of the phrase */
	} cases[] = {
	    {"", "empty"},
	    {"00", "leading 0"},
	    {"010", "leading 0"},
	    {"0777M", "leading 0"},
	    {"+1", "sign"},
	    {"-1", "sign"},
	    {"1-", "sign"},
	    {"0x-1", "sign"},
	    {"1_000", "'_'"},
	    {"0x1_0", "'_'"},
	    {"1.5G", "fraction"},
	    {".5", "fraction"},
	    {"1,5", "fraction"},
	    {" 1", "blank"},
	    {"1 ", "blank"},
	    {"1 G", "blank"},
	    {"1\n", "blank"},
	    {"0x", "missing"},
	    {"0xG", "hexadecimal"},
	    {"0x1K", "hexadecimal"},
	    {"0x1M", "hexadecimal"},
	    {"0X1", "lower case"},
	    {"C00000", "only digits"},
	    {"0xx1", "hexadecimal"},
	    {"12abc", "only digits"},
	    {"1KB", "only digits"},
	    {"1MM", "only digits"},
	    {"1GiB", "only digits"},
	    {"1P", "only digits"},
	    {"G", "only digits"},
	    {"\xd9\xa1", "only digits"}, /* the Arabic digit one */
	    {"18446744073709551616", "larger"},
	    {"99999999999999999999999999", "larger"},
	    {"0x10000000000000000", "larger"},
	    {"18014398509481984K", "larger"},
	    {"16777216T", "larger"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *why = NULL;
		uint64_t value = 4711;

		check_bool(cases[i].text, xb_number_parse(cases[i].text, &value, &why), false);
		check_contains(cases[i].text, why, cases[i].why);
		check_u64(cases[i].text, value, 4711);
		check_bool(cases[i].text, xb_number_parse(cases[i].text, &value, NULL), false);
	}
}

static void sizes_for_people(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
	    {0, "0 bytes"},
	    {1, "1 byte"},
	    {17, "17 bytes"},
	    {1023, "1023 bytes"},
	    {1024, "1 KiB"},
	    {1025, "1.0 KiB"},
	    {1536, "1.5 KiB"},
	    {983048, "960.0 KiB"},
	    {0x6013E86, "96.1 MiB"},
	    {0x100000, "1 MiB"},
	    {0xFFFFF, "1.0 MiB"}, /* never 1024.0 KiB */
	    {0xFFF00, "1023.8 KiB"},
	    {0x40000000, "1 GiB"},
	    {UINT64_C(0x1C0000000), "7 GiB"},
	    {UINT64_C(1) << 63, "8 EiB"},
	    {UINT64_MAX, "16.0 EiB"},
	};
	char out[XB_SIZE_TEXT];

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_text(cases[i].text, xb_size_format(cases[i].bytes, out), cases[i].text);
}

static void a_size_as_it_is_typed(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{0, "0"}, {17, "17"}, {1024, "1K"}, {1536, "1536"}, {600 << 10, "600K"},
		{96 << 20, "96M"}, {UINT64_C(1) << 30, "1G"}, {UINT64_C(1) << 40, "1024G"},
		{UINT64_MAX, "18446744073709551615"},
	};
	char out[XB_SIZE_TEXT];

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_text(cases[i].text, xb_size_typed(cases[i].bytes, out), cases[i].text);
}

static void sizes_of_one_sentence(void **state)
{
	static const struct {
		uint64_t sizes[3];
		const char *texts[3];
	} rows[] = {
		{{0x40000000, 1044381696, 42467328}, {"1 GiB", "996 MiB", "40.5 MiB"}},
		{{2040109466, 2018508800, 0}, {"1.90 GiB", "1.88 GiB", "0 bytes"}},
		{{2040109466, 2038431744, 1}, {"1.900 GiB", "1.898 GiB", "1 byte"}},
		/* Equal ones are equal in print. */
		{{1536, 1536, 1536}, {"1.5 KiB", "1.5 KiB", "1.5 KiB"}},
		/* 4.000 GiB beside 4 GiB says nothing. */
		{{UINT64_C(1) << 32, (UINT64_C(1) << 32) + 4096, 512},
		 {"4294967296 bytes", "4294971392 bytes", "512 bytes"}},
		{{0x100000, 0xFFFFF, 0}, {"1 MiB", "1023.999 KiB", "0 bytes"}},
		{{0xFFC00, 0x100000, 0}, {"1023 KiB", "1 MiB", "0 bytes"}},
		{{UINT64_MAX, UINT64_MAX - (UINT64_C(1) << 52), UINT64_C(1) << 63},
		 {"16.000 EiB", "15.996 EiB", "8 EiB"}},
		{{UINT64_MAX, UINT64_MAX - 1, 0},
		 {"18446744073709551615 bytes", "18446744073709551614 bytes", "0 bytes"}},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char texts[3][XB_SIZE_TEXT];

		xb_sizes_format(rows[i].sizes, 3, texts);
		for (size_t k = 0; k < 3; k++)
			check_text(rows[i].texts[0], texts[k], rows[i].texts[k]);
	}
}

static void align_up(void **state)
{
	static const struct {
		uint64_t value, power, aligned;
	} cases[] = {
	    {0, 1, 0},
	    {5, 1, 5},
	    {0, 0x200000, 0},
	    {1, 0x200000, 0x200000},
	    {0x200000, 0x200000, 0x200000},
	    {0x200001, 0x200000, 0x400000},
	    {UINT64_C(0xfffffffffffff000), 0x1000, UINT64_C(0xfffffffffffff000)},
	    {UINT64_C(0xfffffffffffff001), 0x1000, UINT64_C(0xfffffffffffff000)},
	    {UINT64_MAX, 1, UINT64_MAX},
	    {UINT64_MAX, UINT64_C(1) << 63, UINT64_C(1) << 63},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_u64("xb_align_up", xb_align_up(cases[i].value, cases[i].power),
			  cases[i].aligned);
}

static void lists_of_numbers(void **state)
{
	static const struct {
		const char *text;
		const char *fault; /* a part of it; NULL: none */
	} cases[] = {
	    {"0", NULL},
	    {"0-3,6", NULL},
	    {"5,3", NULL},
	    {"3-3", NULL},
	    {"0x10-0x1f", NULL},
	    {"5-3", "backwards"},
	    {"0,5-3", "backwards"},
	    {"", "no number"},
	    {"x", "no number"},
	    {"1,", "no number"},
	    {",1", "no number"},
	    {"1-", "no number"},
	    {"1-2-3", "no number"},
	    {"4K", "no number"},
	    {"0, 1", "no number"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *fault = xb_number_list_fault(cases[i].text);

		check_bool(cases[i].text, fault != NULL, cases[i].fault != NULL);
		if (fault && cases[i].fault)
			check_contains(cases[i].text, fault, cases[i].fault);
	}
}

static void the_items_of_a_list(void **state)
{
	static const struct {
		const char *text, *items; /* as they are found */
		uint64_t highest;
	} cases[] = {
		{"0", "0-0 ", 0}, {"0-3,6", "0-3 6-6 ", 6}, {"9,3-0x5", "9-9 3-5 ", 9},
		{"5-3", "5-3 ", 5}, {"", "", 0}, {"1,x", "1-1 ", 1}, {"1-", "", 0}, {"2-4-6", "2-4 ", 4},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *at = cases[i].text;
		struct xb_buf items = {0};
		uint64_t first, last;

		while (xb_number_list_next(&at, &first, &last))
			xb_buf_printf(&items, "%d-%d ", (int)first, (int)last);
		check_text(cases[i].text, items.data ? items.data : "", cases[i].items);
		check_u64(cases[i].text, xb_number_list_highest(cases[i].text), cases[i].highest);
		xb_buf_clear(&items);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_that_are_taken),
	    cmocka_unit_test(numbers_that_are_refused),
		cmocka_unit_test(lists_of_numbers),
		cmocka_unit_test(the_items_of_a_list),
	    cmocka_unit_test(sizes_for_people),
	    cmocka_unit_test(a_size_as_it_is_typed),
	    cmocka_unit_test(sizes_of_one_sentence),
	    cmocka_unit_test(align_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

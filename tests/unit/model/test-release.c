/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/model.h"

static void releases_are_read(void **state)
{
	static const struct {
		const char *text;
		unsigned number;
		const char *rest; /* behind it, as digits alone; NULL: it is none */
	} rows[] = {
		{"4.17", XB_RELEASE(4, 17), ""},
		{"4.17.3", XB_RELEASE(4, 17), ".3"},
		{"4.18-rc2", XB_RELEASE(4, 18), "-rc2"},
		{"4.5 Configuration", XB_RELEASE(4, 5), " Configuration"},
		{"10.0", XB_RELEASE(10, 0), ""},
		{"999.999", XB_RELEASE(999, 999), ""},
		{"master", XB_RELEASE_MASTER, NULL},
		{"masters", 0, NULL},
		{"", 0, NULL},
		{"4", 0, NULL},
		{"4.", 0, NULL},
		{".17", 0, NULL},
		{"4.x", 0, NULL},
		{" 4.17", 0, NULL},
		{"4. 17", 0, NULL},
		{"-4.17", 0, NULL},
		{"4.+17", 0, NULL},
		{"4.1700", 0, NULL},
		{"4294967300.17", 0, NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const char *end = NULL;

		check_u64(rows[i].text, xb_release_number(rows[i].text), rows[i].number);
		check_u64(rows[i].text, xb_release_scan(rows[i].text, &end),
			  rows[i].rest ? rows[i].number : 0);
		check_text(rows[i].text, end, rows[i].rest);
	}
	check_u64("NULL", xb_release_number(NULL), 0);
}

static void releases_are_ordered(void **state)
{
	static const char *const rows[] = {"3.4", "4.5", "4.9", "4.10", "4.17", "10.0", "999.999",
					   "master"};

	(void)state;
	for (size_t i = 1; i < XB_COUNT(rows); i++)
		check_bool(rows[i], xb_release_number(rows[i - 1]) < xb_release_number(rows[i]),
			   true);
	check_bool("the number of code", xb_release_number("4.17") == XB_RELEASE(4, 17), true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(releases_are_read),
		cmocka_unit_test(releases_are_ordered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

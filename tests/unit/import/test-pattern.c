/* SPDX-License-Identifier: MIT */
/* Patterns of `setexpr sub`, with all that U-Boot's own do otherwise than others. */
#include "support.h"

#include "import/pattern.h"

#include <stdlib.h>

enum { OLD = 202301, NEW = 202510 };

/* WHAT of TEXT is matched; NULL: nothing. */
static const struct {
	const char *pattern, *text, *what;
	unsigned release;
} matches[] = {
	{"b", "abc", "b", OLD},
	{"b.", "abc", "bc", OLD},
	{"x", "abc", NULL, OLD},
	{"^b", "abc", NULL, OLD},
	{"c$", "abcc", "c", OLD},
	{"[bc]+", "abcd", "bc", OLD},
	{"[^a]", "abc", "b", OLD},
	{"[a-c]", "xb-", "-", OLD}, /* no range before 2025.10 */
	{"[a-c]", "xb-", "b", NEW},
	{"[\\s]", "a b", NULL, OLD},
	{"[\\s]", "a b", " ", NEW},
	{"\\d+", "ab12c", "12", OLD},
	{"\\S", " a", "a", OLD},
	{"a*b", "caab", "aab", OLD},
	{"a.*b", "xaxbxbx", "axbxb", OLD},
	{"a.*?b", "xaxbxbx", "axb", OLD},
	{"ab?c", "ac", "ac", OLD},
	{"(a|b)c", "xbc", "bc", OLD},
	{"a|b|c", "c", "c", OLD},
	{"(a|ab)c", "abc", NULL, OLD}, /* what matched is not tried otherwise */
	{"x*", "abc", "", OLD},
	{"$", "abc", NULL, OLD}, /* behind the last character nothing is looked at */
	{"$", "abc", "", NEW},
	{"\\.", "a.b", ".", OLD},
};

static void finds(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(matches); i++) {
		struct xb_match groups[XB_PATTERN_GROUPS];
		const char *error;
		struct xb_pattern *pattern = xb_pattern_new(matches[i].pattern, matches[i].release, &error);
		char *got = NULL;

		assert_non_null(pattern);
		if (xb_pattern_match(pattern, matches[i].text, strlen(matches[i].text), groups) == XB_MATCH_FOUND)
			got = xb_strndup(groups[0].text, groups[0].length);
		check_text(matches[i].pattern, got, matches[i].what);
		free(got);
		xb_pattern_free(pattern);
	}
}

static void keeps_groups(void **state)
{
	struct xb_match groups[XB_PATTERN_GROUPS];
	const char *error;
	struct xb_pattern *pattern = xb_pattern_new("(a+)-(b)(x)?", OLD, &error);

	(void)state;
	assert_int_equal(xb_pattern_match(pattern, "caa-bd", 6, groups), XB_MATCH_FOUND);
	assert_int_equal(groups[1].length, 2);
	assert_memory_equal(groups[2].text, "b", 1);
	assert_int_equal(groups[3].length, 0);
	xb_pattern_free(pattern);
}

static void refuses(void **state)
{
	static const char *const wrong[] = {"(", "a)", "[a", "*", "((((((((((((((((((((a",
					    "a***************************************************************************"
					    "****************************************************************************"
					    "****************************************************************************"
					    "****************************************************************************"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(wrong); i++) {
		const char *error = NULL;

		assert_null(xb_pattern_new(wrong[i], OLD, &error));
		assert_non_null(error);
	}
}

/* What U-Boot would never come back from is cut off. */
static void ends(void **state)
{
	struct xb_match groups[XB_PATTERN_GROUPS];
	const char *error;
	struct xb_pattern *pattern = xb_pattern_new("(a*)*b", OLD, &error);

	(void)state;
	assert_int_equal(xb_pattern_match(pattern, "aaaa", 4, groups), XB_MATCH_ENDLESS);
	xb_pattern_free(pattern);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(keeps_groups),
		cmocka_unit_test(refuses),
		cmocka_unit_test(ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

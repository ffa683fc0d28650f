/* SPDX-License-Identifier: MIT */
/* A key that is set again stands where it stood; texts that say the same. */
#include "unit/model/text-rows.h"

#define OLD                                                                                        \
	"format: 1\nxen:\n  file: xen\n  options:\n    a: 1\n    # why\n    vwfi: native # since 4.9\n"     \
	"    c: 3\n  size: 1M\n"

/* TEXT is OLD without KEY, and with other changes. WANT NULL: there is no such place. */
static const struct {
	const char *label, *old, *text, *key, *value, *want;
} again[] = {
	{"alone", OLD, "format: 1\nxen:\n  file: xen\n  options:\n    a: 1\n    # why\n    c: 3\n  size: 1M\n",
	 "xen.options.vwfi", "native", OLD},
	{"to another value", "xen:\n  options:\n    a: 1\n    b: 2 # c\n    d: 4\n",
	 "xen:\n  options:\n    a: 1\n    d: 4\n", "xen.options.b", "5",
	 "xen:\n  options:\n    a: 1\n    b: 5 # c\n    d: 4\n"},
	{"its neighbour has another value", "xen:\n  options:\n    a: 1\n    b: 2\n    d: 4\n",
	 "xen:\n  options:\n    a: 7\n    d: 5\n    e: 1\n", "xen.options.b", "2",
	 "xen:\n  options:\n    a: 7\n    b: 2\n    d: 5\n    e: 1\n"},
	{"its neighbour is gone", "xen:\n  options:\n    a: 1\n    b: 2\n    d: 4\n",
	 "xen:\n  options:\n    d: 4\n", "xen.options.b", "2", "xen:\n  options:\n    b: 2\n    d: 4\n"},
	{"its section is gone", "xen:\n  options:\n    b: 2\n  file: xen\nformat: 1\n",
	 "xen:\n  file: xenon\nformat: 1\n", "xen.options.b", "2",
	 "xen:\n  options:\n    b: 2\n  file: xenon\nformat: 1\n"},
	{"in braces", "xen: {options: {a: 1, b: 2}}\nformat: 1\n",
	 "xen: {options: {a: 1}}\nformat: 1\ndescription: x\n", "xen.options.b", "2",
	 "xen: {options: {a: 1, b: 2}}\nformat: 1\ndescription: x\n"},
	{"in braces that changed", "xen: {options: {a: 1, b: 2, c: 3}}\n", "xen: {options: {a: 3, c: 3}} # x\n",
	 "xen.options.b", "5", "xen: {options: {a: 3, b: 5, c: 3}} # x\n"},
	{"first in braces", "xen: {options: {a: 1, b: 2}}\n", "xen: {options: {b: 4, c: 1}}\n", "xen.options.a",
	 "1", "xen: {options: {a: 1, b: 4, c: 1}}\n"},
	{"in braces that became lines", "xen: {options: {a: 1, b: 2}}\n", "xen:\n  options:\n    a: 3\n",
	 "xen.options.b", "2", NULL},
	{"an option with dots", "xen: {options: {a.b: 1, c: 2}}\n", "xen: {options: {c: 5}}\n",
	 "xen.options.a.b", "1", "xen: {options: {a.b: 1, c: 5}}\n"},
	{"the first line", "description: x\nformat: 1\n", "format: 1\n", "description", "x",
	 "description: x\nformat: 1\n"},
	{"no such key", "format: 1\n", "format: 1\n", "description", "x", NULL},
	{"the last line without an end", "format: 1\nxen: a\ndescription: x", "format: 1\nxen: a", "description",
	 "x", NULL},
	{"no YAML", "format: [\n", "format: 1\n", "description", "x", NULL},
};

static void a_key_stands_where_it_stood(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(again); i++) {
		struct xb_buf out = {0};
		bool done = xb_text_set_as_in(again[i].old, strlen(again[i].old), "p.yaml", again[i].text,
					      strlen(again[i].text), again[i].key, again[i].value, &out);

		check_text(again[i].label, done ? out.data : NULL, again[i].want);
		check_bool(again[i].label, done || !out.length, true);
		xb_buf_clear(&out);
	}
}

static const struct {
	const char *a, *b;
	bool same;
} said[] = {
	{"a: 1\nb: 2\n", "b: 2 # c\na: 1\n", true},
	{"xen: {options: {a: 1}}\n", "xen:\n  options:\n    a: 1\n", true},
	{"description: \"x\"\n", "description: x\n", true},
	{"xen: {options: {a: \"true\"}}\n", "xen: {options: {a: true}}\n", false},
	{"load: {before: [a, b]}\n", "load: {before: [b, a]}\n", false},
	{"unknown: 1\n", "{}\n", false},
	{"a: 1\n", "a: 1\nb: 2\n", false},
	{"a: [\n", "a: [\n", false},
};

static void the_same_in_other_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(said); i++) {
		check_bool(said[i].a, xb_text_says_same(said[i].a, strlen(said[i].a), said[i].b,
							strlen(said[i].b)), said[i].same);
		check_bool(said[i].b, xb_text_says_same(said[i].b, strlen(said[i].b), said[i].a,
							strlen(said[i].a)), said[i].same);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_stands_where_it_stood),
		cmocka_unit_test(the_same_in_other_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

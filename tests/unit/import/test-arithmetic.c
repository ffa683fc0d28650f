/* SPDX-License-Identifier: MIT */
/* NAME=VALUE in a shell's manners, and $((...)). */
#include "support.h"

#include "import/assignments.h"

static const struct {
	const char *text;
	int64_t value;
	bool good;
} sums[] = {
	{"1 + 2 * 3", 7, true},	      {"(1 + 2) * 3", 9, true},	     {"0x10 << 4", 0x100, true},
	{"1024*1024", 1048576, true}, {"7 % 4 - 1", 2, true},	     {"-3 + 5", 2, true},
	{"6 & 3 | 8", 10, true},      {"1 / 0", 0, false},	     {"2 +", 0, false},
	{"abc def", 0, false},	      {"", 0, false},		     {"((((1))))", 1, true},
	{"1 << 70", 0, true},
};

static void adds_up(void **state)
{
	const struct xb_assignments none = {0};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(sums); i++) {
		int64_t value = 0;

		check_int(sums[i].text, xb_arithmetic(&none, sums[i].text, &value), sums[i].good);
		if (sums[i].good)
			check_int(sums[i].text, value, sums[i].value);
	}
}

static const struct {
	const char *text, *name, *index, *value;
} assignments[] = {
	{"A=b\n", "A", NULL, "b"},
	{"A=\"b c\" # d\n", "A", NULL, "b c"},
	{"A='b $c'\n", "A", NULL, "b $c"},
	{"B=x\nA=\"${B}y$B\"\n", "A", NULL, "xyx"},
	{"A[0]=b\n", "A", "0", "b"},
	{"I=1\nA[I+1]=b\n", "A", "2", "b"},
	{"A=(b 'c d' e)\n", "A", "1", "c d"},
	{"B[1]=x\nA=${B[1]}\n", "A", NULL, "x"},
	{"A=$((128*2))\n", "A", NULL, "256"},
	{"A=b\nA+=c\n", "A", NULL, "bc"},
	{"export A=b\n", "A", NULL, "b"},
	{"A=b; B=c\n", "B", NULL, "c"},
	{"A=\"b\nc\"\n", "A", NULL, "b\nc"},
	{"A=b\\ c\n", "A", NULL, "b c"},
	{"A[0,1]=0-3\n", "A", "0,1", "0-3"},
	{"A=b\r\nB=c\r\n", "A", NULL, "b"},
};

static void reads_assignments(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(assignments); i++) {
		struct xb_assignments given;
		struct xb_diags diags = {0};
		const struct xb_assignment *found;

		xb_assignments_read("config", assignments[i].text, strlen(assignments[i].text),
				    &given, &diags);
		found = xb_assignment_find(&given, assignments[i].name, assignments[i].index);
		check_text(assignments[i].text, found ? found->value : NULL, assignments[i].value);
		check_int(assignments[i].text, (intmax_t)diags.count, 0);
		xb_assignments_clear(&given);
		xb_diags_clear(&diags);
	}
}

/* What would run something is left out, and said. */
static void runs_nothing(void **state)
{
	static const char *const texts[] = {"A=$(touch x)\n", "A=`touch x`\n", "touch x\n",
					    "A=\"$(touch x)\"\n", "if true; then A=1; fi\n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct xb_assignments given;
		struct xb_diags diags = {0};

		xb_assignments_read("config", texts[i], strlen(texts[i]), &given, &diags);
		check_int(texts[i], xb_assignment_find(&given, "A", NULL) != NULL, 0);
		check_int(texts[i], diags.warnings > 0, 1);
		xb_assignments_clear(&given);
		xb_diags_clear(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_up),
		cmocka_unit_test(reads_assignments),
		cmocka_unit_test(runs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

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
	{"A=( [0]=x [3]=\"y z\" w )\n", "A", "3", "y z"},
	{"A=( [0]=x [3]=\"y z\" w )\n", "A", "4", "w"},
	{"A=(a)\nA+=(b)\n", "A", "1", "b"},
	{"A=(a # first\n\tb)\n", "A", "1", "b"},
	{"A=b\n", "A", "0", "b"},
	{"A[0]=b\nB=$A\n", "B", NULL, "b"},
	{"A=(a b)\nB=${#A[@]}\n", "B", NULL, "2"},
	{"A=(a b)\nB=\"${A[@]}\"\n", "B", NULL, "a b"},
	{"A=${X:-b c}\n", "A", NULL, "b c"},
	{"A=\"${X:-b ${Y-c}}\"\n", "A", NULL, "b c"},
	{"X=1\nA=${X:+y}\n", "A", NULL, "y"},
	{": ${A:=b}\n", "A", NULL, "b"},
	{"X=3\nA=$(( ($X + 1) * 2 ))\n", "A", NULL, "8"},
	{"X[1]=3\nA=$((X[1] + ~0))\n", "A", NULL, "2"},
	{"declare -A A\nA[0,1]=b\n", "A", "0,1", "b"},
	{"declare -a A=(x y)\n", "A", "1", "y"},
	{"A=x\\\ny\n", "A", NULL, "xy"},
	{"A=\"x\\\n y\"\n", "A", NULL, "x y"},
	{"A=x#y\n", "A", NULL, "x#y"},
	{"A=x\nunset A\nA+=y\n", "A", NULL, "y"},
	{"A='x'\"y\"z\n", "A", NULL, "xyz"},
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
					    "A=\"$(touch x)\"\n", "if true; then A=1; fi\n",
					    "if true\nthen\n\tA=1\nelse\n\tA=2\nfi\n",
					    "for i in 0 1; do\n\tif x; then\n\t\tA=1\n\tfi\n\tA=2\ndone\n",
					    "f() {\n\tA=1\n}\n", "case x in\nx) A=1;;\nesac\n",
					    "cat <<EOF\nA=1\nEOF\n", "[ -z x ] && A=1\n",
					    "[ -z x ] && \\\nA=1\n", "source ./x\n", ". ./x\n",
					    "eval A=1\n", "A = 1\n", "A=${X%.gz}\n", "A=$1\n",
					    "(\nA=1\n)\n", "echo \"\nA=1\n\"\n"};

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

static const struct {
	const char *text;
	unsigned line, column;
	const char *message;
} reports[] = {
	{"A=b\n\nif x; then\nB=1\nfi\nC=1\n", 3, 1, "`if` is not evaluated"},
	{"A=b\n  source lib\n", 2, 3, "`source` is not evaluated"},
	{"A=b\nB=$(date)\n", 2, 1, "B is not evaluated: its value comes from a command"},
	{"A=b\nB=x/$HOME\n", 2, 5, "$HOME is not set in this file"},
	{"A=\"b\nC=d\n", 1, 3, "the quote \" is not closed"},
	{"A=(b\n", 2, 1, "the array A is not closed"},
	{"A=b\r\nB=c\r\n", 0, 0, "the lines end with a carriage return"},
};

static void reports_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(reports); i++) {
		struct xb_assignments given;
		struct xb_diags diags = {0};

		xb_assignments_read("config", reports[i].text, strlen(reports[i].text), &given,
				    &diags);
		check_int(reports[i].text, (intmax_t)diags.count, 1);
		check_contains(reports[i].text, diags.items[0].message, reports[i].message);
		check_int(reports[i].text, diags.items[0].line, reports[i].line);
		check_int(reports[i].text, diags.items[0].column, reports[i].column);
		xb_assignments_clear(&given);
		xb_diags_clear(&diags);
	}
}

/* What stands behind a condition holds always, and is read again. */
static void goes_on(void **state)
{
	static const char text[] = "if x; then\n\tA=1\nfi\nB=2\nfor i in 1; do A=1; done; C=3\n"
				   "cat <<'E'\nfi\nE\nD=4\n";
	struct xb_assignments given;
	struct xb_diags diags = {0};

	(void)state;
	xb_assignments_read("config", text, strlen(text), &given, &diags);
	check_int("B", xb_assignment_find(&given, "B", NULL) != NULL, 1);
	check_int("D", xb_assignment_find(&given, "D", NULL) != NULL, 1);
	xb_assignments_clear(&given);
	xb_diags_clear(&diags);
}

/* Each byte of a value knows where it was written. */
static void knows_places(void **state)
{
	static const char text[] = "X=ab\nA=\"one \\\n  two $X\" # x\n";
	struct xb_assignments given;
	struct xb_diags diags = {0};
	const struct xb_assignment *found;

	(void)state;
	xb_assignments_read("config", text, strlen(text), &given, &diags);
	found = xb_assignment_find(&given, "A", NULL);
	check_text("value", found->value, "one   two ab");
	check_int("line of two", xb_assignment_at(&given, found, 6).line, 3);
	check_int("column of two", xb_assignment_at(&given, found, 6).column, 3);
	check_int("column of $X", xb_assignment_at(&given, found, 11).column, 7);
	xb_assignments_clear(&given);
	xb_diags_clear(&diags);
}

/* Values that name each other, or double in each line. */
static void ends(void **state)
{
	static const char *const texts[] = {"A=A+1\nB[A]=x\n", "A=B+B\nB=A+A\nC[A]=x\n"};
	struct xb_buf doubling = {0};
	struct xb_assignments given;
	struct xb_diags diags = {0};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		xb_assignments_read("config", texts[i], strlen(texts[i]), &given, &diags);
		xb_assignments_clear(&given);
	}
	xb_buf_puts(&doubling, "A=xxxxxxxx\n");
	for (size_t i = 0; i < 1000; i++)
		xb_buf_printf(&doubling, "A=$A$A\nB[%zu]=$A\n", i);
	xb_assignments_read("config", doubling.data, doubling.length, &given, &diags);
	check_int("errors", diags.errors > 0, 1);
	xb_assignments_clear(&given);
	xb_buf_clear(&doubling);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_up),
		cmocka_unit_test(reads_assignments),
		cmocka_unit_test(runs_nothing),
		cmocka_unit_test(reports_places),
		cmocka_unit_test(goes_on),
		cmocka_unit_test(knows_places),
		cmocka_unit_test(ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "ui/style-table.h"
#include "unit/support.h"
#include "xenboot/base.h"

#include <math.h>
#include <stdlib.h>

/* "fg bg attributes" */
static const char *look_text(struct ui_look look, char out[64])
{
	snprintf(out, 64, "%d %d%s%s%s%s", look.foreground, look.background,
		 look.attributes & UI_BOLD ? " bold" : "", look.attributes & UI_DIM ? " dim" : "",
		 look.attributes & UI_UNDERLINE ? " underline" : "",
		 look.attributes & UI_REVERSE ? " reverse" : "");
	return out;
}

static void looks_by_variable(void **state)
{
	static const struct {
		const char *style;
		int colours;
		enum ui_style element;
		const char *look;
	} cases[] = {
	    {NULL, 8, UI_ERROR, "1 -1 bold"},
	    {"", 8, UI_ERROR, "1 -1 bold"},
	    {"default", 256, UI_ERROR, "161 -1 bold"},
	    {"dark", 8, UI_ERROR, "1 -1 bold"},
	    {"dark", 256, UI_TITLE, "255 24 bold"},
	    {"dark", 256, UI_GREYED, "248 -1"},
	    {NULL, 0, UI_ERROR, "-1 -1 bold"},
	    {"mono", 256, UI_ERROR, "-1 -1 bold"},
	    {"light", 8, UI_CHANGED, "5 -1 bold"},
	    {"light", 0, UI_CHANGED, "-1 -1 bold"},
	    {NULL, 8, UI_SELECTED, "-1 -1 reverse"},
	    {"mono", 8, UI_SELECTED, "-1 -1 reverse"},
	    {"error=fg:green", 8, UI_ERROR, "2 -1"},
	    {"error=fg:green", 8, UI_WARNING, "3 -1 bold"},
	    {"error=fg:green,bg:7,bold,dim,underline,reverse", 8, UI_ERROR,
	     "2 7 bold dim underline reverse"},
	    {"  mono \t error=fg:0   name=underline ", 8, UI_ERROR, "0 -1"},
	    {"mono error=fg:0 name=underline", 8, UI_NAME, "-1 -1 underline"},
	    {"error=bold error=dim", 8, UI_ERROR, "-1 -1 dim"},
	    {"error=", 8, UI_ERROR, "-1 -1"},
	    {"error=,bold,,dim,", 8, UI_ERROR, "-1 -1 bold dim"},
	    {"default=fg:default", 8, UI_DEFAULT, "-1 -1"},
	    {"name=fg:200,bg:255", 256, UI_NAME, "200 255"},
	    {"name=fg:200,bg:255", 8, UI_NAME, "-1 -1"},
	    {"name=fg:12,bg:12", 256, UI_NAME, "12 12"},
	    {"name=fg:12,bg:12", 8, UI_NAME, "4 4 bold"},
	    {"name=bg:12", 8, UI_NAME, "-1 4"},
	    {"name=fg:red,underline", 0, UI_NAME, "-1 -1 underline"},
	};
	struct ui_look looks[UI_STYLE_COUNT];
	char out[64], *why;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *label = cases[i].style ? cases[i].style : "NULL";

		check_bool(label, ui_looks_make(looks, cases[i].colours, cases[i].style, NULL, &why), true);
		check_text(label, look_text(looks[cases[i].element], out), cases[i].look);
		check_text(label, why, NULL);
	}
}

static void wrong_words_are_named(void **state)
{
	static const struct {
		const char *style, *part, *hint;
	} cases[] = {
	    {"darkk", "'darkk' is neither a template", ""},
	    {"ligth", "'ligth' is neither a template (default, dark, light, mono)", "did you mean 'light'?"},
	    {"error=bold mono", "'mono' is a template, and those stand first", ""},
	    {"eror=bold", "'eror' is no element", "did you mean 'error'?"},
	    {"=bold", "'' is no element", ""},
	    {"name=bolt", "'bolt' is not a look", "fg:COLOUR"},
	    {"name=fg:rot", "'fg:rot' names no colour", "magenta"},
	    {"name=fg:", "'fg:' names no colour", ""},
	    {"name=bg:256", "'bg:256' names no colour", "from 0 to 255"},
	    {"name=bg:99999999999999999999", "names no colour", ""},
	    {"name=bg:-1", "'bg:-1' names no colour", ""},
	    {"name=\x1b[31m", "'\\x1b[31m' is not a look", ""},
	    {"one=bold two=bold", "'one' is no element", ""},
	};
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		char *style = xb_format("light %s error=fg:green", cases[i].style);

		check_bool(style, ui_looks_make(looks, 8, style, NULL, &why), false);
		check_contains(style, why, cases[i].part);
		check_contains(style, why, cases[i].hint);
		/* What was right holds. */
		check_int(style, looks[UI_ERROR].foreground, 2);
		check_int(style, looks[UI_CHANGED].foreground, 5);
		free(why);
		free(style);
	}
}

static bool same_attributes(const struct ui_look *looks, enum ui_style a, enum ui_style b)
{
	return looks[a].attributes == looks[b].attributes;
}

/* What one must be able to tell apart is told without colours too, in every template. */
static void nothing_by_colour_alone(void **state)
{
	static const enum ui_style pairs[][2] = {
	    {UI_SELECTED, UI_NORMAL}, {UI_SELECTED, UI_NAME}, {UI_SELECTED, UI_ERROR},
	    {UI_VALUE, UI_DEFAULT},   {UI_CHANGED, UI_NAME},  {UI_GREYED, UI_NAME},
	    {UI_ERROR, UI_NORMAL},    {UI_ERROR, UI_NOTE},    {UI_MODULE, UI_FREE},
	    {UI_RESERVED, UI_FREE},   {UI_MODULE, UI_RESERVED}, {UI_MARKED, UI_NORMAL},
	    {UI_ADDED, UI_REMOVED},   {UI_KEY, UI_HINT},      {UI_FIELD, UI_DIALOG},
	    {UI_FOCUS, UI_FRAME},     {UI_FOUND, UI_NORMAL},  {UI_FOUND, UI_SELECTED},
	    {UI_PLANNED, UI_NUMBER},
	};
	static const char *const templates[] = {"default", "dark", "light", "mono"};
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (size_t t = 0; t < XB_COUNT(templates); t++) {
		assert_true(ui_looks_make(looks, 8, templates[t], NULL, &why));
		for (size_t i = 0; i < XB_COUNT(pairs); i++)
			if (same_attributes(looks, pairs[i][0], pairs[i][1]))
				fail_msg("%s: styles %d and %d look the same", templates[t],
					 (int)pairs[i][0], (int)pairs[i][1]);
	}
}

/* ---- Contrast ---------------------------------------------------------------------------------- */

/* xterm's colour NUMBER, from 16 on, as a share of what is brightest: WCAG's relative luminance. */
static double luminance(int number)
{
	static const int steps[] = {0, 95, 135, 175, 215, 255};
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	int cube = number - 16, grey = 8 + 10 * (number - 232);
	int parts[] = {cube / 36, cube / 6 % 6, cube % 6};
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double value = (number < 232 ? steps[parts[i]] : grey) / 255.0;

		sum += weights[i] *
		       (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(int a, int b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

enum { BLACK = 16, WHITE = 231 }; /* as the colours of many have them */

/* Of LOOK on a screen whose letters are OWN and whose ground is PAPER. */
static double contrast_of(const struct ui_look *look, int own, int paper)
{
	return contrast(look->foreground < 0 ? own : look->foreground,
			look->background < 0 ? paper : look->background);
}

/* The default is read on both grounds, which no colour can do better than by some 4.5. */
static const struct {
	const char *name, *ground;
	int own, paper;
	double least; /* of letters; of lines 3 is enough */
} papers[] = {
	{"dark", NULL, WHITE, BLACK, 4.5},     {"light", NULL, BLACK, WHITE, 4.5},
	{"default", "15;0", WHITE, BLACK, 4.5}, {"default", "0;15", BLACK, WHITE, 4.5},
	{"default", NULL, WHITE, BLACK, 4.0},   {"default", NULL, BLACK, WHITE, 4.0},
};

static void every_element_can_be_read(void **state)
{
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(papers); i++) {
		assert_true(ui_looks_make(looks, 256, papers[i].name, papers[i].ground, &why));
		for (int k = 0; k < UI_STYLE_COUNT * UI_GROUND_COUNT; k++) {
			int style = k % UI_STYLE_COUNT, ground = k / UI_STYLE_COUNT;
			struct ui_look look = ui_look_on(looks, (enum ui_style)style,
							 (enum ui_ground)ground);
			double is = contrast_of(&look, papers[i].own, papers[i].paper);

			if (ground && looks[style].background >= 0) /* one ground on another */
				continue;
			if (is < (style == UI_FRAME ? 3.0 : papers[i].least))
				fail_msg("%s, %d: %s on ground %d: %.2f", papers[i].name,
					 papers[i].paper, ui_style_rows[style].name, ground, is);
		}
	}
}

static void the_ground_chooses_the_template(void **state)
{
	static const struct {
		const char *style, *ground;
		short colour;
	} cases[] = {
		{NULL, NULL, 161},	{NULL, "15;0", 210},	{NULL, "0;15", 124},
		{NULL, "0;7", 124},	{NULL, "7;8", 210},	{NULL, "12;default;0", 210},
		{NULL, "0;default", 161}, {NULL, "", 161},	{NULL, "15", 161},
		{NULL, "0;300", 161},	{NULL, "0;-1", 161},	{NULL, "0;1x", 161},
		{"default", "0;15", 124}, {"dark", "0;15", 210}, {"light", "15;0", 124},
		{"mono", "15;0", -1},	{"name=bold", "15;0", 210},
	};
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const char *label = cases[i].ground ? cases[i].ground : "NULL";

		assert_true(ui_looks_make(looks, 256, cases[i].style, cases[i].ground, &why));
		check_int(label, looks[UI_ERROR].foreground, cases[i].colour);
	}
}

static void what_is_selected_keeps_its_colour(void **state)
{
	static const struct {
		const char *style;
		int colours;
		enum ui_style element;
		enum ui_ground ground;
		const char *look;
	} cases[] = {
		{"dark", 256, UI_ERROR, UI_GROUND_SELECTED, "210 237 bold"},
		{"light", 256, UI_ERROR, UI_GROUND_SELECTED, "124 253 bold"},
		{"default", 256, UI_ERROR, UI_GROUND_SELECTED, "161 -1 bold reverse"},
		{"default", 8, UI_ERROR, UI_GROUND_SELECTED, "1 -1 bold reverse"},
		{"mono", 256, UI_ERROR, UI_GROUND_SELECTED, "-1 -1 bold reverse"},
		{"default", 0, UI_ERROR, UI_GROUND_SELECTED, "-1 -1 bold reverse"},
		{"dark", 256, UI_NAME, UI_GROUND_SELECTED, "255 237"},
		{"dark", 256, UI_ERROR, UI_GROUND_NONE, "210 -1 bold"},
		{"dark", 256, UI_STRING, UI_GROUND_MARKED, "150 235 bold"},
		{"dark", 256, UI_STRING, UI_GROUND_SELECTED, "150 237"},
		{"default", 256, UI_STRING, UI_GROUND_SELECTED, "-1 -1 reverse"},
		{"default", 8, UI_PLANNED, UI_GROUND_SELECTED, "3 -1 underline reverse"},
		{"mono", 256, UI_STRING, UI_GROUND_MARKED, "-1 -1 bold underline"},
		{"dark", 256, UI_ERROR, UI_GROUND_FOUND, "16 179 bold"},
		{"dark selected=bg:4 error=fg:1", 256, UI_ERROR, UI_GROUND_SELECTED, "1 4"},
	};
	struct ui_look looks[UI_STYLE_COUNT];
	char out[64], *why;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		assert_true(ui_looks_make(looks, cases[i].colours, cases[i].style, NULL, &why));
		check_text(cases[i].style,
			   look_text(ui_look_on(looks, cases[i].element, cases[i].ground), out),
			   cases[i].look);
	}
}

/* ---- Names ------------------------------------------------------------------------------------- */

static void every_style_has_a_name(void **state)
{
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (int i = 0; i < UI_STYLE_COUNT; i++) {
		const char *name = ui_style_rows[i].name;
		char *style;

		assert_non_null(name);
		style = xb_format("%s=fg:3", name);
		check_bool(name, ui_looks_make(looks, 8, style, NULL, &why), true);
		check_int(name, looks[i].foreground, 3);
		free(style);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(looks_by_variable),
	    cmocka_unit_test(wrong_words_are_named),
	    cmocka_unit_test(nothing_by_colour_alone),
	    cmocka_unit_test(every_element_can_be_read),
	    cmocka_unit_test(the_ground_chooses_the_template),
	    cmocka_unit_test(what_is_selected_keeps_its_colour),
	    cmocka_unit_test(every_style_has_a_name),
	};

	return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "ui/style.h"
#include "unit/support.h"
#include "xenboot/base.h"

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
	    {"default", 256, UI_ERROR, "1 -1 bold"},
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

		check_bool(label, ui_looks_make(looks, cases[i].colours, cases[i].style, &why), true);
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
	    {"ligth", "'ligth' is neither a template (default, mono, light)", "did you mean 'light'?"},
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

		check_bool(style, ui_looks_make(looks, 8, style, &why), false);
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
	};
	static const char *const templates[] = {"default", "mono", "light"};
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	for (size_t t = 0; t < XB_COUNT(templates); t++) {
		assert_true(ui_looks_make(looks, 8, templates[t], &why));
		for (size_t i = 0; i < XB_COUNT(pairs); i++)
			if (same_attributes(looks, pairs[i][0], pairs[i][1]))
				fail_msg("%s: styles %d and %d look the same", templates[t],
					 (int)pairs[i][0], (int)pairs[i][1]);
	}
}

/* As the manual has them: what people put into their environment. */
static void every_style_has_a_name(void **state)
{
	static const struct {
		enum ui_style style;
		const char *name;
	} names[] = {
		{UI_NORMAL, "normal"},
		{UI_TITLE, "title"},
		{UI_PATH, "path"},
		{UI_FRAME, "frame"},
		{UI_SELECTED, "selected"},
		{UI_NAME, "name"},
		{UI_VALUE, "value"},
		{UI_DEFAULT, "default"},
		{UI_CHANGED, "changed"},
		{UI_GREYED, "greyed"},
		{UI_HEADING, "heading"},
		{UI_KEY, "key"},
		{UI_HINT, "hint"},
		{UI_ERROR, "error"},
		{UI_WARNING, "warning"},
		{UI_NOTE, "note"},
		{UI_GOOD, "good"},
		{UI_FIELD, "field"},
		{UI_DIALOG, "dialog"},
		{UI_MODULE, "module"},
		{UI_RESERVED, "reserved"},
		{UI_FREE, "free"},
		{UI_MARKED, "marked"},
		{UI_ADDED, "added"},
		{UI_REMOVED, "removed"},
		{UI_XEN, "xen"},
		{UI_KERNEL, "kernel"},
		{UI_RAMDISK, "ramdisk"},
		{UI_TREE, "tree"},
		{UI_SCRIPT, "script"},
		{UI_DOM0, "dom0"},
	};
	struct ui_look looks[UI_STYLE_COUNT];
	char *why;

	(void)state;
	check_u64("all of them", XB_COUNT(names), UI_STYLE_COUNT);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		char *style = xb_format("%s=fg:3", names[i].name);

		check_bool(names[i].name, ui_looks_make(looks, 8, style, &why), true);
		check_int(names[i].name, looks[names[i].style].foreground, 3);
		free(style);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(looks_by_variable),
	    cmocka_unit_test(wrong_words_are_named),
	    cmocka_unit_test(nothing_by_colour_alone),
	    cmocka_unit_test(every_style_has_a_name),
	};

	return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}

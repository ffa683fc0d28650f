/* SPDX-License-Identifier: MIT */
/* What a text must be to stand where a word or a line is wanted. */
#include <string.h>

#include "model/schema.h"

#define BLANKS " \t\r\n\v\f"
#define INK "[^" BLANKS "]"
#define LINE INK "([^\r\n]*" INK ")?"

static const struct form {
	const char *pattern;
	bool empty, ends, inside, breaks; /* allowed: no text, blanks at the ends, in it, line breaks */
} forms[] = {
	[XB_TEXT_WORD] = {.pattern = "^" INK "+$"},
	[XB_TEXT_LINE] = {.pattern = "^" LINE "$", .inside = true},
	[XB_TEXT_LINE_OR_NONE] = {.pattern = "^(" LINE ")?$", .empty = true, .inside = true},
	[XB_TEXT_WORDS] = {.pattern = "^[^\r\n]*$", .empty = true, .ends = true, .inside = true},
	[XB_TEXT_SOME] = {.pattern = INK, .ends = true, .inside = true, .breaks = true},
	[XB_TEXT_ANY] = {.empty = true, .ends = true, .inside = true, .breaks = true},
};

const char *xb_text_form_pattern(enum xb_text_form form)
{
	return forms[form].pattern;
}

static bool has_blank_end(const char *text)
{
	return strchr(BLANKS, text[0]) || strchr(BLANKS, text[strlen(text) - 1]);
}

static const char *problem_of(const struct form *form, const char *text, const char **hint)
{
	*hint = "write a value, or take the key away";
	if (!text[0])
		return form->empty ? NULL : "is empty";
	if (!(form->empty && form->ends) && text[strspn(text, BLANKS)] == '\0')
		return "has nothing but blanks in it";
	*hint = "take the blank away";
	if (!form->ends && has_blank_end(text))
		return "begins or ends with a blank";
	*hint = "write it in one line";
	if (!form->breaks && strpbrk(text, "\r\n"))
		return "has a line break in it";
	*hint = "write one word";
	if (!form->inside && strpbrk(text, BLANKS))
		return "has a blank in it";
	return NULL;
}

bool xb_text_form_fits(enum xb_text_form form, const char *text, const char **problem,
		       const char **hint)
{
	*problem = problem_of(&forms[form], text, hint);
	return !*problem;
}

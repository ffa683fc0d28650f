/* SPDX-License-Identifier: MIT */
#include "import/events.h"

#include <ctype.h>
#include <string.h>

typedef bool event_filter(const struct xb_uboot *uboot, const char *text);

/* "#address-cells" was meant as a word; "# sizes" is a comment. */
static bool looks_like_word(const struct xb_uboot *uboot, const char *text)
{
	(void)uboot;
	return isalnum((unsigned char)text[1]);
}

static const struct {
	enum xb_severity severity;
	enum xb_code code;
	event_filter *filter; /* NULL: it is always said */
	bool quotes;	      /* the text follows */
	const char *message;
	const char *hint;
} said[] = {
	[XB_SHELL_SYNTAX] = {XB_ERROR, XB_CODE_SYNTAX, NULL, true,
			     "U-Boot's shell stops with a syntax error at",
			     "what stands from here on does not run"},
	[XB_SHELL_COMMENT] = {XB_ERROR, XB_CODE_QUOTING, looks_like_word, true,
			      "a # begins a comment, and this is lost:",
			      "put a \\ before it, or quotes around the word"},
	[XB_SHELL_SECOND_PASS] =
		{XB_WARNING, XB_CODE_QUOTING, NULL, true,
		 "beside a variable the old shell reads every word twice, and takes "
		 "quotes or a \\ away from",
		 "put it into a variable of its own, or double each \\"},
	[XB_SHELL_LINE_END] =
		{XB_ERROR, XB_CODE_QUOTING, NULL, false,
		 "a \\ at the end of a line joins no lines in U-Boot's old shell: the "
		 "line end becomes part of a word",
		 "write it in one line"},
	[XB_SHELL_CUT_LIST] = {XB_WARNING, XB_CODE_QUOTING, NULL, true,
			       "the next line runs whatever happens here, for the old shell ends a "
			       "list at the line's end, behind",
			       "write it in one line, or use if"},
	[XB_SHELL_UNKNOWN] = {XB_ERROR, XB_CODE_UNSUPPORTED_COMMAND, NULL, true,
			      "U-Boot knows no command", NULL},
	[XB_SHELL_BUDGET] = {XB_WARNING, XB_CODE_SYNTAX, NULL, false,
			     "the script does not end, or takes very long: it was followed to here",
			     NULL},
	[XB_SHELL_WAITS] =
		{XB_NOTE, XB_CODE_SYNTAX, NULL, false,
		 "exit leaves the script for U-Boot's prompt: what called it is not gone "
		 "on with",
		 NULL},
};

/* As much of a text as a sentence can hold. */
enum { SHOWN = 60 };

void xb_script_event(void *data, enum xb_shell_event event, struct xb_pos at, const char *text)
{
	struct xb_uboot *uboot = data;
	const size_t length = strcspn(text, "\n");

	if (said[event].filter && !said[event].filter(uboot, text))
		return;
	if (said[event].quotes)
		xb_report(uboot->diags, said[event].severity, said[event].code, at, "%s %.*s%s",
			  said[event].message, (int)(length < SHOWN ? length : SHOWN), text,
			  length > SHOWN ? "..." : "");
	else
		xb_report(uboot->diags, said[event].severity, said[event].code, at, "%s",
			  said[event].message);
	if (said[event].hint)
		xb_hint(uboot->diags, "%s", said[event].hint);
}

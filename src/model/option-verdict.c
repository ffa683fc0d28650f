/* SPDX-License-Identifier: MIT */
#include "model/option-verdict.h"

#include <stdlib.h>

int xb_verdict_shown(const char *text, size_t length)
{
	size_t end = 0;

	while (end < length && end < XB_SHOWN_MAX) {
		size_t bytes = xb_utf8_length(text + end, length - end);

		end += bytes ? bytes : 1;
	}
	return (int)(end < length ? end : length);
}

bool xb_verdict_fits(const struct xb_verdict *verdict, const char *value)
{
	return xb_grammar_match(verdict->option->compiled, value, NULL);
}

void xb_verdict_offer(struct xb_verdict *verdict, char *hint, char *value)
{
	free(verdict->hint);
	free(verdict->instead);
	verdict->hint = hint;
	verdict->instead = value;
}

void xb_verdict_suggest(struct xb_verdict *verdict, char *value)
{
	if (!verdict->hint && *value && xb_verdict_fits(verdict, value))
		xb_verdict_offer(verdict, xb_format("write %s", value), xb_strdup(value));
	free(value);
}

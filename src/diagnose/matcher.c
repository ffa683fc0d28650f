/* SPDX-License-Identifier: MIT */
#include "diagnose/matcher.h"

#include <stdlib.h>
#include <string.h>

/* Behind a bracket expression or group that begins at AT. */
static const char *skip_group(const char *at)
{
	char open = *at, close = open == '(' ? ')' : ']';
	unsigned depth = 0;

	for (; *at; at++) {
		if (*at == '\\' && at[1] && open == '(')
			at++;
		else if (*at == open)
			depth++;
		else if (*at == close && --depth == 0)
			return at + 1;
	}
	return at;
}

/*
 * The longest run of plain characters that a match must hold: outside of groups, and not before an
 * operator that lets it be absent. A pattern with | outside of groups has none.
 */
static char *literal_of(const char *pattern)
{
	struct xb_buf run = {0};
	char *best = xb_strdup("");

	for (const char *at = pattern;;) {
		bool plain = *at && !strchr("\\^$.[](){}|*+?", *at);
		bool escaped = *at == '\\' && at[1];

		if (*at == '|') {
			free(best);
			best = xb_strdup("");
			break;
		}
		if (*at && strchr("*?{", *at) && run.length)
			run.data[--run.length] = '\0'; /* that character may be absent */
		if (plain || escaped) {
			xb_buf_putc(&run, escaped ? at[1] : *at);
			at += escaped ? 2 : 1;
			continue;
		}
		if (run.length > strlen(best)) {
			free(best);
			best = xb_strdup(run.data);
		}
		run.length = 0;
		if (!*at)
			break;
		at = *at == '(' || *at == '[' ? skip_group(at) : at + 1;
	}
	xb_buf_clear(&run);
	return best;
}

struct xb_matcher *xb_matchers_new(const struct xb_symptom_list *list)
{
	struct xb_matcher *matchers = xb_alloc((list->count + 1) * sizeof(*matchers));

	for (size_t i = 0; i < list->count; i++) {
		matchers[i].symptom = &list->items[i];
		matchers[i].literal = literal_of(list->items[i].pattern.text);
		regcomp(&matchers[i].pattern, list->items[i].pattern.text, REG_EXTENDED);
	}
	return matchers;
}

void xb_matchers_free(struct xb_matcher *matchers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(matchers[i].literal);
		regfree(&matchers[i].pattern);
	}
	free(matchers);
}

bool xb_matcher_finds(const struct xb_matcher *matcher, const char *line,
		      regmatch_t caught[XB_CAUGHT_MAX])
{
	return strstr(line, matcher->literal) &&
	       regexec(&matcher->pattern, line, XB_CAUGHT_MAX, caught, 0) == 0;
}

void xb_put_caught(struct xb_buf *out, const char *text, const char *line,
		   const regmatch_t caught[XB_CAUGHT_MAX])
{
	for (; *text; text++) {
		size_t group = text[0] == '\\' && text[1] >= '1' && text[1] < '0' + XB_CAUGHT_MAX
				       ? (size_t)(text[1] - '0')
				       : 0;

		if (!group) {
			xb_buf_putc(out, *text);
			continue;
		}
		text++;
		if (caught[group].rm_so >= 0)
			xb_buf_add(out, line + caught[group].rm_so,
				   (size_t)(caught[group].rm_eo - caught[group].rm_so));
	}
}

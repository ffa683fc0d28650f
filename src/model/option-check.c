/* SPDX-License-Identifier: MIT */
/* Does a value fit its option? */
#include <stdlib.h>
#include <string.h>

#include "model/option.h"

static bool bare_fits(const struct xb_option *option)
{
	return option->bare.value || strcmp(option->type.text, "bool") == 0;
}

static bool value_fits(const struct xb_option *option, const char *value)
{
	size_t most = xb_scopes[option->scope].word_max;

	if (xb_option_is_flag(option))
		return !option->alone.value;
	if (most && strlen(option->name.text) + 1 + strlen(value) > most)
		return false;
	return xb_grammar_match(option->compiled, value, NULL);
}

static bool judge(const struct xb_option *option, const char *value, char **problem, char **hint)
{
	if (value ? value_fits(option, value) : bare_fits(option))
		return true;
	if (value)
		xb_option_explain(option, value, problem, hint);
	else
		xb_option_explain_bare(option, problem, hint);
	return false;
}

char *xb_option_instead(const struct xb_option *option, const char *value)
{
	struct xb_option own = *option;
	struct xb_diags ignored = {0};
	char *instead = NULL;

	if (!value)
		return NULL;
	if (option->compiled)
		return xb_option_explain_instead(option, value);
	if (xb_option_compile(&own, &ignored))
		instead = xb_option_explain_instead(&own, value);
	xb_option_release(&own);
	xb_diags_clear(&ignored);
	return instead;
}

bool xb_option_judge(const struct xb_option *option, const char *value, char **problem, char **hint)
{
	struct xb_option own = *option;
	struct xb_diags diags = {0};
	bool fits;

	*problem = NULL;
	*hint = NULL;
	if (option->compiled)
		return judge(option, value, problem, hint);
	fits = xb_option_compile(&own, &diags) && judge(&own, value, problem, hint);
	if (diags.count)
		*problem = xb_format("cannot be judged: %s", diags.items[0].message);
	xb_option_release(&own);
	xb_diags_clear(&diags);
	return fits;
}

/* SPDX-License-Identifier: MIT */
#include "model/option.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What Xen's integer options and Linux's hold at most. */
#define INT_DEFAULT_MAX UINT32_MAX

static void derive_bool(const struct xb_option *option, struct xb_buf *out)
{
	(void)option;
	xb_buf_puts(out, "<bool>");
}

static void derive_int(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_printf(out, "<int %" PRIu64 "..%" PRIu64 ">", option->min.value,
		      option->max.given ? option->max.value : INT_DEFAULT_MAX);
}

static void derive_size(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_printf(out, "<size %" PRIu64 "..", option->min.value);
	if (option->max.given)
		xb_buf_printf(out, "%" PRIu64, option->max.value);
	xb_buf_puts(out, ">");
}

static void derive_enum(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->choice_count; i++)
		xb_buf_printf(out, "%s'%s'", i ? "|" : "", option->choices[i].value.text);
}

static void derive_list(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_puts(out, "(");
	if (option->choice_count > 0)
		derive_enum(option, out);
	else
		xb_buf_puts(out, "<word>");
	xb_buf_puts(out, "),...");
}

static void derive_string(const struct xb_option *option, struct xb_buf *out)
{
	xb_buf_puts(out, xb_scopes[option->scope].quotes ? "<text>" : "<string>");
}

static const struct type {
	const char *name;
	void (*derive)(const struct xb_option *option, struct xb_buf *out);
	bool ranged; /* min and max mean something */
} types[] = {
    {"bool", derive_bool, false}, {"int", derive_int, true},	    {"size", derive_size, true},
    {"enum", derive_enum, false}, {"string", derive_string, false}, {"list", derive_list, false},
};

static const struct type *find_type(const char *name)
{
	for (size_t i = 0; name && i < XB_COUNT(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

static bool check_range(const struct xb_option *option, const struct type *type,
			struct xb_diags *diags)
{
	struct xb_pos at = option->min.given ? option->min.at : option->max.at;

	if (!option->min.given && !option->max.given)
		return true;
	if (!type->ranged)
		return xb_error(diags, XB_CODE_BAD_VALUE, at,
				"option %s: only an int or a size has min and max, not a %s",
				option->name.text, type->name);
	if (option->min.given && option->max.given && option->min.value > option->max.value)
		return xb_error(diags, XB_CODE_BAD_VALUE, at,
				"option %s: min %" PRIu64 " is larger than max %" PRIu64,
				option->name.text, option->min.value, option->max.value);
	return true;
}

static bool check_choices(const struct xb_option *option, struct xb_diags *diags)
{
	if (strcmp(option->type.text, "enum") == 0 && option->choice_count == 0)
		return xb_error(diags, XB_CODE_BAD_VALUE, option->type.at,
				"option %s is an enum without choices", option->name.text);
	for (size_t i = 0; i < option->choice_count; i++) {
		const struct xb_text *value = &option->choices[i].value;

		if (value->text[0] == '\0' || strchr(value->text, '\''))
			return xb_error(diags, XB_CODE_BAD_VALUE, value->at,
					"option %s: a choice cannot be empty or hold a '",
					option->name.text);
	}
	return true;
}

/* Compile TEXT, which a person wrote at AT or which follows from a type given there. */
static bool compile(struct xb_option *option, const char *text, struct xb_pos at,
		    struct xb_diags *diags)
{
	char *error;

	option->compiled = xb_grammar_compile(text, &error);
	if (option->compiled)
		return true;
	xb_error(diags, XB_CODE_BAD_VALUE, at, "option %s: the grammar `%s` is wrong in %s",
		 option->name.text, text, error);
	free(error);
	return false;
}

bool xb_option_compile(struct xb_option *option, struct xb_diags *diags)
{
	const struct type *type = find_type(option->type.text);
	struct xb_buf grammar = {0};
	bool good;

	option->compiled = NULL;
	if (!type)
		return xb_error(diags, XB_CODE_BAD_VALUE, option->type.at,
				"option %s: %s is none of bool, int, size, enum, string, list",
				option->name.text,
				option->type.text ? option->type.text : "(no type)");
	if (!check_range(option, type, diags) || !check_choices(option, diags))
		return false;
	if (option->grammar.text)
		return compile(option, option->grammar.text, option->grammar.at, diags);
	type->derive(option, &grammar);
	good = compile(option, grammar.data, option->type.at, diags);
	xb_buf_clear(&grammar);
	return good;
}

void xb_option_release(struct xb_option *option)
{
	xb_grammar_free(option->compiled);
	option->compiled = NULL;
}

bool xb_option_is_flag(const struct xb_option *option)
{
	return xb_scopes[option->scope].flags && !option->grammar.text &&
	       strcmp(option->type.text, "bool") == 0;
}

bool xb_option_same_name(enum xb_scope scope, const char *one, const char *other)
{
	if (!xb_scopes[scope].loose_names)
		return strcmp(one, other) == 0;
	for (; *one && *other; one++, other++)
		if ((*one == '-' ? '_' : *one) != (*other == '-' ? '_' : *other))
			return false;
	return *one == *other;
}

bool xb_option_has_name(const struct xb_option *option, const char *name)
{
	if (xb_option_same_name(option->scope, option->name.text, name))
		return true;
	for (size_t i = 0; i < option->aliases.count; i++)
		if (xb_option_same_name(option->scope, option->aliases.items[i].text, name))
			return true;
	return false;
}

bool xb_option_on_arch(const struct xb_option *option, const char *arch)
{
	if (!arch)
		return true;
	for (size_t i = 0; i < option->arch.count; i++)
		if (strcmp(option->arch.items[i].text, arch) == 0)
			return true;
	return option->arch.count == 0;
}

/* SPDX-License-Identifier: MIT */
/* How a value will be understood, for the line below the field that it is typed into. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/option.h"
#include "model/xen-number.h"

/* Of a longer list nothing is told: it would be a page, not a line. */
enum { PARTS_MAX = 4 };

/* One part of a value, and what is found out about it. */
struct part {
	const struct xb_option *option;
	const char *text;
	size_t label; /* bytes of TEXT from `skip` on that the meaning is about */
	size_t skip;
	bool named;   /* the label is not the whole part: it is always told */
	struct xb_buf meaning;
};

static void put_text(struct xb_buf *out, const char *text)
{
	xb_buf_put_visible(out, text, strlen(text));
}

static void set_label(struct part *part, size_t skip, size_t length)
{
	part->skip = skip;
	part->label = length;
	part->named = true;
}

static bool grammar_has(const struct xb_option *option, const char *piece)
{
	return option->grammar.text && strstr(option->grammar.text, piece);
}

/* ---- Words ------------------------------------------------------------------------------------ */

static const struct xb_choice *find_choice(const struct xb_option *option, const char *text,
					   size_t length)
{
	for (size_t i = 0; i < option->choice_count; i++) {
		const struct xb_choice *choice = &option->choices[i];

		if (choice->help.text && strlen(choice->value.text) == length &&
		    memcmp(choice->value.text, text, length) == 0)
			return choice;
	}
	return NULL;
}

static bool say_choice(struct part *part)
{
	const struct xb_choice *choice = find_choice(part->option, part->text, strlen(part->text));

	if (choice)
		put_text(&part->meaning, choice->help.text);
	return choice != NULL;
}

/* Linux has short words too (kstrtobool in lib/kstrtox.c). False: TEXT is no boolean. */
static bool read_bool(enum xb_scope scope, const char *text, bool *value)
{
	if (xb_xen_bool_parse(text, value))
		return true;
	*value = text[0] == 'y' || text[0] == 'Y';
	return xb_scopes[scope].letters && text[0] && strchr("yYnN", text[0]) && !text[1];
}

bool xb_option_is_off(const struct xb_option *option, const char *value)
{
	bool on;

	return read_bool(option->scope, value, &on) && !on;
}

/* The help of the choice that is another spelling of VALUE; NULL: there is none. */
static const char *help_of_bool(const struct xb_option *option, bool value)
{
	for (size_t i = 0; i < option->choice_count; i++) {
		const struct xb_choice *choice = &option->choices[i];
		bool other;

		if (choice->help.text && read_bool(option->scope, choice->value.text, &other) &&
		    other == value)
			return choice->help.text;
	}
	return NULL;
}

static bool takes_bool(const struct xb_option *option)
{
	return strcmp(option->type.text, "bool") == 0 || grammar_has(option, "<bool>");
}

static bool put_bool(struct part *part, bool value)
{
	const char *help = help_of_bool(part->option, value);

	if (help)
		put_text(&part->meaning, help);
	else if (takes_bool(part->option))
		xb_buf_puts(&part->meaning, value ? "on" : "off");
	return part->meaning.length > 0;
}

static bool say_bool(struct part *part)
{
	bool value, word = takes_bool(part->option) || strcmp(part->option->type.text, "enum") == 0;

	return word && read_bool(part->option->scope, part->text, &value) && put_bool(part, value);
}

/* no-NAME, where NAME without it would switch something on. */
static bool say_negated(struct part *part)
{
	const char *name = part->text + 3;

	if (strncmp(part->text, "no-", 3) != 0 || !name[0])
		return false;
	if (!grammar_has(part->option, "[no-]") &&
	    !find_choice(part->option, name, strcspn(name, "=")))
		return false;
	set_label(part, 3, strcspn(name, "="));
	if (name[part->label])
		return false; /* no-NAME=VALUE: each place in Xen has its own idea of that */
	xb_buf_puts(&part->meaning, "off");
	return true;
}

/* NAME=BOOL. */
static bool say_switch(struct part *part)
{
	size_t name = strcspn(part->text, "=");
	const struct xb_choice *choice = find_choice(part->option, part->text, name);
	bool value;

	if (!part->text[name] || !takes_bool(part->option) ||
	    !read_bool(part->option->scope, part->text + name + 1, &value))
		return false;
	set_label(part, 0, name);
	put_text(&part->meaning, value && choice ? choice->help.text : value ? "on" : "off");
	return true;
}

/* ---- Numbers ---------------------------------------------------------------------------------- */

/* KIB: what has no suffix is KiB, not bytes. */
static bool read_size(const char *text, bool kib, uint64_t *bytes)
{
	uint64_t number;
	size_t length = xb_xen_number_scan(text, &number);

	if (kib || !length || text[length])
		return xb_xen_size_parse(text, bytes);
	*bytes = number;
	return true;
}

static bool say_size(struct part *part)
{
	const char *colon = strrchr(part->text, ':'); /* min:SIZE */
	const char *number = colon ? colon + 1 : part->text;
	char size[XB_SIZE_TEXT];
	bool kib = xb_scopes[part->option->scope].bare_kib;
	uint64_t bytes;

	if (strcmp(part->option->type.text, "size") != 0 && !grammar_has(part->option, "<size"))
		return false;
	if (!read_size(number, kib, &bytes))
		return false;
	if (colon)
		set_label(part, 0, (size_t)(colon - part->text));
	xb_buf_puts(&part->meaning, xb_size_format(bytes, size));
	if (bytes >= 1024)
		xb_buf_printf(&part->meaning, ", %" PRIu64 " bytes", bytes);
	xb_buf_puts(&part->meaning, xb_xen_number_remark(number, kib));
	return true;
}

/* 1 vCPU, 1 page; but ms and KiB have no plural. */
static bool has_plural(const char *unit)
{
	size_t length = strlen(unit);
	const char *blank = strrchr(unit, ' ');
	size_t word = blank ? strlen(blank + 1) : length;

	return word > 3 && unit[length - 1] == 's' && strcmp(unit + length - 3, "ies") != 0;
}

static void put_unit(struct xb_buf *out, const char *unit, bool one)
{
	xb_buf_putc(out, ' ');
	xb_buf_put_visible(out, unit, strlen(unit) - (one && has_plural(unit)));
}

static bool say_number(struct part *part)
{
	const char *unit = part->option->unit.text;
	bool negative = part->text[0] == '-';
	const char *digits = part->text + negative;
	bool octal = digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
	uint64_t number;
	size_t length = xb_xen_number_scan(digits, &number);

	if (length == 0 || digits[length] || (!unit && !octal))
		return false;
	xb_buf_printf(&part->meaning, "%s%" PRIu64, negative ? "-" : "", number);
	if (unit)
		put_unit(&part->meaning, unit, number == 1 && !negative);
	xb_buf_puts(&part->meaning, xb_xen_number_remark(digits, false));
	return true;
}

/* ---- The whole -------------------------------------------------------------------------------- */

/* The first that has something to say says it. */
static bool (*const sayings[])(struct part *) = {
	say_choice, say_bool, say_negated, say_switch, say_size, say_number,
};

static void say_part(struct part *part)
{
	for (size_t i = 0; i < XB_COUNT(sayings); i++) {
		part->skip = 0;
		part->label = strlen(part->text);
		part->named = false;
		if (sayings[i](part))
			return;
	}
}

/* TEXT, one of several parts or alone. True: it has a meaning, which was put. */
static bool put_part(const struct xb_option *option, const char *text, bool alone, bool first,
		     struct xb_buf *out)
{
	struct part part = {.option = option, .text = text};
	bool said;

	say_part(&part);
	said = part.meaning.length > 0;
	if (said) {
		xb_buf_puts(out, first ? "" : "; ");
		if (!alone || part.named) {
			xb_buf_put_visible(out, text + part.skip, part.label);
			xb_buf_puts(out, ": ");
		}
		xb_buf_add(out, part.meaning.data, part.meaning.length);
	}
	xb_buf_clear(&part.meaning);
	return said;
}

/* What stands between the parts of a value; NULL: it is one. */
static const char *separator(const struct xb_option *option)
{
	if (strcmp(option->type.text, "list") == 0)
		return ",";
	/* loglvl=warning/debug */
	return strcmp(option->type.text, "enum") == 0 ? "/" : NULL;
}

static size_t count_parts(const char *value, const char *between)
{
	size_t count = 1;

	for (const char *at = value; (at = strstr(at, between)); at++)
		count++;
	return count;
}

static void put_parts(const struct xb_option *option, const char *value, const char *between,
		      struct xb_buf *out)
{
	char *copy = xb_strdup(value), *rest = NULL;
	bool first = true;

	for (char *text = strtok_r(copy, between, &rest); text; text = strtok_r(NULL, between, &rest))
		first &= !put_part(option, text, false, first, out);
	free(copy);
}

static void put_bare(const struct xb_option *option, struct xb_buf *out)
{
	struct part part = {.option = option};

	if (takes_bool(option) && put_bool(&part, true))
		xb_buf_add(out, part.meaning.data, part.meaning.length);
	xb_buf_clear(&part.meaning);
}

void xb_option_meaning(const struct xb_option *option, const char *value, struct xb_buf *out)
{
	const char *between = separator(option);
	size_t parts = value && between ? count_parts(value, between) : 1;

	if (!value)
		put_bare(option, out);
	else if (parts == 1 || find_choice(option, value, strlen(value)))
		put_part(option, value, true, true, out);
	else if (parts <= PARTS_MAX)
		put_parts(option, value, between, out);
}

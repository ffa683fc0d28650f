/* SPDX-License-Identifier: MIT */
/* What is wrong with a number or a size. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/option-verdict.h"
#include "model/xen-number.h"

/* "1..8", or "1.." where there is no end, and the unit. */
static char *int_range(const struct xb_option *option)
{
	const char *blank = option->unit.text ? " " : "";
	const char *unit = option->unit.text ? option->unit.text : "";
	bool open_end = !option->max.given && option->min.given;

	if (open_end)
		return xb_format("%" PRIu64 "..%s%s", option->min.value, blank, unit);
	return xb_format("%" PRIu64 "..%" PRIu64 "%s%s", option->min.value,
			 option->max.given ? option->max.value : UINT32_MAX, blank, unit);
}

/* The value is a whole number: it can only be outside the range. */
static bool explain_int_range(struct xb_verdict *verdict, bool negative, uint64_t number, bool huge)
{
	const struct xb_option *option = verdict->option;
	uint64_t max = option->max.given ? option->max.value : UINT32_MAX;
	char *range, *read;

	if (!negative && !huge && number >= option->min.value && number <= max)
		return false;
	range = int_range(option);
	read = xb_format("%s%" PRIu64, negative ? "-" : "", number);
	if (huge)
		verdict->problem = xb_format("is outside %s", range);
	else /* what was read is told where the text says it otherwise: 0x10 */
		verdict->problem =
		    xb_format("is %s%soutside %s%s%s",
			      strcmp(read, verdict->value) == 0 ? "" : read,
			      strcmp(read, verdict->value) == 0 ? "" : ", ", range,
			      option->grammar.text ? "; the form is " : "",
			      option->grammar.text ? option->grammar.text : "");
	free(read);
	free(range);
	xb_verdict_suggest(verdict,
			   xb_format("%" PRIu64, negative || (!huge && number < option->min.value)
						     ? option->min.value
						     : max));
	return true;
}

static bool all_digits(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

static bool explain_octal(struct xb_verdict *verdict)
{
	const char *value = verdict->value;

	if (value[0] != '0' || !all_digits(value) || !strpbrk(value, "89"))
		return false;
	verdict->problem =
	    xb_strdup("begins with 0, which makes it octal, where there is no 8 or 9");
	xb_verdict_suggest(verdict, xb_strdup(value + strspn(value, "0")));
	return true;
}

bool xb_verdict_int(struct xb_verdict *verdict)
{
	const char *value = verdict->value;
	bool negative = value[0] == '-';
	uint64_t number = 0;
	size_t length = xb_xen_number_scan(value + negative, &number);
	char *range;

	if (explain_octal(verdict))
		return true;
	if (length == 0 && all_digits(value))
		return explain_int_range(verdict, false, 0, true);
	if (length > 0 && value[length + negative] == '\0')
		return explain_int_range(verdict, negative, number, false);
	if (verdict->option->grammar.text)
		return false;
	if (length == 0) {
		range = int_range(verdict->option);
		verdict->problem = xb_strdup("is not a number");
		verdict->hint = xb_format("write a number in %s", range);
		free(range);
		return true;
	}
	length += negative;
	verdict->problem = xb_format("is not a number: `%.*s` follows %.*s",
				     xb_verdict_shown(value + length, strlen(value + length)),
				     value + length, xb_verdict_shown(value, length), value);
	xb_verdict_suggest(verdict, xb_strndup(value, length));
	return true;
}

/* ---- Sizes ---- */

static const char size_suffixes[] = "BKMGT";

/* "0.5G" as "512M", the next smaller unit. A new string, "" where that is not exact. */
static char *whole_size(const char *text)
{
	uint64_t whole = 0, part = 0, scale = 1;
	const char *suffix;

	for (; isdigit((unsigned char)*text) && whole < 1000000; text++)
		whole = whole * 10 + (uint64_t)(*text - '0');
	if (*text++ != '.')
		return xb_strdup("");
	for (; isdigit((unsigned char)*text) && scale < 1000000; text++, scale *= 10)
		part = part * 10 + (uint64_t)(*text - '0');
	suffix = *text ? strchr(size_suffixes, toupper((unsigned char)*text)) : NULL;
	if (!suffix || suffix == size_suffixes || part * 1024 % scale != 0)
		return xb_strdup("");
	return xb_format("%" PRIu64 "%c", whole * 1024 + part * 1024 / scale, suffix[-1]);
}

static bool has_suffix(const char *text, size_t length)
{
	return length > 0 && isalpha((unsigned char)text[length - 1]) &&
	       strchr(size_suffixes, toupper((unsigned char)text[length - 1])) &&
	       (length < 2 || strncmp(text, "0x", 2) != 0 || !strchr("bB", text[length - 1]));
}

/* "is 512 KiB, " where no suffix stands or the number is octal, for the user's own text does not say it;
 * then the two bounds. */
static void describe_size_range(struct xb_verdict *verdict, bool suffix)
{
	const struct xb_option *option = verdict->option;
	const uint64_t bounds[] = {option->min.value, option->max.value};
	char texts[XB_COUNT(bounds)][XB_SIZE_TEXT];
	const char *remark = xb_xen_number_remark(verdict->value, true);
	char size[XB_SIZE_TEXT];
	struct xb_buf out = {0};
	uint64_t bytes = 0;

	xb_xen_size_parse(verdict->value, &bytes);
	xb_buf_puts(&out, "is ");
	if (!suffix)
		xb_buf_printf(&out, "%" PRIu64 " KiB%s, ", bytes >> 10, remark);
	else if (remark[0])
		xb_buf_printf(&out, "%s%s, ", xb_size_format(bytes, size), remark);
	xb_sizes_format(bounds, XB_COUNT(bounds), texts);
	if (option->min.given && option->max.given)
		xb_buf_printf(&out, "outside %s..%s", texts[0], texts[1]);
	else if (option->min.given)
		xb_buf_printf(&out, "less than %s, the least that works", texts[0]);
	else
		xb_buf_printf(&out, "more than %s, the most that works", texts[1]);
	verdict->problem = xb_buf_take(&out);
}

/* Zeros that would make a decimal number octal. */
static size_t leading_zeros(const char *text)
{
	size_t zeros = strspn(text, "0");

	return isdigit((unsigned char)text[zeros]) ? zeros : 0;
}

static bool explain_size_range(struct xb_verdict *verdict, size_t length)
{
	bool suffix = has_suffix(verdict->value, length);
	char *mebibytes;

	if (!verdict->option->min.given && !verdict->option->max.given)
		return false;
	describe_size_range(verdict, suffix);
	mebibytes = xb_format("%sM", verdict->value + leading_zeros(verdict->value));
	if (!suffix && xb_verdict_fits(verdict, mebibytes))
		xb_verdict_offer(verdict, xb_format("write %s for MiB", mebibytes),
				 xb_strdup(mebibytes));
	free(mebibytes);
	return true;
}

bool xb_verdict_size(struct xb_verdict *verdict)
{
	const char *value = verdict->value;
	uint64_t bytes;
	size_t length = xb_xen_size_scan(value, &bytes);
	size_t digits = xb_xen_number_scan(value, &bytes);

	if (verdict->option->grammar.text)
		return false;
	if (length > 0 && value[length] == '\0')
		return explain_size_range(verdict, length);
	if (value[0] == '-')
		verdict->problem = xb_strdup("is negative, which no size is");
	else if (length == 0 && isdigit((unsigned char)value[0]))
		verdict->problem = xb_strdup("is larger than 64 bits hold");
	else if (length == 0)
		verdict->problem = xb_strdup("is not a size");
	else if (value[digits] == '.')
		verdict->problem = xb_strdup("is not a size: Xen reads no fractions");
	else
		verdict->problem =
		    xb_format("is not a size: `%.*s` follows %.*s",
			      xb_verdict_shown(value + length, strlen(value + length)),
			      value + length, xb_verdict_shown(value, length), value);
	xb_verdict_suggest(verdict, whole_size(value));
	if (has_suffix(value, length))
		xb_verdict_suggest(verdict, xb_strndup(value, length));
	if (!verdict->hint)
		verdict->hint = xb_strdup("write a whole number and K, M or G, such as 512M");
	return true;
}

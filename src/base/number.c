/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	char lower;
	char upper;
	unsigned int shift;
} suffixes[] = {
	{'b', 'B', 0}, {'k', 'K', 10}, {'m', 'M', 20}, {'g', 'G', 30}, {'t', 'T', 40},
};

static const char too_large[] = "it is larger than 2^64-1";

static unsigned int digit_value(char digit)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *found = digit ? strchr(digits, digit) : NULL;

	return found ? (unsigned int)(found - digits) % 16 : 16;
}

/* The digits at *TEXT, which is moved behind them. False when they do not fit in 64 bits. */
static bool read_digits(const char **text, unsigned int base, uint64_t *value)
{
	unsigned int digit;

	*value = 0;
	for (; (digit = digit_value(**text)) < base; (*text)++) {
		if (*value > (UINT64_MAX - digit) / base)
			return false;
		*value = *value * base + digit;
	}
	return true;
}

/* What is wrong at REST, where digits (or a number's start) were expected. */
static const char *complaint(const char *rest, bool hexadecimal)
{
	if (strpbrk(rest, " \t\r\n"))
		return "blanks are not allowed in a number";
	if (strpbrk(rest, "+-"))
		return "a sign is not allowed";
	if (strchr(rest, '_'))
		return "'_' is not allowed in a number";
	if (strpbrk(rest, ".,"))
		return "a fraction is not allowed; use a smaller unit";
	if (hexadecimal)
		return "after 0x only hexadecimal digits are allowed, and no suffix";
	return "only digits, then at most one of B K M G T, are allowed";
}

static const char *parse_hexadecimal(const char *text, uint64_t *value)
{
	const char *rest = text;

	if (!read_digits(&rest, 16, value))
		return too_large;
	if (rest == text && *rest == '\0')
		return "digits are missing after 0x";
	return *rest ? complaint(rest, true) : NULL;
}

static const char *apply_suffix(const char *suffix, uint64_t *value)
{
	for (size_t i = 0; i < XB_COUNT(suffixes); i++) {
		if (*suffix != suffixes[i].lower && *suffix != suffixes[i].upper)
			continue;
		if (suffix[1] != '\0')
			break;
		if (*value > UINT64_MAX >> suffixes[i].shift)
			return too_large;
		*value <<= suffixes[i].shift;
		return NULL;
	}
	return complaint(suffix, false);
}

static const char *parse_decimal(const char *text, uint64_t *value)
{
	const char *rest = text;

	if (text[0] == '0' && digit_value(text[1]) < 10)
		return "a leading 0 is not allowed: it could mean octal";
	if (!read_digits(&rest, 10, value))
		return too_large;
	if (rest == text)
		return complaint(text, false);
	return *rest ? apply_suffix(rest, value) : NULL;
}

bool xb_number_parse(const char *text, uint64_t *value, const char **why)
{
	const char *reason;
	uint64_t parsed = 0;

	if (text[0] == '\0')
		reason = "it is empty";
	else if (text[0] == '0' && text[1] == 'x')
		reason = parse_hexadecimal(text + 2, &parsed);
	else if (text[0] == '0' && text[1] == 'X')
		reason = "hexadecimal begins with 0x, in lower case";
	else
		reason = parse_decimal(text, &parsed);
	if (reason) {
		if (why)
			*why = reason;
		return false;
	}
	*value = parsed;
	return true;
}

/* A size as it is printed: so many UNITs, in 1/10, 1/100 or 1/1000 of them. */
struct rounded {
	size_t unit; /* in powers of 1024 */
	uint64_t parts;
	bool exact;
};

static const char *const units[] = {"byte", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
enum { LARGEST_UNIT = XB_COUNT(units) - 1, MOST_DECIMALS = 3 };

static const uint64_t parts_of_one[MOST_DECIMALS + 1] = {1, 10, 100, 1000};

static struct rounded round_size(uint64_t bytes, unsigned decimals)
{
	uint64_t one = parts_of_one[decimals];
	struct rounded size = {0, bytes * one, true};

	if (bytes < 1024)
		return size;
	do {
		uint64_t unit = (uint64_t)1 << (10 * ++size.unit);
		uint64_t rest = bytes % unit;
		/* What is beyond the last digit is let go, where all of it would not fit. */
		unsigned shift = size.unit == LARGEST_UNIT ? 10 : 0;

		size.exact = rest == 0;
		size.parts = bytes / unit * one +
			     ((rest >> shift) * one + (unit >> shift) / 2) / (unit >> shift);
	} while (size.parts >= 1024 * one && size.unit < LARGEST_UNIT);
	return size;
}

static void put_size(uint64_t bytes, unsigned decimals, char out[XB_SIZE_TEXT])
{
	struct rounded size = round_size(bytes, decimals);
	uint64_t one = parts_of_one[decimals];

	if (size.unit == 0)
		snprintf(out, XB_SIZE_TEXT, "%" PRIu64 " byte%s", bytes, bytes == 1 ? "" : "s");
	else if (size.exact)
		snprintf(out, XB_SIZE_TEXT, "%" PRIu64 " %s", size.parts / one, units[size.unit]);
	else
		snprintf(out, XB_SIZE_TEXT, "%" PRIu64 ".%0*" PRIu64 " %s", size.parts / one,
			 (int)decimals, size.parts % one, units[size.unit]);
}

const char *xb_size_format(uint64_t bytes, char out[XB_SIZE_TEXT])
{
	put_size(bytes, 1, out);
	return out;
}

const char *xb_size_typed(uint64_t bytes, char out[XB_SIZE_TEXT])
{
	const char *suffix = "";

	for (const char *next = "KMG"; *next && bytes && bytes % 1024 == 0; next++, bytes /= 1024)
		suffix = next;
	snprintf(out, XB_SIZE_TEXT, "%" PRIu64 "%.1s", bytes, suffix);
	return out;
}

/* Would two of SIZES that differ be printed as the same number? */
static bool look_alike(const uint64_t *sizes, size_t count, unsigned decimals)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			struct rounded a = round_size(sizes[i], decimals);
			struct rounded b = round_size(sizes[k], decimals);

			if (sizes[i] != sizes[k] && a.unit == b.unit && a.parts == b.parts)
				return true;
		}
	return false;
}

void xb_sizes_format(const uint64_t *sizes, size_t count, char out[][XB_SIZE_TEXT])
{
	unsigned decimals = 1;

	while (decimals <= MOST_DECIMALS && look_alike(sizes, count, decimals))
		decimals++;
	for (size_t i = 0; i < count; i++)
		if (decimals <= MOST_DECIMALS)
			put_size(sizes[i], decimals, out[i]);
		else
			snprintf(out[i], XB_SIZE_TEXT, "%" PRIu64 " bytes", sizes[i]);
}

uint64_t xb_align_up(uint64_t value, uint64_t power_of_two)
{
	uint64_t mask = power_of_two - 1;

	return value > UINT64_MAX - mask ? UINT64_MAX & ~mask : (value + mask) & ~mask;
}

/* One number of a list as C writes it, behind which *AT stands then. */
static bool take_listed(const char **at, uint64_t *value)
{
	char *end;

	if (**at < '0' || **at > '9')
		return false;
	*value = strtoull(*at, &end, 0);
	*at = end;
	return true;
}

bool xb_number_list_next(const char **at, uint64_t *first, uint64_t *last)
{
	if (!take_listed(at, first))
		return false;
	*last = *first;
	if (**at == '-') {
		++*at;
		if (!take_listed(at, last))
			return false;
	}
	*at += **at == ',';
	return true;
}

uint64_t xb_number_list_highest(const char *list)
{
	uint64_t most = 0, first, last;

	while (xb_number_list_next(&list, &first, &last)) {
		most = first > most ? first : most;
		most = last > most ? last : most;
	}
	return most;
}

const char *xb_number_list_fault(const char *list)
{
	uint64_t first, last;

	for (;; list++) {
		if (!take_listed(&list, &first))
			return "has something in it that is no number";
		if (*list == '-') {
			list++;
			if (!take_listed(&list, &last))
				return "has something in it that is no number";
			if (last < first)
				return "has a range that runs backwards";
		}
		if (*list == '\0')
			return NULL;
		if (*list != ',')
			return "has something in it that is no number";
	}
}

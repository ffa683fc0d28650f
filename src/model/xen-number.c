/* SPDX-License-Identifier: MIT */
#include "model/xen-number.h"

#include <string.h>

#include "xenboot/model.h"

/* The value of a digit in any base up to 16; 16 for what is no digit. */
static unsigned digit_value(char byte)
{
	static const char digits[] = "0123456789abcdef";
	char low = byte >= 'A' && byte <= 'F' ? (char)(byte - 'A' + 'a') : byte;
	const char *found = low ? strchr(digits, low) : NULL;

	return found ? (unsigned)(found - digits) : 16;
}

size_t xb_xen_number_scan(const char *text, uint64_t *value)
{
	unsigned base = 10;
	uint64_t sum = 0;
	size_t at = 0;

	if (text[0] == '0') {
		bool hex = (text[1] == 'x' || text[1] == 'X') && digit_value(text[2]) < 16;

		base = hex ? 16 : 8;
		at = hex ? 2 : 0;
	}
	if (digit_value(text[at]) >= base)
		return 0;
	for (; digit_value(text[at]) < base; at++) {
		unsigned digit = digit_value(text[at]);

		if (sum > (UINT64_MAX - digit) / base)
			return 0;
		sum = sum * base + digit;
	}
	*value = sum;
	return at;
}

size_t xb_xen_size_scan(const char *text, uint64_t *bytes)
{
	static const char suffixes[] = "bBkKmMgGtT";
	uint64_t value;
	size_t length = xb_xen_number_scan(text, &value);
	const char *suffix;
	unsigned shift = 10;

	if (length == 0)
		return 0;
	suffix = text[length] ? strchr(suffixes, text[length]) : NULL;
	if (suffix) {
		shift = (unsigned)(suffix - suffixes) / 2 * 10;
		length++;
	}
	if (value > UINT64_MAX >> shift)
		return 0;
	*bytes = value << shift;
	return length;
}

const struct xb_xen_bool xb_xen_bools[] = {
	{"yes", true}, {"on", true},   {"true", true},   {"enable", true},   {"1", true},
	{"no", false}, {"off", false}, {"false", false}, {"disable", false}, {"0", false},
	{NULL, false},
};

bool xb_xen_bool_parse(const char *text, bool *value)
{
	const struct xb_xen_bool *row = xb_xen_bools;

	while (row->text && strcmp(row->text, text) != 0)
		row++;
	*value = row->value;
	return row->text != NULL;
}

const char *xb_xen_number_remark(const char *text, bool size)
{
	static const char *const remarks[] = {
		"",
		" (a leading 0 makes it octal)",
		" (a number without a unit is KiB)",
		" (a leading 0 makes it octal, and without a unit it is KiB)",
	};
	uint64_t value;
	size_t length = xb_xen_number_scan(text, &value);
	bool octal = length > 1 && text[0] == '0' && digit_value(text[1]) < 8;
	bool kib = size && length && !text[length] && value;

	return remarks[octal + 2 * kib];
}

bool xb_xen_size_parse(const char *text, uint64_t *bytes)
{
	uint64_t value;
	size_t length = xb_xen_size_scan(text, &value);

	if (length == 0 || text[length] != '\0')
		return false;
	*bytes = value;
	return true;
}

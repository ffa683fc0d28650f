/* SPDX-License-Identifier: MIT */
#include "xenboot/model/release.h"

#include <string.h>

enum { MOST_DIGITS = 3 };

/* The number of at most three digits at *TEXT, which is moved behind it. */
static bool scan_number(const char **text, unsigned *number)
{
	size_t digits = strspn(*text, "0123456789");

	*number = 0;
	if (digits == 0 || digits > MOST_DIGITS)
		return false;
	for (size_t i = 0; i < digits; i++)
		*number = *number * 10 + (unsigned)(*(*text)++ - '0');
	return true;
}

unsigned xb_release_scan(const char *text, const char **end)
{
	unsigned major, minor;

	if (!scan_number(&text, &major) || *text++ != '.' || !scan_number(&text, &minor))
		return 0;
	*end = text;
	return XB_RELEASE(major, minor);
}

unsigned xb_release_number(const char *text)
{
	const char *end;

	if (!text)
		return 0;
	return strcmp(text, "master") == 0 ? XB_RELEASE_MASTER : xb_release_scan(text, &end);
}

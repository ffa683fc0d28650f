/* SPDX-License-Identifier: MIT */
/* Names of profiles, and paths. */
#include <string.h>

#include "xenboot/model.h"

static bool ends_in(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

bool xb_profile_ref_is_path(const char *ref)
{
	return strcmp(ref, "-") == 0 || strchr(ref, '/') || ends_in(ref, ".yaml") ||
	       ends_in(ref, ".yml");
}

bool xb_profile_name_valid(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._-";

	return name[0] && name[0] != '.' && name[0] != '-' && strlen(name) < 100 &&
	       name[strspn(name, letters)] == '\0';
}

/* SPDX-License-Identifier: MIT */
/* Where the lines of an output come from, as keys of the profile. */
#ifndef XENBOOT_TESTS_KEYS_H
#define XENBOOT_TESTS_KEYS_H

#include "unit/support.h"
#include "xenboot/emit.h"

#include <stdlib.h>

/* The keys that LINE comes from, in order, with blanks between them; the caller's. */
static inline char *keys_of(const struct xb_profile *profile, const struct xb_origins *origins,
			    uint32_t line)
{
	struct xb_buf keys = {0};

	for (size_t i = 0; i < origins->count; i++) {
		char *key;

		if (origins->items[i].line != line)
			continue;
		key = xb_profile_key_at(profile, origins->items[i].at);
		xb_buf_printf(&keys, "%s%s", keys.length ? " " : "", key ? key : "?");
		free(key);
	}
	return xb_buf_take(&keys);
}

#endif

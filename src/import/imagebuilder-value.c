/* SPDX-License-Identifier: MIT */
/* The variables of a configuration, and keys made from them. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *xb_building_text(struct xb_building *building, const char *name, const char *index)
{
	struct xb_assignment *found = xb_assignment_find(&building->given, name, index);

	if (!found)
		return NULL;
	found->used = true;
	return found->value[0] ? found->value : NULL;
}

struct xb_pos xb_building_at(const struct xb_building *building, const char *name,
			     const char *index)
{
	const struct xb_assignment *found = xb_assignment_find(&building->given, name, index);

	return found ? found->at : (struct xb_pos){.file = building->names->source};
}

struct xb_pos xb_building_inside(const struct xb_building *building, const char *name,
				 const char *index, size_t offset)
{
	const struct xb_assignment *found = xb_assignment_find(&building->given, name, index);

	return found ? xb_assignment_at(&building->given, found, offset)
		     : (struct xb_pos){.file = building->names->source};
}

const char *xb_building_title(struct xb_building *building, const char *name, const char *index)
{
	return index ? xb_arena_format(&building->arena, "%s[%s]", name, index) : name;
}

uint64_t xb_building_number(struct xb_building *building, const char *name, const char *index,
			    const char *unit, uint64_t otherwise)
{
	const char *text = xb_building_text(building, name, index);
	int64_t value;

	if (!text)
		return otherwise;
	if (xb_arithmetic(&building->given, text, &value) && value >= 0 && value < INT64_MAX >> 20)
		return (uint64_t)value;
	xb_error(building->diags, XB_CODE_BAD_VALUE, xb_building_at(building, name, index),
		 "%s: '%s' is no number%s%s", xb_building_title(building, name, index), text,
		 unit ? " of " : "", unit ? unit : "");
	return otherwise;
}

bool xb_building_is_on(struct xb_building *building, const char *name, const char *index)
{
	const char *text = xb_building_text(building, name, index);

	return text && !strcmp(text, "1");
}

void xb_building_mark(struct xb_building *building, const char *name, const char *index)
{
	xb_import_origins_add(building->names->origins, building->out->length,
		       xb_building_at(building, name, index));
}

void xb_building_put(struct xb_building *building, unsigned indent, const char *key,
		     const char *name, const char *index)
{
	const char *text = xb_building_text(building, name, index);

	if (!text)
		return;
	xb_building_mark(building, name, index);
	xb_text_put_key(building->out, indent, key, text);
}

/* ---- Ranges ---- */

/* The next number of TEXT, as bash's arithmetic reads it. False: there is none. */
static bool next_number(const struct xb_building *building, const char **text, int64_t *number)
{
	const size_t blanks = strspn(*text, " \t\n");
	const size_t length = strcspn(*text + blanks, " \t\n");
	char *word = xb_strndup(*text + blanks, length);
	const bool good = length && xb_arithmetic(&building->given, word, number);

	free(word);
	*text += blanks + length;
	return good;
}

static void report_ranges(struct xb_building *building, const char *name, const char *index,
			  const char *text)
{
	xb_error(building->diags, XB_CODE_BAD_VALUE, xb_building_at(building, name, index),
		 "%s: '%s' is not a list of addresses and sizes",
		 xb_building_title(building, name, index), text);
	xb_hint(building->diags, "it is \"START SIZE START SIZE\", each a number of bytes");
}

uint64_t xb_building_put_ranges(struct xb_building *building, unsigned indent, const char *key,
				const char *name, const char *index)
{
	const char *const text = xb_building_text(building, name, index);
	const char *rest = text, *before = "";
	uint64_t sum = 0;

	if (!text)
		return 0;
	xb_building_mark(building, name, index);
	xb_buf_printf(building->out, "%*s%s: [", (int)indent, "", key);
	while (rest[strspn(rest, " \t\n")]) {
		int64_t start, size;

		if (!next_number(building, &rest, &start) ||
		    !next_number(building, &rest, &size) || size <= 0) {
			report_ranges(building, name, index, text);
			break;
		}
		xb_buf_printf(building->out, "%s{start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}", before,
			      (uint64_t)start, (uint64_t)size);
		before = ", ";
		sum += (uint64_t)size;
	}
	xb_buf_puts(building->out, "]\n");
	return sum;
}

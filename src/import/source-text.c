/* SPDX-License-Identifier: MIT */
/* The text of what is read, for whoever shows lines of it. */
#include "xenboot/import.h"

#include "import/script-image.h"

#include <string.h>

bool xb_import_source_text(const struct xb_import_source *source, const char **text, size_t *length)
{
	struct xb_diags ignored = {0};
	bool found = !source->folder &&
		     xb_script_find(source->name, source->bytes, source->length, text, length, &ignored);

	if (found)
		*length = strnlen(*text, *length);
	xb_diags_clear(&ignored);
	return found;
}

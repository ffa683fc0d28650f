/* SPDX-License-Identifier: MIT */
/* The hint that an edit of the tree mends it: as its user writes it, in a profile or in a script. */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

void xb_fix_edit(const struct xb_boot *boot, const struct xb_tree_edit *edit, struct xb_diags *diags)
{
	const char *list = boot->place_keys[XB_PLACE_EDITS];
	char *key = list ? xb_format("%s.+", list) : NULL;
	struct xb_buf line = {0};

	xb_tree_edit_put(edit, &line);
	xb_fix_set(diags, key, "%s", line.data);
	xb_buf_clear(&line);
	free(key);
}

void xb_hint_edit(const struct xb_boot *boot, const char *before, const struct xb_tree_edit *edit,
		  struct xb_diags *diags)
{
	const char *place = boot->places[XB_PLACE_EDITS];
	struct xb_buf line = {0};

	xb_tree_edit_put(edit, &line);
	if (place)
		xb_hint(diags, "%sunder %s: - %s", before, place, line.data);
	else if (edit->set_count)
		xb_hint(diags, "%sfdt set %s %s %s", before, edit->path.text, edit->set[0].name.text,
			edit->set[0].values.items[0].text);
	else
		xb_hint(diags, "%sfdt rm %s%s%s", before, edit->path.text,
			edit->remove_node ? "" : " ", edit->remove_node ? "" : edit->remove.text);
	xb_fix_edit(boot, edit, diags);
	xb_buf_clear(&line);
}

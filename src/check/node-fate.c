/* SPDX-License-Identifier: MIT */
/* What the steps alone say becomes of a node, where no tree is here. */
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* Is PATH that of the node at ABOVE, or of one below it? */
static bool is_below(const char *path, const char *above)
{
	size_t length = strlen(above);

	return strncmp(path, above, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

static bool makes(const struct xb_edit *edit, const char *path)
{
	size_t length = strcmp(edit->path, "/") == 0 ? 0 : strlen(edit->path);

	return strncmp(path, edit->path, length) == 0 && path[length] == '/' &&
	       strcmp(path + length + 1, edit->name) == 0;
}

static enum xb_node_fate fate_after(const struct xb_edit *edit, const char *path,
				    enum xb_node_fate fate)
{
	if (edit->kind == XB_EDIT_REMOVE_NODE)
		return is_below(path, edit->path) ? XB_NODE_GONE : fate;
	if (edit->kind == XB_EDIT_MAKE_NODE)
		return makes(edit, path) ? XB_NODE_UNKNOWN : fate;
	if (strcmp(edit->path, path) != 0 || strcmp(edit->name, "status") != 0)
		return fate;
	if (edit->kind == XB_EDIT_REMOVE_PROPERTY || strcmp(edit->value, "okay") == 0 ||
	    strcmp(edit->value, "ok") == 0)
		return XB_NODE_UNKNOWN;
	return XB_NODE_DISABLED;
}

enum xb_node_fate xb_node_fate_of(const struct xb_boot *boot, const char *path)
{
	enum xb_node_fate fate = XB_NODE_UNKNOWN;

	for (size_t i = 0; i < boot->step_count; i++) {
		if (boot->steps[i].kind == XB_STEP_OVERLAY)
			fate = XB_NODE_UNKNOWN;
		if (boot->steps[i].kind == XB_STEP_EDIT)
			fate = fate_after(&boot->steps[i].edit, path, fate);
	}
	return fate;
}

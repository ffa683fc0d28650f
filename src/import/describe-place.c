/* SPDX-License-Identifier: MIT */
#include "import/describe.h"

#include <string.h>

struct xb_pos xb_describe_place(const struct xb_boot *boot, const char *path, const char *property,
				struct xb_pos otherwise)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->edit.kind == XB_EDIT_SET &&
		    !strcmp(step->edit.path, path) && !strcmp(step->edit.name, property))
			return step->at;
	}
	return otherwise;
}

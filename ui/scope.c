/* SPDX-License-Identifier: MIT */
#include "ui/scope.h"

#include <stddef.h>

const struct ui_scope *ui_scope(enum xb_scope scope)
{
	static const struct ui_scope scopes[] = {
		[XB_SCOPE_XEN] = {"Xen", "a Xen option", offsetof(struct xb_profile, xen.options)},
		[XB_SCOPE_LINUX] = {"dom0", "a Linux option of dom0",
				    offsetof(struct xb_profile, dom0.options)},
	};

	return &scopes[scope];
}

/* SPDX-License-Identifier: MIT */
/* Whose words an option is, as a person hears of it: the one place that knows the scopes apart. */
#ifndef UI_SCOPE_H
#define UI_SCOPE_H

#include "xenboot/model.h"

struct ui_scope {
	const char *owner;  /* "dom0" */
	const char *option; /* "a Linux option of dom0" */
	size_t settings;    /* where a profile has what is set: an offset */
};
const struct ui_scope *ui_scope(enum xb_scope scope);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_EVENTS_H
#define XENBOOT_IMPORT_EVENTS_H

#include "import/uboot.h"

/* What a machine's shell does that its writer may not have meant, said to who wrote it, but for
 * variables that are not set (board-variables.h); DATA is a struct xb_uboot. */
void xb_script_event(void *data, enum xb_shell_event event, struct xb_pos at, const char *text);

#endif

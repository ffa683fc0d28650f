/* SPDX-License-Identifier: MIT */
/* What text may mean to U-Boot's hush shell; quoting itself is xb_hush_quote. */
#ifndef XENBOOT_EMIT_HUSH_H
#define XENBOOT_EMIT_HUSH_H

#include <stdbool.h>
#include <stddef.h>

#include "xenboot/base.h"

/*
 * May COMMAND stand in a script as it is: plain words between blanks, none of them the shell's own?
 * Anything else could leave a quote open, begin a comment or close an `if` that is not its own.
 */
bool xb_hush_is_plain_command(const char *command);

/*
 * TEXT for a message that the script keeps in a variable and echoes: what the shell could act on
 * becomes '?', and what is longer than LIMIT bytes is cut and ends in "..".
 */
void xb_hush_put_label(const char *text, size_t limit, struct xb_buf *out);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_COMMAND_NAMES_H
#define XENBOOT_IMPORT_COMMAND_NAMES_H

#include "xenboot/base.h"

/* Does some U-Boot have a command of the whole name WORD? What stands behind a '.' does not count. */
bool xb_command_exists(const char *word);

#endif

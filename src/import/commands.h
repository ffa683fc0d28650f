/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_IMPORT_COMMANDS_H
#define XENBOOT_IMPORT_COMMANDS_H

#include "import/uboot.h"

/* What U-Boot's shell runs its commands by; DATA is the struct xb_uboot. */
int xb_uboot_run(void *data, struct xb_shell *shell, const struct xb_command *command);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The command lines that a boot's log shows: Xen's "Command line:" (xen/arch/arm/setup.c), what Xen complains of
 * in it (xen/common/kernel.c parse_params), dom0's "Kernel command line:" (Linux init/main.c), and before that
 * Xen's list of what the modules bring, "CMDLINE[ADDRESS]:chosen TEXT" (xen/arch/arm/bootfdt.c, now
 * xen/common/device-tree/bootinfo-fdt.c). The wordings are those of 4.14 and of all releases since.
 */
#ifndef DIAGNOSE_COMMAND_LINES_H
#define DIAGNOSE_COMMAND_LINES_H

#include "xenboot/diagnose.h"

struct command_lines {
	struct xb_log_commands found;
	struct xb_log_command *open; /* the next line tells whether it goes on there; NULL: none */
	char *kernel; /* the address of the first kernel among the modules; NULL: not seen */
};
/* Line NUMBER of the log. What is kept of it is ARENA's. */
void command_lines_read(struct command_lines *lines, const char *text, size_t number,
			struct xb_arena *arena);
/* What was found becomes COMMANDS, with texts of ARENA. */
void command_lines_copy(const struct command_lines *lines, struct xb_log_commands *commands,
			struct xb_arena *arena);

#endif

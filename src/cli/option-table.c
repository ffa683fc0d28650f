/* SPDX-License-Identifier: MIT */
/* The options of all commands. */
#include "cli/cli.h"

const struct cli_option_row cli_options[CLI_OPTION_COUNT] = {
	[CLI_FORMAT] = {"format", 'f', "FORMAT", "the form of the result"},
	[CLI_STRICT] = {"strict", 0, NULL, "a warning fails too"},
	[CLI_ERROR] = {"error", 0, "CODE,...", "what has these codes is an error"},
	[CLI_WARN] = {"warn", 0, "CODE,...", "what has these codes is a warning"},
	[CLI_NOTE] = {"note", 0, "CODE,...", "what has these codes is a note"},
	[CLI_IGNORE] = {"ignore", 0, "CODE,...", "say nothing of what has these codes"},
	[CLI_EXPLAIN] = {"explain", 0, "CODE", "tell what a diagnostic's code means; all: list them"},
	[CLI_OUTPUT] = {"output", 'o', "FILE", "where to write"},
	[CLI_EMIT] = {"emit", 0, "WORD,...", "write these: "}, /* the help adds the words */
	[CLI_DIGEST] = {"digest", 0, NULL, "put the SHA-256 of every file into the manifest"},
	[CLI_RESOLVED] = {"resolved", 0, NULL, "pin every address, size and default"},
	[CLI_FORCE] = {"force", 0, NULL, "write all the same"},
	[CLI_SEARCH] = {"search", 0, "RE", "those with this, or all its words; the best first"},
	[CLI_FILES] = {"files", 0, "DIR", "the boot files are in this folder"},
	[CLI_BOARD] = {"board", 0, "NAME", "use this board"},
	[CLI_DTB] = {"dtb", 0, "FILE", "use this base device tree"},
	[CLI_ENV] = {"env", 0, "FILE", "a script begins with these variables, as printenv shows them"},
	[CLI_UBOOT] = {"uboot", 0, "RELEASE", "scripts run on this U-Boot: 2023.01, or modern"},
	[CLI_FROM_DTB] = {"from-dtb", 0, "FILE", "draft a board from this device tree"},
	[CLI_NO_MOUSE] = {"no-mouse", 0, NULL, "leave the mouse to the terminal"},
	[CLI_DATA] = {"data", 0, "DIR", "look for options, boards and profiles there first"},
	[CLI_HELP] = {"help", 'h', NULL, "print this help"},
	[CLI_VERSION] = {"version", 0, NULL, "print the version"},
};

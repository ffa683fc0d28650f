/* SPDX-License-Identifier: MIT */
/* How files are loaded: LOAD_CMD, and what Xen, dom0 and each guest may have of their own. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <string.h>

/* Addresses below are Xen's, so that ImageBuilder loads nothing there; and a script's room. */
enum { LOWEST = 0xC00000, SCRIPT_ROOM = 0x200000 };

/* The words that ImageBuilder's -t stands for, and those that mean the same as a method's. */
static const struct alias {
	const char *word, *command;
} aliases[] = {
	{"tftp", "tftpboot"},	   {"tftpb", "tftpboot"}, {"sd", "load mmc 0:1"},
	{"scsi", "load scsi 0:1"}, {"usb", "fatload usb 0:1"},
};

static const char *whole_command(const char *command)
{
	for (size_t i = 0; i < XB_COUNT(aliases); i++)
		if (!strcmp(command, aliases[i].word))
			return aliases[i].command;
	return command;
}

static const struct xb_load_method *method_of(const char *command)
{
	for (const struct xb_load_method *method = xb_load_methods; method->name; method++) {
		const size_t length = method->command ? strlen(method->command) : 0;

		if (length && !strncmp(command, method->command, length) &&
		    (method->device ? command[length] == ' ' : !command[length]))
			return method;
	}
	return NULL;
}

void xb_building_put_command(struct xb_building *building, unsigned indent, const char *command)
{
	const struct xb_load_method *method;

	command = whole_command(command);
	method = method_of(command);
	xb_text_put_key(building->out, indent, "method", method ? method->name : "command");
	if (!method) {
		xb_text_put_key(building->out, indent, "command", command);
	} else if (method->device) {
		command += strlen(method->command);
		xb_text_put_key(building->out, indent, "device", command + strspn(command, " "));
	}
}

/* What most files are loaded by. */
static const char *main_load(struct xb_building *building)
{
	return xb_building_text(building, "LOAD_CMD", NULL) ? "LOAD_CMD" : "XEN_LOAD";
}

void xb_building_put_own_load(struct xb_building *building, unsigned indent, const char *load,
			      const char *index)
{
	const char *own = xb_building_text(building, load, index);
	const char *all = xb_building_text(building, main_load(building), NULL);

	if (!own || (all && !strcmp(own, all)))
		return;
	xb_building_mark(building, load, index);
	xb_buf_printf(building->out, "%*sload:\n", (int)indent, "");
	xb_building_put_command(building, indent + 2, own);
}

void xb_building_put_file(struct xb_building *building, unsigned indent, const char *key,
			  const char *name, const char *index, const char *load)
{
	const char *own = xb_building_text(building, load, index);
	const char *all = xb_building_text(building, main_load(building), NULL);

	if (!own || (all && !strcmp(own, all)) || !xb_building_text(building, name, index)) {
		xb_building_put(building, indent, key, name, index);
		return;
	}
	xb_building_mark(building, name, index);
	xb_buf_printf(building->out, "%*s%s:\n", (int)indent, "", key);
	xb_building_put(building, indent + 2, "file", name, index);
	xb_building_put_own_load(building, indent + 2, load, index);
}

/* Where people load the script to who have typed what ImageBuilder said. */
static void put_script_address(struct xb_building *building)
{
	const uint64_t start =
		xb_building_number(building, "MEMORY_START", NULL, "bytes", 0) + SCRIPT_ROOM;

	if (!xb_building_text(building, "MEMORY_START", NULL) || building->names->board)
		return;
	xb_building_mark(building, "MEMORY_START", NULL);
	xb_text_put_number(building->out, 2, "script-address", start < LOWEST ? LOWEST : start);
}

void xb_building_put_load(struct xb_building *building)
{
	const char *load = main_load(building);
	const char *command = xb_building_text(building, load, NULL);

	xb_buf_puts(building->out, "\n");
	xb_building_mark(building, load, NULL);
	xb_buf_puts(building->out, "load:\n");
	xb_building_put_command(building, 2, command ? command : "tftp");
	put_script_address(building);
}

/* SPDX-License-Identifier: MIT */
#include "diagnose/command-lines.h"

#include <string.h>

#include "diagnose/log-line.h"

/* Xen prints through a buffer of 1,024 bytes (xen/drivers/char/console.c), Linux through one of as many
 * with its time and level in it (kernel/printk): what comes near may have lost its end. */
enum { PRINTED_MAX = 960 };

/* What stands behind HEAD in TEXT; NULL: it is not there. */
static const char *behind(const char *text, const char *head)
{
	const char *found = strstr(text, head);

	return found ? found + strlen(head) : NULL;
}

/* TEXT up to where Xen's next message breaks in becomes COMMAND, which is cut until the next line tells
 * that it is whole. */
static void take(struct command_lines *lines, struct xb_log_command *command, const char *text,
		 size_t number, struct xb_arena *arena)
{
	const char *intruder = strstr(text, "(XEN)");
	size_t length = intruder ? (size_t)(intruder - text) : strlen(text);

	if (command->text)
		return;
	while (length && text[length - 1] == ' ')
		length--;
	*command = (struct xb_log_command){xb_arena_strndup(arena, text, length), number, true};
	if (!intruder && length < PRINTED_MAX && !(length && text[length - 1] == '\\'))
		lines->open = command;
}

/* A narrow terminal breaks a line and begins the rest without a mark of who speaks. */
static void close_before(struct command_lines *lines, const char *next)
{
	if (lines->open && (!*next || xb_log_speaker(next) != XB_SPEAKER_ANY))
		lines->open->cut = false;
	lines->open = NULL;
}

/* ---- Xen's lines ----------------------------------------------------------------------------------- */

/* A compiler's or a loader's name tells what the board is; most logs say nothing, and are of arm64. */
static const struct {
	const char *words, *arch;
} machines[] = {
	{"gnueabi", "arm32"},
	{"x86_64", "x86"},
	{"Bootloader: ", "x86"},
};

static void read_machine(struct xb_log_commands *found, const char *words)
{
	for (size_t i = 0; i < XB_COUNT(machines); i++)
		if (strstr(words, machines[i].words))
			found->arch = machines[i].arch;
	if (!found->release)
		found->release = xb_log_release(words);
}

/* The text between quotes at AT; *end is behind them. NULL: there is none. */
static char *quoted(const char *at, struct xb_arena *arena, const char **end)
{
	const char *close = at ? strchr(at, '"') : NULL;

	if (!close)
		return NULL;
	*end = close + 1;
	return xb_arena_strndup(arena, at, (size_t)(close - at));
}

/* parameter "NAME" unknown!   parameter "NAME" has invalid value "VALUE", rc=-22! */
static void read_complaint(struct xb_log_commands *found, const char *words, size_t number,
			   struct xb_arena *arena)
{
	const char *end = NULL;
	char *name = quoted(behind(words, "parameter \""), arena, &end), *value;

	if (!name || !*name || found->complaint_count == XB_LOG_COMPLAINTS_MAX)
		return;
	value = quoted(strncmp(end, " has invalid value \"", 20) == 0 ? end + 20 : NULL, arena, &end);
	if (!value && strncmp(end, " unknown", 8) != 0)
		return;
	found->complaints[found->complaint_count++] = (struct xb_log_command){
		value ? xb_arena_format(arena, "%s=%s", name, value) : name, number, false};
}

/* MODULE[2]: 000000004a000000 - 000000004bf6e000 Kernel */
static void read_module(struct command_lines *lines, const char *words, struct xb_arena *arena)
{
	const char *address = behind(words, "]: ");

	if (!lines->kernel && strncmp(words, "MODULE[", 7) == 0 && address &&
	    strstr(address, " Kernel"))
		lines->kernel = xb_arena_strndup(arena, address, strcspn(address, " "));
}

/* Of dom0's kernel, not of a guest's or of another module, as far as that is told. */
static void read_module_line(struct command_lines *lines, const char *words, size_t number,
			     struct xb_arena *arena)
{
	const char *address = strncmp(words, "CMDLINE[", 8) == 0 ? words + 8 : NULL;
	const char *text = address ? behind(address, "]:chosen ") : NULL;

	if (text && (!lines->kernel ||
		     strncmp(address, lines->kernel, strlen(lines->kernel)) == 0))
		take(lines, &lines->found.module, text, number, arena);
}

static void read_xen(struct command_lines *lines, const char *words, size_t number,
		     struct xb_arena *arena)
{
	const char *text = behind(words, "Command line: ");

	read_machine(&lines->found, words);
	read_complaint(&lines->found, words, number, arena);
	read_module(lines, words, arena);
	read_module_line(lines, words, number, arena);
	if (text)
		take(lines, &lines->found.xen, strcmp(text, "<NULL>") == 0 ? "" : text, number,
		     arena);
}

/* Unknown kernel command line parameters "a=b c", will be passed to user space.   In Linux 5.14 and 5.15:
 * Unknown command line parameters: a=b c */
static void read_unknown(struct xb_log_commands *found, const char *text, size_t number,
			 struct xb_arena *arena)
{
	const char *old = behind(text, "Unknown command line parameters:"), *end;
	char *words = quoted(behind(text, "Unknown kernel command line parameters \""), arena, &end);

	if (!words && old)
		words = xb_arena_strdup(arena, old);
	if (words && !found->unknown.text)
		found->unknown = (struct xb_log_command){words, number, false};
}

void command_lines_read(struct command_lines *lines, const char *text, size_t number,
			struct xb_arena *arena)
{
	const char *words = xb_log_xen_words(text);
	const char *kernel = behind(text, "Kernel command line: ");

	close_before(lines, text);
	if (xb_log_guest(text, strlen(text)))
		return;
	read_unknown(&lines->found, text, number, arena);
	if (kernel && (!words || words > kernel))
		take(lines, &lines->found.dom0, kernel, number, arena);
	else if (words)
		read_xen(lines, words, number, arena);
}

/* ---- What was found -------------------------------------------------------------------------------- */

static void own_text(struct xb_log_command *command, struct xb_arena *arena)
{
	if (command->text)
		command->text = xb_arena_strdup(arena, command->text);
}

void command_lines_copy(const struct command_lines *lines, struct xb_log_commands *commands,
			struct xb_arena *arena)
{
	*commands = lines->found;
	own_text(&commands->xen, arena);
	own_text(&commands->dom0, arena);
	own_text(&commands->module, arena);
	own_text(&commands->unknown, arena);
	for (size_t i = 0; i < commands->complaint_count; i++)
		own_text(&commands->complaints[i], arena);
}

/* SPDX-License-Identifier: MIT */
/* Commands on variables (U-Boot cmd/nvedit.c, cmd/echo.c, cmd/exit.c, common/cli.c). */
#include "import/releases.h"
#include "import/command-find.h"
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

/* The words from FIRST on, one blank between. */
static char *joined(const struct xb_command *command, size_t first)
{
	struct xb_buf out = {0};

	for (size_t i = first; i < command->count; i++) {
		if (i > first)
			xb_buf_putc(&out, ' ');
		xb_buf_puts(&out, command->words[i].text);
	}
	return xb_buf_take(&out);
}

static bool is_read_only(const char *name)
{
	return !strcmp(name, "serial#") || !strcmp(name, "ethaddr");
}

static int forget(struct xb_uboot *uboot, const struct xb_word *name)
{
	const bool was_there = xb_shell_has(&uboot->shell, name->text);

	xb_uboot_set(uboot, name->text, NULL, name->at);
	return !was_there && !xb_release_has(uboot->shell.release, XB_TRAIT_DELETE_ABSENT);
}

/* setenv NAME WORDS..., the name at word FIRST. */
static int set(struct xb_uboot *uboot, const struct xb_command *command, size_t first, bool force)
{
	const char *name = command->words[first].text;
	char *value;

	if (strchr(name, '=')) {
		xb_uboot_say(uboot, "## Error: illegal character '='in variable name \"%s\"\n",
			     name);
		return 1;
	}
	if (is_read_only(name) && !force &&
	    (xb_variable_find(&uboot->shell.env, name) || first + 1 == command->count))
		return 1;
	if (first + 1 == command->count)
		return forget(uboot, &command->words[first]);
	value = joined(command, first + 1);
	xb_uboot_set(uboot, name, value, command->words[first + 1].at);
	free(value);
	return 0;
}

int xb_command_setenv(struct xb_uboot *uboot, const struct xb_command *command)
{
	size_t first = 1;
	bool force = false;

	for (; first < command->count && command->words[first].text[0] == '-'; first++) {
		force = true;
		if (strspn(command->words[first].text + 1, "f") != strlen(command->words[first].text + 1))
			return xb_uboot_usage(uboot, command);
	}
	if (first == command->count)
		return xb_uboot_usage(uboot, command);
	return set(uboot, command, first, force);
}

int xb_command_printenv(struct xb_uboot *uboot, const struct xb_command *command)
{
	int status = 0;

	for (size_t i = 1; i < command->count; i++) {
		const char *name = command->words[i].text;
		const struct xb_variable *variable = xb_variable_find(&uboot->shell.env, name);

		if (variable) {
			xb_uboot_say(uboot, "%s=%s\n", name, variable->value);
			continue;
		}
		xb_uboot_say(uboot, "## Error: \"%s\" not defined\n", name);
		status = 1;
	}
	return status;
}

int xb_command_showvar(struct xb_uboot *uboot, const struct xb_command *command)
{
	int status = 0;

	for (size_t i = 1; i < command->count; i++) {
		const char *name = command->words[i].text;
		const struct xb_variable *variable = xb_variable_find(&uboot->shell.locals, name);

		if (variable)
			xb_uboot_say(uboot, "%s=%s\n", name, variable->value);
		else
			status = 1;
	}
	return status;
}

int xb_command_echo(struct xb_uboot *uboot, const struct xb_command *command)
{
	const bool bare = command->count > 1 && xb_release_has(uboot->shell.release, XB_TRAIT_ECHO_N) &&
			  !strcmp(command->words[1].text, "-n");
	char *text = joined(command, bare ? 2 : 1);

	xb_uboot_say(uboot, "%s%s", text, bare ? "" : "\n");
	free(text);
	return 0;
}

int xb_command_true(struct xb_uboot *uboot, const struct xb_command *command)
{
	(void)uboot;
	(void)command;
	return 0;
}

int xb_command_false(struct xb_uboot *uboot, const struct xb_command *command)
{
	(void)uboot;
	(void)command;
	return 1;
}

int xb_command_exit(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_amount status = command->count > 1
						? xb_uboot_decimal(uboot, command->words[1].text)
						: (struct xb_amount){.symbol = XB_NO_SYMBOL};
	const int number = status.symbol == XB_NO_SYMBOL ? (int)(status.value & 0x7fffff) : 0;

	if (uboot->shell.parser == XB_PARSER_MODERN)
		return -number - 2;
	if (uboot->shell.more)
		xb_uboot_differs(uboot, XB_TRAIT_OLD_EXIT_GOES_ON, command->words[0].at);
	return xb_release_has(uboot->shell.release, XB_TRAIT_OLD_EXIT_GOES_ON) ? number : -number - 2;
}

/* Is VALUE nothing but what only the board knows? */
static bool is_of_board(const char *value)
{
	size_t symbol, begin, end;

	return xb_symbol_find(value, &symbol, &begin, &end) && !begin && !value[end];
}

/* What such a value sets is not known from then on. */
static int run_of_board(struct xb_uboot *uboot, const struct xb_command *command)
{
	uboot->unknown_variables = true;
	return xb_uboot_outcome(uboot, command);
}

static int run_variable(struct xb_uboot *uboot, const struct xb_command *command,
			const struct xb_word *word)
{
	const char *value = xb_shell_value(&uboot->shell, word->text, word->at);
	const struct xb_variable *variable = xb_variable_find(&uboot->shell.env, word->text);
	struct xb_script text = {0};
	char *copy;
	int status;

	if (!value) {
		xb_uboot_say(uboot, "## Error: \"%s\" not defined\n", word->text);
		return 1;
	}
	if (is_of_board(value))
		return run_of_board(uboot, command);
	copy = xb_strdup(value); /* what it runs may change it */
	text.bytes = copy;
	text.length = strlen(copy);
	xb_script_mark(&text, 0, variable && variable->at.line ? variable->at : word->at);
	status = xb_shell_run_value(&uboot->shell, &text);
	xb_script_clear(&text);
	free(copy);
	return status;
}

int xb_command_run(struct xb_uboot *uboot, const struct xb_command *command)
{
	const bool tested = uboot->shell.tested;

	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	for (size_t i = 1; i < command->count; i++) {
		/* Of one that fails the others do not run. */
		const bool counts = command->tested || i + 1 < command->count;
		int status;

		uboot->shell.tested = counts;
		status = run_variable(uboot, command, &command->words[i]);
		uboot->shell.tested = tested;
		if (status)
			return status;
	}
	return 0;
}

/* Deletes what is there; what is not is status 1. */
static int env_delete(struct xb_uboot *uboot, const struct xb_command *command)
{
	int status = 0;

	for (size_t i = 1; i < command->count; i++) {
		const struct xb_word *word = &command->words[i];

		if (word->text[0] == '-')
			continue;
		if (!xb_shell_has(&uboot->shell, word->text))
			status = 1;
		xb_uboot_set(uboot, word->text, NULL, word->at);
	}
	return status;
}

static int env_exists(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_variable *known;

	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	known = xb_variable_find(&uboot->shell.env, command->words[1].text);
	if (known && !is_of_board(known->value))
		return 0;
	if (!known && !xb_shell_value(&uboot->shell, command->words[1].text, command->words[1].at))
		return 1;
	return !xb_uboot_decide(uboot, XB_ASK_TRUTH, command->words, command->count);
}

/* The words of `env`; those without a function are the board's own business. */
static const struct xb_board_command_row env_words[] = {
	{"default", 0, NULL},		{"delete", 0, env_delete},    {"edit", 0, NULL},
	{"exists", 0, env_exists},	{"export", 0, xb_env_export}, {"flags", 0, NULL},
	{"import", 0, xb_env_import},	{"info", 0, NULL},	      {"load", 0, NULL},
	{"print", 0, xb_command_printenv}, {"run", 0, xb_command_run}, {"save", 0, NULL},
	{"select", 0, NULL},		{"set", 0, xb_command_setenv}, {NULL, 0, NULL},
};

int xb_command_env(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_command rest = {.words = command->words + 1,
					.count = command->count - 1,
					.tested = command->tested};
	struct xb_board_command_row row;

	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	if (!xb_command_find(env_words, rest.words[0].text, &row))
		return xb_uboot_usage(uboot, command);
	return row.run ? row.run(uboot, &rest) : xb_uboot_outcome(uboot, command);
}

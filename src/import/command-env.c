/* SPDX-License-Identifier: MIT */
/* Commands on variables (U-Boot cmd/nvedit.c, cmd/echo.c, cmd/exit.c, common/cli.c). */
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
	if (first + 1 == command->count) {
		xb_uboot_set(uboot, name, NULL, command->words[first].at);
		return 0;
	}
	value = joined(command, first + 1);
	xb_uboot_set(uboot, name, value, command->words[first + 1].at);
	free(value);
	return 0;
}

int xb_command_setenv(struct xb_uboot *uboot, const struct xb_command *command)
{
	size_t first = 1;
	bool force = false;

	if (first < command->count && !strcmp(command->words[first].text, "-f")) {
		force = true;
		first++;
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
	const bool bare = command->count > 1 && uboot->shell.release >= 202104 &&
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
						? xb_amount_read(command->words[1].text, 10, NULL)
						: (struct xb_amount){.symbol = XB_NO_SYMBOL};
	const int number = status.symbol == XB_NO_SYMBOL ? (int)(status.value & 0x7fffff) : 0;

	/* From 2021.07 to 2023.01 it gives its status and ends nothing. */
	if (uboot->shell.release >= 202107 && uboot->shell.release < 202304 &&
	    uboot->shell.parser == XB_PARSER_OLD)
		return number;
	return -number - 2;
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
	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	for (size_t i = 1; i < command->count; i++) {
		const int status = run_variable(uboot, command, &command->words[i]);

		if (status)
			return status;
	}
	return 0;
}

/* `env` and its words; those that are left out here are the board's own business. */
static const struct {
	const char *name;
	xb_board_command *run;
} env_words[] = {
	{"set", xb_command_setenv},
	{"print", xb_command_printenv},
	{"run", xb_command_run},
};

static int env_delete(struct xb_uboot *uboot, const struct xb_command *command)
{
	for (size_t i = 2; i < command->count; i++)
		if (command->words[i].text[0] != '-')
			xb_uboot_set(uboot, command->words[i].text, NULL, command->words[i].at);
	return 0;
}

static int env_exists(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_variable *known;

	if (command->count < 3)
		return xb_uboot_usage(uboot, command);
	known = xb_variable_find(&uboot->shell.env, command->words[2].text);
	if (known && !is_of_board(known->value))
		return 0;
	if (!known && !xb_shell_value(&uboot->shell, command->words[2].text, command->words[2].at))
		return 1;
	return !xb_uboot_decide(uboot, XB_ASK_TRUTH, command->words, command->count);
}

int xb_command_env(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_command rest = {.words = command->words + 1,
					.count = command->count - 1,
					.tested = command->tested};

	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	for (size_t i = 0; i < XB_COUNT(env_words); i++)
		if (!strncmp(env_words[i].name, rest.words[0].text, strlen(rest.words[0].text)))
			return env_words[i].run(uboot, &rest);
	if (!strncmp("delete", rest.words[0].text, strlen(rest.words[0].text)))
		return env_delete(uboot, command);
	if (!strncmp("exists", rest.words[0].text, strlen(rest.words[0].text)))
		return env_exists(uboot, command);
	if (!strncmp("import", rest.words[0].text, strlen(rest.words[0].text))) {
		uboot->unknown_variables = true;
		xb_uboot_take_loads(uboot, command);
	}
	return xb_uboot_outcome(uboot, command);
}

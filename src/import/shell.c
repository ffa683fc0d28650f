/* SPDX-License-Identifier: MIT */
/* What both parsers share: values, and the end of a shell that does not end. */
#include "import/hush.h"
#include "import/releases.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool xb_shell_step(struct xb_shell *shell, size_t steps, struct xb_pos at)
{
	if (shell->stopped)
		return false;
	if (steps <= shell->budget) {
		shell->budget -= steps;
		return true;
	}
	shell->stopped = true;
	shell->host->event(shell->data, XB_SHELL_BUDGET, at, "");
	return false;
}

static const char *variable_value(struct xb_variables *variables, const char *name)
{
	struct xb_variable *variable = xb_variable_find(variables, name);

	if (!variable)
		return NULL;
	variable->used = true;
	return variable->value;
}

const char *xb_shell_value(struct xb_shell *shell, const char *name, struct xb_pos at)
{
	const char *value;

	if (!strcmp(name, "$?")) {
		/* Kept as a variable of its own so that its text lives as long as the others'. */
		char text[16];

		snprintf(text, sizeof(text), "%u", (unsigned)shell->status);
		xb_variable_set(&shell->locals, name, text, at);
		return variable_value(&shell->locals, name);
	}
	value = variable_value(&shell->env, name);
	if (!value)
		value = variable_value(&shell->locals, name);
	return value ? value : shell->host->board_value(shell->data, name);
}

bool xb_shell_has(struct xb_shell *shell, const char *name)
{
	return variable_value(&shell->env, name) || shell->host->board_value(shell->data, name);
}

void xb_shell_assign(struct xb_shell *shell, const char *name, const char *value, struct xb_pos at)
{
	if (!isalpha((unsigned char)*name))
		return;
	if (xb_release_has(shell->release, XB_TRAIT_OLD_ENVIRONMENT_KEEPS) && xb_variable_find(&shell->env, name))
		return; /* refused: the environment has it */
	if (*value)
		xb_variable_set(&shell->locals, name, value, at);
	else if (shell->parser == XB_PARSER_MODERN)
		xb_variable_set(&shell->locals, name, "", at);
	else if (xb_release_has(shell->release, XB_TRAIT_OLD_EMPTY_DELETES))
		xb_variable_set(&shell->locals, name, NULL, at);
}

int xb_shell_call(struct xb_shell *shell, const struct xb_command *command)
{
	int status;

	shell->name = command->words[0].text;
	status = shell->host->run(shell->data, shell, command);
	shell->name = NULL; /* its words do not last */
	return status;
}

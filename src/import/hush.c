/* SPDX-License-Identifier: MIT */
/* What both parsers share. */
#include "import/hush.h"

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

static int run_text(struct xb_shell *shell, const struct xb_script *text, bool whole)
{
	const struct xb_pos at = xb_script_at(text, 0);
	int status;

	if (shell->depth == XB_SHELL_DEPTH_MAX) {
		xb_shell_step(shell, shell->budget + 1, at);
		return 1;
	}
	if (!xb_shell_step(shell, text->length, at))
		return 1;
	shell->depth++;
	status = shell->parser == XB_PARSER_OLD ? xb_hush_old(shell, text, whole)
						: xb_hush_modern(shell, text, whole);
	shell->depth--;
	return status;
}

int xb_shell_source(struct xb_shell *shell, const struct xb_script *text)
{
	return run_text(shell, text, false);
}

int xb_shell_run_value(struct xb_shell *shell, const struct xb_script *text)
{
	return run_text(shell, text, true);
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

void xb_shell_assign(struct xb_shell *shell, const char *name, const char *value, struct xb_pos at)
{
	if (!isalpha((unsigned char)*name))
		return;
	if (shell->release < 202101 && xb_variable_find(&shell->env, name))
		return; /* refused: the environment has it */
	if (*value)
		xb_variable_set(&shell->locals, name, value, at);
	else if (shell->parser == XB_PARSER_MODERN)
		xb_variable_set(&shell->locals, name, "", at);
	else if (shell->release >= 202307)
		xb_variable_set(&shell->locals, name, NULL, at);
}

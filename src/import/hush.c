/* SPDX-License-Identifier: MIT */
/* A text is run by the parser that the board has. */
#include "import/hush.h"

static int run_text(struct xb_shell *shell, const struct xb_script *text, bool whole)
{
	const struct xb_pos at = xb_script_at(text, 0);
	const bool more = shell->more;
	int status;

	if (shell->depth == XB_SHELL_DEPTH_MAX) {
		xb_shell_step(shell, shell->budget + 1, at);
		return 1;
	}
	if (!xb_shell_step(shell, text->length, at))
		return 1;
	shell->depth++;
	shell->more = false;
	status = shell->parser == XB_PARSER_OLD ? xb_hush_old(shell, text, whole)
						: xb_hush_modern(shell, text, whole);
	shell->depth--;
	shell->more = more;
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

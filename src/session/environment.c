/* SPDX-License-Identifier: MIT */
/* What the board has when a script begins: its U-Boot's own, with what --uboot and --env say on
 * top. */
#include "session/session.h"

#include <string.h>

/* Nobody's environment is larger; U-Boot's are 64 KiB at the most, mostly. */
enum { ENVIRONMENT_MAX = 1 << 20 };

/* The text of --env is read once: it may be standard input. */
static bool read_text(struct xb_session *session)
{
	if (!session->env_read)
		session->env_read =
			xb_file_load(session->config.env_path, ENVIRONMENT_MAX, (struct xb_pos){0},
				     &session->env_text, &session->diags);
	return session->env_read;
}

static bool read_given(struct xb_session *session, struct xb_environment *given)
{
	const char *path = session->config.env_path;

	*given = (struct xb_environment){.partial = true};
	if (!path)
		return true;
	return read_text(session) &&
	       xb_import_variables(strcmp(path, "-") ? path : XB_STANDARD_INPUT,
				   session->env_text.data ? session->env_text.data : "",
				   session->env_text.length, given, &session->diags);
}

/* What a file shows of a board that runs wins over what its U-Boot was built with. */
static void lay_given(struct xb_environment *environment, const struct xb_environment *given)
{
	for (size_t i = 0; i < given->count; i++)
		xb_environment_set(environment, given->variables[i].name, given->variables[i].value,
				   given->variables[i].at);
	if (!given->partial)
		environment->partial = false;
}

static bool load(struct xb_session *session, const struct xb_board *board,
		 struct xb_environment *environment)
{
	const struct xb_uboot_choice *choice = &session->config.uboot;
	struct xb_environment given;
	bool good;

	good = read_given(session, &given) &&
	       xb_environment_load(environment, session->data, board,
				   choice->release ? choice->release : given.release,
				   &session->diags);
	if (good && choice->parser)
		environment->modern = !strcmp(choice->parser, "modern");
	if (good)
		lay_given(environment, &given);
	xb_environment_clear(&given);
	return good;
}

const struct xb_environment *xb_session_environment(struct xb_session *session,
						    const struct xb_board *board)
{
	if (session->environment_read)
		return &session->environment;
	session->environment_read = load(session, board, &session->environment);
	if (session->environment_read)
		return &session->environment;
	xb_environment_clear(&session->environment);
	return NULL;
}

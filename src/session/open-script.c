/* SPDX-License-Identifier: MIT */
/* A script in the place of a profile: run, and each way through it checked. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

/* The board that --board names, of all that are known. NULL: none is named, or it is not known, which is said. */
static const struct xb_board *find_board(struct xb_session *session)
{
	const char *name = session->config.board_name;

	if (!name)
		return NULL;
	if (!session->boards)
		session->boards = xb_boards_load(session->data, &session->diags);
	for (size_t i = 0; session->boards && i < session->boards->count; i++)
		if (!strcmp(session->boards->items[i].name.text, name))
			return &session->boards->items[i];
	xb_error(&session->diags, XB_CODE_BAD_VALUE, (struct xb_pos){0}, "no board is called '%s'", name);
	xb_hint(&session->diags, "`xenboot boards` lists them");
	return NULL;
}

#define ON_A_WAY " (where "

/* Was the same said, of whichever way? */
static bool says(const struct xb_diags *diags, const struct xb_diag *said)
{
	const size_t length = strlen(said->message);

	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		if (diag->code == said->code && diag->line == said->line &&
		    diag->column == said->column && !strncmp(diag->message, said->message, length) &&
		    (!diag->message[length] ||
		     !strncmp(diag->message + length, ON_A_WAY, strlen(ON_A_WAY))))
			return true;
	}
	return false;
}

/* What FOUND says and was not said of a way before; behind it, on which way it holds. */
static void add_new(struct xb_diags *diags, const struct xb_diags *found, const char *when)
{
	for (size_t i = 0; i < found->count; i++) {
		struct xb_diag diag = found->items[i];
		char *message;

		if (says(diags, &diag))
			continue;
		message = when ? xb_format("%s" ON_A_WAY "%s)", diag.message, when)
			       : xb_strdup(diag.message);
		diag.message = message;
		xb_diags_add(diags, &diag);
		free(message);
	}
}

static void check_way(struct xb_session *session, struct xb_way *way, const struct xb_catalog *catalog)
{
	struct xb_context context;

	if (way->boot) {
		xb_context_init(&context, way->boot, catalog);
		xb_check(&context, &way->diags);
		xb_context_clear(&context);
	}
	add_new(&session->diags, &way->diags, way->when);
}

static void report_no_entry(struct xb_session *session, const char *name)
{
	if (session->boot)
		return;
	xb_warning(&session->diags, XB_CODE_NOT_LOADED, (struct xb_pos){.file = name},
		   "the script does not start Xen: it gets to no boot command");
}

bool xb_session_open_script(struct xb_session *session, const char *name, const char *text,
			    size_t length)
{
	struct xb_import_config config = {.files_dir = session->config.files_dir,
					  .tree_path = session->config.tree_path};
	const struct xb_catalog *catalog;

	xb_session_close(session);
	catalog = xb_session_catalog(session);
	if (!catalog)
		return false;
	config.catalog = catalog;
	config.board = find_board(session);
	if (!xb_import_script(&config, name, text, length, &session->ways, &session->diags))
		return true;
	session->boot = session->ways.items[0].boot;
	for (size_t i = 0; i < session->ways.count; i++)
		check_way(session, &session->ways.items[i], catalog);
	for (size_t i = 0; !session->boot && i < session->ways.count; i++)
		session->boot = session->ways.items[i].boot;
	report_no_entry(session, name);
	xb_session_apply_levels(session);
	xb_diags_sort(&session->diags);
	return true;
}

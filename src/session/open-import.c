/* SPDX-License-Identifier: MIT */
/* What others wrote in the place of a profile: it is described, and each way of it checked. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

/* All that are known, loaded when first asked for; what is wrong with one is told where it is named. */
static const struct xb_board_list *boards_of(struct xb_session *session)
{
	struct xb_diags ignored = {0};

	if (!session->boards)
		session->boards = xb_boards_load(session->data, session->config.board_name
									? &session->diags
									: &ignored);
	xb_diags_clear(&ignored);
	return session->boards;
}

/* The board that --board names, of all that are known. NULL: none is named, or it is not known, which is said. */
static const struct xb_board *find_board(struct xb_session *session)
{
	const struct xb_board_list *boards = boards_of(session);
	const char *name = session->config.board_name;

	for (size_t i = 0; name && boards && i < boards->count; i++)
		if (!strcmp(boards->items[i].name.text, name))
			return &boards->items[i];
	if (!name)
		return NULL;
	xb_error(&session->diags, XB_CODE_BAD_VALUE, (struct xb_pos){0}, "no board is called '%s'", name);
	xb_hint(&session->diags, "`xenboot boards` lists them");
	return NULL;
}

static bool says(const struct xb_diags *diags, const struct xb_diag *said)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		if (diag->code == said->code && diag->line == said->line &&
		    diag->column == said->column && !strcmp(diag->message, said->message))
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
		message = when ? xb_format("%s (where %s)", diag.message, when)
			       : xb_strdup(diag.message);
		diag.message = message;
		if (!says(diags, &diag))
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

/* ---- Descriptions ---- */

static void take_ways(struct xb_session *session, const struct xb_import_source *source)
{
	const struct xb_ways *ways = &session->ways;

	session->boot = ways->items[0].boot;
	for (size_t i = 0; i < ways->count; i++)
		check_way(session, &ways->items[i], session->catalog);
	for (size_t i = 0; !session->boot && i < ways->count; i++)
		session->boot = ways->items[i].boot;
	report_no_entry(session, source->name);
}

/* ---- Texts of profiles ---- */

/* The text has other lines than what it is made of: what is said of it is said of the whole. */
static void move_places(struct xb_diags *diags, const char *name)
{
	for (size_t i = 0; i < diags->count; i++) {
		struct xb_diag *diag = &diags->items[i];

		if (!diag->file || strcmp(diag->file, name) != 0)
			continue;
		diag->line = diag->column = 0;
	}
}

static bool open_text(struct xb_session *session, const struct xb_import_source *source,
		      const struct xb_buf *text, struct xb_diags *said)
{
	struct xb_profile_source place = {.path = (char *)source->name};
	const bool good = xb_session_open_source(session, &place, text->data, text->length);

	move_places(&session->diags, source->name);
	for (size_t i = 0; i < said->count; i++)
		xb_diags_add(&session->diags, &said->items[i]);
	xb_diags_sort(&session->diags);
	return good;
}

/* ---- Either ---- */

static struct xb_import_config configure(struct xb_session *session)
{
	return (struct xb_import_config){.catalog = session->catalog,
					 .board = find_board(session),
					 .boards = boards_of(session),
					 .files_dir = session->config.files_dir,
					 .tree_path = session->config.tree_path};
}

/* The importer of SOURCE, and what it makes: ways of the session's own, or TEXT. NULL: neither. */
static const struct xb_importer *read_source(struct xb_session *session,
					     const struct xb_import_source *source,
					     const struct xb_import_names *names,
					     struct xb_buf *text)
{
	const struct xb_importer *importer;
	struct xb_import_config config;
	bool good;

	xb_session_close(session);
	importer = xb_session_catalog(session) ? xb_importer_find(source, &session->diags) : NULL;
	if (!importer)
		return NULL;
	config = configure(session);
	if (importer->describe)
		good = importer->describe(&config, source, &session->ways, &session->diags);
	else
		good = importer->write(&config, source, names, text, &session->diags);
	return good ? importer : NULL;
}

bool xb_session_open_import(struct xb_session *session, const struct xb_import_source *source)
{
	const struct xb_import_names names = {.source = source->name,
					      .profile = "imported",
					      .board = session->config.board_name,
					      .files = session->config.files_dir};
	struct xb_buf text = {0};
	const struct xb_importer *importer = read_source(session, source, &names, &text);
	bool good = importer != NULL;

	if (importer && importer->write) {
		struct xb_diags said = session->diags;

		session->diags = (struct xb_diags){0};
		good = open_text(session, source, &text, &said);
		xb_diags_clear(&said);
	} else if (importer) {
		take_ways(session, source);
		xb_session_apply_levels(session);
		xb_diags_sort(&session->diags);
	}
	xb_buf_clear(&text);
	return good;
}

bool xb_session_import(struct xb_session *session, const struct xb_import_source *source,
		       const struct xb_import_names *names, struct xb_buf *out)
{
	const struct xb_importer *importer = read_source(session, source, names, out);
	struct xb_import_names own = *names;

	if (!importer || importer->write)
		return importer != NULL;
	take_ways(session, source);
	xb_session_apply_levels(session);
	xb_diags_sort(&session->diags);
	if (!session->boot)
		return false;
	own.catalog = session->catalog;
	xb_import_profile(session->boot, &own, out, &session->diags);
	return true;
}

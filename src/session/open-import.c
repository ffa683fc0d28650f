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

/* Between what is wrong and the way on which it is. */
#define WHERE " (where "

/* Is MESSAGE what SAID says, on whatever way? */
static bool same_message(const char *said, const char *message)
{
	const size_t length = strlen(message);

	return !strncmp(said, message, length) &&
	       (!said[length] || !strncmp(said + length, WHERE, strlen(WHERE)));
}

static bool says(const struct xb_diags *diags, const struct xb_diag *said)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		if (diag->code == said->code && diag->line == said->line &&
		    diag->column == said->column && same_message(diag->message, said->message))
			return true;
	}
	return false;
}

/* What FOUND says and was not said of a way before; behind it, on which way it holds. The ways come
 * with the fewest answers first, so that it is the simplest. */
static void add_new(struct xb_diags *diags, const struct xb_diags *found, const char *when)
{
	for (size_t i = 0; i < found->count; i++) {
		struct xb_diag diag = found->items[i];
		char *message;

		if (says(diags, &diag))
			continue;
		message = when ? xb_format("%s" WHERE "%s)", diag.message, when)
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

/* DIAG is of the profile's TEXT: it becomes one of SOURCE, of the whole where it is not known of which part. */
static void move_back(struct xb_diag *diag, const struct xb_import_source *source,
		      const struct xb_buf *text, const struct xb_import_origins *origins)
{
	const struct xb_pos at = xb_import_origins_find(origins, text, diag->line, diag->column);

	free(diag->file);
	diag->file = xb_strdup(source->name);
	diag->line = at.line;
	diag->column = at.column;
}

static void move_all_back(struct xb_diags *diags, const char *path,
			  const struct xb_import_source *source, const struct xb_buf *text,
			  const struct xb_import_origins *origins)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].file && !strcmp(diags->items[i].file, path))
			move_back(&diags->items[i], source, text, origins);
	xb_diags_sort(diags);
}

/* TEXT is a profile that IMPORTER made of SOURCE: what is wrong with it is said where it stands in that. */
static void open_text(struct xb_session *session, const struct xb_importer *importer,
		      const struct xb_import_source *source, const struct xb_buf *text,
		      const struct xb_import_origins *origins)
{
	/* Beside the source, so that the boot files are sought where it is. */
	struct xb_profile_source place = {.path = xb_format("%s (as a profile)", source->name)};
	const struct xb_catalog *catalog;

	session->profile = xb_profile_parse_as(session->data, &place, text->data, text->length,
					       &session->diags);
	catalog = xb_session_plan(session);
	if (session->boot && importer->name_places)
		importer->name_places(session->boot);
	xb_session_check(session, catalog);
	move_all_back(&session->diags, place.path, source, text, origins);
	xb_profile_source_clear(&place);
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
	struct xb_import_origins origins = {0};
	const struct xb_import_names names = {.source = source->name,
					      .profile = "imported",
					      .board = session->config.board_name,
					      .files = session->config.files_dir,
					      .tree = session->config.tree_path,
					      .origins = &origins};
	struct xb_buf text = {0};
	const struct xb_importer *importer = read_source(session, source, &names, &text);

	if (importer && importer->write) {
		open_text(session, importer, source, &text, &origins);
	} else if (importer) {
		take_ways(session, source);
		xb_session_apply_levels(session);
		xb_diags_sort(&session->diags);
	}
	xb_import_origins_clear(&origins);
	xb_buf_clear(&text);
	return importer != NULL;
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

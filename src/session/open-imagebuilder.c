/* SPDX-License-Identifier: MIT */
/* A configuration of ImageBuilder's in the place of a profile: it is made into one, and what is wrong with
 * that is reported where it stands in the configuration. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

/* DIAG is of the profile's TEXT: it becomes one of the configuration NAME. */
static void move_back(struct xb_diag *diag, const char *name, const struct xb_buf *text,
		      const struct xb_import_origins *origins)
{
	const struct xb_pos at = xb_import_origins_find(origins, text, diag->line, diag->column);

	free(diag->file);
	diag->file = xb_strdup(name);
	diag->line = at.line;
	diag->column = at.column;
}

/* A key that is missing is a variable that is, and that was said. */
static void move_all_back(struct xb_diags *diags, const char *path, const char *name,
			  const struct xb_buf *text, const struct xb_import_origins *origins)
{
	struct xb_diags kept = {0};

	for (size_t i = 0; i < diags->count; i++) {
		struct xb_diag *diag = &diags->items[i];
		const bool of_profile = diag->file && !strcmp(diag->file, path);

		if (of_profile && diag->code == XB_CODE_MISSING_KEY)
			continue;
		if (of_profile)
			move_back(diag, name, text, origins);
		xb_diags_add(&kept, diag);
	}
	xb_diags_clear(diags);
	*diags = kept;
	xb_diags_sort(diags);
}

bool xb_session_open_imagebuilder(struct xb_session *session, const char *name, const char *text,
				  size_t length)
{
	struct xb_import_origins origins = {0};
	const struct xb_import_names names = {.source = name,
					      .profile = "imagebuilder",
					      .board = session->config.board_name,
					      .files = session->config.files_dir,
					      .tree = session->config.tree_path,
					      .origins = &origins};
	/* Beside the configuration, so that the boot files are sought where it is. */
	struct xb_profile_source source = {.path = xb_format("%s (as a profile)", name)};
	const struct xb_catalog *catalog;
	struct xb_buf profile = {0};

	xb_session_close(session);
	xb_import_imagebuilder(text, length, &names, &profile, &session->diags);
	session->profile = xb_profile_parse_as(session->data, &source, profile.data, profile.length,
					       &session->diags);
	catalog = xb_session_plan(session);
	if (session->boot)
		xb_import_imagebuilder_name(session->boot);
	xb_session_check(session, catalog);
	move_all_back(&session->diags, source.path, name, &profile, &origins);
	xb_profile_source_clear(&source);
	xb_import_origins_clear(&origins);
	xb_buf_clear(&profile);
	return true;
}

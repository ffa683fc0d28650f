/* SPDX-License-Identifier: MIT */
/* Load, resolve, plan, check. */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

struct xb_session *xb_session_new(const struct xb_session_config *config)
{
	struct xb_session *session = xb_alloc(sizeof(*session));

	session->config = *config;
	session->data = xb_data_new(config->user_dir, config->data_dir);
	return session;
}

struct xb_session *xb_session_new_trial(struct xb_session *session)
{
	struct xb_session *trial = xb_session_new(&session->config);

	trial->catalog = session->catalog;
	trial->borrows_catalog = trial->catalog != NULL;
	return trial;
}

void xb_session_close(struct xb_session *session)
{
	xb_context_clear(&session->context);
	if (!session->ways.count)
		xb_boot_free(session->boot);
	xb_ways_clear(&session->ways);
	xb_profile_free(session->profile);
	xb_diags_clear(&session->diags);
	session->boot = NULL;
	session->profile = NULL;
}

void xb_session_free(struct xb_session *session)
{
	if (!session)
		return;
	xb_session_close(session);
	if (!session->borrows_catalog)
		xb_catalog_free(session->catalog);
	xb_boards_free(session->boards);
	xb_data_free(session->data);
	free(session);
}

struct xb_data *xb_session_data(struct xb_session *session)
{
	return session->data;
}

const struct xb_catalog *xb_session_catalog(struct xb_session *session)
{
	if (!session->catalog)
		session->catalog = xb_catalog_load(session->data, &session->diags);
	return session->catalog;
}

static void override(struct xb_session *session)
{
	const struct xb_session_config *config = &session->config;

	if (config->board_name)
		xb_profile_override_board(session->profile, session->data, config->board_name,
					  &session->diags);
	if (config->emit_words)
		xb_profile_override_emit(session->profile, config->emit_words, &session->diags);
}

static struct xb_boot *plan(struct xb_session *session, const struct xb_catalog *catalog)
{
	struct xb_boot_config config = {
		.catalog = catalog,
		.files_dir = session->config.files_dir,
		.tree_path = session->config.tree_path,
	};
	struct xb_arena arena = {0};
	struct xb_boot *boot;

	xb_output_choose(&session->profile->output.emit_words, &session->outputs, &session->diags);
	xb_output_configure(&session->outputs, session->profile->output.name.text, &arena, &config);
	boot = xb_boot_plan(session->profile, &config, &session->diags);
	xb_arena_clear(&arena);
	return boot;
}

/* The severities that the profile and the caller want, the caller's last. */
void xb_session_apply_levels(struct xb_session *session)
{
	struct xb_check_policy policy = {0};

	if (session->profile)
		xb_check_policy_add(&policy, &session->profile->checks, &session->diags);
	xb_check_policy_add(&policy, &session->config.levels, &session->diags);
	xb_diags_apply(&session->diags, &policy);
}

const struct xb_catalog *xb_session_plan(struct xb_session *session)
{
	const struct xb_catalog *catalog;

	if (session->profile)
		override(session);
	catalog = session->profile ? xb_session_catalog(session) : NULL;
	if (catalog)
		session->boot = plan(session, catalog);
	return catalog;
}

void xb_session_check(struct xb_session *session, const struct xb_catalog *catalog)
{
	xb_context_init(&session->context, session->boot, catalog);
	if (session->boot)
		xb_check(&session->context, &session->diags);
	xb_session_apply_levels(session);
	xb_diags_sort(&session->diags);
}

static bool plan_and_check(struct xb_session *session)
{
	const struct xb_catalog *catalog = xb_session_plan(session);

	xb_session_check(session, catalog);
	return catalog != NULL;
}

bool xb_session_open(struct xb_session *session, const char *ref)
{
	xb_session_close(session);
	session->profile = xb_profile_load(session->data, ref, &session->diags);
	return plan_and_check(session);
}

bool xb_session_open_text(struct xb_session *session, const char *path, const char *text,
			  size_t length)
{
	xb_session_close(session);
	session->profile =
		xb_profile_parse(session->data, path, text, length, &session->diags);
	return plan_and_check(session);
}

bool xb_session_open_source(struct xb_session *session, const struct xb_profile_source *source,
			    const char *text, size_t length)
{
	xb_session_close(session);
	session->profile =
		xb_profile_parse_as(session->data, source, text, length, &session->diags);
	return plan_and_check(session);
}

const struct xb_profile *xb_session_profile(const struct xb_session *session)
{
	return session->profile;
}

const struct xb_context *xb_session_context(const struct xb_session *session)
{
	return &session->context;
}

const struct xb_boot *xb_session_boot(const struct xb_session *session)
{
	return session->boot;
}

const struct xb_session_config *xb_session_config(const struct xb_session *session)
{
	return &session->config;
}

struct xb_diags *xb_session_own_diags(struct xb_session *session)
{
	return &session->diags;
}

const struct xb_diags *xb_session_diags(const struct xb_session *session)
{
	return &session->diags;
}

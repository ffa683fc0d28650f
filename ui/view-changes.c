/* SPDX-License-Identifier: MIT */
/* What differs from the saved file, from the defaults, or from another profile. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

enum { SAVED, DEFAULTS, OTHER }; /* page->tab */

struct state {
	char *other; /* the profile to compare with */
};

static struct state *state_of(struct ui_page *page)
{
	if (!page->state)
		page->state = xb_alloc(sizeof(struct state));
	return page->state;
}

static void free_state(struct ui_page *page)
{
	struct state *state = page->state;

	if (state)
		free(state->other);
	free(state);
}

/* ---- Rows -------------------------------------------------------------------------------------- */

/* The setting that KEY is part of: an item of a list is taken back with the whole list. */
static char *setting_of(struct ui_app *app, const char *key)
{
	const struct ui_node *node = ui_menu_find_up(&app->menu, key);
	bool setting = node && (node->kind == UI_NODE_KEY || node->kind == UI_NODE_OPTION);

	return xb_strdup(setting ? node->id : key);
}

/* What stands at KEY; NULL: it is not set. */
static const char *line_of(const struct xb_profile *profile, const char *key, struct xb_arena *arena)
{
	struct xb_buf line = {0};
	const char *text = NULL;

	if (profile && xb_profile_get_line(profile, key, &line))
		text = xb_arena_strdup(arena, line.data);
	xb_buf_clear(&line);
	return text;
}

static void add(struct ui_app *app, struct ui_page *page, const char *key, const char *before,
		const char *now)
{
	struct xb_arena *arena = &page->rows.arena;
	struct ui_row *row = ui_rows_add(&page->rows, key);

	row->id = xb_arena_strdup(arena, key);
	row->key = ui_menu_find(&app->menu, row->id) ? row->id : NULL;
	row->mark = before && now ? "~" : before ? "-" : "+";
	row->style = before && now ? UI_CHANGED : before ? UI_REMOVED : UI_ADDED;
	row->value = xb_arena_format(arena, "%s -> %s", before ? before : "(not set)",
				     now ? now : "(not set)");
}

/* A row for the setting that the difference is in, unless there is one. */
static void add_difference(struct ui_app *app, struct ui_page *page,
			   const struct xb_difference *difference, const struct xb_profile *with,
			   const struct xb_profile *profile)
{
	char *key = setting_of(app, difference->key);

	if (strcmp(key, difference->key) == 0)
		add(app, page, key, difference->a, difference->b);
	else if (ui_rows_find(&page->rows, key) == page->rows.count)
		add(app, page, key, line_of(with, key, &page->rows.arena),
		    line_of(profile, key, &page->rows.arena));
	free(key);
}

static void compare(struct ui_app *app, struct ui_page *page, const struct xb_profile *with)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct xb_flat before = {0}, now = {0};
	struct xb_differences found = {0};

	if (with)
		xb_profile_flatten(with, &before);
	if (profile)
		xb_profile_flatten(profile, &now);
	xb_flat_compare(&before, &now, &found);
	for (size_t i = 0; i < found.count; i++)
		add_difference(app, page, &found.items[i], with, profile);
	xb_differences_clear(&found);
	xb_flat_clear(&before);
	xb_flat_clear(&now);
}

static void compare_with_other(struct ui_app *app, struct ui_page *page)
{
	struct xb_diags diags = {0};
	struct xb_profile *other =
		xb_profile_load(xb_session_data(app->session), state_of(page)->other, &diags);

	if (other)
		compare(app, page, other);
	else
		ui_rows_heading(&page->rows, diags.count ? diags.items[0].message
							 : "It cannot be read.");
	xb_profile_free(other);
	xb_diags_clear(&diags);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	if (page->tab == OTHER)
		compare_with_other(app, page);
	else
		compare(app, page, page->tab == SAVED ? xb_draft_saved(app->draft) : NULL);
	if (!page->rows.count && page->tab == SAVED && xb_draft_is_changed(app->draft))
		ui_rows_heading(&page->rows, "No setting differs, but their order or the layout of the "
					     "file: R, or u.");
	else if (!page->rows.count)
		ui_rows_heading(&page->rows, "No difference.");
}

static void title_more(struct ui_app *app, struct ui_page *page, struct xb_buf *out)
{
	(void)app;
	if (page->tab == OTHER)
		xb_buf_printf(out, " against %s", state_of(page)->other);
	else
		xb_buf_puts(out, page->tab == SAVED ? " against the saved file"
						    : " against the defaults (all that is set)");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->key)
		ui_app_jump(app, row->key);
	else
		ui_app_say(app, UI_NOTE, "%s is edited in the file", row->id);
}

const struct ui_page_type ui_page_changes = {
	.where = UI_ON_CHANGES,
	.title = "Changes",
	.has_detail = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
	.free = free_state,
};

/* ---- Reverting --------------------------------------------------------------------------------- */

/* What stands at KEY on the other side: new text, or NULL where it is not set. */
static char *other_value(struct ui_app *app, struct ui_page *page, const char *key)
{
	struct xb_diags ignored = {0};
	struct xb_profile *other;
	struct xb_buf value = {0};
	bool there;

	if (page->tab != OTHER)
		return page->tab == SAVED ? ui_app_saved_value(app, key) : NULL;
	other = xb_profile_load(xb_session_data(app->session), state_of(page)->other, &ignored);
	there = other && xb_profile_get_line(other, key, &value);
	xb_profile_free(other);
	xb_diags_clear(&ignored);
	if (there)
		return xb_buf_take(&value);
	xb_buf_clear(&value);
	return NULL;
}

void ui_changes_revert(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_row *row = ui_page_row(page);
	char *key, *value;

	if (!row)
		return;
	key = xb_strdup(row->id);
	value = other_value(app, page, key);
	ui_app_set(app, key, value);
	free(key);
	free(value);
}

static const char all_changes[] = "revert all changes";

/* Byte for byte what stands in the file. False: there is none. */
static bool revert_to_saved(struct ui_app *app)
{
	size_t length;
	const char *text = xb_draft_saved_text(app->draft, &length);
	struct xb_diags diags = {0};

	if (!text)
		return false;
	switch (xb_draft_replace(app->draft, text, length, all_changes, &diags)) {
	case XB_CHANGE_DONE:
		ui_app_refresh(app);
		ui_app_say(app, UI_NORMAL, "%s", all_changes);
		break;
	case XB_CHANGE_NO_CHANGE:
		break;
	default:
		ui_app_say(app, UI_ERROR, "what is saved is no YAML: u takes back step by step");
		break;
	}
	xb_diags_clear(&diags);
	return true;
}

/* Each setting as it is on the other side, all in one step. */
static void revert_each(struct ui_app *app, struct ui_page *page)
{
	struct xb_change *changes = xb_alloc((page->rows.count + 1) * sizeof(*changes));
	size_t count = 0;

	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_row *row = &page->rows.items[i];

		if (row->plain)
			continue;
		changes[count].key = xb_strdup(row->id);
		changes[count++].value = other_value(app, page, row->id);
	}
	if (count)
		ui_app_change(app, changes, count, all_changes);
	for (size_t i = 0; i < count; i++) {
		free((char *)changes[i].key);
		free((char *)changes[i].value);
	}
	free(changes);
}

void ui_changes_revert_all(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	if (page->tab != SAVED || !revert_to_saved(app))
		revert_each(app, page);
}

/* ---- What to compare with ---------------------------------------------------------------------- */

static bool other_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_row *row = &dialog->rows.items[dialog->list.selected];
	struct ui_page *page = ui_app_page(app);

	(void)answer;
	page->tab = (int)row->index;
	if (page->tab == OTHER) {
		free(state_of(page)->other);
		state_of(page)->other = xb_strdup(row->id);
	}
	page->built = false;
	ui_page_update(app, page);
	return true;
}

void ui_changes_other(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Compare with");
	struct xb_data_file *files;
	size_t count = xb_data_list(xb_session_data(app->session), XB_DATA_PROFILES, &files);

	ui_rows_add(&dialog->rows, "the saved file")->index = SAVED;
	ui_rows_add(&dialog->rows, "the defaults")->index = DEFAULTS;
	for (size_t i = 0; i < count; i++) {
		struct ui_row *row = ui_rows_add(&dialog->rows, files[i].name);

		row->index = OTHER;
		row->id = xb_arena_strdup(&dialog->rows.arena, files[i].name);
	}
	dialog->list.count = dialog->rows.count;
	dialog->done = other_done;
	free(files);
}

/* SPDX-License-Identifier: MIT */
/* What differs from the saved file, from the defaults, or from another profile. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/value.h"

/* ---- Rows -------------------------------------------------------------------------------------- */

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

/* What holds while NODE is not set; NULL: nothing does, or that is not known. */
static const char *default_of(const struct ui_node *node)
{
	if (!node)
		return NULL;
	return node->option ? node->option->default_value.text : node->info ? node->info->standing : NULL;
}

static void add(struct ui_page *page, const struct ui_subject *subject, const struct ui_node *node,
		const char *before, const char *now)
{
	struct ui_row *row = ui_rows_add_about(&page->rows, subject->id, subject);
	struct xb_arena *arena = &page->rows.arena;
	bool defaults = page->subject.kind == UI_SUBJECT_DEFAULTS;
	const char *nothing = defaults ? "(no default)" : "(not set)";

	if (defaults)
		before = default_of(node);
	if (node && !ui_node_is_list(node)) {
		before = ui_value_shown(node, before, arena);
		now = ui_value_shown(node, now, arena);
	}
	row->node = node;
	row->mark = before && now ? "~" : before ? "-" : "+";
	row->style = before && now ? UI_CHANGED : before ? UI_REMOVED : UI_ADDED;
	row->value = defaults && ui_same_text(before, now)
			     ? xb_arena_format(arena, "%s, as by default", now)
			     : xb_arena_format(arena, "%s -> %s", before ? before : nothing,
					       now ? now : nothing);
}

/* A row for what the difference is in, unless there is one: an item of a list is taken back with the whole
 * list. */
static void add_difference(struct ui_app *app, struct ui_page *page,
			   const struct xb_difference *difference, const struct xb_profile *with,
			   const struct xb_profile *profile)
{
	struct xb_arena *arena = &page->rows.arena;
	const char *key = ui_menu_change_key(&app->menu, with, profile, difference->key, arena);
	const struct ui_node *node = ui_menu_find_item(&app->menu, key);
	const struct ui_subject itself = {.kind = UI_SUBJECT_KEY, .id = key};
	const struct ui_subject *subject = node ? &node->subject : &itself;

	if (strcmp(key, difference->key) == 0)
		add(page, subject, node, difference->a, difference->b);
	else if (ui_rows_find(&page->rows, subject) == page->rows.count)
		add(page, subject, node, line_of(with, key, arena), line_of(profile, key, arena));
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

/* The profile of that name, the caller's; NULL: it cannot be read, see DIAGS. */
static struct xb_profile *load_other(struct ui_app *app, const struct ui_page *page,
				     struct xb_diags *diags)
{
	return xb_profile_load(xb_session_data(app->session), page->subject.id, diags);
}

static void compare_with_other(struct ui_app *app, struct ui_page *page)
{
	struct xb_diags diags = {0};
	struct xb_profile *other = load_other(app, page, &diags);

	if (other)
		compare(app, page, other);
	else
		ui_rows_heading(&page->rows, diags.count ? diags.items[0].message
							 : "It cannot be read.");
	xb_profile_free(other);
	xb_diags_clear(&diags);
}

static void init(struct ui_app *app, struct ui_page *page)
{
	(void)app;
	page->subject.kind = UI_SUBJECT_SAVED;
}

static void build(struct ui_app *app, struct ui_page *page)
{
	bool with_saved = page->subject.kind == UI_SUBJECT_SAVED;

	if (page->subject.kind == UI_SUBJECT_PROFILE)
		compare_with_other(app, page);
	else
		compare(app, page, with_saved ? xb_draft_saved(app->draft) : NULL);
	if (!page->rows.count && with_saved && xb_draft_is_changed(app->draft))
		ui_rows_heading(&page->rows, "No setting differs, but their order or the layout of the "
					     "file: R, or u.");
	else if (!page->rows.count)
		ui_rows_heading(&page->rows, "No difference.");
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	(void)app;
	if (page->subject.kind == UI_SUBJECT_PROFILE)
		xb_buf_printf(out, " against %s", page->subject.id);
	else if (page->subject.kind == UI_SUBJECT_SAVED)
		xb_buf_puts(out, " against the saved file");
	else
		xb_buf_puts(out, " against the defaults (all that is set)");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->node)
		ui_app_jump(app, row->node);
	else
		ui_app_say(app, UI_NOTE, "%s is edited in the file", row->subject.id);
}

const struct ui_page_type ui_page_changes = {
	.where = UI_ON_CHANGES,
	.title = "Changes",
	.has_detail = true,
	.follows = true,
	.init = init,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

/* ---- Reverting --------------------------------------------------------------------------------- */

/* What stands at KEY on the other side, OTHER where that is a profile: new text, or NULL where it
 * is not set. */
static char *other_value(struct ui_app *app, const struct ui_page *page,
			 const struct xb_profile *other, const char *key)
{
	struct xb_buf value = {0};

	if (page->subject.kind == UI_SUBJECT_SAVED)
		return ui_app_saved_value(app, key);
	if (other && xb_profile_get_line(other, key, &value))
		return xb_buf_take(&value);
	xb_buf_clear(&value);
	return NULL;
}

/* COUNT rows from FIRST on as they are on the other side, all in one step called STEP. */
static void revert_rows(struct ui_app *app, const struct ui_page *page, const struct ui_row *first,
			size_t count, const char *step)
{
	struct xb_change *changes = xb_alloc((count + 1) * sizeof(*changes));
	struct xb_diags ignored = {0};
	struct xb_arena arena = {0};
	struct xb_profile *other = page->subject.kind == UI_SUBJECT_PROFILE
					   ? load_other(app, page, &ignored)
					   : NULL;
	size_t made = 0;

	for (size_t i = 0; i < count; i++) {
		char *value;

		if (first[i].plain)
			continue;
		value = other_value(app, page, other, first[i].subject.id);
		changes[made].key = xb_arena_strdup(&arena, first[i].subject.id);
		changes[made++].value = value ? xb_arena_strdup(&arena, value) : NULL;
		free(value);
	}
	if (made)
		ui_app_change(app, changes, made, step);
	xb_profile_free(other);
	xb_diags_clear(&ignored);
	xb_arena_clear(&arena);
	free(changes);
}

void ui_changes_revert(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_row *row = ui_page_row(page);

	if (row)
		revert_rows(app, page, row, 1, NULL);
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

void ui_changes_revert_all(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	if (page->subject.kind != UI_SUBJECT_SAVED || !revert_to_saved(app))
		revert_rows(app, page, page->rows.items, page->rows.count, all_changes);
}

/* ---- What to compare with ---------------------------------------------------------------------- */

static bool other_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_page *page = ui_app_page(app);

	(void)answer;
	ui_page_set_subject(page, &dialog->rows.items[dialog->list.selected].subject);
	ui_page_renew(app, page);
	return true;
}

void ui_changes_other(struct ui_app *app)
{
	static const struct ui_subject saved = {.kind = UI_SUBJECT_SAVED};
	static const struct ui_subject defaults = {.kind = UI_SUBJECT_DEFAULTS};
	struct ui_dialog *dialog = ui_dialog_open(app, "Compare with");
	struct xb_data_file *files;
	size_t count = xb_data_list(xb_session_data(app->session), XB_DATA_PROFILES, &files);

	ui_rows_add_about(&dialog->rows, "the saved file", &saved);
	ui_rows_add_about(&dialog->rows, "the defaults", &defaults);
	for (size_t i = 0; i < count; i++) {
		const struct ui_subject subject = {.kind = UI_SUBJECT_PROFILE, .id = files[i].name};

		ui_rows_add_about(&dialog->rows, files[i].name, &subject);
	}
	dialog->list.count = dialog->rows.count;
	dialog->done = other_done;
	free(files);
}

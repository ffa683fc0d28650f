/* SPDX-License-Identifier: MIT */
/* What of the profile makes a line of the preview, and the way there. */
#include "ui/preview.h"

#include <stdlib.h>

const struct ui_node *ui_preview_node_at(const struct ui_app *app, struct xb_pos at)
{
	char *key = xb_profile_key_at(xb_session_profile(app->session), at);
	const struct ui_node *node = key ? ui_menu_find(&app->menu, key) : NULL;

	free(key);
	return node;
}

const struct ui_node *ui_preview_node(const struct ui_app *app, const struct xb_origins *origins,
				      uint32_t line)
{
	const struct ui_node *first = NULL;

	for (size_t i = 0; i < origins->count; i++) {
		const struct ui_node *node;

		if (origins->items[i].line != line)
			continue;
		node = ui_preview_node_at(app, origins->items[i].at);
		if (node && ui_subject_same(&node->subject, &app->selected))
			return node;
		if (!first)
			first = node;
	}
	return first;
}

/* ---- One of several ---------------------------------------------------------------------------- */

static bool chosen(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_row *row = &dialog->rows.items[dialog->list.selected];

	(void)answer;
	ui_app_jump(app, ui_menu_node(&app->menu, &row->subject));
	return true;
}

static void add_choice(struct ui_dialog *dialog, const struct ui_node *node)
{
	struct ui_row *row;

	if (ui_rows_find(&dialog->rows, &node->subject) < dialog->rows.count)
		return;
	row = ui_rows_add_about(&dialog->rows, node->title, &node->subject);
	row->value = xb_arena_strdup(&dialog->rows.arena, node->value ? node->value : "");
}

void ui_preview_follow(struct ui_app *app, const struct xb_origins *origins, uint32_t line)
{
	const struct ui_node *first = ui_preview_node(app, origins, line);
	struct ui_dialog *dialog;

	if (!first) {
		ui_app_say(app, UI_NOTE, "no setting of the profile makes this line");
		return;
	}
	dialog = ui_dialog_open(app, "Several settings make this line");
	for (size_t i = 0; i < origins->count; i++) {
		const struct ui_node *node = origins->items[i].line == line
						     ? ui_preview_node_at(app, origins->items[i].at)
						     : NULL;

		if (node)
			add_choice(dialog, node);
	}
	dialog->list.count = dialog->rows.count;
	dialog->list.selected = ui_rows_find(&dialog->rows, &first->subject);
	dialog->done = chosen;
	if (dialog->rows.count > 1)
		return;
	ui_dialog_close(app);
	ui_app_jump(app, first);
}

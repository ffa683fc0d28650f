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

struct ui_makers ui_preview_makers(const struct ui_app *app, const struct xb_origins *origins,
				   uint32_t line, struct xb_arena *arena)
{
	struct ui_makers makers = {0};
	size_t most = 0;

	for (size_t i = 0; i < origins->count; i++)
		most += origins->items[i].line == line;
	if (most)
		makers.items = xb_arena_alloc(arena, most * sizeof(*makers.items));
	for (size_t i = 0; i < origins->count; i++) {
		const struct ui_node *node = origins->items[i].line == line
						     ? ui_preview_node_at(app, origins->items[i].at)
						     : NULL;

		if (node)
			makers.items[makers.count++] = node;
	}
	return makers;
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

void ui_preview_follow(struct ui_app *app, const struct ui_row *row)
{
	struct ui_dialog *dialog;

	if (!row->node) {
		ui_app_say(app, UI_NOTE, "no setting of the profile makes this line");
		return;
	}
	dialog = ui_dialog_open(app, "Several settings make this line");
	for (size_t i = 0; i < row->maker_count; i++)
		add_choice(dialog, row->makers[i]);
	dialog->list.count = dialog->rows.count;
	dialog->list.selected = ui_rows_find(&dialog->rows, &row->node->subject);
	dialog->done = chosen;
	if (dialog->rows.count > 1)
		return;
	ui_dialog_close(app);
	ui_app_jump(app, row->node);
}

/* SPDX-License-Identifier: MIT */
/* The parts of the preview: what made a line, and the command lines word by word. */
#ifndef UI_PREVIEW_H
#define UI_PREVIEW_H

#include "ui/app.h"
#include "xenboot/emit.h"

/* The setting at that place of the profile; NULL: it is none. */
const struct ui_node *ui_preview_node_at(const struct ui_app *app, struct xb_pos at);

/* The settings that make something. */
struct ui_makers {
	const struct ui_node **items;
	size_t count;
};
/* Those of LINE, in ARENA. */
struct ui_makers ui_preview_makers(const struct ui_app *app, const struct xb_origins *origins,
				   uint32_t line, struct xb_arena *arena);
/* Go to the setting that makes ROW; where several do, ask for which. */
void ui_preview_follow(struct ui_app *app, const struct ui_row *row);

/* preview-words.c: a row for each word of each command line */
void ui_preview_add_words(struct ui_app *app, struct ui_page *page);

#endif

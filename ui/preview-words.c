/* SPDX-License-Identifier: MIT */
/* The command lines, a word in each row: what it is, and the way to its option. */
#include <stdlib.h>
#include <string.h>

#include "ui/preview.h"

/* The line of the description that TEXT is, with whose words it has, or what it has as words by itself, in
 * *SPLIT: one that the base tree brings, which comes from nowhere in the profile. */
static const struct xb_line *words_of(const struct xb_boot *boot, const struct xb_command_line *line,
				      struct xb_arena *arena, struct xb_line *split,
				      enum xb_scope *scope)
{
	const struct xb_line *known;

	for (size_t i = 0; (known = xb_boot_line(boot, i, scope)) != NULL; i++)
		if (known->text && strcmp(known->text, line->text) == 0)
			return known;
	*scope = XB_SCOPE_XEN;
	xb_line_split(split, arena, *scope, line->text, (struct xb_pos){0});
	return split;
}

static void add_word(struct ui_app *app, struct ui_page *page, const struct ui_subject *subject,
		     const struct xb_setting *word, enum xb_scope scope)
{
	const struct ui_node *node = ui_preview_node_at(app, word->at);
	struct xb_buf text = {0};
	struct ui_row *row;

	xb_line_put_word(&text, scope, word);
	row = ui_rows_add_about(&page->rows, text.data, subject);
	if (node) {
		row->makers = xb_arena_alloc(&page->rows.arena, sizeof(*row->makers));
		row->makers[row->maker_count++] = node;
	}
	row->syntax = UI_SYNTAX_WORD;
	row->value = xb_arena_strdup(&page->rows.arena, node && node->about ? node->about : "");
	row->value_style = UI_DEFAULT;
	xb_buf_clear(&text);
}

static void add_heading(struct ui_page *page, const struct xb_command_line *line)
{
	char *heading = xb_format("%s reads %s, %zu bytes", line->reader ? line->reader : "no one",
				  line->property, strlen(line->text));

	if (page->rows.count)
		ui_rows_heading(&page->rows, "");
	ui_rows_heading(&page->rows, heading);
	free(heading);
}

void ui_preview_add_words(struct ui_app *app, struct ui_page *page)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct xb_command_lines lines;

	xb_command_lines(boot, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct xb_line split = {0};
		enum xb_scope scope;
		const struct xb_line *line =
			words_of(boot, &lines.items[i], &page->rows.arena, &split, &scope);

		add_heading(page, &lines.items[i]);
		for (size_t k = 0; k < line->count; k++) {
			const struct ui_subject subject = {
				.kind = UI_SUBJECT_LINE, .number = i, .part = k};

			add_word(app, page, &subject, &line->words[k], scope);
		}
		xb_line_clear(&split);
	}
	xb_command_lines_clear(&lines);
}

/* SPDX-License-Identifier: MIT */
/* The board: what is known of it, whether the device tree is for it, and the way to another one. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/help.h"
#include "ui/setting.h"

static const struct xb_board *board_of(const struct ui_app *app)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	return profile ? profile->board : NULL;
}

/* ---- Does it fit ----------------------------------------------------------------------------------- */

/* The names of the boards that the device tree is for. */
static void put_fitting(struct ui_app *app, struct xb_buf *out)
{
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);

	for (size_t i = 0; boards && i < boards->count; i++)
		if (ui_setting_board_fits(app, &boards->items[i]))
			xb_buf_printf(out, "%s%s", out->length ? ", " : "", boards->items[i].name.text);
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

/* "The tree says raspberrypi,4-model-b, and is for this board"; nothing where there is no tree. */
static enum ui_style put_fit(struct ui_app *app, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_board *board = board_of(app);
	const char *compatible = boot && boot->tree
					 ? xb_tree_string(boot->tree->index->nodes, "compatible")
					 : NULL;
	struct xb_buf fitting = {0};
	bool fits = board && ui_setting_board_fits(app, board);

	if (!compatible)
		return UI_NORMAL;
	if (!fits)
		put_fitting(app, &fitting);
	xb_buf_printf(out, "The tree says %s", compatible);
	if (fits)
		xb_buf_puts(out, ", which this board is.");
	else if (fitting.length)
		xb_buf_printf(out, "; %s %s.", fitting.data, strchr(fitting.data, ',') ? "fit" : "fits");
	else
		xb_buf_puts(out, ", which is no board that is known.");
	xb_buf_clear(&fitting);
	return fits || !board || !board->compatible.count ? UI_NORMAL : UI_WARNING;
}

/* ---- The rows --------------------------------------------------------------------------------------- */

static void add_fit(struct ui_app *app, struct ui_page *page)
{
	struct xb_buf text = {0};
	enum ui_style style = put_fit(app, &text);
	size_t first = page->rows.count;

	if (text.length)
		ui_page_add_text(app, page, text.data);
	for (size_t i = first; i < page->rows.count; i++) {
		page->rows.items[i].plain = true;
		page->rows.items[i].style = style;
	}
	xb_buf_clear(&text);
}

/* A row that does something with the board. */
static void add_way(struct ui_page *page, const struct ui_node *node, enum ui_subject_kind kind,
		    const char *name, const char *about)
{
	const struct ui_subject subject = {.kind = kind};
	struct ui_row *row = ui_rows_add_about(&page->rows, name, &subject);

	row->node = node;
	row->leads = true;
	row->value = about;
	row->value_style = UI_DEFAULT;
}

static void add_facts(struct ui_page *page, const struct xb_board *board)
{
	struct xb_board_facts facts = {0};

	xb_board_describe(board, &facts);
	for (size_t i = 0; i < facts.count; i++) {
		const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = i};
		struct ui_row *row = ui_rows_add_about(&page->rows, facts.items[i].title, &subject);
		struct xb_arena *arena = &page->rows.arena;

		row->value = xb_arena_strdup(arena, facts.items[i].text);
		row->value_style = UI_VALUE;
		row->detail = xb_arena_format(arena, "%s: %s", facts.items[i].title, facts.items[i].text);
	}
	xb_board_facts_clear(&facts);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *node = ui_menu_find(&app->menu, "board");
	const struct xb_board *board = board_of(app);
	struct xb_arena *arena = &page->rows.arena;

	add_fit(app, page);
	if (node) {
		add_way(page, node, UI_SUBJECT_OTHER, "Another board",
			"with what would change, before it is taken");
		add_way(page, node, UI_SUBJECT_IN_PLACE, "In place", "as the profile's own, to be changed");
	}
	if (!board)
		ui_rows_heading(&page->rows, "No board: RAM and CPUs are the device tree's");
	else
		ui_rows_heading(&page->rows,
				board->title.text ? board->title.text
				: node && node->value && !node->in_place
					? xb_arena_format(arena, "The board %s", node->value)
					: "A board of the profile's own");
	if (board)
		add_facts(page, board);
}

/* The board's note, and how it is with the tree: of the rows that lead on. */
static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_board *board = board_of(app);

	(void)row;
	put_fit(app, out);
	if (!board || !board->note.text)
		return;
	xb_buf_puts(out, out->length ? "\n\n" : "");
	ui_help_paragraphs(board->note.text, out);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->subject.kind == UI_SUBJECT_OTHER)
		ui_setting_choose_board(app, row->node);
	else if (row->subject.kind == UI_SUBJECT_IN_PLACE)
		ui_setting_own_board(app, row->node);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	(void)page;
	if (boot && boot->board_name)
		xb_buf_printf(out, " %s", boot->board_name);
}

const struct ui_page_type ui_page_board = {
	.where = UI_ON_BOARD,
	.title = "Board",
	.has_detail = true,
	.wraps = true,
	.build = build,
	.detail = detail,
	.enter = enter,
	.title_more = title_more,
};

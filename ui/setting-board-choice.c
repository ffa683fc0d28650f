/* SPDX-License-Identifier: MIT */
/* Another board: a list of those that are known, and what would change, before one is taken. */
#include "ui/setting.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct xb_devtree *tree_of(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	return boot ? boot->tree : NULL;
}

bool ui_setting_board_fits(const struct ui_app *app, const struct xb_board *board)
{
	const struct xb_devtree *tree = tree_of(app);

	return tree && xb_board_fits(board, tree);
}

/* ---- What would change ---------------------------------------------------------------------------- */

static void add_lines(const struct ui_app *app, struct ui_dialog *dialog, enum ui_style style,
		      const char *format, ...) XB_PRINTF(4, 5);
static void add_lines(const struct ui_app *app, struct ui_dialog *dialog, enum ui_style style,
		      const char *format, ...)
{
	int mark = 2;
	struct xb_buf text = {0}, lines = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&text, format, args);
	va_end(args);
	ui_hang(app->utf8, text.data, ui_dialog_lines_width(app->cols) - mark, &lines);
	ui_rows_lines(&dialog->rows, lines.data, style);
	xb_buf_clear(&text);
	xb_buf_clear(&lines);
}

static void add_move(const struct ui_app *app, struct ui_dialog *dialog,
		     const struct xb_outlook_move *move)
{
	if (!move->is)
		add_lines(app, dialog, UI_WARNING, "%s: has no place any more", move->title);
	else if (!move->was)
		add_lines(app, dialog, UI_DIALOG, "%s: to 0x%" PRIX64, move->title, move->to);
	else
		add_lines(app, dialog, UI_DIALOG, "%s: 0x%" PRIX64 " -> 0x%" PRIX64, move->title,
			  move->from, move->to);
}

static void add_problems(const struct ui_app *app, struct ui_dialog *dialog, const char *title,
			 const struct xb_diags *diags, bool gone)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		enum ui_style style = diag->severity == XB_ERROR ? UI_ERROR : UI_WARNING;

		add_lines(app, dialog, gone ? UI_GOOD : style, "%s %s: %s", title,
			  xb_severity_name(diag->severity), diag->message);
	}
}

/* Does BOARD (or NULL) want the edit TEXT, too? */
static bool has_edit(const struct xb_board *board, const char *text)
{
	bool has = false;

	for (size_t i = 0; board && i < board->edit_count && !has; i++) {
		struct xb_buf other = {0};

		xb_tree_edit_put(&board->edits[i].edit, &other);
		has = strcmp(other.data, text) == 0;
		xb_buf_clear(&other);
	}
	return has;
}

/* Edits that its trees want, and those of the board before did not. */
static void add_edits(const struct ui_app *app, struct ui_dialog *dialog, const struct xb_board *board)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	for (size_t i = 0; i < board->edit_count; i++) {
		const struct xb_board_edit *edit = &board->edits[i];
		const char *console = edit->console.text;
		struct xb_buf text = {0};

		xb_tree_edit_put(&edit->edit, &text);
		if (!has_edit(profile ? profile->board : NULL, text.data))
			add_lines(app, dialog, UI_DIALOG, "its trees want the edit %s%s%s", text.data,
				  console ? ", where Xen prints on " : "", console ? console : "");
		xb_buf_clear(&text);
	}
}

/* The rows of what follows from BOARD (NULL: a name that no board has). */
static void add_outlook(struct ui_app *app, struct ui_dialog *dialog, const char *name,
			const struct xb_board *board)
{
	const struct xb_change change = {"board", name};
	struct xb_outlook outlook = {0};

	xb_draft_outlook(app->draft, &change, 1, &outlook);
	add_problems(app, dialog, "new", &outlook.fresh, false);
	add_problems(app, dialog, "gone:", &outlook.gone, true);
	for (size_t i = 0; i < outlook.move_count; i++)
		add_move(app, dialog, &outlook.moves[i]);
	if (board)
		add_edits(app, dialog, board);
	if (!dialog->rows.count)
		add_lines(app, dialog, UI_DIALOG, "nothing is placed elsewhere, and no problem is new or gone");
	xb_outlook_clear(&outlook);
}

static bool outlook_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	ui_app_set(app, "board", dialog->context);
	return true;
}

/* What would change with the board NAME (NULL: with none), to be agreed to. */
static void show_outlook(struct ui_app *app, const struct ui_node *node, const char *name,
			 const struct xb_board *board)
{
	char *title = xb_format("With the board %s", name ? name : "of the device tree alone");
	struct ui_dialog *dialog = ui_dialog_open(app, title);
	struct xb_buf about = {0};

	if (board)
		xb_board_summary(board, &about);
	if (board)
		ui_dialog_say(dialog, "%s%s%s.%s", board->title.text ? board->title.text : name,
			      about.length ? ": " : "", about.length ? about.data : "",
			      ui_setting_board_fits(app, board)		? " It fits the device tree."
			      : tree_of(app) && board->compatible.count ? " The device tree is for another one."
									: "");
	ui_dialog_about(dialog, &node->subject);
	dialog->context = name ? xb_arena_strdup(&dialog->arena, name) : NULL;
	add_outlook(app, dialog, name, board);
	dialog->list.count = dialog->rows.count;
	dialog->done = outlook_done;
	dialog->done_label = "take it";
	xb_buf_clear(&about);
	free(title);
}

/* ---- The list ------------------------------------------------------------------------------------- */

static void choose_board(struct ui_app *app, const struct ui_node *node, const char *name)
{
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);
	const struct xb_board *board = NULL;

	for (size_t i = 0; boards && name && i < boards->count; i++)
		if (strcmp(boards->items[i].name.text, name) == 0)
			board = &boards->items[i];
	if (ui_same_text(node->value, name) && !node->in_place)
		ui_app_say(app, UI_NORMAL, "it is the board already");
	else
		show_outlook(app, node, name, board);
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

static bool choice_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = ui_menu_find(&app->menu, "board");
	const struct ui_subject *chosen = &dialog->rows.items[dialog->list.selected].subject;

	(void)answer;
	if (!node)
		return true;
	if (chosen->kind == UI_SUBJECT_OTHER)
		ui_setting_type(app, node);
	else if (chosen->kind == UI_SUBJECT_IN_PLACE)
		ui_setting_own_board(app, node);
	else
		choose_board(app, node, chosen->id);
	return true;
}

/* "fits the tree, 3.9 GiB, 4 CPUs; Raspberry Pi 4 Model B, 4 GiB" */
static void add_board(struct ui_dialog *dialog, const struct xb_board *board, bool fits)
{
	struct xb_buf about = {0};

	xb_buf_puts(&about, fits ? "fits the tree, " : "");
	xb_board_summary(board, &about);
	if (board->title.text)
		xb_buf_printf(&about, "%s%s", about.length ? "; " : "", board->title.text);
	ui_setting_add_row(dialog, UI_SUBJECT_VALUE, board->name.text, board->name.text, about.data);
	xb_buf_clear(&about);
}

/* The first of those that fit is proposed, unless the present one does. */
static void add_boards(struct ui_app *app, struct ui_dialog *dialog, const char *value)
{
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(app->session), &ignored);
	bool proposed = false;

	for (int fits = 1; boards && fits >= 0; fits--) {
		for (size_t i = 0; i < boards->count; i++) {
			const struct xb_board *board = &boards->items[i];

			if (ui_setting_board_fits(app, board) != fits)
				continue;
			if (ui_same_text(board->name.text, value) && (fits || !proposed))
				dialog->list.selected = dialog->rows.count;
			else if (fits && !proposed)
				dialog->list.selected = dialog->rows.count;
			proposed = proposed || fits;
			add_board(dialog, board, fits);
		}
	}
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
}

void ui_setting_choose_board(struct ui_app *app, const struct ui_node *node)
{
	struct ui_dialog *dialog = ui_dialog_open(app, node->title);

	ui_dialog_about(dialog, &node->subject);
	ui_dialog_say(dialog, "%s.", node->about ? node->about : "");
	if (!node->info->required)
		ui_setting_add_row(dialog, UI_SUBJECT_VALUE, NULL, "not set", "RAM and CPUs are the device tree's");
	add_boards(app, dialog, node->value);
	ui_setting_add_row(dialog, UI_SUBJECT_IN_PLACE, NULL, "in place", "the profile's own, to be changed");
	if (node->in_place)
		dialog->list.selected = dialog->rows.count - 1;
	ui_setting_add_row(dialog, UI_SUBJECT_OTHER, NULL, "another value...", NULL);
	dialog->list.count = dialog->rows.count;
	dialog->done = choice_done;
}

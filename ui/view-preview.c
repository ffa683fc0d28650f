/* SPDX-License-Identifier: MIT */
/* What would be written: the script, /chosen, the command lines; each line knows what made it. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

enum { LINES_BEFORE = 3 };

static bool put_script(struct ui_app *app, struct xb_origins *origins, struct xb_buf *out,
		       struct xb_diags *diags)
{
	const struct xb_emit_options options = {.origins = origins};

	return xb_emit_source(xb_session_boot(app->session), &options, out, diags);
}

static bool put_chosen(struct ui_app *app, struct xb_origins *origins, struct xb_buf *out,
		       struct xb_diags *diags)
{
	return xb_emit_chosen(xb_session_boot(app->session), origins, out, diags);
}

static bool put_lines(struct ui_app *app, struct xb_origins *origins, struct xb_buf *out,
		      struct xb_diags *diags)
{
	(void)diags;
	xb_emit_cmdline(xb_session_boot(app->session), origins, out);
	return true;
}

static const struct {
	const char *title;
	bool (*put)(struct ui_app *, struct xb_origins *, struct xb_buf *, struct xb_diags *);
} tabs[UI_PREVIEW_TABS] = {
	{"script", put_script},
	{"/chosen", put_chosen},
	{"command lines", put_lines},
};

/* ---- What makes a line -------------------------------------------------------------------------- */

/* Of a line: the settings that make it, in the rows' arena. */
struct makers {
	const struct ui_node **items;
	size_t count;
};

static const struct ui_node *node_of(struct ui_app *app, const struct xb_origin *origin)
{
	char *key = xb_profile_key_at(xb_session_profile(app->session), origin->at);
	const struct ui_node *node = key ? ui_menu_find(&app->menu, key) : NULL;

	free(key);
	return node;
}

static struct makers makers_of_line(struct ui_app *app, const struct xb_origins *origins, uint32_t line,
				    struct xb_arena *arena)
{
	struct makers makers = {0};
	size_t most = 0;

	for (size_t i = 0; i < origins->count; i++)
		most += origins->items[i].line == line;
	if (most)
		makers.items = xb_arena_alloc(arena, most * sizeof(*makers.items));
	for (size_t i = 0; i < origins->count; i++) {
		const struct ui_node *node =
			origins->items[i].line == line ? node_of(app, &origins->items[i]) : NULL;

		if (node)
			makers.items[makers.count++] = node;
	}
	return makers;
}

/* ---- The page ------------------------------------------------------------------------------------ */

/* Columns that a row has beside its text: the flags, the arrows, and the indent of what goes on. */
enum { AROUND = 8, TEXT_LEAST = 8 };

/* A line as rows of the page's width; what does not fit goes on in the next row, indented. */
static void add_line(const struct ui_app *app, struct ui_page *page, const char *line, uint32_t number,
		     struct makers makers)
{
	int width = page->built_width - AROUND > TEXT_LEAST ? page->built_width - AROUND : TEXT_LEAST;
	struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = number};
	enum ui_style style = line[0] == '#' ? UI_DEFAULT : UI_NORMAL;

	do {
		const char *part = line;
		size_t length = 0;
		struct ui_row *row;
		char *name;

		ui_wrap(app->utf8, &line, width, &part, &length);
		name = xb_format("%s%.*s", subject.part ? "  " : "", (int)length, part);
		row = ui_rows_add_about(&page->rows, name, &subject);
		row->makers = makers.items;
		row->maker_count = makers.count;
		row->style = style;
		free(name);
		subject.part++;
	} while (*line);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct xb_origins origins = {0};
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	uint32_t number = 1;

	if (!xb_session_boot(app->session)) {
		ui_rows_heading(&page->rows, "Nothing can be written yet: see the problems.");
		return;
	}
	if (!tabs[page->tab].put(app, &origins, &text, &diags))
		ui_rows_heading(&page->rows,
				diags.count ? diags.items[0].message : "It cannot be written.");
	for (const char *line = text.data; line && *line; number++) {
		size_t length = strcspn(line, "\n");
		char *copy = xb_strndup(line, length);

		add_line(app, page, copy, number, makers_of_line(app, &origins, number, &page->rows.arena));
		free(copy);
		line += length + (line[length] == '\n');
	}
	xb_origins_clear(&origins);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

const char *ui_preview_title(const struct ui_page *page)
{
	return tabs[page->tab].title;
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	for (size_t i = 0; i < UI_PREVIEW_TABS; i++)
		xb_buf_printf(out, i == page->tab ? "  [%s]" : "  %s", tabs[i].title);
	if (app->selected.name)
		xb_buf_printf(out, "   | made by %s", app->selected.name);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->node)
		ui_app_jump(app, row->node);
	else
		ui_app_say(app, UI_NOTE, "no setting of the profile makes this line");
}

/* The page begins at the first line that the selected option makes, with some lines before it. */
static void init(struct ui_app *app, struct ui_page *page)
{
	ui_page_update(app, page);
	for (size_t i = 0; i < page->rows.count; i++) {
		if (page->rows.items[i].marked) {
			ui_list_select(&page->list, i, ui_rows_selectable, &page->rows);
			page->list.top = i > LINES_BEFORE ? i - LINES_BEFORE : 0;
			return;
		}
	}
}

void ui_preview_next(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	page->tab = (page->tab + 1) % UI_PREVIEW_TABS;
	page->list = (struct ui_list){0};
	ui_rows_clear(&page->rows);
	page->built = false;
	init(app, page);
}

const struct ui_page_type ui_page_preview = {
	.where = UI_ON_PREVIEW,
	.title = "Preview:",
	.has_detail = true,
	.only_beside = true,
	.wide = true,
	.wraps = true,
	.marks = true,
	.init = init,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

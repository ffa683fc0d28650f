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
} tabs[] = {
	{"script", put_script},
	{"/chosen", put_chosen},
	{"command lines", put_lines},
};

/* The keys of the places that LINE comes from: the first one, and whether SELECTED is among them. */
static const char *key_of_line(struct ui_app *app, struct ui_page *page,
			       const struct xb_origins *origins, uint32_t line, bool *marked)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	const char *first = NULL;

	*marked = false;
	for (size_t i = 0; i < origins->count; i++) {
		char *key;

		if (origins->items[i].line != line)
			continue;
		key = xb_profile_key_at(profile, origins->items[i].at);
		if (key && app->selected_key && strcmp(key, app->selected_key) == 0)
			*marked = true;
		if (key && (!first || *marked) && ui_menu_find(&app->menu, key))
			first = xb_arena_strdup(&page->rows.arena, key);
		free(key);
		if (*marked)
			break;
	}
	return first;
}

/* A line as rows of the page's width; what does not fit goes on in the next row, indented. */
static void add_line(struct ui_page *page, const char *text, size_t length, const char *key,
		     bool marked, uint32_t number, enum ui_style style)
{
	size_t width = page->built_width > 16 ? (size_t)page->built_width - 8 : 8, at = 0, part = 0;

	do {
		size_t take = length - at > width ? width : length - at;
		char *copy;
		struct ui_row *row;

		while (take < length - at && ((unsigned char)text[at + take] & 0xc0) == 0x80)
			take++; /* not inside a character */
		copy = xb_format("%s%.*s", part ? "  " : "", (int)take, text + at);
		row = ui_rows_add(&page->rows, copy);
		row->id = xb_arena_format(&page->rows.arena, "%u.%zu", number, part++);
		row->key = key;
		row->marked = marked;
		row->style = style;
		free(copy);
		at += take;
	} while (at < length);
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
		bool marked;
		const char *key = key_of_line(app, page, &origins, number, &marked);

		add_line(page, line, length, key, marked, number,
			 line[0] == '#' ? UI_DEFAULT : UI_NORMAL);
		line += length + (line[length] == '\n');
	}
	xb_origins_clear(&origins);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

static void title_more(struct ui_app *app, struct ui_page *page, struct xb_buf *out)
{
	for (size_t i = 0; i < XB_COUNT(tabs); i++)
		xb_buf_printf(out, (int)i == page->tab ? "  [%s]" : "  %s", tabs[i].title);
	if (app->selected_key)
		xb_buf_printf(out, "   | made by %s", ui_short_key(app->selected_key));
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->key)
		ui_app_jump(app, row->key);
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

void ui_page_next_tab(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	page->tab = (page->tab + 1) % (int)XB_COUNT(tabs);
	page->list = (struct ui_list){0};
	ui_rows_clear(&page->rows);
	page->built = false;
	init(app, page);
}

const struct ui_page_type ui_page_preview = {
	.where = UI_ON_PREVIEW,
	.title = "Preview:",
	.wraps = true,
	.marks = true,
	.init = init,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

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

/* The node of the places that LINE comes from: the selected one if it is among them, else the first. */
static const struct ui_node *node_of_line(struct ui_app *app, const struct xb_origins *origins,
					  uint32_t line)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	const struct ui_node *first = NULL;

	for (size_t i = 0; i < origins->count; i++) {
		const struct ui_node *node;
		char *key;

		if (origins->items[i].line != line)
			continue;
		key = xb_profile_key_at(profile, origins->items[i].at);
		node = key ? ui_menu_find(&app->menu, key) : NULL;
		free(key);
		if (node && ui_subject_same(&node->subject, &app->selected))
			return node;
		if (!first)
			first = node;
	}
	return first;
}

/* A line as rows of the page's width; what does not fit goes on in the next row, indented. */
static void add_line(struct ui_app *app, struct ui_page *page, const char *text, size_t length,
		     uint32_t number, const struct ui_node *node)
{
	size_t width = page->built_width > 16 ? (size_t)page->built_width - 8 : 8, at = 0;
	struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = number};

	do {
		size_t take = length - at > width ? width : length - at;
		char *copy;
		struct ui_row *row;

		while (take < length - at && ((unsigned char)text[at + take] & 0xc0) == 0x80)
			take++; /* not inside a character */
		copy = xb_format("%s%.*s", subject.part ? "  " : "", (int)take, text + at);
		row = ui_rows_add_about(&page->rows, copy, &subject);
		row->node = node;
		row->marked = node && ui_subject_same(&node->subject, &app->selected);
		row->style = text[0] == '#' ? UI_DEFAULT : UI_NORMAL;
		free(copy);
		at += take;
		subject.part++;
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

		add_line(app, page, line, length, number, node_of_line(app, &origins, number));
		line += length + (line[length] == '\n');
	}
	xb_origins_clear(&origins);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

static bool is_setting(const struct ui_subject *subject)
{
	return subject->name && (subject->kind == UI_SUBJECT_KEY || subject->kind == UI_SUBJECT_OPTION);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	bool marked = false;

	for (size_t i = 0; i < XB_COUNT(tabs); i++)
		xb_buf_printf(out, i == page->tab ? "  [%s]" : "  %s", tabs[i].title);
	if (!is_setting(&app->selected))
		return;
	for (size_t i = 0; i < page->rows.count && !marked; i++)
		marked = page->rows.items[i].marked;
	xb_buf_printf(out, marked ? "   | made by %s" : "   | %s makes no line here", app->selected.name);
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

	page->tab = (page->tab + 1) % XB_COUNT(tabs);
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

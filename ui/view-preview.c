/* SPDX-License-Identifier: MIT */
/* What would be written: the script, /chosen, the command lines; each line knows what made it. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/preview.h"

enum { LINES_BEFORE = 3 };
/* Columns that a broken row has beside its text: the flags, the arrows, and the indent; what text gets at least. */
enum { AROUND = 8, TEXT_LEAST = 8 };

typedef bool emitter(struct ui_app *, struct xb_origins *, struct xb_buf *, struct xb_diags *);

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

static const struct tab {
	const char *title, *suffix; /* of a file of it */
	enum ui_syntax syntax;
	emitter *put;
	bool words; /* a row for each word, not for each line */
} tabs[UI_PREVIEW_TABS] = {
	{"script", "script", UI_SYNTAX_SCRIPT, put_script, false},
	{"/chosen", "chosen", UI_SYNTAX_TREE, put_chosen, false},
	{"command lines", "cmdline", UI_SYNTAX_WORD, put_lines, true},
};

/* ---- Lines ------------------------------------------------------------------------------------- */

/* Was the address of LOAD chosen by no person? */
static bool is_planned(const struct xb_load *load)
{
	return load->automatic && xb_load_is_placed(load);
}

/* The addresses that the planner chose, to be told from those that the profile fixes. */
static const struct ui_addresses *planned(const struct xb_boot *boot, struct xb_arena *arena)
{
	struct ui_addresses *addresses = xb_arena_alloc(arena, sizeof(*addresses));
	uint64_t *items = xb_arena_alloc(arena, (boot->load_count + 1) * sizeof(*items));

	*addresses = (struct ui_addresses){.items = items};
	for (size_t i = 0; i < boot->load_count; i++)
		if (is_planned(&boot->loads[i]))
			items[addresses->count++] = boot->loads[i].address;
	return addresses;
}

/* What a line of the text is made of. */
struct line {
	uint64_t number;
	struct ui_makers makers;
	const struct ui_addresses *addresses;
};

static void add_row(struct ui_page *page, const char *text, const struct line *line, uint64_t part)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .number = line->number, .part = part};
	struct ui_row *row = ui_rows_add_about(&page->rows, text, &subject);

	row->makers = line->makers.items;
	row->maker_count = line->makers.count;
	row->syntax = tabs[page->tab].syntax;
	row->addresses = line->addresses;
}

/* Broken to the width of the pane: what goes on in another row is indented. */
static void add_broken(const struct ui_app *app, struct ui_page *page, const char *text,
		       const struct line *line)
{
	int width = page->built_width - AROUND > TEXT_LEAST ? page->built_width - AROUND : TEXT_LEAST;
	uint64_t part = 0;

	do {
		const char *piece = text;
		size_t length = 0;
		char *name;

		ui_wrap(app->utf8, &text, width, &piece, &length);
		name = xb_format("%s%.*s", part ? "  " : "", (int)length, piece);
		add_row(page, name, line, part++);
		free(name);
	} while (*text);
}

static void build_lines(struct ui_app *app, struct ui_page *page)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct ui_addresses *addresses = planned(boot, &page->rows.arena);
	struct xb_origins origins = {0};
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	uint32_t number = 1;
	char *line, *next;
	struct line made;

	if (!tabs[page->tab].put(app, &origins, &text, &diags))
		ui_rows_heading(&page->rows,
				diags.count ? diags.items[0].message : "It cannot be written.");
	for (line = text.data; line && *line; line = next, number++) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		made = (struct line){number, ui_preview_makers(app, &origins, number, &page->rows.arena), addresses};
		if (page->type->wraps)
			add_broken(app, page, line, &made);
		else
			add_row(page, line, &made, 0);
	}
	xb_origins_clear(&origins);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

/* The text of the tab that is shown, as it is in a file. */
const char *ui_preview_text(struct ui_app *app, struct xb_buf *out)
{
	size_t tab = ui_app_page(app)->tab;
	struct xb_origins origins = {0};
	struct xb_diags diags = {0};
	bool made = xb_session_boot(app->session) && tabs[tab].put(app, &origins, out, &diags);

	xb_origins_clear(&origins);
	xb_diags_clear(&diags);
	return made ? tabs[tab].suffix : NULL;
}

/* ---- The page ---------------------------------------------------------------------------------- */

static void build(struct ui_app *app, struct ui_page *page)
{
	if (!xb_session_boot(app->session))
		ui_rows_heading(&page->rows, "Nothing can be written yet: see the problems.");
	else if (tabs[page->tab].words)
		ui_preview_add_words(app, page);
	else
		build_lines(app, page);
}

const char *ui_preview_title(const struct ui_page *page)
{
	return tabs[page->tab].title;
}

static bool is_setting(const struct ui_subject *subject)
{
	return subject->name && (subject->kind == UI_SUBJECT_KEY || subject->kind == UI_SUBJECT_OPTION);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	bool marked = false;

	for (size_t i = 0; i < UI_PREVIEW_TABS; i++)
		xb_buf_printf(out, i == page->tab ? "  [%s]" : "  %s", tabs[i].title);
	if (!is_setting(&app->selected))
		return;
	for (size_t i = 0; i < page->rows.count && !marked; i++)
		marked = page->rows.items[i].marked;
	xb_buf_printf(out, marked ? "   | made by %s" : "   | %s makes no line here", app->selected.name);
}

static size_t legend(const struct ui_app *app, const struct ui_page *page, int room,
		     struct ui_legend items[UI_LEGEND_MAX])
{
	static const struct ui_legend whole = {UI_PLANNED, "0x...", "chosen by the planner"};
	static const struct ui_legend in_short = {UI_PLANNED, "planned", ""};
	const struct xb_boot *boot = xb_session_boot(app->session);
	size_t count = 0;

	for (size_t i = 0; boot && !tabs[page->tab].words && i < boot->load_count && !count; i++)
		count = is_planned(&boot->loads[i]);
	items[0] = room > (int)(strlen(whole.sign) + strlen(whole.word)) ? whole : in_short;
	return count;
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	ui_preview_follow(app, row);
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
	ui_list_select(&page->list, 0, ui_rows_selectable, &page->rows);
}

void ui_preview_next(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);

	page->tab = (page->tab + 1) % UI_PREVIEW_TABS;
	page->list = (struct ui_list){0};
	page->left = 0;
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
	.scrolls = true,
	.marks = true,
	.init = init,
	.build = build,
	.enter = enter,
	.title_more = title_more,
	.legend = legend,
};

/* In a narrow pane, to which no key goes, nothing can be scrolled sideways. */
const struct ui_page_type ui_page_preview_beside = {
	.where = UI_ON_PREVIEW,
	.title = "Preview:",
	.wraps = true,
	.marks = true,
	.build = build,
};

/* SPDX-License-Identifier: MIT */
/* Search over everything that can be set: names, values, summaries, choices and help. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/find.h"

/* ---- What is found ----------------------------------------------------------------------------- */

/* What makes an answer worse or better. A place counts as much as two steps of rank. */
enum {
	PER_PLACE = 2,
	PER_SCOPE = 2, /* Xen's own come first */
	IS_SET = -3,
	BEGINS = -3, /* the name begins with what was typed */
	IS_NAME = -6,
	UNFIT = 100, /* behind all that fit */
};

struct hit {
	const struct ui_node *node;
	int distance;
	size_t at;
};
struct hits {
	struct hit *items;
	size_t count, capacity;
};

/* From XB_RANK_NEEDED on all are alike: which of them was meant is told by the words. */
static uint64_t rank_of(const struct ui_node *node)
{
	if (!node->option)
		return node->subject.kind == UI_SUBJECT_OPTION ? 0 : 3;
	return node->option->rank.value < XB_RANK_NEEDED ? node->option->rank.value : XB_RANK_NEEDED - 1;
}

/* The words of an option that are not its help: aliases and choices with their own help. */
static char *choices_text(const struct xb_option *option)
{
	struct xb_buf text = {0};

	for (size_t i = 0; option && i < option->aliases.count; i++)
		xb_buf_printf(&text, "%s ", option->aliases.items[i].text);
	for (size_t i = 0; option && i < option->choice_count; i++)
		xb_buf_printf(&text, "%s %s ", option->choices[i].value.text,
			      option->choices[i].help.text ? option->choices[i].help.text : "");
	return xb_buf_take(&text);
}

static int match(const struct ui_node *node, const struct ui_words *words)
{
	char *choices = choices_text(node->option);
	const char *texts[] = {node->title,
			       node->value ? node->value : "",
			       node->about ? node->about : "",
			       choices,
			       node->option && node->option->help.text ? node->option->help.text : "",
			       NULL};
	int place = ui_words_match(words, texts);

	free(choices);
	return place;
}

/* How far the node is from what was TYPED, found at PLACE of its texts. */
static int distance(const struct ui_node *node, const char *typed, int place)
{
	int far = place * PER_PLACE + 5 - (int)rank_of(node);

	if (strcmp(node->title, typed) == 0)
		far += IS_NAME;
	else if (strncmp(node->title, typed, strlen(typed)) == 0)
		far += BEGINS;
	if (node->option)
		far += (int)node->option->scope * PER_SCOPE;
	if (node->value)
		far += IS_SET;
	return node->unfit ? far + UNFIT : far;
}

static int compare(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void find_all(struct ui_app *app, const char *typed, struct hits *hits)
{
	struct ui_words words;

	ui_words_split(&words, typed);
	for (size_t i = 0; words.count && i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];
		int place;

		place = match(node, &words);
		if (place < 0)
			continue;
		hits->items = xb_grow(hits->items, &hits->capacity, hits->count,
				      sizeof(*hits->items));
		hits->items[hits->count++] =
			(struct hit){node, distance(node, typed, place), i};
	}
	if (hits->count)
		qsort(hits->items, hits->count, sizeof(*hits->items), compare);
	ui_words_clear(&words);
}

/* ---- The page ---------------------------------------------------------------------------------- */

static void init(struct ui_app *app, struct ui_page *page)
{
	page->field.history = &app->searches;
	page->field.history_at = app->searches.count;
}

/* What a row says of the node; a group has no words of its own: where it stands. */
static char *about_of(struct ui_app *app, const struct ui_node *node)
{
	const struct ui_node *menu = ui_menu_find_menu(&app->menu, node->menu);
	const char *about = node->about ? node->about : menu ? menu->title : "";

	/* Xen and Linux have options of the same name. */
	return node->option ? xb_format("%s: %s", xb_scopes[node->subject.scope].reader, about)
			    : xb_strdup(about);
}

static void add(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	struct ui_row *row = ui_rows_add_about(&page->rows, node->title, &node->subject);
	char *about = about_of(app, node);

	row->node = node;
	row->value = xb_arena_strdup(&page->rows.arena, about);
	row->value_style = UI_DEFAULT;
	row->severity = node->severity;
	row->changed = node->changed;
	row->style = node->unfit ? UI_GREYED : UI_NAME;
	free(about);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct hits hits = {0};

	find_all(app, page->field.text, &hits);
	for (size_t i = 0; i < hits.count; i++)
		add(app, page, hits.items[i].node);
	if (!hits.count)
		ui_rows_heading(&page->rows, page->field.text[0]
						     ? "Nothing has all these words."
						     : "Type words: all of them must match. Ctrl-P "
						       "brings back earlier searches.");
	free(hits.items);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_node *node = row->node;

	ui_history_add(&app->searches, page->field.text);
	free(app->last_search);
	app->last_search = xb_strdup(page->field.text);
	if (node->subject.kind != UI_SUBJECT_ACTION) {
		ui_app_jump(app, node);
		return;
	}
	ui_app_pop(app);
	ui_action_run(app, node->subject.action);
}

const struct ui_page_type ui_page_search = {
	.where = UI_ON_SEARCH,
	.title = "Search",
	.prompt = "/",
	.has_detail = true,
	.init = init,
	.build = build,
	.enter = enter,
};

/* ---- n and N ----------------------------------------------------------------------------------- */

static void step(struct ui_app *app, size_t by)
{
	const struct ui_node *now = ui_app_node(app);
	struct hits hits = {0};
	size_t at = 0;

	if (!app->last_search) {
		ui_app_say(app, UI_NORMAL, "nothing was searched for yet: / searches");
		return;
	}
	find_all(app, app->last_search, &hits);
	while (at < hits.count && hits.items[at].node != now)
		at++;
	if (!hits.count) {
		ui_app_say(app, UI_NORMAL, "nothing has the words '%s'", app->last_search);
		return;
	}
	at = at == hits.count ? 0 : (at + (by == 1 ? 1 : hits.count - 1)) % hits.count;
	ui_app_jump(app, hits.items[at].node);
	ui_app_say(app, UI_NORMAL, "%s: %zu of %zu", app->last_search, at + 1, hits.count);
	free(hits.items);
}

void ui_search_again(struct ui_app *app)
{
	step(app, 1);
}

void ui_search_back(struct ui_app *app)
{
	step(app, 0);
}

/* SPDX-License-Identifier: MIT */
/* Search over everything that can be set: names, values, summaries, choices and help. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/find.h"
#include "ui/value.h"

/* ---- What is found ----------------------------------------------------------------------------- */

/* What makes an answer worse or better. A place counts as much as two steps of rank. */
enum {
	PER_PLACE = 2,
	PER_SCOPE = 2, /* Xen's own come first */
	IS_SET = -3,
	BEGINS = -3, /* the name begins with what was typed */
	IS_NAME = -6,
	AT_HAND = -8, /* of the guest from whose pages the search began */
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

/* The words of a setting that are not its help: aliases, and choices with their own help. */
static char *choices_text(const struct ui_node *node)
{
	const struct xb_option *option = node->option;
	const char *const *words = node->info ? node->info->words : NULL;
	struct xb_buf text = {0};

	for (size_t i = 0; words && words[i]; i++)
		xb_buf_printf(&text, "%s ", words[i]);
	for (size_t i = 0; option && i < option->aliases.count; i++)
		xb_buf_printf(&text, "%s ", option->aliases.items[i].text);
	for (size_t i = 0; option && i < option->choice_count; i++)
		xb_buf_printf(&text, "%s %s ", option->choices[i].value.text,
			      option->choices[i].help.text ? option->choices[i].help.text : "");
	return xb_buf_take(&text);
}

static int match(const struct ui_node *node, const struct ui_words *words)
{
	char *choices = choices_text(node);
	const char *texts[] = {node->title,
			       node->value ? node->value : "",
			       node->standing ? node->standing : "",
			       node->about ? node->about : "",
			       choices,
			       node->option && node->option->help.text ? node->option->help.text : "",
			       node->guest ? node->subject.id : "", /* it is shown by a part of that */
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

static void add_hit(struct hits *hits, const struct ui_node *node, int far, size_t at)
{
	hits->items = xb_grow(hits->items, &hits->capacity, hits->count, sizeof(*hits->items));
	hits->items[hits->count++] = (struct hit){node, far, at};
}

/* Who stands in memory at the address TYPED, or holds it. */
static void find_address(struct ui_app *app, const char *typed, struct hits *hits)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	uint64_t address;

	if (strncmp(typed, "0x", 2) != 0 || !xb_number_parse(typed, &address, NULL))
		return;
	for (size_t i = 0; boot && i < boot->map_count; i++) {
		const struct xb_region *region = &boot->map[i];
		const char *key = region->load ? region->load->address_key : NULL;
		const struct ui_node *node = key ? ui_menu_find(&app->menu, key) : NULL;

		if (node && xb_range_contains(region->range, (struct xb_range){address, 1}))
			add_hit(hits, node, IS_NAME, i);
	}
}

static bool is_hit(const struct hits *hits, const struct ui_node *node)
{
	for (size_t i = 0; i < hits->count; i++)
		if (hits->items[i].node == node)
			return true;
	return false;
}

/* The guest from whose pages the search began; NULL: from none. */
static const char *guest_of(const struct ui_app *app)
{
	const char *guest = NULL;

	for (size_t i = 0; i < app->page_count; i++) {
		const struct ui_node *node = ui_menu_node(&app->menu, &app->pages[i]->subject);

		guest = node && node->guest ? node->guest : guest;
	}
	return guest;
}

/* Each guest has all of Linux's options, in menus: of those that are not set, the ones where one is are sought. */
static bool is_sought(const struct ui_node *node, const char *guest)
{
	bool of_line = node->subject.kind == UI_SUBJECT_MENU ||
		       (node->subject.kind == UI_SUBJECT_OPTION && node->subject.scope == XB_SCOPE_LINUX);

	return !node->guest || node->value || !of_line || ui_same_text(node->guest, guest);
}

static int near_by(const struct ui_node *node, const char *guest)
{
	return guest && ui_same_text(node->guest, guest) ? AT_HAND : 0;
}

/* All that can be set, in the order of the menus. */
static void find_any(struct ui_app *app, struct hits *hits)
{
	const char *guest = guest_of(app);

	for (size_t i = 0; i < app->menu.count; i++)
		if (ui_node_is_setting(&app->menu.nodes[i]) && !app->menu.nodes[i].inside &&
		    is_sought(&app->menu.nodes[i], guest))
			add_hit(hits, &app->menu.nodes[i], 0, i);
}

static void find_words(struct ui_app *app, const char *typed, struct hits *hits)
{
	const char *guest = guest_of(app);
	struct ui_words words;

	ui_words_split(&words, typed);
	for (size_t i = 0; words.count && i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];
		int place;

		if (!is_sought(node, guest))
			continue;
		place = match(node, &words);
		if (place < 0)
			continue;
		if (!is_hit(hits, node))
			add_hit(hits, node, distance(node, typed, place) + near_by(node, guest), i);
	}
	ui_words_clear(&words);
}

/* The name of a setting that is near to TYPED; NULL: none is. */
static const char *near_name(struct ui_app *app, const char *typed)
{
	const char **names = xb_alloc((app->menu.count + 1) * sizeof(*names)), *near;
	size_t count = 0;

	for (size_t i = 0; i < app->menu.count; i++)
		if (ui_node_is_setting(&app->menu.nodes[i]))
			names[count++] = app->menu.nodes[i].title;
	near = typed[0] ? xb_nearest(typed, names) : NULL;
	free(names);
	return near;
}

/* Does a name have TYPED in it? Then it was no slip. */
static bool is_in_name(const struct hits *hits, const char *typed)
{
	for (size_t i = 0; i < hits->count; i++)
		if (ui_find_text(hits->items[i].node->title, typed))
			return true;
	return false;
}

/* All that are called NAME go before what was found. */
static void find_name(struct ui_app *app, const char *name, struct hits *hits)
{
	for (size_t i = 0; i < app->menu.count; i++)
		if (strcmp(app->menu.nodes[i].title, name) == 0 && !is_hit(hits, &app->menu.nodes[i]) &&
		    is_sought(&app->menu.nodes[i], guest_of(app)))
			add_hit(hits, &app->menu.nodes[i], IS_NAME * UNFIT, i);
}

/* What TYPED finds: words, NAME=VALUE, which is the name's, or an address. Where nothing has them, what a
 * name that is near to them finds; *instead is that name, else NULL. */
static void find_all(struct ui_app *app, const char *typed, struct hits *hits, const char **instead)
{
	char *words = xb_strndup(typed, strcspn(typed, "="));
	const char *near;

	*instead = NULL;
	find_address(app, words, hits);
	find_words(app, words, hits);
	near = near_name(app, words);
	if (!hits->count && near)
		find_words(app, *instead = near, hits);
	else if (near && !is_in_name(hits, words) && xb_is_slip(words, near))
		find_name(app, near, hits); /* what was found has these letters by chance */
	if (hits->count)
		qsort(hits->items, hits->count, sizeof(*hits->items), compare);
	free(words);
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
	return node->option && !node->guest
		       ? xb_format("%s: %s", xb_scopes[node->subject.scope].reader, about)
		       : xb_strdup(about);
}

/* What it is, or in parentheses what holds while it is not set. */
static const char *value_of(const struct ui_node *node, struct xb_arena *arena)
{
	if (node->value)
		return xb_arena_strdup(arena, ui_value_now(node, arena));
	return node->standing ? xb_arena_format(arena, "(%s)", ui_value_standing(node, arena)) : "";
}

/* Why the row is there: ABOUT where the last word that was typed is in what stands on it, else the sentence
 * of the help that has it. */
static const char *note_of(struct ui_page *page, const struct ui_node *node, const char *about)
{
	const char *help = node->option ? node->option->help.text : NULL, *found = NULL, *begin, *end;
	struct xb_arena *arena = &page->rows.arena;
	struct ui_words words;
	char *sentence;

	ui_words_split(&words, page->field.text);
	if (help && words.count) {
		const char *word = words.items[words.count - 1];

		if (!ui_find_text(node->title, word) && !ui_find_text(about, word) &&
		    !(node->value && ui_find_text(node->value, word)))
			found = ui_find_text(help, word);
	}
	ui_words_clear(&words);
	if (!found)
		return xb_arena_strdup(arena, about);
	for (begin = found; begin > help && !(begin[-1] == ' ' && begin - help > 1 && begin[-2] == '.') &&
			    !(begin[-1] == '\n' && begin[0] == '\n');)
		begin--;
	end = found + strcspn(found, ".");
	sentence = xb_arena_format(arena, "...%.*s.", (int)(end - begin), begin);
	for (char *c = sentence; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	return sentence;
}

/* Each guest has options of the same name. */
static const char *name_of(const struct ui_node *node, struct xb_arena *arena)
{
	bool same = node->guest && (node->option || node->subject.kind == UI_SUBJECT_MENU);

	return same ? xb_arena_format(arena, "%s.%s", strchr(node->guest, '.') + 1, node->title) : node->title;
}

static void add(struct ui_app *app, struct ui_page *page, const struct ui_node *node)
{
	const char *name = name_of(node, &page->rows.arena);
	struct ui_row *row = ui_rows_add_about(&page->rows, name, &node->subject);
	char *about = about_of(app, node);

	row->node = node;
	if (ui_node_is_setting(node)) {
		row->mark = ui_value_mark(node);
		row->value = value_of(node, &page->rows.arena);
		row->note = note_of(page, node, about);
	} else {
		row->value = xb_arena_strdup(&page->rows.arena, about);
	}
	row->value_style = node->value ? UI_VALUE : UI_DEFAULT;
	row->severity = node->severity;
	row->changed = node->changed;
	row->style = node->unfit ? UI_GREYED : UI_NAME;
	free(about);
}

/* The words of TEXT, before "=", are marked. */
static void mark_words(struct ui_page *page, const char *text)
{
	char *before = xb_strndup(text, strcspn(text, "="));
	struct ui_words words;

	ui_words_split(&words, before);
	ui_page_mark(page, &words);
	ui_words_clear(&words);
	free(before);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct hits hits = {0};
	const char *instead = NULL;

	if (page->field.text[0])
		find_all(app, page->field.text, &hits, &instead);
	else
		find_any(app, &hits);
	if (!page->field.text[0])
		ui_rows_heading(&page->rows, "Type words: all of them must match. Ctrl-P brings back "
					     "earlier searches.");
	if (instead)
		ui_rows_heading(&page->rows, xb_arena_format(&page->rows.arena,
							      "Nothing has '%s'; this has %s:",
							      page->field.text, instead));
	for (size_t i = 0; i < hits.count; i++)
		add(app, page, hits.items[i].node);
	mark_words(page, instead ? instead : page->field.text);
	if (!hits.count)
		ui_rows_heading(&page->rows, "Nothing has all these words.");
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
	const char *instead;
	size_t at = 0;

	if (!app->last_search) {
		ui_app_say(app, UI_NORMAL, "nothing was searched for yet: / searches");
		return;
	}
	if (app->last_search[0])
		find_all(app, app->last_search, &hits, &instead);
	else
		find_any(app, &hits);
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

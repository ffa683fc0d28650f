/* SPDX-License-Identifier: MIT */
/* An option by its name: all that the catalogs know is said while it is typed. A whole command line, too. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- Completion ---------------------------------------------------------------------------------- */

static bool begins(const char *name, const char *text, size_t length)
{
	return strncmp(name, text, length) == 0;
}

static const char *arch_of(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	return boot ? boot->arch : "arm64";
}

/* Whose options can be meant, the nearest first: those of both lines, or a guest's properties and its line. */
enum { SCOPES = 2 };
static const enum xb_scope *scopes_of(const struct ui_app *app)
{
	static const enum xb_scope of_lines[SCOPES] = {XB_SCOPE_XEN, XB_SCOPE_LINUX},
				   of_guest[SCOPES] = {XB_SCOPE_DOMAIN, XB_SCOPE_LINUX};

	return ((const struct xb_paste_place *)app->dialog->context)->guest ? of_guest : of_lines;
}

/* Who reads the options of SCOPE. */
static const char *reader_of(const struct ui_app *app, enum xb_scope scope)
{
	const char *guest = ((const struct xb_paste_place *)app->dialog->context)->guest;

	return guest ? strchr(guest, '.') + 1 : xb_scopes[scope].reader;
}

/* The names of SCOPE that begin with the LENGTH bytes of TEXT, but for those that BEFORE has, too. */
static void offer_scope(struct ui_app *app, enum xb_scope scope, const enum xb_scope *before,
			const char *text, size_t length, struct ui_candidates *candidates)
{
	const struct xb_catalog *catalog = xb_session_catalog(app->session);
	const char *arch = arch_of(app);

	for (size_t i = 0; catalog && i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i], *first;
		const char *name = option->name.text;
		char *about;

		if (option->scope != scope || !begins(name, text, length) || !xb_option_on_arch(option, arch))
			continue;
		first = before ? xb_catalog_find(catalog, *before, name, arch) : NULL;
		if (first && xb_option_on_arch(first, arch))
			continue;
		about = xb_format("%s: %s", reader_of(app, scope), option->summary.text);
		ui_candidates_add(candidates, name, about);
		free(about);
	}
}

/* Each once: one of both scopes as the first one's. */
static void offer_names(struct ui_app *app, const char *text, size_t length,
			struct ui_candidates *candidates)
{
	const enum xb_scope *scopes = scopes_of(app);

	for (size_t i = 0; i < SCOPES; i++)
		offer_scope(app, scopes[i], i ? scopes : NULL, text, length, candidates);
}

/* The words that the option NAME, of LENGTH bytes, may have. */
static void offer_values(struct ui_app *app, const char *name, size_t length, const char *text,
			 size_t typed, struct ui_candidates *candidates)
{
	const enum xb_scope *scopes = scopes_of(app);
	char *copy = xb_strndup(name, length);

	for (size_t at = 0; at < SCOPES && !candidates->count; at++) {
		const struct xb_option *option = xb_catalog_find(xb_session_catalog(app->session),
								 scopes[at], copy, arch_of(app));

		for (size_t i = 0; option && i < option->choice_count; i++) {
			struct xb_buf help = {0};

			xb_choice_describe(&option->choices[i], &help);
			if (begins(option->choices[i].value.text, text, typed))
				ui_candidates_add(candidates, option->choices[i].value.text, help.data);
			xb_buf_clear(&help);
		}
	}
	free(copy);
}

/* Names, and behind a = values, of the word that ends at the cursor. */
static size_t complete(void *context, const char *text, size_t length,
		       struct ui_candidates *candidates)
{
	struct ui_app *app = context;
	size_t word = length, part = length;
	const char *equals;

	while (word && text[word - 1] != ' ')
		word--;
	equals = memchr(text + word, '=', length - word);
	if (!equals) {
		offer_names(app, text + word, length - word, candidates);
		return word;
	}
	while (text[part - 1] != '=' && text[part - 1] != ',')
		part--;
	offer_values(app, text + word, (size_t)(equals - text) - word, text + part, length - part,
		     candidates);
	return part;
}

/* ---- What is said while it is typed ------------------------------------------------------------- */

/* What could be meant by NAME, which no one knows. */
static void put_nearest(struct ui_app *app, const char *name, struct xb_buf *out)
{
	struct ui_candidates candidates = {0};
	const enum xb_scope *scopes = scopes_of(app);
	const char *near = NULL;
	size_t at;

	offer_names(app, name, strlen(name), &candidates);
	for (at = 0; at < SCOPES && !near; at++)
		near = xb_catalog_nearest_word(xb_session_catalog(app->session), scopes[at], name);
	if (candidates.count)
		xb_buf_printf(out, " Tab shows the %zu that begin%s so.", candidates.count,
			      candidates.count == 1 ? "s" : "");
	else if (near)
		xb_buf_printf(out, " Did you mean %s (%s)?", near, reader_of(app, scopes[at - 1]));
	ui_candidates_clear(&candidates);
}

/* Whose it is and which line it goes to, its grammar, what it is for. */
static void put_word(const struct xb_pasted_word *word, struct xb_buf *out)
{
	const struct xb_scope_info *scope = &xb_scopes[word->scope];

	if (word->open)
		xb_buf_puts(out, "Xen and dom0 both have it: Enter asks whose is meant.\n");
	if (word->option) {
		xb_buf_printf(out, "%s: ", word->section);
		xb_option_syntax(word->option, out);
		xb_buf_printf(out, "\n%s.", word->option->summary.text);
	} else {
		xb_buf_printf(out, "%s: %s has it; nothing more is known of it.", word->section, scope->title);
	}
}

/* What no one knows, and what becomes of it. */
static void judge_unknown(struct ui_app *app, struct ui_dialog *dialog,
			  const struct xb_pasted_word *word)
{
	const struct xb_scope_info *scope = &xb_scopes[word->scope];
	struct xb_buf near = {0};

	put_nearest(app, word->name, &near);
	ui_dialog_verdict(dialog, UI_WARNING, "neither Xen nor Linux is known to have %s.%s\n%s: %s",
			  word->name, near.length ? near.data : "", word->section, scope->drops);
	xb_buf_clear(&near);
}

/* A value that is proposed stands behind the name here. */
static void try_word(struct ui_app *app, struct ui_dialog *dialog, const struct xb_pasted_word *word,
		     const char *meaning)
{
	const struct xb_change change = {word->key, word->value};
	char *whole;

	ui_setting_try(app, dialog, &change, NULL, meaning);
	if (!dialog->proposed)
		return;
	whole = xb_format("%s=%s", word->name, dialog->proposed);
	ui_dialog_propose(dialog, whole);
	free(whole);
}

/* What the profile would have against it, or what it means, behind what is known of it. */
static void judge_word(struct ui_app *app, struct ui_dialog *dialog,
		       const struct xb_pasted_word *word)
{
	const struct ui_node *node = word->key ? ui_menu_find(&app->menu, word->key) : NULL;
	struct xb_buf known = {0}, meaning = {0};

	put_word(word, &known);
	if (node)
		ui_setting_put_meaning(app, node, word->value, &meaning);
	if (word->wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s%s%s", word->name, word->key ? ": " : " ",
				  word->wrong);
	else
		try_word(app, dialog, word, meaning.data);
	xb_buf_printf(&known, "%s%s", known.length ? "\n" : "",
		      dialog->verdict.data ? dialog->verdict.data : "");
	ui_dialog_verdict(dialog, dialog->verdict_style, "%s", known.data);
	xb_buf_clear(&known);
	xb_buf_clear(&meaning);
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	struct xb_pasted pasted;

	ui_dialog_propose(dialog, NULL);
	xb_pasted_read(app->session, dialog->field.text, dialog->context, &pasted);
	if (pasted.too_many)
		ui_dialog_verdict(dialog, UI_ERROR, "more than %u words: that is no command line",
				  XB_PASTED_MAX);
	else if (!pasted.count)
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is added");
	else if (pasted.count == 1 && !pasted.items[0].known && pasted.items[0].key)
		judge_unknown(app, dialog, pasted.items);
	else if (pasted.count == 1)
		judge_word(app, dialog, pasted.items);
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "%zu options: Enter shows what they would set",
				  pasted.count);
	xb_pasted_clear(&pasted);
}

/* ---- Taking it ----------------------------------------------------------------------------------- */

/* What is wrong with the single word; new text, or NULL. */
static char *objection(const struct xb_pasted_word *word)
{
	if (word->wrong)
		return xb_format("%s%s%s", word->name, word->key ? ": " : " ", word->wrong);
	return strcmp(word->value, "\"\"") == 0
		       ? xb_format("%s= has no value: the name alone is the bare word", word->name)
		       : NULL;
}

static bool word_done(struct ui_app *app, struct ui_dialog *dialog, const struct xb_pasted_word *word)
{
	const char *text = dialog->field.text;
	char *wrong = dialog->insisted && word->key ? NULL : objection(word);
	bool done = !wrong;

	if (wrong && word->key)
		ui_dialog_insist(dialog, wrong);
	else if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	else if (word->open)
		ui_setting_ask_line(app, text, dialog->context);
	else
		done = ui_setting_take_pasted(app, text, dialog->context);
	if (!done && !wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	free(wrong);
	return done;
}

static bool done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct xb_pasted pasted;
	bool good = true;

	(void)answer;
	xb_pasted_read(app->session, dialog->field.text, dialog->context, &pasted);
	if (pasted.too_many)
		good = false; /* the verdict says so */
	else if (pasted.count == 1)
		good = word_done(app, dialog, pasted.items);
	else if (pasted.count)
		ui_setting_show_pasted(app, dialog->field.text, dialog->context);
	xb_pasted_clear(&pasted);
	return good;
}

/* Words that could be of several lines are of that whose menu it is. */
void ui_setting_add(struct ui_app *app)
{
	const struct ui_node *row = ui_app_node(app), *page = ui_menu_node(&app->menu, &ui_app_page(app)->subject);
	struct ui_subject section = ui_menu_section(&app->menu, row ? row : page);
	struct ui_dialog *dialog = ui_dialog_open(app, "Add options");
	struct xb_paste_place *place = xb_arena_alloc(&dialog->arena, sizeof(*place));

	*place = (struct xb_paste_place){.line = XB_SCOPE_COUNT, .fallback = section.scope};
	if (ui_menu_node(&app->menu, &(struct ui_subject){.kind = UI_SUBJECT_ITEM, .id = section.id}))
		place->guest = xb_arena_strdup(&dialog->arena, section.id);
	dialog->context = place;
	ui_dialog_say(dialog, "NAME, NAME=VALUE, or a whole command line: each word goes to the line it is "
			      "for.");
	ui_dialog_add_field(app, dialog, "");
	dialog->field.complete = complete;
	dialog->field.complete_context = app;
	ui_dialog_about(dialog, &section);
	dialog->typed = judge;
	dialog->done = done;
	judge(app, dialog);
}

void ui_setting_paste(struct ui_app *app, const struct ui_event *paste)
{
	ui_setting_add(app);
	ui_dialog_event(app, paste);
}

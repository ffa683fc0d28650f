/* SPDX-License-Identifier: MIT */
/* A value that is a list, part by part: console=dtuart,vga; iommu=no-intremap,verbose. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

bool ui_parts_are_several(const struct ui_node *node)
{
	return node->value && node->value[0] == '[';
}

/* NULL: with another board there is no such option, or its parts cannot be told. */
static const struct ui_node *find_option(struct ui_app *app, const char *key)
{
	const struct ui_node *node = ui_menu_find(&app->menu, key);

	return node && node->option && !ui_parts_are_several(node) ? node : NULL;
}

static const struct ui_node *node_of(struct ui_app *app, const struct ui_page *page)
{
	return find_option(app, page->subject);
}

static const struct xb_choice *choice_of(const struct xb_option *option, const char *part)
{
	for (size_t i = 0; option && i < option->choice_count; i++)
		if (strcmp(option->choices[i].value.text, part) == 0)
			return &option->choices[i];
	return NULL;
}

static void add_part(struct ui_page *page, const struct xb_option *option, const char *part,
		     size_t index)
{
	struct ui_row *row = ui_rows_add(&page->rows, part);
	const struct xb_choice *choice = choice_of(option, part);
	struct xb_buf help = {0};

	if (choice)
		xb_choice_describe(choice, &help);
	row->id = xb_arena_format(&page->rows.arena, "%zu", index);
	row->index = index;
	row->key = page->subject;
	row->style = UI_VALUE;
	row->value = xb_arena_strdup(&page->rows.arena, help.data ? help.data : "");
	row->value_style = UI_DEFAULT;
	xb_buf_clear(&help);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *node = node_of(app, page);
	size_t index = 0;

	for (const char *part = node && node->value ? node->value : NULL; part; index++) {
		size_t length = strcspn(part, ",");
		char *copy = xb_strndup(part, length);

		add_part(page, node->option, copy, index);
		free(copy);
		part = part[length] ? part + length + 1 : NULL;
	}
	if (!index)
		ui_rows_heading(&page->rows, "No part yet: + adds one.");
}

static void title_more(struct ui_app *app, struct ui_page *page, struct xb_buf *out)
{
	const struct ui_node *node = node_of(app, page);

	xb_buf_printf(out, " of %s", ui_short_key(page->subject));
	if (node && node->value)
		xb_buf_printf(out, "=%s", node->value);
}

/* The value with part INDEX replaced by TEXT (NULL: taken out; an index behind the last: added). */
static char *value_with(const char *value, size_t index, const char *text)
{
	struct xb_buf out = {0};
	size_t at = 0;

	for (const char *part = value; part && *part; at++) {
		size_t length = strcspn(part, ",");

		if (at != index || text)
			xb_buf_puts(&out, out.length ? "," : "");
		if (at == index && text)
			xb_buf_puts(&out, text);
		else if (at != index)
			xb_buf_add(&out, part, length);
		part = part[length] ? part + length + 1 : NULL;
	}
	if (index >= at && text)
		xb_buf_printf(&out, "%s%s", out.length ? "," : "", text);
	return xb_buf_take(&out);
}

static bool apply(struct ui_app *app, const char *key, size_t index, const char *text)
{
	const struct ui_node *node = ui_menu_find(&app->menu, key);
	char *value = value_with(node ? node->value : NULL, index, text);
	bool done = ui_app_set(app, key, value[0] ? value : NULL);

	free(value);
	return done;
}

/* ---- One part ---------------------------------------------------------------------------------- */

/* The index of the part that the dialog is about stands behind the key: "KEY INDEX". */
static size_t split_subject(const char *subject, char **key)
{
	const char *blank = strrchr(subject, ' ');

	*key = xb_strndup(subject, (size_t)(blank - subject));
	return strtoul(blank + 1, NULL, 10);
}

/* What is wrong with the whole VALUE; new text, or NULL. */
static char *objection(const struct ui_node *node, const char *value)
{
	char *problem = NULL, *hint = NULL, *text = NULL;

	if (node && value[0] && !xb_option_judge(node->option, value, &problem, &hint))
		text = xb_format("%s %s%s%s", value, problem, hint ? ": " : "", hint ? hint : "");
	free(problem);
	free(hint);
	return text;
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	char *key, *value, *wrong;
	size_t index = split_subject(dialog->subject, &key);
	const struct ui_node *node = find_option(app, key);
	const char *text = dialog->field.text;

	dialog->context = NULL; /* a bad value is asked about once more */
	value = value_with(node ? node->value : NULL, index, text[0] ? text : NULL);
	wrong = objection(node, value);
	if (!text[0] && node && node->value && strcmp(value, node->value) != 0)
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: the part is taken out");
	else if (!text[0])
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is added");
	else if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	else
		ui_dialog_verdict(dialog, UI_GOOD, "ok: %s=%s", ui_short_key(key), value);
	free(wrong);
	free(value);
	free(key);
}

static bool part_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *text = dialog->field.text[0] ? dialog->field.text : NULL;
	char *key, *value, *wrong;
	size_t index = split_subject(dialog->subject, &key);
	const struct ui_node *node = find_option(app, key);
	bool done = false;

	(void)answer;
	value = value_with(node ? node->value : NULL, index, text);
	wrong = text && !dialog->context ? objection(node, value) : NULL;
	if (wrong)
		ui_dialog_insist(dialog, wrong);
	else if (apply(app, key, index, text))
		done = true;
	else
		ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	free(wrong);
	free(value);
	free(key);
	return done;
}

static size_t complete(void *context, const char *text, size_t length,
		       struct ui_candidates *candidates)
{
	const struct xb_option *option = context;

	for (size_t i = 0; i < option->choice_count; i++)
		if (strncmp(option->choices[i].value.text, text, length) == 0)
			ui_candidates_add(candidates, option->choices[i].value.text);
	return 0;
}

static void edit_part(struct ui_app *app, const struct ui_node *node, size_t index, const char *text)
{
	struct ui_dialog *dialog = ui_dialog_open(app, text[0] ? "Change the part" : "Add a part");
	struct xb_buf syntax = {0};

	xb_option_syntax(node->option, &syntax);
	ui_dialog_say(dialog, "%s\n", syntax.data);
	for (size_t i = 0; i < node->option->choice_count; i++)
		ui_dialog_say(dialog, "%s%s", i ? ", " : "Words: ",
			      node->option->choices[i].value.text);
	ui_dialog_add_field(app, dialog, text);
	dialog->field.complete = complete;
	dialog->field.complete_context = (void *)node->option;
	dialog->subject = xb_format("%s %zu", node->id, index);
	dialog->typed = judge;
	dialog->done = part_done;
	judge(app, dialog);
	xb_buf_clear(&syntax);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	const struct ui_node *node = node_of(app, page);

	if (node)
		edit_part(app, node, row->index, row->name);
}

void ui_parts_add(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_node *node = node_of(app, page);

	if (node)
		edit_part(app, node, node->value ? page->rows.count : 0, "");
}

void ui_parts_remove(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_row *row = ui_page_row(page);

	if (row)
		apply(app, page->subject, row->index, NULL);
}

void ui_parts_open(struct ui_app *app, const struct ui_node *node)
{
	char *key = xb_strdup(node->id);
	bool empty = !node->value;

	ui_app_push(app, &ui_page_parts, key);
	if (empty)
		ui_parts_add(app);
	free(key);
}

const struct ui_page_type ui_page_parts = {
	.where = UI_ON_PARTS,
	.title = "Parts",
	.has_detail = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

/* SPDX-License-Identifier: MIT */
/* A value that is a list, part by part: console=dtuart,vga; iommu=no-intremap,verbose. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/setting.h"

/* The option that SUBJECT is, or is a part of. NULL: with another board there is no such option, or its parts
 * cannot be told. */
static const struct ui_node *node_of(const struct ui_app *app, const struct ui_subject *subject)
{
	const struct ui_node *node = subject->id ? ui_menu_find(&app->menu, subject->id) : NULL;

	return node && node->option && !ui_node_is_list(node) ? node : NULL;
}

static const struct xb_choice *choice_of(const struct xb_option *option, const char *part)
{
	for (size_t i = 0; option && i < option->choice_count; i++)
		if (strcmp(option->choices[i].value.text, part) == 0)
			return &option->choices[i];
	return NULL;
}

/* The place of PART in the list VALUE; SIZE_MAX: it is not in it. */
static size_t place_of(const char *value, const char *part)
{
	size_t wanted = strlen(part), index = 0;

	for (const char *at = value; at && *at; index++) {
		size_t length = strcspn(at, ",");

		if (length == wanted && memcmp(at, part, length) == 0)
			return index;
		at += length;
		at += *at == ',';
	}
	return SIZE_MAX;
}

/* The part at INDEX; SIZE_MAX: one that could be there. */
static struct ui_row *add_part(struct ui_page *page, const struct ui_node *node, const char *part,
			       size_t index)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_PART,
					   .id = node->subject.id,
					   .name = part,
					   .number = page->rows.count};
	struct ui_row *row = ui_rows_add_about(&page->rows, part, &subject);

	row->node = node;
	row->style = index == SIZE_MAX ? UI_NAME : UI_VALUE;
	row->value = "";
	row->value_style = UI_DEFAULT;
	return row;
}

/* Each word that there is, in the catalog's order, set or not. */
static void add_words(struct ui_page *page, const struct ui_node *node)
{
	for (size_t i = 0; i < node->option->choice_count; i++) {
		const struct xb_choice *choice = &node->option->choices[i];
		size_t index = place_of(node->value, choice->value.text);
		struct ui_row *row = add_part(page, node, choice->value.text, index);
		struct xb_buf help = {0};

		xb_choice_describe(choice, &help);
		row->mark = index == SIZE_MAX ? "[ ]" : "[*]";
		row->value = xb_arena_strdup(&page->rows.arena, help.data ? help.data : "");
		xb_buf_clear(&help);
	}
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct ui_node *node = node_of(app, &page->subject);
	size_t index = 0;

	if (node)
		add_words(page, node);
	for (const char *part = node && node->value ? node->value : NULL; part; index++) {
		size_t length = strcspn(part, ",");
		char *copy = xb_strndup(part, length);

		if (!choice_of(node->option, copy))
			add_part(page, node, copy, index)->mark = " = ";
		free(copy);
		part = part[length] ? part + length + 1 : NULL;
	}
	if (!page->rows.count)
		ui_rows_heading(&page->rows, "No part yet: + adds one.");
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct ui_node *node = node_of(app, &page->subject);

	xb_buf_printf(out, " of %s", page->subject.name);
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

/* The whole value with TEXT ("": nothing) in place of the part that SUBJECT is; new text. */
static char *whole_with(const struct ui_node *node, const struct ui_subject *subject, const char *text)
{
	return value_with(node ? node->value : NULL, (size_t)subject->number,
			  text[0] ? text : NULL);
}

/* ---- One part ---------------------------------------------------------------------------------- */

/* What is wrong with the whole VALUE; new text, or NULL. */
static char *objection(const struct ui_node *node, const char *value)
{
	return node && value[0] ? ui_setting_objection(node->option, value, value) : NULL;
}

static void try_whole(struct ui_app *app, struct ui_dialog *dialog, const char *value, const char *wrong)
{
	char *meaning = xb_format("%s=%s", dialog->subject.name, value);

	ui_setting_try(app, dialog, &(struct xb_change){dialog->subject.id, value}, wrong, meaning);
	free(meaning);
}

static void judge(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct ui_node *node = node_of(app, &dialog->subject);
	const char *text = dialog->field.text;
	char *value = whole_with(node, &dialog->subject, text), *wrong = objection(node, value);

	if (!text[0] && node && node->value && strcmp(value, node->value) != 0)
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: the part is taken out");
	else if (!text[0])
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: nothing is added");
	else
		try_whole(app, dialog, value, wrong);
	free(wrong);
	free(value);
}

static bool part_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_node *node = node_of(app, &dialog->subject);
	const char *text = dialog->field.text;
	char *value = whole_with(node, &dialog->subject, text);
	char *wrong = text[0] && !dialog->insisted ? objection(node, value) : NULL;
	bool done = !wrong && ui_setting_take(app, dialog, dialog->subject.id, value);

	(void)answer;
	if (wrong)
		ui_dialog_insist(dialog, wrong);
	free(wrong);
	free(value);
	return done;
}

static void edit_part(struct ui_app *app, const struct ui_node *node, size_t index, const char *text)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_PART,
					   .id = node->subject.id,
					   .name = node->subject.name,
					   .number = index};
	struct ui_dialog *dialog = ui_dialog_open(app, text[0] ? "Change the part" : "Add a part");
	struct xb_buf syntax = {0};

	xb_option_syntax(node->option, &syntax);
	ui_dialog_say(dialog, "%s\n", syntax.data);
	for (size_t i = 0; i < node->option->choice_count; i++)
		ui_dialog_say(dialog, "%s%s", i ? ", " : "Words: ",
			      node->option->choices[i].value.text);
	ui_dialog_add_field(app, dialog, text);
	ui_setting_set_completion(app, dialog, node->option, NULL);
	ui_dialog_about(dialog, &subject);
	dialog->typed = judge;
	dialog->done = part_done;
	judge(app, dialog);
	xb_buf_clear(&syntax);
}

/* The whole value where TEXT ("": nothing) stands in place of the part at INDEX. */
static void set_part(struct ui_app *app, const struct ui_node *node, size_t index, const char *text)
{
	char *value = value_with(node->value, index, text[0] ? text : NULL);

	ui_app_set(app, node->subject.id, value[0] ? value : NULL);
	free(value);
}

void ui_parts_toggle(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	const struct ui_node *node = node_of(app, &ui_app_page(app)->subject);
	size_t index = node && row ? place_of(node->value, row->name) : 0;

	if (!node || !row)
		return;
	if (!choice_of(node->option, row->name))
		edit_part(app, node, index, row->name);
	else
		set_part(app, node, index, index == SIZE_MAX ? row->name : "");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_parts_toggle(app);
}

void ui_parts_add(struct ui_app *app)
{
	const struct ui_node *node = node_of(app, &ui_app_page(app)->subject);

	if (node)
		edit_part(app, node, SIZE_MAX, "");
}

void ui_parts_remove(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	const struct ui_node *node = node_of(app, &ui_app_page(app)->subject);
	size_t index = node && row ? place_of(node->value, row->name) : SIZE_MAX;

	if (index != SIZE_MAX)
		set_part(app, node, index, "");
}

bool ui_parts_can_remove(const struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	const struct ui_node *node = node_of(app, &ui_app_page(app)->subject);

	return node && row && place_of(node->value, row->name) != SIZE_MAX;
}

void ui_parts_open(struct ui_app *app, const struct ui_node *node)
{
	ui_app_push(app, &ui_page_parts, &node->subject);
	if (!node->value && !node->option->choice_count)
		ui_parts_add(app);
}

const struct ui_page_type ui_page_parts = {
	.where = UI_ON_PARTS,
	.title = "Parts",
	.has_detail = true,
	.follows = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

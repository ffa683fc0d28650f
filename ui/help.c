/* SPDX-License-Identifier: MIT */
#include "ui/help.h"

#include <stdlib.h>
#include <string.h>

#include "ui/value.h"

/* ---- Problems come first ----------------------------------------------------------------------- */

static void put_problem(const struct xb_diag *diag, struct xb_buf *out)
{
	xb_buf_printf(out, "%s %s [%s]\n", ui_severities[diag->severity].mark, diag->message,
		      xb_code_info(diag->code)->name);
	if (diag->hint)
		xb_buf_printf(out, "  hint: %s\n", diag->hint);
}

void ui_help_put_problems(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(app->session);

	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < diags->count && i < app->menu.problem_count; i++)
			if ((int)diags->items[i].severity == severity && app->menu.problems[i] == node)
				put_problem(&diags->items[i], out);
}

void ui_help_put_place(const struct xb_pos *at, struct xb_buf *out)
{
	const char *name = xb_data_embedded_name(at->file);

	xb_buf_printf(out, "%s%s", name ? "the shipped " : "", name ? name : at->file);
	if (at->line)
		xb_buf_printf(out, ", line %u", at->line);
}

void ui_help_problems(struct ui_app *app, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(app->session);

	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < diags->count; i++)
			if ((int)diags->items[i].severity == severity)
				put_problem(&diags->items[i], out);
}

/* ---- Options ----------------------------------------------------------------------------------- */

void ui_help_paragraphs(const char *text, struct xb_buf *out)
{
	for (; *text; text++) {
		bool breaks = *text == '\n' && (text[1] == '\n' || text[1] == ' ' || !text[1] ||
						(out->length && out->data[out->length - 1] == '\n'));

		xb_buf_putc(out, *text == '\n' && !breaks ? ' ' : *text);
	}
}

static void put_choices(const struct xb_option *option, struct xb_buf *out)
{
	if (option->choice_count)
		xb_buf_puts(out, "\nValues:\n");
	for (size_t i = 0; i < option->choice_count; i++) {
		xb_buf_printf(out, "  %-10s ", option->choices[i].value.text);
		xb_choice_describe(&option->choices[i], out);
		xb_buf_putc(out, '\n');
	}
}

static void put_fact(const char *title, const char *text, struct xb_buf *out)
{
	xb_buf_printf(out, "  %-11s  %s\n", title, text);
}

/* What holds while NODE is not set. */
static void put_default(const struct ui_node *node, const char *standing, struct xb_buf *out)
{
	struct xb_arena arena = {0};
	bool required = node->info && node->info->required;

	put_fact("Default", standing ? ui_value_shown(node, standing, &arena)
			    : required ? "none: it must be given" : "none", out);
	xb_arena_clear(&arena);
}

static void put_facts(const struct ui_node *node, struct xb_buf *out)
{
	struct xb_buf text = {0};
	const char *title;

	xb_buf_puts(out, "\n");
	put_default(node, node->option->default_value.text, out);
	for (size_t i = 0; xb_option_fact(node->option, i, &title, &text); i++) {
		if (strcmp(title, "Default") != 0)
			put_fact(title, text.data, out);
		xb_buf_clear(&text);
	}
	xb_buf_clear(&text);
}

static void put_references(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->see_also.count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : "\nSee also: ",
			      option->see_also.items[i].text);
	if (option->see_also.count)
		xb_buf_putc(out, '\n');
}

static void put_cautions(const struct xb_option *option, struct xb_buf *out)
{
	for (size_t i = 0; i < option->caution_count; i++) {
		xb_buf_putc(out, '\n');
		xb_caution_describe(&option->cautions[i], out);
		xb_buf_putc(out, '\n');
	}
}

static void put_meaning(const struct ui_node *node, struct xb_buf *out)
{
	struct xb_buf text = {0};

	if (!node->value || !node->option)
		return;
	xb_option_meaning(node->option, node->bare ? NULL : node->value, &text);
	if (text.length)
		xb_buf_printf(out, "Now: %s\n", text.data);
	xb_buf_clear(&text);
}

static void put_option(const struct ui_node *node, struct xb_buf *out)
{
	const struct xb_option *option = node->option;

	xb_option_syntax(option, out);
	xb_buf_printf(out, "\n%s.\n", option->summary.text ? option->summary.text : "");
	put_meaning(node, out);
	if (option->help.text) {
		xb_buf_putc(out, '\n');
		ui_help_paragraphs(option->help.text, out);
	}
	put_cautions(option, out);
	put_choices(option, out);
	put_facts(node, out);
	put_references(option, out);
}

/* ---- Keys -------------------------------------------------------------------------------------- */

static const char *const kinds[] = {
	[XB_KEY_TEXT] = "any text",
	[XB_KEY_NUMBER] = "a number: decimal, or 0x and hexadecimal; K M G behind a decimal one",
	[XB_KEY_ADDRESS] = "auto, or a number: decimal, or 0x and hexadecimal; K M G behind a decimal one",
	[XB_KEY_FLAG] = "on or off; the file says true or false",
	[XB_KEY_TEXTS] = "a list of texts: Enter shows them, each a row",
	[XB_KEY_BOARD] = "a board by its name, or one in place",
	[XB_KEY_FILE] = "a file, relative to `files`",
	[XB_KEY_OPTIONS] = "options",
	[XB_KEY_NAMED] = "values by name: Enter shows them, each a row",
	[XB_KEY_LIST] = "a list: Enter shows its items, each a row",
	[XB_KEY_OTHER] = "a value, as YAML writes it",
};

/* Is ID the key LAST of what is called KEY? */
static bool ends_with_key(const char *id, const char *key, const char *last)
{
	size_t length = key ? strlen(key) : 0;

	return key && strncmp(id, key, length) == 0 && id[length] == '.' &&
	       strcmp(id + length + 1, last) == 0;
}

/* What the planner or the defaults make of a key that is not set, or says auto. */
static void put_planned(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	for (size_t i = 0; boot && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->placed && load->address_key && strcmp(load->address_key, node->subject.id) == 0)
			xb_buf_printf(out, "Now: 0x%llX%s\n", (unsigned long long)load->address,
				      load->automatic ? ", chosen by the planner" : "");
	}
}

/* What a guest with the memory of NODE's key takes, and the most that it could have. */
static void put_memory(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	const struct xb_context *context = xb_session_context(app->session);

	for (size_t i = 0; context && i < context->guests.count; i++) {
		const struct xb_guest_memory *guest = &context->guests.items[i];
		const uint64_t sizes[] = {guest->takes, guest->left};
		char text[XB_COUNT(sizes)][XB_SIZE_TEXT];

		if (!ends_with_key(node->subject.id, guest->domain->key, "memory"))
			continue;
		xb_sizes_format(sizes, XB_COUNT(sizes), text);
		xb_buf_printf(out, "Now: %s with its tables, of %s that are left for it\n", text[0], text[1]);
		if (guest->largest)
			xb_buf_printf(out, "%lluM is the largest that works here\n",
				      (unsigned long long)guest->largest >> 20);
	}
}

/* "one of tftp, mmc, usb" where there are words, else what its kind can be. */
static void put_values(const struct xb_key_info *info, struct xb_buf *out)
{
	bool several = info->kind == XB_KEY_TEXTS || info->kind == XB_KEY_NAMED;

	if (!info->words || several)
		xb_buf_puts(out, kinds[info->kind]);
	for (size_t i = 0; info->words && info->words[i]; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : several ? "; each one of " : "one of ",
			      info->words[i]);
}

static void put_key(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	struct xb_buf values = {0};

	xb_buf_printf(out, "%s.\n", node->about ? node->about : "");
	put_planned(app, node, out);
	put_memory(app, node, out);
	xb_buf_putc(out, '\n');
	put_values(node->info, &values);
	put_fact("Value", values.data, out);
	if (node->info->unit)
		put_fact("Unit", node->info->unit, out);
	put_default(node, node->info->standing, out);
	put_fact("Key", node->subject.id, out);
	xb_buf_clear(&values);
}

/* What is set in a menu, in the words of a command line, and how much more there is. */
static void put_menu(struct ui_app *app, const struct ui_node *menu, struct xb_buf *out)
{
	struct xb_buf set = {0};
	size_t count = 0, options = 0;

	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (node->subject.kind != UI_SUBJECT_OPTION || strcmp(node->menu, menu->subject.id) != 0 ||
		    (node->unfit && !node->value && app->shown != UI_SHOWN_ALL))
			continue;
		options++;
		if (!node->value)
			continue;
		count++;
		xb_buf_puts(&set, "  ");
		ui_value_put_word(node, &set);
		xb_buf_putc(&set, '\n');
	}
	if (options)
		xb_buf_printf(out, "%zu of %zu options %s set.\n%s", count, options,
			      count == 1 ? "is" : "are", set.data ? set.data : "");
	xb_buf_clear(&set);
}

/* ---- Items ------------------------------------------------------------------------------------- */

/* What is wrong in ITEM. */
static void put_problems_in(struct ui_app *app, const struct ui_node *item, struct xb_buf *out)
{
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];

		if (node != item && node->severity >= 0 && xb_key_is_in(node->subject.id, item->subject.id))
			ui_help_put_problems(app, node, out);
	}
}

/* "  memory            256M": what is set in it; a list in one line. */
static void put_item(struct ui_app *app, const struct ui_node *item, struct xb_buf *out)
{
	const char *key = item->subject.id, *list = NULL;

	put_problems_in(app, item, out);
	for (size_t i = 0; i < app->menu.count; i++) {
		const struct ui_node *node = &app->menu.nodes[i];
		const char *id = node->subject.id;

		if (!ui_node_is_setting(node) || !node->value || !xb_key_is_in(id, key) ||
		    (list && xb_key_is_in(id, list)))
			continue;
		list = ui_node_is_list(node) ? id : NULL;
		xb_buf_printf(out, "  %-16s  %s\n", id + strlen(key) + 1, node->bare ? "on" : node->value);
	}
	xb_buf_printf(out, "%s%s.\n", out->length ? "\n" : "", item->about ? item->about : "");
}

/* ---- The whole --------------------------------------------------------------------------------- */

/* Where the value was written: the profile itself, or one that it extends. What is not saved yet stands on no
 * line of a file, and moves those of others. */
static void put_source(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	const struct xb_profile *profile = xb_session_profile(app->session), *saved;
	const char *key = node->subject.id;
	struct xb_pos at;

	if (!node->value || !profile || !xb_profile_where(profile, key, &at) || !at.file)
		return;
	saved = strcmp(at.file, profile->path) == 0 ? xb_draft_saved(app->draft) : profile;
	if (!saved || node->changed || !xb_profile_where(saved, key, &at)) {
		xb_buf_puts(out, "\nSet here, and not saved yet.\n");
		return;
	}
	xb_buf_puts(out, "\nSet in ");
	ui_help_put_place(&at, out);
	xb_buf_puts(out, ".\n");
}

void ui_help_text(struct ui_app *app, const struct ui_node *node, struct xb_buf *out)
{
	size_t before = out->length;

	ui_help_put_problems(app, node, out);
	if (node->unfit && out->length == before) /* a problem says it, and more */
		xb_buf_printf(out, "%s %s %s.\n", ui_severities[XB_WARNING].mark, node->title, node->unfit);
	if (node->subject.kind == UI_SUBJECT_OPTION && node->option)
		put_option(node, out);
	else if (node->subject.kind == UI_SUBJECT_KEY)
		put_key(app, node, out);
	else if (node->subject.kind == UI_SUBJECT_ITEM)
		put_item(app, node, out);
	else if (node->about)
		xb_buf_printf(out, "%s.\n", node->about);
	else
		put_menu(app, node, out);
	if (ui_node_is_setting(node))
		put_source(app, node, out);
}

/* SPDX-License-Identifier: MIT */
/* What the rows of menus say of what is behind them: a few words, made anew with the menus. */
#include "ui/menu-parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/value.h"

struct content {
	const struct ui_menu *menu;
	struct xb_session *session;
	const struct xb_draft *draft; /* or NULL */
};

/* ---- What is set ------------------------------------------------------------------------------- */

/* A comma before all but the first of a list. */
static void put_comma(struct xb_buf *out)
{
	if (out->length)
		xb_buf_puts(out, ", ");
}

static void put_word(const struct ui_node *node, struct xb_buf *out)
{
	put_comma(out);
	ui_value_put_word(node, out);
}

/* The options that are set among those of the menu TOP, and of the menus of its groups: they stand behind it. */
static void put_words(const struct ui_menu *menu, const struct ui_node *top, struct xb_buf *out)
{
	const char *id = top->subject.id;
	size_t length = strlen(id);

	for (size_t i = (size_t)(top - menu->nodes) + 1; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (strncmp(node->menu, id, length) != 0)
			break;
		if (node->subject.kind == UI_SUBJECT_OPTION && node->value && !node->inside)
			put_word(node, out);
	}
}

static void needed(const struct content *content, struct xb_buf *out)
{
	const struct ui_node *node;

	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		node = NULL;
		while ((node = ui_menu_needed(content->menu, (enum xb_scope)scope, node)))
			if (node->value)
				put_word(node, out);
	}
}

/* How many options are set in the menus below the menu ID. */
static size_t count_set(const struct ui_menu *menu, const char *id)
{
	size_t length = strlen(id), count = 0;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		count += node->subject.kind == UI_SUBJECT_OPTION && node->value &&
			 strncmp(node->menu, id, length) == 0 && node->menu[length] == '/';
	}
	return count;
}

static void put_count(size_t count, const char *what, const char *state, struct xb_buf *out)
{
	xb_buf_printf(out, "%zu %s%s%s", count, what, count == 1 ? "" : "s", state);
}

static void xen_set(const struct content *content, struct xb_buf *out)
{
	put_count(count_set(content->menu, "xen"), "option", " set", out);
}

static void domains(const struct content *content, struct xb_buf *out)
{
	ui_menu_put_domains(xb_session_profile(content->session), out);
}

static void linux_set(const struct content *content, struct xb_buf *out)
{
	put_count(count_set(content->menu, "dom0"), "option", " set", out);
}

/* ---- Files ------------------------------------------------------------------------------------- */

/* The board, by name where it is described in place, and the files that the profile names. */
static void files(const struct content *content, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(content->session);

	if (boot && boot->board_name)
		xb_buf_puts(out, boot->board_name);
	for (size_t i = 0; i < content->menu->count; i++) {
		const struct ui_node *node = &content->menu->nodes[i];

		if (!node->info || !node->needed || !node->value || strcmp(node->title, "board") == 0)
			continue;
		put_comma(out);
		xb_buf_puts(out, node->value);
	}
}

static void loading(const struct content *content, struct xb_buf *out)
{
	const struct xb_profile *profile = xb_session_profile(content->session);

	if (!profile)
		return;
	xb_buf_puts(out, profile->load.way.method->name);
	if (profile->load.way.device.text)
		xb_buf_printf(out, " %s", profile->load.way.device.text);
	if (profile->load.way.prefix.text && profile->load.way.prefix.text[0])
		xb_buf_printf(out, ", from %s", profile->load.way.prefix.text);
}

static void outputs(const struct content *content, struct xb_buf *out)
{
	struct xb_arena arena = {0};
	const char *const *names = xb_session_output_names(content->session, &arena);

	for (size_t i = 0; names[i]; i++) {
		put_comma(out);
		xb_buf_puts(out, names[i]);
	}
	xb_arena_clear(&arena);
}

/* ---- Pages ------------------------------------------------------------------------------------- */

static void problems(const struct content *content, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(content->session);
	size_t notes = diags->count - diags->errors - diags->warnings;

	if (diags->errors)
		put_count(diags->errors, "error", "", out);
	if (diags->warnings) {
		put_comma(out);
		put_count(diags->warnings, "warning", "", out);
	}
	if (!out->length)
		xb_buf_puts(out, "none");
	if (notes) {
		put_comma(out);
		put_count(notes, "note", "", out);
	}
}

static void map(const struct content *content, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(content->session);
	uint64_t all = 0, room = 0;
	char text[XB_SIZE_TEXT];

	for (size_t i = 0; boot && i < boot->ram.count; i++)
		all += boot->ram.items[i].size;
	for (size_t i = 0; boot && i < boot->map_count; i++)
		if (boot->map[i].kind == XB_REGION_GAP)
			room += boot->map[i].range.size;
	if (!all) {
		xb_buf_puts(out, "no RAM is known");
		return;
	}
	xb_buf_printf(out, "%s free", xb_size_format(room, text));
	xb_buf_printf(out, " of %s", xb_size_format(all, text));
}

static void preview(const struct content *content, struct xb_buf *out)
{
	(void)content;
	xb_buf_puts(out, "script, /chosen, command lines");
}

static void changes(const struct content *content, struct xb_buf *out)
{
	size_t count = content->menu->change_count;

	if (count)
		put_count(count, "setting", "", out);
	else
		xb_buf_puts(out, xb_draft_is_changed(content->draft) ? "in the text alone" : "none");
}

static void build(const struct content *content, struct xb_buf *out)
{
	if (xb_session_diags(content->session)->errors)
		xb_buf_puts(out, "nothing while there are errors");
	else
		outputs(content, out);
}

static void save(const struct content *content, struct xb_buf *out)
{
	const char *path = xb_draft_path(content->draft);

	if (!path)
		xb_buf_puts(out, "under a name of your own");
	else if (xb_draft_is_changed(content->draft))
		xb_buf_printf(out, "to %s", path);
	else
		xb_buf_puts(out, "nothing to save");
}

static void profiles(const struct content *content, struct xb_buf *out)
{
	xb_buf_puts(out, xb_draft_name(content->draft));
}

/* ---- The rows ---------------------------------------------------------------------------------- */

static const struct teller {
	const char *id; /* of a menu or an action */
	void (*tell)(const struct content *content, struct xb_buf *out);
} tellers[] = {
	{UI_MENU_NEEDED, needed}, {"boot-files", files}, {"load", loading},	  {"xen", xen_set},
	{"dom0", linux_set},	  {"output", outputs},	 {"problems", problems}, {"map", map},
	{"preview", preview},	  {"changes", changes},	 {"build", build},	  {"save", save},
	{"profiles", profiles},	  {UI_MENU_DOMAINS, domains},
};

static bool is_setting_or_none(const struct ui_node *node)
{
	return ui_node_is_setting(node) || node->subject.kind == UI_SUBJECT_NONE ||
	       node->subject.kind == UI_SUBJECT_ITEM;
}

/* Of a menu that no row is about: the words that are set in it. */
static void tell(const struct content *content, const struct ui_node *node, struct xb_buf *out)
{
	for (size_t i = 0; i < XB_COUNT(tellers); i++) {
		if (strcmp(tellers[i].id, node->subject.id) == 0) {
			tellers[i].tell(content, out);
			return;
		}
	}
	if (node->subject.kind == UI_SUBJECT_MENU)
		put_words(content->menu, node, out);
}

void ui_menu_tell_content(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft)
{
	const struct content content = {menu, session, draft};

	for (size_t i = 0; draft && i < menu->count; i++) {
		struct ui_node *node = &menu->nodes[i];
		struct xb_buf text = {0};

		if (is_setting_or_none(node))
			continue;
		tell(&content, node, &text);
		node->content = text.length ? xb_arena_strdup(&menu->arena, text.data) : NULL;
		xb_buf_clear(&text);
	}
}

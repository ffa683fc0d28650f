/* SPDX-License-Identifier: MIT */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- The root menu --------------------------------------------------------------------------- */

/* The menus of the first level. Options of a scope are in menus of their groups below one of them. */
static const struct top {
	const char *id, *title, *about;
} tops[] = {
	{UI_MENU_NEEDED, "Most needed", "What most boards need; each stands in its own menu, too"},
	{"boot-files", "Board and files", "The board, and the files that are booted"},
	{"load", "Loading", "How U-Boot gets the files"},
	{"xen", "Xen options", "Xen's command line"},
	{"dom0", "dom0's Linux", "The command line of dom0's kernel"},
	{UI_MENU_DOMAINS, "Domains", "Guests that Xen starts itself, and what they share"},
	{"output", "Outputs", "What is written, and under which names"},
};

/* Actions that stand in the root menu, so that nobody has to know their keys. */
static const struct view {
	const char *action, *title, *about;
} views[] = {
	{"problems", "Problems", "What is wrong with the profile as it stands"},
	{"map", "Memory map", "What stands where in memory, drawn to scale"},
	{"preview", "Preview", "The script, /chosen and the command lines as they would be written"},
	{"changes", "Changes", "What differs from the saved profile, to be reverted one by one"},
	{"build", "Build", "Write the script, the device tree or both"},
	{"serial log", "Serial log", "What went wrong on the board, and which setting to look at"},
	{"save", "Save", "Save the profile"},
	{"profiles", "Profiles", "Open, copy, rename, delete, or make a new one"},
	{"keys", "Keys", "What each key does"},
	{"quit", "Quit", "Leave; asks where something is unsaved"},
};

/* ---- Problems -------------------------------------------------------------------------------- */

/* The node of the menu that NODE stands in; NULL: that is the root. */
static struct ui_node *above(struct ui_menu *menu, const struct ui_node *node)
{
	const struct ui_node *found = ui_menu_holder(menu, node);

	return found ? &menu->nodes[found - menu->nodes] : NULL;
}

static void raise_severity(struct ui_menu *menu, struct ui_node *node, int severity)
{
	for (; node && node->severity < severity; node = above(menu, node))
		node->severity = severity;
}

static void add_problems(struct ui_menu *menu, struct xb_session *session)
{
	const struct xb_diags *diags = xb_session_diags(session);
	const struct xb_profile *profile = xb_session_profile(session);

	menu->problem_count = diags->count;
	menu->problems = xb_alloc((diags->count + 1) * sizeof(*menu->problems));
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		const struct ui_node *node = ui_menu_at_fault(menu, profile, diag);

		menu->problems[i] = node;
		raise_severity(menu, &menu->nodes[node - menu->nodes], (int)diag->severity);
	}
}

static void mark_menus(struct ui_menu *menu)
{
	for (size_t i = 0; i < menu->count; i++) {
		struct ui_node *node = &menu->nodes[i];

		for (node = node->changed ? above(menu, node) : NULL; node && !node->changed;
		     node = above(menu, node))
			node->changed = true;
	}
}

/* Its rows are other menus' own. */
static void mark_needed(struct ui_menu *menu)
{
	const struct ui_node *found = ui_menu_find_menu(menu, UI_MENU_NEEDED);
	struct ui_node *needed = found ? &menu->nodes[found - menu->nodes] : NULL;

	for (size_t i = 0; needed && i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (!node->needed)
			continue;
		needed->changed |= node->changed;
		if (node->severity > needed->severity)
			needed->severity = node->severity;
	}
}

/* ---- The whole ------------------------------------------------------------------------------- */

void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft)
{
	struct ui_values values = {0};

	ui_menu_clear(menu);
	xb_profile_keys(xb_session_profile(session), &xb_output_words, &menu->keys);
	ui_values_read(&values, session, draft);
	for (size_t i = 0; i < XB_COUNT(tops); i++) {
		ui_menu_add(menu, UI_SUBJECT_MENU, "", tops[i].id, tops[i].title)->about = tops[i].about;
		ui_menu_add_keys(menu, session, tops[i].id, &values);
	}
	for (size_t i = 0; i < XB_COUNT(views); i++) {
		struct ui_node *node =
			ui_menu_add(menu, UI_SUBJECT_ACTION, "", views[i].action, views[i].title);

		node->subject.action = ui_action_find(views[i].action);
		node->about = views[i].about;
	}
	ui_menu_index(menu);
	add_problems(menu, session);
	mark_menus(menu);
	mark_needed(menu);
	ui_menu_count_changes(menu, &values);
	ui_menu_tell_content(menu, session, draft);
	ui_values_clear(&values);
}

void ui_menu_clear(struct ui_menu *menu)
{
	free(menu->nodes);
	free(menu->problems);
	free(menu->by_id);
	xb_key_list_clear(&menu->keys);
	xb_arena_clear(&menu->arena);
	*menu = (struct ui_menu){0};
}

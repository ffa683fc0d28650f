/* SPDX-License-Identifier: MIT */
#include "ui/menu-parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

/* ---- The root menu --------------------------------------------------------------------------- */

/* The menus of the first level. Options of a scope are in menus of their groups below one of them. */
static const struct top {
	const char *id, *title, *about;
} tops[] = {
	{"boot-files", "Board and files", "The board, and the files that are booted"},
	{"load", "Loading", "How U-Boot gets the files"},
	{"xen", "Xen options", "Xen's command line"},
	{"dom0", "dom0", "dom0's kernel, its ramdisk and the Linux options"},
	{"output", "Outputs", "What is written, and under which names"},
};

/* Actions that stand in the root menu, so that nobody has to know their keys. */
static const struct view {
	const char *action, *title, *about;
} views[] = {
	{"profiles", "Profiles", "Open, copy, rename, delete, or make a new one"},
	{"problems", "Problems", "What is wrong with the profile as it stands"},
	{"map", "Memory map", "What stands where in memory, drawn to scale"},
	{"preview", "Preview", "The script, /chosen and the command lines as they would be written"},
	{"changes", "Changes", "What differs from the saved profile, to be reverted one by one"},
	{"build", "Build", "Write the script, the device tree or both"},
};

/* ---- Making the nodes ------------------------------------------------------------------------ */

/* What the planner made of an entry of its own: its address, or the size of its file. */
static const char *planned(struct ui_menu *menu, const struct xb_boot *boot,
			   const struct ui_node *node)
{
	const char *key = node->subject.id;
	bool size = strcmp(key + strlen(node->section), ".size") == 0;

	for (size_t i = 0; boot && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->placed && load->address_key && strcmp(load->address_key, key) == 0)
			return xb_arena_format(&menu->arena, "auto: 0x%" PRIX64, load->address);
		if (size && load->present && load->key && strcmp(load->key, node->section) == 0)
			return xb_arena_format(&menu->arena, "of the file: 0x%" PRIX64, load->size);
	}
	return NULL;
}

/* All of KEY but its last name. */
static const char *section_of(struct ui_menu *menu, const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot ? xb_arena_strndup(&menu->arena, key, (size_t)(dot - key)) : "";
}

static void add_key(struct ui_menu *menu, const struct xb_boot *boot,
		    const struct xb_key_info *info, const struct ui_values *values)
{
	struct ui_node *node =
		ui_menu_add(menu, UI_SUBJECT_KEY, ui_menu_home(info->key), info->key, info->key);

	node->info = info;
	node->about = info->about;
	node->section = section_of(menu, info->key);
	node->standing = planned(menu, boot, node);
	ui_menu_set_value(menu, node, values);
}

/* ---- Problems -------------------------------------------------------------------------------- */

/* The node of the menu that NODE stands in; NULL: that is the root. */
static struct ui_node *above(struct ui_menu *menu, const struct ui_node *node)
{
	const struct ui_node *found = ui_menu_find_menu(menu, node->menu);

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
		struct xb_pos at = {diag->file, diag->line, diag->column};
		char *key = profile && diag->line ? xb_profile_key_at(profile, at) : NULL;
		const struct ui_node *node = key ? ui_menu_find_up(menu, key) : NULL;

		menu->problems[i] = node;
		if (node)
			raise_severity(menu, &menu->nodes[node - menu->nodes],
				       (int)diag->severity);
		free(key);
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

/* ---- The whole ------------------------------------------------------------------------------- */

/* The rows of the menu TOP, in the order of the keys; options stand where the key of their section does. */
static void add_keys(struct ui_menu *menu, struct xb_session *session, const char *top,
		     const struct ui_values *values)
{
	for (size_t i = 0; i < menu->keys.count; i++) {
		const struct xb_key_info *info = &menu->keys.items[i];

		if (strcmp(ui_menu_home(info->key), top) != 0)
			continue;
		if (info->kind == XB_KEY_OPTIONS)
			ui_menu_add_options(menu, session, info, values);
		else if (info->kind != XB_KEY_NAMED)
			add_key(menu, xb_session_boot(session), info, values);
	}
}

void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft)
{
	struct ui_values values = {0};

	ui_menu_clear(menu);
	xb_profile_keys(NULL, &xb_output_words, &menu->keys);
	ui_values_read(&values, session, draft);
	for (size_t i = 0; i < XB_COUNT(tops); i++) {
		ui_menu_add(menu, UI_SUBJECT_MENU, "", tops[i].id, tops[i].title)->about = tops[i].about;
		add_keys(menu, session, tops[i].id, &values);
	}
	for (size_t i = 0; i < XB_COUNT(views); i++) {
		struct ui_node *node =
			ui_menu_add(menu, UI_SUBJECT_ACTION, "", views[i].action, views[i].title);

		node->subject.action = ui_action_find(views[i].action);
		node->about = views[i].about;
	}
	add_problems(menu, session);
	mark_menus(menu);
	ui_values_clear(&values);
}

void ui_menu_clear(struct ui_menu *menu)
{
	free(menu->nodes);
	free(menu->problems);
	xb_key_list_clear(&menu->keys);
	xb_arena_clear(&menu->arena);
	*menu = (struct ui_menu){0};
}

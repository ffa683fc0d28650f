/* SPDX-License-Identifier: MIT */
/* Finding what stands in the menus. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

bool ui_node_is_setting(const struct ui_node *node)
{
	return node && (node->subject.kind == UI_SUBJECT_KEY || node->subject.kind == UI_SUBJECT_OPTION);
}

const struct ui_node *ui_menu_node(const struct ui_menu *menu, const struct ui_subject *subject)
{
	for (size_t i = 0; i < menu->count; i++)
		if (ui_subject_same(&menu->nodes[i].subject, subject))
			return &menu->nodes[i];
	return NULL;
}

const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *key)
{
	for (size_t i = 0; i < menu->count; i++)
		if (ui_node_is_setting(&menu->nodes[i]) &&
		    strcmp(menu->nodes[i].subject.id, key) == 0)
			return &menu->nodes[i];
	return NULL;
}

const struct ui_node *ui_menu_find_menu(const struct ui_menu *menu, const char *id)
{
	return ui_menu_node(menu, &(struct ui_subject){.kind = UI_SUBJECT_MENU, .id = id});
}

const struct ui_node *ui_menu_find_option(const struct ui_menu *menu, enum xb_scope scope,
					  const char *name)
{
	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_subject *subject = &menu->nodes[i].subject;

		if (subject->kind == UI_SUBJECT_OPTION && subject->scope == scope &&
		    strcmp(subject->name, name) == 0)
			return &menu->nodes[i];
	}
	return NULL;
}

const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key)
{
	char *part = xb_strdup(key);
	const struct ui_node *node = ui_menu_find(menu, part);

	while (!node && strrchr(part, '.')) {
		*strrchr(part, '.') = '\0';
		node = ui_menu_find(menu, part);
	}
	free(part);
	if (!node && ui_menu_has_home(key))
		node = ui_menu_find_menu(menu, ui_menu_home(key));
	return node;
}

/* The menu of the first level that NODE is, or stands in. */
static const char *top_of(const struct ui_menu *menu, const struct ui_node *node)
{
	while (node->menu[0])
		node = ui_menu_find_menu(menu, node->menu);
	return node->subject.id;
}

struct ui_subject ui_menu_section(const struct ui_menu *menu, const struct ui_node *node)
{
	const char *top = node ? top_of(menu, node) : NULL;
	const struct xb_key_info *section = NULL;

	for (size_t i = 0; i < menu->keys.count; i++) {
		const struct xb_key_info *info = &menu->keys.items[i];

		if (info->kind != XB_KEY_OPTIONS)
			continue;
		if (!section || (top && strcmp(ui_menu_home(info->key), top) == 0))
			section = info;
	}
	return (struct ui_subject){
		.kind = UI_SUBJECT_SECTION, .id = section->key, .scope = section->scope};
}

bool ui_menu_has_sections(const struct ui_menu *menu, const char *id)
{
	const char *first = NULL;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (!node->section || strcmp(node->menu, id) != 0)
			continue;
		if (first && strcmp(first, node->section) != 0)
			return true;
		first = node->section;
	}
	return false;
}

void ui_menu_path(const struct ui_menu *menu, const char *id, struct xb_buf *out)
{
	const struct ui_node *node = ui_menu_find_menu(menu, id);

	if (!node)
		return;
	ui_menu_path(menu, node->menu, out);
	xb_buf_printf(out, "%s%s", out->length ? " > " : "", node->title);
}

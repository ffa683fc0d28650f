/* SPDX-License-Identifier: MIT */
/* Finding what stands in the menus. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>

bool ui_node_is_setting(const struct ui_node *node)
{
	return node && (node->subject.kind == UI_SUBJECT_KEY || node->subject.kind == UI_SUBJECT_OPTION);
}

/* ---- By id --------------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct ui_node *x = *(const struct ui_node *const *)a, *y = *(const struct ui_node *const *)b;
	int order = strcmp(x->subject.id, y->subject.id);

	return order ? order : (x > y) - (x < y);
}

void ui_menu_index(struct ui_menu *menu)
{
	menu->by_id = xb_alloc((menu->count + 1) * sizeof(*menu->by_id));
	for (size_t i = 0; i < menu->count; i++)
		menu->by_id[i] = &menu->nodes[i];
	if (menu->count)
		qsort(menu->by_id, menu->count, sizeof(*menu->by_id), by_id);
}

/* Of the nodes by id, or in their own order while they are added, number INDEX. */
static const struct ui_node *at(const struct ui_menu *menu, size_t index)
{
	return menu->by_id ? menu->by_id[index] : &menu->nodes[index];
}

/* The first that can have ID. */
static size_t first_with(const struct ui_menu *menu, const char *id)
{
	size_t low = 0, high = menu->by_id ? menu->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(menu->by_id[middle]->subject.id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Can number INDEX, or one behind it, have ID? */
static bool may_have(const struct ui_menu *menu, size_t index, const char *id)
{
	return index < menu->count &&
	       (!menu->by_id || strcmp(menu->by_id[index]->subject.id, id) == 0);
}

const struct ui_node *ui_menu_node(const struct ui_menu *menu, const struct ui_subject *subject)
{
	const char *id = subject->id;

	for (size_t i = id ? first_with(menu, id) : 0; id && may_have(menu, i, id); i++)
		if (ui_subject_same(&at(menu, i)->subject, subject))
			return at(menu, i);
	return NULL;
}

const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *key)
{
	for (size_t i = first_with(menu, key); may_have(menu, i, key); i++)
		if (ui_node_is_setting(at(menu, i)) && strcmp(at(menu, i)->subject.id, key) == 0)
			return at(menu, i);
	return NULL;
}

/* ---- What a node is ------------------------------------------------------------------------------ */

const struct ui_node *ui_menu_find_item(const struct ui_menu *menu, const char *key)
{
	const struct ui_subject item = {.kind = UI_SUBJECT_ITEM, .id = key};
	const struct ui_node *setting = ui_menu_find(menu, key);

	return setting ? setting : ui_menu_node(menu, &item);
}

bool ui_node_is_named(const struct ui_node *node)
{
	return node->info && node->info->kind == XB_KEY_NAMED;
}

bool ui_node_is_list(const struct ui_node *node)
{
	if (!ui_node_is_setting(node))
		return false;
	if (node->subject.kind == UI_SUBJECT_OPTION)
		return node->value && node->value[0] == '[';
	return ui_node_is_named(node) ||
	       (node->info && (node->info->kind == XB_KEY_LIST || node->info->kind == XB_KEY_TEXTS));
}

bool ui_node_is_spread(const struct ui_node *node)
{
	return ui_node_is_list(node) && strcmp(node->menu, UI_MENU_DOMAINS) == 0;
}

bool ui_node_is_devices(const struct ui_node *node)
{
	return node->guest && node->subject.kind == UI_SUBJECT_KEY &&
	       strcmp(ui_node_name(node), "passthrough") == 0;
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

/* What KEY is, or of a file to load, which has no row as a whole, its name. */
static const struct ui_node *find_here(const struct ui_menu *menu, const char *key)
{
	const struct ui_node *node = ui_menu_find_item(menu, key);
	char *file = node ? NULL : xb_format("%s.file", key);

	if (file)
		node = ui_menu_find(menu, file);
	free(file);
	return node;
}

const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key)
{
	char *part = xb_strdup(key);
	const struct ui_node *node = find_here(menu, part);

	while (!node && strrchr(part, '.')) {
		*strrchr(part, '.') = '\0';
		node = ui_menu_find_item(menu, part);
	}
	free(part);
	if (!node && ui_menu_has_home(key))
		node = ui_menu_find_menu(menu, ui_menu_home(key));
	return node;
}

const struct ui_node *ui_menu_holder(const struct ui_menu *menu, const struct ui_node *node)
{
	return node->inside ? ui_menu_find_item(menu, node->menu)
			    : ui_menu_find_menu(menu, node->menu);
}

/* The menu of the first level that NODE is, or stands in. */
static const char *top_of(const struct ui_menu *menu, const struct ui_node *node)
{
	while (node->menu[0])
		node = ui_menu_holder(menu, node);
	return node->subject.id;
}

struct ui_subject ui_menu_section(const struct ui_menu *menu, const struct ui_node *node)
{
	const char *top = node ? top_of(menu, node) : NULL;
	const struct xb_key_info *section = NULL;

	if (node && node->guest)
		return (struct ui_subject){.kind = UI_SUBJECT_SECTION, .id = node->guest,
					   .scope = XB_SCOPE_LINUX};
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

bool ui_menu_shows(const char *id, const struct ui_node *node)
{
	return strcmp(id, UI_MENU_NEEDED) == 0 ? node->needed : strcmp(id, node->menu) == 0;
}

/* By rank, then as the catalog has them. */
static bool is_more_needed(const struct ui_node *a, const struct ui_node *b)
{
	uint64_t rank = a->option->rank.value, other = b->option->rank.value;

	return rank != other ? rank > other : a->option < b->option;
}

const struct ui_node *ui_menu_needed(const struct ui_menu *menu, enum xb_scope scope,
				     const struct ui_node *before)
{
	const struct ui_node *next = NULL;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (node->needed && node->option && node->subject.scope == scope &&
		    (!before || is_more_needed(before, node)) && (!next || is_more_needed(node, next)))
			next = node;
	}
	return next;
}

bool ui_menu_has_headings(const struct ui_menu *menu, const char *id)
{
	const char *first = NULL;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (!node->heading || !ui_menu_shows(id, node))
			continue;
		if (first && strcmp(first, node->heading) != 0)
			return true;
		first = node->heading;
	}
	return false;
}

const char *ui_node_name(const struct ui_node *node)
{
	bool key = node->inside && (node->subject.kind == UI_SUBJECT_KEY ||
				    node->subject.kind == UI_SUBJECT_ITEM);

	return key ? node->title + strlen(node->menu) + 1 : node->title;
}

const char *ui_node_short_name(const struct ui_node *node)
{
	if (node->inside || !node->heading || !node->section[0])
		return ui_node_name(node);
	return node->title + strlen(node->section) + 1;
}

void ui_menu_path(const struct ui_menu *menu, const struct ui_node *node, struct xb_buf *out)
{
	if (!node)
		return;
	ui_menu_path(menu, ui_menu_holder(menu, node), out);
	if (!ui_node_is_spread(node) || !ui_node_is_named(node)) /* a number says little */
		xb_buf_printf(out, "%s%s", out->length ? " > " : "", ui_node_short_name(node));
}

/* SPDX-License-Identifier: MIT */
/* The rows of the profile's keys, and of what is in its lists and mappings by name. */
#include "ui/menu-parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Goes through the keys, each followed by those that are behind it. */
struct walk {
	struct ui_menu *menu;
	struct xb_session *session;
	const struct ui_values *values;
	size_t at; /* the key that comes next */
};

/* ---- One key ----------------------------------------------------------------------------------- */

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
			return xb_arena_format(&menu->arena, "of the file: 0x%" PRIX64 " bytes", load->size);
	}
	return NULL;
}

/* The section of one file, how that is loaded. */
static const char own_way[] = ".load";

/* Bytes of KEY before that section; 0: it is not in one. */
static size_t file_of_way(const char *key)
{
	const char *dot = strrchr(key, '.');
	size_t length = dot ? (size_t)(dot - key) : 0, way = strlen(own_way);

	return length > way && memcmp(dot - way, own_way, way) == 0 ? length - way : 0;
}

/* All of KEY but its last name; how one file is loaded belongs to the file's section. */
static const char *section_of(struct ui_menu *menu, const char *key)
{
	const char *dot = strrchr(key, '.');
	size_t file = file_of_way(key);

	return xb_arena_strndup(&menu->arena, key, file ? file : dot ? (size_t)(dot - key) : 0);
}

static struct ui_node *add_node(struct walk *walk, const struct xb_key_info *info, const char *in)
{
	struct ui_node *node = ui_menu_add(walk->menu, UI_SUBJECT_KEY, in, info->key, info->key);

	node->info = info;
	node->about = info->about;
	node->section = section_of(walk->menu, info->key);
	node->standing = planned(walk->menu, xb_session_boot(walk->session), node);
	if (!node->standing)
		node->standing = info->standing;
	return node;
}

/* Does METHOD want what is called NAME? */
static bool wants(const struct xb_load_method *method, const char *name)
{
	if (strcmp(name, "device") == 0)
		return method->device;
	return strcmp(name, "command") == 0 ? method->own : !method->there;
}

/* Why the last node does not fit, where it is of a file's own way to load: the method's stands before it. */
static const char *unfit_way(struct ui_menu *menu)
{
	static const struct xb_words words = XB_WORDS(xb_load_methods);
	const struct ui_node *node = &menu->nodes[menu->count - 1], *method = node;
	const char *name = strrchr(node->subject.id, '.');
	const struct xb_load_method *row;

	if (!file_of_way(node->subject.id) || strcmp(name, ".method") == 0)
		return NULL;
	while (strcmp(strrchr(method->subject.id, '.'), ".method") != 0)
		method--;
	if (!method->value)
		return "is for a load.method of its own";
	row = &xb_load_methods[xb_words_find(&words, method->value)];
	if (!row->name || wants(row, name + 1))
		return NULL;
	return xb_arena_format(&menu->arena, "is not for load.method %s", row->name);
}

/* In the menu IN, as one of the profile's own. */
static void add_key(struct walk *walk, const struct xb_key_info *info, const char *in)
{
	struct ui_node *node = add_node(walk, info, in);

	node->heading = ui_menu_heading(info->key);
	node->needed = ui_menu_key_is_needed(info->key);
	ui_menu_set_value(walk->menu, node, walk->values);
	node->unfit = unfit_way(walk->menu);
}

/* Inside IN: one of a mapping's keys, or of the texts of a list. */
static void add_inner_key(struct walk *walk, const struct xb_key_info *info, const char *in,
			  bool is_text)
{
	struct ui_node *node = add_node(walk, info, in);

	node->inside = true;
	if (is_text)
		ui_menu_set_item_value(walk->menu, node, walk->values);
	else
		ui_menu_set_value(walk->menu, node, walk->values);
	node->unfit = unfit_way(walk->menu);
}

/* ---- What is in a list, in words --------------------------------------------------------------- */

/* ", set status okay": the keys below KEY by their names; a text that stands first needs none. */
static void put_setting(const struct ui_node *node, const char *key, struct xb_buf *out)
{
	bool plain = !out->length && node->info && node->info->kind != XB_KEY_NUMBER;

	xb_buf_puts(out, out->length ? ", " : "");
	for (const char *c = node->subject.id + strlen(key) + 1; !plain && *c; c++)
		xb_buf_putc(out, *c == '.' ? ' ' : *c);
	xb_buf_printf(out, "%s%s", plain ? "" : " ", node->value);
}

/* What the nodes from FIRST on say below KEY; NULL: nothing. */
static const char *content_of(struct ui_menu *menu, size_t first, const char *key)
{
	struct xb_buf text = {0};
	const char *copy;

	for (size_t i = first; i < menu->count; i++)
		if (ui_node_is_setting(&menu->nodes[i]) && menu->nodes[i].value &&
		    !ui_node_is_list(&menu->nodes[i]))
			put_setting(&menu->nodes[i], key, &text);
	copy = text.length ? xb_arena_strdup(&menu->arena, text.data) : NULL;
	xb_buf_clear(&text);
	return copy;
}

/* What is written of the items of the list, which are the nodes behind it: "a.dtbo; b.dtbo". */
static const char *content_of_list(struct ui_menu *menu, size_t list)
{
	const char *key = menu->nodes[list].subject.id, *copy;
	bool named = ui_node_is_named(&menu->nodes[list]);
	struct xb_buf text = {0};

	for (size_t i = list + 1; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];
		bool item = node->subject.kind == UI_SUBJECT_ITEM;
		const char *content = item ? node->content : node->value;

		if (strcmp(node->menu, key) != 0)
			continue;
		xb_buf_puts(&text, text.length ? "; " : "");
		if (named)
			xb_buf_printf(&text, "%s ", ui_node_name(node));
		xb_buf_puts(&text, content ? content : "");
	}
	copy = text.length ? xb_arena_strdup(&menu->arena, text.data) : NULL;
	xb_buf_clear(&text);
	return copy;
}

/* What is said of the key at INDEX of the nodes, now that all behind it are there. */
static void set_content(struct ui_menu *menu, size_t index)
{
	struct ui_node *node = &menu->nodes[index];

	if (node->info->kind == XB_KEY_BOARD && index + 1 < menu->count) {
		node->in_place = true;
		node->value = "in place";
	} else if (node->info->kind == XB_KEY_LIST || node->info->kind == XB_KEY_NAMED) {
		node->value = content_of_list(menu, index);
	}
}

/* ---- What is behind a key ---------------------------------------------------------------------- */

static const struct xb_key_info *next(const struct walk *walk)
{
	return walk->at < walk->menu->keys.count ? &walk->menu->keys.items[walk->at] : NULL;
}

static bool next_is_in(const struct walk *walk, const char *key)
{
	return next(walk) && xb_key_is_in(next(walk)->key, key);
}

/* The item of the list INFO that KEY is a key of: "device-tree.edits.0"; NULL: it is itself an item. */
static const char *item_of(struct ui_menu *menu, const struct xb_key_info *info, const char *key)
{
	size_t length = strlen(info->key) + 1;

	if (info->kind != XB_KEY_LIST && info->kind != XB_KEY_NAMED)
		return NULL;
	length += strcspn(key + length, ".");
	return key[length] ? xb_arena_strndup(&menu->arena, key, length) : NULL;
}

static void add_behind(struct walk *walk, size_t index);

static void add_inner(struct walk *walk, const char *in, bool is_text)
{
	size_t index = walk->menu->count;

	add_inner_key(walk, &walk->menu->keys.items[walk->at++], in, is_text);
	add_behind(walk, index);
}

/* What is said of the item at INDEX, now that all behind it is there. */
static const char *content_of_item(struct walk *walk, size_t index, const char *item)
{
	const char *described =
		ui_menu_describe_item(walk->values->profile, item, &walk->menu->arena);

	return described ? described : content_of(walk->menu, index + 1, item);
}

static void add_guest(struct walk *walk, const char *item);

/* The mapping ITEM of the list INFO, and its keys. */
static void add_item(struct walk *walk, const struct xb_key_info *info, const char *item)
{
	struct ui_menu *menu = walk->menu;
	size_t index = menu->count;
	struct ui_node *node = ui_menu_add(menu, UI_SUBJECT_ITEM, info->key, item, item);

	node->inside = true;
	node->about = info->about;
	if (ui_menu_is_guest(item))
		add_guest(walk, item);
	while (next_is_in(walk, item))
		add_inner(walk, item, false);
	menu->nodes[index].content = content_of_item(walk, index, item);
	for (size_t i = index; i < menu->count && !menu->nodes[index].changed; i++)
		menu->nodes[index].changed = menu->nodes[i].changed;
}

static void add_behind(struct walk *walk, size_t index)
{
	const struct xb_key_info *info = walk->menu->nodes[index].info;

	while (next_is_in(walk, info->key)) {
		const char *item = item_of(walk->menu, info, next(walk)->key);

		if (item)
			add_item(walk, info, item);
		else
			add_inner(walk, info->key, info->kind == XB_KEY_TEXTS);
	}
	set_content(walk->menu, index);
}

/* ---- Options ----------------------------------------------------------------------------------- */

/* The values of an option that is given several times, each a row of its own. */
static void add_values(struct walk *walk, const char *key)
{
	struct ui_menu *menu = walk->menu;

	while (next_is_in(walk, key)) {
		const struct xb_key_info *info = &menu->keys.items[walk->at++];
		const struct ui_node *found = ui_menu_find(menu, key);
		struct ui_node option, *node;

		if (!found)
			continue;
		option = *found;
		node = ui_menu_add(menu, UI_SUBJECT_OPTION, option.subject.id, info->key, option.title);
		node->subject.scope = option.subject.scope;
		node->inside = true;
		node->option = option.option;
		node->about = option.about;
		node->unfit = option.unfit;
		ui_menu_set_item_value(menu, node, walk->values);
	}
}

/* Those of the options below KEY that have several values. */
static void add_repeated(struct walk *walk, const char *key)
{
	while (next_is_in(walk, key))
		add_values(walk, walk->menu->keys.items[walk->at++].key);
}

static void add_options(struct walk *walk)
{
	const struct xb_key_info *info = &walk->menu->keys.items[walk->at++];
	const struct ui_section section = {
		.key = info->key,
		.menu = ui_menu_home(info->key),
		.scope = info->scope,
		.set = walk->values->profile ? xb_profile_settings(walk->values->profile, info->scope) : NULL,
	};

	ui_menu_add_options(walk->menu, walk->session, &section, walk->values);
	add_repeated(walk, section.key);
}

/* ---- Guests ------------------------------------------------------------------------------------ */

/* The keys of a guest. Its command line is a menu of its own, and its properties are the catalog's, set or not:
 * what the list of keys has of them is what is set. */
static void add_guest(struct walk *walk, const char *item)
{
	struct ui_menu *menu = walk->menu;
	size_t first = menu->count;

	while (next_is_in(walk, item)) {
		const char *key = next(walk)->key;
		size_t index = menu->count;

		if (ui_menu_is_property(walk->values->profile, item, key)) {
			walk->at++;
			continue;
		}
		if (next(walk)->scope == XB_SCOPE_LINUX && next(walk)->item) {
			ui_menu_add_guest_line(menu, walk->session, item, walk->values);
			walk->at++;
			add_repeated(walk, key);
		} else {
			add_inner(walk, item, false);
		}
		menu->nodes[index].heading = ui_menu_guest_heading(item, key);
	}
	ui_menu_add_guest_properties(menu, walk->session, item, walk->values);
	for (size_t i = first - 1; i < menu->count; i++) /* the item itself, too */
		menu->nodes[i].guest = item;
}

/* ---- The whole --------------------------------------------------------------------------------- */

/* In the order of the keys; options stand where the key of their section does. */
void ui_menu_add_keys(struct ui_menu *menu, struct xb_session *session, const char *top,
		      const struct ui_values *values)
{
	struct walk walk = {menu, session, values, 0};

	while (next(&walk)) {
		size_t index = menu->count;

		if (strcmp(ui_menu_home(next(&walk)->key), top) != 0) {
			walk.at++;
		} else if (next(&walk)->kind == XB_KEY_OPTIONS) {
			add_options(&walk);
		} else {
			add_key(&walk, &menu->keys.items[walk.at++], top);
			add_behind(&walk, index);
		}
	}
}

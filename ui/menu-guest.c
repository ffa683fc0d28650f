/* SPDX-License-Identifier: MIT */
/* The menu of a guest: below which heading each of its keys stands, its command line, and its properties. */
#include "ui/menu-parts.h"

#include <string.h>

#define GUESTS "domains."
#define NEEDED "Most needed"

/* The headings come in the order in which their first rows do; a key has that of the longest part that it
 * is in. */
static const struct {
	const char *key, *heading;
} places[] = {
	{"kernel.file", NEEDED},
	{"kernel", "Files"},
	{"ramdisk.file", NEEDED},
	{"ramdisk", "Files"},
	{"options", NEEDED},
	{"extra", "Files"},
	{"device-tree", "Devices"},
	{"passthrough", NEEDED},
	{"memory", NEEDED},
	{"cpus", NEEDED},
	{"start", NEEDED},
	{"vcpus", "CPU"},
	{"static-memory", "Memory"},
};

bool ui_menu_is_guest(const char *item)
{
	return strncmp(item, GUESTS, strlen(GUESTS)) == 0 && !strchr(item + strlen(GUESTS), '.');
}

const char *ui_menu_guest_heading(const char *item, const char *key)
{
	const char *part = key + strlen(item) + 1;

	for (size_t i = 0; i < XB_COUNT(places); i++)
		if (xb_key_is_in(part, places[i].key))
			return places[i].heading;
	return "Other";
}

static const struct xb_guest *guest_of(const struct xb_profile *profile, const char *item)
{
	return profile ? xb_profile_guest(profile, item + strlen(GUESTS)) : NULL;
}

bool ui_menu_is_property(const struct xb_profile *profile, const char *item, const char *key)
{
	const struct xb_guest *guest = guest_of(profile, item);

	for (size_t i = 0; guest && i < guest->properties.count; i++)
		if (strcmp(guest->properties.items[i].name, key + strlen(item) + 1) == 0)
			return true;
	return false;
}

void ui_menu_add_guest_line(struct ui_menu *menu, struct xb_session *session, const char *item,
			    const struct ui_values *values)
{
	const struct xb_guest *guest = guest_of(values->profile, item);
	char *key = xb_arena_format(&menu->arena, "%s.options", item);
	const struct ui_section section = {.key = key, .menu = key, .guest = item, .scope = XB_SCOPE_LINUX,
					   .set = guest ? &guest->config.options : NULL};
	struct ui_node *node = ui_menu_add(menu, UI_SUBJECT_MENU, item, key, "Linux options");

	node->inside = true;
	node->about = "The command line of its kernel";
	ui_menu_add_options(menu, session, &section, values);
}

static const char *heading_of(const struct xb_option *option)
{
	if (option && option->rank.value >= XB_RANK_NEEDED)
		return NEEDED;
	return option && option->group.text ? option->group.text : "Other";
}

void ui_menu_add_guest_properties(struct ui_menu *menu, struct xb_session *session, const char *item,
				  const struct ui_values *values)
{
	const struct xb_guest *guest = guest_of(values->profile, item);
	const struct ui_section section = {.key = item, .menu = item, .guest = item,
					   .scope = XB_SCOPE_DOMAIN,
					   .set = guest ? &guest->properties : NULL};
	size_t first = menu->count;

	ui_menu_add_properties(menu, session, &section, values);
	for (size_t i = first; i < menu->count; i++)
		menu->nodes[i].heading = heading_of(menu->nodes[i].option);
}

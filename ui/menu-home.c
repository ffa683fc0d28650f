/* SPDX-License-Identifier: MIT */
/* Which menu a key of the profile goes to. */
#include "ui/menu-parts.h"

#include <string.h>

/* A key goes to the menu of the longest section that it is in. */
static const struct {
	const char *section, *menu;
} homes[] = {
	{"", "boot-files"},
	{"load", "load"},
	{"xen", "boot-files"},
	{"xen.options", "xen"},
	{"xen.extra", "xen"},
	{"device-tree", "boot-files"},
	{"dom0", "dom0"},
	{"output", "output"},
};

bool ui_key_is_in(const char *key, const char *section)
{
	size_t length = strlen(section);

	return !length ||
	       (strncmp(key, section, length) == 0 && (!key[length] || key[length] == '.'));
}

/* The row of homes that KEY goes by. */
static size_t home_of(const char *key)
{
	size_t home = 0;

	for (size_t i = 1; i < XB_COUNT(homes); i++)
		if (ui_key_is_in(key, homes[i].section) &&
		    strlen(homes[i].section) > strlen(homes[home].section))
			home = i;
	return home;
}

const char *ui_menu_home(const char *key)
{
	return homes[home_of(key)].menu;
}

bool ui_menu_has_home(const char *key)
{
	return homes[home_of(key)].section[0] != '\0';
}

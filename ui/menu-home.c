/* SPDX-License-Identifier: MIT */
/* Which menu a key of the profile goes to, and below which heading. */
#include "ui/menu-parts.h"

#include <string.h>

/* A key goes to the menu of the longest section that it is in, and stands there below that one's heading. */
static const struct {
	const char *section, *menu, *heading;
} homes[] = {
	{"", "boot-files", "Profile"},
	{"load", "load", "Loading"},
	{"xen", "boot-files", "Xen"},
	{"xen.xsm-policy", "boot-files", "XSM policy"},
	{"xen.options", "xen", "Options"},
	{"xen.extra", "xen", "More words"},
	{"device-tree", "boot-files", "Device tree"},
	{"dom0", "boot-files", "dom0"},
	{"dom0.kernel", "boot-files", "dom0's kernel"},
	{"dom0.ramdisk", "boot-files", "dom0's ramdisk"},
	{"dom0.options", "dom0", "Options"},
	{"dom0.extra", "dom0", "More words"},
	{"domains", UI_MENU_DOMAINS, "Guests"},
	{"cpupools", UI_MENU_DOMAINS, "CPU pools"},
	{"shared-memory", UI_MENU_DOMAINS, "Shared memory"},
	{"event-channels", UI_MENU_DOMAINS, "Event channels"},
	{"xen.static-heap", UI_MENU_DOMAINS, "Xen's heap in fixed places"},
	{"checks", "boot-files", "Checks"},
	{"output", "output", "Outputs"},
};

/* What no board boots without, or few; of options their rank tells. */
static const char *const needed[] = {
	"board", "xen.file", "dom0.kernel.file", "dom0.ramdisk.file", "device-tree.file",
};

/* The row of homes that KEY goes by. */
static size_t home_of(const char *key)
{
	size_t home = 0;

	for (size_t i = 1; i < XB_COUNT(homes); i++)
		if (xb_key_is_in(key, homes[i].section) &&
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

const char *ui_menu_heading(const char *key)
{
	return homes[home_of(key)].heading;
}

bool ui_menu_key_is_needed(const char *key)
{
	for (size_t i = 0; i < XB_COUNT(needed); i++)
		if (strcmp(needed[i], key) == 0)
			return true;
	return false;
}

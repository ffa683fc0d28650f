/* SPDX-License-Identifier: MIT */
/* What hints call the places of a description whose profile was made from a configuration: its variables. */
#include "import/imagebuilder.h"

#include <stdio.h>
#include <string.h>

/* Keys of command lines, and what they come from. A guest's stand behind "domains.domU0.". What else a
 * profile can say of a file or a domain, a configuration cannot. */
static const struct name {
	const char *key, *variable;
} names[] = {
	{"dom0.options", "DOM0_CMD"},
	{"dom0.ramdisk", "DOM0_RAMDISK"},
}, guest_names[] = {
	{"options", "DOMU_CMD"},
	{"ramdisk", "DOMU_RAMDISK"},
};

static const char *find(const struct name *rows, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].key, key))
			return rows[i].variable;
	return NULL;
}

/* The variable that KEY comes from, the boot's; NULL: none. */
static char *variable_of(struct xb_boot *boot, const char *key)
{
	unsigned guest;
	int length = 0;
	const char *variable;

	if (!key)
		return NULL;
	if (sscanf(key, "domains.domU%u.%n", &guest, &length) == 1 && length) {
		variable = find(guest_names, XB_COUNT(guest_names), key + length);
		return variable ? xb_arena_format(&boot->arena, "%s[%u]", variable, guest) : NULL;
	}
	variable = find(names, XB_COUNT(names), key);
	return variable ? xb_arena_strdup(&boot->arena, variable) : NULL;
}

static void name_domain(struct xb_boot *boot, struct xb_domain *domain)
{
	domain->key = NULL;
	domain->options_key = variable_of(boot, domain->options_key);
	domain->ramdisk_key = variable_of(boot, domain->ramdisk_key);
}

void xb_import_imagebuilder_name(struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		boot->loads[i].key = boot->loads[i].address_key = NULL;
	}
	for (size_t i = 0; i < boot->domain_count; i++)
		name_domain(boot, &boot->domains[i]);
	for (size_t i = 0; i < boot->later_count; i++)
		name_domain(boot, &boot->later[i]);
	for (int i = 0; i < XB_PLACE_COUNT; i++) {
		boot->places[i] = i == XB_PLACE_XEN_OPTIONS ? "XEN_CMD" : NULL;
		boot->place_keys[i] = NULL;
	}
}

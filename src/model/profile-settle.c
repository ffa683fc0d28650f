/* SPDX-License-Identifier: MIT */
/* What a profile's keys mean together: defaults, and rules that a table of keys cannot say. */
#include <string.h>

#include "model/domain.h"
#include "model/edit.h"
#include "model/profile.h"

/* Of the files that are extended; that of the whole, the first that there is, has been read. */
static void check_formats(const struct xb_profile_store *store, struct xb_diags *diags)
{
	bool read = false;

	for (size_t i = 0; i < store->document_count; i++) {
		const struct xb_node *format = xb_node_get(store->documents[i]->root, "format");

		if (read && format)
			xb_schema_check_format(format, diags);
		read |= format != NULL;
	}
}

static void check_emit(const struct xb_profile *profile, struct xb_diags *diags)
{
	const struct xb_node *emit =
		xb_node_get(xb_node_get(profile->store->root, "output"), "emit");

	if (emit && emit->kind == XB_NODE_LIST && emit->count == 0)
		xb_error(diags, XB_CODE_BAD_VALUE, emit->at, "emit names no output");
}

static void settle_output(struct xb_profile *profile, struct xb_diags *diags)
{
	struct xb_number *cells = &profile->output.cells;

	check_emit(profile, diags);
	if (!profile->output.name.text)
		profile->output.name = profile->name;
	else if (!xb_profile_name_valid(profile->output.name.text))
		xb_error(diags, XB_CODE_BAD_VALUE, profile->output.name.at,
			 "output name '%s' cannot be a file's base name: use letters, digits, . _ -",
			 profile->output.name.text);
	if (!cells->given)
		cells->value = 2;
}

/* Far more than Xen takes (2 MiB): such a number is a slip, and sums with it could wrap. */
static void limit_room(const char *what, struct xb_number *number, struct xb_diags *diags)
{
	if (!number->given || number->value <= UINT32_MAX)
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, number->at,
		 "%s is 0x%llX bytes; Xen takes a device tree of at most 2 MiB", what,
		 (unsigned long long)number->value);
	number->value = UINT32_MAX;
}

/* What U-Boot takes for a name in ${NAME}, and a script can be sure of in both of its shells. */
static bool is_variable(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	return name[0] && strchr(letters, name[0]) &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")] == '\0';
}

static void check_from(struct xb_profile *profile, struct xb_diags *diags)
{
	struct xb_text *from = &profile->tree.from;

	if (!from->text)
		return;
	if (!is_variable(from->text)) {
		xb_error(diags, XB_CODE_BAD_VALUE, from->at,
			 "device-tree.from '%s' is no name of a variable of U-Boot", from->text);
		xb_hint(diags, "fdtcontroladdr has the address of U-Boot's own tree; no $ stands before it");
		from->text = "fdtcontroladdr";
	}
	if (profile->tree.image.load.at.line)
		xb_error(diags, XB_CODE_BAD_VALUE, profile->tree.image.load.at,
			 "device-tree has both from and load: the tree that ${%s} leads to is not loaded",
			 from->text);
}

static void settle_tree(struct xb_profile *profile, struct xb_diags *diags)
{
	check_from(profile, diags);
	limit_room("the device tree's size", &profile->tree.image.size, diags);
	limit_room("the device tree's room", &profile->tree.image.room, diags);
	limit_room("padding", &profile->tree.padding, diags);
	for (size_t i = 0; i < profile->tree.overlay_count; i++)
		limit_room("the overlay's size", &profile->tree.overlays[i].size, diags);
}

static void settle_edits(const struct xb_profile *profile, struct xb_diags *diags)
{
	for (size_t i = 0; i < profile->tree.edit_count; i++)
		xb_edit_check(&profile->tree.edits[i], diags);
}

static void check_file_names(const struct xb_profile *profile, struct xb_diags *diags)
{
	const struct xb_entry *entries[] = {&profile->xen.image, &profile->tree.image,
					    &profile->dom0.kernel, &profile->dom0.ramdisk};

	for (size_t i = 0; i < XB_COUNT(entries); i++)
		if (entries[i]->file.text && !entries[i]->file.text[0])
			xb_error(diags, XB_CODE_BAD_VALUE, entries[i]->file.at,
				 "file has an empty name");
}

static void settle_version(const struct xb_profile *profile, struct xb_diags *diags)
{
	const char *version = profile->xen_version.text;
	const char *end;

	if (!version || (xb_release_scan(version, &end) && *end == '\0'))
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, profile->xen_version.at,
		 "xen-version '%s' is no release: write \"4.17\"", version);
}

static void settle_name(struct xb_profile *profile, struct xb_diags *diags)
{
	const char *path = profile->path, *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	char *name, *dot;

	if (profile->name.text) {
		if (!xb_profile_name_valid(profile->name.text))
			xb_error(diags, XB_CODE_BAD_VALUE, profile->name.at,
				 "'%s' cannot be a profile's name: use letters, digits, . _ -",
				 profile->name.text);
		return;
	}
	name = xb_arena_strdup(&profile->store->arena, base);
	dot = strrchr(name, '.');
	if (dot && dot > name)
		*dot = '\0';
	profile->name.text = xb_profile_name_valid(name) ? name : "profile";
}

void xb_profile_settle(struct xb_profile *profile, struct xb_diags *diags)
{
	check_formats(profile->store, diags);
	settle_name(profile, diags);
	xb_loads_settle(profile, diags);
	settle_output(profile, diags);
	settle_tree(profile, diags);
	settle_edits(profile, diags);
	settle_version(profile, diags);
	check_file_names(profile, diags);
	xb_guests_settle(profile, diags);
	xb_shares_settle(profile, diags);
}

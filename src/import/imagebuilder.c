/* SPDX-License-Identifier: MIT */
/*
 * ImageBuilder's configurations (gitlab.com/xen-project/imagebuilder, scripts/uboot-script-gen, of
 * 2023 to 2026): its variables, and what they are in a profile.
 */
#include "import/imagebuilder.h"

#include "import/imagebuilder-build.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More than Xen starts, or than a tree has. */
enum { MOST_ELEMENTS = 64, TREE_MAX = 4 << 20 };

/* ---- The device tree, where it is here ---- */

/* The file NAME in the folder of the boot files; new. */
static char *path_of(const struct xb_import_names *names, const char *name)
{
	const char *slash = strrchr(names->source, '/');

	if (name[0] == '/')
		return xb_strdup(name);
	if (names->files)
		return xb_format("%s/%s", names->files, name);
	return slash ? xb_format("%.*s/%s", (int)(slash - names->source), names->source, name)
		     : xb_strdup(name);
}

/* That it is not here, or is none, is the profile's to say. */
static struct xb_devtree *read_tree(struct xb_building *building)
{
	const char *given = building->names->tree;
	const char *name = given ? given : xb_building_text(building, "DEVICE_TREE", NULL);
	struct xb_devtree *tree = NULL;
	struct xb_diags unsaid = {0};
	struct xb_buf blob = {0};
	char *path;

	if (!name)
		return NULL;
	path = given ? xb_strdup(given) : path_of(building->names, name);
	if (!xb_file_read(path, TREE_MAX, &blob))
		tree = xb_devtree_parse(name, blob.data, blob.length, (struct xb_pos){0}, &unsaid);
	xb_diags_clear(&unsaid);
	xb_buf_clear(&blob);
	free(path);
	return tree;
}

/* ---- The whole ---- */

static uint64_t count_of(struct xb_building *building, const char *name)
{
	const uint64_t count = xb_building_number(building, name, NULL, NULL, 0);

	if (count <= MOST_ELEMENTS)
		return count;
	xb_error(building->diags, XB_CODE_BAD_VALUE, xb_building_at(building, name, NULL),
		 "%s: %" PRIu64 " are more than %d", name, count, MOST_ELEMENTS);
	return MOST_ELEMENTS;
}

static void check_boot_command(struct xb_building *building)
{
	struct xb_assignment *given = xb_assignment_find(&building->given, "BOOT_CMD", NULL);

	if (given && !strcmp(given->value, xb_doors[0].name))
		given->used = true;
}

static void build(struct xb_building *building)
{
	building->has_dom0 = xb_building_text(building, "DOM0_KERNEL", NULL) != NULL;
	building->guests = count_of(building, "NUM_DOMUS");
	building->pools = count_of(building, "NUM_CPUPOOLS");
	building->overlays = count_of(building, "NUM_DT_OVERLAY");
	building->tree = read_tree(building);
	xb_building_put_head(building);
	xb_building_put_load(building);
	xb_building_put_xen(building);
	xb_building_put_tree(building);
	xb_building_put_dom0(building);
	xb_building_put_guests(building);
	xb_building_put_shared(building);
	xb_building_put_output(building);
	check_boot_command(building);
	xb_building_put_rest(building);
	if (building->left_out.length)
		xb_buf_printf(building->out, "\n%s", building->left_out.data);
}

void xb_import_imagebuilder(const char *text, size_t length, const struct xb_import_names *names,
			    struct xb_buf *out, struct xb_diags *diags)
{
	struct xb_building building = {.names = names, .out = out, .diags = diags};

	xb_assignments_read(names->source, text, length, &building.given, diags);
	build(&building);
	xb_assignments_clear(&building.given);
	xb_devtree_free(building.tree);
	xb_buf_clear(&building.left_out);
	xb_arena_clear(&building.arena);
}

/* ---- Is it one? ---- */

static bool sets(const char *line, size_t length, const char *name)
{
	const size_t wanted = strlen(name);

	return length > wanted && !strncmp(line, name, wanted) &&
	       (line[wanted] == '=' || line[wanted] == '[');
}

bool xb_is_imagebuilder(const char *text, size_t length)
{
	static const char *const names[] = {"MEMORY_START", "MEMORY_END",  "DEVICE_TREE",
					    "XEN",	    "DOM0_KERNEL", "NUM_DOMUS",
					    "LOAD_CMD",	    "DOMU_KERNEL", "UBOOT_SCRIPT"};
	const char *end = text + length;
	unsigned found = 0;

	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		size_t line = (size_t)((line_end ? line_end : end) - text);

		for (; line && (*text == ' ' || *text == '\t'); line--)
			text++;
		if (line > 7 && !strncmp(text, "export ", 7)) {
			text += 7;
			line -= 7;
		}
		for (size_t i = 0; i < XB_COUNT(names); i++)
			found += sets(text, line, names[i]);
		text += line + 1;
	}
	return found >= 2;
}

/* SPDX-License-Identifier: MIT */
/* The nodes of guests as Xen gets them: those that the tree brings along, and modules in them that Xen does not
 * find. What a profile says of its guests is right by construction; what edits and the base tree add need not be. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

static const struct xb_tree_node *first_of_chosen(const struct xb_devtree *tree)
{
	const struct xb_tree_node *chosen = xb_tree_find_whole(tree->index, "/chosen");

	return chosen ? chosen->child : NULL;
}

static bool is_guest(const struct xb_tree_node *node)
{
	return xb_tree_is_compatible(node, "xen,domain");
}

/* Where the compatible of the node at PATH was set, else where the last edit of it or below it stands; else the
 * tree's place. */
static struct xb_pos place_of(const struct xb_boot *boot, const char *path)
{
	const struct xb_step *found = NULL;
	size_t length = strlen(path);

	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_EDIT || !step->at.file ||
		    strncmp(step->edit.path, path, length) != 0)
			continue;
		if (step->edit.path[length] == '\0' && step->edit.name &&
		    strcmp(step->edit.name, "compatible") == 0)
			return step->at;
		if (!found && (step->edit.path[length] == '/' || step->edit.path[length] == '\0'))
			found = step;
	}
	return found ? found->at : xb_boot_tree_at(boot);
}

/* ---- stale-node --------------------------------------------------------------------------------- */

static bool is_ours(const struct xb_boot *boot, const char *path)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node && strcmp(boot->domains[i].node, path) == 0)
			return true;
	return false;
}

/* Xen builds what stands there, whoever wrote it. */
void xb_check_stale_guests(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (const struct xb_tree_node *node = first_of_chosen(boot->edited); node; node = node->next) {
		char *path = xb_tree_path(node);
		struct xb_tree_edit edit = {.path = {.text = path}, .remove = {.text = "true"},
					    .remove_node = true};

		if (is_guest(node) && !is_ours(boot, path)) {
			xb_warning(diags, XB_CODE_STALE_NODE, place_of(boot, path),
				   "the device tree already has a guest, which Xen will build: %s", path);
			xb_hint_edit(boot, "remove it ", &edit, diags);
		}
		free(path);
	}
}

/* ---- module-compatible -------------------------------------------------------------------------- */

/* What says of a module of a guest what it is, and what does so in /chosen alone
 * (xen/common/device-tree/bootinfo-fdt.c, dom0less-build.c). */
static const struct kind {
	const char *word, *legacy;
} kinds[] = {
	{"multiboot,kernel", "xen,linux-zimage"},
	{"multiboot,ramdisk", "xen,linux-initrd"},
	{"multiboot,device-tree", NULL},
};

static void judge_module(const struct xb_boot *boot, const struct xb_tree_node *node,
			 struct xb_diags *diags)
{
	char *path = xb_tree_path(node);
	bool generic = xb_tree_is_compatible(node, "multiboot,module") ||
		       xb_tree_is_compatible(node, "xen,multiboot-module");

	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		bool is_kind = xb_tree_is_compatible(node, kinds[i].word);

		if (is_kind && !generic) {
			xb_error(diags, XB_CODE_MODULE_COMPATIBLE, place_of(boot, path),
				 "%s is no module to Xen: compatible lacks multiboot,module", path);
			xb_hint(diags, "add \"multiboot,module\" behind the kind");
		} else if (!is_kind && kinds[i].legacy && xb_tree_is_compatible(node, kinds[i].legacy)) {
			xb_error(diags, XB_CODE_MODULE_COMPATIBLE, place_of(boot, path),
				 "%s is %s, and in a guest Xen looks for %s", path, kinds[i].legacy,
				 kinds[i].word);
			xb_hint(diags, "write %s and multiboot,module; without a kernel Xen panics: \"Missing "
				       "kernel boot module?\"", kinds[i].word);
		}
	}
	free(path);
}

void xb_check_guest_modules(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_devtree *tree = xb_boot_chosen(context->boot);

	for (const struct xb_tree_node *guest = first_of_chosen(tree); guest; guest = guest->next)
		for (const struct xb_tree_node *node = is_guest(guest) ? guest->child : NULL; node;
		     node = node->next)
			judge_module(context->boot, node, diags);
}

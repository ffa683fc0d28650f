/* SPDX-License-Identifier: MIT */
/* Edits that are made for nothing: a later one writes over what they set. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

static bool is_edit(const struct xb_step *step, enum xb_edit_kind kind)
{
	return step->kind == XB_STEP_EDIT && step->edit.kind == kind;
}

/* Paths of one node may be written in several ways. */
static bool is_same_node(const struct xb_boot *boot, const char *a, const char *b)
{
	const struct xb_tree_node *node;

	if (strcmp(a, b) == 0)
		return true;
	node = boot->edited ? xb_tree_find(boot->edited->index, a) : NULL;
	return node && node == xb_tree_find(boot->edited->index, b);
}

static bool is_same_value(const struct xb_step *a, const struct xb_step *b)
{
	return a->load == XB_NONE && b->load == XB_NONE && a->edit.length == b->edit.length &&
	       (a->edit.length == 0 || memcmp(a->edit.value, b->edit.value, a->edit.length) == 0);
}

/* Does LATER, an edit of the same node, take away what EDIT has set: by another value, or with the node? Who
 * takes away more than one property knows of what was set there. */
static bool undoes(const struct xb_step *later, const struct xb_step *edit)
{
	if (is_edit(later, XB_EDIT_SET))
		return strcmp(later->edit.name, edit->edit.name) == 0 && !is_same_value(later, edit);
	return is_edit(later, XB_EDIT_REMOVE_NODE);
}

/* What the value of STEP comes from, as its writer calls it; NULL: an edit like others. */
static const char *source_of(const struct xb_boot *boot, const struct xb_step *step)
{
	if (step->line == &boot->xen_line)
		return boot->places[XB_PLACE_XEN_OPTIONS];
	for (size_t i = 0; i < boot->domain_count; i++)
		if (step->line == &boot->domains[i].line)
			return boot->domains[i].options_key;
	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (module->node && module->load != XB_NONE && strcmp(step->edit.path, module->node) == 0)
			return boot->loads[module->load].key;
	}
	if (step->edit.name && (strcmp(step->edit.name, "#address-cells") == 0 ||
				strcmp(step->edit.name, "#size-cells") == 0) &&
	    is_same_node(boot, step->edit.path, "/chosen"))
		return boot->places[XB_PLACE_CELLS];
	return NULL;
}

static void report_lost(const struct xb_boot *boot, const struct xb_step *edit,
			const struct xb_step *later, struct xb_diags *diags)
{
	const char *source = source_of(boot, later);

	if (later->text) {
		xb_warning(diags, XB_CODE_EDIT_LOST, edit->at,
			   "%s %s is set here for nothing: the boot command writes %s there, which line %u sets",
			   edit->edit.path, edit->edit.name, later->text, later->at.line);
		xb_hint(diags, "take %s away (setenv bootargs), or set xen,xen-bootargs, which no one writes over",
			later->text);
		return;
	}
	if (!source) {
		xb_warning(diags, XB_CODE_EDIT_LOST, edit->at,
			   "%s %s is set here for nothing: a later edit, at line %u, %s", edit->edit.path,
			   edit->edit.name, later->at.line,
			   later->edit.kind == XB_EDIT_SET ? "sets it again" : "removes the node");
		return;
	}
	xb_error(diags, XB_CODE_EDIT_LOST, edit->at,
		 "%s %s is set here for nothing: %s is written there afterwards", edit->edit.path,
		 edit->edit.name, source);
	xb_hint(diags, "say it by %s, and take this edit away", source);
}

/* ---- Edits by the node that they change ------------------------------------------------------------ */

struct made {
	const struct xb_step *step;
	const struct xb_tree_node *node; /* NULL: the edited tree has none of that path */
};

/* Those of one node stand behind each other, in the order in which they are made. */
static int compare_places(const struct made *a, const struct made *b)
{
	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return a->node ? 0 : strcmp(a->step->edit.path, b->step->edit.path);
}

static int compare_made(const void *a, const void *b)
{
	const struct made *left = a, *right = b;
	int place = compare_places(left, right);

	return place ? place : (left->step > right->step) - (left->step < right->step);
}

/* Edits of one path mostly follow each other, so that it is looked up once. */
static size_t gather(const struct xb_boot *boot, struct made *made)
{
	size_t count = 0;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];
		const struct made *before = count ? &made[count - 1] : NULL;

		if (step->kind != XB_STEP_EDIT)
			continue;
		made[count] = (struct made){.step = step};
		if (before && strcmp(before->step->edit.path, step->edit.path) == 0)
			made[count].node = before->node;
		else if (boot->edited)
			made[count].node = xb_tree_find(boot->edited->index, step->edit.path);
		count++;
	}
	qsort(made, count, sizeof(*made), compare_made);
	return count;
}

static const struct xb_step *find_later(const struct made *edit, const struct made *end)
{
	for (const struct made *later = edit + 1; later < end && !compare_places(edit, later); later++)
		if (undoes(later->step, edit->step))
			return later->step;
	return NULL;
}

/* Values that are set by their own writer are the last ones. */
void xb_check_edit_lost(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	struct made *made = xb_realloc(NULL, boot->step_count + 1, sizeof(*made));
	const struct made *end = made + gather(boot, made);

	for (const struct made *edit = made; edit < end; edit++) {
		const struct xb_step *later =
			is_edit(edit->step, XB_EDIT_SET) ? find_later(edit, end) : NULL;

		if (later)
			report_lost(boot, edit->step, later, diags);
	}
	free(made);
}

/* SPDX-License-Identifier: MIT */
/* Edits that are made for nothing: a later one writes over what they set. */
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

/* Does LATER take away what EDIT has set: by another value, or with its node? Who takes away more than one
 * property knows of what was set there. */
static bool undoes(const struct xb_boot *boot, const struct xb_step *later, const struct xb_step *edit)
{
	if (is_edit(later, XB_EDIT_SET))
		return strcmp(later->edit.name, edit->edit.name) == 0 && !is_same_value(later, edit) &&
		       is_same_node(boot, later->edit.path, edit->edit.path);
	return is_edit(later, XB_EDIT_REMOVE_NODE) &&
	       is_same_node(boot, later->edit.path, edit->edit.path);
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

static const struct xb_step *find_later(const struct xb_boot *boot, size_t index)
{
	for (size_t i = index + 1; i < boot->step_count; i++)
		if (undoes(boot, &boot->steps[i], &boot->steps[index]))
			return &boot->steps[i];
	return NULL;
}

/* Values that are set by their own writer are the last ones. */
void xb_check_edit_lost(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *edit = &boot->steps[i];
		const struct xb_step *later = is_edit(edit, XB_EDIT_SET) ? find_later(boot, i) : NULL;

		if (later)
			report_lost(boot, edit, later, diags);
	}
}

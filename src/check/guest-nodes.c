/* SPDX-License-Identifier: MIT */
/* What a guest's node must have: a profile cannot leave it out, who writes the node by hand can. Sources:
 * xen/common/device-tree/dom0less-build.c, xen/common/device-tree/kernel.c. */
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

/* An overlay that is not here may bring anything. */
static bool is_known(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_OVERLAY &&
		    !boot->loads[boot->steps[i].load].content.data)
			return false;
	return true;
}

typedef void judge_guest(const struct xb_boot *boot, const struct xb_domain *domain,
			 const struct xb_tree_node *node, struct xb_diags *diags);

static void each_guest(const struct xb_boot *boot, judge_guest *judge, struct xb_diags *diags)
{
	const struct xb_devtree *tree = xb_boot_chosen(boot);

	for (size_t i = 0; is_known(boot) && i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		const struct xb_tree_node *node =
			domain->node ? xb_tree_find_whole(tree->index, domain->node) : NULL;

		if (node)
			judge(boot, domain, node, diags);
	}
}

static void judge_memory(const struct xb_boot *boot, const struct xb_domain *domain,
			 const struct xb_tree_node *node, struct xb_diags *diags)
{
	(void)boot;
	if (xb_tree_property(node, "memory"))
		return;
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, domain->at, "%s has no memory: its node lacks the property",
		 domain->name);
	xb_hint(diags, "fdt set %s memory <0x0 0x40000> gives it 256 MiB, in KiB; Xen panics: \"Could not set up "
		       "domain\"", domain->node);
}

void xb_check_guest_memory(const struct xb_context *context, struct xb_diags *diags)
{
	each_guest(context->boot, judge_memory, diags);
}

static struct xb_pos place_of(const struct xb_boot *boot, const struct xb_domain *domain, const char *name)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->at.file && step->edit.name &&
		    strcmp(step->edit.path, domain->node) == 0 && strcmp(step->edit.name, name) == 0)
			return step->at;
	}
	return domain->at;
}

/* Two cells, whatever the node's own are. */
static void judge_memory_cells(const struct xb_boot *boot, const struct xb_domain *domain,
			       const struct xb_tree_node *node, struct xb_diags *diags)
{
	const struct xb_tree_property *memory = xb_tree_property(node, "memory");

	if (!memory || memory->length == 8)
		return;
	xb_error(diags, XB_CODE_CELLS, place_of(boot, domain, "memory"),
		 "%s: memory has %zu bytes; Xen reads two cells, 8 bytes", domain->name, memory->length);
	xb_hint(diags, "write <0x0 KIB>, also where #size-cells is 1");
}

void xb_check_guest_memory_cells(const struct xb_context *context, struct xb_diags *diags)
{
	each_guest(context->boot, judge_memory_cells, diags);
}

static void judge_cpus(const struct xb_boot *boot, const struct xb_domain *domain,
		       const struct xb_tree_node *node, struct xb_diags *diags)
{
	(void)boot;
	if (xb_tree_property(node, "cpus"))
		return;
	xb_error(diags, XB_CODE_VCPUS, domain->at, "%s has no cpus: its node lacks the property", domain->name);
	xb_hint(diags, "fdt set %s cpus <1>; Xen panics: \"Missing property 'cpus' for domain\"", domain->node);
}

void xb_check_guest_cpus(const struct xb_context *context, struct xb_diags *diags)
{
	each_guest(context->boot, judge_cpus, diags);
}

/* ---- Something to start --------------------------------------------------------------------------------- */

static bool edits_chosen(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT &&
		    strncmp(boot->steps[i].edit.path, "/chosen", strlen("/chosen")) == 0)
			return true;
	return false;
}

/* Is there a node that is no module, but was to be one? That is said of itself. */
static bool has_candidate(const struct xb_boot *boot)
{
	const struct xb_tree_node *chosen = xb_tree_find_whole(xb_boot_chosen(boot)->index, "/chosen");

	for (const struct xb_tree_node *node = chosen ? chosen->child : NULL; node; node = node->next)
		if (xb_tree_property(node, "reg"))
			return true;
	return false;
}

/* A tree that is not here may bring its modules along. */
void xb_check_no_kernel(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	if (boot->domain_count || boot->later_count || !is_known(boot) || !edits_chosen(boot) ||
	    has_candidate(boot))
		return;
	xb_report(diags, boot->edited ? XB_ERROR : XB_WARNING, XB_CODE_NO_DOM0, boot->entrance.at,
		  "Xen is given no kernel: /chosen has no module%s",
		  boot->edited ? "" : ", unless the tree brings one");
	xb_hint(diags, "a node below /chosen with compatible \"multiboot,kernel\" \"multiboot,module\" and reg; "
		       "Xen panics: \"Missing kernel boot module?\"");
}

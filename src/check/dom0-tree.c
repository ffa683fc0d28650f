/* SPDX-License-Identifier: MIT */
/* The rule about the room for dom0's device tree; what Xen writes there is src/xen/dom0-tree.c's. */
#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

static void report(const struct xb_context *context, number vcpus, struct xb_diags *diags)
{
	const struct xb_dom0_tree *tree = &context->dom0_tree;
	const struct xb_setting *word = xb_line_last(&context->boot->xen_line, "dom0_max_vcpus");
	number fit = xb_dom0_tree_vcpus(tree);

	xb_error(diags, XB_CODE_DOM0_TREE, word ? word->at : context->boot->xen_line.at,
		 "dom0's device tree takes %llu bytes with %llu vCPUs; Xen has %llu bytes for it",
		 (number)(tree->rest_least + vcpus * tree->vcpu), vcpus, (number)tree->room_most);
	if (fit) {
		xb_hint(diags, "Xen panics: \"Device tree generation failed (-3)\"; set dom0_max_vcpus=%llu or "
			       "less, for U-Boot takes padding away again", fit);
		xb_fix_number(context->boot, "dom0_max_vcpus", fit, "", diags);
	} else {
		xb_hint(diags, "Xen panics: \"Device tree generation failed (-3)\"; the tree is too full: `xenboot "
			       "check --explain %s` tells what makes room", xb_code_info(XB_CODE_DOM0_TREE)->name);
	}
}

/* xen/arch/arm/domain_build.c prepare_dtb_hwdom, make_cpus_node. */
void xb_check_dom0_tree(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_dom0_tree *tree = &context->dom0_tree;
	uint64_t vcpus = xb_dom0_vcpus(context->boot);

	if (!vcpus)
		vcpus = xb_boot_cpus(context->boot);
	if (!tree->vcpu || !vcpus || vcpus > xb_domain_vcpus_most(context->boot))
		return;
	if (tree->rest_least + vcpus * tree->vcpu > tree->room_most)
		report(context, vcpus, diags);
}

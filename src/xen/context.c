/* SPDX-License-Identifier: MIT */
#include "xen/dom0-tree.h"

/* What dom0 gets of the host's tree. */
static void look_as_dom0(struct xb_context *context)
{
	struct xb_dom0_host host;

	xb_dom0_host_init(&host, context->boot);
	xb_device_faults_find(&host, &context->device_faults);
	(void)xb_dom0_tree_measure(&host, context->dom0.simulated ? &context->dom0.memory : NULL,
				   &context->dom0_tree);
	xb_dom0_host_clear(&host);
}

void xb_context_init(struct xb_context *context, const struct xb_boot *boot,
		     const struct xb_catalog *catalog)
{
	*context = (struct xb_context){.boot = boot, .catalog = catalog};
	if (!boot)
		return;
	if (boot->edited || boot->tree)
		context->machine = xb_machine_read(boot->edited ? boot->edited : boot->tree);
	xb_dom0_outlook_make(boot, xb_guests_memory_sum(boot, catalog), &context->dom0);
	context->guests = xb_guests_memory_make(boot, catalog, &context->dom0);
	if (xb_boot_dom0(boot) && boot->edited)
		look_as_dom0(context);
}

void xb_context_clear(struct xb_context *context)
{
	xb_machine_free(context->machine);
	xb_dom0_outlook_clear(&context->dom0);
	xb_guests_memory_clear(&context->guests);
	xb_device_faults_clear(&context->device_faults);
	*context = (struct xb_context){0};
}

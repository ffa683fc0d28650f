/* SPDX-License-Identifier: MIT */
/* What a log and a profile tell of the guests that Xen builds. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/xen.h"

/* ---- One of them ---------------------------------------------------------------------------- */

bool cli_is_of_guest(const struct xb_finding *finding)
{
	return finding->guest || finding->guest_name;
}

const struct xb_domain *cli_guest_of(const struct xb_boot *boot, const struct xb_finding *finding)
{
	const struct xb_domain *domain =
		finding->guest_name ? xb_boot_domain(boot, finding->guest_name) : NULL;

	return domain && !domain->hardware ? domain : NULL;
}

void cli_put_guest_largest(const struct xb_context *context, const struct xb_finding *finding,
			   struct xb_buf *out)
{
	const struct xb_domain *domain = cli_guest_of(context->boot, finding);
	char size[XB_SIZE_TEXT];

	for (size_t i = 0; domain && i < context->guests.count; i++) {
		const struct xb_guest_memory *guest = &context->guests.items[i];

		if (guest->domain != domain || !guest->largest)
			continue;
		xb_buf_puts(out, "  ");
		cli_visible(out, xb_domain_key(domain));
		xb_buf_printf(out, ".memory=%s is the largest that works with this profile\n",
			      xb_size_typed(guest->largest, size));
	}
}

/* ---- All of them ------------------------------------------------------------------------------- */

static void put_guest(const struct xb_diagnosis *diagnosis, size_t number, struct xb_buf *out)
{
	const struct xb_log_guest *guest = &diagnosis->guests[number - 1];

	xb_buf_puts(out, "  ");
	if (guest->name)
		cli_visible(out, guest->name);
	else
		xb_buf_printf(out, "guest %zu", number);
	xb_buf_printf(out, " (d%zu): ", number);
	if (guest->built)
		xb_buf_printf(out, "begun in line %zu", guest->built);
	else
		xb_buf_puts(out, "Xen did not come to it");
	if (guest->speaks)
		xb_buf_printf(out, ", its own lines from %zu on", guest->speaks);
	else if (guest->built && diagnosis->guests_started)
		xb_buf_puts(out, ", no line of its own");
	xb_buf_putc(out, '\n');
}

void cli_put_guests(const struct xb_diagnosis *diagnosis, struct xb_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < diagnosis->guest_count; i++)
		any |= diagnosis->guests[i].built > 0;
	if (!any)
		return;
	xb_buf_puts(out, "\nThe guests that Xen builds, in this log:\n");
	for (size_t i = 0; i < diagnosis->guest_count; i++)
		put_guest(diagnosis, i + 1, out);
}

json_t *cli_guests_json(const struct xb_diagnosis *diagnosis)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < diagnosis->guest_count; i++) {
		const struct xb_log_guest *guest = &diagnosis->guests[i];
		json_t *object = xb_json_object();

		xb_json_set(object, "number", xb_json_size(i + 1));
		xb_json_set(object, "name", xb_json_text(guest->name));
		xb_json_set(object, "begun",
			    guest->built ? xb_json_size(guest->built) : xb_json_null());
		xb_json_set(object, "speaks",
			    guest->speaks ? xb_json_size(guest->speaks) : xb_json_null());
		xb_json_append(array, object);
	}
	return array;
}

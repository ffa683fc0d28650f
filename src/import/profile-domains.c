/* SPDX-License-Identifier: MIT */
/* dom0, the guests, and what they share, in a profile. */
#include "import/profile-text.h"
#include "import/profile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- A domain ---- */

void xb_writing_put_ranges(const struct xb_writing *writing, unsigned indent, const char *key,
			   size_t first, size_t count)
{
	xb_buf_printf(writing->out, "%*s%s: [", (int)indent, "", key);
	for (size_t i = first; i < first + count; i++)
		xb_buf_printf(writing->out, "%s{start: 0x%" PRIX64 ", size: 0x%" PRIX64 "}",
			      i == first ? "" : ", ", writing->boot->loads[i].address,
			      writing->boot->loads[i].size);
	xb_buf_puts(writing->out, "]\n");
}

/* In KiB, as Xen counts it. */
static void put_memory(const struct xb_writing *writing, const struct xb_domain *domain)
{
	const struct xb_said *memory = &domain->memory;

	if (memory->known)
		xb_buf_printf(writing->out, "    memory: %" PRIu64 "%s\n",
			      memory->value % (1 << 20) ? memory->value >> 10 : memory->value >> 20,
			      memory->value % (1 << 20) ? "K" : "M");
	else
		xb_writing_leave_out(writing, domain->at, "%s: memory, which cannot be read",
				     domain->name);
}

static void put_affinities(const struct xb_writing *writing, const struct xb_domain *domain)
{
	if (domain->affinity_count)
		xb_buf_puts(writing->out, "    vcpus:\n");
	for (size_t i = 0; i < domain->affinity_count; i++) {
		xb_buf_printf(writing->out, "      - {id: %" PRIu64 ", hard-affinity: ",
			      domain->affinities[i].vcpu);
		xb_yaml_put_scalar(writing->out, domain->affinities[i].cpus, true);
		xb_buf_puts(writing->out, "}\n");
	}
}

static void put_properties(const struct xb_writing *writing, const struct xb_domain *domain)
{
	for (size_t i = 0; i < domain->properties.count; i++)
		xb_text_put_setting(writing->out, 4, &domain->properties.words[i]);
}

static void put_modules(const struct xb_writing *writing, unsigned indent,
			const struct xb_domain *domain)
{
	for (int kind = XB_MODULE_KERNEL; kind <= XB_MODULE_TREE; kind++)
		xb_writing_put_module(
			writing, indent, xb_module_kind_info((enum xb_module_kind)kind)->key,
			xb_domain_load(writing->boot, domain, (enum xb_module_kind)kind));
}

/* A profile names dom0's kernel: where it is not known, a usual name stands there. */
static void put_dom0_modules(const struct xb_writing *writing, const struct xb_domain *dom0)
{
	if (!xb_domain_load(writing->boot, dom0, XB_MODULE_KERNEL))
		xb_buf_puts(writing->out,
			    "  # what it is called is not known\n  kernel: Image\n");
	put_modules(writing, 2, dom0);
}

static void put_guest(const struct xb_writing *writing, const struct xb_domain *domain)
{
	xb_buf_puts(writing->out, "  ");
	xb_yaml_put_scalar(writing->out, domain->name, false);
	xb_buf_puts(writing->out, ":\n");
	put_modules(writing, 4, domain);
	put_memory(writing, domain);
	if (domain->cpus.known)
		xb_buf_printf(writing->out, "    cpus: %" PRIu64 "\n", domain->cpus.value);
	if (domain->static_count)
		xb_writing_put_ranges(writing, 4, "static-memory", domain->static_first,
				      domain->static_count);
	put_properties(writing, domain);
	put_affinities(writing, domain);
	xb_writing_put_line(writing, 4, &domain->line, domain->scope);
}

/* ---- What they share ---- */

static void put_pools(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;

	xb_buf_puts(writing->out, boot->pool_count ? "\ncpupools:\n" : "");
	for (size_t i = 0; i < boot->pool_count; i++) {
		const struct xb_pool *pool = &boot->pools[i];

		xb_buf_puts(writing->out, "  ");
		xb_yaml_put_scalar(writing->out, pool->name, false);
		xb_buf_puts(writing->out, ": {cpus: [");
		for (size_t k = 0; k < pool->cpu_count; k++)
			xb_buf_printf(writing->out, "%s%" PRIu64, k ? ", " : "", pool->cpus[k]);
		xb_buf_puts(writing->out, "]");
		if (pool->sched) {
			xb_buf_puts(writing->out, ", sched: ");
			xb_yaml_put_scalar(writing->out, pool->sched, true);
		}
		xb_buf_puts(writing->out, "}\n");
	}
}

static void put_address(const struct xb_writing *writing, const char *before,
			const struct xb_number *address)
{
	if (address->given)
		xb_buf_printf(writing->out, "%s0x%" PRIX64, before, address->value);
}

static void put_owner(const struct xb_writing *writing, const struct xb_sharer *owner)
{
	if (!owner->domain.text)
		return;
	xb_buf_puts(writing->out, "    owner: {domain: ");
	xb_yaml_put_scalar(writing->out, owner->domain.text, true);
	put_address(writing, ", address: ", &owner->address);
	xb_buf_puts(writing->out, "}\n");
}

static void put_borrowers(const struct xb_writing *writing, const struct xb_shared_memory *shared)
{
	xb_buf_puts(writing->out, shared->borrower_count ? "    borrowers:\n" : "");
	for (size_t i = 0; i < shared->borrower_count; i++) {
		const struct xb_sharer *borrower = &shared->borrowers[i];

		xb_buf_puts(writing->out, "      ");
		xb_yaml_put_scalar(writing->out, borrower->domain.text, false);
		xb_buf_puts(writing->out, borrower->address.given ? ":" : ": auto");
		put_address(writing, " ", &borrower->address);
		xb_buf_puts(writing->out, "\n");
	}
}

static void put_shared_memory(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_shared_memory *shared = boot->loads[i].shared;

		if (!shared)
			continue;
		xb_buf_puts(writing->out, any ? "  " : "\nshared-memory:\n  ");
		xb_yaml_put_scalar(writing->out, shared->name.text, false);
		xb_buf_printf(writing->out, ":\n    size: 0x%" PRIX64 "\n", shared->size.value);
		put_address(writing, "    host: ", &shared->host);
		xb_buf_puts(writing->out, shared->host.given ? "\n" : "");
		put_owner(writing, &shared->owner);
		put_borrowers(writing, shared);
		any = true;
	}
}

static void put_channels(const struct xb_writing *writing)
{
	struct xb_channels channels;

	xb_channels_read(writing, &channels);
	xb_buf_puts(writing->out, channels.count ? "\nevent-channels:\n" : "");
	for (size_t i = 0; i < channels.count; i++) {
		xb_buf_puts(writing->out, "  - {");
		for (size_t k = 0; k < 2; k++) {
			xb_buf_puts(writing->out, k ? ", " : "");
			xb_yaml_put_scalar(writing->out, channels.items[i][k].domain, true);
			xb_buf_printf(writing->out, ": %" PRIu32, channels.items[i][k].port);
		}
		xb_buf_puts(writing->out, "}\n");
	}
	xb_channels_clear(&channels);
}

/* ---- All of them ---- */

void xb_writing_put_domains(const struct xb_writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	const struct xb_domain *dom0 = xb_boot_dom0(boot);
	bool any = false;

	if (dom0) {
		xb_buf_puts(writing->out, "\ndom0:\n");
		put_dom0_modules(writing, dom0);
		xb_writing_put_line(writing, 2, &dom0->line, dom0->scope);
	}
	if (!boot->domain_count)
		xb_buf_puts(writing->out, "\n# No kernel is named: that of dom0, or of a guest, is to be "
					  "written here.\n");
	for (size_t i = 0; i < boot->domain_count; i++) {
		if (boot->domains[i].hardware)
			continue;
		xb_buf_puts(writing->out, any ? "" : "\ndomains:\n");
		put_guest(writing, &boot->domains[i]);
		any = true;
	}
	put_pools(writing);
	put_shared_memory(writing);
	put_channels(writing);
}

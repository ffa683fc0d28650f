/* SPDX-License-Identifier: MIT */
/* Whether there is memory for all domains: those that Xen builds, by src/xen/guests-memory.c, and those that
 * dom0 starts when they are there. */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* ---- What one could do ---------------------------------------------------------------------------- */

/* Does it hold what GUEST is started with? */
static bool holds_files(const struct xb_context *context, const struct xb_guest_memory *guest, uint64_t memory)
{
	struct xb_guest_start start;

	return !xb_guest_start_measure(context->boot, guest->domain, &start) ||
	       (memory > start.panics && memory > start.silent);
}

static void fix_memory(const struct xb_domain *domain, uint64_t bytes, struct xb_diags *diags)
{
	char *key = domain->key ? xb_format("%s.memory", domain->key) : NULL;

	xb_fix_set(diags, key, "%lluM", (number)bytes >> 20);
	free(key);
}

static void put_panic(const struct xb_guests_memory *guests, const struct xb_guest_memory *guest,
		      struct xb_buf *out)
{
	xb_buf_printf(out, "Xen %s: \"%s", guests->by_chance ? "may panic" : "panics",
		      xb_guest_result_panic(guest->result));
	if (guest->result == XB_GUEST_NO_RAM)
		xb_buf_printf(out, ". %lluKB unallocated", (number)guest->unallocated >> 10);
	else if (guest->result != XB_GUEST_NO_TABLES)
		xb_buf_printf(out, " %s", guest->domain->name);
	xb_buf_putc(out, '"');
}

/* dom0 can have so much less; 0: that would not do, or there is none. */
static uint64_t lesser_dom0(const struct xb_context *context)
{
	const struct xb_dom0_outlook *dom0 = &context->dom0;

	return dom0->simulated && dom0->largest < dom0->wanted ? dom0->largest : 0;
}

static void hint_lack(const struct xb_context *context, const struct xb_guest_memory *guest,
		      struct xb_diags *diags)
{
	uint64_t largest = guest->largest, dom0 = lesser_dom0(context);
	struct xb_buf text = {0};

	if (!holds_files(context, guest, largest))
		largest = 0;
	put_panic(&context->guests, guest, &text);
	if (largest)
		xb_buf_printf(&text, "; %s.memory=%lluM is the largest that works here", xb_domain_key(guest->domain),
			      (number)largest >> 20);
	else if (guest->ram)
		xb_buf_puts(&text, "; no memory of its own works here: the others take too much");
	if (dom0)
		xb_buf_printf(&text, "; dom0_mem=%lluM would leave enough", (number)dom0 >> 20);
	if (context->guests.by_chance)
		xb_buf_puts(&text, "; xen-version: takes the chance out of it");
	xb_hint(diags, "%s", text.data);
	if (largest)
		fix_memory(guest->domain, largest, diags);
	else if (dom0)
		xb_fix_number(context->boot, "dom0_mem", dom0 >> 20, "M", diags);
	xb_buf_clear(&text);
}

/* ---- What goes wrong ------------------------------------------------------------------------------ */

/* What stands around the memory that is left. */
static const struct words {
	const char *before, *behind;
} words_of[] = {
	[XB_GUEST_NO_TABLES] = {"and", "are left when its turn comes"},
	[XB_GUEST_NO_UNPACKED] = {"and", "are left, without a block for its unpacked kernel"},
	[XB_GUEST_NO_RAM] = {"and", "are left when its turn comes"},
	[XB_GUEST_NO_REST] = {"and of", "that are left when its turn comes Xen needs some more to finish it"},
};
static const struct words words_of_colours = {"and its cache colours have", "left when its turn comes"};

static void report_lack(const struct xb_context *context, const struct xb_guest_memory *guest,
			struct xb_diags *diags)
{
	const struct xb_guests_memory *guests = &context->guests;
	bool coloured = guests->coloured && guest->result == XB_GUEST_NO_RAM;
	enum xb_guest_result result = guest->takes > guest->left ? XB_GUEST_NO_RAM : guest->result;
	const struct words *words = coloured ? &words_of_colours : &words_of[result];
	const uint64_t sizes[] = {guest->takes, guest->left};
	char text[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), text);
	xb_report(diags, guests->by_chance ? XB_WARNING : XB_ERROR, XB_CODE_DOMAIN_MEMORY,
		  guest->domain->memory.at, "%s takes %s of memory with its tables, %s %s %s",
		  guest->domain->name, text[0], words->before, text[1], words->behind);
	hint_lack(context, guest, diags);
}

static void report_dom0(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_guests_memory *guests = &context->guests;
	const struct xb_setting *word = xb_line_last(&context->boot->xen_line, "dom0_mem");
	const uint64_t sizes[] = {guests->dom0, guests->heap};
	char text[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), text);
	xb_error(diags, XB_CODE_DOMAIN_MEMORY, word ? word->at : context->boot->xen_line.at,
		 "dom0 takes %s of memory, and Xen has %s for all domains", text[0], text[1]);
	xb_hint(diags, "Xen panics: \"%s\"; where there is a static heap, all memory of domains that is not "
		       "static comes from it", xb_dom0_result_panic(XB_DOM0_UNALLOCATED));
}

static void warn_tight(const struct xb_context *context, const struct xb_guest_memory *guest,
		       struct xb_diags *diags)
{
	const uint64_t sizes[] = {guest->takes, guest->left};
	char text[XB_COUNT(sizes)][XB_SIZE_TEXT], caution[XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), text);
	xb_warning(diags, XB_CODE_DOMAIN_MEMORY, guest->domain->memory.at,
		   "%s takes %s of memory with its tables, of %s that are left when its turn comes: Xen may "
		   "take up to %s more for itself on this machine",
		   guest->domain->name, text[0], text[1],
		   xb_size_format(context->guests.caution, caution));
	if (guest->largest && holds_files(context, guest, guest->largest)) {
		xb_hint(diags, "%s.memory=%lluM is the largest that is sure to work here",
			xb_domain_key(guest->domain), (number)guest->largest >> 20);
		fix_memory(guest->domain, guest->largest, diags);
	} else {
		xb_hint(diags, "give it or the domains before it less");
	}
}

/* The first that lacks memory ends it all; the first that nearly does is said if none lacks any. */
void xb_check_domains_fit(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_guests_memory *guests = &context->guests;
	const struct xb_guest_memory *lack = xb_guests_memory_lack(guests);
	size_t i = 0;

	if (guests->dom0 > guests->heap)
		report_dom0(context, diags);
	if (lack) {
		report_lack(context, lack, diags);
		return;
	}
	while (i < guests->count && !guests->items[i].tight)
		i++;
	if (i < guests->count)
		warn_tight(context, &guests->items[i], diags);
}

/* ---- Those that dom0 starts ------------------------------------------------------------------------ */

void xb_check_later_domains(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	char sum_text[XB_SIZE_TEXT], after[XB_SIZE_TEXT];
	struct xb_buf names = {0};
	uint64_t sum = 0;

	for (size_t i = 0; i < boot->later_count; i++) {
		const struct xb_domain *later = &boot->later[i];

		sum += xb_guest_memory_takes(boot, later->memory.value, later->cpus.value);
		xb_buf_printf(&names, "%s%s", i ? ", " : "", later->name);
	}
	if (sum && context->guests.known && sum > context->guests.after) {
		xb_note(diags, XB_CODE_DOMAIN_MEMORY, boot->later[0].memory.at,
			"%s: started from dom0, %s %s with their tables, and about %s are free when all that "
			"Xen builds are there",
			names.data, boot->later_count > 1 ? "together they take" : "it takes",
			xb_size_format(sum, sum_text), xb_size_format(context->guests.after, after));
		xb_hint(diags, "what dom0 has by dom0_mem it keeps; give it or the others less, or do not run "
			       "all of them at once");
	}
	xb_buf_clear(&names);
}

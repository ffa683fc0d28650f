/* SPDX-License-Identifier: MIT */
/* What memory dom0 gets on the map, and the most that it could get. */
#include "emit/map.h"
#include "xenboot/xen.h"

#include <inttypes.h>

/* As dom0_mem takes it: "1.5 GiB" would hide what is to be typed. */
static void put_typed(uint64_t bytes, struct xb_buf *out)
{
	if (bytes % (1 << 20))
		xb_buf_printf(out, "%" PRIu64 "K", bytes >> 10);
	else
		xb_buf_printf(out, "%" PRIu64 "M", bytes >> 20);
}

static void put_dom0_head(const struct xb_dom0_memory *memory, uint64_t largest,
			  struct xb_buf *out)
{
	xb_buf_puts(out, memory->result == XB_DOM0_FITS ? "\ndom0 gets "
			 : memory->by_chance		? "\ndom0 may get, or not, "
							: "\ndom0 cannot get ");
	put_typed(memory->wanted, out);
	if (memory->result == XB_DOM0_FITS)
		xb_buf_printf(out, " in %zu %s", memory->banks.count,
			      memory->banks.count == 1 ? "bank" : "banks");
	xb_buf_puts(out, largest ? "; dom0_mem=" : "; no dom0_mem works here\n");
	if (largest) {
		put_typed(largest, out);
		xb_buf_puts(out, " is the largest that works here\n");
	}
	if (memory->result == XB_DOM0_FITS)
		return;
	xb_buf_printf(out, "Xen %s: %s", memory->by_chance ? "may panic" : "panics",
		      xb_dom0_result_panic(memory->result));
	if (memory->result == XB_DOM0_UNALLOCATED)
		xb_buf_printf(out, ". %" PRIu64 "MB unallocated", memory->unallocated >> 20);
	xb_buf_puts(out, memory->banks.count ? "\nUp to there it has found\n" : "\n");
}

static void put_dom0_place(const char *name, struct xb_range place, int digits,
			   struct xb_buf *out)
{
	if (place.size)
		xb_buf_printf(out, "0x%0*" PRIX64 " for dom0's %s\n", digits, place.start, name);
}

void xb_map_put_dom0(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_dom0_memory *memory = &context->dom0.memory;
	int digits = xb_map_digits(context->boot);
	char size[XB_SIZE_TEXT];

	if (!context->dom0.simulated)
		return;
	put_dom0_head(memory, context->dom0.largest, out);
	for (size_t i = 0; i < memory->banks.count; i++)
		xb_buf_printf(out, "0x%0*" PRIX64 "-0x%0*" PRIX64 " %*s%s\n", digits,
			      memory->banks.items[i].start, digits,
			      xb_range_last(memory->banks.items[i]), XB_MAP_SIZE_COLUMN,
			      xb_size_format(memory->banks.items[i].size, size),
			      i ? "" : "  first bank");
	if (memory->banks_vary)
		xb_buf_puts(out,
			    "Other banks are possible: idle scrubbing decides, and the release of Xen.\n");
	if (memory->has_small)
		xb_buf_puts(out, "Less than 4 MiB of it may lie elsewhere: that hangs on how much Xen has "
				 "taken itself.\n");
	put_dom0_place("kernel", memory->kernel, digits, out);
	put_dom0_place("device tree", memory->tree, digits, out);
	put_dom0_place("ramdisk", memory->ramdisk, digits, out);
}

/* SPDX-License-Identifier: MIT */
/* The rule about a dom0 that Xen starts, and whose Linux then lacks memory. What it needs is
 * src/xen/dom0-start.c's. */
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* What cma= may be lowered to in a hint. */
#define CMA_SMALL ((uint64_t)16 << 20)

static bool comes_up(const struct xb_boot *boot, const struct xb_dom0_memory *memory)
{
	struct xb_dom0_start start;

	return xb_dom0_start_estimate(boot, memory, &start) && start.beside <= memory->wanted &&
	       start.behind <= memory->wanted;
}

static void put_part(struct xb_buf *out, const char *name, uint64_t bytes)
{
	char size[XB_SIZE_TEXT];

	if (bytes)
		xb_buf_printf(out, "%s%s %s", out->length ? ", " : "", name, xb_size_format(bytes, size));
}

static bool is_by_cma(const struct xb_dom0_start *start)
{
	return start->cma && start->beside >= start->behind;
}

static uint64_t sum_of(const struct xb_dom0_start *start)
{
	return start->beside > start->behind ? start->beside : start->behind;
}

/* "kernel 32.1 MiB, ramdisk 4.8 MiB, ...". */
static char *parts_of(const struct xb_dom0_start *start)
{
	bool by_cma = is_by_cma(start);
	uint64_t files = by_cma ? start->cma : start->unpacked;
	uint64_t known = start->image + start->ramdisk + start->tables + files;
	struct xb_buf text = {0};

	put_part(&text, "kernel", start->image);
	put_part(&text, "ramdisk", start->ramdisk);
	put_part(&text, by_cma ? "CMA" : "the same unpacked", files);
	put_part(&text, "struct page", start->tables);
	put_part(&text, "what Linux takes to start", sum_of(start) - known);
	return xb_buf_take(&text);
}

static void hint(const struct xb_context *context, const struct xb_dom0_start *start,
		 struct xb_diags *diags)
{
	uint64_t wanted = context->dom0.wanted;
	uint64_t enough = xb_dom0_memory_next(context->boot, wanted, comes_up);
	struct xb_buf text = {0};

	xb_buf_puts(&text, "Linux panics: \"System is deadlocked on memory\"; ");
	if (enough)
		xb_buf_printf(&text, "dom0_mem=%lluM is enough", (number)(enough >> 20));
	else
		xb_buf_puts(&text, "no dom0_mem that fits here is enough: make the ramdisk smaller");
	if (is_by_cma(start) && start->cma > CMA_SMALL &&
	    start->beside - start->cma + CMA_SMALL <= wanted && start->behind <= wanted)
		xb_buf_printf(&text, "; or cma=%lluM on dom0's line", (number)(CMA_SMALL >> 20));
	if (is_by_cma(start) && !start->cma_source)
		xb_buf_puts(&text, "; 64 MiB of CMA are what kernels of distributions set aside where "
				   "neither the tree nor cma= says so");
	xb_hint(diags, "%s", text.data);
	if (enough)
		xb_fix_number(context->boot, "dom0_mem", enough >> 20, "M", diags);
	xb_buf_clear(&text);
}

void xb_check_dom0_start(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_dom0_memory *memory = &context->dom0.memory;
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_mem");
	char sum[XB_SIZE_TEXT], *parts;
	struct xb_dom0_start start;

	if (!context->dom0.simulated || memory->in_bss ||
	    !xb_dom0_start_estimate(boot, memory, &start) || sum_of(&start) <= memory->wanted)
		return;
	parts = parts_of(&start);
	xb_warning(diags, XB_CODE_DOM0_MEM, word ? word->at : boot->xen_line.at,
		   "dom0 needs %s and has %lluM: %s", xb_size_format(sum_of(&start), sum),
		   (number)(memory->wanted >> 20), parts);
	hint(context, &start, diags);
	free(parts);
}

/* SPDX-License-Identifier: MIT */
/* Rules about dom0's memory; what Xen does with it is simulated in dom0-memory.c. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

#define FIRST_LEAST (128ull << 20)
#define GIB (1ull << 30)

/* What is judged: the setting, or the default where there is none. */
struct subject {
	const struct xb_boot *boot;
	const struct xb_dom0_outlook *outlook;
	const struct xb_setting *word; /* NULL: not set */
	struct xb_pos at;
	const char *said; /* "dom0_mem=1800M" */
	uint64_t bytes;
};

static uint64_t slots(uint64_t bytes)
{
	return xb_align_up(bytes, XB_SLOT);
}

/* kernel + tree + ramdisk, each rounded up to 2 MiB, must fit dom0's first bank
 * (xen/arch/arm/kernel.c place_modules). */
static uint64_t least(const struct xb_boot *boot)
{
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	const struct xb_load *tree = xb_boot_tree(boot);

	return slots(xb_kernel_length(boot)) + slots(tree->size) +
	       (ramdisk ? slots(ramdisk->size) : 0);
}

/* ---- What one could do --------------------------------------------------------------------------
 */

static void put_move(const struct xb_dom0_move *move, struct xb_buf *out)
{
	if (move->load)
		xb_buf_printf(out, "; with the %s at 0x%llX it is ", move->load->title,
			      (number)move->address);
	else
		xb_buf_printf(out, "; with all modules together from 0x%llX on it is ",
			      (number)move->address);
	xb_buf_printf(out, "%lluM", (number)(move->largest >> 20));
}

/* The largest power of two that is not above BYTES. */
static uint64_t power_within(uint64_t bytes)
{
	uint64_t power = 1;

	while (power <= bytes / 2)
		power *= 2;
	return power;
}

static bool is_odd_and_small(uint64_t bytes)
{
	return bytes < FIRST_LEAST && bytes != power_within(bytes);
}

/* BYTES in whole MiB for dom0_mem. */
static void fix_mem(const struct subject *subject, uint64_t bytes, struct xb_diags *diags)
{
	xb_fix_number(subject->boot, "dom0_mem", bytes >> 20, "M", diags);
}

/* The value of dom0_mem that works best, where one does. */
static uint64_t most_useful(const struct subject *subject)
{
	return is_odd_and_small(subject->bytes) ? 2 * power_within(subject->bytes)
						: subject->outlook->largest;
}

static void put_largest(const struct subject *subject, struct xb_buf *out)
{
	number mebibytes = most_useful(subject) >> 20;

	if (!subject->outlook->largest)
		xb_buf_puts(out, "no dom0_mem works here");
	else if (is_odd_and_small(subject->bytes))
		xb_buf_printf(out,
			      "below 128M only a power of two has a place of its own: "
			      "dom0_mem=%lluM",
			      mebibytes);
	else
		xb_buf_printf(out, "dom0_mem=%lluM is the largest that works here", mebibytes);
}

/* Why less fails where more works. */
static void put_why_more(const struct subject *subject, const struct xb_dom0_memory *memory,
			 struct xb_buf *out)
{
	if (memory->result == XB_DOM0_UNALLOCATED && subject->outlook->largest > subject->bytes)
		xb_buf_puts(out, " (Xen takes powers of two, and below the first bank none of less "
				 "than 128M that does not touch it: what is left of a lesser "
				 "dom0_mem may be such a one)");
}

static void put_settled(const struct xb_dom0_memory *memory, struct xb_buf *out)
{
	if (!memory->by_chance)
		return;
	xb_buf_puts(out, memory->fits_scrubbed
				 ? "; with bootscrub=0 this one fits, too"
				 : "; xen-version: and bootscrub=0 take the chance out of it");
}

static void hint_largest(const struct subject *subject, const struct xb_dom0_memory *memory,
			 struct xb_diags *diags)
{
	const struct xb_dom0_move *move = &subject->outlook->move;
	struct xb_buf text = {0};

	xb_buf_printf(&text, "Xen %s: \"%s", memory->by_chance ? "may panic" : "panics",
		      xb_dom0_result_panic(memory->result));
	if (memory->result == XB_DOM0_UNALLOCATED)
		xb_buf_printf(&text, ". %lluMB unallocated", (number)(memory->unallocated >> 20));
	xb_buf_puts(&text, "\"; ");
	put_largest(subject, &text);
	put_why_more(subject, memory, &text);
	if (!is_odd_and_small(subject->bytes) && move->largest)
		put_move(move, &text);
	put_settled(memory, &text);
	xb_hint(diags, "%s", text.data);
	if (subject->outlook->largest)
		fix_mem(subject, most_useful(subject), diags);
	xb_buf_clear(&text);
}

/* ---- What goes wrong ----------------------------------------------------------------------------
 */

/* What fits in one order of things that is possible, and does not in another. */
static enum xb_severity severity_of(const struct xb_dom0_memory *memory)
{
	return memory->by_chance ? XB_WARNING : XB_ERROR;
}

static void report_unallocated(const struct subject *subject, const struct xb_dom0_memory *memory,
			       struct xb_diags *diags)
{
	/* The last one stands in what was said. */
	const uint64_t sizes[] = {memory->heap, memory->wanted - memory->unallocated,
				  memory->unallocated, memory->wanted};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	xb_report(diags, severity_of(memory), XB_CODE_DOM0_MEM, subject->at,
		  "%s: of the %s that Xen has left, dom0 %s %s in blocks that Xen takes; %s find none",
		  subject->said, texts[0],
		  memory->by_chance ? "may by chance have no more than" : "can have", texts[1],
		  texts[2]);
}

static void report_first_bank(const struct subject *subject, const struct xb_dom0_memory *memory,
			      struct xb_diags *diags)
{
	struct xb_range bank = memory->banks.items[0];
	const uint64_t sizes[] = {bank.size, memory->need};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	xb_report(diags, severity_of(memory), XB_CODE_DOM0_MEM, subject->at,
		  "%s: dom0's first bank at 0x%llX %s %s; kernel, device tree and ramdisk need %s "
		  "in one piece",
		  subject->said, (number)bank.start, memory->by_chance ? "may have only" : "has",
		  texts[0], texts[1]);
}

static void report_exhausted(const struct subject *subject, const struct xb_dom0_memory *memory,
			     struct xb_diags *diags)
{
	char size[XB_SIZE_TEXT];

	if (memory->result == XB_DOM0_NO_UNPACKED)
		xb_error(diags, XB_CODE_DOM0_MEM, subject->at,
			 "Xen finds no free block for the unpacked dom0 kernel of %s",
			 xb_size_format(xb_kernel_length(subject->boot), size));
	else if (memory->result == XB_DOM0_NO_HEAP)
		xb_error(diags, XB_CODE_DOM0_MEM, subject->at,
			 "RAM has no room for what Xen needs before it builds dom0");
	else
		xb_report(diags, severity_of(memory), XB_CODE_DOM0_MEM, subject->at,
			  "%s %sleaves Xen too little of its %s to finish dom0", subject->said,
			  memory->by_chance ? "may be one that " : "",
			  xb_size_format(memory->heap, size));
}

static void report(const struct subject *subject, const struct xb_dom0_memory *memory,
		   struct xb_diags *diags)
{
	static void (*const reports[])(const struct subject *, const struct xb_dom0_memory *,
				       struct xb_diags *) = {
		[XB_DOM0_NO_HEAP] = report_exhausted,
		[XB_DOM0_NO_UNPACKED] = report_exhausted,
		[XB_DOM0_UNALLOCATED] = report_unallocated,
		[XB_DOM0_BANK_SMALL] = report_first_bank,
		[XB_DOM0_NO_PLACE] = report_first_bank,
		[XB_DOM0_NO_REST] = report_exhausted,
	};

	reports[memory->result](subject, memory, diags);
	hint_largest(subject, memory, diags);
}

/* ---- What works, but not as meant ---------------------------------------------------------------
 */

static bool is_clear_of_bss(const struct xb_boot *boot, const struct xb_dom0_memory *memory)
{
	(void)boot;
	return !memory->in_bss;
}

static bool is_low(const struct xb_boot *boot, const struct xb_dom0_memory *memory)
{
	(void)boot;
	return memory->low && !memory->in_bss;
}

/* Xen keeps tree and ramdisk clear of the kernel's file alone: what the kernel clears behind it may
 * hold them, and dom0 is silent then. */
static void warn_bss(const struct subject *subject, const struct xb_dom0_memory *memory,
		     struct xb_diags *diags)
{
	const struct xb_load *kernel = xb_dom0_load(subject->boot, XB_MODULE_KERNEL);
	uint64_t enough;

	xb_warning(diags, XB_CODE_DOM0_MEM, subject->at,
		   "%s: Xen puts dom0's device tree at 0x%llX, inside the 0x%llX bytes from 0x%llX "
		   "on that the kernel takes with its BSS",
		   subject->said, (number)memory->tree.start, (number)kernel->image.image_size,
		   (number)memory->kernel.start);
	enough = xb_dom0_memory_next(subject->boot, subject->bytes, is_clear_of_bss);
	if (enough)
		xb_hint(diags, "dom0 dies without a word; with dom0_mem=%lluM both stand clear of it",
			(number)(enough >> 20));
	else
		xb_hint(diags, "dom0 dies without a word, and no more memory is free here; make the "
			       "ramdisk smaller");
	if (enough)
		fix_mem(subject, enough, diags);
}

/* get_order_from_bytes(min(dom0_mem, 128M)) rounds up, the order of the block down. */
static void warn_not_low(const struct subject *subject, const struct xb_dom0_memory *memory,
			 struct xb_diags *diags)
{
	uint64_t enough = xb_dom0_memory_next(subject->boot, subject->bytes, is_low);

	xb_warning(diags, XB_CODE_DOM0_MEM, subject->at,
		   "%s: no first bank is found below %u address bits, so dom0 gets its memory "
		   "wherever some is free",
		   subject->said, memory->low_bits);
	if (is_odd_and_small(subject->bytes) && enough) {
		xb_hint(diags, "below 128M only a power of two is placed low: dom0_mem=%lluM is",
			(number)(enough >> 20));
		fix_mem(subject, enough, diags);
	} else {
		xb_hint(diags, "a device that reaches no more than that cannot use it; keep the "
			       "modules together, so that a block of 128 MiB stays free below");
	}
}

/* ---- dom0-mem -----------------------------------------------------------------------------------
 */

static void judge_map(const struct subject *subject, struct xb_diags *diags)
{
	const struct xb_dom0_memory *memory = &subject->outlook->memory;

	if (!subject->outlook->simulated)
		return; /* something is not known, and that was said */
	if (memory->result != XB_DOM0_FITS)
		report(subject, memory, diags);
	else if (memory->in_bss)
		warn_bss(subject, memory, diags);
	else if (!memory->low)
		warn_not_low(subject, memory, diags);
}

static void report_pages(const struct subject *subject, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_DOM0_MEM, subject->at,
		 "%s is %llu bytes, no multiple of 4 KiB: Xen never finds the rest", subject->said,
		 (number)subject->bytes);
	xb_hint(diags, "use whole MiB: dom0_mem=%lluM",
		(number)(xb_align_up(subject->bytes, 1 << 20) >> 20));
	fix_mem(subject, xb_align_up(subject->bytes, 1 << 20), diags);
}

static void report_too_small(const struct subject *subject, uint64_t need, struct xb_diags *diags)
{
	const char *digits = subject->word ? subject->word->value : NULL;
	/* Decimal digits alone are KiB, and most likely meant as MiB. */
	bool forgotten = digits && !digits[strspn(digits, "0123456789")];
	const uint64_t sizes[] = {subject->bytes, need};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	xb_error(diags, XB_CODE_DOM0_MEM, subject->at,
		 "%s is %s; kernel, ramdisk and device tree alone need %s", subject->said,
		 texts[0], texts[1]);
	if (!forgotten) {
		xb_hint(diags, "Xen panics: \"%s\"; the next power of two is dom0_mem=%lluM",
			xb_dom0_result_panic(XB_DOM0_BANK_SMALL),
			(number)(2 * power_within(need) >> 20));
		fix_mem(subject, 2 * power_within(need), diags);
	} else {
		char *mebibytes = xb_format("%sM", digits + strspn(digits, "0"));

		xb_hint(diags, "did you mean dom0_mem=%s?", mebibytes);
		xb_fix_option(subject->boot, XB_SCOPE_XEN, "dom0_mem", mebibytes, diags);
		free(mebibytes);
	}
}

static void judge(const struct subject *subject, struct xb_diags *diags)
{
	uint64_t need = least(subject->boot);

	if (subject->bytes % XB_PAGE)
		report_pages(subject, diags);
	else if (subject->bytes < need)
		report_too_small(subject, need, diags);
	else
		judge_map(subject, diags);
}

/* What the option's own grammar refuses is option-value's to say, once. */
static bool is_sound(const struct xb_boot *boot, const struct xb_catalog *catalog,
		     const struct xb_setting *word)
{
	const struct xb_option *option =
		xb_catalog_find(catalog, XB_SCOPE_XEN, word->name, boot->arch);
	char *problem, *hint;

	if (!option || xb_option_judge(option, word->value, &problem, &hint))
		return word->value != NULL;
	free(problem);
	free(hint);
	return false;
}

static void warn_default(const struct subject *subject, struct xb_diags *diags)
{
	const char *start = subject->outlook->largest < GIB ? "512M" : "1G";

	xb_warning(diags, XB_CODE_DOM0_MEM, subject->at,
		   "dom0_mem is not set: Xen gives dom0 %llu MiB, whatever the board has",
		   (number)(subject->bytes >> 20));
	xb_hint(diags, "set dom0_mem to what dom0 needs: %s is a start", start);
	xb_fix_option(subject->boot, XB_SCOPE_XEN, "dom0_mem", start, diags);
}

void xb_check_dom0_mem(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_setting *word = xb_line_last(&boot->xen_line, "dom0_mem");
	const struct xb_dom0_outlook *outlook = &context->dom0;
	struct subject subject = {.boot = boot, .outlook = outlook, .word = word};
	struct xb_buf said = {0};

	if ((word && !is_sound(boot, context->catalog, word)) || !outlook->wanted ||
	    (!outlook->set && boot->xen_line.partial))
		return;
	subject.bytes = outlook->wanted;
	subject.at = word ? word->at : boot->xen_line.at;
	if (!outlook->set)
		warn_default(&subject, diags);
	if (word)
		xb_buf_printf(&said, "dom0_mem=%s%s", word->value,
			      xb_xen_number_remark(word->value, true));
	else
		xb_buf_printf(&said, "dom0_mem, by default %lluM,", (number)(subject.bytes >> 20));
	subject.said = said.data;
	judge(&subject, diags);
	xb_buf_clear(&said);
}

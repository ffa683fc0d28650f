/* SPDX-License-Identifier: MIT */
/* What there is to know of a board, for people. */
#include <inttypes.h>
#include <stdlib.h>

#include "xenboot/model.h"

static void add_fact(struct xb_board_facts *facts, const char *title, const char *value)
{
	if (!value || !*value)
		return;
	facts->items = xb_grow(facts->items, &facts->capacity, facts->count, sizeof(*facts->items));
	facts->items[facts->count++] = (struct xb_board_fact){title, xb_strdup(value)};
}

static void add_ranges(struct xb_board_facts *facts, const char *title,
		       const struct xb_board_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct xb_range range = {ranges[i].start.value, ranges[i].size.value};
		const char *name = ranges[i].name.text;
		char size[XB_SIZE_TEXT], *text;

		if (!range.size || !xb_range_valid(range))
			continue;
		text = xb_format("0x%" PRIX64 "-0x%" PRIX64 ", %s%s%s", range.start,
				 xb_range_last(range), xb_size_format(range.size, size),
				 name ? ", " : "", name ? name : "");
		add_fact(facts, title, text);
		free(text);
	}
}

static void add_cpus(struct xb_board_facts *facts, const struct xb_board *board)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < board->cpu_count; i++)
		xb_buf_printf(&text, "%s%" PRIu64 "%s%s", i ? ", " : "", board->cpus[i].count.value,
			      board->cpus[i].kind.text ? " " : "",
			      board->cpus[i].kind.text ? board->cpus[i].kind.text : "");
	add_fact(facts, "CPUs", text.data);
	xb_buf_clear(&text);
}

static void add_number(struct xb_board_facts *facts, const char *title, const struct xb_number *number,
		       bool hexadecimal)
{
	char *text;

	if (!number->given)
		return;
	text = xb_format(hexadecimal ? "0x%" PRIX64 : "%" PRIu64, number->value);
	add_fact(facts, title, text);
	free(text);
}

/* "ti,am654-uart, in Xen since 4.19, CONFIG_HAS_OMAP" */
static void add_driver(struct xb_board_facts *facts, const char *title,
		       const struct xb_board_driver *driver)
{
	struct xb_buf text = {0};

	if (!driver->compatible.text)
		return;
	xb_buf_puts(&text, driver->compatible.text);
	if (!xb_board_driver_exists(driver))
		xb_buf_puts(&text, ", no driver in Xen");
	else if (xb_release_number(driver->since.text) == XB_RELEASE_MASTER)
		xb_buf_puts(&text, ", in no release of Xen up to 4.22");
	else if (driver->since.text)
		xb_buf_printf(&text, ", in Xen since %s", driver->since.text);
	if (driver->kconfig.text)
		xb_buf_printf(&text, ", CONFIG_%s", driver->kconfig.text);
	add_fact(facts, title, text.data);
	xb_buf_clear(&text);
}

/* Each item is a tree's own, and may have several words and commas in it. */
static void add_texts(struct xb_board_facts *facts, const char *title, const struct xb_texts *texts)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < texts->count; i++)
		xb_buf_printf(&text, "%s%s", i ? "; " : "", texts->items[i].text);
	add_fact(facts, title, text.data);
	xb_buf_clear(&text);
}

/* "{path: /soc/serial@7d001400, remove: true}, where Xen prints on serial10" */
static void add_edit(struct xb_board_facts *facts, const struct xb_board_edit *edit)
{
	struct xb_buf text = {0};

	xb_tree_edit_put(&edit->edit, &text);
	if (edit->console.text)
		xb_buf_printf(&text, ", where Xen prints on %s", edit->console.text);
	add_fact(facts, "Edit of the tree", text.data);
	xb_buf_clear(&text);
}

void xb_board_describe(const struct xb_board *board, struct xb_board_facts *facts)
{
	add_fact(facts, "Architecture", board->arch.text ? board->arch.text : "arm64");
	add_ranges(facts, "RAM", board->memory, board->memory_count);
	add_ranges(facts, "Reserved", board->reserved, board->reserved_count);
	add_cpus(facts, board);
	add_fact(facts, "GIC", board->gic.text);
	add_fact(facts, "Console", board->console.text);
	add_number(facts, "Script address", &board->script_address, true);
	add_ranges(facts, "Window", &board->window, 1);
	add_number(facts, "DMA bits", &board->dma_bits, false);
	add_driver(facts, "UART", &board->uart);
	add_driver(facts, "SMMU", &board->smmu);
	add_fact(facts, "Device tree", board->dtb.text);
	add_texts(facts, "Compatible", &board->compatible);
	add_fact(facts, "U-Boot", board->uboot.extends.text);
	for (size_t i = 0; i < board->edit_count; i++)
		add_edit(facts, &board->edits[i]);
	add_number(facts, "fdt set holds", &board->scratchpad, false);
	add_number(facts, "Typed line", &board->line_length, false);
	add_number(facts, "U-Boot keeps", &board->uboot_top, true);
}

void xb_board_facts_clear(struct xb_board_facts *facts)
{
	for (size_t i = 0; i < facts->count; i++)
		free(facts->items[i].text);
	free(facts->items);
	*facts = (struct xb_board_facts){0};
}

void xb_board_summary(const struct xb_board *board, struct xb_buf *out)
{
	uint64_t ram = 0, cpus = xb_board_cpu_total(board);
	char size[XB_SIZE_TEXT];

	for (size_t i = 0; i < board->memory_count; i++)
		ram += board->memory[i].size.value;
	if (ram)
		xb_buf_puts(out, xb_size_format(ram, size));
	if (cpus)
		xb_buf_printf(out, "%s%" PRIu64 " CPU%s", ram ? ", " : "", cpus, cpus == 1 ? "" : "s");
}

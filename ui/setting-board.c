/* SPDX-License-Identifier: MIT */
/* The board as a mapping of the profile's own: it begins as the one that it has now. */
#include "ui/setting.h"

#include <inttypes.h>
#include <stdlib.h>

#include "ui/action.h"

/* Before all but the first of a mapping or a list. */
static void put_comma(struct xb_buf *out)
{
	char last = out->data[out->length - 1];

	xb_buf_puts(out, last == '{' || last == '[' ? "" : ", ");
}

static void put_text(struct xb_buf *out, const char *key, const struct xb_text *text)
{
	if (!text->text)
		return;
	put_comma(out);
	xb_buf_printf(out, "%s: \"", key);
	for (const char *c = text->text; *c; c++)
		xb_buf_printf(out, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
	xb_buf_putc(out, '"');
}

static void put_number(struct xb_buf *out, const char *key, const struct xb_number *number)
{
	if (!number->given)
		return;
	put_comma(out);
	xb_buf_printf(out, "%s: 0x%" PRIX64, key, number->value);
}

static void put_range(struct xb_buf *out, const struct xb_board_range *range)
{
	xb_buf_putc(out, '{');
	put_text(out, "name", &range->name);
	put_number(out, "start", &range->start);
	put_number(out, "size", &range->size);
	xb_buf_putc(out, '}');
}

static void put_ranges(struct xb_buf *out, const char *key, const struct xb_board_range *ranges,
		       size_t count)
{
	if (!count)
		return;
	put_comma(out);
	xb_buf_printf(out, "%s: [", key);
	for (size_t i = 0; i < count; i++) {
		put_comma(out);
		put_range(out, &ranges[i]);
	}
	xb_buf_putc(out, ']');
}

static void put_cpus(struct xb_buf *out, const struct xb_board *board)
{
	if (!board->cpu_count)
		return;
	put_comma(out);
	xb_buf_puts(out, "cpus: [");
	for (size_t i = 0; i < board->cpu_count; i++) {
		put_comma(out);
		xb_buf_putc(out, '{');
		put_text(out, "kind", &board->cpus[i].kind);
		put_comma(out);
		xb_buf_printf(out, "count: %" PRIu64 "}", board->cpus[i].count.value);
	}
	xb_buf_putc(out, ']');
}

static void put_driver(struct xb_buf *out, const char *key, const struct xb_board_driver *driver)
{
	if (!driver->compatible.text)
		return;
	put_comma(out);
	xb_buf_printf(out, "%s: {", key);
	put_text(out, "compatible", &driver->compatible);
	put_text(out, "since", &driver->since);
	put_text(out, "kconfig", &driver->kconfig);
	xb_buf_putc(out, '}');
}

static void put_window(struct xb_buf *out, const struct xb_board_range *window)
{
	if (!window->size.given)
		return;
	put_comma(out);
	xb_buf_puts(out, "window: ");
	put_range(out, window);
}

/* All that the rules read of BOARD; not what it is called. */
static void put_board(struct xb_buf *out, const struct xb_board *board)
{
	put_text(out, "arch", &board->arch);
	put_ranges(out, "memory", board->memory, board->memory_count);
	put_ranges(out, "reserved", board->reserved, board->reserved_count);
	put_cpus(out, board);
	put_text(out, "gic", &board->gic);
	put_text(out, "console", &board->console);
	put_number(out, "script-address", &board->script_address);
	put_window(out, &board->window);
	put_number(out, "dma-bits", &board->dma_bits);
	put_driver(out, "uart", &board->uart);
	put_driver(out, "smmu", &board->smmu);
	put_number(out, "scratchpad", &board->scratchpad);
	put_number(out, "line-length", &board->line_length);
	put_number(out, "uboot-top", &board->uboot_top);
}

/* Where nothing is known one bank is there to be changed. */
static char *own_board(const struct xb_board *board)
{
	struct xb_buf text = {0};

	xb_buf_putc(&text, '{');
	if (board)
		put_board(&text, board);
	if (text.length == 1)
		xb_buf_puts(&text, "memory: [{start: 0x0, size: 1G}]");
	xb_buf_putc(&text, '}');
	return xb_buf_take(&text);
}

void ui_setting_own_board(struct ui_app *app, const struct ui_node *node)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	char *text = own_board(profile ? profile->board : NULL);
	const struct xb_change change = {"board", text};

	if (node->in_place || ui_app_change(app, &change, 1, "write the board in place"))
		ui_app_push_node(app, ui_menu_find(&app->menu, "board"));
	free(text);
}

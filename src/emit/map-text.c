/* SPDX-License-Identifier: MIT */
/*
 * The memory map for a terminal of 80 columns, low addresses first:
 *
 *	0x00E00000 |############| Xen (xen)                      1.2 MiB    816 KiB
 */
#include "emit/map.h"

#include <inttypes.h>
#include <string.h>

enum { COLUMNS = 80, BAR = 12, SIZE_COLUMN = XB_MAP_SIZE_COLUMN };


static void put_bar(char fill, struct xb_buf *out)
{
	xb_buf_puts(out, " |");
	for (int i = 0; i < BAR; i++)
		xb_buf_putc(out, fill);
	xb_buf_putc(out, '|');
}

static void put_edge(int digits, struct xb_buf *out)
{
	xb_buf_printf(out, "%*s +", digits + 2, "");
	for (int i = 0; i < BAR; i++)
		xb_buf_putc(out, '-');
	xb_buf_putc(out, '+');
}

static void put_room(const struct xb_map_item *item, struct xb_buf *out)
{
	char text[XB_SIZE_TEXT];

	if (item->overlaps)
		xb_buf_printf(out, " %*s", SIZE_COLUMN, "OVERLAPS");
	else if (item->region->kind == XB_REGION_MODULE)
		xb_buf_printf(out, " %*s", SIZE_COLUMN, xb_size_format(item->room, text));
}

static void put_first_row(const struct xb_map_item *item, int digits, struct xb_buf *out)
{
	size_t width = COLUMNS - (size_t)digits - 2 - BAR - 4 - 2 * (SIZE_COLUMN + 1);
	char text[XB_SIZE_TEXT];
	struct xb_buf label = {0};

	xb_map_put_label(item->region, &label);
	xb_buf_printf(out, "0x%0*" PRIX64, digits, item->region->range.start);
	put_bar(xb_map_look(item->region)->fill, out);
	xb_buf_putc(out, ' ');
	xb_map_put_padded(label.data, width, out);
	xb_buf_printf(out, " %*s", SIZE_COLUMN, xb_size_format(item->region->range.size, text));
	put_room(item, out);
	xb_buf_putc(out, '\n');
	xb_buf_clear(&label);
}

static void put_item(const struct xb_map_item *item, int digits, struct xb_buf *out)
{
	put_first_row(item, digits, out);
	for (unsigned row = 1; row < item->rows; row++) {
		/* One row of waves, in the middle, where a long stretch was cut short. */
		bool wave = item->cut && row == item->rows / 2;

		xb_buf_printf(out, "%*s", digits + 2, "");
		put_bar(wave ? '~' : xb_map_look(item->region)->fill, out);
		xb_buf_putc(out, '\n');
	}
}

static void put_title(const struct xb_map_bank *bank, struct xb_buf *out)
{
	const uint64_t sizes[] = {bank->range.size, bank->free};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

	if (!bank->is_ram) {
		xb_buf_puts(out, "\nOutside of RAM\n");
		return;
	}
	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	xb_buf_printf(out, "\nRAM 0x%" PRIX64 "-0x%" PRIX64 ", %s, of it free %s\n",
		      bank->range.start, xb_range_last(bank->range), texts[0], texts[1]);
}

static void put_bank(const struct xb_map_bank *bank, int digits, struct xb_buf *out)
{
	int width = COLUMNS - digits - 2 - BAR - 4 - 2 * (SIZE_COLUMN + 1);

	put_title(bank, out);
	put_edge(digits, out);
	xb_buf_printf(out, " %-*s %*s %*s\n", width, "", SIZE_COLUMN, "size", SIZE_COLUMN,
		      "room behind");
	for (size_t i = 0; i < bank->count; i++)
		put_item(&bank->items[i], digits, out);
	put_edge(digits, out);
	xb_buf_putc(out, '\n');
}

/* Files and what is kept are told by their names; what has another fill by that. */
static void put_legend(const struct xb_boot *boot, struct xb_buf *out)
{
	struct xb_buf legend = {0};

	xb_map_put_legend(boot, &legend);
	if (legend.length)
		xb_buf_printf(out, "%s.\n", legend.data + strlen("; "));
	xb_buf_clear(&legend);
}

static void put_head(const struct xb_boot *boot, const struct xb_map *map, struct xb_buf *out)
{
	char unit[XB_SIZE_TEXT];
	struct xb_buf title = {0};

	xb_buf_put_visible(&title, xb_boot_name(boot), strlen(xb_boot_name(boot)));
	if (boot->board_name) {
		xb_buf_puts(&title, " on ");
		xb_buf_put_visible(&title, boot->board_name, strlen(boot->board_name));
	}
	xb_map_put_padded(title.data ? title.data : "", COLUMNS, out);
	while (out->length > 0 && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	xb_buf_printf(out, "\nA row is %s, at least one for each; ~ marks what was cut short.\n",
		      xb_size_format(map->unit, unit));
	put_legend(boot, out);
	xb_buf_clear(&title);
}

void xb_map_text(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_boot *boot = context->boot;
	int digits = xb_map_digits(boot);
	struct xb_map map;

	xb_map_layout(boot, &map);
	put_head(boot, &map, out);
	for (size_t i = 0; i < map.count; i++)
		put_bank(&map.banks[i], digits, out);
	xb_map_put_facts(context, out);
	xb_map_put_dom0(context, out);
	xb_map_put_guests(context, out);
	xb_map_clear(&map);
}

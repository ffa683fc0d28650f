/* SPDX-License-Identifier: MIT */
/*
 * The memory map as a picture that needs nothing beside itself: no font, no script, no style from
 * elsewhere. Each part has a <title>, which browsers show under the pointer.
 */
#include "emit/map.h"

#include <inttypes.h>
#include <string.h>

/* Pixels. */
enum {
	WIDTH = 760,
	MARGIN = 16,
	ROW = 18,
	HEADING = 36,
	BAR_LEFT = 170,
	BAR_WIDTH = 140,
	LABEL_LEFT = BAR_LEFT + BAR_WIDTH + 12,
	BASELINE = 13, /* of a row's text, from the row's top */
};

/* TEXT must be visible already, so that it is UTF-8 without control characters. */
static void put_xml(const char *text, struct xb_buf *out)
{
	static const struct {
		const char *raw, *xml;
	} table[] = {
		{"&", "&amp;"},
		{"<", "&lt;"},
		{">", "&gt;"},
		{"\"", "&quot;"},
		{"'", "&apos;"},
		/* U+FFFE and U+FFFF are UTF-8, but no characters of XML. */
		{"\xef\xbf\xbe", "?"},
		{"\xef\xbf\xbf", "?"},
	};

	while (*text) {
		size_t row = 0, count = XB_COUNT(table);

		while (row < count && strncmp(text, table[row].raw, strlen(table[row].raw)) != 0)
			row++;
		if (row < count) {
			xb_buf_puts(out, table[row].xml);
			text += strlen(table[row].raw);
		} else {
			xb_buf_putc(out, *text++);
		}
	}
}

static void put_label(const struct xb_region *region, struct xb_buf *out)
{
	struct xb_buf label = {0};

	xb_map_put_label(region, &label);
	put_xml(label.data, out);
	xb_buf_clear(&label);
}

static void put_item_title(const struct xb_map_item *item, struct xb_buf *out)
{
	struct xb_range range = item->region->range;
	const uint64_t sizes[] = {range.size, item->room};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	xb_buf_puts(out, "<title>");
	put_label(item->region, out);
	xb_buf_printf(out, ": 0x%" PRIX64 "-0x%" PRIX64 ", %s", range.start,
		      range.size > 0 ? xb_range_last(range) : range.start, texts[0]);
	if (item->overlaps)
		xb_buf_puts(out, ", overlaps what follows");
	else if (item->region->kind == XB_REGION_MODULE)
		xb_buf_printf(out, ", %s free behind it", texts[1]);
	xb_buf_puts(out, "</title>\n");
}

/* A white zigzag over the middle of what was cut short. */
static void put_cut(unsigned top, unsigned height, struct xb_buf *out)
{
	xb_buf_printf(out, "<path d=\"M%d %u", BAR_LEFT, top + height / 2 + 4);
	for (int x = 1; x <= BAR_WIDTH / 10; x++)
		xb_buf_printf(out, " l10 %d", x % 2 ? -8 : 8);
	xb_buf_puts(out, "\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"6\"/>\n");
}

static void put_item(const struct xb_map_item *item, unsigned top, struct xb_buf *out)
{
	unsigned height = item->rows * ROW;
	char size[XB_SIZE_TEXT];

	xb_buf_puts(out, "<g>");
	put_item_title(item, out);
	xb_buf_printf(out,
		      "<rect x=\"%d\" y=\"%u\" width=\"%d\" height=\"%u\" fill=\"%s\" "
		      "stroke=\"%s\"/>\n",
		      BAR_LEFT, top, BAR_WIDTH, height, xb_map_look(item->region)->colour,
		      item->overlaps ? "#cc0000" : "#666666");
	if (item->cut)
		put_cut(top, height, out);
	xb_buf_printf(out, "<text x=\"%d\" y=\"%u\" text-anchor=\"end\">0x%" PRIX64 "</text>\n",
		      BAR_LEFT - 8, top + BASELINE, item->region->range.start);
	xb_buf_printf(out, "<text x=\"%d\" y=\"%u\">", LABEL_LEFT, top + BASELINE);
	put_label(item->region, out);
	xb_buf_printf(out, ", %s</text></g>\n", xb_size_format(item->region->range.size, size));
}

static void put_heading(const struct xb_map_bank *bank, unsigned top, struct xb_buf *out)
{
	char size[XB_SIZE_TEXT];

	xb_buf_printf(out, "<text x=\"%d\" y=\"%u\" font-weight=\"bold\">", MARGIN,
		      top + HEADING - 12);
	if (bank->is_ram)
		xb_buf_printf(out, "RAM 0x%" PRIX64 "-0x%" PRIX64 ", %s", bank->range.start,
			      xb_range_last(bank->range), xb_size_format(bank->range.size, size));
	else
		xb_buf_puts(out, "Outside of RAM");
	xb_buf_puts(out, "</text>\n");
}

/* Draw BANK from TOP on; returns the first free row of pixels below it. */
static unsigned put_bank(const struct xb_map_bank *bank, unsigned top, struct xb_buf *out)
{
	put_heading(bank, top, out);
	top += HEADING;
	for (size_t i = 0; i < bank->count; i++) {
		put_item(&bank->items[i], top, out);
		top += bank->items[i].rows * ROW;
	}
	return top;
}

void xb_map_svg(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_boot *boot = context->boot;
	struct xb_buf body = {0}, name = {0};
	unsigned bottom = 0;
	struct xb_map map;

	xb_map_layout(boot, &map);
	for (size_t i = 0; i < map.count; i++)
		bottom = put_bank(&map.banks[i], bottom, &body);
	bottom += MARGIN;
	xb_buf_printf(out,
		      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%u\" "
		      "viewBox=\"0 0 %d %u\" role=\"img\" font-family=\"sans-serif\" "
		      "font-size=\"12\">\n<title>Memory map of ",
		      WIDTH, bottom, WIDTH, bottom);
	xb_buf_put_visible(&name, xb_boot_name(boot), strlen(xb_boot_name(boot)));
	put_xml(name.data ? name.data : "", out);
	xb_buf_printf(out, "</title>\n<rect width=\"%d\" height=\"%u\" fill=\"#ffffff\"/>\n", WIDTH,
		      bottom);
	if (body.data)
		xb_buf_puts(out, body.data);
	xb_buf_puts(out, "</svg>\n");
	xb_buf_clear(&body);
	xb_buf_clear(&name);
	xb_map_clear(&map);
}

/* SPDX-License-Identifier: MIT */
/* The memory map to scale. Every thing is one row that can be selected, and as many more as its size
 * asks for. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/setting.h"

/* What a bar is made of: told by its letters, too. */
static const struct {
	const char *bar;
	enum ui_style style;
} kinds[] = {
	[XB_REGION_RESERVED] = {"%%%%%%", UI_RESERVED},
	[XB_REGION_MODULE] = {"######", UI_MODULE},
	[XB_REGION_GAP] = {"      ", UI_FREE},
};

/* Where there is little room the bar gives way to the names. */
static int bar_width(const struct ui_page *page)
{
	return page->built_width < 60 ? 1 : 6;
}

/* In the window where automatic placement puts things; without one all of RAM is. */
static char edge_of(const struct xb_boot *boot, const struct xb_region *region)
{
	return boot->window.size && xb_range_overlaps(boot->window, region->range) ? ':' : '|';
}

static const char *label_of(const struct xb_region *region, struct xb_arena *arena)
{
	struct xb_buf label = {0};
	const char *text;

	xb_map_put_label(region, &label);
	text = xb_arena_strdup(arena, label.data ? label.data : "");
	xb_buf_clear(&label);
	return text;
}

/* Of the longest address; a 32-bit one at least. */
static int digits_of(const struct xb_boot *boot)
{
	int digits = 8;

	for (size_t i = 0; i < boot->map_count; i++)
		while (digits < 16 && boot->map[i].range.start >> (4 * digits))
			digits++;
	return digits;
}

/* What two things have in common, in which nothing may be; size 0: nothing. */
static struct xb_range common_of(const struct xb_region *a, const struct xb_region *b)
{
	if (a == b || a->kind == XB_REGION_GAP || b->kind == XB_REGION_GAP)
		return (struct xb_range){0};
	return xb_range_common(a->range, b->range);
}

static bool overlaps(const struct xb_boot *boot, const struct xb_region *region)
{
	for (size_t i = 0; i < boot->map_count; i++)
		if (common_of(region, &boot->map[i]).size)
			return true;
	return false;
}

/* What keeps its place on the page though its address is another one: it has a key for that. */
static struct ui_subject subject_of(const struct xb_region *region)
{
	const char *key = region->load ? region->load->address_key : NULL;

	return (struct ui_subject){.kind = UI_SUBJECT_REGION,
				   .id = key ? key : region->owner,
				   .number = key ? 0 : region->range.start};
}

/* The region that SUBJECT is; NULL: it is there no more. */
static const struct xb_region *find_region(const struct xb_boot *boot,
					   const struct ui_subject *subject)
{
	for (size_t i = 0; boot && i < boot->map_count; i++) {
		const struct ui_subject other = subject_of(&boot->map[i]);

		if (ui_subject_same(&other, subject))
			return &boot->map[i];
	}
	return NULL;
}

static void add_item(struct ui_app *app, struct ui_page *page, const struct xb_boot *boot,
		     const struct xb_map_item *item)
{
	struct xb_arena *arena = &page->rows.arena;
	const struct xb_region *region = item->region;
	const struct ui_subject subject = subject_of(region);
	char edge = edge_of(boot, region), size[XB_SIZE_TEXT];
	struct ui_row *row;
	bool wrong = overlaps(boot, region); /* both sides of it are marked */
	int bar = bar_width(page), digits = digits_of(boot);
	char *name = xb_format("0x%0*" PRIX64 " %c%.*s%c %s", digits, region->range.start, edge, bar,
			       kinds[region->kind].bar, edge, label_of(region, arena));

	row = ui_rows_add_about(&page->rows, name, &subject);
	if (region->load && region->load->address_key)
		row->node = ui_menu_find(&app->menu, region->load->address_key);
	row->style = kinds[region->kind].style;
	row->severity = wrong ? XB_ERROR : -1;
	row->value = xb_arena_format(arena, "%s%s", xb_size_format(region->range.size, size),
				     wrong ? "  !! OVERLAPS" : "");
	row->value_style = wrong ? UI_ERROR : UI_NORMAL;
	free(name);
	for (unsigned i = 1; i < item->rows && i < 8; i++) {
		const char *fill = item->cut && i == 2 ? "~~~~~~" : kinds[region->kind].bar;
		struct ui_row *more;

		name = xb_format("%*s %c%.*s%c", 2 + digits, "", edge, bar, fill, edge);
		more = ui_rows_add(&page->rows, name);
		more->style = kinds[region->kind].style;
		more->plain = true;
		free(name);
	}
}

static void add_bank(struct ui_app *app, struct ui_page *page, const struct xb_boot *boot,
		     const struct xb_map_bank *bank)
{
	const uint64_t sizes[] = {bank->range.size, bank->free};
	char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];
	char *title;

	xb_sizes_format(sizes, XB_COUNT(sizes), texts);
	title = bank->is_ram ? xb_format("RAM 0x%" PRIX64 "-0x%" PRIX64 ", %s, of it free %s",
					 bank->range.start, xb_range_last(bank->range), texts[0],
					 texts[1])
			     : xb_strdup("Outside RAM");
	ui_rows_heading(&page->rows, title);
	free(title);
	for (size_t i = 0; i < bank->count; i++)
		add_item(app, page, boot, &bank->items[i]);
}

/* Below the map, what no region tells. The cursor goes there, so that all of it can be seen. */
static void add_text(struct ui_app *app, struct ui_page *page,
		     void (*put)(const struct xb_context *, struct xb_buf *))
{
	struct xb_buf text = {0};

	put(xb_session_context(app->session), &text);
	ui_page_add_text(app, page, text.data);
	xb_buf_clear(&text);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct xb_map map;

	if (!boot || !boot->map_count) {
		ui_rows_heading(&page->rows, "There is no map: RAM is not known (board, or device tree).");
		return;
	}
	xb_map_layout(boot, &map);
	for (size_t i = 0; i < map.count; i++)
		add_bank(app, page, boot, &map.banks[i]);
	xb_map_clear(&map);
	add_text(app, page, xb_map_put_facts);
	add_text(app, page, xb_map_put_dom0);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	(void)page;
	xb_buf_puts(out, "   # loaded  % kept");
	if (boot && boot->window.size)
		xb_buf_printf(out, "  : load window 0x%" PRIX64 "-0x%" PRIX64, boot->window.start,
			      xb_range_last(boot->window));
}

/* ---- What is selected -------------------------------------------------------------------------- */

static void put_overlaps(const struct xb_boot *boot, const struct xb_region *region,
			 struct xb_buf *out)
{
	for (size_t i = 0; i < boot->map_count; i++) {
		const struct xb_region *other = &boot->map[i];
		struct xb_range common = common_of(region, other);
		char size[XB_SIZE_TEXT];

		if (!common.size)
			continue;
		xb_buf_printf(out, "! OVERLAPS %s: 0x%" PRIX64 "-0x%" PRIX64 ", %s.\n", other->owner,
			      common.start, xb_range_last(common),
			      xb_size_format(common.size, size));
	}
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_region *region = find_region(boot, &row->subject);
	char size[XB_SIZE_TEXT];

	if (!region)
		return;
	xb_map_put_label(region, out);
	xb_buf_printf(out, ": 0x%" PRIX64 "-0x%" PRIX64 ", 0x%" PRIX64 " bytes, %s.\n",
		      region->range.start, xb_range_last(region->range), region->range.size,
		      xb_size_format(region->range.size, size));
	put_overlaps(boot, region, out);
	if (region->load)
		xb_buf_printf(out, "%s\n", region->load->automatic
						   ? "The planner chose the address; Enter fixes another one."
						   : "The profile fixes the address; Enter changes it.");
	if (region->load && region->load->footprint > region->load->size)
		xb_buf_printf(out, "The file has 0x%" PRIX64 " bytes; the rest is what it needs in "
				   "memory.\n", region->load->size);
	if (region->kind == XB_REGION_RESERVED)
		xb_buf_puts(out, "Nothing may be loaded here.\n");
}

void ui_map_edit_address(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	if (row && row->node)
		ui_setting_type(app, row->node);
	else
		ui_app_say(app, UI_NOTE, "only what is loaded can be moved");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_map_edit_address(app);
}

const struct ui_page_type ui_page_map = {
	.where = UI_ON_MAP,
	.title = "Memory map",
	.has_detail = true,
	.wraps = true,
	.build = build,
	.detail = detail,
	.enter = enter,
	.title_more = title_more,
};

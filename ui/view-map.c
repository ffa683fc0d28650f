/* SPDX-License-Identifier: MIT */
/* The page of the memory map: the picture, and what there is to say of the selected thing. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/map.h"
#include "ui/setting.h"

/* Below the map, what no region tells. The cursor goes there, so that all of it can be seen. */
static void add_text(struct ui_app *app, struct ui_page *page,
		     void (*put)(const struct xb_context *, struct xb_buf *))
{
	struct xb_buf text = {0};

	put(xb_session_context(app->session), &text);
	ui_page_add_text(app, page, text.data);
	xb_buf_clear(&text);
}

static void add_picture(struct ui_app *app, struct ui_page *page, const struct xb_boot *boot)
{
	struct ui_map_picture picture = {.app = app, .page = page, .boot = boot};
	struct xb_map map;

	picture.gifts = ui_map_gifts_of(xb_session_context(app->session), &page->rows.arena);
	picture.columns = ui_map_columns_of(boot, page->built_width - UI_MAP_MARGIN,
					    picture.gifts.count > 0);
	ui_map_add_strip(&picture);
	xb_map_layout(boot, &map);
	for (size_t i = 0; i < map.count; i++)
		ui_map_add_bank(&picture, &map.banks[i]);
	xb_map_clear(&map);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	if (!boot || !boot->map_count) {
		ui_rows_heading(&page->rows, "There is no map: RAM is not known (board, or device tree).");
		return;
	}
	add_picture(app, page, boot);
	add_text(app, page, xb_map_put_facts);
	add_text(app, page, xb_map_put_dom0);
	add_text(app, page, xb_map_put_guests);
}

/* Is there anything of KIND on the map? */
static bool is_shown(const struct ui_app *app, enum ui_map_kind kind)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	if (kind == UI_MAP_DOM0)
		return ui_map_knows_dom0(xb_session_context(app->session));
	if (kind == UI_MAP_CUT)
		return boot && boot->map_count > 0;
	for (size_t i = 0; boot && i < boot->map_count; i++)
		if (ui_map_kind_of(boot, &boot->map[i]) == kind)
			return true;
	return false;
}

/* Where the line has room for more than what the paints mean. */
static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	enum { WIDE = 120 };
	const struct xb_boot *boot = xb_session_boot(app->session);

	(void)page;
	if (boot && boot->window.size && app->cols >= WIDE)
		xb_buf_printf(out, ", load window 0x%" PRIX64 "-0x%" PRIX64, boot->window.start,
			      xb_range_last(boot->window));
}

static size_t legend(const struct ui_app *app, const struct ui_page *page, int room,
		     struct ui_legend items[UI_LEGEND_MAX])
{
	size_t count = 0;

	(void)page;
	(void)room;
	for (int i = 0; i < UI_MAP_KINDS && count < UI_LEGEND_MAX; i++) {
		enum ui_map_kind kind = (enum ui_map_kind)i;

		if (ui_map_looks[i].word && is_shown(app, kind))
			items[count++] = (struct ui_legend){ui_map_looks[i].style,
							    ui_map_paint(kind, app->utf8),
							    ui_map_looks[i].word};
	}
	return count;
}

/* ---- What is selected -------------------------------------------------------------------------- */

static void put_overlaps(const struct xb_boot *boot, const struct xb_region *region,
			 struct xb_buf *out)
{
	for (size_t i = 0; i < boot->map_count; i++) {
		const struct xb_region *other = &boot->map[i];
		struct xb_range common = ui_map_clash(region, other);
		char size[XB_SIZE_TEXT];

		if (!common.size)
			continue;
		xb_buf_printf(out, "! OVERLAPS %s: 0x%" PRIX64 "-0x%" PRIX64 ", %s.\n", other->owner,
			      common.start, xb_range_last(common),
			      xb_size_format(common.size, size));
	}
}

/* Who chose the address of LOAD. */
static void put_reason(const struct ui_app *app, const struct xb_load *load, struct xb_buf *out)
{
	const struct ui_node *node =
		load->address_key ? ui_menu_find(&app->menu, load->address_key) : NULL;

	if (load->automatic)
		xb_buf_puts(out, "The planner chose the address");
	else if (node && !node->value)
		xb_buf_puts(out, "The address is the default");
	else
		xb_buf_puts(out, "The profile fixes the address");
	xb_buf_printf(out, "%s\n", !node	    ? "."
				   : node->value && !load->automatic ? "; Enter changes it."
				   : "; Enter fixes another one.");
}

/* How much of its owner's memory LOAD is. */
static void put_share(const struct xb_boot *boot, const struct xb_load *load, struct xb_buf *out)
{
	for (size_t i = 0; load->owner && i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		const uint64_t sizes[] = {load->size, domain->memory.value};
		char texts[XB_COUNT(sizes)][XB_SIZE_TEXT];

		if (strcmp(domain->name, load->owner) != 0 || load->size == domain->memory.value)
			continue;
		xb_sizes_format(sizes, XB_COUNT(sizes), texts);
		xb_buf_printf(out, "It is %s of the %s that %s has.\n", texts[0], texts[1], domain->name);
	}
}

/* Why more is kept for LOAD than its file has. */
static void put_size(const struct xb_load *load, struct xb_buf *out)
{
	if (load->use == XB_LOAD_SCRIPT && !load->size)
		xb_buf_puts(out, "Its size is not known before it is written; this much is kept for it.\n");
	else if (load->footprint > load->size && load->size_known)
		xb_buf_printf(out, "%s 0x%" PRIX64 " bytes; the rest is what it needs in memory.\n",
			      load->present ? "The file has" : "The file is not here; the profile gives it",
			      load->size);
	else if (load->footprint > load->size)
		xb_buf_puts(out, "The size of its file is not known; this much is kept for it.\n");
}

/* Where Xen copies what is loaded, and what dom0 gets of what is free. */
static void put_dom0(struct ui_app *app, const struct xb_region *region, struct xb_buf *out)
{
	const struct xb_context *context = xb_session_context(app->session);
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct xb_arena arena = {0};
	struct ui_map_gifts gifts = ui_map_gifts_of(context, &arena);
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	char size[XB_SIZE_TEXT];

	for (size_t i = 0; i < gifts.count; i++) {
		const struct ui_map_gift *gift = &gifts.items[i];
		struct xb_range range = gift->range;

		if (region->load && ((gift->kind == UI_MAP_KERNEL && region->load == kernel) ||
				     (gift->kind == UI_MAP_RAMDISK && region->load == ramdisk)))
			xb_buf_printf(out, "Xen moves it to 0x%" PRIX64 "-0x%" PRIX64 " for dom0.\n",
				      range.start, xb_range_last(range));
		if (region->kind == XB_REGION_GAP && xb_range_overlaps(region->range, range))
			xb_buf_printf(out, "%s: 0x%" PRIX64 "-0x%" PRIX64 ", %s.\n", gift->name,
				      range.start, xb_range_last(range),
				      xb_size_format(range.size, size));
	}
	xb_arena_clear(&arena);
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_region *region = ui_map_region(boot, &row->subject);
	char size[XB_SIZE_TEXT];

	if (!region)
		return;
	put_overlaps(boot, region, out); /* first: a small pane has three lines */
	xb_map_put_label(region, out);
	xb_buf_printf(out, ": 0x%" PRIX64 "-0x%" PRIX64 ", 0x%" PRIX64 " bytes, %s.\n",
		      region->range.start, xb_range_last(region->range), region->range.size,
		      xb_size_format(region->range.size, size));
	if (region->load) {
		put_reason(app, region->load, out);
		put_share(boot, region->load, out);
		put_size(region->load, out);
	}
	put_dom0(app, region, out);
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
	.wide = true,
	.wraps = true,
	.build = build,
	.detail = detail,
	.enter = enter,
	.title_more = title_more,
	.legend = legend,
};

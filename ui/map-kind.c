/* SPDX-License-Identifier: MIT */
/* What takes memory, and how it is painted. */
#include "ui/map.h"

/* The blocks are those of code page 437, which every terminal with UTF-8 has, the console too. */
const struct ui_map_look ui_map_looks[UI_MAP_KINDS] = {
	[UI_MAP_XEN] = {UI_XEN, "\u2588", "X", "Xen"},
	[UI_MAP_KERNEL] = {UI_KERNEL, "\u2593", "K", "kernel"},
	[UI_MAP_RAMDISK] = {UI_RAMDISK, "\u2592", "R", "ramdisk"},
	[UI_MAP_TREE] = {UI_TREE, "\u2584", "T", "tree"},
	[UI_MAP_SCRIPT] = {UI_SCRIPT, "\u2580", "S", "script"},
	[UI_MAP_OTHER] = {UI_MODULE, "\u258c", "#", "other"},
	[UI_MAP_STATIC] = {UI_STATIC, "\u25a0", "G", "guest's"},
	[UI_MAP_SHARED] = {UI_SHARED, "\u2261", "=", "shared"},
	[UI_MAP_HEAP] = {UI_HEAP, "\u2590", "H", "heap"},
	[UI_MAP_KEPT] = {UI_RESERVED, "\u2591", "%", "kept"},
	[UI_MAP_FREE] = {UI_FREE, " ", " ", NULL},
	[UI_MAP_DOM0] = {UI_DOM0, "\u00b7", ".", "dom0's"},
	[UI_MAP_CLASH] = {UI_ERROR, "!", "!", NULL},
	[UI_MAP_CUT] = {UI_FRAME, "\u2248", "~", "cut short"},
	[UI_MAP_EDGE] = {UI_FRAME, "\u2502", "|", NULL},
};

const char *ui_map_paint(enum ui_map_kind kind, bool utf8)
{
	return utf8 ? ui_map_looks[kind].utf8 : ui_map_looks[kind].ascii;
}

static const enum ui_map_kind kinds_of_modules[XB_MODULE_KINDS] = {
	[XB_MODULE_XEN] = UI_MAP_XEN,
	[XB_MODULE_KERNEL] = UI_MAP_KERNEL,
	[XB_MODULE_RAMDISK] = UI_MAP_RAMDISK,
	[XB_MODULE_TREE] = UI_MAP_TREE,
	[XB_MODULE_POLICY] = UI_MAP_OTHER,
};

static enum ui_map_kind kind_of_load(const struct xb_boot *boot, const struct xb_load *load)
{
	const struct xb_module *module = xb_load_module(boot, load);

	if (load->use == XB_LOAD_SCRIPT)
		return UI_MAP_SCRIPT;
	if (load->use == XB_LOAD_MEMORY)
		return load->heap ? UI_MAP_HEAP : load->shared ? UI_MAP_SHARED : UI_MAP_STATIC;
	if (load->use == XB_LOAD_TREE || load->use == XB_LOAD_OVERLAY)
		return UI_MAP_TREE;
	return module ? kinds_of_modules[module->kind] : UI_MAP_OTHER;
}

enum ui_map_kind ui_map_kind_of(const struct xb_boot *boot, const struct xb_region *region)
{
	if (region->kind == XB_REGION_GAP)
		return UI_MAP_FREE;
	return region->load ? kind_of_load(boot, region->load) : UI_MAP_KEPT;
}

struct ui_subject ui_map_subject_of(const struct xb_region *region)
{
	const struct xb_load *load = region->load;
	const char *key = load ? load->address_key : NULL;

	return (struct ui_subject){.kind = UI_SUBJECT_REGION,
				   .id = key ? key : region->owner,
				   .number = key && !load->cut_off ? 0 : region->range.start};
}

const struct xb_region *ui_map_region(const struct xb_boot *boot, const struct ui_subject *subject)
{
	for (size_t i = 0; boot && i < boot->map_count; i++) {
		const struct ui_subject other = ui_map_subject_of(&boot->map[i]);

		if (ui_subject_same(&other, subject))
			return &boot->map[i];
	}
	return NULL;
}

const struct xb_region *ui_map_selected(const struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	return row ? ui_map_region(xb_session_boot(app->session), &row->subject) : NULL;
}

static bool has(const struct xb_region *region, uint64_t address)
{
	return xb_range_contains(region->range, (struct xb_range){address, 1});
}

void ui_map_select(struct ui_app *app, uint64_t address)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_region *best = NULL;
	struct ui_subject subject;

	for (size_t i = 0; boot && i < boot->map_count; i++)
		if (has(&boot->map[i], address) && (!best || boot->map[i].load))
			best = &boot->map[i];
	if (!best)
		return;
	subject = ui_map_subject_of(best);
	ui_page_select(app, ui_app_page(app), &subject);
}

/* ---- Two in one place -------------------------------------------------------------------------- */

/* Of what is loaded, what may not be shared: the script has no size before it is made, and Xen copies
 * modules by their files' sizes. */
static struct xb_range hard_range(const struct xb_region *region)
{
	const struct xb_load *load = region->load;
	struct xb_range range = region->range;

	if (load)
		range.size = load->occupied ? load->occupied : 1;
	return range;
}

struct xb_range ui_map_clash(const struct xb_region *a, const struct xb_region *b)
{
	if (!xb_regions_exclude(a, b))
		return (struct xb_range){0};
	return xb_range_common(hard_range(a), hard_range(b));
}

bool ui_map_clashes(const struct xb_boot *boot, const struct xb_region *region, struct xb_range range)
{
	for (size_t i = 0; i < boot->map_count; i++) {
		struct xb_range clash = ui_map_clash(region, &boot->map[i]);

		if (clash.size && xb_range_overlaps(clash, range))
			return true;
	}
	return false;
}

/* ---- What takes most --------------------------------------------------------------------------- */

static int rank_of(const struct xb_region *region)
{
	return region->kind == XB_REGION_MODULE ? 2 : region->kind == XB_REGION_RESERVED;
}

enum ui_map_kind ui_map_most_of(const struct xb_boot *boot, struct xb_range range)
{
	const struct xb_region *best = NULL;
	uint64_t most = 0;

	for (size_t i = 0; i < boot->map_count; i++) {
		const struct xb_region *region = &boot->map[i];
		uint64_t size = xb_range_common(region->range, range).size;

		if (!size)
			continue;
		if (ui_map_clashes(boot, region, range))
			return UI_MAP_CLASH;
		if (!best || rank_of(region) > rank_of(best) ||
		    (rank_of(region) == rank_of(best) && size > most)) {
			best = region;
			most = size;
		}
	}
	return best ? ui_map_kind_of(boot, best) : UI_MAP_FREE;
}

enum ui_map_kind ui_map_most_of_gifts(const struct ui_map_gifts *gifts, struct xb_range range)
{
	enum ui_map_kind kind = UI_MAP_FREE;
	uint64_t most = 0;

	for (size_t i = 0; i < gifts->count; i++) {
		const struct ui_map_gift *gift = &gifts->items[i];
		uint64_t size = xb_range_common(gift->range, range).size;

		if (!size || (gift->kind != UI_MAP_DOM0 && size <= most))
			continue;
		kind = gift->kind; /* the banks come first, and give way */
		most = gift->kind == UI_MAP_DOM0 ? 0 : size;
	}
	return kind;
}

/* ---- What Xen makes for dom0 ------------------------------------------------------------------- */

static void add_gift(struct ui_map_gifts *gifts, enum ui_map_kind kind, struct xb_range range,
		     const char *name)
{
	if (range.size)
		gifts->items[gifts->count++] = (struct ui_map_gift){kind, range, name};
}

bool ui_map_knows_dom0(const struct xb_context *context)
{
	return context && context->dom0.simulated && context->dom0.memory.result == XB_DOM0_FITS;
}

struct ui_map_gifts ui_map_gifts_of(const struct xb_context *context, struct xb_arena *arena)
{
	const struct xb_dom0_memory *memory;
	struct ui_map_gifts gifts = {0};

	if (!ui_map_knows_dom0(context))
		return gifts;
	memory = &context->dom0.memory;
	gifts.items = xb_arena_alloc(arena, (memory->banks.count + 3) * sizeof(*gifts.items));
	for (size_t i = 0; i < memory->banks.count; i++)
		add_gift(&gifts, UI_MAP_DOM0, memory->banks.items[i],
			 xb_arena_format(arena, "dom0 bank %zu", i + 1));
	add_gift(&gifts, UI_MAP_KERNEL, memory->kernel, "dom0 kernel");
	add_gift(&gifts, UI_MAP_TREE, memory->tree, "dom0 tree");
	add_gift(&gifts, UI_MAP_RAMDISK, memory->ramdisk, "dom0 ramdisk");
	return gifts;
}

/* SPDX-License-Identifier: MIT */
#include "emit/map.h"
#include "xenboot/xen.h"


/* The domain whose it is. */
static void set_domain(const struct xb_boot *boot, const struct xb_load *load, struct json_t *object)
{
	const struct xb_module *module = xb_load_module(boot, load);
	const char *name = load->owner;

	if (load->shared)
		name = load->shared->owner.domain.text;
	else if (module && module->domain != XB_NONE)
		name = boot->domains[module->domain].name;
	if (name)
		xb_json_set(object, "domain", xb_json_text(name));
}

static void set_shared(const struct xb_shared_memory *shared, struct json_t *object)
{
	struct json_t *borrowers = xb_json_array();

	for (size_t i = 0; i < shared->borrower_count; i++)
		xb_json_append(borrowers, xb_json_text(shared->borrowers[i].domain.text));
	xb_json_set(object, "shared", xb_json_text(shared->name.text));
	xb_json_set(object, "borrowers", borrowers);
}

static void set_load(const struct xb_boot *boot, const struct xb_map_item *item, struct json_t *object)
{
	const struct xb_load *load = item->region->load;

	set_domain(boot, load, object);
	if (load->shared)
		set_shared(load->shared, object);
	if (load->use != XB_LOAD_MEMORY) {
		xb_json_set(object, "file", xb_json_text(load->file));
		xb_json_set(object, "file-size", xb_json_size(load->size));
	}
	xb_json_set(object, "room", xb_json_size(item->room));
	xb_json_set(object, "automatic", xb_json_bool(load->automatic));
}

static struct json_t *region(const struct xb_boot *boot, const struct xb_map_item *item)
{
	const struct xb_region *region = item->region;
	struct json_t *object = xb_json_object();

	xb_json_set(object, "kind", xb_json_text(xb_map_look(region)->name));
	xb_json_set(object, "owner", xb_json_text(region->owner));
	xb_map_set_range(object, region->range);
	if (region->load)
		set_load(boot, item, object);
	if (item->overlaps)
		xb_json_set(object, "overlaps", xb_json_bool(true));
	return object;
}

static struct json_t *bank(const struct xb_boot *boot, const struct xb_map_bank *bank)
{
	struct json_t *object = xb_json_object();
	struct json_t *regions = xb_json_array();

	xb_json_set(object, "ram", xb_json_bool(bank->is_ram));
	if (bank->is_ram) {
		xb_map_set_range(object, bank->range);
		xb_json_set(object, "free", xb_json_size(bank->free));
	}
	for (size_t i = 0; i < bank->count; i++)
		xb_json_append(regions, region(boot, &bank->items[i]));
	xb_json_set(object, "regions", regions);
	return object;
}

/* ---- dom0's memory ------------------------------------------------------------------------------ */

static void set_place(struct json_t *object, const char *key, struct xb_range place)
{
	if (place.size)
		xb_json_set(object, key, xb_json_address(place.start));
}

/* NULL: something that it depends on is not known. */
static struct json_t *dom0(const struct xb_dom0_outlook *outlook)
{
	const struct xb_dom0_memory *memory = &outlook->memory;
	struct json_t *object;

	if (!outlook->simulated)
		return NULL;
	object = xb_json_object();
	xb_json_set(object, "wanted", xb_json_size(outlook->wanted));
	xb_json_set(object, "fits", xb_json_bool(memory->result == XB_DOM0_FITS));
	if (memory->result != XB_DOM0_FITS)
		xb_json_set(object, "panic", xb_json_text(xb_dom0_result_panic(memory->result)));
	if (memory->by_chance)
		xb_json_set(object, "by-chance", xb_json_bool(true));
	xb_json_set(object, "unallocated", xb_json_size(memory->unallocated));
	xb_json_set(object, "largest", xb_json_size(outlook->largest));
	xb_json_set(object, "banks-vary",
		    xb_json_bool(memory->banks_vary || memory->has_small));
	xb_json_set(object, "blocks", xb_map_ranges(&memory->blocks));
	xb_json_set(object, "banks", xb_map_ranges(&memory->banks));
	set_place(object, "kernel", memory->kernel);
	set_place(object, "device-tree", memory->tree);
	set_place(object, "ramdisk", memory->ramdisk);
	return object;
}

void xb_map_json(const struct xb_context *context, struct xb_buf *out)
{
	const struct xb_boot *boot = context->boot;
	struct json_t *root = xb_json_object();
	struct json_t *banks = xb_json_array();
	struct json_t *memory = dom0(&context->dom0);
	struct xb_map map;

	xb_map_layout(boot, &map);
	xb_json_set(root, "name", xb_json_text(boot->name));
	xb_json_set(root, "board", xb_json_text(boot->board_name));
	for (size_t i = 0; i < map.count; i++)
		xb_json_append(banks, bank(boot, &map.banks[i]));
	xb_json_set(root, "banks", banks);
	xb_map_set_facts(boot, root);
	if (memory)
		xb_json_set(root, "dom0", memory);
	xb_map_set_guests(context, root);
	xb_json_put(root, out);
	xb_map_clear(&map);
}

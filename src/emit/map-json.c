/* SPDX-License-Identifier: MIT */
#include "emit/map.h"

#include "emit/json.h"

static void set_range(json_t *object, struct xb_range range)
{
	xb_emit_json_set_address(object, "start", range.start);
	if (range.size > 0)
		xb_emit_json_set_address(object, "last", xb_range_last(range));
	xb_emit_json_set_size(object, "size", range.size);
}

static json_t *region(const struct xb_map_item *item)
{
	const struct xb_region *region = item->region;
	json_t *object = xb_emit_json_object();

	xb_emit_json_set_text(object, "kind", xb_map_kind_name(region->kind));
	xb_emit_json_set_text(object, "owner", region->owner);
	set_range(object, region->range);
	if (region->load) {
		xb_emit_json_set_text(object, "file", region->load->file);
		xb_emit_json_set_size(object, "file-size", region->load->size);
		xb_emit_json_set_size(object, "room", item->room);
		xb_emit_json_set(object, "automatic", json_boolean(region->load->automatic));
	}
	if (item->overlaps)
		xb_emit_json_set(object, "overlaps", json_true());
	return object;
}

static json_t *bank(const struct xb_map_bank *bank)
{
	json_t *object = xb_emit_json_object();
	json_t *regions = xb_emit_json_array();

	xb_emit_json_set(object, "ram", json_boolean(bank->is_ram));
	if (bank->is_ram) {
		set_range(object, bank->range);
		xb_emit_json_set_size(object, "free", bank->free);
	}
	for (size_t i = 0; i < bank->count; i++)
		xb_emit_json_append(regions, region(&bank->items[i]));
	xb_emit_json_set(object, "regions", regions);
	return object;
}

void xb_map_json(const struct xb_boot *boot, struct xb_buf *out)
{
	json_t *root = xb_emit_json_object();
	json_t *banks = xb_emit_json_array();
	struct xb_map map;

	xb_map_layout(boot, &map);
	xb_emit_json_set_text(root, "name", boot->name);
	xb_emit_json_set_text(root, "board", boot->board_name);
	for (size_t i = 0; i < map.count; i++)
		xb_emit_json_append(banks, bank(&map.banks[i]));
	xb_emit_json_set(root, "banks", banks);
	xb_emit_json_put(root, out);
	xb_map_clear(&map);
}

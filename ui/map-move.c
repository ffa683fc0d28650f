/* SPDX-License-Identifier: MIT */
/* What stands on the map stays where it is, gets a place from the planner again, or is taken away.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/map-grant.h"
#include "ui/map.h"

/* What is done to the selected thing. */
struct turn {
	struct xb_change changes[3];
	size_t count;
	struct xb_arena arena;
};

static void set(struct turn *turn, const char *key, const char *value)
{
	turn->changes[turn->count++] = (struct xb_change){key, value};
}

static void take_turn(struct ui_app *app, struct turn *turn, const char *step)
{
	ui_app_change(app, turn->changes, turn->count, step);
	xb_arena_clear(&turn->arena);
}

/* What is loaded or set aside on the selected row; NULL: nothing. */
static const struct xb_load *selected(const struct ui_app *app)
{
	const struct xb_region *region = ui_map_selected(app);

	return region ? region->load : NULL;
}

/* The setting of its address; NULL: it has none. */
static const struct ui_node *address_of(const struct ui_app *app, const struct xb_load *load)
{
	return load && load->address_key ? ui_menu_find(&app->menu, load->address_key) : NULL;
}

/* ---- To stay where it is ---------------------------------------------------------------------- */

/* Of a range that the planner cut in two, LOAD one of them, the first; else NULL. */
static const struct xb_load *first_of_cut(const struct xb_boot *boot, const struct xb_load *load)
{
	size_t index = (size_t)(load - boot->loads);

	if (load->cut_off)
		return load - 1;
	return index + 1 < boot->load_count && load[1].cut_off ? load : NULL;
}

bool ui_map_can_fix(const struct ui_app *app)
{
	const struct xb_load *load = selected(app);

	return load && load->automatic && address_of(app, load);
}

static void fix_range(struct turn *turn, const struct xb_load *load)
{
	set(turn, load->address_key, xb_arena_format(&turn->arena, "0x%" PRIX64, load->address));
	if (load->owner)
		set(turn, xb_arena_format(&turn->arena, "%s.size", load->key),
		    ui_map_size(&turn->arena, load->size));
}

/* The other half becomes a range of its own. */
static void fix_other_half(struct turn *turn, const struct xb_load *load)
{
	const char *dot = strrchr(load->key, '.');

	set(turn, xb_arena_format(&turn->arena, "%.*s.+", (int)(dot - load->key), load->key),
	    xb_arena_format(&turn->arena, "{start: 0x%" PRIX64 ", size: %s}", load->address,
			    ui_map_size(&turn->arena, load->size)));
}

void ui_map_fix(struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_load *load = selected(app), *cut;
	struct turn turn = {.count = 0};
	const char *step;

	if (!ui_map_can_fix(app)) {
		ui_app_say(app, UI_NOTE, "the planner did not choose its place");
		return;
	}
	cut = first_of_cut(boot, load);
	if (cut)
		load = cut;
	step = xb_arena_format(&turn.arena, "fix %s at 0x%" PRIX64, load->title, load->address);
	fix_range(&turn, load);
	if (cut)
		fix_other_half(&turn, cut + 1);
	take_turn(app, &turn, step);
}

/* ---- A place from the planner again ----------------------------------------------------------- */

bool ui_map_can_unfix(const struct ui_app *app)
{
	const struct xb_load *load = selected(app);
	const struct ui_node *node = address_of(app, load);

	return node && node->value && !load->automatic;
}

void ui_map_unfix(struct ui_app *app)
{
	const struct xb_load *load = selected(app);
	const struct ui_node *node = address_of(app, load);
	struct turn turn = {.count = 0};
	bool has_word;

	if (!ui_map_can_unfix(app)) {
		ui_app_say(app, UI_NOTE, "the profile fixes no place of it");
		return;
	}
	has_word = node->info && node->info->kind == XB_KEY_ADDRESS;
	set(&turn, load->address_key, has_word ? "auto" : NULL);
	take_turn(app, &turn, xb_arena_format(&turn.arena, "place %s automatically", load->title));
}

/* ---- Away ------------------------------------------------------------------------------------- */

bool ui_map_can_take_away(const struct ui_app *app)
{
	const struct xb_load *load = selected(app);

	return load && load->use == XB_LOAD_MEMORY;
}

/* Of a guest all of its ranges, for together they are its memory. */
void ui_map_take_away(struct ui_app *app)
{
	const struct xb_load *load = selected(app);
	uint64_t address = load ? load->address : 0;
	struct turn turn = {.count = 0};
	const char *dot;

	if (!ui_map_can_take_away(app)) {
		ui_app_say(app, UI_NOTE, "only memory of domains can be taken away");
		return;
	}
	dot = strrchr(load->key, '.');
	set(&turn,
	    load->owner ? xb_arena_strndup(&turn.arena, load->key, (size_t)(dot - load->key))
			: load->key,
	    NULL);
	take_turn(app, &turn, xb_arena_format(&turn.arena, "take %s away", load->title));
	ui_map_select(app, address); /* it is free now */
}

/* SPDX-License-Identifier: MIT */
/* What a profile is to say so that a stretch of RAM is a guest's: its ranges have all of its memory. */
#include <inttypes.h>

#include "ui/map-grant.h"

/* The first range that the planner places; their count: none. */
static size_t first_automatic(const struct xb_guest *guest)
{
	size_t index = 0;

	while (index < guest->static_count && guest->static_memory[index].start.given)
		index++;
	return index;
}

uint64_t ui_map_wants(const struct xb_guest *guest)
{
	size_t index = first_automatic(guest);

	if (!guest->static_count)
		return guest->memory.value;
	return index < guest->static_count ? xb_guest_range_size(guest, index) : 0;
}

const char *ui_map_size(struct xb_arena *arena, uint64_t bytes)
{
	char size[XB_SIZE_TEXT];

	return xb_arena_strdup(arena, xb_size_typed(bytes, size));
}

/* ---- Changes ---------------------------------------------------------------------------------- */

static void set(struct ui_map_grant *grant, const char *key, const char *value)
{
	grant->changes[grant->count++] = (struct xb_change){key, value};
}

static const char *range_text(struct xb_arena *arena, struct xb_range range)
{
	return xb_arena_format(arena, "{start: 0x%" PRIX64 ", size: %s}", range.start,
			       ui_map_size(arena, range.size));
}

/* All of the guest's ranges are new: RANGE, and where it has more memory what the planner places. */
static void grant_all(struct ui_map_grant *grant, const char *key, struct xb_range range,
		      struct xb_arena *arena)
{
	set(grant, key,
	    xb_arena_format(arena, "[%s%s]", range_text(arena, range),
			    grant->elsewhere ? ", auto" : ""));
}

/* RANGE is instead of all or the first part of range INDEX, which the planner places. */
static void grant_from(struct ui_map_grant *grant, const char *key, const struct xb_guest *guest,
		       size_t index, struct xb_range range, struct xb_arena *arena)
{
	if (!grant->elsewhere) {
		set(grant, xb_arena_format(arena, "%s.%zu.start", key, index),
		    xb_arena_format(arena, "0x%" PRIX64, range.start));
		set(grant, xb_arena_format(arena, "%s.%zu.size", key, index),
		    ui_map_size(arena, range.size));
		return;
	}
	if (guest->static_memory[index].size.given)
		set(grant, xb_arena_format(arena, "%s.%zu.size", key, index),
		    ui_map_size(arena, grant->elsewhere));
	set(grant, xb_arena_format(arena, "%s.+", key), range_text(arena, range));
}

void ui_map_grant_make(const struct ui_map_receiver *receiver, struct xb_range range,
		       struct xb_arena *arena, struct ui_map_grant *grant)
{
	const struct xb_guest *guest = receiver->guest;
	const char *key = xb_arena_format(arena, "%s.static-memory", receiver->key);
	uint64_t wants = ui_map_wants(guest);
	size_t index = first_automatic(guest);
	bool whole = guest->static_count == 0 || (guest->static_count == 1 && index == 0 &&
						  !guest->static_memory[0].size.given);

	*grant = (struct ui_map_grant){.elsewhere = wants > range.size ? wants - range.size : 0};
	if (whole)
		grant_all(grant, key, range, arena);
	else if (index < guest->static_count)
		grant_from(grant, key, guest, index, range, arena);
	else
		set(grant, xb_arena_format(arena, "%s.+", key), range_text(arena, range));
	if (range.size <= wants)
		return;
	grant->memory = guest->memory.value + (range.size - wants);
	set(grant, xb_arena_format(arena, "%s.memory", receiver->key),
	    ui_map_size(arena, grant->memory));
}

/* SPDX-License-Identifier: MIT */
/* RAM of a guest at a place that a person chose. */
#ifndef UI_MAP_GRANT_H
#define UI_MAP_GRANT_H

#include "xenboot/boot.h"

/* A guest, and its key: "domains.guest1". */
struct ui_map_receiver {
	const struct xb_guest *guest;
	const char *key;
};
/* What makes a stretch of RAM its. The sum of its ranges stays its memory. */
struct ui_map_grant {
	struct xb_change changes[3]; /* their texts are the arena's */
	size_t count;
	uint64_t
		elsewhere; /* bytes that the planner places yet, of those that the stretch is for */
	uint64_t memory;   /* what its memory becomes; 0: it stays */
};
void ui_map_grant_make(const struct ui_map_receiver *receiver, struct xb_range range,
		       struct xb_arena *arena, struct ui_map_grant *grant);
/* The bytes of GUEST's memory that a stretch would be for: all, or the first range without a place;
 * 0: all have one. */
uint64_t ui_map_wants(const struct xb_guest *guest);
/* As a profile has it: "128M". */
const char *ui_map_size(struct xb_arena *arena, uint64_t bytes);

#endif

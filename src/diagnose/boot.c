/* SPDX-License-Identifier: MIT */
/* What is kept of a boot: made, emptied and freed. */
#include <stdlib.h>

#include "diagnose/reading.h"

/* A log with more than that is no log of a boot, and its guests say nothing new. */
#define OWN_MAX 1024u

void sighting_clear(struct sighting *sighting)
{
	xb_buf_clear(&sighting->text);
	xb_buf_clear(&sighting->next);
	xb_buf_clear(&sighting->before);
	*sighting = (struct sighting){0};
}

void boot_init(struct boot *boot, size_t count)
{
	*boot = (struct boot){.seen = xb_alloc((count + 1) * sizeof(*boot->seen))};
}

void boot_reset(struct boot *boot, size_t count)
{
	struct boot empty = {.seen = boot->seen, .own = boot->own,
			     .own_capacity = boot->own_capacity, .unknown = boot->unknown};

	for (size_t i = 0; i < count; i++)
		if (boot->seen[i].times)
			sighting_clear(&boot->seen[i]);
	for (size_t i = 0; i < boot->own_count; i++)
		sighting_clear(&boot->own[i]);
	sighting_clear(&boot->last);
	xb_arena_clear(&boot->arena);
	empty.unknown.length = 0;
	*boot = empty;
}

void boot_clear(struct boot *boot, size_t count)
{
	boot_reset(boot, count);
	free(boot->seen);
	free(boot->own);
	xb_buf_clear(&boot->unknown);
}

struct sighting *boot_own(struct boot *boot, const struct xb_symptom *symptom, unsigned guest)
{
	struct sighting *own;

	for (size_t i = 0; i < boot->own_count; i++)
		if (boot->own[i].symptom == symptom && boot->own[i].guest == guest)
			return &boot->own[i];
	if (boot->own_count == OWN_MAX)
		return NULL;
	boot->own = xb_grow(boot->own, &boot->own_capacity, boot->own_count, sizeof(*boot->own));
	own = &boot->own[boot->own_count++];
	*own = (struct sighting){.symptom = symptom, .guest = guest, .by_guest = true};
	return own;
}

/* SPDX-License-Identifier: MIT */
/* Items that have a name, guests, CPU pools, shared memory: what names them elsewhere, and the changes that
 * rename, copy and remove them. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/draft.h"

void xb_changes_add(struct xb_changes *changes, const char *value, const char *key, ...)
{
	va_list args;
	struct xb_buf text = {0};

	va_start(args, key);
	xb_buf_vprintf(&text, key, args);
	va_end(args);
	changes->items =
		xb_grow(changes->items, &changes->capacity, changes->count, sizeof(*changes->items));
	changes->items[changes->count++] = (struct xb_change){
		xb_arena_strdup(&changes->arena, text.data),
		value ? xb_arena_strdup(&changes->arena, value) : NULL};
	xb_buf_clear(&text);
}

void xb_changes_clear(struct xb_changes *changes)
{
	free(changes->items);
	xb_arena_clear(&changes->arena);
	*changes = (struct xb_changes){0};
}

/* ---- What names an item ------------------------------------------------------------------------- */

/* A place that has the item's name. */
struct use {
	const struct use_kind *kind;
	const struct xb_profile *profile;
	const char *name;
	size_t index; /* of what the place is in */
};
struct use_kind {
	/* Its key. */
	char *(*key)(const struct use *use);
	void (*rename)(const struct use *use, const char *to, struct xb_changes *changes);
	void (*remove)(const struct use *use, struct xb_changes *changes);
};

static const struct xb_shared_memory *shared_of(const struct use *use)
{
	return &use->profile->shared_memory[use->index];
}

static char *owner_key(const struct use *use)
{
	return xb_format("shared-memory.%s.owner", shared_of(use)->name.text);
}

static void rename_owner(const struct use *use, const char *to, struct xb_changes *changes)
{
	xb_changes_add(changes, to, "shared-memory.%s.owner.domain", shared_of(use)->name.text);
}

static bool is_called(const struct xb_text *text, const char *name)
{
	return text->text && strcmp(text->text, name) == 0;
}

/* Does nobody else have the memory? */
static bool is_alone(const struct use *use)
{
	const struct xb_shared_memory *shared = shared_of(use);
	size_t others = shared->owner.domain.text && !is_called(&shared->owner.domain, use->name);

	for (size_t i = 0; i < shared->borrower_count; i++)
		others += !is_called(&shared->borrowers[i].domain, use->name);
	return others == 0;
}

/* Memory that no one has goes whole. */
static void remove_owner(const struct use *use, struct xb_changes *changes)
{
	xb_changes_add(changes, NULL, "shared-memory.%s%s", shared_of(use)->name.text,
		       is_alone(use) ? "" : ".owner");
}

static char *borrower_key(const struct use *use)
{
	return xb_format("shared-memory.%s.borrowers.%s", shared_of(use)->name.text, use->name);
}

static void rename_borrower(const struct use *use, const char *to, struct xb_changes *changes)
{
	xb_changes_add(changes, to, "shared-memory.%s.borrowers.%s.rename", shared_of(use)->name.text,
		       use->name);
}

static void remove_borrower(const struct use *use, struct xb_changes *changes)
{
	const struct xb_shared_memory *shared = shared_of(use);

	if (!is_alone(use))
		xb_changes_add(changes, NULL, "shared-memory.%s.borrowers.%s", shared->name.text, use->name);
	else if (!is_called(&shared->owner.domain, use->name)) /* else that one takes it away */
		xb_changes_add(changes, NULL, "shared-memory.%s", shared->name.text);
}

static char *end_key(const struct use *use)
{
	return xb_format("event-channels.%zu", use->index);
}

static void rename_end(const struct use *use, const char *to, struct xb_changes *changes)
{
	const struct xb_settings *ends = &use->profile->event_channels[use->index].ends;

	for (size_t i = 0; i < ends->count; i++) {
		if (strcmp(ends->items[i].name, use->name) != 0)
			continue;
		xb_changes_add(changes, ends->items[i].value ? ends->items[i].value : "true",
			       "event-channels.%zu.%s", use->index, to);
		xb_changes_add(changes, NULL, "event-channels.%zu.%s", use->index, use->name);
	}
}

static void remove_end(const struct use *use, struct xb_changes *changes)
{
	xb_changes_add(changes, NULL, "event-channels.%zu", use->index);
}

static char *pool_key(const struct use *use)
{
	return xb_format("domains.%s.cpupool", use->profile->guests[use->index].name.text);
}

static void rename_pool(const struct use *use, const char *to, struct xb_changes *changes)
{
	xb_changes_add(changes, to, "domains.%s.cpupool", use->profile->guests[use->index].name.text);
}

static void remove_pool(const struct use *use, struct xb_changes *changes)
{
	xb_changes_add(changes, NULL, "domains.%s.cpupool", use->profile->guests[use->index].name.text);
}

static const struct use_kind owner_use = {owner_key, rename_owner, remove_owner};
static const struct use_kind borrower_use = {borrower_key, rename_borrower, remove_borrower};
static const struct use_kind end_use = {end_key, rename_end, remove_end};
static const struct use_kind pool_use = {pool_key, rename_pool, remove_pool};

struct uses {
	const struct xb_profile *profile;
	const char *name;
	struct use *items;
	size_t count, capacity;
};

static void add_use(struct uses *uses, const struct use_kind *kind, size_t index)
{
	uses->items = xb_grow(uses->items, &uses->capacity, uses->count, sizeof(*uses->items));
	uses->items[uses->count++] = (struct use){kind, uses->profile, uses->name, index};
}

static bool has_setting(const struct xb_settings *settings, const char *name, const char *value)
{
	for (size_t i = 0; i < settings->count; i++)
		if (strcmp(settings->items[i].name, name) == 0 &&
		    (!value || (settings->items[i].value && strcmp(settings->items[i].value, value) == 0)))
			return true;
	return false;
}

/* The channels from the last on: when one is taken away, those before it keep their places. */
static void find_domain(struct uses *uses)
{
	const struct xb_profile *profile = uses->profile;

	for (size_t i = 0; i < profile->shared_memory_count; i++) {
		const struct xb_shared_memory *shared = &profile->shared_memory[i];

		if (is_called(&shared->owner.domain, uses->name))
			add_use(uses, &owner_use, i);
		for (size_t k = 0; k < shared->borrower_count; k++)
			if (is_called(&shared->borrowers[k].domain, uses->name))
				add_use(uses, &borrower_use, i);
	}
	for (size_t i = profile->event_channel_count; i-- > 0;)
		if (has_setting(&profile->event_channels[i].ends, uses->name, NULL))
			add_use(uses, &end_use, i);
}

static void find_pool(struct uses *uses)
{
	for (size_t i = 0; i < uses->profile->guest_count; i++)
		if (has_setting(&uses->profile->guests[i].properties, "cpupool", uses->name))
			add_use(uses, &pool_use, i);
}

static const struct {
	const char *list;
	void (*find)(struct uses *uses);
} named[] = {{"domains", find_domain}, {"cpupools", find_pool}};

/* The last part of KEY. */
static const char *name_of(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot ? dot + 1 : key;
}

static void find_uses(const struct xb_profile *profile, const char *key, struct uses *uses)
{
	*uses = (struct uses){.profile = profile, .name = name_of(key)};
	for (size_t i = 0; i < XB_COUNT(named); i++)
		if (strncmp(key, named[i].list, strlen(named[i].list)) == 0 &&
		    key + strlen(named[i].list) + 1 == uses->name)
			named[i].find(uses);
}

size_t xb_item_uses(const struct xb_profile *profile, const char *key, struct xb_arena *arena,
		    const char *const **keys)
{
	struct uses uses;
	const char **list;
	size_t count;

	find_uses(profile, key, &uses);
	count = uses.count;
	list = xb_arena_alloc(arena, (count + 1) * sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		char *use = uses.items[i].kind->key(&uses.items[i]);

		list[i] = xb_arena_strdup(arena, use);
		free(use);
	}
	free(uses.items);
	*keys = list;
	return count;
}

void xb_item_rename(const struct xb_profile *profile, const char *key, const char *name,
		    struct xb_changes *changes)
{
	struct uses uses;

	find_uses(profile, key, &uses);
	for (size_t i = 0; i < uses.count; i++)
		uses.items[i].kind->rename(&uses.items[i], name, changes);
	xb_changes_add(changes, name, "%s.rename", key);
	free(uses.items);
}

void xb_item_remove(const struct xb_profile *profile, const char *key, struct xb_changes *changes)
{
	struct uses uses;

	find_uses(profile, key, &uses);
	for (size_t i = 0; i < uses.count; i++)
		uses.items[i].kind->remove(&uses.items[i], changes);
	xb_changes_add(changes, NULL, "%s", key);
	free(uses.items);
}

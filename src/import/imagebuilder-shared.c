/* SPDX-License-Identifier: MIT */
/* What guests share: CPU pools, memory and event channels. */
#include "import/imagebuilder-build.h"
#include "import/profile-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- CPU pools ---- */

/* The number of the CPU whose node is NAME, "cpu@100": in the tree's order. Without the tree it is the
 * unit address, as of cpu@0 to cpu@3. */
static uint64_t cpu_number(const struct xb_building *building, const char *name, size_t length)
{
	const struct xb_tree_node *cpu = NULL;
	uint64_t number = 0;

	while (building->tree && (cpu = xb_tree_next_cpu(building->tree->index, cpu))) {
		if (strlen(cpu->name) == length && !strncmp(cpu->name, name, length))
			return number;
		number++;
	}
	return strncmp(name, "cpu@", 4) ? UINT64_MAX : strtoull(name + 4, NULL, 16);
}

static void report_no_cpu(struct xb_building *building, const char *index, const char *name,
			  size_t length)
{
	xb_error(building->diags, XB_CODE_BAD_VALUE, xb_building_at(building, "CPUPOOL", index),
		 "CPUPOOL[%s]: '%.*s' is not the name of a CPU's node", index, (int)length, name);
	xb_hint(building->diags, "it is \"cpu@1,cpu@2 SCHEDULER\"");
}

/* "cpu@1,cpu@2 null" */
static void put_pool(struct xb_building *building, const char *index)
{
	const char *text = xb_building_text(building, "CPUPOOL", index), *before = "";

	if (!text)
		return;
	text += strspn(text, " \t");
	xb_building_mark(building, "CPUPOOL", index);
	xb_buf_printf(building->out, "  pool%s: {cpus: [", index);
	while (*text && *text != ' ' && *text != '\t') {
		const size_t length = strcspn(text, ", \t");
		const uint64_t number = cpu_number(building, text, length);

		if (number == UINT64_MAX)
			report_no_cpu(building, index, text, length);
		else
			xb_buf_printf(building->out, "%s%" PRIu64, before, number);
		before = ", ";
		text += length + (text[length] == ',');
	}
	xb_buf_puts(building->out, "]");
	text += strspn(text, " \t");
	if (*text) {
		const size_t length = strcspn(text, " \t");

		xb_buf_puts(building->out, ", sched: ");
		xb_yaml_put_scalar(building->out,
				   xb_arena_strndup(&building->arena, text, length), true);
	}
	xb_buf_puts(building->out, "}\n");
}

static void put_pools(struct xb_building *building)
{
	bool any = false;

	for (uint64_t i = 0; i < building->pools; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);

		if (!xb_assignment_find(&building->given, "CPUPOOL", index))
			continue;
		xb_buf_puts(building->out, any ? "" : "\ncpupools:\n");
		any = true;
		put_pool(building, index);
	}
}

/* ---- Memory ---- */

/* "ID HOST GUEST SIZE" of one guest. */
struct share {
	const char *index; /* of the guest */
	char *id;
	int64_t host, guest, size;
	bool written;
};
struct shares {
	struct share *items;
	size_t count, capacity;
};

/* The words of TEXT, the building's; how many there are, COUNT at most. */
static size_t split(struct xb_building *building, const char *text, char **words, size_t count)
{
	size_t found = 0;

	while (*(text += strspn(text, " \t\n"))) {
		const size_t length = strcspn(text, " \t\n");

		if (found < count)
			words[found] = xb_arena_strndup(&building->arena, text, length);
		found++;
		text += length;
	}
	return found;
}

static bool read_share(struct xb_building *building, const char *index, struct share *share)
{
	const char *text = xb_building_text(building, "DOMU_SHARED_MEM", index);
	char *words[4] = {NULL};

	if (!text)
		return false;
	*share = (struct share){.index = index};
	if (split(building, text, words, XB_COUNT(words)) == XB_COUNT(words) &&
	    xb_arithmetic(&building->given, words[1], &share->host) &&
	    xb_arithmetic(&building->given, words[2], &share->guest) &&
	    xb_arithmetic(&building->given, words[3], &share->size)) {
		share->id = words[0];
		return true;
	}
	xb_error(building->diags, XB_CODE_BAD_VALUE,
		 xb_building_at(building, "DOMU_SHARED_MEM", index),
		 "DOMU_SHARED_MEM[%s]: '%s' is not \"ID HOST GUEST SIZE\"", index, text);
	return false;
}

static void report_differs(struct xb_building *building, const struct share *first,
			   const struct share *other)
{
	xb_error(building->diags, XB_CODE_OPTION_CONFLICT,
		 xb_building_at(building, "DOMU_SHARED_MEM", other->index),
		 "DOMU_SHARED_MEM[%s]: %s is 0x%" PRIX64 " bytes at 0x%" PRIX64
		 " here, and 0x%" PRIX64 " bytes at 0x%" PRIX64 " in DOMU_SHARED_MEM[%s]",
		 other->index, other->id, (uint64_t)other->size, (uint64_t)other->host,
		 (uint64_t)first->size, (uint64_t)first->host, first->index);
}

/* No guest is the owner: Xen is. */
static void put_share(struct xb_building *building, struct shares *shares, struct share *first)
{
	const char *before = "";

	xb_building_mark(building, "DOMU_SHARED_MEM", first->index);
	xb_buf_puts(building->out, "  ");
	xb_yaml_put_scalar(building->out, first->id, false);
	xb_buf_printf(building->out,
		      ":\n    size: 0x%" PRIX64 "\n    host: 0x%" PRIX64 "\n    borrowers: {",
		      (uint64_t)first->size, (uint64_t)first->host);
	for (struct share *share = first; share < shares->items + shares->count; share++) {
		if (strcmp(share->id, first->id) != 0)
			continue;
		share->written = true;
		if (share->size != first->size || share->host != first->host)
			report_differs(building, first, share);
		xb_buf_puts(building->out, before);
		xb_building_mark(building, "DOMU_SHARED_MEM", share->index);
		xb_buf_printf(building->out, "domU%s: 0x%" PRIX64, share->index,
			      (uint64_t)share->guest);
		before = ", ";
	}
	xb_buf_puts(building->out, "}\n");
}

static void put_shares(struct xb_building *building)
{
	struct shares shares = {0};

	for (uint64_t i = 0; i < building->guests; i++) {
		const char *index = xb_arena_format(&building->arena, "%" PRIu64, i);
		struct share share;

		if (!xb_building_starts(building, index) || !read_share(building, index, &share))
			continue;
		shares.items = xb_grow(shares.items, &shares.capacity, shares.count,
				       sizeof(*shares.items));
		shares.items[shares.count++] = share;
	}
	if (shares.count)
		xb_buf_puts(building->out, "\nshared-memory:\n");
	for (size_t i = 0; i < shares.count; i++)
		if (!shares.items[i].written)
			put_share(building, &shares, &shares.items[i]);
	free(shares.items);
}

/* ---- Event channels ---- */

struct channel {
	int64_t guest, port, other, other_port;
};
struct channels {
	struct channel *items;
	size_t count, capacity;
};

static bool is_same(const struct channel *a, const struct channel *b)
{
	return (a->guest == b->guest && a->port == b->port && a->other == b->other &&
		a->other_port == b->other_port) ||
	       (a->guest == b->other && a->port == b->other_port && a->other == b->guest &&
		a->other_port == b->port);
}

static void add_channel(struct channels *channels, const struct channel *channel)
{
	for (size_t i = 0; i < channels->count; i++)
		if (is_same(&channels->items[i], channel))
			return;
	channels->items = xb_grow(channels->items, &channels->capacity, channels->count,
				  sizeof(*channels->items));
	channels->items[channels->count++] = *channel;
}

/* "PORT GUEST PORT" up to a semicolon. */
static bool read_channel(struct xb_building *building, const char *text, struct channel *channel)
{
	char *words[3] = {NULL};

	return split(building, text, words, XB_COUNT(words)) == XB_COUNT(words) &&
	       xb_arithmetic(&building->given, words[0], &channel->port) &&
	       xb_arithmetic(&building->given, words[1], &channel->other) &&
	       xb_arithmetic(&building->given, words[2], &channel->other_port);
}

static void read_channels(struct xb_building *building, uint64_t guest, struct channels *channels)
{
	const char *index = xb_arena_format(&building->arena, "%" PRIu64, guest);
	const char *text = xb_building_text(building, "DOMU_STATIC_EVTCHNS", index);

	while (text && *text) {
		const size_t length = strcspn(text, ";");
		const char *one = xb_arena_strndup(&building->arena, text, length);
		struct channel channel = {.guest = (int64_t)guest};

		text += length + (text[length] == ';');
		if (!one[strspn(one, " \t\n")])
			continue;
		if (read_channel(building, one, &channel)) {
			add_channel(channels, &channel);
			continue;
		}
		xb_error(building->diags, XB_CODE_BAD_VALUE,
			 xb_building_at(building, "DOMU_STATIC_EVTCHNS", index),
			 "DOMU_STATIC_EVTCHNS[%s]: '%s' is not \"PORT GUEST PORT\"", index, one);
	}
}

static void put_channels(struct xb_building *building)
{
	struct channels channels = {0};

	for (uint64_t i = 0; i < building->guests; i++)
		read_channels(building, i, &channels);
	if (channels.count)
		xb_buf_puts(building->out, "\nevent-channels:\n");
	for (size_t i = 0; i < channels.count; i++) {
		const struct channel *channel = &channels.items[i];

		xb_building_mark(building, "DOMU_STATIC_EVTCHNS",
				 xb_arena_format(&building->arena, "%" PRId64, channel->guest));
		xb_buf_printf(building->out, "  - {domU%" PRId64 ": %" PRId64 ", domU%" PRId64
					     ": %" PRId64 "}\n",
			      channel->guest, channel->port, channel->other, channel->other_port);
	}
	free(channels.items);
}

void xb_building_put_shared(struct xb_building *building)
{
	put_pools(building);
	put_shares(building);
	put_channels(building);
}

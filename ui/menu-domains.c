/* SPDX-License-Identifier: MIT */
/* What is said of guests, CPU pools, shared memory and event channels, in a few words. */
#include "ui/menu-parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Each of them ------------------------------------------------------------------------------- */

static void put_size(const struct xb_number *number, struct xb_buf *out)
{
	char text[XB_SIZE_TEXT];

	xb_buf_puts(out, number->given ? xb_size_format(number->value, text) : "no size");
}

static void put_count(uint64_t count, const char *what, struct xb_buf *out)
{
	xb_buf_printf(out, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

/* "256 MiB, 2 vCPUs, Image, 1 device, from dom0" */
static void put_guest(const struct xb_profile *profile, const char *name, struct xb_buf *out)
{
	const struct xb_guest *guest = xb_profile_guest(profile, name);

	if (!guest)
		return;
	if (guest->memory.given)
		put_size(&guest->memory, out);
	else
		xb_buf_puts(out, "no memory");
	xb_buf_puts(out, ", ");
	put_count(xb_guest_cpus(guest), "vCPU", out);
	xb_buf_printf(out, ", %s", guest->config.kernel.file.text ? guest->config.kernel.file.text
								 : "no kernel");
	if (guest->passthrough.count) {
		xb_buf_puts(out, ", ");
		put_count(guest->passthrough.count, "device", out);
	}
	if (xb_guest_is_later(guest))
		xb_buf_puts(out, ", from dom0");
}

/* "CPUs 2, 3; sched null" */
static void put_pool(const struct xb_profile *profile, const char *name, struct xb_buf *out)
{
	const struct xb_cpupool *pool = xb_profile_cpupool(profile, name);

	if (!pool)
		return;
	xb_buf_puts(out, pool->cpus.count == 0 ? "no CPU" : pool->cpus.count == 1 ? "CPU " : "CPUs ");
	for (size_t i = 0; i < pool->cpus.count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : "", pool->cpus.items[i].text);
	if (pool->sched.text)
		xb_buf_printf(out, "; sched %s", pool->sched.text);
}

/* "64 KiB of a, for b, c" */
static void put_shared(const struct xb_profile *profile, const char *name, struct xb_buf *out)
{
	const struct xb_shared_memory *shared = xb_profile_shared_memory(profile, name);

	if (!shared)
		return;
	put_size(&shared->size, out);
	if (shared->owner.domain.text)
		xb_buf_printf(out, " of %s", shared->owner.domain.text);
	for (size_t i = 0; i < shared->borrower_count; i++)
		xb_buf_printf(out, "%s%s", i ? ", " : ", for ", shared->borrowers[i].domain.text);
}

/* "port 10 of a and port 11 of b" */
static void put_channel(const struct xb_profile *profile, const char *name, struct xb_buf *out)
{
	const struct xb_settings *ends;
	size_t index = strtoul(name, NULL, 10);

	if (index >= profile->event_channel_count)
		return;
	ends = &profile->event_channels[index].ends;
	for (size_t i = 0; i < ends->count; i++)
		xb_buf_printf(out, "%sport %s of %s", i ? " and " : "",
			      ends->items[i].value ? ends->items[i].value : "?", ends->items[i].name);
}

/* ---- Which of them ------------------------------------------------------------------------------ */

static const struct {
	const char *list, *what;
	size_t count; /* the offset of how many a profile has */
	void (*put)(const struct xb_profile *profile, const char *name, struct xb_buf *out);
} kinds[] = {
	{"domains.", "guest", offsetof(struct xb_profile, guest_count), put_guest},
	{"cpupools.", "CPU pool", offsetof(struct xb_profile, cpupool_count), put_pool},
	{"shared-memory.", "shared memory", offsetof(struct xb_profile, shared_memory_count), put_shared},
	{"event-channels.", "event channel", offsetof(struct xb_profile, event_channel_count), put_channel},
};

const char *ui_menu_describe_item(const struct xb_profile *profile, const char *item,
				  struct xb_arena *arena)
{
	const char *copy = NULL;
	struct xb_buf text = {0};

	for (size_t i = 0; profile && i < XB_COUNT(kinds); i++) {
		size_t length = strlen(kinds[i].list);

		if (strncmp(item, kinds[i].list, length) == 0 && !strchr(item + length, '.'))
			kinds[i].put(profile, item + length, &text);
	}
	if (text.length)
		copy = xb_arena_strdup(arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

/* Memory has no plural. */
void ui_menu_put_domains(const struct xb_profile *profile, struct xb_buf *out)
{
	for (size_t i = 0; profile && i < XB_COUNT(kinds); i++) {
		size_t count = *(const size_t *)((const char *)profile + kinds[i].count);

		if (!count)
			continue;
		xb_buf_puts(out, out->length ? ", " : "");
		if (kinds[i].put == put_shared)
			xb_buf_printf(out, "%zu %s", count, kinds[i].what);
		else
			put_count(count, kinds[i].what, out);
	}
	if (!out->length)
		xb_buf_puts(out, "no guest");
}

/* SPDX-License-Identifier: MIT */
/* A copy of a guest, a CPU pool or shared memory, but for what there can be once alone. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/draft.h"

/* The item that is copied, and the key that its copy gets. */
struct copying {
	const struct xb_profile *profile;
	const char *from;
	char *to;
	struct xb_changes *changes;
};

/* ---- What there can be once --------------------------------------------------------------------- */

static const char *name_of(const struct copying *copying)
{
	return strchr(copying->from, '.') + 1;
}

/* An address that a file has by itself is taken. */
static void free_address(const struct copying *copying, const char *entry, const struct xb_entry *file)
{
	if (file->address.given)
		xb_changes_add(copying->changes, NULL, "%s.%s.address", copying->to, entry);
}

static bool is_fixed(const struct xb_guest *guest)
{
	bool fixed = false;

	for (size_t i = 0; i < guest->static_count; i++)
		fixed |= guest->static_memory[i].start.given;
	return fixed;
}

/* A device has one owner; what its tree is added to stays. */
static void free_guest(const struct copying *copying)
{
	const struct xb_guest *guest = xb_profile_guest(copying->profile, name_of(copying));

	if (!guest)
		return;
	free_address(copying, "kernel", &guest->config.kernel);
	free_address(copying, "ramdisk", &guest->config.ramdisk);
	if (guest->passthrough.count)
		xb_changes_add(copying->changes, NULL, "%s.passthrough", copying->to);
	if (guest->tree.file.text)
		free_address(copying, "device-tree", &guest->tree);
	else if (guest->tree.at.line)
		xb_changes_add(copying->changes, NULL, "%s.device-tree", copying->to);
	if (is_fixed(guest))
		xb_changes_add(copying->changes, "auto", "%s.static-memory", copying->to);
}

/* Where the machine has it, and where borrowers see it. */
static void free_places(const struct copying *copying, const struct xb_shared_memory *shared)
{
	if (shared->host.given)
		xb_changes_add(copying->changes, NULL, "%s.host", copying->to);
	for (size_t i = 0; i < shared->borrower_count; i++)
		if (shared->borrowers[i].address.given)
			xb_changes_add(copying->changes, "auto", "%s.borrowers.%s", copying->to,
				       shared->borrowers[i].domain.text);
}

static void free_shared(const struct copying *copying)
{
	const struct xb_shared_memory *shared =
		xb_profile_shared_memory(copying->profile, name_of(copying));

	if (shared)
		free_places(copying, shared);
}

static const struct {
	const char *list;
	void (*free)(const struct copying *copying);
} lists[] = {{"domains.", free_guest}, {"shared-memory.", free_shared}};

/* ---- What stands in it -------------------------------------------------------------------------- */

/* The key of PART, of LENGTH bytes, as it stands in the item. */
static void copy_part(const struct copying *copying, const char *part, size_t length)
{
	char *key = xb_format("%s.%.*s", copying->from, (int)length, part);
	struct xb_buf value = {0};

	if (xb_profile_get_line(copying->profile, key, &value))
		xb_changes_add(copying->changes, value.data ? value.data : "", "%s.%.*s", copying->to,
			       (int)length, part);
	xb_buf_clear(&value);
	free(key);
}

/* Part by part, so that each has a line of its own. */
static void copy_parts(const struct copying *copying)
{
	size_t begin = strlen(copying->from) + 1, last_length = 0;
	const char *last = NULL;
	struct xb_flat flat = {0};

	xb_profile_flatten(copying->profile, &flat);
	for (size_t i = 0; i < flat.count; i++) {
		const char *key = flat.items[i].key, *part;
		size_t length;

		if (!xb_key_is_in(key, copying->from) || strlen(key) <= begin)
			continue;
		part = key + begin;
		length = strcspn(part, ".");
		if (!last || length != last_length || memcmp(part, last, length) != 0)
			copy_part(copying, part, length);
		last = part;
		last_length = length;
	}
	xb_flat_clear(&flat);
}

void xb_item_copy(const struct xb_profile *profile, const char *key, const char *name,
		  struct xb_changes *changes)
{
	struct copying copying = {
		profile, key, xb_format("%.*s.%s", (int)strcspn(key, "."), key, name), changes};

	copy_parts(&copying);
	for (size_t i = 0; i < XB_COUNT(lists); i++)
		if (strncmp(key, lists[i].list, strlen(lists[i].list)) == 0)
			lists[i].free(&copying);
	free(copying.to);
}

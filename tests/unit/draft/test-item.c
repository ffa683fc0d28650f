/* SPDX-License-Identifier: MIT */
/* Guests, CPU pools and shared memory are renamed, copied and removed, and what names them follows. */
#include "unit/draft/draft.h"

#define ITEMS                                                                                      \
	SMALL                                                                                      \
	"domains: # guests\n"                                                                      \
	"  a: # first\n"                                                                           \
	"    kernel: {file: K, size: 1M, address: 0x8000000} # k\n"                                \
	"    memory: 128M\n"                                                                       \
	"    cpupool: rt\n"                                                                        \
	"    passthrough: [serial0]\n"                                                             \
	"    static-memory: [{start: 0x20000000}]\n"                                               \
	"  b: {kernel: {file: K, size: 1M}, memory: 64M, options: {console: [a, b]}}\n"            \
	"cpupools: {rt: {cpus: [2, 3]}}\n"                                                         \
	"shared-memory:\n"                                                                         \
	"  ring: {size: 64K, host: 0x30000000, owner: a, borrowers: {b: auto}} # r\n"              \
	"  own: {size: 64K, owner: {domain: a}}\n"                                                 \
	"  lent: {size: 64K, borrowers: {a: auto}}\n"                                              \
	"event-channels:\n"                                                                        \
	"  - {a: 1, b: 1} # one\n"                                                                 \
	"  - {dom0: 3, b: 2}\n"                                                                    \
	"  - {b: 3, a: 2}\n"

enum act { RENAME, COPY, REMOVE };

static const struct row {
	const char *label;
	enum act act;
	const char *key, *name;
	size_t uses;
	const char *old, *new; /* texts of ITEMS and of what comes of it; "\n"-separated parts of both */
} rows[] = {
	{"a guest without friends is renamed", RENAME, "cpupools.rt", "slow", 1,
	 "cpupool: rt|{rt: {cpus", "cpupool: slow|{slow: {cpus"},
	{"what names a guest follows", RENAME, "domains.a", "first", 5,
	 "  a: # first|owner: a, |{domain: a}|{a: auto}|{a: 1, b: 1}|{b: 3, a: 2}",
	 "  first: # first|owner: first, |{domain: first}|{first: auto}|{b: 1, first: 1}|{b: 3, first: 2}"},
	{"shared memory is named by no one", RENAME, "shared-memory.ring", "disk", 0, "  ring: ", "  disk: "},
	{"a guest goes with its channels and shares", REMOVE, "domains.a", NULL, 5,
	 "  a: # first|memory: 128M|owner: a, |  own: |  lent: |{a: 1, b: 1}|{b: 3, a: 2}", ""},
	{"a borrower goes, the memory stays", REMOVE, "domains.b", NULL, 4,
	 "  b: {|, borrowers: {b: auto}|event-channels:", ""},
	{"a pool goes, and its guests are in none", REMOVE, "cpupools.rt", NULL, 1, "cpupool: rt|cpupools:",
	 ""},
	{"a copy has no device and no address of its own", COPY, "domains.a", "c", 5, "",
	 "  c:\n    kernel: {file: K, size: 1M}\n    memory: 128M\n    cpupool: rt\n    static-memory: auto\n"},
	{"a copy of what stands in one line", COPY, "domains.b", "c", 4, "",
	 "  c:\n    kernel: {file: K, size: 1M}\n    memory: 64M\n    options: {console: [a, b]}\n"},
	{"shared memory", COPY, "shared-memory.ring", "disk", 0, "",
	 "  disk:\n    size: 64K\n    owner: a\n    borrowers: {b: auto}\n"},
};

/* Each of the PARTS, with | between them, is in TEXT, or none of them. */
static void check_parts(const char *label, const char *text, const char *parts, bool there)
{
	char *copy = xb_strdup(parts), *state = NULL;

	for (char *part = strtok_r(copy, "|", &state); part; part = strtok_r(NULL, "|", &state)) {
		if ((strstr(text, part) != NULL) != there)
			fail_msg("%s: \"%s\" is %sthere in\n%s", label, part, there ? "not " : "", text);
	}
	free(copy);
}

static void prepare(const struct row *row, const struct xb_profile *profile, struct xb_changes *changes)
{
	if (row->act == RENAME)
		xb_item_rename(profile, row->key, row->name, changes);
	else if (row->act == COPY)
		xb_item_copy(profile, row->key, row->name, changes);
	else
		xb_item_remove(profile, row->key, changes);
}

static void check_row(const struct row *row)
{
	struct run run = start_with(ITEMS);
	const struct xb_profile *profile = xb_session_profile(run.session);
	struct xb_changes changes = {0};
	struct xb_arena arena = {0};
	struct xb_diags diags = {0};
	const char *const *keys;
	size_t length, errors = xb_session_diags(run.session)->errors;

	check_u64(row->label, xb_item_uses(profile, row->key, &arena, &keys), row->uses);
	prepare(row, profile, &changes);
	check_int(row->label, xb_draft_change(run.draft, changes.items, changes.count, "do it", &diags),
		  XB_CHANGE_DONE);
	check_diags(row->label, &diags, "");
	check_parts(row->label, xb_draft_text(run.draft, &length), row->old, false);
	check_parts(row->label, xb_draft_text(run.draft, &length), row->new, true);
	/* Nothing is left that leads nowhere. */
	if (row->act != COPY && xb_session_diags(run.session)->errors > errors)
		fail_msg("%s: %s", row->label, diags_message(xb_session_diags(run.session)));
	check_bool(row->label, xb_draft_undo(run.draft), true);
	check_text(row->label, xb_draft_text(run.draft, &length), ITEMS);
	xb_changes_clear(&changes);
	xb_arena_clear(&arena);
	stop(&run);
}

static void what_names_an_item_follows_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i]);
}

/* Where the guest stands in another file, only that one can rename it; a copy can be made. */
static void what_comes_from_a_base_is_copied_and_not_renamed(void **state)
{
	struct run run;
	struct xb_changes changes = {0};
	struct xb_diags diags = {0};
	size_t length;

	(void)state;
	folder_write("base.yaml", ITEMS);
	run = start_with("format: 1\nextends: ./base.yaml\n");
	xb_item_rename(xb_session_profile(run.session), "domains.b", "c", &changes);
	check_int("rename", xb_draft_change(run.draft, changes.items, changes.count, NULL, &diags),
		  XB_CHANGE_REFUSED);
	check_contains("why", diags_message(&diags), "is not in this file, and cannot be renamed here");
	xb_diags_clear(&diags);
	xb_changes_clear(&changes);
	xb_item_copy(xb_session_profile(run.session), "domains.b", "c", &changes);
	check_int("copy", xb_draft_change(run.draft, changes.items, changes.count, NULL, &diags),
		  XB_CHANGE_DONE);
	check_contains("text", xb_draft_text(run.draft, &length), "  c:\n    kernel: {file: K, size: 1M}\n");
	xb_changes_clear(&changes);
	xb_item_remove(xb_session_profile(run.session), "domains.b", &changes);
	check_int("remove", xb_draft_change(run.draft, changes.items, changes.count, NULL, &diags),
		  XB_CHANGE_DONE);
	check_contains("text", xb_draft_text(run.draft, &length), "  b: ~\n");
	xb_changes_clear(&changes);
	stop(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(what_names_an_item_follows_it),
		in_folder(what_comes_from_a_base_is_copied_and_not_renamed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What the tests of drafts share. */
#ifndef XENBOOT_TESTS_SESSION_DRAFT_H
#define XENBOOT_TESTS_SESSION_DRAFT_H

#include "unit/base/folder.h"
#include "unit/diags.h"
#include "xenboot/draft.h"

/* Sound, but for the boot files that are not here. */
#define SMALL                                                                                      \
	"format: 1\n# mine\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                    \
	"xen: {file: xen, size: 1M, options: {dom0_mem: 512M}} # x\n"                              \
	"device-tree: {file: t.dtb, size: 1K}\n"                                                   \
	"dom0: {kernel: {file: Image, size: 1M}, options: {root: /dev/vda}}\n"

static const struct xb_session_config with_user = {.user_dir = "user"};

static inline struct xb_draft *open_draft(struct xb_session *session, const char *ref)
{
	struct xb_draft *draft = xb_draft_open(session, ref);

	if (!draft)
		fail_msg("%s: %s", ref, diags_message(xb_session_diags(session)));
	return draft;
}

static inline enum xb_change_result set_key(struct xb_draft *draft, const char *key,
					  const char *value)
{
	const struct xb_change change = {key, value};

	return xb_draft_change(draft, &change, 1, NULL, NULL);
}

static inline void must_set(struct xb_draft *draft, const char *key, const char *value)
{
	check_int(key, set_key(draft, key, value), XB_CHANGE_DONE);
}

static inline void check_draft_text(const char *label, const struct xb_draft *draft,
				    const char *want)
{
	size_t length;
	const char *text = xb_draft_text(draft, &length);

	check_text(label, text, want);
	check_u64(label, length, strlen(want));
}

/* TEXT with its first OLD replaced; the caller's. */
static inline char *replaced(const char *text, const char *old, const char *new)
{
	const char *at = old ? strstr(text, old) : NULL;

	if (!at)
		return xb_strdup(text);
	return xb_format("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

#endif

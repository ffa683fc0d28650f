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
	struct xb_draft *draft = xb_draft_open(session, ref, XB_DRAFT_TO_EDIT);

	if (!draft)
		fail_msg("%s: %s", ref, diags_message(xb_session_diags(session)));
	return draft;
}

/* A program's draft of p.yaml. */
struct run {
	struct xb_session *session;
	struct xb_draft *draft;
};

static inline struct run start(const char *ref)
{
	struct run run = {.session = xb_session_new(&with_user)};

	run.draft = open_draft(run.session, ref);
	return run;
}

/* It ends without a word: with changes unsaved, as a crash leaves them. */
static inline void stop(struct run *run)
{
	xb_draft_free(run->draft);
	xb_session_free(run->session);
}

/* With TEXT in p.yaml. */
static inline struct run start_with(const char *text)
{
	folder_write("p.yaml", text);
	return start("p.yaml");
}

static inline enum xb_change_result set_key(struct xb_draft *draft, const char *key,
					  const char *value)
{
	const struct xb_change change = {key, value};
	struct xb_diags ignored = {0};
	enum xb_change_result result = xb_draft_change(draft, &change, 1, NULL, &ignored);

	xb_diags_clear(&ignored);
	return result;
}

static inline enum xb_save_result save(struct xb_draft *draft, bool force)
{
	struct xb_diags ignored = {0};
	enum xb_save_result result = xb_draft_save(draft, force, &ignored);

	xb_diags_clear(&ignored);
	return result;
}

static inline enum xb_save_result save_as(struct xb_draft *draft, const char *ref)
{
	struct xb_diags ignored = {0};
	enum xb_save_result result = xb_draft_save_as(draft, ref, false, &ignored);

	xb_diags_clear(&ignored);
	return result;
}

static inline enum xb_change_result replace(struct xb_draft *draft, const char *text,
					    size_t length, const char *step)
{
	struct xb_diags ignored = {0};
	enum xb_change_result result = xb_draft_replace(draft, text, length, step, &ignored);

	xb_diags_clear(&ignored);
	return result;
}

/* The one thing that was said has PART in its message or hint; NULL: nothing was. Clears DIAGS. */
static inline void check_said(const char *label, struct xb_diags *diags, const char *part)
{
	struct xb_buf text = {0};

	xb_diags_text(diags, &text);
	check_u64(label, diags->count, part ? 1 : 0);
	if (part)
		check_contains(label, text.data, part);
	xb_buf_clear(&text);
	xb_diags_clear(diags);
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

static inline const char *kernel_path(const struct xb_session *session)
{
	const struct xb_boot *boot = xb_session_boot(session);

	return boot ? xb_dom0_load(boot, XB_MODULE_KERNEL)->path : NULL;
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

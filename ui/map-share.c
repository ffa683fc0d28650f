/* SPDX-License-Identifier: MIT */
/* A free stretch of the map becomes memory that domains share: whose, with whom, its name, its
 * size. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/map-giving.h"
#include "ui/map-grant.h"
#include "ui/map.h"
#include "ui/setting.h"

#define SHARED_SIZE "64K"

static void add(struct ui_gift *gift, const char *key, const char *value)
{
	gift->changes[gift->count++] = (struct xb_change){key, value};
}

static bool make_shared(const struct ui_app *app, const struct ui_giving *giving, uint64_t size,
			struct xb_arena *arena, struct ui_gift *gift)
{
	const char *key = xb_arena_format(arena, "shared-memory.%s", giving->name);
	const char *start = xb_arena_format(arena, "0x%" PRIX64, giving->place.start);

	(void)app;
	add(gift, xb_arena_format(arena, "%s.size", key), ui_map_size(arena, size));
	add(gift, xb_arena_format(arena, "%s.host", key), start);
	if (giving->domain)
		add(gift, xb_arena_format(arena, "%s.owner", key), giving->domain);
	add(gift, xb_arena_format(arena, "%s.borrowers.%s", key, giving->other), "auto");
	gift->meaning = xb_arena_format(arena, "at %s", start);
	gift->step = xb_arena_format(arena, "share %s at %s as %s", ui_map_size(arena, size), start,
				     giving->name);
	return true;
}

static bool has_shared(const struct ui_app *app, const char *name)
{
	return xb_profile_shared_memory(xb_session_profile(app->session), name) != NULL;
}

/* What is wrong with NAME by itself; new text, or NULL. */
static char *name_objection(const struct ui_app *app, const char *name)
{
	if (!name[0] || strpbrk(name, ". "))
		return xb_strdup("a name without blanks and dots is needed");
	return has_shared(app, name) ? xb_format("%s is there already", name) : NULL;
}

static void judge_name(struct ui_app *app, struct ui_dialog *dialog)
{
	struct ui_giving giving = *(const struct ui_giving *)dialog->context;
	struct xb_arena arena = {0};
	struct ui_gift gift = {0};
	char *wrong;

	giving.name = dialog->field.text;
	wrong = name_objection(app, giving.name);
	if (wrong) {
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	} else if (make_shared(app, &giving, XB_PAGE, &arena, &gift)) {
		gift.meaning = "its size comes next";
		ui_giving_judge(app, dialog, &gift);
	}
	xb_arena_clear(&arena);
	free(wrong);
}

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_giving giving = *(const struct ui_giving *)dialog->context;
	char *wrong;

	(void)answer;
	giving.name = dialog->field.text;
	wrong = name_objection(app, giving.name);
	if (wrong) {
		free(wrong);
		return false; /* it stands in the verdict */
	}
	giving.make = make_shared;
	dialog = ui_giving_open(app, &giving);
	ui_dialog_say(dialog, "So many bytes of it become the shared memory %s:", giving.name);
	ui_giving_ask_size(app, dialog, SHARED_SIZE);
	return true;
}

/* One that is not taken yet. */
static const char *free_name(const struct ui_app *app, struct xb_arena *arena)
{
	const char *name = "shared";

	for (unsigned number = 2; has_shared(app, name); number++)
		name = xb_arena_format(arena, "shared-%u", number);
	return name;
}

static bool other_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_giving giving = *(const struct ui_giving *)dialog->context;

	(void)answer;
	giving.other = ui_giving_chosen(dialog);
	dialog = ui_giving_open(app, &giving);
	ui_dialog_say(dialog, "The domains find it by its name, at most 15 characters:");
	ui_giving_ask(app, dialog, free_name(app, &dialog->arena), judge_name, name_done);
	return true;
}

/* A row for each domain but EXCEPT (NULL: for each). */
static void add_domains(const struct ui_app *app, struct ui_dialog *dialog, const char *except)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	for (size_t i = 0; i < boot->domain_count; i++) {
		const char *name = boot->domains[i].name;

		if (!except || strcmp(name, except) != 0)
			ui_setting_add_row(dialog, UI_SUBJECT_VALUE, name, name, NULL);
	}
}

static bool owner_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_giving giving = *(const struct ui_giving *)dialog->context;

	(void)answer;
	giving.domain = ui_giving_chosen(dialog);
	dialog = ui_giving_open(app, &giving);
	ui_dialog_say(dialog, "Who sees it%s?", giving.domain ? ", too" : "");
	add_domains(app, dialog, giving.domain);
	ui_giving_choose(dialog, other_done);
	return true;
}

void ui_giving_share(struct ui_app *app, const struct ui_giving *giving)
{
	struct ui_dialog *dialog = ui_giving_open(app, giving);

	ui_dialog_say(dialog, "Whose memory is shared?");
	add_domains(app, dialog, NULL);
	ui_setting_add_row(dialog, UI_SUBJECT_VALUE, NULL, "Xen's", "no domain owns it");
	ui_giving_choose(dialog, owner_done);
}

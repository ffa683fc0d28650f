/* SPDX-License-Identifier: MIT */
/* A free stretch of the map becomes a guest's static memory; or it is asked who shares it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/map-giving.h"
#include "ui/map-grant.h"
#include "ui/map.h"
#include "ui/setting.h"

/* ---- Static memory ---------------------------------------------------------------------------- */

/* False: there is no such guest. */
static bool find_receiver(const struct ui_app *app, const char *name,
			  struct ui_map_receiver *receiver)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_domain *domain = boot ? xb_boot_domain(boot, name) : NULL;

	if (!domain || !domain->node)
		return false;
	*receiver = (struct ui_map_receiver){
		xb_profile_guest(xb_session_profile(app->session), name), domain->key};
	return receiver->guest != NULL;
}

/* What GRANT of SIZE bytes makes of NAME's memory. */
static const char *meaning_of(const char *name, uint64_t size, const struct ui_map_grant *grant,
			      struct xb_arena *arena)
{
	char text[XB_SIZE_TEXT];

	if (grant->memory)
		return xb_arena_format(arena, "%s.memory becomes %s", name,
				       xb_size_format(grant->memory, text));
	if (grant->elsewhere)
		return xb_arena_format(arena, "for %s more of its memory the planner finds a place",
				       xb_size_format(grant->elsewhere, text));
	return xb_arena_format(arena, "%s, all of its memory that had no fixed place",
			       xb_size_format(size, text));
}

static bool make_static(const struct ui_app *app, const struct ui_giving *giving, uint64_t size,
			struct xb_arena *arena, struct ui_gift *gift)
{
	struct xb_range range = {giving->place.start, size};
	struct ui_map_receiver receiver;
	struct ui_map_grant grant;

	if (!find_receiver(app, giving->domain, &receiver))
		return false;
	ui_map_grant_make(&receiver, range, arena, &grant);
	memcpy(gift->changes, grant.changes, grant.count * sizeof(grant.changes[0]));
	gift->count = grant.count;
	gift->meaning = meaning_of(giving->domain, size, &grant, arena);
	gift->step = xb_arena_format(arena, "give %s %s at 0x%" PRIX64, giving->domain,
				     ui_map_size(arena, size), range.start);
	return true;
}

static void ask_static(struct ui_app *app, const struct ui_giving *giving)
{
	struct ui_dialog *dialog = ui_giving_open(app, giving);
	struct ui_map_receiver receiver;
	uint64_t size = giving->place.size;

	if (find_receiver(app, giving->domain, &receiver) && ui_map_wants(receiver.guest) &&
	    ui_map_wants(receiver.guest) < size)
		size = ui_map_wants(receiver.guest);
	ui_dialog_say(dialog, "So many bytes of it become static memory of %s:", giving->domain);
	ui_giving_ask_size(app, dialog, ui_map_size(&dialog->arena, size));
}

/* ---- What it is to be ------------------------------------------------------------------------- */

static bool give_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	struct ui_giving giving = *(const struct ui_giving *)dialog->context;

	(void)answer;
	giving.domain = ui_giving_chosen(dialog);
	giving.make = make_static;
	if (giving.domain)
		ask_static(app, &giving);
	else
		ui_giving_share(app, &giving);
	return true;
}

/* What of the stretch can be given: from a border of 2 MiB on, or where it has none, of a page. */
static struct xb_range place_in(struct xb_range gap)
{
	static const uint64_t borders[] = {XB_SLOT, XB_PAGE};

	for (size_t i = 0; i < XB_COUNT(borders); i++) {
		uint64_t start = xb_align_up(gap.start, borders[i]);

		if (start >= gap.start && start - gap.start < gap.size)
			return (struct xb_range){start, (gap.size - (start - gap.start)) / XB_PAGE *
								XB_PAGE};
	}
	return (struct xb_range){0};
}

static void add_guest(struct ui_dialog *dialog, const struct ui_map_receiver *receiver)
{
	const char *name = receiver->guest->name.text;
	uint64_t wants = ui_map_wants(receiver->guest);
	char size[XB_SIZE_TEXT];
	char *help = wants ? xb_format("static memory; %s have no fixed place",
				       xb_size_format(wants, size))
			   : xb_strdup("static memory; all that it has has its place");

	ui_setting_add_row(dialog, UI_SUBJECT_VALUE, name, name, help);
	free(help);
}

bool ui_map_can_give(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	const struct xb_region *region = ui_map_selected(app);
	bool guests = false;

	for (size_t i = 0; boot && i < boot->domain_count; i++)
		guests |= boot->domains[i].node != NULL;
	return guests && region && region->kind == XB_REGION_GAP && place_in(region->range).size;
}

void ui_map_give(struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct ui_giving giving = {0};
	struct ui_map_receiver receiver;
	struct ui_dialog *dialog;

	if (!ui_map_can_give(app)) {
		ui_app_say(app, UI_NOTE, "what is free can be given, where there is a guest");
		return;
	}
	giving.place = place_in(ui_map_selected(app)->range);
	dialog = ui_giving_open(app, &giving);
	ui_dialog_say(dialog, "Who gets memory here?");
	for (size_t i = 0; i < boot->domain_count; i++)
		if (find_receiver(app, boot->domains[i].name, &receiver))
			add_guest(dialog, &receiver);
	if (boot->domain_count > 1)
		ui_setting_add_row(dialog, UI_SUBJECT_VALUE, NULL, "several",
				   "memory that domains share");
	ui_giving_choose(dialog, give_done);
}

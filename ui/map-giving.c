/* SPDX-License-Identifier: MIT */
/* What the dialogs that give a free stretch of the map away have in common. */
#include <inttypes.h>
#include <stdlib.h>

#include "ui/map-giving.h"
#include "ui/map.h"

static const char *keep(struct ui_dialog *dialog, const char *text)
{
	return text ? xb_arena_strdup(&dialog->arena, text) : NULL;
}

struct ui_dialog *ui_giving_open(struct ui_app *app, const struct ui_giving *giving)
{
	struct xb_range place = giving->place;
	char size[XB_SIZE_TEXT];
	char *title = xb_format("Free: 0x%" PRIX64 "-0x%" PRIX64 ", %s", place.start,
				xb_range_last(place), xb_size_format(place.size, size));
	struct ui_dialog *dialog = ui_dialog_open(app, title);
	struct ui_giving *copy = xb_arena_alloc(&dialog->arena, sizeof(*copy));

	*copy = (struct ui_giving){place, keep(dialog, giving->domain), keep(dialog, giving->other),
				   keep(dialog, giving->name), giving->make};
	dialog->context = copy;
	free(title);
	return dialog;
}

const char *ui_giving_chosen(const struct ui_dialog *dialog)
{
	return dialog->rows.items[dialog->list.selected].subject.id;
}

void ui_giving_choose(struct ui_dialog *dialog,
		      bool (*done)(struct ui_app *, struct ui_dialog *, int))
{
	dialog->done = done;
	dialog->list.count = dialog->rows.count;
}

void ui_giving_ask(struct ui_app *app, struct ui_dialog *dialog, const char *text,
		   void (*typed)(struct ui_app *, struct ui_dialog *),
		   bool (*done)(struct ui_app *, struct ui_dialog *, int))
{
	ui_dialog_add_field(app, dialog, text);
	dialog->typed = typed;
	dialog->done = done;
	typed(app, dialog);
}

/* ---- Sizes ------------------------------------------------------------------------------------ */

/* What is wrong with the size in the field of DIALOG; new text, or NULL, and then *size. */
static char *size_objection(const struct ui_dialog *dialog, uint64_t *size)
{
	const struct ui_giving *giving = dialog->context;
	const char *value = dialog->field.text, *why = NULL;
	char room[XB_SIZE_TEXT];

	if (!value[0])
		return xb_strdup("empty: how many bytes?");
	if (!xb_number_parse(value, size, &why))
		return xb_format("%s: %s", value, why);
	if (!*size || *size % XB_PAGE)
		return xb_format("%s: whole pages of 4 KiB are given", value);
	if (*size > giving->place.size)
		return xb_format("%s: the stretch has %s", value,
				 xb_size_format(giving->place.size, room));
	return NULL;
}

void ui_giving_judge(struct ui_app *app, struct ui_dialog *dialog, const struct ui_gift *gift)
{
	struct xb_diags tried = {0};
	bool possible = xb_draft_try(app->draft, gift->changes, gift->count, &tried);

	if (!possible || tried.errors)
		ui_dialog_verdict_problem(dialog, &tried);
	else
		ui_dialog_verdict(dialog, UI_GOOD, "ok: %s", gift->meaning);
	xb_diags_clear(&tried);
}

static void judge_size(struct ui_app *app, struct ui_dialog *dialog)
{
	const struct ui_giving *giving = dialog->context;
	struct ui_gift gift = {0};
	struct xb_arena arena = {0};
	uint64_t size;
	char *wrong = size_objection(dialog, &size);

	if (wrong)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
	else if (giving->make(app, giving, size, &arena, &gift))
		ui_giving_judge(app, dialog, &gift);
	xb_arena_clear(&arena);
	free(wrong);
}

/* What is not possible stands in the verdict. */
static bool size_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct ui_giving *giving = dialog->context;
	struct ui_gift gift = {0};
	struct xb_arena arena = {0};
	uint64_t size;
	char *wrong = size_objection(dialog, &size);
	bool done = false;

	(void)answer;
	if (!wrong && giving->make(app, giving, size, &arena, &gift)) {
		done = ui_app_change(app, gift.changes, gift.count, gift.step);
		if (done)
			ui_map_select(app, giving->place.start);
		else
			ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	}
	xb_arena_clear(&arena);
	free(wrong);
	return done;
}

void ui_giving_ask_size(struct ui_app *app, struct ui_dialog *dialog, const char *text)
{
	ui_giving_ask(app, dialog, text, judge_size, size_done);
}

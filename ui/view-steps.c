/* SPDX-License-Identifier: MIT */
/* What was done, step by step: to go back to any of them, or forward again. */
#include "ui/action.h"

static struct ui_subject subject_of(size_t index)
{
	return (struct ui_subject){.kind = UI_SUBJECT_LINE, .number = index};
}

static void build(struct ui_app *app, struct ui_page *page)
{
	/* Is it what is shown; does it stand in the file. */
	static const char *const states[2][2] = {{"", "as in the file"},
						 {"shown now", "shown now, as in the file"}};
	const struct xb_draft *draft = app->draft;
	size_t now = xb_draft_step_now(draft);

	for (size_t i = 0; i < xb_draft_step_count(draft); i++) {
		const char *name = xb_draft_step_name(draft, i);
		const struct ui_subject subject = subject_of(i);
		struct ui_row *row =
			ui_rows_add_about(&page->rows, name ? name : "as it was opened", &subject);

		row->value = states[i == now][xb_draft_step_is_saved(draft, i)];
		row->value_style = UI_DEFAULT;
		row->style = i > now ? UI_GREYED : UI_NORMAL;
	}
}

static void detail(struct ui_app *app, const struct ui_row *row, struct xb_buf *out)
{
	size_t now = xb_draft_step_now(app->draft), index = (size_t)row->subject.number;
	size_t far = index > now ? index - now : now - index;

	if (!far)
		xb_buf_puts(out, "This is what is shown now.\n");
	else
		xb_buf_printf(out, "Enter %s %zu step%s; until something else is changed, all of them stay.\n",
			      index > now ? "does again" : "takes back", far, far == 1 ? "" : "s");
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	size_t index = (size_t)row->subject.number;
	const char *name = xb_draft_step_name(app->draft, index);

	(void)page;
	xb_draft_go_to(app->draft, index);
	ui_app_refresh(app);
	ui_app_say(app, UI_NORMAL, "%s%s", name ? "after: " : "", name ? name : "as it was opened");
	ui_broken_check(app);
}

/* One begins at what is shown now. */
static void init(struct ui_app *app, struct ui_page *page)
{
	const struct ui_subject now = subject_of(xb_draft_step_now(app->draft));

	ui_page_select(app, page, &now);
}

const struct ui_page_type ui_page_steps = {
	.where = UI_ON_STEPS,
	.title = "Steps",
	.has_detail = true,
	.init = init,
	.build = build,
	.detail = detail,
	.enter = enter,
};

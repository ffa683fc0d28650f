/* SPDX-License-Identifier: MIT */
/* The key that does what a hint says. */
#include "ui/action.h"

#include <stdlib.h>

/* The worst problem of NODE that has a fix; NULL: none has. */
static const struct xb_diag *fixable_of(const struct ui_app *app, const struct ui_node *node)
{
	const struct xb_diags *diags = xb_session_diags(app->session);
	const struct xb_diag *worst = NULL;

	for (size_t i = 0; node && i < diags->count && i < app->menu.problem_count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		if (app->menu.problems[i] == node && diag->fix.count &&
		    (!worst || diag->severity > worst->severity))
			worst = diag;
	}
	return worst;
}

/* What would be done on the selected row; NULL: nothing. */
static const struct xb_diag *selected(const struct ui_app *app)
{
	const struct xb_diags *diags = xb_session_diags(app->session);
	const struct ui_row *row = ui_page_row(ui_app_page(app));

	if (!row)
		return NULL;
	if (row->subject.kind != UI_SUBJECT_PROBLEM)
		return fixable_of(app, row->node);
	return row->subject.number < diags->count && diags->items[row->subject.number].fix.count
		       ? &diags->items[row->subject.number]
		       : NULL;
}

bool ui_fix_is_there(const struct ui_app *app)
{
	return selected(app) != NULL;
}

/* "hint: unset xen.options.dom0_meme, set xen.options.dom0_mem to 1G". */
static char *step_of(const struct xb_fix *fix)
{
	struct xb_buf step = {0};

	for (size_t i = 0; i < fix->count; i++) {
		const struct xb_change *change = &fix->changes[i];

		xb_buf_puts(&step, i ? ", " : "hint: ");
		if (change->value)
			xb_buf_printf(&step, "set %s to %s", change->key, change->value);
		else
			xb_buf_printf(&step, "unset %s", change->key);
	}
	return xb_buf_take(&step);
}

/* A word that got another name may stand in another menu now. */
static void follow(struct ui_app *app, const struct xb_fix *fix)
{
	const struct xb_change *last = &fix->changes[fix->count - 1];

	if (ui_app_page(app)->type->where == UI_ON_MENU && !fix->changes[0].value && last->value)
		ui_app_jump(app, ui_menu_find(&app->menu, last->key));
}

void ui_fix_do(struct ui_app *app)
{
	const struct xb_diag *diag = selected(app);
	struct xb_diags copy = {0}; /* the session's own is gone once the draft changes */
	const struct xb_fix *fix;
	char *step;

	if (!diag) {
		ui_app_say(app, UI_NORMAL, "no hint here says what to set");
		return;
	}
	xb_diags_add(&copy, diag);
	fix = &copy.items[0].fix;
	step = step_of(fix);
	if (ui_app_change(app, fix->changes, fix->count, step))
		follow(app, fix);
	free(step);
	xb_diags_clear(&copy);
}

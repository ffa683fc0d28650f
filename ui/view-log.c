/* SPDX-License-Identifier: MIT */
/* What a serial log says went wrong, and which setting to look at. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/log.h"

/* ---- Which setting ----------------------------------------------------------------------------- */

static const struct ui_node *option_node(const struct ui_app *app, const char *name)
{
	const struct ui_node *node = NULL;

	for (int scope = 0; scope < XB_SCOPE_COUNT && !node; scope++)
		node = ui_menu_find_option(&app->menu, (enum xb_scope)scope, name);
	return node;
}

/* Of a problem of the profile of the kind that the symptom is about. */
static const struct ui_node *problem_node(const struct ui_app *app, const char *code)
{
	const struct xb_diags *diags = xb_session_diags(app->session);

	for (size_t i = 0; code && i < diags->count && i < app->menu.problem_count; i++)
		if (strcmp(xb_code_info(diags->items[i].code)->name, code) == 0)
			return app->menu.problems[i];
	return NULL;
}

/* What the finding hangs on: an option that is set before one that is not. A guest's are not the profile's. */
static const struct ui_node *node_of(const struct ui_app *app, const struct xb_finding *finding)
{
	const struct xb_texts *options = &finding->symptom->options;
	const struct ui_node *found = NULL;

	if (finding->by_guest)
		return NULL;
	for (size_t i = 0; !finding->guest && i < options->count; i++) {
		const struct ui_node *node = option_node(app, options->items[i].text);

		if (node && (!found || (node->value && !found->value)))
			found = node;
	}
	return found ? found : problem_node(app, finding->symptom->code.text);
}

/* ---- What there is to say of it ---------------------------------------------------------------- */

static void put_options(const struct ui_app *app, const struct xb_finding *finding, struct xb_buf *out)
{
	const struct xb_texts *options = &finding->symptom->options;

	for (size_t i = 0; app->draft && !finding->guest && i < options->count; i++) {
		const char *name = options->items[i].text;
		const struct ui_node *node = option_node(app, name);

		if (node && node->bare)
			xb_buf_printf(out, "In this profile: %s\n", name);
		else if (node && node->value)
			xb_buf_printf(out, "In this profile: %s=%s\n", name, node->value);
		else
			xb_buf_printf(out, "In this profile: %s is not set\n", name);
	}
}

/* The cause first. */
static const char *detail_of(const struct ui_app *app, const struct xb_finding *finding, size_t line,
			     struct xb_arena *arena)
{
	struct xb_buf out = {0};
	const char *kept;

	if (finding->cause)
		xb_buf_printf(&out, "Cause: %s\n", finding->cause);
	if (finding->cure)
		xb_buf_printf(&out, "Cure: %s\n", finding->cure);
	put_options(app, finding, &out);
	xb_buf_printf(&out, "%s%s\n", out.length ? "\n" : "", finding->means);
	if (finding->before)
		xb_buf_printf(&out, "Xen's last line before it that no symptom knows: %s\n", finding->before);
	xb_buf_printf(&out, "Line %zu", ui_log_line(app->log, line));
	if (finding->times > 1)
		xb_buf_printf(&out, ", and %zu more times", finding->times - 1);
	xb_buf_printf(&out, ": %s\n", finding->text);
	if (finding->symptom->code.text)
		xb_buf_printf(&out, "Before the boot the check [%s] tells of it.\n", finding->symptom->code.text);
	kept = xb_arena_strdup(arena, out.data);
	xb_buf_clear(&out);
	return kept;
}

/* ---- Rows -------------------------------------------------------------------------------------- */

enum { MEANING, QUOTE };

/* What is meant, and below it the line of the log that says so. */
static void add_finding(struct ui_app *app, struct ui_page *page, const struct xb_finding *finding, size_t line,
			int severity)
{
	struct ui_subject subject = {.kind = UI_SUBJECT_LINE, .id = finding->symptom->name.text, .part = MEANING};
	struct xb_arena *arena = &page->rows.arena;
	const char *detail = detail_of(app, finding, line, arena);
	const struct ui_node *node = node_of(app, finding);
	char *quote = xb_format("  %zu: %s", ui_log_line(app->log, line), finding->text);
	struct ui_row *row;

	if (page->rows.count)
		ui_rows_heading(&page->rows, "");
	subject.number = finding->guest;
	row = ui_rows_add_about(&page->rows, finding->means, &subject);
	row->mark = severity < 0 ? "" : ui_severities[severity].mark;
	row->style = severity < 0 ? UI_GOOD : ui_severities[severity].style;
	row->detail = detail;
	row->node = node;
	subject.part = QUOTE;
	row = ui_rows_add_about(&page->rows, quote, &subject);
	row->mark = "";
	row->style = UI_DEFAULT;
	row->detail = detail;
	row->node = node;
	free(quote);
}

static void add_findings(struct ui_app *app, struct ui_page *page, bool faults)
{
	const struct xb_diagnosis *diagnosis = app->log->diagnosis;

	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		const struct xb_finding *finding = &diagnosis->faults[i];

		if (xb_finding_is_fault(finding) == faults)
			add_finding(app, page, finding, finding->line, faults ? XB_ERROR : XB_NOTE);
	}
}

/* How far the boot came. */
static void add_last(struct ui_app *app, struct ui_page *page)
{
	const struct xb_diagnosis *diagnosis = app->log->diagnosis;
	const struct xb_symptom *last = diagnosis->last.symptom;

	if (diagnosis->excerpt)
		ui_rows_heading(&page->rows, "Lines of a boot, without its stages and without a fault: an excerpt.");
	else if (!last)
		ui_rows_heading(&page->rows, "No line is of U-Boot, Xen or Linux. Is it a serial log, at the right speed?");
	else
		add_finding(app, page, &diagnosis->last, diagnosis->last_line,
			    diagnosis->silent ? XB_WARNING : -1);
}

/* What check says of the command lines that the log shows. */
static void add_command_lines(struct ui_app *app, struct ui_page *page)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct xb_log_context context = {.name = app->log->path, .catalog = xb_session_catalog(app->session)};
	struct xb_diags diags = {0};

	context.profile = profile ? xb_session_boot(app->session) : NULL;
	context.levels = context.profile ? &profile->checks : NULL;
	xb_diagnosis_check(app->log->diagnosis, &context, &diags);
	if (diags.count) {
		ui_rows_heading(&page->rows, "");
		ui_rows_heading(&page->rows, "The command lines in this log");
	}
	for (size_t i = 0; i < diags.count; i++) {
		const struct xb_diag *diag = &diags.items[i];
		const struct ui_subject subject = {.kind = UI_SUBJECT_PROBLEM, .id = diag->message};
		struct ui_row *row = ui_rows_add_about(&page->rows, diag->message, &subject);
		struct xb_arena *arena = &page->rows.arena;

		row->mark = ui_severities[diag->severity].mark;
		row->style = ui_severities[diag->severity].style;
		row->detail = xb_arena_format(arena, "%s: %s [%s]\n%s%s\nLine %zu", xb_severity_name(diag->severity),
					      diag->message, xb_code_info(diag->code)->name,
					      diag->hint ? "hint: " : "", diag->hint ? diag->hint : "",
					      ui_log_line(app->log, diag->line));
	}
	xb_diags_clear(&diags);
}

/* The faults, how far the boot came, what it boots with: as the command diagnose has them. */
static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_diagnosis *diagnosis = app->log->diagnosis;

	if (!diagnosis) {
		ui_rows_heading(&page->rows, "No log was read yet: o names one.");
		return;
	}
	add_findings(app, page, true);
	if (xb_diagnosis_tells_last(diagnosis))
		add_last(app, page);
	add_findings(app, page, false);
	add_command_lines(app, page);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	if (row->node)
		ui_app_jump(app, row->node);
	else
		ui_app_say(app, UI_NOTE, "no single setting is at fault here");
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	const struct ui_log *log = app->log;

	(void)page;
	if (!log->diagnosis)
		return;
	xb_buf_printf(out, " %s", log->path);
	if (log->skipped)
		xb_buf_printf(out, ", its last %u MiB", UI_LOG_BYTES >> 20);
	if (log->diagnosis->boots > 1)
		xb_buf_printf(out, ": of %zu boots the one from line %zu on", log->diagnosis->boots,
			      ui_log_line(log, log->diagnosis->boot_line));
}

const struct ui_page_type ui_page_log = {
	.where = UI_ON_LOG,
	.title = "Serial log",
	.has_detail = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

/* ---- Which log --------------------------------------------------------------------------------- */

/* False: *why. The rows of all pages are made anew, for the main menu says what was found. */
static bool read_log(struct ui_app *app, const char *path, char **why)
{
	if (!ui_log_read(app->log, xb_session_data(app->session), xb_session_boot(app->session), path, why))
		return false;
	app->generation++;
	ui_app_update_pages(app);
	return true;
}

static bool path_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *path = dialog->field.text;
	char *why = NULL;
	bool done = path[0] && read_log(app, path, &why);

	(void)answer;
	if (!done)
		ui_dialog_verdict(dialog, UI_ERROR, "%s", why ? why : "which file is it?");
	free(why);
	return done;
}

void ui_log_choose(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Serial log");

	ui_dialog_say(dialog, "The file with what the board said on its serial console.");
	ui_dialog_add_field(app, dialog, app->log->path);
	dialog->field.complete = ui_complete_file;
	dialog->done = path_done;
}

void ui_log_open(struct ui_app *app)
{
	if (ui_app_page(app)->type != &ui_page_log)
		ui_app_push(app, &ui_page_log, NULL);
	if (!app->log->diagnosis)
		ui_log_choose(app);
}

bool ui_log_is_read(const struct ui_app *app)
{
	return app->log->diagnosis != NULL;
}

void ui_log_again(struct ui_app *app)
{
	char *why = NULL;

	if (!app->log->diagnosis)
		ui_log_choose(app);
	else if (read_log(app, app->log->path, &why))
		ui_app_say(app, UI_GOOD, "read again: %zu lines", ui_log_line(app->log, app->log->diagnosis->lines));
	else
		ui_app_say(app, UI_ERROR, "%s", why);
	free(why);
}

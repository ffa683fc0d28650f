/* SPDX-License-Identifier: MIT */
/* What a build would write, what it changes, and then the build itself. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/action.h"

/* Far more than an output has. */
enum { MOST_BYTES = 64 << 20 };

/* ---- What an output changes -------------------------------------------------------------------- */

/* Where the line of TEXT that begins at AT ends, its break included. */
static size_t line_end(const struct xb_buf *text, size_t at)
{
	const char *end = memchr(text->data + at, '\n', text->length - at);

	return end ? (size_t)(end - text->data) + 1 : text->length;
}

/* The bytes of whole lines that both begin with. */
static size_t common_head(const struct xb_buf *a, const struct xb_buf *b)
{
	size_t at = 0;

	while (at < a->length && at < b->length) {
		size_t end = line_end(a, at);

		if (end > b->length || memcmp(a->data + at, b->data + at, end - at) != 0)
			break;
		at = end;
	}
	return at;
}

/* The bytes of whole lines that both end with, HEAD left aside. */
static size_t common_tail(const struct xb_buf *a, const struct xb_buf *b, size_t head)
{
	size_t most = (a->length < b->length ? a->length : b->length) - head, same = 0, tail = 0;

	while (same < most && a->data[a->length - same - 1] == b->data[b->length - same - 1]) {
		same++;
		if (same == most || a->data[a->length - same - 1] == '\n')
			tail = same;
	}
	return tail;
}

static void put_lines(char sign, const struct xb_buf *text, size_t from, size_t to,
		      struct xb_buf *out)
{
	while (from < to) {
		size_t end = line_end(text, from);

		xb_buf_printf(out, "%c %.*s", sign, (int)(end - from), text->data + from);
		if (text->data[end - 1] != '\n')
			xb_buf_putc(out, '\n');
		from = end;
	}
}

/* Can the bytes be shown line by line? */
static bool is_text(const struct xb_buf *bytes)
{
	return bytes->length && !memchr(bytes->data, '\0', bytes->length);
}

/* The lines in which OUTPUT differs from what is THERE. */
static void put_changes(const struct xb_buf *there, const struct xb_buf *output, struct xb_buf *out)
{
	size_t head, tail;

	if (!is_text(there) || !is_text(output))
		return;
	head = common_head(there, output);
	tail = common_tail(there, output, head);
	xb_buf_putc(out, '\n');
	put_lines('-', there, head, there->length - tail, out);
	put_lines('+', output, head, output->length - tail, out);
}

/* ---- What would be written --------------------------------------------------------------------- */

static bool emit(struct ui_app *app, struct xb_outputs *outputs, struct xb_diags *diags)
{
	const struct xb_emit_options options = {.timestamp = app->config->timestamp};

	return xb_session_emit(app->session, app->output_dir, &options, outputs, diags);
}

/* What there is to say of each output before it is written. */
static void put_advice(struct ui_app *app, struct xb_buf *out)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct xb_buf prompt = {0};

	xb_buf_puts(out, "Enter writes all of them, or none. o: another folder. x: a profile for CI.\n");
	if (boot && xb_emit_prompt_line(boot, &prompt))
		xb_buf_printf(out, "\nAt U-Boot's prompt type:\n  %s\n", prompt.data);
	xb_buf_clear(&prompt);
}

/* A row for OUTPUT against the file that it would replace. */
static void add(struct ui_app *app, struct ui_page *page, const struct xb_output *output)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_OUTPUT, .id = output->path};
	struct ui_row *row = ui_rows_add_about(&page->rows, output->path, &subject);
	struct xb_arena *arena = &page->rows.arena;
	struct xb_buf there = {0}, detail = {0};
	const char *text = "new";
	char size[XB_SIZE_TEXT];

	put_advice(app, &detail);
	if (xb_file_read(output->path, MOST_BYTES, &there) == 0) {
		bool same = there.length == output->data.length &&
			    (!there.length ||
			     memcmp(there.data, output->data.data, there.length) == 0);

		text = same ? "the same bytes are there"
			    : xb_arena_format(arena, "replaces %zu other bytes", there.length);
		put_changes(&there, &output->data, &detail);
	}
	row->value = xb_arena_format(arena, "%s, %s", xb_size_format(output->data.length, size), text);
	row->style = UI_NAME;
	row->detail = xb_arena_strdup(arena, detail.data);
	xb_buf_clear(&there);
	xb_buf_clear(&detail);
}

/* The lines of what is in the way of a build: ours fit the narrowest screen. */
static void say_why_not(struct ui_page *page, const struct xb_diags *diags)
{
	if (diags->count) {
		ui_rows_heading(&page->rows, diags->items[0].message);
		return;
	}
	ui_rows_heading(&page->rows, "Nothing while there are errors.");
	ui_rows_heading(&page->rows, "! shows them.");
}

static void build(struct ui_app *app, struct ui_page *page)
{
	struct xb_outputs outputs = {0};
	struct xb_diags diags = {0};

	if (!emit(app, &outputs, &diags))
		say_why_not(page, &diags);
	else if (!outputs.count)
		ui_rows_heading(&page->rows, "output.emit asks for nothing.");
	else
		for (size_t i = 0; i < outputs.count; i++)
			add(app, page, &outputs.items[i]);
	xb_diags_clear(&diags);
	xb_outputs_clear(&outputs);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_build_write(app);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	(void)page;
	xb_buf_printf(out, " into %s", app->output_dir);
}

const struct ui_page_type ui_page_build = {
	.where = UI_ON_BUILD,
	.title = "Build",
	.has_detail = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
};

/* ---- Writing ----------------------------------------------------------------------------------- */

void ui_build_write(struct ui_app *app)
{
	struct xb_outputs outputs = {0};
	struct xb_diags diags = {0};

	if (!emit(app, &outputs, &diags) || !xb_outputs_write(&outputs, &diags))
		ui_app_say(app, UI_ERROR, "nothing was written: %s",
			   diags.count ? diags.items[0].message : "there are errors");
	else
		ui_app_say(app, UI_GOOD, "written: %zu file%s in %s", outputs.count,
			   outputs.count == 1 ? "" : "s", app->output_dir);
	xb_diags_clear(&diags);
	xb_outputs_clear(&outputs);
	ui_page_renew(app, ui_app_page(app));
}

static bool folder_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *typed = dialog->field.text[0] ? dialog->field.text : ".";
	size_t length = strlen(typed);

	(void)answer;
	while (length > 1 && typed[length - 1] == '/') /* as completion leaves it */
		length--;
	free(app->output_dir);
	app->output_dir = xb_strndup(typed, length);
	ui_page_renew(app, ui_app_page(app));
	return true;
}

void ui_build_folder(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Output folder");

	ui_dialog_say(dialog, "The folder to write into.");
	ui_dialog_add_field(app, dialog, app->output_dir);
	dialog->field.complete = ui_complete_file;
	dialog->done = folder_done;
}

/* ---- Export ------------------------------------------------------------------------------------ */

bool ui_build_may_write(struct ui_dialog *dialog, const char *path)
{
	if (dialog->insisted || access(path, F_OK) != 0)
		return true;
	dialog->insisted = true;
	ui_dialog_verdict(dialog, UI_WARNING, "%s is there already. Enter again replaces it", path);
	return false;
}

static bool export_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const char *path = dialog->field.text;
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	bool good = false;

	(void)answer;
	if (!ui_build_may_write(dialog, path))
		return false;
	if (!xb_session_export_yaml(app->session, true, &text))
		ui_dialog_verdict(dialog, UI_ERROR, "there are errors: nothing can be pinned");
	else if (!xb_file_write(path, text.data, text.length, XB_COMMON_FOLDER, &diags))
		ui_dialog_verdict_problem(dialog, &diags);
	else
		good = true;
	if (good)
		ui_app_say(app, UI_GOOD, "written: %s; xenboot build %s%s builds the same bytes",
			   path, strchr(path, '/') ? "" : "./", path);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
	return good;
}

void ui_build_export(struct ui_app *app)
{
	struct ui_dialog *dialog = ui_dialog_open(app, "Export for CI");
	char *name = xb_format("%s.ci.yaml", xb_draft_name(app->draft));

	ui_dialog_say(dialog, "A profile with every address, size and default pinned: with the same "
			      "files it builds the same bytes anywhere.");
	ui_dialog_add_field(app, dialog, name);
	dialog->field.complete = ui_complete_file;
	dialog->done = export_done;
	free(name);
}

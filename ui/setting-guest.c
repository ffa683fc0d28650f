/* SPDX-License-Identifier: MIT */
/* A new guest: its name, its kernel, its memory, and then all of it in one step. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

#include "xenboot/image.h"

#define DOMAINS "domains"

/* What was answered so far; its texts are the dialog's. */
struct answers {
	const char *name, *kernel;
};

static const struct ui_node *list_of(const struct ui_app *app)
{
	return ui_menu_find(&app->menu, DOMAINS);
}

/* A dialog of a guest, with a copy of what was answered. */
static struct ui_dialog *open(struct ui_app *app, const char *name, const char *kernel)
{
	char *title = name ? xb_format("Add the guest %s", name) : xb_strdup("Add a guest");
	struct ui_dialog *dialog = ui_dialog_open(app, title);
	struct answers *answers = xb_arena_alloc(&dialog->arena, sizeof(*answers));

	answers->name = name ? xb_arena_strdup(&dialog->arena, name) : NULL;
	answers->kernel = kernel ? xb_arena_strdup(&dialog->arena, kernel) : NULL;
	dialog->context = answers;
	if (list_of(app))
		ui_dialog_about(dialog, &list_of(app)->subject);
	free(title);
	return dialog;
}

/* ---- The memory, and the step ------------------------------------------------------------------- */

static void make(const struct answers *answers, const char *memory, struct xb_changes *changes)
{
	xb_changes_add(changes, answers->kernel, DOMAINS ".%s.kernel.file", answers->name);
	xb_changes_add(changes, memory, DOMAINS ".%s.memory", answers->name);
}

/* What is wrong with the number by itself; new text, or NULL. */
static char *objection(const char *memory)
{
	uint64_t bytes;
	const char *why;

	return xb_number_parse(memory, &bytes, &why) ? NULL : xb_format("%s: %s", memory, why);
}

static char *meaning_of(const char *memory)
{
	uint64_t bytes = 0;
	char size[XB_SIZE_TEXT];

	xb_number_parse(memory, &bytes, NULL);
	return xb_strdup(xb_size_format(bytes, size));
}

/* TEXT stands above the verdict. */
static void put_first(struct ui_dialog *dialog, const char *text)
{
	char *rest = xb_strdup(dialog->verdict.data);

	ui_dialog_verdict(dialog, UI_WARNING, "%s\n%s", text, rest);
	free(rest);
}

static void judge_memory(struct ui_app *app, struct ui_dialog *dialog)
{
	const char *memory = dialog->field.text;
	char *wrong = memory[0] ? objection(memory) : NULL, *meaning;
	struct xb_changes changes = {0};

	if (!memory[0] || wrong) {
		ui_dialog_verdict(dialog, wrong ? UI_ERROR : UI_DIALOG, "%s",
				  wrong ? wrong : "empty: no guest is added");
		free(wrong);
		return;
	}
	meaning = meaning_of(memory);
	make(dialog->context, memory, &changes);
	ui_setting_try_all(app, dialog, changes.items, changes.count, NULL, meaning);
	if (dialog->verdict_style == UI_WARNING) /* what it lacks can be given on its page */
		put_first(dialog, meaning);
	xb_changes_clear(&changes);
	free(meaning);
}

static void show(struct ui_app *app, const char *name)
{
	char *key = xb_format(DOMAINS ".%s", name);
	const struct ui_node *node = ui_menu_find_item(&app->menu, key);

	if (node) {
		ui_page_select(app, ui_app_page(app), &node->subject);
		ui_app_push_node(app, node);
	}
	free(key);
}

static bool memory_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct answers *answers = dialog->context;
	const char *memory = dialog->field.text;
	char *wrong = memory[0] ? objection(memory) : NULL, *step;
	struct xb_changes changes = {0};
	bool done;

	(void)answer;
	if (!memory[0])
		return true;
	if (wrong) {
		ui_dialog_verdict(dialog, UI_ERROR, "%s", wrong);
		free(wrong);
		return false;
	}
	step = xb_format("add the guest %s", answers->name);
	make(answers, memory, &changes);
	done = ui_app_change(app, changes.items, changes.count, step);
	if (done)
		show(app, answers->name);
	else
		ui_dialog_verdict(dialog, UI_ERROR, "%s", app->message ? app->message : "");
	xb_changes_clear(&changes);
	free(step);
	return done;
}

static void ask_memory(struct ui_app *app, const char *name, const char *kernel)
{
	struct ui_dialog *dialog = open(app, name, kernel);

	ui_dialog_say(dialog, "Its memory: a number with K, M or G, in whole pages of 4 KiB.");
	ui_dialog_add_field(app, dialog, "256M");
	dialog->typed = judge_memory;
	dialog->done = memory_done;
	judge_memory(app, dialog);
}

/* ---- The kernel --------------------------------------------------------------------------------- */

static bool kernel_typed(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct answers *answers = dialog->context;

	(void)answer;
	if (dialog->field.text[0])
		ask_memory(app, answers->name, dialog->field.text);
	return true;
}

static void judge_kernel(struct ui_app *app, struct ui_dialog *dialog)
{
	(void)app;
	if (dialog->field.text[0])
		ui_dialog_verdict(dialog, UI_DIALOG, "its memory comes next");
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: no guest is added");
}

static const char *folder_of(const struct ui_app *app)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	return profile ? xb_profile_folder(profile, &profile->xen.image) : NULL;
}

static void type_kernel(struct ui_app *app, const char *name)
{
	struct ui_dialog *dialog = open(app, name, NULL);

	ui_dialog_say(dialog, "Its kernel: an arm64 Image, plain or in gzip; Tab completes the name.");
	ui_dialog_add_field(app, dialog, "");
	dialog->field.complete = ui_complete_file;
	dialog->field.complete_context = (void *)folder_of(app);
	dialog->typed = judge_kernel;
	dialog->done = kernel_typed;
	judge_kernel(app, dialog);
}

static bool kernel_chosen(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	const struct answers *answers = dialog->context;
	const struct ui_subject *chosen = &dialog->rows.items[dialog->list.selected].subject;

	(void)answer;
	if (chosen->kind == UI_SUBJECT_OTHER)
		type_kernel(app, answers->name);
	else
		ask_memory(app, answers->name, chosen->id);
	return true;
}

/* Xen itself looks like a kernel. */
static bool is_xen(const struct ui_app *app, const char *file)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	return profile && ui_same_text(profile->xen.image.file.text, file);
}

/* A row for the file NAME of FOLDER, if it is a kernel. */
static void add_kernel(struct ui_app *app, struct ui_dialog *dialog, const char *folder, const char *name)
{
	char *path = xb_format("%s/%s", folder ? folder : ".", name), *about;
	struct xb_image image = {0};
	char size[XB_SIZE_TEXT];

	if (xb_image_probe(path, &image) == 0 && image.inner == XB_IMAGE_ARM64 && !is_xen(app, name)) {
		about = xb_format("%s, %s", xb_image_kind_name(image.kind),
				  xb_size_format(image.file_size, size));
		ui_setting_add_row(dialog, UI_SUBJECT_VALUE, name, name, about);
		free(about);
	}
	free(path);
}

/* The kernels of the folder with the boot files; a field where there is none. */
static void ask_kernel(struct ui_app *app, const char *name)
{
	struct ui_dialog *dialog = open(app, name, NULL);
	const char *folder = folder_of(app);
	struct ui_candidates files = {0};

	ui_complete_file((void *)folder, "", 0, &files);
	for (size_t i = 0; i < files.count; i++)
		add_kernel(app, dialog, folder, files.items[i].text);
	ui_candidates_clear(&files);
	if (!dialog->rows.count) {
		ui_dialog_close(app);
		type_kernel(app, name);
		return;
	}
	ui_dialog_say(dialog, "Its kernel.");
	ui_setting_add_row(dialog, UI_SUBJECT_OTHER, NULL, "another file...", NULL);
	dialog->list.count = dialog->rows.count;
	dialog->done = kernel_chosen;
}

/* ---- The name ----------------------------------------------------------------------------------- */

/* Names that a guest cannot have are errors of the profile, not of the key. */
static bool name_is_good(struct ui_app *app, struct ui_dialog *dialog, const char *name)
{
	struct xb_changes changes = {0};
	struct xb_diags said = {0};
	bool good = true;

	if (!ui_setting_judge_name(app, dialog, list_of(app), DOMAINS, name))
		return false;
	make(&(struct answers){name, "Image"}, "128M", &changes);
	xb_draft_try(app->draft, changes.items, changes.count, &said);
	for (size_t i = 0; i < said.count && good; i++) {
		good = said.items[i].severity != XB_ERROR || said.items[i].code != XB_CODE_BAD_VALUE;
		if (!good)
			ui_dialog_verdict(dialog, UI_ERROR, "%s", said.items[i].message);
	}
	if (good)
		ui_dialog_verdict(dialog, UI_GOOD, "ok: its kernel comes next");
	xb_diags_clear(&said);
	xb_changes_clear(&changes);
	return good;
}

static void judge_name(struct ui_app *app, struct ui_dialog *dialog)
{
	if (dialog->field.text[0] && list_of(app))
		name_is_good(app, dialog, dialog->field.text);
	else
		ui_dialog_verdict(dialog, UI_DIALOG, "empty: no guest is added");
}

static bool name_done(struct ui_app *app, struct ui_dialog *dialog, int answer)
{
	(void)answer;
	if (!dialog->field.text[0] || !list_of(app))
		return true;
	if (!name_is_good(app, dialog, dialog->field.text))
		return false;
	ask_kernel(app, dialog->field.text);
	return true;
}

void ui_setting_add_guest(struct ui_app *app, const struct ui_node *list)
{
	struct ui_dialog *dialog = open(app, NULL, NULL);
	char *name = ui_setting_free_name(app, list->subject.id, "domu1");

	ui_dialog_say(dialog, "A guest that Xen starts itself. Its name, by which its messages can be told:");
	ui_dialog_add_field(app, dialog, name);
	dialog->typed = judge_name;
	dialog->done = name_done;
	judge_name(app, dialog);
	free(name);
}

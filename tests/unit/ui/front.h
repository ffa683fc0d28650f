/* SPDX-License-Identifier: MIT */
/*
 * The front end without a terminal, for tests: opened on a profile in a folder of its own, fed with keys
 * by their names, and looked at as text.
 */
#ifndef XENBOOT_TESTS_UI_FRONT_H
#define XENBOOT_TESTS_UI_FRONT_H

#include "ui/action.h"
#include "unit/base/folder.h"
#include "unit/diags.h"
#include "unit/ui/show.h"

#include <locale.h>

struct front {
	struct xb_session_config place;
	struct xb_session *session;
	struct ui_config config;
	struct ui_app *app;
	struct ui_screen screen;
	struct xb_buf text; /* the screen as it was asked for last */
};

/* With no profile open; the user's folder is HOME in the current one. */
static inline void front_start(struct front *front)
{
	*front = (struct front){.place = {.user_dir = "home"}};
	front->session = xb_session_new(&front->place);
	front->app = ui_app_new(front->session, &front->config);
	front->app->utf8 = front->screen.utf8 = true;
	ui_screen_resize(&front->screen, 24, 80);
}

static inline void front_open(struct front *front, const char *ref)
{
	front_start(front);
	if (!ui_file_open_now(front->app, ref))
		fail_msg("%s: %s", ref, diags_message(xb_session_diags(front->session)));
}

/* Sound, but for the boot files that are not here. */
#define FRONT_SMALL                                                                                \
	"format: 1\nboard: {memory: [{start: 0, size: 1G}], cpus: 4}\n"                            \
	"xen: {file: xen, size: 1M, options: {dom0_mem: 512M, vwfi: native}}\n"                    \
	"device-tree: {file: t.dtb, size: 1K}\n"                                                   \
	"dom0: {kernel: {file: Image, size: 1M}, options: {console: hvc0, root: /dev/vda}}\n"

static inline void front_open_small(struct front *front)
{
	folder_write("p.yaml", FRONT_SMALL);
	front_open(front, "p.yaml");
}

/* What is unsaved stays in the journal, as after a hang-up. */
static inline void front_hang_up(struct front *front)
{
	ui_app_free(front->app);
	xb_session_free(front->session);
	ui_screen_free(&front->screen);
	xb_buf_clear(&front->text);
}

static inline void front_close(struct front *front)
{
	if (front->app->draft)
		xb_draft_discard_journal(front->app->draft);
	front_hang_up(front);
}

/* Both of the terminal and of what the app knows of it. */
static inline void front_resize(struct front *front, int rows, int cols)
{
	ui_screen_resize(&front->screen, rows, cols);
	ui_app_resize(front->app, rows, cols);
}

static inline void front_event(struct front *front, const struct ui_event *event)
{
	ui_app_event(front->app, event);
	show(front->app, &front->screen);
}

/* "Down Down Enter": names of keys with blanks between them; the screen is drawn after each. */
static inline void front_keys(struct front *front, const char *names)
{
	char *copy = xb_strdup(names), *state = NULL;

	for (char *name = strtok_r(copy, " ", &state); name; name = strtok_r(NULL, " ", &state)) {
		struct ui_event event = {.key = ui_key_parse(name)};

		if (event.key == UI_KEY_NONE)
			fail_msg("%s is no key", name);
		front_event(front, &event);
	}
	free(copy);
}

/* TEXT character by character, as a person types it. */
static inline void front_type(struct front *front, const char *text)
{
	for (; *text; text++)
		front_event(front, &(struct ui_event){.key = (unsigned char)*text});
}

static inline void front_paste(struct front *front, const char *text)
{
	front_event(front, &(struct ui_event){
				   .key = UI_KEY_PASTE, .text = text, .length = strlen(text)});
}

static inline void front_mouse(struct front *front, enum ui_mouse mouse, int row, int col)
{
	front_event(front, &(struct ui_event){
				   .key = UI_KEY_MOUSE, .mouse = mouse, .row = row, .col = col});
}

/* Valid until it is asked for again. */
static inline const char *front_screen(struct front *front)
{
	xb_buf_clear(&front->text);
	show(front->app, &front->screen);
	ui_screen_text(&front->screen, &front->text);
	return front->text.data;
}

/* How many cells are marked as found: the selected row has another ground. */
static inline size_t front_found(struct front *front)
{
	size_t count = 0;

	front_screen(front);
	for (int i = 0; i < front->screen.rows * front->screen.cols; i++)
		count += front->screen.cells[i].ground == UI_GROUND_FOUND;
	return count;
}

/* The name of the selected row; "" where none is. */
static inline const char *front_selected(const struct front *front)
{
	const struct ui_row *row = ui_page_row(ui_app_page(front->app));

	return row ? row->name : "";
}

/* The setting, or else the menu, of that name. */
static inline const struct ui_node *front_node(const struct front *front, const char *id)
{
	const struct ui_node *node = ui_menu_find(&front->app->menu, id);

	if (!node)
		node = ui_menu_find_menu(&front->app->menu, id);
	if (!node)
		fail_msg("there is no node %s", id);
	return node;
}

/* What KEY is set to; NULL: it is not. */
static inline const char *front_value(const struct front *front, const char *key)
{
	return front_node(front, key)->value;
}

static inline const char *front_message(const struct front *front)
{
	return front->app->message ? front->app->message : "";
}

static inline const struct ui_page_type *front_page(const struct front *front)
{
	return ui_app_page(front->app)->type;
}

static inline const char *front_title(const struct front *front)
{
	return front->app->dialog ? front->app->dialog->title : "";
}

static inline const char *front_verdict(const struct front *front)
{
	const struct ui_dialog *dialog = front->app->dialog;

	return dialog && dialog->verdict.data ? dialog->verdict.data : "";
}

static inline void front_jump(struct front *front, const char *id)
{
	ui_app_jump(front->app, front_node(front, id));
}

/* Select the row about what KIND and ID say, of the page that is shown. */
static inline void front_select(struct front *front, enum ui_subject_kind kind, const char *id)
{
	const struct ui_subject subject = {.kind = kind, .id = id};
	struct ui_page *page = ui_app_page(front->app);

	if (ui_rows_find(&page->rows, &subject) == page->rows.count)
		fail_msg("there is no row about %s", id);
	ui_page_select(front->app, page, &subject);
}

/* Go down to the row whose name has PART. */
static inline void front_find_row(struct front *front, const char *part)
{
	front_keys(front, "Home");
	while (!strstr(front_selected(front), part)) {
		size_t at = ui_app_page(front->app)->list.selected;

		front_keys(front, "Down");
		if (ui_app_page(front->app)->list.selected == at)
			fail_msg("there is no row with %s", part);
	}
}

/* Select KEY in its menu, edit it, type VALUE in place of what is there, and press Enter. */
static inline void front_edit(struct front *front, const char *key, const char *value)
{
	front_jump(front, key);
	front_keys(front, "E Ctrl-U");
	if (front->app->dialog) {
		ui_field_set(&front->app->dialog->field, "");
		front_type(front, value);
	}
	front_keys(front, "Enter");
}

#define check_screen(front, part) check_contains(part, front_screen(front), part)

static inline void check_hidden_at(struct front *front, const char *part, const char *file, int line)
{
	const char *screen = front_screen(front);

	if (!strstr(screen, part))
		return;
	print_error("%s\nhas \"%s\"\n", screen, part);
	_fail(file, line);
}
/* PART is nowhere on the screen. */
#define check_hidden(front, part) check_hidden_at(front, part, __FILE__, __LINE__)

static inline int front_group_setup(void **state)
{
	(void)state;
	if (!setlocale(LC_ALL, "C.UTF-8"))
		print_message("there is no locale C.UTF-8\n");
	return 0;
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

#endif

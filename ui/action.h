/* SPDX-License-Identifier: MIT */
/* Everything that a key can do: one row each. Keys, help, palette and manual come from here. */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include "ui/app.h"

struct ui_action {
	const char *name;  /* "save", as the palette calls it */
	const char *keys;  /* names by ui_key_parse with blanks between them: "s F2" */
	const char *help;  /* "Save the profile" */
	const char *hint;  /* for the line of keys: "save"; NULL: not in it */
	unsigned where;    /* UI_ON_ bits */
	bool open;         /* needs no open profile */
	void (*run)(struct ui_app *app);
	bool (*works)(const struct ui_app *app); /* would it do something now? NULL: always */
};
extern const struct ui_action ui_actions[];
extern const size_t ui_action_count;

/* Pages on which letters are text. */
#define UI_ON_TYPED (UI_ON_SEARCH | UI_ON_PALETTE | UI_ON_DEVICES)

/* The action of KEY on a page of WHERE; NULL: none. A row for one page alone goes before one for all. */
const struct ui_action *ui_action_of_key(int key, unsigned where);
const struct ui_action *ui_action_find(const char *name);
/* Run it, if what it needs is there. */
void ui_action_run(struct ui_app *app, const struct ui_action *action);
/* Would it do something now? */
bool ui_action_works(const struct ui_app *app, const struct ui_action *action);
/* The first of its keys that is one on the pages WHERE, as it is shown: "Ctrl-L". "": it has none. */
const char *ui_action_key(const struct ui_action *action, unsigned where, char out[UI_KEY_TEXT]);

/* ---- Their functions, by file ------------------------------------------------------------------ */

/* setting.c */
void ui_setting_edit(struct ui_app *app, const struct ui_node *node);
void ui_setting_edit_text(struct ui_app *app); /* in a field, whatever its type */
void ui_setting_toggle(struct ui_app *app); /* Space */
void ui_setting_unset(struct ui_app *app);
void ui_setting_revert(struct ui_app *app); /* to the saved value */
/* setting-add.c */
void ui_setting_add(struct ui_app *app); /* an option by its name, or a whole command line */
void ui_setting_paste(struct ui_app *app, const struct ui_event *paste); /* the same, with that in it */
/* fix.c: what the hint of the selected row's problem says */
void ui_fix_do(struct ui_app *app);
bool ui_fix_is_there(const struct ui_app *app);
/* file.c */
void ui_file_save(struct ui_app *app);
void ui_file_save_as(struct ui_app *app);
void ui_file_reload(struct ui_app *app);
void ui_file_quit(struct ui_app *app);
void ui_file_ask_quit(struct ui_app *app); /* the same, but never without a question */
void ui_file_open(struct ui_app *app, const char *ref); /* asks first where something is unsaved */
/* Open the profile REF without asking; the root menu is shown. False: it could not be read, and what was open
 * stays. Offers to take up a journal that was left. */
bool ui_file_open_now(struct ui_app *app, const char *ref);
/* What a copy of NAME may be called: "my-pi" of the shipped pi, "my-pi-2" of that. New, the caller's. */
char *ui_file_free_name(struct ui_app *app, const char *name, bool shipped);
bool ui_file_may_be_called(struct ui_dialog *dialog, const char *name); /* false: the verdict says why */
/* The same of REF with what was left of it, or of the profile NAME, which never had a file (then REF is NULL). */
bool ui_file_take_up_now(struct ui_app *app, const char *ref, const char *name);
/* Recover what was left; asks first where something is unsaved. */
void ui_file_take_up(struct ui_app *app, const struct xb_left *left);
void ui_file_take_new(struct ui_app *app); /* asks first; then ui_new_take_now */
/* import-go.c */
void ui_import_open(struct ui_app *app, const char *path); /* the page about a file, or a folder, that is no profile */
void ui_import_show_line(struct ui_app *app);
bool ui_import_has_problems(const struct ui_app *app); /* something is wrong with the file, or could be */
void ui_import_show_problems(struct ui_app *app);
void ui_import_turn(struct ui_app *app); /* to the page of the profile that it becomes */
void ui_import_again(struct ui_app *app);
bool ui_import_can_edit(const struct ui_app *app);
void ui_import_edit(struct ui_app *app);
void ui_source_show(struct ui_app *app); /* the whole text of the file; on the page of a new profile that one's */
void ui_source_show_finding(struct ui_app *app); /* the problem of the selected line, among all */
void ui_file_choose(struct ui_app *app); /* a file by its path, profile or not */
/* view-import.c */
bool ui_import_has_line(const struct ui_app *app); /* the selected finding is about a line of the file */
/* view-source.c */
bool ui_source_has_finding(const struct ui_app *app); /* the selected line */
void ui_source_next(struct ui_app *app); /* one of which something is said */
/* view-new.c */
void ui_new_open(struct ui_app *app);    /* asks what it is made of */
bool ui_new_can_take(const struct ui_app *app); /* there is a text of a profile */
void ui_new_take(struct ui_app *app);
/* import-take.c */
bool ui_new_take_now(struct ui_app *app); /* without asking. False: it could not be opened */
/* left.c */
void ui_left_offer(struct ui_app *app); /* at the start: the newest of what no file of the user's leads to */
void ui_left_ask(struct ui_app *app, const char *name); /* what is to become of what was left of NAME */
#define UI_LEFT_DATE 20
void ui_left_date(long long seconds, char out[UI_LEFT_DATE]); /* "2026-11-28 07:50"; "" where there is none */
/* view-broken.c */
void ui_broken_check(struct ui_app *app); /* show that page where what is open cannot be read, and only there */
bool ui_broken_is_shown(const struct ui_app *app);
void ui_broken_edit(struct ui_app *app);
/* view-profiles.c */
void ui_profile_copy(struct ui_app *app);
void ui_profile_rename(struct ui_app *app);
void ui_profile_remove(struct ui_app *app);
/* view-map.c */
void ui_map_edit_address(struct ui_app *app);
/* map-move.c */
void ui_map_fix(struct ui_app *app);
bool ui_map_can_fix(const struct ui_app *app);
void ui_map_unfix(struct ui_app *app);
bool ui_map_can_unfix(const struct ui_app *app);
void ui_map_take_away(struct ui_app *app);
bool ui_map_can_take_away(const struct ui_app *app);
/* map-give.c: a free stretch to a guest, or to several */
void ui_map_give(struct ui_app *app);
bool ui_map_can_give(const struct ui_app *app);
/* view-changes.c */
void ui_changes_revert(struct ui_app *app);
void ui_changes_revert_all(struct ui_app *app);
void ui_changes_other(struct ui_app *app);
/* view-preview.c: Tab goes from the script to /chosen to the command lines */
void ui_preview_next(struct ui_app *app);
const char *ui_preview_title(const struct ui_page *page); /* "script" */
/* edit-text.c: the profile's text in the editor, at what is selected, or at KEY */
void ui_text_edit(struct ui_app *app);
void ui_text_edit_at(struct ui_app *app, const char *key);
/* view-log.c */
void ui_log_open(struct ui_app *app);   /* asks for a log where none was read */
void ui_log_choose(struct ui_app *app); /* another one */
void ui_log_again(struct ui_app *app);  /* the same file, which may be another one by now */
bool ui_log_is_read(const struct ui_app *app);
/* view-build.c */
/* False: PATH, the field of DIALOG, is there already, and that was not said before; now it is. */
bool ui_build_may_write(struct ui_dialog *dialog, const char *path);
void ui_build_write(struct ui_app *app);
void ui_build_folder(struct ui_app *app);
void ui_build_export(struct ui_app *app);
/* view-search.c */
void ui_search_again(struct ui_app *app);
void ui_search_back(struct ui_app *app);
/* seek.c: text in the page that is shown */
void ui_seek_open(struct ui_app *app);
void ui_seek_next(struct ui_app *app);
void ui_seek_back(struct ui_app *app);
bool ui_seek_can(const struct ui_app *app); /* something is looked for */
/* view-parts.c: a list value, part by part */
void ui_parts_open(struct ui_app *app, const struct ui_node *node);
void ui_parts_toggle(struct ui_app *app); /* a word on or off; other parts are typed */
void ui_parts_add(struct ui_app *app);
void ui_parts_remove(struct ui_app *app);
bool ui_parts_can_remove(const struct ui_app *app);
/* view-list.c: lists and mappings by name, a row for each item */
void ui_list_add(struct ui_app *app);
void ui_list_remove(struct ui_app *app);
void ui_list_move_up(struct ui_app *app);
void ui_list_move_down(struct ui_app *app);
bool ui_list_can_move(const struct ui_app *app);
/* view-domains.c: guests, and what they share */
void ui_domains_add(struct ui_app *app);
void ui_domains_copy(struct ui_app *app);
void ui_domains_rename(struct ui_app *app);
void ui_domains_remove(struct ui_app *app);
bool ui_domains_has_item(const struct ui_app *app);
bool ui_domains_has_name(const struct ui_app *app); /* it has one, by which it can be copied */
/* view-devices.c: what a guest is given of the host */
void ui_devices_toggle(struct ui_app *app);
void ui_devices_help(struct ui_app *app); /* all that stands against the device, where the pane is too small */
/* copy.c: to the clipboard, or into a file */
void ui_copy(struct ui_app *app);
bool ui_can_copy(const struct ui_app *app);
/* view-preview.c: the text of its tab as it would be written, and what a file of it is called behind a dot. NULL: it
 * cannot be made. */
const char *ui_preview_text(struct ui_app *app, struct xb_buf *out);
/* view-help.c */
void ui_help_open(struct ui_app *app); /* of what is selected */
void ui_help_keys(struct ui_app *app);

#endif

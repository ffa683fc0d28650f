/* SPDX-License-Identifier: MIT */
/*
 * What each key does. It shows the pages, and pages run and list what stands here: the one file of the
 * front end that is both above and below them.
 */
#include "ui/action.h"

#include <stdlib.h>

#include "ui/import.h"

/* ---- Moving ------------------------------------------------------------------------------------ */

static void move(struct ui_app *app, long by)
{
	struct ui_page *page = ui_app_page(app);

	ui_list_move(&page->list, by, ui_rows_selectable, &page->rows);
	page->detail.rolled = 0;
}

static long page_rows(const struct ui_app *app)
{
	size_t rows = ui_app_page(app)->list.rows;

	return rows > 1 ? (long)rows - 1 : 1;
}

static void go_up(struct ui_app *app) { move(app, -1); }
static void go_down(struct ui_app *app) { move(app, 1); }
static void page_up(struct ui_app *app) { move(app, -page_rows(app)); }
static void page_down(struct ui_app *app) { move(app, page_rows(app)); }
static void half_up(struct ui_app *app) { move(app, -(page_rows(app) + 1) / 2); }
static void half_down(struct ui_app *app) { move(app, (page_rows(app) + 1) / 2); }
static void go_first(struct ui_app *app) { move(app, -1000000); }
static void go_last(struct ui_app *app) { move(app, 1000000); }

static void help_up(struct ui_app *app) { ui_page_roll_detail(app, ui_app_page(app), -1); }
static void help_down(struct ui_app *app) { ui_page_roll_detail(app, ui_app_page(app), 1); }

/* Half of what is in view, so that one finds one's place again. */
static void scroll(struct ui_app *app, int sign)
{
	struct ui_page *page = ui_app_page(app);

	ui_page_scroll(app, page, sign * (ui_page_view(app, page) / 2));
}

static void scroll_left(struct ui_app *app) { scroll(app, -1); }
static void scroll_right(struct ui_app *app) { scroll(app, 1); }

static void enter(struct ui_app *app)
{
	struct ui_page *page = ui_app_page(app);
	const struct ui_row *row = ui_page_row(page);

	if (row && page->type->enter)
		page->type->enter(app, page, row);
}

/* Without a profile the list of them is the first page, and what cannot be read has one of its own: the main menu
 * would be empty. */
static bool can_go_back(const struct ui_app *app)
{
	return ui_places_came(app) || app->page_count > (app->draft && !ui_broken_is_shown(app) ? 1 : 2);
}

/* A page that a jump led to is left for the list that the jump began in. */
static void step_back(struct ui_app *app)
{
	if (ui_places_came(app))
		ui_places_back(app);
	else
		ui_app_pop(app);
}

/* Esc goes back, and where that would end the program it asks: nobody leaves by one Esc too many. */
static void leave(struct ui_app *app)
{
	if (ui_places_came(app)) {
		ui_escape_leave_place(app);
	} else if (can_go_back(app)) {
		ui_escape_pop_page(app);
	} else {
		ui_file_ask_quit(app);
		ui_escape_asked(app);
	}
}

/* Left in the root menu goes nowhere: only Esc and q quit. */
static void go_back(struct ui_app *app)
{
	if (can_go_back(app))
		step_back(app);
}

/* From wherever one went after the jump. */
static void previous_place(struct ui_app *app)
{
	if (!ui_places_back(app))
		go_back(app);
}

static void next_place(struct ui_app *app)
{
	if (!ui_places_forward(app))
		ui_app_say(app, UI_NORMAL, "there is no place to go forward to");
}

/* ---- Pages ------------------------------------------------------------------------------------- */

/* One page of a kind is enough: what is open already comes to the top anew. */
static void show(struct ui_app *app, const struct ui_page_type *type)
{
	if (ui_app_page(app)->type != type)
		ui_app_push(app, type, NULL);
}

static void show_problems(struct ui_app *app) { show(app, &ui_page_problems); }
static void show_map(struct ui_app *app) { show(app, &ui_page_map); }
static void show_preview(struct ui_app *app) { show(app, &ui_page_preview); }
static void show_changes(struct ui_app *app) { show(app, &ui_page_changes); }
static void show_search(struct ui_app *app) { show(app, &ui_page_search); }
static void show_palette(struct ui_app *app) { show(app, &ui_page_palette); }
static void show_profiles(struct ui_app *app) { show(app, &ui_page_profiles); }
static void show_steps(struct ui_app *app) { show(app, &ui_page_steps); }
static void show_build(struct ui_app *app) { show(app, &ui_page_build); }

static void toggle_all(struct ui_app *app)
{
	ui_app_show(app, app->shown == UI_SHOWN_ALL ? UI_SHOWN_FIT : UI_SHOWN_ALL);
}

static void toggle_set(struct ui_app *app)
{
	ui_app_show(app, app->shown == UI_SHOWN_SET ? UI_SHOWN_FIT : UI_SHOWN_SET);
}

/* ---- Editing ----------------------------------------------------------------------------------- */

/* Take the step called NAME (NULL: there is none) back or do it again, by TURN, and say so. */
static void move_step(struct ui_app *app, const char *name, bool (*turn)(struct xb_draft *),
		      const char *done, const char *nothing)
{
	char *copy;

	if (!name) {
		ui_app_say(app, UI_NORMAL, "%s", nothing);
		return;
	}
	copy = xb_strdup(name);
	turn(app->draft);
	ui_app_refresh(app);
	ui_broken_check(app);
	ui_app_say(app, UI_NORMAL, "%s: %s", done, copy);
	free(copy);
}

static void undo(struct ui_app *app)
{
	move_step(app, xb_draft_undo_name(app->draft), xb_draft_undo, "undone",
		  "nothing to undo");
}

static void redo(struct ui_app *app)
{
	move_step(app, xb_draft_redo_name(app->draft), xb_draft_redo, "done again",
		  "nothing to do again");
}

/* ---- The terminal ------------------------------------------------------------------------------ */

static void redraw(struct ui_app *app)
{
	app->redraw = true;
}

static void suspend(struct ui_app *app)
{
	app->suspend = true;
}

static void toggle_mouse(struct ui_app *app)
{
	app->mouse = !app->mouse;
	ui_app_say(app, UI_NORMAL, "mouse %s",
		   app->mouse ? "on; hold Shift to select text" : "off: the terminal selects text");
}

/* ---- What would do something now --------------------------------------------------------------- */

/* Enter on a page that has another word for it, or on a line of text, leads nowhere. */
static bool can_enter(const struct ui_app *app)
{
	static const unsigned by_node = UI_ON_HELP | UI_ON_PROBLEMS | UI_ON_CHANGES | UI_ON_PREVIEW |
					 UI_ON_LOG | UI_ON_BOARD | UI_ON_IMPORT | UI_ON_SOURCE;
	static const unsigned by_own = UI_ON_BUILD | UI_ON_MAP;
	const struct ui_page *page = ui_app_page(app);
	const struct ui_row *row = ui_page_row(page);

	return row && !(page->type->where & by_own) && (row->node || !(page->type->where & by_node));
}

static bool is_elsewhere(const struct ui_app *app, const struct ui_page_type *type)
{
	return ui_app_page(app)->type != type;
}

static bool not_in_build(const struct ui_app *app) { return is_elsewhere(app, &ui_page_build); }
static bool not_in_help(const struct ui_app *app) { return is_elsewhere(app, &ui_page_help); }
static bool not_in_problems(const struct ui_app *app) { return is_elsewhere(app, &ui_page_problems); }
static bool not_in_map(const struct ui_app *app) { return is_elsewhere(app, &ui_page_map); }
static bool not_in_preview(const struct ui_app *app) { return is_elsewhere(app, &ui_page_preview); }
static bool not_in_changes(const struct ui_app *app) { return is_elsewhere(app, &ui_page_changes); }

static bool can_write(const struct ui_app *app)
{
	return xb_session_diags(app->session)->errors == 0;
}

static bool has_row(const struct ui_app *app) { return ui_page_row(ui_app_page(app)) != NULL; }

static bool is_source(const struct ui_app *app) { return !is_elsewhere(app, &ui_page_source); }
static bool takes_files(const struct ui_app *app) { return app->import && ui_import_takes_files(app->import); }

static bool can_turn(const struct ui_app *app)
{
	return is_elsewhere(app, &ui_page_new_profile_text) && ui_new_can_take(app);
}

/* Something to show in whole. */
static bool has_text(const struct ui_app *app)
{
	if (!app->import)
		return false;
	return is_elsewhere(app, &ui_page_new_profile) ? app->import->read.source.length : ui_new_can_take(app);
}

/* What is loaded can be moved. */
static bool has_place(const struct ui_app *app)
{
	return has_row(app) && ui_page_row(ui_app_page(app))->node;
}

static bool has_profile(const struct ui_app *app)
{
	return has_row(app) && ui_page_row(ui_app_page(app))->subject.kind == UI_SUBJECT_PROFILE;
}

static bool has_own_profile(const struct ui_app *app)
{
	return has_profile(app) && !ui_page_row(ui_app_page(app))->subject.shipped;
}

static bool has_setting(const struct ui_app *app)
{
	return ui_node_is_setting(ui_app_node(app));
}

static bool has_value(const struct ui_app *app)
{
	return has_setting(app) && ui_app_node(app)->value;
}

static bool has_change(const struct ui_app *app)
{
	return has_setting(app) && ui_app_node(app)->changed;
}

/* One in which there are options. */
static bool is_menu(const struct ui_app *app)
{
	const struct ui_subject *subject = &ui_app_page(app)->subject;
	const struct ui_node *node = ui_menu_node(&app->menu, subject);

	return (subject->kind == UI_SUBJECT_MENU && subject->id[0]) || (node && node->guest);
}

static bool can_save(const struct ui_app *app)
{
	return !xb_draft_path(app->draft) || xb_draft_is_changed(app->draft);
}

static bool can_undo(const struct ui_app *app) { return xb_draft_undo_name(app->draft) != NULL; }
static bool can_redo(const struct ui_app *app) { return xb_draft_redo_name(app->draft) != NULL; }
static bool can_go_left(const struct ui_app *app) { return ui_page_can_scroll(app, ui_app_page(app), -1); }
static bool can_go_right(const struct ui_app *app) { return ui_page_can_scroll(app, ui_app_page(app), 1); }
static bool has_next_place(const struct ui_app *app) { return app->forward.count > 0; }
static bool has_searched(const struct ui_app *app) { return app->last_search != NULL; }

/* ---- The table --------------------------------------------------------------------------------- */

#define LISTS UI_ON_ANY
#define UNREAD (UI_ON_ANY & ~UI_ON_TYPED)
/* Where the profile that is open is in view. */
#define DRAFT (UI_ON_ANY & ~UI_ON_IMPORTS)
/* Not where there is no profile to look at or change; by keys that are no letters also where those are typed. */
#define PLAIN (((UNREAD & ~UI_ON_BROKEN) | UI_ON_DEVICES) & DRAFT)

/* clang-format off */
const struct ui_action ui_actions[] = {
	{"enter", "Enter Right l", "Open the menu, edit the value, or go where the row leads", "open", LISTS, true, enter, can_enter},
	{"toggle", "Space", "Switch on or off, or take the next value", "change", UI_ON_MENU, false, ui_setting_toggle, has_setting},
	{"do the hint", ".", "Do what the hint of the problem says", "fix", UI_ON_PROBLEMS | UI_ON_MENU | UI_ON_LIST | UI_ON_DOMAINS | UI_ON_MAP, false, ui_fix_do, ui_fix_is_there},
	{"back", "Left h", "Back to the page before; behind a jump to the list that it began in", "back", UNREAD, true, go_back, can_go_back},
	{"leave", "Esc", "Leave the page; in the main menu: ask whether to quit", "back", LISTS, true, leave, can_go_back},
	{"previous place", "Backspace", "Back to where the last jump began", NULL, UNREAD, true, previous_place, NULL},
	{"next place", "F", "Forward again to where that jump led", NULL, PLAIN, true, next_place, has_next_place},
	{"up", "Up k Ctrl-P", "One row up", NULL, LISTS, true, go_up, NULL},
	{"down", "Down j Ctrl-N", "One row down", NULL, LISTS, true, go_down, NULL},
	{"page up", "PgUp Ctrl-B", "A page up", NULL, LISTS, true, page_up, NULL},
	{"page down", "PgDn Ctrl-F", "A page down", NULL, LISTS, true, page_down, NULL},
	{"half page up", "Ctrl-U", "Half a page up", NULL, UNREAD, true, half_up, NULL},
	{"half page down", "Ctrl-D", "Half a page down", NULL, UNREAD, true, half_down, NULL},
	{"first", "Home g", "The first row", NULL, LISTS, true, go_first, NULL},
	{"last", "End G", "The last row", NULL, LISTS, true, go_last, NULL},
	{"help up", "[", "Roll the help up", NULL, PLAIN | UI_ON_IMPORTS, true, help_up, NULL},
	{"help down", "]", "Roll the help down", NULL, PLAIN | UI_ON_IMPORTS, true, help_down, NULL},

	{"write outputs", "Enter w", "Write all outputs, or none", "write", UI_ON_BUILD, false, ui_build_write, can_write},
	{"output folder", "o", "Build into another folder", "folder", UI_ON_BUILD, false, ui_build_folder, NULL},
	{"export for CI", "x", "Write the profile with every address, size and default pinned", "export", UI_ON_BUILD, false, ui_build_export, NULL},
	{"next view", "Tab", "The script, then /chosen, then the command lines", "next view", UI_ON_PREVIEW, false, ui_preview_next, NULL},
	{"scroll right", "> Ctrl-Right", "What stands further right in long lines", "right", UI_ON_PREVIEW | UI_ON_SOURCE, true, scroll_right, can_go_right},
	{"scroll left", "< Ctrl-Left", "Back to the left", "left", UI_ON_PREVIEW | UI_ON_SOURCE, true, scroll_left, can_go_left},
	{"copy text", "y", "Copy the text that is shown, to the clipboard or into a file", "copy", UI_ON_PREVIEW, false, ui_copy, ui_can_copy},
	{"change address", "Enter e", "Give what stands here another address", "address", UI_ON_MAP, false, ui_map_edit_address, has_place},
	{"fix address", "Space", "What the planner placed stays where it is, whatever else moves", "fix here", UI_ON_MAP, false, ui_map_fix, ui_map_can_fix},
	{"automatic address", "a", "The planner finds a place for it", "auto", UI_ON_MAP, false, ui_map_unfix, ui_map_can_unfix},
	{"give memory", "+ Insert", "Make the free stretch a guest's static memory, or memory that domains share", "give", UI_ON_MAP, false, ui_map_give, ui_map_can_give},
	{"take memory away", "- Delete x", "Take static memory of a guest, shared memory or Xen's heap away from here", "take away", UI_ON_MAP, false, ui_map_take_away, ui_map_can_take_away},
	{"revert", "r Delete", "Take the change back", "revert", UI_ON_CHANGES, false, ui_changes_revert, has_row},
	{"revert all", "R", "Take all changes back", "all", UI_ON_CHANGES, false, ui_changes_revert_all, has_row},
	{"compare with", "Tab", "Compare with the saved file, the defaults, or another profile", "compare", UI_ON_CHANGES, false, ui_changes_other, NULL},
	{"toggle part", "Enter Space", "Switch the word on or off, or change the part", "change", UI_ON_PARTS, false, ui_parts_toggle, has_row},
	{"add part", "+ Insert", "Add a part to the value", "add", UI_ON_PARTS, false, ui_parts_add, NULL},
	{"remove part", "- Delete", "Take the part out", "remove", UI_ON_PARTS, false, ui_parts_remove, ui_parts_can_remove},
	{"add item", "+ Insert", "Add a row to the list", "add", UI_ON_LIST, false, ui_list_add, NULL},
	{"remove item", "- Delete x", "Take the row out of the list", "remove", UI_ON_LIST, false, ui_list_remove, has_row},
	{"move up", "<", "Move the row before the one above it", "move up", UI_ON_LIST, false, ui_list_move_up, ui_list_can_move},
	{"move down", ">", "Move the row behind the one below it", "move down", UI_ON_LIST, false, ui_list_move_down, ui_list_can_move},
	{"add domain", "+ Insert", "Add a guest, a CPU pool, shared memory or an event channel, by what is selected", "add", UI_ON_DOMAINS, false, ui_domains_add, has_row},
	{"copy domain", "c", "Copy it under another name", "copy", UI_ON_DOMAINS, false, ui_domains_copy, ui_domains_has_name},
	{"rename domain", "r", "Give it another name, there too where it is named", "rename", UI_ON_DOMAINS, false, ui_domains_rename, ui_domains_has_name},
	{"remove domain", "- Delete x", "Remove it, with what names it", "remove", UI_ON_DOMAINS, false, ui_domains_remove, ui_domains_has_item},
	{"toggle device", "Enter Space", "Pass the device through to the guest, or do not", "change", UI_ON_DEVICES, false, ui_devices_toggle, has_row},
	{"device", "? F1", "All that is known of the device, and what stands against it", "help", UI_ON_DEVICES, false, ui_devices_help, has_row},
	{"read again", "L r", "Read the log again", "read again", UI_ON_LOG, true, ui_log_again, ui_log_is_read},
	{"other log", "o", "Read another log", "other log", UI_ON_LOG, true, ui_log_choose, NULL},
	{"edit file", "e", "Open the file in your editor ($VISUAL, $EDITOR), at the line", "edit", UI_ON_BROKEN, false, ui_broken_edit, NULL},
	{"copy profile", "c", "Copy the profile under another name", "copy", UI_ON_PROFILES, true, ui_profile_copy, has_profile},
	{"rename profile", "r", "Give the profile another name", "rename", UI_ON_PROFILES, true, ui_profile_rename, has_own_profile},
	{"delete profile", "d Delete", "Delete a profile of yours", "delete", UI_ON_PROFILES, true, ui_profile_remove, has_own_profile},
	{"new profile", "n", "Make a profile from a folder of boot files, a script, another tool's configuration, or nothing", "new", UI_ON_PROFILES, true, ui_new_open, NULL},
	{"open file", "f", "Open a file by its path: a profile, or what others wrote, which is checked and can become one", "file", UI_ON_PROFILES, true, ui_file_choose, NULL},
	{"show line", "Enter g", "Go to the line in the text", "line", UI_ON_IMPORT, true, ui_import_show_line, ui_import_has_line},
	{"show finding", "Enter", "Back to all that is wrong, at what is said of the line", "problem", UI_ON_SOURCE, true, ui_source_show_finding, ui_source_has_finding},
	{"next finding", "Tab", "The next line of which something is said", "next problem", UI_ON_SOURCE, true, ui_source_next, is_source},
	{"turn into a profile", "t", "See the profile that it becomes, before that is taken", "turn into a profile", UI_ON_IMPORT | UI_ON_SOURCE, true, ui_import_turn, can_turn},
	{"take profile", "t", "Open the new profile as it is shown; nothing is written before it is saved", "take it", UI_ON_NEW, true, ui_new_take, ui_new_can_take},
	{"whole text", "p", "The whole text: of the file, or of the new profile", "text", UI_ON_IMPORT | UI_ON_NEW, true, ui_source_show, has_text},
	{"board of file", "b", "Name the board that it is for: memory is checked then, too", "board", UI_ON_IMPORT | UI_ON_NEW, true, ui_import_ask_board, NULL},
	{"files of file", "d", "Name the folder of the boot files: their sizes are checked then, too", "files", UI_ON_IMPORT | UI_ON_NEW, true, ui_import_ask_files, takes_files},
	{"tree of file", "T", "Name the device tree: nodes and aliases are checked then, too", "tree", UI_ON_IMPORT | UI_ON_NEW, true, ui_import_ask_tree, NULL},
	{"problems of file", "! F9", "All that is wrong with the file", "problems", UI_ON_SOURCE | UI_ON_NEW, true, ui_import_show_problems, ui_import_has_problems},
	{"edit source", "e", "Edit the file in your editor ($VISUAL, $EDITOR), at the line, and check it again", "edit", UI_ON_IMPORT | UI_ON_SOURCE, true, ui_import_edit, ui_import_can_edit},
	{"read source again", "r", "Read the file again", "read again", UI_ON_IMPORT | UI_ON_SOURCE | UI_ON_NEW, true, ui_import_again, NULL},
	{"find", "f", "Find text in the page that is shown, and mark it", "find", UI_ON_TEXT, true, ui_seek_open, NULL},
	{"find next", "n", "The next line that has it", "next", UI_ON_TEXT, true, ui_seek_next, ui_seek_can},
	{"find previous", "N", "The line before that has it", NULL, UI_ON_TEXT, true, ui_seek_back, ui_seek_can},

	{"save", "s F2 Ctrl-S", "Save the profile", "save", PLAIN, false, ui_file_save, can_save},
	{"undo", "u", "Take the last step back", "undo", UNREAD & DRAFT, false, undo, can_undo},
	{"build", "b F7", "What will be written where; then write it", "build", PLAIN, false, show_build, not_in_build},
	{"search", "/ F3", "Search names, values and help as you type, NAME=VALUE or an address; slips are forgiven", "search", PLAIN, true, show_search, NULL},
	{"help", "? F1", "The whole help of what is selected", "help", LISTS, true, ui_help_open, not_in_help},
	{"problems", "! F9", "All problems of the profile; Enter jumps to the option at fault", "problems", LISTS & DRAFT, false, show_problems, not_in_problems},
	{"map", "m F4", "The memory map, drawn to scale", "map", PLAIN, false, show_map, not_in_map},
	{"preview", "p F5", "The script, /chosen and the command lines", "preview", PLAIN, false, show_preview, not_in_preview},
	{"third pane", "v", "Turn the third pane of a wide screen: script, /chosen, command lines, memory map, none", "view", UI_ON_MENU | UI_ON_LIST | UI_ON_DOMAINS | UI_ON_PARTS | UI_ON_CHANGES, false, ui_side_turn, ui_side_can_turn},
	{"changes", "D F6", "What differs from the saved file, from the defaults or from another profile", "diff", PLAIN, false, show_changes, not_in_changes},
	{"quit", "q F10 Ctrl-C", "Quit; asks where something is unsaved", "quit", LISTS, true, ui_file_quit, NULL},

	{"serial log", "L", "What a serial log says went wrong, and what to change", NULL, PLAIN, true, ui_log_open, NULL},
	{"redo", "Ctrl-R", "Do it again", "redo", UNREAD & DRAFT, false, redo, can_redo},
	{"steps", "U", "All that was done, to go back to any step or forward again", NULL, PLAIN, false, show_steps, NULL},
	{"unset", "x Delete", "Take the setting away", "unset", UI_ON_MENU, false, ui_setting_unset, has_value},
	{"revert setting", "r", "Back to the saved value", "revert", UI_ON_MENU, false, ui_setting_revert, has_change},
	{"add option", "+", "Set an option by its name, known or not, or paste a command line", "add", UI_ON_MENU, false, ui_setting_add, is_menu},
	{"show all", "a", "Show options that do not fit this board or release, too", "all", UI_ON_MENU, true, toggle_all, is_menu},
	{"only what is set", "=", "Show only what is set, or all that fits again", "only set", UI_ON_MENU, false, toggle_set, NULL},
	{"next match", "n", "Jump to the next match of the last search", NULL, UI_ON_MENU, true, ui_search_again, has_searched},
	{"previous match", "N", "Jump to the match before", NULL, UI_ON_MENU, true, ui_search_back, has_searched},
	{"copy", "y", "Copy the value, as NAME=VALUE that of an option, to the clipboard or into a file", NULL, PLAIN & ~UI_ON_PREVIEW, false, ui_copy, ui_can_copy},
	{"edit in editor", "e", "Edit the profile's text in your editor ($VISUAL, $EDITOR), at what is selected", NULL, PLAIN, false, ui_text_edit, NULL},
	{"edit as text", "E", "Edit the value as text, whatever its type", NULL, UI_ON_MENU, false, ui_setting_edit_text, has_setting},
	{"save as", "S", "Save under another name or path", NULL, PLAIN, false, ui_file_save_as, NULL},
	{"reload", "Ctrl-O", "Take what stands in the file", NULL, UNREAD & DRAFT, false, ui_file_reload, NULL},
	{"profiles", "o F8", "Open, copy, rename, delete or make profiles", NULL, UNREAD, true, show_profiles, NULL},
	{"palette", ":", "All actions and options by name", NULL, PLAIN, true, show_palette, NULL},
	{"keys", "F11 K", "All keys", NULL, UNREAD, true, ui_help_keys, NULL},
	{"mouse", "M", "Mouse on or off", NULL, UNREAD, true, toggle_mouse, NULL},
	{"redraw", "Ctrl-L", "Draw the screen anew", NULL, LISTS, true, redraw, NULL},
	{"suspend", "Ctrl-Z", "Back to the shell for a while", NULL, LISTS, true, suspend, NULL},
};
/* clang-format on */
const size_t ui_action_count = XB_COUNT(ui_actions);

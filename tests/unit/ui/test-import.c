/* SPDX-License-Identifier: MIT */
/* Files that are no profile: what is wrong with them, at their line, and the profile that they become. */
#include "unit/boot/files.h"
#include "unit/ui/front.h"

#include <sys/stat.h>

#include "ui/import.h"

/* The ramdisk of line 9 is loaded by none. */
#define SCRIPT                                                                                     \
	"tftpb 0xE00000 xen\n"                                                                     \
	"tftpb 0x1000000 Image\n"                                                                  \
	"tftpb 0x8400000 t.dtb\n"                                                                  \
	"fdt addr 0x8400000; fdt resize 4096\n"                                                    \
	"fdt set /chosen xen,xen-bootargs \"console=dtuart dom0_mem=512M\"\n"                      \
	"fdt set /chosen xen,dom0-bootargs \"console=hvc0 root=/dev/ram0\"\n"                      \
	"fdt mknod /chosen dom0-ramdisk\n"                                                         \
	"fdt set /chosen/dom0-ramdisk compatible \"xen,linux-initrd\" \"xen,multiboot-module\"\n"  \
	"fdt set /chosen/dom0-ramdisk reg <0x0 0x2200000 0x0 0x100000>\n"                          \
	"booti 0xE00000 - 0x8400000\n"

static void open_script(struct front *front, const char *text)
{
	folder_write("boot.source", text);
	front_start(front);
	ui_import_open(front->app, "boot.source");
}

static const char *answer(const struct front *front, enum ui_answer_to which)
{
	const char *value = front->app->import->answers[which];

	return value ? value : "";
}

static void a_finding_leads_to_its_line_and_back(void **state)
{
	struct front front;

	(void)state;
	open_script(&front, SCRIPT);
	check_bool("page", front_page(&front) == &ui_page_import, true);
	check_contains("the worst first", front_selected(&front), "9  dom0 ramdisk: nothing was loaded at 0x2200000");
	check_screen(&front, "!     9  fdt set /chosen/dom0-ramdisk reg");
	check_screen(&front, "No RAM is known");
	front_keys(&front, "g");
	check_bool("text", front_page(&front) == &ui_page_source, true);
	check_contains("line", front_selected(&front), "9  fdt set /chosen/dom0-ramdisk reg");
	check_screen(&front, "error: dom0 ramdisk: nothing was loaded");
	front_keys(&front, "Home Tab");
	check_bool("to a line of which something is said", ui_source_has_finding(front.app), true);
	front_keys(&front, "End Up Enter");
	check_bool("back", front_page(&front) == &ui_page_import, true);
	check_contains("at it", front_selected(&front), "9  dom0 ramdisk");
	check_u64("no page is left over", front.app->page_count, 2);
	front_close(&front);
}

/* Nothing is written, and it is as unsaved as any new profile. */
static void it_becomes_a_profile(void **state)
{
	struct front front;

	(void)state;
	open_script(&front, SCRIPT);
	front_keys(&front, "t");
	check_bool("page", front_page(&front) == &ui_page_new_profile, true);
	check_text("ready", front_selected(&front), "Take it");
	check_screen(&front, "name: boot");
	front_keys(&front, "t");
	check_bool("main menu", front_page(&front) == &ui_page_menu, true);
	check_text("name", xb_draft_name(front.app->draft), "boot");
	check_text("read", front_value(&front, "xen.options.dom0_mem"), "512M");
	check_bool("unsaved", xb_draft_is_changed(front.app->draft), true);
	assert_null(xb_draft_path(front.app->draft));
	assert_null(front.app->import);
	check_int("nothing is written", access("home/profiles/boot.yaml", F_OK), -1);
	front_keys(&front, "s");
	check_contains("saved", front_message(&front), "saved to home/profiles/boot.yaml");
	front_close(&front);
}

static void esc_goes_back_with_nothing_lost(void **state)
{
	struct front front;

	(void)state;
	open_script(&front, SCRIPT);
	front_keys(&front, "t Home Down Enter Ctrl-U");
	front_type(&front, "a b");
	front_keys(&front, "Enter");
	check_contains("refused", front_verdict(&front), "letters, digits");
	front_keys(&front, "Ctrl-U m i n e Enter");
	check_text("named", answer(&front, UI_IMPORT_NAME), "mine");
	check_screen(&front, "name: mine");
	front_keys(&front, "Esc");
	check_bool("back", front_page(&front) == &ui_page_import, true);
	front_keys(&front, "t p");
	check_bool("preview", front_page(&front) == &ui_page_new_profile_text, true);
	check_screen(&front, "name: mine");
	front_keys(&front, "Esc Enter");
	check_text("open", xb_draft_name(front.app->draft), "mine");
	front_close(&front);
}

/* What is unsaved of another profile is asked about before, and stays where the answer is no answer. */
static void what_is_open_is_not_lost(void **state)
{
	struct front front;

	(void)state;
	folder_write("boot.source", SCRIPT);
	front_open_small(&front);
	ui_app_set(front.app, "xen.options.vwfi", "trap");
	front_keys(&front, "o f");
	front_type(&front, "boot.source");
	front_keys(&front, "Enter");
	check_bool("page", front_page(&front) == &ui_page_import, true);
	check_screen(&front, " xenboot  boot.source");
	front_keys(&front, "u s");
	check_text("keys of a profile do nothing here", front_value(&front, "xen.options.vwfi"), "trap");
	front_keys(&front, "t t");
	check_text("asked", front_title(&front), "Unsaved changes");
	front_keys(&front, "c");
	check_text("open", xb_draft_name(front.app->draft), "p.yaml");
	check_bool("still there", front_page(&front) == &ui_page_new_profile, true);
	front_keys(&front, "Esc Esc Esc");
	check_bool("back", front_page(&front) == &ui_page_menu, true);
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "trap");
	front_keys(&front, "o f");
	front_type(&front, "boot.source");
	front_keys(&front, "Enter t t n");
	check_text("open", xb_draft_name(front.app->draft), "boot");
	front_close(&front);
}

static void a_board_makes_findings_sharper(void **state)
{
	struct front front;

	(void)state;
	open_script(&front, "tftpb 0xF000000000 xen\nbooti 0xF000000000 - 0x8400000\n");
	check_u64("before", front.app->import->read.diags.errors, 0);
	front_keys(&front, "b");
	check_text("asked", front_title(&front), "The board");
	front_type(&front, "rpi4-4g");
	front_keys(&front, "Enter");
	check_text("answered", answer(&front, UI_IMPORT_BOARD), "rpi4-4g");
	check_screen(&front, "Xen at 0xF000000000 is not inside RAM");
	check_bool("and that is asked for no more", strstr(front_screen(&front), "No RAM") != NULL, false);
	front_keys(&front, "t p");
	check_screen(&front, "board: rpi4-4g");
	front_close(&front);
}

static void files_and_a_tree_must_be_there(void **state)
{
	static const struct {
		const char *key, *text, *says;
	} rows[] = {
		{"d", "nowhere", "cannot read nowhere"}, {"d", "boot.source", "boot.source is no folder"},
		{"T", "nowhere", "cannot read nowhere"}, {"T", ".", ". is a folder"},
	};
	struct front front;

	(void)state;
	open_script(&front, SCRIPT);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		front_keys(&front, rows[i].key);
		front_keys(&front, "Ctrl-U");
		front_type(&front, rows[i].text);
		front_keys(&front, "Enter");
		check_contains(rows[i].text, front_verdict(&front), rows[i].says);
		front_keys(&front, "Esc");
	}
	front_keys(&front, "d Enter");
	check_text("files", answer(&front, UI_IMPORT_FILES), "./");
	front_keys(&front, "d Ctrl-U Enter");
	check_text("none", answer(&front, UI_IMPORT_FILES), "");
	front_close(&front);
}

static int edit(void *context, char *const argv[])
{
	check_text("command", argv[2], "vi +9 \"$1\"");
	check_text("file", argv[4], context);
	folder_write("boot.source", "booti 0xE00000\n");
	return 0;
}

static void an_editor_opens_at_the_line(void **state)
{
	struct front front;
	char path[] = "boot.source";

	(void)state;
	open_script(&front, SCRIPT);
	front.app->run_program = edit;
	front.app->program_context = path;
	front_keys(&front, "e");
	check_text("read again", front.app->import->read.source.data, "booti 0xE00000\n");
	front_close(&front);
}

/* ---- New ones ---------------------------------------------------------------------------------- */

static void a_folder_becomes_one(void **state)
{
	struct front front;

	(void)state;
	assert_int_equal(mkdir("empty", 0777), 0);
	front_open_small(&front);
	front_keys(&front, "o n");
	check_contains("asked", front_title(&front), "of what?");
	front_keys(&front, "Enter Esc");
	check_bool("not said yet", front_page(&front) == &ui_page_new_profile, true);
	check_screen(&front, "(not said yet)");
	front_keys(&front, "Enter Ctrl-U");
	front_type(&front, "nowhere");
	front_keys(&front, "Enter");
	check_contains("refused", front_verdict(&front), "cannot read nowhere");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "empty");
	front_keys(&front, "Enter");
	check_screen(&front, "no Xen among the files");
	check_text("called so", answer(&front, UI_IMPORT_NAME), "empty");
	front_keys(&front, "End Enter");
	check_contains("nothing to take", front_message(&front), "no Xen");
	check_text("open", xb_draft_name(front.app->draft), "p.yaml");
	check_text("as it was", front_value(&front, "xen.options.vwfi"), "native");
	front_close(&front);
}

static void files_are_found_and_the_board_is_asked(void **state)
{
	struct front front;

	(void)state;
	put_boot_files();
	front_start(&front);
	ui_app_push(front.app, &ui_page_profiles, NULL);
	front_keys(&front, "n Enter Enter");
	check_text("asked", front_title(&front), "The board");
	front_keys(&front, "Home Enter");
	check_text("ready", front_selected(&front), "Take it");
	front_keys(&front, "Enter");
	assert_non_null(front.app->draft);
	check_bool("planned", xb_session_boot(front.session) != NULL, true);
	front_close(&front);
}

static void nothing_becomes_an_empty_one(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "o n End Enter");
	check_text("named", answer(&front, UI_IMPORT_NAME), "new");
	front_keys(&front, "Home Enter");
	check_contains("it has no path", front_message(&front), "nothing");
	front_keys(&front, "t");
	check_text("open", xb_draft_name(front.app->draft), "new");
	check_bool("what is missing is said", xb_session_diags(front.session)->errors > 0, true);
	front_close(&front);
}

/* ---- Whatever is in it --------------------------------------------------------------------------- */

static void whatever_is_in_it(void **state)
{
	static const char *const texts[] = {
		"", "\n", "\x01\x1b[31m\x7f\n", "\xff\xfe\xc3", "booti", "'", "\"", "$(", "if true; then\n",
		"fdt set /chosen a \23331m\nbooti 0 - 0\n", "XEN=\"\x1b]0;x\x07\"\nDOM0_KERNEL=Image\nDEVICE_TREE=t.dtb\n",
	};
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {12, 40}, {40, 160}, {1, 1}, {24, 80}};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct front front;

		open_script(&front, texts[i]);
		for (size_t k = 0; k < XB_COUNT(sizes); k++) {
			front_resize(&front, sizes[k].rows, sizes[k].cols);
			for (const char *c = front_screen(&front); *c; c++)
				if ((unsigned char)*c < ' ' && *c != '\n')
					fail_msg("%zu: the screen has byte %d", i, *c);
			front_keys(&front, "Down Enter p Ctrl-Right Esc Esc t p Esc Esc r");
			ui_app_return(front.app, &ui_page_import);
		}
		front_close(&front);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_finding_leads_to_its_line_and_back),
		in_folder(it_becomes_a_profile),
		in_folder(esc_goes_back_with_nothing_lost),
		in_folder(what_is_open_is_not_lost),
		in_folder(a_board_makes_findings_sharper),
		in_folder(files_and_a_tree_must_be_there),
		in_folder(an_editor_opens_at_the_line),
		in_folder(a_folder_becomes_one),
		in_folder(files_are_found_and_the_board_is_asked),
		in_folder(nothing_becomes_an_empty_one),
		in_folder(whatever_is_in_it),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What others wrote becomes the text of a profile, without a file. */
#include "xenboot/draft.h"

#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/diags.h"

#include <sys/stat.h>

#define SCRIPT                                                                                     \
	"tftpb 0xE00000 xen\n"                                                                     \
	"tftpb 0x1000000 Image\n"                                                                  \
	"tftpb 0x8400000 t.dtb\n"                                                                  \
	"fdt addr 0x8400000\n"                                                                     \
	"fdt resize 4096\n"                                                                        \
	"fdt set /chosen xen,xen-bootargs \"console=dtuart dom0_mem=512M\"\n"                      \
	"fdt mknod /chosen dom0\n"                                                                 \
	"fdt set /chosen/dom0 compatible \"xen,linux-zimage\" \"xen,multiboot-module\"\n"          \
	"fdt set /chosen/dom0 reg <0x0 0x1000000 0x0 0x100000>\n"                                  \
	"booti 0xE00000 - 0x8400000\n"

static struct xb_session *open_session(void)
{
	static const struct xb_session_config config = {.user_dir = "home"};

	return xb_session_new(&config);
}

static void what_is_opened_as_a_profile(void **state)
{
	static const struct {
		const char *ref;
		bool is;
	} rows[] = {
		{"p.yaml", true},	  {"rpi4-yocto", true}, {"boot.source", false}, {"./boot.source", false},
		{"nowhere.source", true}, {"folder", false},	{"folder/", false},	{"./folder", false},
		{"folder/nowhere", true}, {"-", true},		{"config", false},
	};

	struct xb_session *session = open_session();

	(void)state;
	folder_write("p.yaml", "format: 1\n");
	folder_write("config", SCRIPT);
	folder_write("rpi4-yocto", SCRIPT);
	folder_write("boot.source", SCRIPT);
	assert_int_equal(mkdir("folder", 0777), 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_bool(rows[i].ref, xb_ref_is_profile(session, rows[i].ref), rows[i].is);
	xb_session_free(session);
}

static void a_profile_is_called_as_the_file(void **state)
{
	static const struct {
		const char *path, *name;
	} rows[] = {
		{"boot.source", "boot"}, {"dir/boot.scr", "boot"}, {"a b.cfg", "a-b"},	{".hidden", "hidden"},
		{"v1.2.source", "v1.2"}, {"-x.source", "x"},	   {"...", "imported"}, {"\xc3\xa4", "imported"},
		{"", "imported"},	 {"folder.d/", "folder.d"},
	};

	(void)state;
	assert_int_equal(mkdir("folder.d", 0777), 0);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *name = xb_import_profile_name(rows[i].path);

		check_text(rows[i].path, name, rows[i].name);
		free(name);
	}
}

static bool says(const struct xb_diags *diags, const char *text)
{
	for (size_t i = 0; i < diags->count; i++)
		if (strstr(diags->items[i].message, text))
			return true;
	return false;
}

/* It is followed and checked, its text is kept, and the profile can be planned. */
static void a_script_and_the_profile_that_it_becomes(void **state)
{
	const struct xb_import_request request = {.path = "boot.source", .name = "mine"};
	struct xb_session *session = open_session();
	struct xb_imported imported;
	struct xb_draft *draft;

	(void)state;
	folder_write("boot.source", SCRIPT);
	xb_imported_read(session, &request, &imported);
	check_text("kind", imported.kind, "a script of U-Boot");
	check_text("source", imported.source.data, SCRIPT);
	check_bool("text", imported.is_text, true);
	check_contains("named", imported.profile.data, "name: mine\n");
	draft = xb_draft_open_text(session, "mine", imported.profile.data, imported.profile.length);
	assert_non_null(draft);
	assert_non_null(xb_session_boot(session));
	check_bool("unsaved", xb_draft_is_changed(draft), true);
	assert_null(xb_draft_path(draft));
	xb_draft_discard_journal(draft);
	xb_draft_free(draft);
	xb_imported_clear(&imported);
	xb_session_free(session);
}

/* The board and the files that the request names are those of this reading alone. */
static void what_is_named_beside_it_counts(void **state)
{
	struct xb_import_request request = {.path = "boot.source", .name = "mine"};
	struct xb_session *session = open_session();
	struct xb_imported imported;

	(void)state;
	folder_write("boot.source", "tftpb 0xF000000000 xen\nbooti 0xF000000000 - 0x8400000\n");
	xb_imported_read(session, &request, &imported);
	check_bool("no RAM is known", says(&imported.diags, "RAM"), false);
	xb_imported_clear(&imported);
	request.board = "rpi4-4g";
	xb_imported_read(session, &request, &imported);
	check_bool("RAM is known", says(&imported.diags, "RAM"), true);
	check_contains("the board stands in the profile", imported.profile.data, "board: rpi4-4g\n");
	xb_imported_clear(&imported);
	request.board = "nowhere";
	xb_imported_read(session, &request, &imported);
	check_bool("no such board", says(&imported.diags, "no board is called 'nowhere'"), true);
	xb_imported_clear(&imported);
	assert_null(xb_session_config(session)->board_name);
	xb_session_free(session);
}

static void a_folder_and_nothing(void **state)
{
	struct xb_import_request request = {.path = "boot", .name = "mine"};
	struct xb_session *session = open_session();
	struct xb_imported imported;

	(void)state;
	assert_int_equal(mkdir("boot", 0777), 0);
	xb_imported_read(session, &request, &imported);
	check_bool("folder", imported.is_folder, true);
	check_bool("nothing in it", says(&imported.diags, "no Xen"), true);
	check_u64("no profile", imported.profile.length, 0);
	xb_imported_clear(&imported);
	request.path = NULL;
	request.board = "rpi4-4g";
	xb_imported_read(session, &request, &imported);
	check_text("empty", imported.profile.data, "format: 1\nname: mine\nboard: rpi4-4g\n");
	xb_imported_clear(&imported);
	xb_session_free(session);
}

static void what_cannot_be_read_says_why(void **state)
{
	static const struct {
		const char *path, *name, *says;
	} rows[] = {
		{"nowhere.source", "mine", "nowhere.source"},
		{"boot.source", "a b", "a b"},
		{"large.source", "mine", "larger than 64 MiB"},
	};
	struct xb_session *session = open_session();

	(void)state;
	folder_write("large.source", "#");
	assert_int_equal(truncate("large.source", (off_t)XB_IMPORT_MAX + 1), 0);
	folder_write("boot.source", SCRIPT);
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const struct xb_import_request request = {.path = rows[i].path, .name = rows[i].name};
		struct xb_imported imported;

		xb_imported_read(session, &request, &imported);
		check_bool(rows[i].path, says(&imported.diags, rows[i].says), true);
		check_u64("no profile", imported.profile.length, 0);
		xb_imported_clear(&imported);
	}
	xb_session_free(session);
}

/* What is open in the session stays. */
static void what_is_open_stays(void **state)
{
	const struct xb_import_request request = {.path = "boot.source", .name = "mine"};
	struct xb_session *session = open_session();
	struct xb_imported imported;

	(void)state;
	folder_write("boot.source", SCRIPT);
	assert_true(xb_session_open(session, "rpi4-yocto"));
	xb_imported_read(session, &request, &imported);
	check_text("open", xb_session_profile(session)->name.text, "rpi4-yocto");
	xb_imported_clear(&imported);
	xb_session_free(session);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(what_is_opened_as_a_profile),
		in_folder(a_profile_is_called_as_the_file),
		in_folder(a_script_and_the_profile_that_it_becomes),
		in_folder(what_is_named_beside_it_counts),
		in_folder(a_folder_and_nothing),
		in_folder(what_cannot_be_read_says_why),
		in_folder(what_is_open_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

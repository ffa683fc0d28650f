/* SPDX-License-Identifier: MIT */
/* A new profile from a folder of boot files: which file is what, and what the profile says then. */
#include "unit/base/folder.h"
#include "unit/boot/files.h"
#include "unit/diags.h"

#include "xenboot/session.h"

static const struct xb_session_config config = {.user_dir = "user"};

/* For the next row. */
static void remove_all(const char *path)
{
	assert_int_equal(nftw(path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* ---- Which file is what --------------------------------------------------------------------- */

enum { MIB = 1 << 20 };

static void put_kernel(const char *path)
{
	put_image(path, 8192, 16 * MIB);
}

static void put_tree_file(const char *path)
{
	put_tree(path, true);
}

static void put_small(const char *path)
{
	put_image(path, 4096, 8192);
}

static void put_packed_kernel(const char *path)
{
	put_image_as(path, 8192, 16 * MIB, "wb");
}

static void put_archive(const char *path)
{
	put_cpio(path, "wbT");
}

static void put_packed_archive(const char *path)
{
	put_cpio(path, "wb");
}

static void put_text(const char *path)
{
	folder_write(path, "just a text\n");
}

static void put_second_name_of_kernel(const char *path)
{
	assert_int_equal(symlink(access("boot/Image", F_OK) == 0 ? "Image" : "Image--6.1-r0", path),
			 0);
}

struct file_row {
	const char *path;
	void (*put)(const char *path);
};

/* What a folder has unless a row leaves it out. */
static const struct file_row usual_files[] = {
	{"boot/xen", put_small},
	{"boot/Image", put_kernel},
	{"boot/rd", put_archive},
	{"boot/t.dtb", put_tree_file},
};

#define PICKED "xen Image rd t.dtb"

static const struct pick_row {
	const char *label;
	const char *without;	 /* names of usual files that are left out */
	struct file_row more[4]; /* files that are there besides */
	const char *tree;	 /* given; NULL: it is to be found */
	const char *files;	 /* for Xen, kernel, ramdisk (- for none), tree; NULL: refused */
	const char *message, *hint; /* of the error; or of the notes, NULL: there are none */
} picks[] = {
	{"one of each", .files = PICKED},
	{"no ramdisk", "rd", .files = "xen Image - t.dtb"},
	{"other names",
	 PICKED,
	 {{"boot/hypervisor", put_small},
	  {"boot/linux.gz", put_packed_kernel},
	  {"boot/root.img", put_packed_archive},
	  {"boot/board", put_tree_file}},
	 .files = "hypervisor linux.gz root.img board"},
	{"what looks alike",
	 .more = {{"boot/xen.efi", put_small},
		  {"boot/t.dtbo", put_tree_file},
		  {"boot/notes", put_text},
		  {"boot/.hidden", put_small}},
	 .files = PICKED},
	{"the usual name",
	 .more = {{"boot/xen-debug", put_small},
		  {"boot/vmlinux", put_kernel},
		  {"boot/old.cpio", put_text}},
	 .files = PICKED,
	 .message = "boot: Xen is xen, by its name; xen-debug could be that as well; "
		    "boot: dom0 kernel is Image, by its name; vmlinux could be that as well"},
	{"two names of one file", .more = {{"boot/Image-6.1-r0", put_second_name_of_kernel}},
	 .files = PICKED},
	{"the shorter name counts",
	 "Image",
	 {{"boot/Image--6.1-r0", put_kernel}, {"boot/Image-6", put_second_name_of_kernel}},
	 .files = "xen Image-6 rd t.dtb"},
	{"hidden files",
	 "xen",
	 {{"boot/hypervisor", put_small}, {"boot/.hidden", put_small}},
	 .files = "hypervisor Image rd t.dtb"},
	{"a name that begins like the usual one",
	 "Image",
	 {{"boot/vmlinuz-6.1", put_kernel}, {"boot/old-vmlinuz", put_kernel}},
	 .files = "xen vmlinuz-6.1 rd t.dtb",
	 .message = "boot: dom0 kernel is vmlinuz-6.1, by its name; old-vmlinuz could be that as "
		    "well"},
	{"a name that has it inside",
	 "Image",
	 {{"boot/a", put_kernel}, {"boot/old-vmlinuz", put_kernel}},
	 .files = "xen old-vmlinuz rd t.dtb",
	 .message = "boot: dom0 kernel is old-vmlinuz, by its name; a could be that as well"},
	{"a kernel as small as Xen", "Image", {{"boot/Image", put_small}}, .files = PICKED},
	{"one that is not called like it",
	 "Image",
	 {{"boot/tool", put_small}},
	 .message = "boot: no dom0 kernel among the files",
	 .hint = "tool (an arm64 Image"},
	{"Xen that is called like a kernel",
	 "xen Image",
	 {{"boot/xen-kernel", put_small}},
	 .message = "boot: no dom0 kernel among the files",
	 .hint = "xen-kernel (an arm64 Image"},
	{"the tree is given",
	 "t.dtb",
	 {{"else.dtb", put_tree_file}},
	 "else.dtb",
	 .files = "xen Image rd /else.dtb"},
	{"the tree is given, and two are there",
	 .more = {{"else.dtb", put_tree_file}, {"boot/u.dtb", put_tree_file}}, .tree = "else.dtb",
	 .files = "xen Image rd /else.dtb"},
	{"no Xen", "xen",
	 .message = "boot: no Xen among the files: looked for an arm64 Image of at most",
	 .hint = "it has Image (an arm64 Image, 8 KiB), rd (a cpio archive, "},
	{"nothing at all", PICKED, .message = "boot: no Xen among the files",
	 .hint = "it has no file at all"},
	{"no kernel", "Image",
	 .message = "boot: no dom0 kernel among the files: looked for an arm64 Image of more",
	 .hint = "it has rd ("},
	{"no tree", "t.dtb", .message = "boot: no device tree among the files", .hint = "it has"},
	{"two that may be Xen",
	 "xen",
	 {{"boot/xen-4.18", put_small}, {"boot/xen-debug", put_small}},
	 .message = "boot: Xen could be each of xen-4.18, xen-debug",
	 .hint = "or one that is called xen"},
	{"two kernels",
	 "Image",
	 {{"boot/Image-a", put_kernel}, {"boot/Image-b", put_kernel}},
	 .message = "boot: dom0 kernel could be each of Image-a, Image-b",
	 .hint = "or one that is called Image"},
	{"two ramdisks", .more = {{"boot/rd2", put_archive}},
	 .message = "boot: dom0 ramdisk could be each of rd, rd2", .hint = "called initramfs"},
	{"two trees", .more = {{"boot/u.dtb", put_tree_file}},
	 .message = "boot: device tree could be each of t.dtb, u.dtb",
	 .hint = "choose one with --dtb FILE"},
};

/* Is NAME among the WORDS? */
static bool has_word(const char *words, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = strstr(words, name); at; at = strstr(at + 1, name))
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static void put_folder(const struct pick_row *row)
{
	assert_int_equal(mkdir("boot", 0700), 0);
	for (size_t i = 0; i < XB_COUNT(usual_files); i++)
		if (!row->without || !has_word(row->without, usual_files[i].path + strlen("boot/")))
			usual_files[i].put(usual_files[i].path);
	for (size_t i = 0; i < XB_COUNT(row->more) && row->more[i].path; i++)
		row->more[i].put(row->more[i].path);
}

/* The files that TEXT names: Xen, kernel, ramdisk, tree; an absolute one from its last '/'. */
static char *files_of(struct xb_session *session, const struct xb_buf *text)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile = xb_profile_parse(xb_session_data(session), "p.yaml",
						      text->data, text->length, &diags);
	const struct xb_entry *entries[4];
	struct xb_buf line = {0};

	assert_non_null(profile);
	check_diags("the new profile", &diags, "");
	entries[0] = &profile->xen.image;
	entries[1] = &profile->dom0.kernel;
	entries[2] = &profile->dom0.ramdisk;
	entries[3] = &profile->tree.image;
	for (size_t i = 0; i < XB_COUNT(entries); i++) {
		const char *file = entries[i]->file.text ? entries[i]->file.text : "-";

		xb_buf_printf(&line, "%s%s", i ? " " : "",
			      file[0] == '/' ? strrchr(file, '/') : file);
	}
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	return xb_buf_take(&line);
}

/* One message behind the other. */
static char *notes_of(const struct xb_diags *diags)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < diags->count; i++)
		xb_buf_printf(&line, "%s%s", i ? "; " : "", diags->items[i].message);
	return xb_buf_take(&line);
}

static void check_pick(const struct pick_row *row)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	bool made = xb_profile_from_folder(session, "new", NULL, "boot", row->tree, &text, &diags);

	check_bool(row->label, made, row->files);
	check_u64(row->label, diags.errors, made ? 0 : 1);
	if (made) {
		char *files = files_of(session, &text), *notes = notes_of(&diags);

		check_text(row->label, files, row->files);
		check_text(row->label, notes, row->message ? row->message : "");
		free(notes);
		free(files);
	} else {
		check_contains(row->label, diags_message(&diags), row->message);
		check_contains(row->label, diags_hint(&diags), row->hint);
		check_u64(row->label, text.length, 0);
	}
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
	xb_session_free(session);
}

static void content_tells_what_a_file_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(picks); i++) {
		put_folder(&picks[i]);
		check_pick(&picks[i]);
		remove_all("boot");
	}
}

/* A list of what is there ends somewhere. */
static void many_files_are_not_all_told(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	(void)state;
	assert_int_equal(mkdir("boot", 0700), 0);
	for (int i = 0; i < 20; i++) {
		char *path = xb_format("boot/%02d.txt", i);

		put_text(path);
		free(path);
	}
	check_bool("none",
		   xb_profile_from_folder(session, "new", NULL, "boot", NULL, &text, &diags),
		   false);
	check_contains("the first", diags_hint(&diags), "it has 00.txt (");
	check_contains("the last", diags_hint(&diags), ", 11.txt (");
	check_contains("the rest", diags_hint(&diags), " and 8 more");
	xb_diags_clear(&diags);
	xb_session_free(session);
}

/* ---- What the new profile says -------------------------------------------------------------- */

static void put_usual_files(void)
{
	assert_int_equal(mkdir("boot", 0700), 0);
	for (size_t i = 0; i < XB_COUNT(usual_files); i++)
		usual_files[i].put(usual_files[i].path);
}

/* Stored and opened by its name, with no more said than what boards and options always have. */
static void a_new_profile_is_ready_for_use(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	(void)state;
	put_usual_files();
	check_bool("make",
		   xb_profile_from_folder(session, "new", NULL, "boot", NULL, &text, &diags), true);
	check_int("save",
		  xb_store_save(session, "new", text.data, text.length, false, NULL, &diags),
		  XB_STORE_DONE);
	check_diags("make", &diags, "");
	check_bool("open", xb_session_open(session, "new"), true);
	check_u64("errors", xb_session_diags(session)->errors, 0);
	check_u64("warnings", xb_session_diags(session)->warnings, 0);
	check_text("name", xb_session_profile(session)->name.text, "new");
	check_u64("files", xb_session_boot(session)->load_count, 5);
	xb_buf_clear(&text);
	xb_session_free(session);
}

static void values_follow_the_board_and_the_tree(void **state)
{
	static const struct {
		const char *label, *board, *key, *value;
	} values[] = {
		{"name", NULL, "name", "new"},
		{"no board", NULL, "description", "Xen and dom0"},
		{"half of the tree's RAM", NULL, "xen.options.dom0_mem", "512M"},
		{"the tree's console", NULL, "xen.options.dtuart", NULL},
		{"no board", NULL, "board", NULL},
		{"its title", "qemu-arm64", "description",
		 "Xen and dom0 on QEMU virt, GICv3, 2 CPUs, 2 GiB"},
		{"half of the board's RAM", "qemu-arm64", "xen.options.dom0_mem", "1G"},
		{"half of a small board's RAM", "small", "xen.options.dom0_mem", "128M"},
		{"half of a tiny board's RAM", "tiny", "xen.options.dom0_mem", "64M"},
		{"no title", "small", "description", "Xen and dom0 on small"},
		{"its console", "qemu-arm64", "xen.options.dtuart", "/pl011@9000000"},
		{"the board", "qemu-arm64", "board", "qemu-arm64"},
		{"with a ramdisk", NULL, "dom0.options.root", "/dev/ram0"},
	};

	(void)state;
	put_usual_files();
	assert_int_equal(mkdir("user", 0700) | mkdir("user/boards", 0700), 0);
	folder_write("user/boards/small.yaml",
		     "memory: [{start: 0, size: 256M}, {start: 1G, size: 128M}]\n");
	folder_write("user/boards/tiny.yaml", "memory: [{start: 0, size: 128M}]\n");
	for (size_t i = 0; i < XB_COUNT(values); i++) {
		struct xb_session *session = xb_session_new(&config);
		struct xb_diags diags = {0};
		struct xb_buf text = {0}, value = {0};
		struct xb_profile *profile;

		check_bool(values[i].label,
			   xb_profile_from_folder(session, "new", values[i].board, "boot", NULL,
						  &text, &diags),
			   true);
		check_diags(values[i].label, &diags, "");
		profile = xb_profile_parse(xb_session_data(session), "new.yaml", text.data,
					   text.length, &diags);
		assert_non_null(profile);
		check_text(values[i].label,
			   xb_profile_get(profile, values[i].key, &value) ? value.data : NULL,
			   values[i].value);
		xb_profile_free(profile);
		xb_buf_clear(&text);
		xb_buf_clear(&value);
		xb_diags_clear(&diags);
		xb_session_free(session);
	}
}

/* The usual tree, for "acme,one" of family "acme,both". */
static void put_named_tree(const char *path)
{
	const struct tree_row rows[] = {
		BYTES("compatible", "acme,one\0acme,both\0"), CELLS("#address-cells", 2),
		CELLS("#size-cells", 2), NODE("memory@0"), TEXT("device_type", "memory"),
		CELLS("reg", 0, 0, 0, 0x40000000), END, NODE("chosen"),
		TEXT("stdout-path", "serial0"), END, {0},
	};
	size_t size;
	void *blob = tree_make(rows, &size);

	put_bytes(path, blob, size);
	free(blob);
}

static void the_tree_names_its_boards(void **state)
{
	static const struct {
		const char *label, *board, *diags, *message, *hint;
	} rows[] = {
		{"none given", NULL, "note board-differs",
		 "no board is given; for this device tree (acme,one) there are both, one-1g, one-2g",
		 "--board NAME"},
		{"its own", "one-2g", "", "", ""},
		{"its family's", "both", "", "", ""},
		{"one that names none", "mute", "", "", ""},
		{"another", "two", "warning board-differs",
		 "the device tree is for acme,one, and board two for acme,two",
		 "--board NAME takes another: both, one-1g, one-2g"},
	};

	(void)state;
	put_usual_files();
	put_named_tree("boot/t.dtb");
	assert_int_equal(mkdir("user", 0700) | mkdir("user/boards", 0700), 0);
	folder_write("user/boards/one-1g.yaml", "compatible: [\"acme,one\"]\n");
	folder_write("user/boards/one-2g.yaml", "compatible: \"acme,one\"\n");
	folder_write("user/boards/both.yaml", "compatible: [\"acme,zero\", \"acme,both\"]\n");
	folder_write("user/boards/two.yaml", "compatible: [\"acme,two\", \"acme,both acme,two\"]\n");
	folder_write("user/boards/mute.yaml", "gic: v3\n");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_session *session = xb_session_new(&config);
		struct xb_diags diags = {0};
		struct xb_buf text = {0};

		check_bool(rows[i].label,
			   xb_profile_from_folder(session, "new", rows[i].board, "boot", NULL,
						  &text, &diags),
			   true);
		check_diags(rows[i].label, &diags, rows[i].diags);
		check_contains(rows[i].label, diags_message(&diags), rows[i].message);
		check_contains(rows[i].label, diags_hint(&diags), rows[i].hint);
		xb_buf_clear(&text);
		xb_diags_clear(&diags);
		xb_session_free(session);
	}
}

/* Those whose node is in the tree, and that are for the UART that Xen gets. */
static void edits_of_the_board_are_written(void **state)
{
	static const char board[] =
		"memory: [{start: 0, size: 1G}]\n"
		"edits:\n"
		"  - {path: /nowhere, remove: true, why: not for this tree}\n"
		"  - {path: /chosen, remove: true, console: /memory@0}\n"
		"  - {path: /soc/uart@1000, remove: true, why: it panics, console: serial0}\n"
		"  - {path: /memory@0, remove: device_type, why: it panics}\n"
		"  - {path: /soc, set: {a: true, b: [x, 'true'], c: '<1 2>'}, why: it dies}\n";
	static const char edits[] =
		"  edits:\n"
		"    # it panics\n"
		"    - {path: /soc/uart@1000, remove: true}\n"
		"    - {path: /memory@0, remove: device_type}\n"
		"    # it dies\n"
		"    - {path: /soc, set: {a: true, b: [x, \"true\"], c: <1 2>}}\n"
		"\n"
		"dom0:\n";
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	struct xb_profile *profile;

	(void)state;
	put_usual_files();
	assert_int_equal(mkdir("user", 0700) | mkdir("user/boards", 0700), 0);
	folder_write("user/boards/own.yaml", board);
	check_bool("make",
		   xb_profile_from_folder(session, "new", "own", "boot", NULL, &text, &diags), true);
	check_contains("the text", text.data, edits);
	profile = xb_profile_parse(xb_session_data(session), "new.yaml", text.data, text.length, &diags);
	assert_non_null(profile);
	check_diags("the text", &diags, "");
	check_u64("edits", profile->tree.edit_count, 3);
	xb_profile_free(profile);
	xb_buf_clear(&text);
	xb_session_free(session);
}

/* File names with what YAML takes for its own come out as they are. */
static void odd_names_come_through(void **state)
{
	static const char *const names[] = {
		"[xen]",   "{xen}",	      "xen: a", "xen # a",  "true", "~",
		"\"xen\"", "xen\xe2\x80\xa8", "xen\\n", "xen\nxen", "-",    "xen\xc2\x85",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		struct xb_session *session = xb_session_new(&config);
		struct xb_diags diags = {0};
		struct xb_buf text = {0};
		struct xb_profile *profile;
		char *path = xb_format("boot/%s", names[i]);

		put_usual_files();
		assert_int_equal(rename("boot/xen", path), 0);
		check_bool(
			names[i],
			xb_profile_from_folder(session, "new", NULL, "boot", NULL, &text, &diags),
			true);
		profile = xb_profile_parse(xb_session_data(session), "p.yaml", text.data,
					   text.length, &diags);
		assert_non_null(profile);
		check_text(names[i], profile->xen.image.file.text, names[i]);
		check_diags(names[i], &diags, "");
		xb_profile_free(profile);
		xb_diags_clear(&diags);
		xb_buf_clear(&text);
		xb_session_free(session);
		remove_all("boot");
		free(path);
	}
}

/* NAME, BOARD, folder and tree of a request that is refused before any file is looked at. */
static void requests_that_are_refused(void **state)
{
	static const struct {
		const char *name, *board, *folder, *tree, *diags, *message, *hint;
	} refused[] = {
		{"a/b", NULL, "boot", NULL, "error bad-value",
		 "'a/b' "
		 "cannot be a profile's name: use letters, digits",
		 ""},
		{"new", "qemu-arm46", "boot", NULL, "error bad-value",
		 "no board is called 'qemu-arm46'", "did you mean qemu-arm64? `xenboot boards`"},
		{"new", "qqqqqqqqqqqqq", "boot", NULL, "error bad-value",
		 "no board is called 'qqqqqqqqqqqqq'", "`xenboot boards` lists them"},
		{"new", NULL, "nowhere", NULL, "error file-missing", "cannot read nowhere: No such",
		 ""},
		{"new", NULL, "file", NULL, "error file-missing", "cannot read file: Not a", ""},
		{"new", NULL, "boot", "none.dtb", "error file-missing",
		 "cannot read none.dtb: No such", ""},
		{"new", NULL, "file", "boot/t.dtb", "error file-missing", "cannot read file: Not a",
		 ""},
		{"new", NULL, "no\xfftext", NULL, "error bad-value", "is not UTF-8", ""},
		{"new", NULL, "boot", "no\xfftext/t", "error bad-value", "is not UTF-8", ""},
	};

	(void)state;
	put_usual_files();
	put_text("file");
	assert_int_equal(mkdir("no\xfftext", 0777), 0);
	folder_write("no\xfftext/t", "");
	for (size_t i = 0; i < XB_COUNT(refused); i++) {
		struct xb_session *session = xb_session_new(&config);
		struct xb_diags diags = {0};
		struct xb_buf text = {0};

		check_bool(refused[i].message,
			   xb_profile_from_folder(session, refused[i].name, refused[i].board,
						  refused[i].folder, refused[i].tree, &text,
						  &diags),
			   false);
		check_contains(refused[i].message, diags_hint(&diags), refused[i].hint);
		check_diags(refused[i].message, &diags, refused[i].diags);
		check_contains(refused[i].message, diags_message(&diags), refused[i].message);
		xb_diags_clear(&diags);
		check_u64(refused[i].message, text.length, 0);
		xb_session_free(session);
	}
}

/* A board of the user's own that is broken is told of by what is wrong in its file. */
static void a_broken_board_is_not_called_unknown(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	(void)state;
	put_usual_files();
	assert_int_equal(mkdir("user", 0700) | mkdir("user/boards", 0700), 0);
	folder_write("user/boards/broken.yaml", "memory: [\n");
	check_bool("broken",
		   xb_profile_from_folder(session, "new", "broken", "boot", NULL, &text, &diags),
		   false);
	check_diags("broken", &diags, "error syntax");
	check_contains("broken", diags_message(&diags), "not valid YAML");
	xb_diags_clear(&diags);
	xb_session_free(session);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(content_tells_what_a_file_is),
		in_folder(many_files_are_not_all_told),
		in_folder(a_new_profile_is_ready_for_use),
		in_folder(values_follow_the_board_and_the_tree),
		in_folder(the_tree_names_its_boards),
		in_folder(edits_of_the_board_are_written),
		in_folder(odd_names_come_through),
		in_folder(requests_that_are_refused),
		in_folder(a_broken_board_is_not_called_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

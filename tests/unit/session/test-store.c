/* SPDX-License-Identifier: MIT */
/* Profiles of one's own as files: every request, and each way in which it can end. */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include "xenboot/session.h"

/* Comments and layout are a person's: all but the name must come through. */
#define MINE(name) "# by hand\nformat: 1\nname:   " name "   # its name\nxen: {file: xen}\n"
#define OTHER "format: 1\nname: other\n"

static const struct xb_session_config config = {.user_dir = "user", .data_dir = "data"};

/* Two profiles of the user's own, and a folder in the place of a third. */
static void put_profiles(void)
{
	assert_int_equal(mkdir("user", 0700) | mkdir("user/profiles", 0700), 0);
	assert_int_equal(mkdir("user/profiles/folder.yaml", 0700), 0);
	assert_int_equal(mkdir("data", 0700) | mkdir("data/profiles", 0700), 0);
	folder_write("user/profiles/mine.yaml", MINE("mine"));
	folder_write("user/profiles/other.yaml", OTHER);
	folder_write("data/profiles/given.yaml", "format: 1\nname: given\n");
}

/* Empty again for the next row: what a test left is no start for another. */
static void remove_all(const char *path)
{
	assert_int_equal(nftw(path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void remove_profiles(void)
{
	remove_all("user");
	remove_all("data");
}

static void check_path(const char *label, char *got, const char *want)
{
	check_text(label, got, want);
	free(got);
}

/* PART NULL: there must be nothing to say. */
static void check_said(const char *label, struct xb_diags *diags, const char *want,
		       const char *part)
{
	check_diags(label, diags, want);
	if (part)
		check_contains(label, diags_message(diags), part);
	xb_diags_clear(diags);
}

/* ---- Each request, each result -------------------------------------------------------------- */

typedef enum xb_store_result request(struct xb_session *session, const char *from, const char *to,
				     bool force, char **path, struct xb_diags *diags);

static enum xb_store_result save(struct xb_session *session, const char *from, const char *to,
				 bool force, char **path, struct xb_diags *diags)
{
	return xb_store_save(session, to, from, strlen(from), force, path, diags);
}

static enum xb_store_result remove_one(struct xb_session *session, const char *from, const char *to,
				       bool force, char **path, struct xb_diags *diags)
{
	(void)to;
	(void)force;
	*path = NULL;
	return xb_store_remove(session, from, diags);
}

static enum xb_store_result find(struct xb_session *session, const char *from, const char *to,
				 bool force, char **path, struct xb_diags *diags)
{
	struct xb_data_file file;
	enum xb_store_result result = xb_store_find(session, from, &file, diags);

	(void)to;
	(void)force;
	*path = result == XB_STORE_DONE ? xb_strdup(file.path) : NULL;
	return result;
}

#define PLACE(name) "user/profiles/" name ".yaml"
#define NOT_A_NAME "cannot be a profile's name: use letters, digits"
#define UNKNOWN "no profile is called 'nothing'"
#define STAYS "comes with the program: it stays as it is"

/* PATH is given back; MINE, OTHER and NEW are what the three files hold in the end. */
static const struct row {
	const char *label;
	request *run;
	const char *from, *to;
	bool force;
	enum xb_store_result result;
	const char *diags, *message, *path, *mine, *other, *new;
} rows[] = {
	{"find", find, "mine", NULL, false, XB_STORE_DONE, "", NULL, PLACE("mine"), MINE("mine"),
	 OTHER, NULL},
	{"find a shipped one", find, "rpi4-yocto", NULL, false, XB_STORE_DONE, "", NULL,
	 "builtin:profiles/rpi4-yocto.yaml", MINE("mine"), OTHER, NULL},
	{"find none", find, "nothing", NULL, false, XB_STORE_BAD_NAME, "error file-missing",
	 UNKNOWN, NULL, MINE("mine"), OTHER, NULL},
	{"find what is no name", find, "./mine.yaml", NULL, false, XB_STORE_BAD_NAME,
	 "error bad-value", NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},

	{"save", save, "a: 1", "new", false, XB_STORE_DONE, "", NULL, PLACE("new"), MINE("mine"),
	 OTHER, "a: 1"},
	{"save nothing", save, "", "new", false, XB_STORE_DONE, "", NULL, PLACE("new"),
	 MINE("mine"), OTHER, ""},
	{"save over one", save, "a: 1", "mine", false, XB_STORE_EXISTS, "error bad-value",
	 "you have a profile 'mine' already", NULL, MINE("mine"), OTHER, NULL},
	{"save over one by force", save, "a: 1", "mine", true, XB_STORE_DONE, "", NULL,
	 PLACE("mine"), "a: 1", OTHER, NULL},
	{"save in another folder", save, "a: 1", "../new", true, XB_STORE_BAD_NAME,
	 "error bad-value", "'../new' " NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"save below it", save, "a: 1", "a/b", true, XB_STORE_BAD_NAME, "error bad-value",
	 "'a/b' " NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"save without a name", save, "a: 1", "", true, XB_STORE_BAD_NAME, "error bad-value",
	 "'' " NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"save hidden", save, "a: 1", ".new", true, XB_STORE_BAD_NAME, "error bad-value",
	 NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"save under a name that acts", save, "a: 1", "\x1b[2J", true, XB_STORE_BAD_NAME,
	 "error bad-value", "'\\x1b[2J' cannot", NULL, MINE("mine"), OTHER, NULL},
	{"save where a folder is", save, "a: 1", "folder", true, XB_STORE_FAILED,
	 "error file-missing", "cannot write " PLACE("folder") ": ", NULL, MINE("mine"), OTHER,
	 NULL},

	{"copy", xb_store_copy, "mine", "new", false, XB_STORE_DONE, "", NULL, PLACE("new"),
	 MINE("mine"), OTHER, MINE("new")},
	{"copy a given one", xb_store_copy, "given", "new", false, XB_STORE_DONE, "", NULL,
	 PLACE("new"), MINE("mine"), OTHER, "format: 1\nname: new\n"},
	{"copy over one", xb_store_copy, "mine", "other", false, XB_STORE_EXISTS, "error bad-value",
	 "you have a profile 'other' already", NULL, MINE("mine"), OTHER, NULL},
	{"copy over one by force", xb_store_copy, "mine", "other", true, XB_STORE_DONE, "", NULL,
	 PLACE("other"), MINE("mine"), MINE("other"), NULL},
	{"copy onto itself", xb_store_copy, "mine", "mine", false, XB_STORE_EXISTS,
	 "error bad-value", "already", NULL, MINE("mine"), OTHER, NULL},
	{"copy none", xb_store_copy, "nothing", "new", true, XB_STORE_BAD_NAME,
	 "error file-missing", UNKNOWN, NULL, MINE("mine"), OTHER, NULL},
	{"copy from a path", xb_store_copy, PLACE("mine"), "new", true, XB_STORE_BAD_NAME,
	 "error bad-value", NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"copy to a path", xb_store_copy, "mine", "a/new", true, XB_STORE_BAD_NAME,
	 "error bad-value", "'a/new' " NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"copy a folder", xb_store_copy, "folder", "new", true, XB_STORE_FAILED,
	 "error file-missing", "cannot read " PLACE("folder") ": ", NULL, MINE("mine"), OTHER,
	 NULL},
	{"copy over a folder", xb_store_copy, "mine", "folder", true, XB_STORE_FAILED,
	 "error file-missing", "cannot write " PLACE("folder") ": ", NULL, MINE("mine"), OTHER,
	 NULL},

	{"rename", xb_store_rename, "mine", "new", false, XB_STORE_DONE, "", NULL, PLACE("new"),
	 NULL, OTHER, MINE("new")},
	{"rename to itself", xb_store_rename, "mine", "mine", false, XB_STORE_DONE, "", NULL,
	 PLACE("mine"), MINE("mine"), OTHER, NULL},
	{"rename over one", xb_store_rename, "mine", "other", false, XB_STORE_EXISTS,
	 "error bad-value", "you have a profile 'other' already", NULL, MINE("mine"), OTHER, NULL},
	{"rename over one by force", xb_store_rename, "mine", "other", true, XB_STORE_DONE, "",
	 NULL, PLACE("other"), NULL, MINE("other"), NULL},
	{"rename none", xb_store_rename, "nothing", "new", true, XB_STORE_BAD_NAME,
	 "error file-missing", UNKNOWN, NULL, MINE("mine"), OTHER, NULL},
	{"rename to a path", xb_store_rename, "mine", "a/new", true, XB_STORE_BAD_NAME,
	 "error bad-value", "'a/new' " NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"rename a shipped one", xb_store_rename, "rpi4-yocto", "new", true, XB_STORE_SHIPPED,
	 "error bad-value", "rpi4-yocto " STAYS, NULL, MINE("mine"), OTHER, NULL},
	{"rename a given one", xb_store_rename, "given", "new", true, XB_STORE_SHIPPED,
	 "error bad-value", "given " STAYS, NULL, MINE("mine"), OTHER, NULL},
	{"rename a folder", xb_store_rename, "folder", "new", true, XB_STORE_FAILED,
	 "error file-missing", "cannot read ", NULL, MINE("mine"), OTHER, NULL},
	{"rename to a folder", xb_store_rename, "mine", "folder", true, XB_STORE_FAILED,
	 "error file-missing", "cannot write ", NULL, MINE("mine"), OTHER, NULL},

	{"remove", remove_one, "mine", NULL, false, XB_STORE_DONE, "", NULL, NULL, NULL, OTHER,
	 NULL},
	{"remove none", remove_one, "nothing", NULL, false, XB_STORE_BAD_NAME, "error file-missing",
	 UNKNOWN, NULL, MINE("mine"), OTHER, NULL},
	{"remove a path", remove_one, "../profiles/mine", NULL, false, XB_STORE_BAD_NAME,
	 "error bad-value", NOT_A_NAME, NULL, MINE("mine"), OTHER, NULL},
	{"remove a shipped one", remove_one, "rpi4-yocto", NULL, false, XB_STORE_SHIPPED,
	 "error bad-value", "rpi4-yocto " STAYS, NULL, MINE("mine"), OTHER, NULL},
	{"remove a given one", remove_one, "given", NULL, false, XB_STORE_SHIPPED,
	 "error bad-value", "given " STAYS, NULL, MINE("mine"), OTHER, NULL},
	{"remove a folder", remove_one, "folder", NULL, false, XB_STORE_FAILED,
	 "error file-missing", "cannot remove " PLACE("folder") ": ", NULL, MINE("mine"), OTHER,
	 NULL},
};

static void check_row(const struct row *row)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	char *path;

	check_int(row->label, row->run(session, row->from, row->to, row->force, &path, &diags),
		  row->result);
	check_path(row->label, path, row->path);
	check_said(row->label, &diags, row->diags, row->message);
	folder_expect(PLACE("mine"), row->mine);
	folder_expect(PLACE("other"), row->other);
	folder_expect(PLACE("new"), row->new);
	folder_expect("data/profiles/given.yaml", "format: 1\nname: given\n");
	check_u64(row->label, folder_count("user/profiles", ""),
		  (size_t)(1 + (row->mine != NULL) + (row->other != NULL) + (row->new != NULL)));
	xb_session_free(session);
}

static void each_request_has_its_result(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		put_profiles();
		check_row(&rows[i]);
		remove_profiles();
	}
}

/* The caller need not want the path. */
static void the_path_may_be_unwanted(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};

	(void)state;
	put_profiles();
	check_int("save", xb_store_save(session, "a", "x", 1, false, NULL, &diags), XB_STORE_DONE);
	check_int("exists", xb_store_save(session, "a", "x", 1, false, NULL, &diags),
		  XB_STORE_EXISTS);
	xb_diags_clear(&diags);
	check_int("copy", xb_store_copy(session, "a", "b", false, NULL, &diags), XB_STORE_DONE);
	check_int("rename", xb_store_rename(session, "b", "c", false, NULL, &diags), XB_STORE_DONE);
	check_int("itself", xb_store_rename(session, "c", "c", false, NULL, &diags), XB_STORE_DONE);
	check_int("none", xb_store_rename(session, "b", "c", false, NULL, &diags),
		  XB_STORE_BAD_NAME);
	check_said("none", &diags, "error file-missing", "no profile is called 'b'");
	folder_expect(PLACE("c"), "x");
	xb_session_free(session);
}

/* ---- Names ---------------------------------------------------------------------------------- */

/* Bytes before and after the name's own stay; a text that gives none is not given one. */
static void only_the_name_is_another(void **state)
{
	static const struct {
		const char *label, *text, *want;
	} names[] = {
		{"plain", "format: 1\nname: mine\n", "format: 1\nname: new\n"},
		{"quoted", "name: \"mine\" # x\nformat: 1\n", "name: new # x\nformat: 1\n"},
		{"another than the file's", "name: elsewhere\n", "name: new\n"},
		{"CR LF", "format: 1\r\nname: mine\r\n", "format: 1\r\nname: new\r\n"},
		{"in braces", "{format: 1, name: mine}\n", "{format: 1, name: new}\n"},
		{"none", "format: 1\n", "format: 1\n"},
		{"one further down", "output: {name: mine}\n", "output: {name: mine}\n"},
		{"in a comment", "# name: mine\nformat: 1\n", "# name: mine\nformat: 1\n"},
		{"no YAML", "name: mine\na: [\n", "name: mine\na: [\n"},
		{"nothing at all", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		struct xb_session *session = xb_session_new(&config);
		struct xb_diags diags = {0};

		put_profiles();
		folder_write(PLACE("mine"), names[i].text);
		check_int(names[i].label,
			  xb_store_copy(session, "mine", "new", false, NULL, &diags),
			  XB_STORE_DONE);
		check_said(names[i].label, &diags, "", NULL);
		folder_expect(PLACE("new"), names[i].want);
		check_int(names[i].label,
			  xb_store_rename(session, "new", "mine", true, NULL, &diags),
			  XB_STORE_DONE);
		folder_expect(PLACE("new"), NULL);
		remove_profiles();
		xb_session_free(session);
	}
}

/* A shipped one stays where the user has one of its name, and is there again without that. */
static void one_s_own_hides_the_shipped(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	struct xb_data_file file;

	(void)state;
	put_profiles();
	check_int("copy", xb_store_copy(session, "rpi4-yocto", "rpi4-yocto", false, NULL, &diags),
		  XB_STORE_DONE);
	check_int("find", xb_store_find(session, "rpi4-yocto", &file, &diags), XB_STORE_DONE);
	check_bool("own", file.shipped, false);
	check_int("remove", xb_store_remove(session, "rpi4-yocto", &diags), XB_STORE_DONE);
	check_int("find", xb_store_find(session, "rpi4-yocto", &file, &diags), XB_STORE_DONE);
	check_bool("shipped", file.shipped, true);
	check_int("remove", xb_store_remove(session, "rpi4-yocto", &diags), XB_STORE_SHIPPED);
	xb_diags_clear(&diags);
	xb_session_free(session);
}

static void a_wrong_name_gets_the_nearest(void **state)
{
	static const struct {
		const char *name, *hint;
	} near[] = {
		{"rpi4-yokto", "did you mean rpi4-yocto? `xenboot profile list` lists them"},
		{"nine", "did you mean mine? `xenboot profile list` lists them"},
		{"qqqqqqqqqq", "`xenboot profile list` lists them"},
	};
	struct xb_session *session = xb_session_new(&config);

	(void)state;
	put_profiles();
	for (size_t i = 0; i < XB_COUNT(near); i++) {
		struct xb_diags diags = {0};

		check_int(near[i].name, xb_store_remove(session, near[i].name, &diags),
			  XB_STORE_BAD_NAME);
		check_text(near[i].name, diags_hint(&diags), near[i].hint);
		xb_diags_clear(&diags);
	}
	xb_session_free(session);
}

/* ---- The folder of the user's profiles ------------------------------------------------------ */

static void places_are_told(void **state)
{
	static const struct {
		const char *label, *user_dir, *name, *place, *diags, *message;
	} places[] = {
		{"one that is not there", "user", "new", "user/profiles/new.yaml", "", NULL},
		{"all letters", "user", "A.b_c-9", "user/profiles/A.b_c-9.yaml", "", NULL},
		{"no name", "user", "a/b", NULL, "error bad-value", "'a/b' " NOT_A_NAME},
		{"no folder", NULL, "new", NULL, "error file-missing",
		 "there is no folder for profiles of your own"},
		{"neither", NULL, "a/b", NULL, "error bad-value", NOT_A_NAME},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(places); i++) {
		const struct xb_session_config one = {.user_dir = places[i].user_dir};
		struct xb_session *session = xb_session_new(&one);
		struct xb_diags diags = {0};

		check_path(places[i].label, xb_store_place(session, places[i].name, &diags),
			   places[i].place);
		check_said(places[i].label, &diags, places[i].diags, places[i].message);
		xb_session_free(session);
	}
	check_u64("and nothing was made", folder_count(".", ""), 0);
}

static void the_folder_is_made_when_needed(void **state)
{
	static const struct xb_session_config deep = {.user_dir = "a/b/user"};
	struct xb_session *session = xb_session_new(&deep);
	struct xb_diags diags = {0};
	struct stat status;
	char *path;

	(void)state;
	check_int("save", xb_store_save(session, "new", "x", 1, false, &path, &diags),
		  XB_STORE_DONE);
	check_path("save", path, "a/b/user/profiles/new.yaml");
	check_said("save", &diags, "", NULL);
	folder_expect("a/b/user/profiles/new.yaml", "x");
	assert_int_equal(stat("a/b", &status), 0);
	check_int("for the user alone", status.st_mode & 077, 0);
	xb_session_free(session);
}

static void no_folder_to_store_in(void **state)
{
	static const struct xb_session_config none = {.data_dir = "data"};
	static const char part[] = "there is no folder for profiles of your own: neither "
				   "XDG_CONFIG_HOME nor HOME is set";
	struct xb_session *session = xb_session_new(&none);
	struct xb_diags diags = {0};
	char *path;

	(void)state;
	check_int("save", xb_store_save(session, "new", "x", 1, true, &path, &diags),
		  XB_STORE_FAILED);
	check_path("save", path, NULL);
	check_said("save", &diags, "error file-missing", part);
	check_int("copy", xb_store_copy(session, "rpi4-yocto", "new", true, &path, &diags),
		  XB_STORE_FAILED);
	check_path("copy", path, NULL);
	check_said("copy", &diags, "error file-missing", part);
	xb_session_free(session);
}

/* A file where a folder should be stops root as well. */
static void a_folder_that_cannot_be_written(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	char *path;

	(void)state;
	folder_write("user", "in the way");
	check_int("save", xb_store_save(session, "new", "x", 1, false, &path, &diags),
		  XB_STORE_FAILED);
	check_path("save", path, NULL);
	check_said("save", &diags, "error file-missing", "cannot make the folder user: Not a");
	check_int("copy", xb_store_copy(session, "rpi4-yocto", "new", false, &path, &diags),
		  XB_STORE_FAILED);
	check_path("copy", path, NULL);
	check_said("copy", &diags, "error file-missing", "cannot make the folder user: Not a");
	folder_expect("user", "in the way");
	xb_session_free(session);
}

/* Permissions stop no root: become someone else for a while, to whom the files here belong. */
static void drop_root(const char *folder)
{
	static const char *const paths[] = {"user", "user/profiles", PLACE("mine")};

	if (geteuid() != 0)
		return;
	assert_int_equal(chown(folder, 65534, 65534), 0);
	for (size_t i = 0; i < XB_COUNT(paths); i++)
		assert_int_equal(chown(paths[i], 65534, 65534), 0);
	assert_int_equal(seteuid(65534), 0);
}

static void take_root(void)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}

/* A folder that may be read alone. */
static void a_folder_that_may_not_be_written(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};

	put_profiles();
	assert_int_equal(chmod("user/profiles", 0500), 0);
	drop_root(*state);
	check_int("save", xb_store_save(session, "mine", "x", 1, true, NULL, &diags),
		  XB_STORE_FAILED);
	check_said("save", &diags, "error file-missing", "cannot write " PLACE("mine"));
	check_int("rename", xb_store_rename(session, "mine", "new", true, NULL, &diags),
		  XB_STORE_FAILED);
	check_said("rename", &diags, "error file-missing", "cannot write " PLACE("new"));
	check_int("remove", xb_store_remove(session, "mine", &diags), XB_STORE_FAILED);
	check_said("remove", &diags, "error file-missing", "cannot remove " PLACE("mine"));
	take_root();
	folder_expect(PLACE("mine"), MINE("mine"));
	assert_int_equal(chmod("user/profiles", 0700), 0);
	xb_session_free(session);
}

/* Written through the link and then removed, the one file would be gone. */
static void renaming_onto_a_link_to_itself(void **state)
{
	struct xb_session *session = xb_session_new(&config);
	struct xb_diags diags = {0};
	char *path;

	(void)state;
	put_profiles();
	assert_int_equal(symlink("mine.yaml", PLACE("link")), 0);
	check_int("exists", xb_store_rename(session, "mine", "link", false, &path, &diags),
		  XB_STORE_EXISTS);
	xb_diags_clear(&diags);
	check_int("force", xb_store_rename(session, "mine", "link", true, &path, &diags),
		  XB_STORE_FAILED);
	check_path("force", path, NULL);
	check_said("force", &diags, "error file-missing",
		   "cannot replace " PLACE("link") ": it is " PLACE("mine") " under another name");
	folder_expect(PLACE("mine"), MINE("mine"));
	/* The link itself can go, and leaves what it led to. */
	check_int("remove", xb_store_remove(session, "link", &diags), XB_STORE_DONE);
	folder_expect(PLACE("mine"), MINE("mine"));
	xb_session_free(session);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_request_has_its_result),
		in_folder(the_path_may_be_unwanted),
		in_folder(only_the_name_is_another),
		in_folder(one_s_own_hides_the_shipped),
		in_folder(a_wrong_name_gets_the_nearest),
		in_folder(places_are_told),
		in_folder(the_folder_is_made_when_needed),
		in_folder(no_folder_to_store_in),
		in_folder(a_folder_that_cannot_be_written),
		in_folder(a_folder_that_may_not_be_written),
		in_folder(renaming_onto_a_link_to_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

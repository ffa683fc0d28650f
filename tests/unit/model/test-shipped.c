/* SPDX-License-Identifier: MIT */
/* What is in share/: each file loads without a word, and each option says what it is for. */
#include "unit/diags.h"

#include "xenboot/model.h"

static struct xb_catalog *load_catalog(struct xb_data *data)
{
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);

	check_diags("catalog", &diags, "");
	assert_non_null(catalog);
	return catalog;
}

static void catalogs_say_what_each_option_does(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);
	size_t counts[XB_SCOPE_COUNT] = {0};

	(void)state;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];
		const char *name = option->name.text;

		counts[option->scope]++;
		check_bool(name, strlen(option->summary.text) >= 15, true);
		check_bool(name, strlen(option->summary.text) <= 76, true);
		/* One line, and no full stop: it stands in a menu. */
		check_bool(name, strpbrk(option->summary.text, "\n") == NULL, true);
		check_bool(name, option->summary.text[strlen(option->summary.text) - 1] == '.',
			false);
		/* What is seldom needed is told in fewer words. */
		check_bool(name, strlen(option->help.text) >= (option->rank.value > 2 ? 200 : 120), true);
		check_bool(name, option->group.text[0] != '\0', true);
		check_bool(name, option->rank.value >= 1 && option->rank.value <= 9, true);
	}
	/* A hundred of each; Xen reads few properties of a domain. */
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++)
		check_bool(xb_scopes[scope].name,
			   counts[scope] >= (scope == XB_SCOPE_DOMAIN ? 15 : 100), true);
	xb_catalog_free(catalog);
	xb_data_free(data);
}

static bool is_known(const struct xb_catalog *catalog, const char *name)
{
	bool known = false;

	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++)
		known |= xb_catalog_find(catalog, (enum xb_scope)scope, name, NULL) != NULL;
	return known;
}

static void see_also_leads_somewhere(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);

	(void)state;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		for (size_t k = 0; k < option->see_also.count; k++) {
			const char *other = option->see_also.items[k].text;

			if (!is_known(catalog, other))
				check_text(option->name.text, other, "an option that is known");
		}
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* A name or alias that stands twice for one architecture would hide the second entry. */
static void names_are_unique(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);

	(void)state;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		if (!xb_option_on_arch(option, "arm64"))
			continue;
		assert_ptr_equal(xb_catalog_find(catalog, option->scope, option->name.text,
			"arm64"),
				 option);
		for (size_t k = 0; k < option->aliases.count; k++)
			assert_ptr_equal(xb_catalog_find(catalog, option->scope,
							 option->aliases.items[k].text, "arm64"),
					 option);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* no-NAME is NAME's in Xen's line alone, and where no option has the whole name. */
static void words_find_their_option(void **state)
{
	static const struct {
		enum xb_scope scope;
		const char *word, *option; /* NULL: unknown */
		bool negated;
	} rows[] = {
		{XB_SCOPE_XEN, "bootscrub", "bootscrub", false},
		{XB_SCOPE_XEN, "no-bootscrub", "bootscrub", true},
		{XB_SCOPE_XEN, "no-dom0_mem", "dom0_mem", true}, /* the checks refuse it */
		{XB_SCOPE_XEN, "noreboot", "noreboot", false},
		{XB_SCOPE_XEN, "no-no-bootscrub", NULL, false},
		{XB_SCOPE_XEN, "no-", NULL, false},
		{XB_SCOPE_XEN, "no-such-thing", NULL, false},
		{XB_SCOPE_LINUX, "no-nokaslr", NULL, false},
		{XB_SCOPE_LINUX, "nokaslr", "nokaslr", false},
		{XB_SCOPE_LINUX, "bootscrub", NULL, false},
	};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		bool negated = !rows[i].negated;
		const struct xb_option *option = xb_catalog_find_word(
			catalog, rows[i].scope, rows[i].word, "arm64", &negated);

		check_text(rows[i].word, option ? option->name.text : NULL, rows[i].option);
		check_bool(rows[i].word, negated, rows[i].negated);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

static void check_value(const struct xb_option *option, const char *value)
{
	char *problem = NULL, *hint = NULL;

	if (!xb_option_judge(option, value, &problem, &hint))
		print_error("%s=%s %s\n", option->name.text, value, problem);
	check_text(option->name.text, problem, NULL);
	free(problem);
	free(hint);
}

/* Some defaults are words about the board, "all CPUs"; a value has no blank in it. */
static void defaults_and_choices_are_accepted(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);
	size_t values = 0;

	(void)state;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];
		const char *value = option->default_value.text;
		bool choices = strcmp(option->type.text, "enum") == 0;

		if (value && !strchr(value, ' ')) {
			check_value(option, value);
			values++;
		}
		for (size_t k = 0; choices && k < option->choice_count; k++)
			check_value(option, option->choices[k].value.text);
	}
	check_bool("defaults that are values", values >= 20, true);
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* What the first scripts, written by hand, say to Xen and to Linux. */
static void words_of_the_first_scripts_are_known(void **state)
{
	static const struct {
		enum xb_scope scope;
		const char *name, *value;
	} words[] = {
		{XB_SCOPE_XEN, "console", "dtuart"},
		{XB_SCOPE_XEN, "dtuart", "serial0"},
		{XB_SCOPE_XEN, "dom0_mem", "1G"},
		{XB_SCOPE_XEN, "dom0_max_vcpus", "1"},
		{XB_SCOPE_XEN, "bootscrub", "0"},
		{XB_SCOPE_XEN, "vwfi", "native"},
		{XB_SCOPE_XEN, "sched", "null"},
		{XB_SCOPE_LINUX, "console", "hvc0"},
		{XB_SCOPE_LINUX, "earlycon", "xen"},
		{XB_SCOPE_LINUX, "earlyprintk", "xen"},
		{XB_SCOPE_LINUX, "clk_ignore_unused", NULL},
		{XB_SCOPE_LINUX, "root", "/dev/ram0"},
	};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(words); i++) {
		const struct xb_option *option =
			xb_catalog_find(catalog, words[i].scope, words[i].name, "arm64");

		check_bool(words[i].name, option && xb_option_on_arch(option, "arm64"), true);
		check_value(option, words[i].value);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* As Linux's parameq does it; Xen compares bytes. */
static void linux_takes_dashes_for_underscores(void **state)
{
	static const struct {
		enum xb_scope scope;
		const char *name, *means;
	} names[] = {
		{XB_SCOPE_LINUX, "clk-ignore-unused", "clk_ignore_unused"},
		{XB_SCOPE_LINUX, "usb_storage.quirks", "usb-storage.quirks"},
		{XB_SCOPE_LINUX, "xen_pciback.hide", "xen-pciback.hide"},
		{XB_SCOPE_LINUX, "max-loop", "loop.max_loop"},
		{XB_SCOPE_LINUX, "clk-ignore-unuse", NULL},
		{XB_SCOPE_LINUX, "clk-ignore-unused-", NULL},
		{XB_SCOPE_LINUX, "clk.ignore.unused", NULL},
		{XB_SCOPE_XEN, "dom0_mem", "dom0_mem"},
		{XB_SCOPE_XEN, "dom0-mem", NULL},
	};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_catalog *catalog = load_catalog(data);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		const struct xb_option *option =
			xb_catalog_find(catalog, names[i].scope, names[i].name, "arm64");

		check_text(names[i].name, option ? option->name.text : NULL, names[i].means);
	}
	xb_catalog_free(catalog);
	xb_data_free(data);
}

/* Boards of which no source tells RAM: their UEFI does when they boot, and no U-Boot runs there. */
static bool firmware_alone_knows(const char *name)
{
	static const char *const names[] = {"ava", "jetson-agx-orin", "jetson-orin-nx"};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* What nobody has booted says so, in its last words. */
static bool is_tried(const struct xb_board *board)
{
	return !strstr(board->note.text, "not tried on");
}

static void boards_load_and_have_memory(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_board_list *boards = xb_boards_load(data, &diags);
	struct xb_data_file *files;

	(void)state;
	check_diags("boards", &diags, "");
	check_u64("all of them", boards->count, xb_data_list(data, XB_DATA_BOARDS, &files));
	for (size_t i = 0; i < boards->count; i++) {
		const struct xb_board *board = &boards->items[i];

		check_text("named as its file", board->name.text, files[i].name);
		check_bool(files[i].name, board->title.text != NULL, true);
		check_bool(files[i].name, board->gic.text != NULL, true);
		check_bool(files[i].name, is_tried(board), strncmp(files[i].name, "qemu-", 5) == 0);
		if (firmware_alone_knows(files[i].name))
			continue;
		check_bool(files[i].name, board->memory_count > 0, true);
		check_bool(files[i].name, xb_board_cpu_total(board) > 0, true);
		check_bool(files[i].name, board->script_address.given, true);
		check_bool(files[i].name, board->compatible.count > 0, true);
	}
	free(files);
	xb_boards_free(boards);
	xb_data_free(data);
}

static void profiles_load_and_are_described(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);

	(void)state;
	assert_true(count >= 3);
	for (size_t i = 0; i < count; i++) {
		struct xb_diags diags = {0};
		struct xb_profile *profile = xb_profile_load(data, files[i].name, &diags);

		check_diags(files[i].name, &diags, "");
		check_text("named as its file", profile->name.text, files[i].name);
		check_bool(files[i].name, profile->shipped && files[i].shipped, true);
		check_bool(files[i].name, profile->description.text != NULL, true);
		assert_non_null(profile->board);
		xb_profile_free(profile);
	}
	free(files);
	xb_data_free(data);
}

/* A front end asks again and again: what was told once is told again, not made anew. */
static void looking_again_takes_no_memory(void **state)
{
	struct xb_data *data = xb_data_new("/nowhere", NULL);
	struct xb_data_file first, again, *files;
	const char *near = xb_data_nearest(data, XB_DATA_BOARDS, "rpi4-4");
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);

	(void)state;
	assert_true(count > 0);
	assert_true(xb_data_find(data, XB_DATA_PROFILES, files[0].name, &first));
	assert_ptr_equal(first.name, files[0].name);
	assert_ptr_equal(first.path, files[0].path);
	free(files);
	for (size_t i = 0; i < 10000; i++) {
		assert_true(xb_data_find(data, XB_DATA_PROFILES, first.name, &again));
		assert_ptr_equal(again.name, first.name);
		assert_ptr_equal(again.path, first.path);
	}
	assert_ptr_equal(xb_data_nearest(data, XB_DATA_BOARDS, "rpi4-4"), near);
	xb_data_free(data);
}

static void asking_for_a_folder_takes_no_memory(void **state)
{
	static const char text[] = "format: 1\nxen: x\ndevice-tree: y\ndom0: {kernel: z}\nfiles: sub\n";
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile =
		xb_profile_parse(data, "dir/p.yaml", text, sizeof(text) - 1, &diags);
	const char *folder = xb_profile_folder(profile, &profile->xen.image);

	(void)state;
	assert_string_equal(folder, "dir/sub");
	assert_ptr_equal(xb_profile_folder(profile, &profile->dom0.kernel), folder);
	xb_profile_free(profile);
	xb_data_free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(catalogs_say_what_each_option_does),
		cmocka_unit_test(see_also_leads_somewhere),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(words_find_their_option),
		cmocka_unit_test(defaults_and_choices_are_accepted),
		cmocka_unit_test(words_of_the_first_scripts_are_known),
		cmocka_unit_test(linux_takes_dashes_for_underscores),
		cmocka_unit_test(boards_load_and_have_memory),
		cmocka_unit_test(profiles_load_and_are_described),
		cmocka_unit_test(looking_again_takes_no_memory),
		cmocka_unit_test(asking_for_a_folder_takes_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

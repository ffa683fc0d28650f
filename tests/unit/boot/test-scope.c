/* SPDX-License-Identifier: MIT */
/* Every row of the table of scopes: what it says of itself is what catalogs, keys and lines do. */
#include "unit/diags.h"

#include "xenboot/boot.h"

struct fixture {
	struct xb_data *data;
	struct xb_catalog *catalog;
	struct xb_key_list keys;
};

static int open_catalog(void **state)
{
	struct fixture *fixture = xb_alloc(sizeof(*fixture));
	struct xb_diags diags = {0};

	fixture->data = xb_data_new(NULL, NULL);
	fixture->catalog = xb_catalog_load(fixture->data, &diags);
	check_diags("catalog", &diags, "");
	xb_profile_keys(NULL, NULL, &fixture->keys);
	*state = fixture;
	return 0;
}

static int close_catalog(void **state)
{
	struct fixture *fixture = *state;

	xb_key_list_clear(&fixture->keys);
	xb_catalog_free(fixture->catalog);
	xb_data_free(fixture->data);
	free(fixture);
	return 0;
}

static void rows_are_whole(void **state)
{
	(void)state;
	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		const struct xb_scope_info *row = &xb_scopes[i];
		char *key = row->section ? xb_format("%s.options", row->section) : NULL;

		check_bool(row->name, row->title && row->reader && row->blanks, true);
		check_text(row->name, row->key, key);
		check_bool(row->name, row->drops && row->unknown <= XB_ERROR, true);
		for (int k = 0; k < i; k++) {
			check_bool(row->name, strcmp(row->name, xb_scopes[k].name) != 0, true);
			check_bool(row->name, !key || row->settings != xb_scopes[k].settings, true);
		}
		free(key);
	}
	assert_null(xb_scopes[XB_SCOPE_COUNT].name);
}

static void its_section_holds_its_options(void **state)
{
	const struct fixture *fixture = *state;

	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		size_t found = 0;

		for (size_t k = 0; k < fixture->keys.count; k++) {
			const struct xb_key_info *key = &fixture->keys.items[k];

			if (key->kind == XB_KEY_OPTIONS && (int)key->scope == i)
				found += strcmp(key->key, xb_scopes[i].key) == 0;
		}
		check_u64(xb_scopes[i].name, found, xb_scopes[i].key ? 1 : 0);
	}
}

/* The first option that no other scope has. */
static const struct xb_option *own_option(const struct xb_catalog *catalog, int scope)
{
	for (size_t i = 0; i < catalog->count; i++) {
		const char *name = catalog->options[i].name.text;
		bool shared = (int)catalog->options[i].scope != scope;

		for (int other = 0; other < XB_SCOPE_COUNT; other++)
			shared |= other != scope &&
				  xb_catalog_find(catalog, (enum xb_scope)other, name, NULL);
		if (!shared)
			return &catalog->options[i];
	}
	return NULL;
}

static void a_bare_name_is_a_key_of_its_section(void **state)
{
	const struct fixture *fixture = *state;

	for (int i = 0; i < XB_SCOPE_COUNT && xb_scopes[i].key; i++) {
		const struct xb_option *option = own_option(fixture->catalog, i);
		struct xb_diags diags = {0};
		char *key, *want;

		assert_non_null(option);
		want = xb_format("%s.%s", xb_scopes[i].key, option->name.text);
		key = xb_key_resolve(fixture->catalog, option->name.text, &diags);
		check_text(xb_scopes[i].name, key, want);
		check_diags(xb_scopes[i].name, &diags, "");
		free(key);
		free(want);
	}
}

/* What the settings of a profile are is what stands at the row's offset. */
static void settings_are_those_of_the_profile(void **state)
{
	const struct fixture *fixture = *state;
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	struct xb_profile *profile;

	xb_buf_puts(&text, "format: 1\n");
	for (int i = 0; i < XB_SCOPE_COUNT && xb_scopes[i].section; i++)
		xb_buf_printf(&text, "%s: {options: {word%d: \"1\"}}\n", xb_scopes[i].section, i);
	profile = xb_profile_parse(fixture->data, "p.yaml", text.data, text.length, &diags);
	assert_non_null(profile);
	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		const struct xb_settings *set = xb_profile_settings(profile, (enum xb_scope)i);
		char *name = xb_format("word%d", i);

		check_bool(xb_scopes[i].name, set != NULL, xb_scopes[i].section != NULL);
		if (!set) {
			free(name);
			continue;
		}
		check_u64(xb_scopes[i].name, set->count, 1);
		check_text(xb_scopes[i].name, set->items[0].name, name);
		free(name);
	}
	xb_profile_free(profile);
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
}

static void no_before_a_name_where_the_row_says_so(void **state)
{
	const struct fixture *fixture = *state;

	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		const struct xb_option *option = own_option(fixture->catalog, i);
		char *word = xb_format("no-%s", option->name.text);
		bool negated;

		check_bool(word,
			   xb_catalog_find_word(fixture->catalog, (enum xb_scope)i, word, NULL,
						&negated) != NULL,
			   xb_scopes[i].negates);
		check_bool(word, negated, xb_scopes[i].negates);
		free(word);
	}
}

static void lines_are_split_at_the_rows_blanks(void **state)
{
	static const char blanks[] = " \t\n\v\f\r";

	(void)state;
	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		for (const char *blank = blanks; *blank; blank++) {
			bool splits = strchr(xb_scopes[i].blanks, *blank) != NULL;
			char text[] = "a=\"b c\" d";
			struct xb_arena arena = {0};
			struct xb_line line = {0};

			text[4] = *blank;
			text[7] = *blank;
			xb_line_split(&line, &arena, (enum xb_scope)i, text, (struct xb_pos){0});
			check_u64(xb_scopes[i].name, line.count,
				  !splits ? 1u : xb_scopes[i].quotes ? 2u : 3u);
			xb_line_clear(&line);
			xb_arena_clear(&arena);
		}
	}
}

/* A value with a blank comes back as one word where the reader knows quotes. */
static void lines_are_quoted_as_they_are_split(void **state)
{
	(void)state;
	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		struct xb_setting word = {.name = "a", .value = "b c"};
		struct xb_settings settings = {.items = &word, .count = 1};
		struct xb_arena arena = {0};
		struct xb_line built = {0}, read = {0};

		xb_line_build(&built, &arena, (enum xb_scope)i, &settings, &(struct xb_text){0});
		xb_line_split(&read, &arena, (enum xb_scope)i, built.text, (struct xb_pos){0});
		check_u64(built.text, read.count,
			  xb_scopes[i].quotes || !xb_scopes[i].blanks[0] ? 1 : 2);
		xb_line_clear(&built);
		xb_line_clear(&read);
		xb_arena_clear(&arena);
	}
}

/* How long a word may be, what - and _ are, and what a boolean that is read alone takes. */
static void options_are_judged_by_the_row(void **state)
{
	(void)state;
	for (int i = 0; i < XB_SCOPE_COUNT; i++) {
		const struct xb_scope_info *row = &xb_scopes[i];
		struct xb_option text = {.name = {.text = "a_b"}, .type = {.text = "string"},
					 .scope = (enum xb_scope)i};
		struct xb_option flag = {.name = {.text = "a_b"}, .type = {.text = "bool"},
					 .alone = {.value = true}, .scope = (enum xb_scope)i};
		char *problem, *hint, value[512];

		check_bool(row->name, xb_option_has_name(&text, "a-b"), row->loose_names);
		check_bool(row->name, xb_option_judge(&flag, "yes", &problem, &hint), !row->flags);
		free(problem);
		free(hint);
		check_bool(row->name, xb_option_is_off(&flag, "n"), row->letters);
		memset(value, 'x', sizeof(value) - 1);
		value[sizeof(value) - 1] = '\0';
		check_bool(row->name, xb_option_judge(&text, value, &problem, &hint), !row->word_max);
		free(problem);
		free(hint);
		if (!row->word_max)
			continue;
		value[row->word_max - strlen("a_b=")] = '\0';
		check_bool(row->name, xb_option_judge(&text, value, &problem, &hint), true);
		free(problem);
		free(hint);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_whole),
		cmocka_unit_test_setup_teardown(its_section_holds_its_options, open_catalog,
						close_catalog),
		cmocka_unit_test_setup_teardown(a_bare_name_is_a_key_of_its_section, open_catalog,
						close_catalog),
		cmocka_unit_test_setup_teardown(settings_are_those_of_the_profile, open_catalog,
						close_catalog),
		cmocka_unit_test_setup_teardown(no_before_a_name_where_the_row_says_so,
						open_catalog, close_catalog),
		cmocka_unit_test(lines_are_split_at_the_rows_blanks),
		cmocka_unit_test(lines_are_quoted_as_they_are_split),
		cmocka_unit_test(options_are_judged_by_the_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

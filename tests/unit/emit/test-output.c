/* SPDX-License-Identifier: MIT */
/* Which outputs words ask for, what files those are, and what they mean for a plan. */
#include <stdlib.h>

#include "unit/diags.h"
#include "unit/support.h"
#include "xenboot/emit.h"

/* "boot.source boot.scr": all files of SET. */
static char *files_of(const struct xb_output_set *set)
{
	const struct xb_output_file *file;
	struct xb_buf out = {0};

	for (size_t i = 0; (file = xb_output_file(set, i)); i++)
		xb_buf_printf(&out, "%s%s", i ? " " : "", file->suffix);
	return xb_buf_take(&out);
}

static const struct row {
	const char *words; /* between commas; NULL: not said */
	const char *files, *script, *made_tree;
	bool tree_needed;
	const char *diags;
} rows[] = {
	{NULL, ".source .scr", "n.scr", NULL, false, ""},
	{"script", ".source .scr", "n.scr", NULL, false, ""},
	{"dtb", ".dtb", NULL, NULL, true, ""},
	{"manifest", ".json", NULL, NULL, false, ""},
	{"both", ".source .scr .dtb", "n.scr", "n.dtb", true, ""},
	{"dtb,script", ".source .scr .dtb", "n.scr", NULL, true, ""},
	{"manifest,both,dtb", ".source .scr .dtb .json", "n.scr", "n.dtb", true, ""},
	{"script,script", ".source .scr", "n.scr", NULL, false, ""},
	{"scrpt", "", NULL, NULL, false, "error bad-value"},
	{"script,tree", ".source .scr", "n.scr", NULL, false, "error bad-value"},
	{"DTB,x", "", NULL, NULL, false, "error bad-value, error bad-value"},
};

static void check_row(const struct row *row)
{
	const char *label = row->words ? row->words : "nothing";
	struct xb_text items[4] = {{0}};
	struct xb_texts words = {.items = row->words ? items : NULL};
	struct xb_boot_config config = {0};
	struct xb_output_set set;
	struct xb_arena arena = {0};
	struct xb_diags diags = {0};
	char *copy = xb_strdup(row->words ? row->words : ""), *state = NULL, *files;

	for (char *word = strtok_r(copy, ",", &state); word; word = strtok_r(NULL, ",", &state))
		items[words.count++] = (struct xb_text){word, {"p.yaml", 1, 1}};
	check_bool(label, xb_output_choose(&words, &set, &diags), row->diags[0] == '\0');
	check_diags(label, &diags, row->diags);
	files = files_of(&set);
	check_text(label, files, row->files);
	xb_output_configure(&set, "n", &arena, &config);
	check_text(label, config.script, row->script);
	check_text(label, config.made_tree, row->made_tree);
	check_bool(label, config.tree_needed, row->tree_needed);
	free(files);
	free(copy);
	xb_arena_clear(&arena);
	xb_diags_clear(&diags);
}

static void words_ask_for_outputs(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		check_row(&rows[i]);
}

static void unknown_words_are_told(void **state)
{
	struct xb_text item = {"scrpt", {"p.yaml", 3, 7}};
	struct xb_texts words = {&item, 1};
	struct xb_output_set set;
	struct xb_diags diags = {0};

	(void)state;
	assert_false(xb_output_choose(&words, &set, &diags));
	check_text("message", diags.items[0].message,
		   "emit: 'scrpt' is not one of script, dtb, manifest, both");
	check_text("hint", diags.items[0].hint, "did you mean script?");
	check_u64("line", diags.items[0].line, 3);
	xb_diags_clear(&diags);
}

static void words_are_listed(void **state)
{
	struct xb_buf out = {0};

	(void)state;
	xb_output_put_words(", or ", &out);
	check_text("all", out.data, "script, dtb, manifest, or both (script and dtb)");
	xb_buf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_ask_for_outputs),
		cmocka_unit_test(unknown_words_are_told),
		cmocka_unit_test(words_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

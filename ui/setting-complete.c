/* SPDX-License-Identifier: MIT */
/* What Tab offers where a value is typed: words, files, boards, profiles, nodes of the device tree. */
#include "ui/setting.h"

#include <stdlib.h>
#include <string.h>

/* What is completed for: of the dialog's arena. */
struct wanted {
	struct ui_app *app;
	const struct xb_option *option;
	const struct xb_key_info *info;
};

static void offer(struct ui_candidates *candidates, const char *name, const char *about,
		  const char *text, size_t length)
{
	if (strncmp(name, text, length) == 0)
		ui_candidates_add(candidates, name, about);
}

/* ---- Words -------------------------------------------------------------------------------------- */

/* Those that fit the part behind the last comma. */
static size_t complete_choice(void *context, const char *text, size_t length,
			      struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;
	size_t begin = length;

	while (begin && text[begin - 1] != ',')
		begin--;
	for (size_t i = 0; i < wanted->option->choice_count; i++) {
		const struct xb_choice *choice = &wanted->option->choices[i];
		struct xb_buf help = {0};

		xb_choice_describe(choice, &help);
		offer(candidates, choice->value.text, help.data, text + begin, length - begin);
		xb_buf_clear(&help);
	}
	return begin;
}

static size_t complete_word(void *context, const char *text, size_t length,
			    struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;

	for (size_t i = 0; wanted->info->words[i]; i++)
		offer(candidates, wanted->info->words[i], NULL, text, length);
	return 0;
}

/* ---- Boards and profiles ------------------------------------------------------------------------- */

static size_t complete_board(void *context, const char *text, size_t length,
			     struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(xb_session_data(wanted->app->session), &ignored);

	for (size_t i = 0; boards && i < boards->count; i++)
		offer(candidates, boards->items[i].name.text, boards->items[i].title.text, text, length);
	xb_boards_free(boards);
	xb_diags_clear(&ignored);
	return 0;
}

static size_t complete_profile(void *context, const char *text, size_t length,
			       struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;
	struct xb_data_file *files;
	size_t count = xb_data_list(xb_session_data(wanted->app->session), XB_DATA_PROFILES, &files);

	for (size_t i = 0; i < count; i++)
		offer(candidates, files[i].name,
		      files[i].shipped ? "profile, shipped" : "profile, yours", text, length);
	free(files);
	return 0;
}

/* ---- The device tree ----------------------------------------------------------------------------- */

static const struct xb_tree_index *tree_of(const struct ui_app *app)
{
	const struct xb_boot *boot = xb_session_boot(app->session);

	return boot && boot->edited ? boot->edited->index : NULL;
}

static const char *about_node(const struct xb_tree_node *node)
{
	const char *compatible = xb_tree_string(node, "compatible");

	return compatible ? compatible : node->child ? "nodes below it" : "node";
}

/* The nodes below the one that what stands before the last '/' leads to. */
static size_t complete_path(void *context, const char *text, size_t length,
			    struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;
	const struct xb_tree_index *index = tree_of(wanted->app);
	const struct xb_tree_node *above = NULL;
	size_t begin = length;
	char *path;

	while (begin && text[begin - 1] != '/')
		begin--;
	if (begin == 0 && index) { /* every path begins so */
		offer(candidates, "/", "the root", text, length);
		return 0;
	}
	path = xb_strndup(text, begin > 1 ? begin - 1 : begin);
	if (index)
		above = begin > 1 ? xb_tree_find_whole(index, path) : index->nodes;
	for (const struct xb_tree_node *node = above ? above->child : NULL; node; node = node->next)
		offer(candidates, node->name, about_node(node), text + begin, length - begin);
	free(path);
	return begin;
}

/* Aliases, or nodes by their paths where one begins with '/'. */
static size_t complete_node(void *context, const char *text, size_t length,
			    struct ui_candidates *candidates)
{
	const struct wanted *wanted = context;
	const struct xb_tree_index *index = tree_of(wanted->app);

	if (length && text[0] == '/')
		return complete_path(context, text, length, candidates);
	for (size_t i = 0; index && index->aliases && i < index->aliases->property_count; i++) {
		const struct xb_tree_property *alias = &index->aliases->properties[i];
		const char *path = xb_tree_string(index->aliases, alias->name);

		if (path)
			offer(candidates, alias->name, path, text, length);
	}
	return 0;
}

/* ---- Which of them ------------------------------------------------------------------------------- */

bool ui_setting_is_uart(const struct xb_option *option)
{
	return option && option->scope == XB_SCOPE_XEN && strcmp(option->name.text, "dtuart") == 0;
}

static bool ends_in(const char *key, const char *end)
{
	size_t length = strlen(key), tail = strlen(end);

	return length >= tail && strcmp(key + length - tail, end) == 0;
}

static ui_complete_function *of_option(const struct xb_option *option)
{
	if (ui_setting_is_uart(option))
		return complete_node;
	return option->choice_count ? complete_choice : NULL;
}

static ui_complete_function *of_key(const struct xb_key_info *info)
{
	if (info->words)
		return complete_word;
	if (info->kind == XB_KEY_FILE)
		return ui_complete_file;
	if (info->kind == XB_KEY_BOARD)
		return complete_board;
	if (strcmp(info->key, "extends") == 0)
		return complete_profile;
	if (ends_in(info->key, ".passthrough"))
		return complete_node;
	return ends_in(info->key, "path") ? complete_path : NULL;
}

void ui_setting_set_completion(struct ui_app *app, struct ui_dialog *dialog,
			       const struct xb_option *option, const struct xb_key_info *info)
{
	const struct xb_profile *profile = xb_session_profile(app->session);
	struct wanted *wanted = xb_arena_alloc(&dialog->arena, sizeof(*wanted));

	*wanted = (struct wanted){app, option, info};
	if (option)
		dialog->field.complete = of_option(option);
	else if (info)
		dialog->field.complete = of_key(info);
	dialog->field.complete_context = wanted;
	if (dialog->field.complete == ui_complete_file)
		dialog->field.complete_context =
			profile ? (void *)xb_profile_folder(profile, &profile->xen.image) : NULL;
}

/* SPDX-License-Identifier: MIT */
/* boards: those that are known, or one of them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* The default of the key (xenboot/model.h). */
static const char *arch_of(const struct xb_board *board)
{
	return board->arch.text ? board->arch.text : "arm64";
}

/* ---- One board, for people --------------------------------------------------------------- */

static void put_page(struct cli *cli, const struct xb_board *board)
{
	struct cli_table table = {.columns = 2};
	struct xb_board_facts facts = {0};
	struct xb_buf out = {0};

	cli_visible(&out, board->name.text);
	xb_buf_puts(&out, board->title.text ? ": " : "");
	cli_visible(&out, board->title.text ? board->title.text : "");
	xb_buf_puts(&out, "\n\n");
	xb_board_describe(board, &facts);
	for (size_t i = 0; i < facts.count; i++)
		cli_table_row(&table, (const char *[]){facts.items[i].title, facts.items[i].text});
	xb_board_facts_clear(&facts);
	cli_table_print(&table, 2, &out);
	if (board->note.text) {
		xb_buf_putc(&out, '\n');
		cli_wrap(board->note.text, 2, &out);
	}
	cli_put(cli, &out);
}

/* ---- Boards for programs ----------------------------------------------------------------- */

static json_t *range_json(const struct xb_board_range *range, bool named)
{
	json_t *object = xb_json_object();

	if (named)
		xb_json_set(object, "name", xb_json_text(range->name.text));
	xb_json_set(object, "start", xb_json_address(range->start.value));
	xb_json_set(object, "size", xb_json_size(range->size.value));
	return object;
}

static json_t *ranges_json(const struct xb_board_range *ranges, size_t count, bool named)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < count; i++)
		xb_json_append(array, range_json(&ranges[i], named));
	return array;
}

static json_t *cpus_json(const struct xb_board *board)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < board->cpu_count; i++) {
		json_t *object = xb_json_object();

		xb_json_set(object, "kind", xb_json_text(board->cpus[i].kind.text));
		xb_json_set(object, "count", xb_json_size(board->cpus[i].count.value));
		xb_json_append(array, object);
	}
	return array;
}

static json_t *driver_json(const struct xb_board_driver *driver)
{
	json_t *object = xb_json_object();

	if (!driver->compatible.text) {
		json_decref(object);
		return xb_json_null();
	}
	xb_json_set(object, "compatible", xb_json_text(driver->compatible.text));
	xb_json_set(object, "since", xb_json_text(driver->since.text));
	xb_json_set(object, "kconfig", xb_json_text(driver->kconfig.text));
	return object;
}

static json_t *edits_json(const struct xb_board *board)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < board->edit_count; i++) {
		const struct xb_board_edit *edit = &board->edits[i];
		json_t *object = xb_json_object();
		struct xb_buf text = {0};

		xb_tree_edit_put(&edit->edit, &text);
		xb_json_set(object, "edit", xb_json_text(text.data));
		xb_json_set(object, "why", xb_json_text(edit->why.text));
		xb_json_set(object, "console", xb_json_text(edit->console.text));
		xb_json_append(array, object);
		xb_buf_clear(&text);
	}
	return array;
}

static json_t *board_json(const struct xb_board *board)
{
	json_t *object = xb_json_object();
	const struct xb_number *script = &board->script_address;

	xb_json_set(object, "name", xb_json_text(board->name.text));
	xb_json_set(object, "title", xb_json_text(board->title.text));
	xb_json_set(object, "arch", xb_json_text(arch_of(board)));
	xb_json_set(object, "memory", ranges_json(board->memory, board->memory_count, false));
	xb_json_set(object, "reserved", ranges_json(board->reserved, board->reserved_count, true));
	xb_json_set(object, "cpus", cpus_json(board));
	xb_json_set(object, "gic", xb_json_text(board->gic.text));
	xb_json_set(object, "console", xb_json_text(board->console.text));
	xb_json_set(object, "script-address",
		    script->given ? xb_json_address(script->value) : xb_json_null());
	xb_json_set(object, "window",
		    board->window.size.given ? range_json(&board->window, false) : xb_json_null());
	xb_json_set(object, "dma-bits", cli_json_number(&board->dma_bits));
	xb_json_set(object, "dtb", xb_json_text(board->dtb.text));
	xb_json_set(object, "compatible", cli_json_texts(&board->compatible));
	xb_json_set(object, "uart", driver_json(&board->uart));
	xb_json_set(object, "smmu", driver_json(&board->smmu));
	xb_json_set(object, "scratchpad", cli_json_number(&board->scratchpad));
	xb_json_set(object, "line-length", cli_json_number(&board->line_length));
	xb_json_set(object, "uboot-top", cli_json_number(&board->uboot_top));
	xb_json_set(object, "uboot", xb_json_text(board->uboot.extends.text));
	xb_json_set(object, "edits", edits_json(board));
	xb_json_set(object, "note", xb_json_text(board->note.text));
	return object;
}

/* ---- The command ------------------------------------------------------------------------- */

static void put_table(struct cli *cli, const struct xb_board_list *list)
{
	struct cli_table table = {.columns = 2};
	struct xb_buf out = {0};

	for (size_t i = 0; i < list->count; i++)
		cli_table_row(&table, (const char *[]){list->items[i].name.text,
						       list->items[i].title.text});
	cli_table_print(&table, 0, &out);
	cli_put(cli, &out);
}

/* ONE NULL: all of them. */
static void put_json(struct cli *cli, const struct xb_board_list *list, const struct xb_board *one)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < list->count; i++)
		if (!one || one == &list->items[i])
			xb_json_append(array, board_json(&list->items[i]));
	cli_json_put_list(cli, "boards", array);
}

static int show(struct cli *cli, const struct xb_board_list *list)
{
	const struct xb_board *one = NULL;

	for (size_t i = 0; cli->arg_count && i < list->count; i++)
		if (strcmp(list->items[i].name.text, cli->args[0]) == 0)
			one = &list->items[i];
	if (cli->arg_count && !one)
		return cli_usage(
			cli,
			cli_nearest(cli->args[0], list->items, list->count, sizeof(*list->items)),
			"no board is called '%s'; 'xenboot boards' lists them", cli->args[0]);
	if (strcmp(cli->format, "json") == 0)
		put_json(cli, list, one);
	else if (one)
		put_page(cli, one);
	else
		put_table(cli, list);
	return CLI_GOOD;
}

static int show_boards(struct cli *cli)
{
	struct xb_diags diags = {0};
	struct xb_board_list *list = xb_boards_load(xb_session_data(cli->session), &diags);
	int status = list ? CLI_GOOD : CLI_FAILED;

	cli_show(&diags);
	if (list)
		status = show(cli, list);
	if (status == CLI_GOOD && diags.errors)
		status = CLI_ERRORS;
	xb_boards_free(list);
	xb_diags_clear(&diags);
	return status;
}

/* The base name of PATH without .dtb: what a drafted board is called. */
static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	size_t length = strlen(base);

	if (length > 4 && strcmp(base + length - 4, ".dtb") == 0)
		length -= 4;
	return xb_strndup(base, length);
}

static int draft(struct cli *cli, const char *path)
{
	struct xb_diags diags = {0};
	struct xb_buf blob = {0}, out = {0};
	char *name = cli->arg_count ? xb_strdup(cli->args[0]) : name_of(path);
	struct xb_devtree *tree = NULL;

	if (xb_file_load(path, XB_DTB_MAX, (struct xb_pos){0}, &blob, &diags))
		tree = xb_devtree_parse(path, blob.data, blob.length, (struct xb_pos){.file = path},
					&diags);
	cli_show(&diags);
	if (tree) {
		xb_board_draft(tree, name, &out);
		cli_put(cli, &out);
	}
	xb_devtree_free(tree);
	xb_diags_clear(&diags);
	xb_buf_clear(&blob);
	free(name);
	return tree ? CLI_GOOD : CLI_FAILED;
}

int cli_boards(struct cli *cli)
{
	if (cli->values[CLI_FROM_DTB])
		return draft(cli, cli->values[CLI_FROM_DTB]);
	return show_boards(cli);
}

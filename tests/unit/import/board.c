/* SPDX-License-Identifier: MIT */
#include "board.h"

#include "import/commands.h"

#include <libfdt.h>
#include <stdlib.h>

static void on_event(void *data, enum xb_shell_event event, struct xb_pos at, const char *text)
{
	struct xb_uboot *uboot = data;
	struct board *board = (struct board *)uboot; /* its first member */

	(void)at;
	(void)text;
	board->events[event]++;
}

static const char *no_value(void *data, const char *name)
{
	(void)data;
	(void)name;
	return NULL;
}

static const struct xb_shell_host host = {xb_uboot_run, on_event, no_value};

static void add_tree(struct board *board)
{
	_Alignas(8) char blob[4096];

	assert_int_equal(fdt_create_empty_tree(blob, sizeof(blob)), 0);
	assert_true(fdt_add_subnode(blob, 0, "chosen") > 0);
	xb_uboot_add_tree(&board->uboot, blob, sizeof(blob),
			  (struct xb_amount){0x44000000, XB_NO_SYMBOL});
	board->uboot.working = 0;
}

void board_run(struct board *board, struct shell_kind kind, const char *script)
{
	struct xb_script text;
	char *copy = xb_strdup(script);

	*board = (struct board){
		.config = {.release = kind.release, .parser = kind.parser, .max_words = 64}};
	board->boot = xb_alloc(sizeof(*board->boot));
	board->uboot.config = &board->config;
	board->uboot.boot = board->boot;
	board->uboot.diags = &board->diags;
	board->uboot.shell.host = &host;
	board->uboot.shell.data = &board->uboot;
	board->uboot.shell.release = kind.release;
	board->uboot.shell.parser = kind.parser;
	board->uboot.shell.budget = 100000;
	add_tree(board);
	xb_script_of_file(&text, copy, strlen(copy), "script");
	board->status = xb_shell_source(&board->uboot.shell, &text);
	xb_script_clear(&text);
	free(copy);
}

char *board_variables(const struct board *board)
{
	const struct xb_variables *env = &board->uboot.shell.env;
	struct xb_buf out = {0};

	for (size_t i = 0; i < env->count; i++)
		if (env->items[i].name[0] && !env->items[i].name[1])
			xb_buf_printf(&out, "%s%s=%s", out.length ? "|" : "", env->items[i].name,
				      env->items[i].value);
	return xb_buf_take(&out);
}

/* One that ends with a NUL and has no other control character. */
static bool is_text(const char *value, int length)
{
	for (int i = 0; i < length - 1; i++)
		if (value[i] && (unsigned char)value[i] < ' ' && value[i] != '\n')
			return false;
	return length > 0 && !value[length - 1] && value[0];
}

char *board_chosen(const struct board *board, const char *property)
{
	const void *fdt = board->uboot.trees[0].blob.data;
	const int chosen = fdt_path_offset(fdt, "/chosen");
	int length = 0;
	const char *value = fdt_getprop(fdt, chosen, property, &length);
	struct xb_buf out = {0};

	if (!value)
		return xb_strdup("-");
	if (is_text(value, length)) {
		for (int i = 0; i < length; i += (int)strlen(value + i) + 1)
			xb_buf_printf(&out, "%s\"%s\"", i ? "," : "", value + i);
		return xb_buf_take(&out);
	}
	xb_buf_putc(&out, length % 4 ? '[' : '<');
	for (int i = 0; i < length; i += length % 4 ? 1 : 4) {
		fdt32_t cell;

		if (length % 4) {
			xb_buf_printf(&out, "%s%02x", i ? " " : "", (unsigned char)value[i]);
			continue;
		}
		memcpy(&cell, value + i, 4);
		xb_buf_printf(&out, "%s%x", i ? " " : "", fdt32_to_cpu(cell));
	}
	xb_buf_putc(&out, length % 4 ? ']' : '>');
	return xb_buf_take(&out);
}

void board_clear(struct board *board)
{
	xb_uboot_clear(&board->uboot);
	xb_boot_free(board->boot);
	xb_diags_clear(&board->diags);
}

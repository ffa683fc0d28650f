/* SPDX-License-Identifier: MIT */
/* U-Boot's fdt command (cmd/fdt.c), done with libfdt. */
#include "board.h"
#include "util.h"

#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TREE_MAX 0x400000u /* far more than any tree here */

static bool succeeds(struct board *board, const char *what, int error)
{
	if (error < 0)
		fprintf(board->host.out, "libfdt %s %s\n", what, fdt_strerror(error));
	return error >= 0;
}

static bool find_node(struct board *board, const char *path, int *node)
{
	*node = fdt_path_offset(board->tree->bytes, path);
	return succeeds(board, "fdt_path_offset() returned", *node);
}

bool board_choose_tree(struct board *board, unsigned long address)
{
	struct loaded *load = board_find_load(board, address);

	if (!load || load->size < sizeof(struct fdt_header) || fdt_check_header(load->bytes) ||
	    fdt_totalsize(load->bytes) > load->size)
		return succeeds(board, "fdt_check_header():", -FDT_ERR_BADMAGIC);
	board->tree = load;
	return true;
}

/* Without an address, as with an empty variable, it tells where the tree is. */
static int fdt_address(struct board *board, size_t count, char **words)
{
	if (count > 3)
		board_unknown(board, "fdt addr with more than an address");
	if (count == 3)
		return !board_choose_tree(board, board_hexadecimal(board, words[2]));
	if (board->host.strict)
		board_unknown(board, "fdt addr without an address");
	fprintf(board->host.out,
		board->host.release < 202207 ? "The address of the fdt is %#08lx\n"
					     : "Working fdt: %08lx\n",
		board->tree ? board->tree->address : 0);
	return 0;
}

/* boot/fdt_support.c, fdt_shrink_to_minimum: room for five reserve entries and what is asked for,
 * up to the next page's border in memory. Trees here hold no reservation of themselves. */
static int fdt_make_room(struct board *board, size_t count, char **words)
{
	char *blob = board->tree->bytes;
	size_t in_page = board->tree->address & 0xfff;
	size_t size = (size_t)fdt_off_dt_strings(blob) + fdt_size_dt_strings(blob) +
		      5 * sizeof(struct fdt_reserve_entry);

	if (count > 2)
		size += board_hexadecimal(board, words[2]);
	size = ((size + in_page + 0xfff) & ~(size_t)0xfff) - in_page;
	if (size > TREE_MAX)
		die("%s:%d: a tree of %zu bytes", board->script, board->line, size);
	if (size > board->tree->size) {
		blob = need_memory(blob, size);
		memset(blob + board->tree->size, 0, size - board->tree->size);
		board->tree->bytes = blob;
		board->tree->size = size;
	}
	fdt_set_totalsize(blob, (uint32_t)size);
	return 0;
}

/* fdt move FROM TO [LENGTH]: it goes on with the copy, which has LENGTH bytes. */
static int fdt_copy(struct board *board, size_t count, char **words)
{
	unsigned long address, length;
	char *bytes;

	if (count < 4)
		return board_usage(board, words[0]);
	if (!board_choose_tree(board, board_hexadecimal(board, words[2])))
		return 1;
	address = board_hexadecimal(board, words[3]);
	length = count > 4 ? board_hexadecimal(board, words[4]) : fdt_totalsize(board->tree->bytes);
	if (length < fdt_totalsize(board->tree->bytes)) {
		fprintf(board->host.out, "New length 0x%lX < existing length 0x%X, aborting.\n", length,
			(unsigned)fdt_totalsize(board->tree->bytes));
		return 1;
	}
	if (length > TREE_MAX)
		die("%s:%d: a tree of %lu bytes", board->script, board->line, length);
	bytes = need_memory(NULL, length);
	memset(bytes, 0, length);
	if (!succeeds(board, "fdt_open_into():",
		      fdt_open_into(board->tree->bytes, bytes, (int)length))) {
		free(bytes);
		return 1;
	}
	board->tree = board_add_load(board, address, bytes, length);
	return 0;
}

static int fdt_set_property(struct board *board, size_t count, char **words)
{
	struct fdt_value value = {0};
	const void *there;
	int node, length = 0;

	if (count < 4)
		return board_usage(board, words[0]);
	if (!find_node(board, words[2], &node))
		return 1;
	there = fdt_getprop(board->tree->bytes, node, words[3], &length);
	if (count > 4 && there && (size_t)length > sizeof value.bytes) {
		fprintf(board->host.out, "prop (%d) doesn't fit in scratchpad!\n", length);
		return 1;
	}
	if (count > 4 && there && length)
		memcpy(value.bytes, there, (size_t)length);
	if (count > 4 && board_parse_value(board, count - 4, words + 4, &value))
		return 1;
	return !succeeds(board, "fdt_setprop():", fdt_setprop(board->tree->bytes, node, words[3],
							       value.bytes, (int)value.length));
}

static int fdt_make_node(struct board *board, size_t count, char **words)
{
	int node;

	if (count < 4)
		return board_usage(board, words[0]);
	if (!find_node(board, words[2], &node))
		return 1;
	return !succeeds(board, "fdt_add_subnode():",
			 fdt_add_subnode(board->tree->bytes, node, words[3]));
}

/* Before 2023.07 it hands on libfdt's error: -1 is a wrong use to the shell, less is `exit`. */
static int fdt_remove(struct board *board, size_t count, char **words)
{
	bool hands_on = board->host.release < 202307;
	const char *what = count > 3 ? "fdt_delprop():" : "fdt_del_node():";
	char message[32];
	int node, error;

	if (count < 3)
		board_unknown(board, "fdt rm without a path");
	if (!find_node(board, words[2], &node))
		return 1;
	error = count > 3 ? fdt_delprop(board->tree->bytes, node, words[3])
			  : fdt_del_node(board->tree->bytes, node);
	snprintf(message, sizeof message, "%s%s", what, hands_on ? " " : "");
	if (succeeds(board, message, error))
		return 0;
	if (!hands_on)
		return 1;
	return error == -1 ? board_usage(board, words[0]) : error;
}

static int fdt_apply(struct board *board, size_t count, char **words)
{
	struct loaded *overlay;

	if (count != 3)
		board_unknown(board, "fdt apply without an address");
	overlay = board_find_load(board, board_hexadecimal(board, words[2]));
	if (!overlay)
		die("%s:%d: nothing was loaded to %s", board->script, board->line, words[2]);
	return !succeeds(board, "fdt_overlay_apply():",
			 fdt_overlay_apply(board->tree->bytes, overlay->bytes));
}

/* ---- fdt get ------------------------------------------------------------------------------ */

/* All digits, in the order of the bytes from 2026.04 on; before, each cell was turned round. */
static int get_digits(struct board *board, const char *name, const unsigned char *bytes, size_t length)
{
	size_t turn = board->host.release < 202604 ? 3 : 0;
	struct text digits = {0};

	if (turn && (length % 4 || length > 20)) {
		fprintf(board->host.out, "error: unprintable value\n");
		return 1;
	}
	for (size_t i = 0; i < length; i++) {
		char two[3];

		snprintf(two, sizeof two, "%02x", bytes[i ^ turn]);
		text_add(&digits, two, 2);
	}
	board_set(board, name, digits.bytes);
	text_clear(&digits);
	return 0;
}

static int get_cell(struct board *board, const char *name, const char *bytes)
{
	fdt32_t big;
	char cell[16];

	memcpy(&big, bytes, sizeof big);
	snprintf(cell, sizeof cell, "0x%08X", (unsigned)fdt32_to_cpu(big));
	board_set(board, name, cell);
	return 0;
}

/* Without an index the first string, or all of the cells. Up to 2022.10 there was none. */
static int get_value(struct board *board, char **words, bool indexed, const char *bytes, size_t length)
{
	const char *name = words[3], *end = bytes + length;
	unsigned long index = 0;

	if (indexed && board->host.release >= 202301)
		index = board_number(board, words[6], NULL, 10);
	if (board_is_text(board, bytes, length)) {
		for (; bytes < end && index; index--)
			bytes += strlen(bytes) + 1;
		if (bytes >= end)
			return 1;
		board_set(board, name, *bytes ? bytes : NULL);
		return 0;
	}
	if (length == 4)
		return get_cell(board, name, bytes);
	if (indexed && length % 4 == 0 && board->host.release >= 202307)
		return index * 4 >= length ? 1 : get_cell(board, name, bytes + 4 * index);
	return get_digits(board, name, (const unsigned char *)bytes, length);
}

static int get_size(struct board *board, const char *name, size_t length)
{
	char text[24];

	snprintf(text, sizeof text, board->host.release < 202307 ? "0x%08zX" : "%zx", length);
	board_set(board, name, text);
	return 0;
}

/* The number of nodes below, or the name of the one that INDEX counts to. */
static int get_child(struct board *board, char **words, int node, bool named)
{
	unsigned long wanted = named ? board_hexadecimal(board, words[5]) : 0, seen = 0;
	char text[24];
	int child;

	fdt_for_each_subnode(child, board->tree->bytes, node) {
		if (named && seen == wanted) {
			board_set(board, words[3], fdt_get_name(board->tree->bytes, child, NULL));
			return 0;
		}
		seen++;
	}
	if (named) {
		fprintf(board->host.out, "libfdt node not found\n");
		return 1;
	}
	snprintf(text, sizeof text, "%lu", seen);
	board_set(board, words[3], text);
	return 0;
}

static int fdt_get(struct board *board, size_t count, char **words)
{
	char what = count > 2 ? *words[2] : '\0';
	const char *bytes;
	int node, length;

	if (count < 5 || (count < 6 && what != 's'))
		return board_usage(board, words[0]);
	if (!find_node(board, words[4], &node))
		return 1;
	if (what == 'n' || count == 5)
		return get_child(board, words, node, what == 'n');
	bytes = fdt_getprop(board->tree->bytes, node, words[5], &length);
	if (!bytes)
		return !succeeds(board, "fdt_getprop():", length);
	if (!length && (what == 'v' || board->host.release < 202307)) {
		board_set(board, words[3], NULL);
		return 0;
	}
	if (what == 'v')
		return get_value(board, words, count == 7, bytes, (size_t)length);
	if (what == 's')
		return get_size(board, words[3], (size_t)length);
	board_unknown(board, "this fdt get");
}

/* ---- The verbs ---------------------------------------------------------------------------- */

static int fdt_print(struct board *board, size_t count, char **words)
{
	int node;

	if (count != 3)
		board_unknown(board, "fdt print of all, or of a property");
	if (!find_node(board, words[2], &node))
		return 1;
	board_print_node(board, node);
	return 0;
}

static int fdt_absent(struct board *board, size_t count, char **words)
{
	(void)count;
	board_unknown(board, words[1]);
}

int board_fdt(struct board *board, size_t count, char **words)
{
	/* By their first letters, in U-Boot's own order. */
	static const struct command table[] = {
		{"ad", fdt_address}, {"ap", fdt_apply},	  {"mo", fdt_copy},	{"mk", fdt_make_node},
		{"se", fdt_set_property}, {"g", fdt_get}, {"p", fdt_print},	{"l", fdt_absent},
		{"rm", fdt_remove},  {"h", fdt_absent},	  {"boo", fdt_absent},	{"me", fdt_absent},
		{"rs", fdt_absent},  {"boa", fdt_absent}, {"sys", fdt_absent},	{"cho", fdt_absent},
		{"che", fdt_absent}, {"re", fdt_make_room},
	};

	for (size_t i = 0; count >= 2 && i < sizeof table / sizeof *table; i++) {
		if (strncmp(words[1], table[i].name, strlen(table[i].name)))
			continue;
		if (!board->tree && table[i].run != fdt_address)
			die("%s:%d: fdt without a tree", board->script, board->line);
		return table[i].run(board, count, words);
	}
	return board_usage(board, words[0]);
}

/* SPDX-License-Identifier: MIT */
/* The verbs of U-Boot's fdt command that scripts of ours use, done with libfdt. */
#include "board.h"
#include "util.h"

#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TREE_MAX 0x400000u /* far more than any tree here */
#define VALUE_MAX 1024u    /* U-Boot's cmd/fdt.c copies a value into so many bytes, unlooked at */

static bool tell(struct board *board, const char *what, int error)
{
	if (error < 0)
		printf("%s:%d: %s: %s\n", board->script, board->line, what, fdt_strerror(error));
	return error >= 0;
}

bool board_choose_tree(struct board *board, const char *address)
{
	struct loaded *load = board_find_load(board, board_hexadecimal(board, address));

	if (!load || load->size < sizeof(struct fdt_header) || fdt_check_header(load->bytes) ||
	    fdt_totalsize(load->bytes) > load->size) {
		printf("%s:%d: no device tree was loaded to %s\n", board->script, board->line,
		       address);
		return false;
	}
	board->tree = load;
	return true;
}

static bool fdt_address(struct board *board, size_t count, char **words)
{
	if (count != 3)
		die("%s:%d: fdt addr ADDRESS is all that is known here", board->script,
		    board->line);
	return board_choose_tree(board, words[2]);
}

/* boot/fdt_support.c, fdt_shrink_to_minimum: room for five reserve entries and what is asked for,
 * up to the next page's border in memory. Trees here hold no reservation of themselves. */
static bool fdt_make_room(struct board *board, size_t count, char **words)
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
	return true;
}

static void add_cells(struct board *board, struct text *value, const char *word)
{
	while (*word) {
		char *end;
		unsigned long cell = strtoul(word, &end, 0);
		fdt32_t big = cpu_to_fdt32((uint32_t)cell);

		if (end == word || cell > UINT32_MAX)
			die("%s:%d: a cell in '%s'", board->script, board->line, word);
		text_add(value, (const char *)&big, sizeof big);
		word = end + strspn(end, " \t");
	}
}

static void add_bytes(struct board *board, struct text *value, const char *word)
{
	while (*word) {
		char pair[3] = {word[0], word[1], '\0'};

		if (!word[1] || strspn(pair, "0123456789abcdefABCDEF") != 2)
			die("%s:%d: bytes in '%s'", board->script, board->line, word);
		text_add_char(value, (char)strtoul(pair, NULL, 16));
		word += 2 + strspn(word + 2, " \t");
	}
}

/* <cells> and [bytes] may go over several words; anything else is one string per word. */
static void parse_value(struct board *board, size_t count, char **words, struct text *value)
{
	char open = count ? words[0][0] : '\0';
	struct text joined = {0};

	text_add(value, "", 0);
	if (open != '<' && open != '[') {
		for (size_t i = 0; i < count; i++)
			text_add(value, words[i], strlen(words[i]) + 1);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		text_add(&joined, words[i], strlen(words[i]));
		text_add_char(&joined, ' ');
	}
	while (joined.length && joined.bytes[joined.length - 1] == ' ')
		joined.bytes[--joined.length] = '\0';
	if (joined.bytes[joined.length - 1] != (open == '<' ? '>' : ']'))
		die("%s:%d: an open < or [", board->script, board->line);
	joined.bytes[joined.length - 1] = '\0';
	if (open == '<')
		add_cells(board, value, joined.bytes + 1 + strspn(joined.bytes + 1, " "));
	else
		add_bytes(board, value, joined.bytes + 1 + strspn(joined.bytes + 1, " "));
	text_clear(&joined);
}

static bool fdt_set_property(struct board *board, size_t count, char **words)
{
	char *blob = board->tree->bytes;
	struct text value = {0};
	int node;
	bool done;

	if (count < 4)
		die("%s:%d: fdt set needs a path and a name", board->script, board->line);
	node = fdt_path_offset(blob, words[2]);
	if (!tell(board, words[2], node))
		return false;
	parse_value(board, count - 4, words + 4, &value);
	if (value.length > VALUE_MAX) {
		printf("%s:%d: %zu bytes go over the end of U-Boot's buffer\n", board->script,
		       board->line, value.length);
		text_clear(&value);
		return false;
	}
	done = tell(board, words[3],
		    fdt_setprop(blob, node, words[3], value.bytes, (int)value.length));
	text_clear(&value);
	return done;
}

static bool fdt_make_node(struct board *board, size_t count, char **words)
{
	int node;

	if (count != 4)
		die("%s:%d: fdt mknode needs a path and a name", board->script, board->line);
	node = fdt_path_offset(board->tree->bytes, words[2]);
	return tell(board, words[2], node) &&
	       tell(board, words[3], fdt_add_subnode(board->tree->bytes, node, words[3]));
}

static bool fdt_remove(struct board *board, size_t count, char **words)
{
	int node;

	if (count != 3 && count != 4)
		die("%s:%d: fdt rm needs a path", board->script, board->line);
	node = fdt_path_offset(board->tree->bytes, words[2]);
	if (!tell(board, words[2], node))
		return false;
	if (count == 3)
		return tell(board, words[2], fdt_del_node(board->tree->bytes, node));
	return tell(board, words[3], fdt_delprop(board->tree->bytes, node, words[3]));
}

static bool fdt_apply(struct board *board, size_t count, char **words)
{
	struct loaded *overlay;

	if (count != 3)
		die("%s:%d: fdt apply needs an address", board->script, board->line);
	overlay = board_find_load(board, board_hexadecimal(board, words[2]));
	if (!overlay)
		die("%s:%d: nothing was loaded to %s", board->script, board->line, words[2]);
	return tell(board, "fdt apply", fdt_overlay_apply(board->tree->bytes, overlay->bytes));
}

bool board_fdt(struct board *board, size_t count, char **words)
{
	static const struct command table[] = {
		{"resize", fdt_make_room}, {"set", fdt_set_property}, {"mknode", fdt_make_node},
		{"mknod", fdt_make_node},  {"rm", fdt_remove},	      {"apply", fdt_apply},
	};

	if (count >= 2 && !strcmp(words[1], "addr"))
		return fdt_address(board, count, words);
	for (size_t i = 0; count >= 2 && i < sizeof table / sizeof *table; i++) {
		if (strcmp(words[1], table[i].name))
			continue;
		if (!board->tree)
			die("%s:%d: fdt without a tree", board->script, board->line);
		return table[i].run(board, count, words);
	}
	die("%s:%d: fdt %s is not known here", board->script, board->line,
	    count >= 2 ? words[1] : "");
}

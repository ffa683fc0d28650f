/* SPDX-License-Identifier: MIT */
/*
 * fdt-replay [-m] [-v] [-t TREE] -C DIR -o OUT.dtb SCRIPT: does what U-Boot would do with the script's loads and
 * fdt commands, with libfdt and the room that `fdt resize` gives, and writes the tree that is there
 * when the script reaches booti. Files come from DIR. It shares no code with xenboot, so that it
 * can contradict it.
 *
 * Status 0: booti was reached, with that tree. 1: the script stopped. 2: it did something that
 * is not known here, or that a script of ours must not do. -m: as U-Boot's modern parser reads it.
 * -v prints what happens. TREE is the one that the board has itself, at the address in fdtcontroladdr.
 */
#include "board.h"
#include "util.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OWN_TREE 0xbe000000ul

static void give_tree(struct board *board, const char *path)
{
	size_t size;
	char *bytes = read_file(path, &size);

	board_add_load(board, OWN_TREE, bytes, size);
	board_set_hexadecimal(board, "fdtcontroladdr", OWN_TREE);
}

int main(int argc, char **argv)
{
	struct board board = {.dir = ".", .host.strict = true};
	const char *output = NULL, *own_tree = NULL;
	char *script;
	size_t size;
	int option;

	while ((option = getopt(argc, argv, "C:mo:t:v")) != -1) {
		if (option == 'C')
			board.dir = optarg;
		else if (option == 'o')
			output = optarg;
		else if (option == 'm')
			board.host.modern = true;
		else if (option == 't')
			own_tree = optarg;
		else if (option == 'v')
			board.verbose = true;
		else
			return STATUS_TROUBLE;
	}
	if (optind + 1 != argc || !output)
		die("usage: fdt-replay [-m] [-v] [-t TREE] -C DIR -o OUT.dtb SCRIPT");
	board.script = argv[optind];
	script = read_file(board.script, &size);
	if (strlen(script) != size)
		die("%s: a NUL in the script", board.script);
	if (strchr(script, '\r'))
		die("%s: a carriage return, which would be part of a word", board.script);
	board_init(&board);
	if (own_tree)
		give_tree(&board, own_tree);
	hush_source(&board.host, board.script, script);
	if (board.booted)
		write_file(output, board.tree->bytes, fdt_totalsize(board.tree->bytes));
	else
		printf("%s: the script ended before booti\n", board.script);
	board_clear(&board);
	free(script);
	return board.booted ? STATUS_OK : STATUS_DIFFERENT;
}

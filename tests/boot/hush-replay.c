/* SPDX-License-Identifier: MIT */
/*
 * hush-replay [-m] [-r YYYY.MM] SCRIPT: what `source` of the script leaves on a board of that release
 * (-m: with the modern parser), as tests/boot/hush/README.md lays it out: status, variables, /chosen,
 * console. Before it, $loadaddr is set and a small tree lies at 0x44000000, which `tftpboot`
 * fetches as board.dtb too.
 *
 * Status 0, whatever the script did; 2 where it did something that is not known here.
 */
#include "board.h"
#include "fdt-print.h"
#include "util.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_SIZE 7758 /* of the tree on the server, and the room that it was given */
#define TREE_SIZE 0x4000
#define TREE_ADDRESS 0x44000000

static const char *const shown[] = {
	"a", "b", "c", "d", "e", "r", "v", "w", "x", "y", "z", "n", "m", "s", "t", "u",
	"filesize", "fileaddr", "bootfile",
};

static char *make_tree(size_t size)
{
	char *tree = need_memory(NULL, size);

	if (fdt_create_empty_tree(tree, (int)size) || fdt_add_subnode(tree, 0, "chosen") < 0 ||
	    fdt_setprop_u32(tree, 0, "#size-cells", 2) || fdt_setprop_u32(tree, 0, "#address-cells", 2) ||
	    fdt_setprop_string(tree, 0, "compatible", "linux,dummy-virt"))
		die("the tree cannot be made");
	return tree;
}

/* The folder of a server with board.dtb in it. */
static void make_server(char *dir)
{
	char *tree = make_tree(FILE_SIZE), path[64];

	if (!mkdtemp(dir))
		die("%s: no folder can be made there", dir);
	snprintf(path, sizeof path, "%s/board.dtb", dir);
	write_file(path, tree, FILE_SIZE);
	free(tree);
}

static void remove_server(const char *dir)
{
	char path[64];

	snprintf(path, sizeof path, "%s/board.dtb", dir);
	if (unlink(path) || rmdir(dir))
		die("%s cannot be removed", dir);
}

static unsigned parse_release(const char *text)
{
	unsigned year, month;

	if (sscanf(text, "%4u.%2u", &year, &month) != 2)
		die("%s is no release of U-Boot", text);
	return 100 * year + month;
}

static void print_all(struct board *board, int status, const char *console)
{
	int chosen;

	if (board->host.lost) {
		printf("never returns: %s\n", board->host.lost);
		return;
	}
	printf("status %d\n-- variables\n", status);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (board_get(board, shown[i]))
			printf("%s=%s\n", shown[i], board_get(board, shown[i]));
	puts("-- chosen");
	board->host.out = stdout;
	chosen = board_choose_tree(board, TREE_ADDRESS) ? fdt_path_offset(board->tree->bytes, "/chosen") : -1;
	if (chosen >= 0)
		print_fdt_node(stdout, board->tree->bytes, chosen, board->host.release);
	printf("-- console\n%s", console);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/hush-replay.XXXXXX";
	struct board board = {.dir = dir, .verbose = true};
	char *script, *console;
	size_t size;
	int option, status;

	while ((option = getopt(argc, argv, "mr:")) != -1) {
		if (option == 'm')
			board.host.modern = true;
		else if (option == 'r')
			board.host.release = parse_release(optarg);
		else
			return STATUS_TROUBLE;
	}
	if (optind + 1 != argc)
		die("usage: hush-replay [-m] [-r YYYY.MM] SCRIPT");
	board.script = argv[optind];
	script = read_file(board.script, &size);
	board_init(&board);
	board.host.out = open_memstream(&console, &size);
	if (!board.host.out)
		die("out of memory");
	make_server(dir);
	board_set(&board, "loadaddr", "0x40200000");
	board.tree = board_add_load(&board, TREE_ADDRESS, make_tree(TREE_SIZE), TREE_SIZE);
	status = hush_source(&board.host, board.script, script);
	fclose(board.host.out);
	print_all(&board, status, console);
	remove_server(dir);
	board_clear(&board);
	free(console);
	free(script);
	return STATUS_OK;
}

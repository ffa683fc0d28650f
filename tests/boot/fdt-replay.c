/* SPDX-License-Identifier: MIT */
/*
 * fdt-replay [-m] [-v] -C DIR -o OUT.dtb SCRIPT: does what U-Boot would do with the script's loads and
 * fdt commands, with libfdt and the room that `fdt resize` gives, and writes the tree that is there
 * when the script reaches booti. Files come from DIR. It shares no code with xenboot, so that it
 * can contradict it.
 *
 * Status 0: booti was reached, with that tree. 1: the script stopped. 2: it did something that
 * is not known here. -m: as U-Boot's modern parser reads it. -v prints
 * what happens.
 */
#include "board.h"
#include "hush.h"
#include "util.h"

#include <errno.h>
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

unsigned long board_hexadecimal(struct board *board, const char *word)
{
	char *end;
	unsigned long value;

	errno = 0;
	value = strtoul(word, &end, 16);
	if (errno || end == word || *end)
		die("%s:%d: '%s' is no hexadecimal number", board->script, board->line, word);
	return value;
}

static const char *get_variable(void *context, const char *name)
{
	struct board *board = context;

	for (size_t i = 0; i < board->variable_count; i++)
		if (!strcmp(board->variables[i].name, name))
			return board->variables[i].value;
	return NULL;
}

static void set_variable(struct board *board, const char *name, const char *value)
{
	struct variable *variable = NULL;

	for (size_t i = 0; i < board->variable_count; i++)
		if (!strcmp(board->variables[i].name, name))
			variable = &board->variables[i];
	if (!variable) {
		if (board->variable_count == VARIABLES_MAX)
			die("%s:%d: too many variables", board->script, board->line);
		variable = &board->variables[board->variable_count++];
		variable->name = need_copy(name, strlen(name));
	} else {
		free(variable->value);
	}
	variable->value = need_copy(value, strlen(value));
}

struct loaded *board_find_load(struct board *board, unsigned long address)
{
	for (size_t i = board->load_count; i-- > 0;)
		if (board->loads[i].address == address)
			return &board->loads[i];
	return NULL;
}

/* ---- Commands: words[0] is the command itself --------------------------------------------- */

/* Any load: the last two words are the address and the file. */
static bool do_load(struct board *board, size_t count, char **words)
{
	struct loaded *load;
	struct text path = {0};
	char size[32];

	if (count < 3 || board->load_count == LOADS_MAX)
		die("%s:%d: a load without address and file, or too many", board->script,
		    board->line);
	text_add(&path, board->dir, strlen(board->dir));
	text_add_char(&path, '/');
	text_add(&path, words[count - 1], strlen(words[count - 1]));
	if (access(path.bytes, R_OK)) {
		text_clear(&path);
		return false;
	}
	load = &board->loads[board->load_count++];
	load->address = board_hexadecimal(board, words[count - 2]);
	load->bytes = read_file(path.bytes, &load->size);
	snprintf(size, sizeof size, "%zx", load->size);
	set_variable(board, "filesize", size);
	text_clear(&path);
	return true;
}

static bool do_nothing(struct board *board, size_t count, char **words)
{
	(void)board;
	(void)count;
	(void)words;
	return true;
}

static bool do_false(struct board *board, size_t count, char **words)
{
	return !do_nothing(board, count, words);
}

static bool do_echo(struct board *board, size_t count, char **words)
{
	for (size_t i = 1; board->verbose && i < count; i++)
		printf("%s%s", words[i], i + 1 < count ? " " : "\n");
	return true;
}

static bool do_setenv(struct board *board, size_t count, char **words)
{
	struct text value = {0};

	if (count < 2)
		die("%s:%d: setenv without a name", board->script, board->line);
	for (size_t i = 2; i < count; i++) {
		if (i > 2)
			text_add_char(&value, ' ');
		text_add(&value, words[i], strlen(words[i]));
	}
	text_add(&value, "", 0);
	set_variable(board, words[1], value.bytes);
	text_clear(&value);
	return true;
}

static struct hush_host host;

static bool do_run(struct board *board, size_t count, char **words)
{
	const char *commands = count == 2 ? get_variable(board, words[1]) : NULL;

	if (!commands)
		die("%s:%d: run without a variable that is set", board->script, board->line);
	return hush_run(&host, words[1], commands);
}

static bool compare(struct board *board, const char *operator, long long left, long long right)
{
	static const struct {
		const char *word;
		bool less, equal, more;
	} table[] = {
		{"-eq", false, true, false}, {"==", false, true, false},
		{"-ne", true, false, true},  {"!=", true, false, true},
		{"-lt", true, false, false}, {"<", true, false, false},
		{"-le", true, true, false},  {"<=", true, true, false},
		{"-gt", false, false, true}, {">", false, false, true},
		{"-ge", false, true, true},  {">=", false, true, true},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].word, operator))
			return left < right ? table[i].less
					    : (left == right ? table[i].equal : table[i].more);
	die("%s:%d: the comparison '%s' is not known here", board->script, board->line, operator);
}

/* Numbers are decimal or 0x.. in `test`, hexadecimal in `itest`. */
static bool do_test(struct board *board, size_t count, char **words)
{
	if (count == 3 && !strcmp(words[1], "-n"))
		return *words[2];
	if (count == 3 && !strcmp(words[1], "-z"))
		return !*words[2];
	if (count != 4)
		die("%s:%d: test with %zu words", board->script, board->line, count - 1);
	if (!strcmp(words[2], "=") || !strcmp(words[2], "=="))
		return !strcmp(words[1], words[3]);
	if (!strcmp(words[2], "!="))
		return strcmp(words[1], words[3]);
	return compare(board, words[2], strtoll(words[1], NULL, 0), strtoll(words[3], NULL, 0));
}

static bool do_itest(struct board *board, size_t count, char **words)
{
	if (count != 4)
		die("%s:%d: itest with %zu words", board->script, board->line, count - 1);
	return compare(board, words[2], (long long)board_hexadecimal(board, words[1]),
		       (long long)board_hexadecimal(board, words[3]));
}

/* ---- The script -------------------------------------------------------------------------- */

static bool do_booti(struct board *board, size_t count, char **words)
{
	if (count != 4 || strcmp(words[2], "-"))
		die("%s:%d: booti KERNEL - TREE is all that is known here", board->script,
		    board->line);
	if (!board_find_load(board, board_hexadecimal(board, words[1]))) {
		printf("%s:%d: nothing was loaded to %s\n", board->script, board->line, words[1]);
		return false;
	}
	if (!board_choose_tree(board, words[3]))
		return false;
	board->booted = true;
	host.stop = true;
	return true;
}

static bool run_command(void *context, int line, size_t count, char **words)
{
	static const struct command table[] = {
		{"tftpboot", do_load}, {"tftpb", do_load},   {"tftp", do_load},
		{"load", do_load},     {"echo", do_echo},    {"setenv", do_setenv},
		{"test", do_test},     {"itest", do_itest},  {"true", do_nothing},
		{"false", do_false},   {"usb", do_nothing},  {"scsi", do_nothing},
		{"nvme", do_nothing},  {"dhcp", do_nothing}, {"virtio", do_nothing},
		{"fdt", board_fdt},    {"booti", do_booti},  {"run", do_run},
	};
	struct board *board = context;

	board->line = line;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(words[0], table[i].name))
			return table[i].run(board, count, words);
	die("%s:%d: the command %s is not known here", board->script, line, words[0]);
}

static void free_board(struct board *board)
{
	for (size_t i = 0; i < board->variable_count; i++) {
		free(board->variables[i].name);
		free(board->variables[i].value);
	}
	for (size_t i = 0; i < board->load_count; i++)
		free(board->loads[i].bytes);
}

int main(int argc, char **argv)
{
	struct board board = {.dir = "."};
	const char *output = NULL;
	char *script;
	size_t size;
	int option;

	while ((option = getopt(argc, argv, "C:mo:v")) != -1) {
		if (option == 'C')
			board.dir = optarg;
		else if (option == 'o')
			output = optarg;
		else if (option == 'm')
			host.modern = true;
		else if (option == 'v')
			board.verbose = true;
		else
			return STATUS_TROUBLE;
	}
	if (optind + 1 != argc || !output)
		die("usage: fdt-replay [-m] [-v] -C DIR -o OUT.dtb SCRIPT");
	board.script = argv[optind];
	script = read_file(board.script, &size);
	if (strlen(script) != size)
		die("%s: a NUL in the script", board.script);
	host.context = &board;
	host.command = run_command;
	host.variable = get_variable;
	hush_run(&host, board.script, script);
	if (board.booted)
		write_file(output, board.tree->bytes, fdt_totalsize(board.tree->bytes));
	else
		printf("%s: the script ended before booti\n", board.script);
	free_board(&board);
	free(script);
	return board.booted ? STATUS_OK : STATUS_DIFFERENT;
}

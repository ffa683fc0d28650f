/* SPDX-License-Identifier: MIT */
/* The board's variables and memory, and how its shell finds a command. */
#include "board.h"
#include "util.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void board_unknown(struct board *board, const char *what)
{
	die("%s:%d: %s is not known here", board->script, board->line, what);
}

int board_usage(struct board *board, const char *command)
{
	if (board->host.strict)
		die("%s:%d: %s: wrong words", board->script, board->line, command);
	fprintf(board->host.out, "(usage text of %.*s)\n", (int)strcspn(command, "."), command);
	return 1;
}

/* ---- Variables ---------------------------------------------------------------------------- */

static struct variable *find_variable(struct board *board, const char *name)
{
	for (size_t i = 0; i < board->variable_count; i++)
		if (!strcmp(board->variables[i].name, name))
			return &board->variables[i];
	return NULL;
}

const char *board_get(struct board *board, const char *name)
{
	struct variable *variable = find_variable(board, name);

	return variable ? variable->value : NULL;
}

static void forget(struct board *board, struct variable *variable)
{
	free(variable->name);
	free(variable->value);
	*variable = board->variables[--board->variable_count];
}

void board_set(struct board *board, const char *name, const char *value)
{
	struct variable *variable = find_variable(board, name);

	if (variable)
		forget(board, variable);
	if (!value)
		return;
	if (board->variable_count == VARIABLES_MAX)
		die("%s:%d: too many variables", board->script, board->line);
	variable = &board->variables[board->variable_count++];
	variable->name = need_copy(name, strlen(name));
	variable->value = need_copy(value, strlen(value));
}

void board_set_hexadecimal(struct board *board, const char *name, unsigned long value)
{
	char text[32];

	snprintf(text, sizeof text, "%lx", value);
	board_set(board, name, text);
}

/* ---- Numbers ------------------------------------------------------------------------------ */

static int digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : 99;
}

unsigned long board_number(struct board *board, const char *word, const char **end, int base)
{
	bool prefix = word[0] == '0' && tolower((unsigned char)word[1]) == 'x' &&
		      (board->host.release >= 202110 || isxdigit((unsigned char)word[2]));
	unsigned long value = 0;

	if (!base)
		base = prefix ? 16 : (*word == '0' ? 8 : 10);
	if (base == 16 && prefix)
		word += 2;
	for (; digit(*word) < base; word++)
		value = value * (unsigned long)base + (unsigned long)digit(*word);
	if (end)
		*end = word;
	return value;
}

unsigned long board_hexadecimal(struct board *board, const char *word)
{
	const char *end;
	unsigned long value = board_number(board, word, &end, 16);

	if (board->host.strict && (end == word || *end))
		die("%s:%d: '%s' is no hexadecimal number", board->script, board->line, word);
	return value;
}

/* ---- Memory ------------------------------------------------------------------------------- */

struct loaded *board_find_load(struct board *board, unsigned long address)
{
	for (size_t i = board->load_count; i-- > 0;)
		if (board->loads[i].address == address)
			return &board->loads[i];
	return NULL;
}

unsigned long board_read(struct board *board, unsigned long address)
{
	for (size_t i = board->load_count; i-- > 0;) {
		const struct loaded *load = &board->loads[i];
		const unsigned char *bytes;

		if (address < load->address || address - load->address + 4 > load->size)
			continue;
		bytes = (const unsigned char *)load->bytes + (address - load->address);
		return (unsigned long)bytes[3] << 24 | (unsigned long)bytes[2] << 16 |
		       (unsigned long)bytes[1] << 8 | bytes[0];
	}
	board_unknown(board, "what is in memory there");
}

struct loaded *board_add_load(struct board *board, unsigned long address, char *bytes, size_t size)
{
	struct loaded *load;

	if (board->load_count == LOADS_MAX)
		die("%s:%d: too many loads", board->script, board->line);
	load = &board->loads[board->load_count++];
	*load = (struct loaded){.address = address, .bytes = bytes, .size = size};
	return load;
}

/* Fetch FILE to ADDRESS; a status. */
static int fetch(struct board *board, unsigned long address, const char *file)
{
	struct text path = {0};
	struct loaded *load;
	size_t size;

	text_add(&path, board->dir, strlen(board->dir));
	text_add_char(&path, '/');
	text_add(&path, file, strlen(file));
	if (access(path.bytes, R_OK)) {
		text_clear(&path);
		return 1;
	}
	load = board_add_load(board, address, read_file(path.bytes, &size), 0);
	load->size = size;
	board_set_hexadecimal(board, "filesize", size);
	board_set_hexadecimal(board, "fileaddr", address);
	text_clear(&path);
	return 0;
}

static unsigned long load_address(struct board *board)
{
	const char *address = board_get(board, "loadaddr");

	if (!address)
		board_unknown(board, "a load without an address");
	return board_hexadecimal(board, address);
}

/* tftpboot [ADDRESS] [FILE]: one word is an address if all of it reads as one. */
static int do_tftpboot(struct board *board, size_t count, char **words)
{
	const char *end;

	if (count > 3)
		return board_usage(board, words[0]);
	if (count == 3)
		return fetch(board, board_hexadecimal(board, words[1]), words[2]);
	if (count == 2)
		board_number(board, words[1], &end, 16);
	if (count < 2 || !*end)
		board_unknown(board, "a load without a file's name");
	return fetch(board, load_address(board), words[1]);
}

static int do_load(struct board *board, size_t count, char **words)
{
	if (count != 5)
		board_unknown(board, "a load of other words than DEVICE PARTITION ADDRESS FILE");
	return fetch(board, board_hexadecimal(board, words[3]), words[4]);
}

static int do_booti(struct board *board, size_t count, char **words)
{
	if (count != 4 || strcmp(words[2], "-"))
		board_unknown(board, "another booti than booti KERNEL - TREE");
	if (!board_find_load(board, board_hexadecimal(board, words[1]))) {
		fprintf(board->host.out, "%s:%d: nothing was loaded to %s\n", board->script,
			board->line, words[1]);
		return 1;
	}
	if (!board_choose_tree(board, board_hexadecimal(board, words[3])))
		return 1;
	board->booted = true;
	board->host.stop = true;
	return 0;
}

/* ---- Commands ----------------------------------------------------------------------------- */

static const struct command load_commands[] = {
	{"tftpboot", do_tftpboot}, {"tftpb", do_tftpboot}, {"tftp", do_tftpboot},
	{"load", do_load},	   {"booti", do_booti},	   {"fdt", board_fdt},
	{NULL, NULL},
};

/* U-Boot has them, this board has not: what they would do must not be guessed. */
static const char *const absent_commands[] = {
	"bootd", "bootefi", "bootelf", "bootm", "bootp", "bootz", "cmp", "cp", "crc32", "env",
	"ext2load", "ext4load", "fatload", "go", "imxtract", "md", "mmc", "nfs", "pxe", "sf", "source",
	"sysboot", "unzip", "wget",
};

static const struct command *find_command(const struct command *table, const char *name)
{
	/* What stands behind a point is the width of what the command works on. */
	size_t length = strcspn(name, ".");

	for (; table->name; table++)
		if (strlen(table->name) == length && !strncmp(table->name, name, length))
			return table;
	return NULL;
}

static int run_command(void *context, int line, size_t count, char **words)
{
	struct board *board = context;
	const struct command *command = find_command(load_commands, words[0]);

	board->line = line;
	if (!command)
		command = find_command(board_shell_commands, words[0]);
	/* [ came with 2026.07. */
	if (command && (strcmp(words[0], "[") || board->host.release >= 202607))
		return command->run(board, count, words);
	for (size_t i = 0; i < sizeof absent_commands / sizeof *absent_commands; i++)
		if (!strncmp(absent_commands[i], words[0], strcspn(words[0], ".") + !strchr(words[0], '.')))
			board_unknown(board, words[0]);
	if (board->host.strict)
		board_unknown(board, words[0]);
	fprintf(board->host.out, "Unknown command '%s' - try 'help'\n", words[0]);
	return 1;
}

static const char *get_variable(void *context, const char *name)
{
	return board_get(context, name);
}

void board_init(struct board *board)
{
	board->host.context = board;
	board->host.command = run_command;
	board->host.variable = get_variable;
	board->host.out = stdout;
	if (!board->host.release)
		board->host.release = 202301;
}

void board_clear(struct board *board)
{
	while (board->variable_count)
		forget(board, board->variables);
	for (size_t i = 0; i < board->load_count; i++)
		free(board->loads[i].bytes);
	hush_clear(&board->host);
}

/* SPDX-License-Identifier: MIT */
/*
 * fdt-replay [-v] -C DIR -o OUT.dtb SCRIPT: does what U-Boot would do with the
 * script's loads and fdt commands, with libfdt and the room that `fdt resize` gives, and writes the
 * tree that is there when the script reaches booti. Files come from DIR. It shares no code with
 * xenboot, so that it can contradict it.
 *
 * Status 0: booti was reached, with that tree. 1: the script stopped. 2: it did something that
 * is not known here. -v prints what happens.
 */
#include "hush.h"
#include "util.h"

#include <errno.h>
#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VARIABLES_MAX 64
#define LOADS_MAX 32
#define TREE_MAX 0x400000u  /* far more than any tree here */
#define VALUE_MAX 1024u     /* U-Boot's cmd/fdt.c copies a value into so many bytes, unlooked at */

struct variable {
	char *name, *value;
};

struct loaded {
	unsigned long address;
	char *bytes;
	size_t size;
};

struct board {
	const char *dir, *script;
	bool verbose;
	int line;
	struct variable variables[VARIABLES_MAX];
	size_t variable_count;
	struct loaded loads[LOADS_MAX];
	size_t load_count;
	struct loaded *tree; /* what `fdt addr` chose */
	bool booted;
};

static unsigned long hexadecimal(struct board *board, const char *word)
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

static struct loaded *find_load(struct board *board, unsigned long address)
{
	for (size_t i = board->load_count; i-- > 0;)
		if (board->loads[i].address == address)
			return &board->loads[i];
	return NULL;
}

/* ---- Commands: words[0] is the command itself --------------------------------------------------- */

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
	load->address = hexadecimal(board, words[count - 2]);
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
		{"-eq", false, true, false}, {"==", false, true, false}, {"-ne", true, false, true},
		{"!=", true, false, true},   {"-lt", true, false, false}, {"<", true, false, false},
		{"-le", true, true, false},  {"<=", true, true, false},	  {"-gt", false, false, true},
		{">", false, false, true},   {"-ge", false, true, true},  {">=", false, true, true},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].word, operator))
			return left < right ? table[i].less :
					      (left == right ? table[i].equal : table[i].more);
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
	return compare(board, words[2], (long long)hexadecimal(board, words[1]),
		       (long long)hexadecimal(board, words[3]));
}

/* ---- fdt --------------------------------------------------------------------------------------- */

static bool tell(struct board *board, const char *what, int error)
{
	if (error < 0)
		printf("%s:%d: %s: %s\n", board->script, board->line, what, fdt_strerror(error));
	return error >= 0;
}

static bool fdt_address(struct board *board, size_t count, char **words)
{
	struct loaded *load;

	if (count != 3)
		die("%s:%d: fdt addr ADDRESS is all that is known here", board->script,
		    board->line);
	load = find_load(board, hexadecimal(board, words[2]));
	if (!load || load->size < sizeof(struct fdt_header) || fdt_check_header(load->bytes) ||
	    fdt_totalsize(load->bytes) > load->size) {
		printf("%s:%d: no device tree was loaded to %s\n", board->script, board->line,
		       words[2]);
		return false;
	}
	board->tree = load;
	return true;
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
		size += hexadecimal(board, words[2]);
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
	overlay = find_load(board, hexadecimal(board, words[2]));
	if (!overlay)
		die("%s:%d: nothing was loaded to %s", board->script, board->line, words[2]);
	return tell(board, "fdt apply", fdt_overlay_apply(board->tree->bytes, overlay->bytes));
}

struct command {
	const char *name;
	bool (*run)(struct board *board, size_t count, char **words);
};

static bool do_fdt(struct board *board, size_t count, char **words)
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

/* ---- The script -------------------------------------------------------------------------------- */

static bool do_booti(struct board *board, size_t count, char **words)
{
	if (count != 4 || strcmp(words[2], "-"))
		die("%s:%d: booti KERNEL - TREE is all that is known here", board->script,
		    board->line);
	if (!find_load(board, hexadecimal(board, words[1]))) {
		printf("%s:%d: nothing was loaded to %s\n", board->script, board->line, words[1]);
		return false;
	}
	board->tree = find_load(board, hexadecimal(board, words[3]));
	if (!board->tree)
		return tell(board, "the tree of booti", -FDT_ERR_NOTFOUND);
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
		{"fdt", do_fdt},       {"booti", do_booti},  {"run", do_run},
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

	while ((option = getopt(argc, argv, "C:o:v")) != -1) {
		if (option == 'C')
			board.dir = optarg;
		else if (option == 'o')
			output = optarg;
		else if (option == 'v')
			board.verbose = true;
		else
			return STATUS_TROUBLE;
	}
	if (optind + 1 != argc || !output)
		die("usage: fdt-replay [-v] -C DIR -o OUT.dtb SCRIPT");
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

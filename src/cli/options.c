/* SPDX-License-Identifier: MIT */
/* The options of all commands, and the reading of the arguments. */
#include <getopt.h>
#include <limits.h>
#include <string.h>

#include "cli/cli.h"

#ifndef PACKAGE_VERSION
#error "PACKAGE_VERSION comes from configure"
#endif

const struct cli_option_row cli_options[CLI_OPTION_COUNT] = {
	[CLI_FORMAT] = {"format", 'f', "FORMAT", "the form of the result"},
	[CLI_STRICT] = {"strict", 0, NULL, "a warning fails too"},
	[CLI_EXPLAIN] = {"explain", 0, "CODE", "tell what a diagnostic's code means"},
	[CLI_OUTPUT] = {"output", 'o', "FILE", "where to write"},
	[CLI_EMIT] = {"emit", 0, "WORD,...",
		      "what to write: script, dtb, manifest, both; wins over the profile's"},
	[CLI_DIGEST] = {"digest", 0, NULL, "put the SHA-256 of every file into the manifest"},
	[CLI_RESOLVED] = {"resolved", 0, NULL, "pin every address, size and default"},
	[CLI_FORCE] = {"force", 0, NULL, "write all the same"},
	[CLI_SEARCH] = {"search", 0, "RE",
			"those whose name, summary or help matches (extended, any case)"},
	[CLI_FILES] = {"files", 0, "DIR", "where the boot files are here"},
	[CLI_BOARD] = {"board", 0, "NAME", "the board; wins over the profile's"},
	[CLI_DTB] = {"dtb", 0, "FILE", "the base device tree; wins over the profile's"},
	[CLI_DATA] = {"data", 0, "DIR",
		      "a folder with options/, boards/, profiles/ before the shipped ones"},
	[CLI_HELP] = {"help", 'h', NULL, "print this help"},
	[CLI_VERSION] = {"version", 0, NULL, "print the version"},
};

/* The options that every command takes. */
#define EVERYWHERE (CLI_BIT(CLI_DATA) | CLI_BIT(CLI_HELP) | CLI_BIT(CLI_VERSION))

/* What getopt returns for an option without a letter. */
enum { FIRST_VALUE = UCHAR_MAX + 1 };

static int value_of(size_t option)
{
	return cli_options[option].letter ? cli_options[option].letter
					  : FIRST_VALUE + (int)option;
}

/* CLI_OPTION_COUNT: none. */
static size_t option_of(int value)
{
	size_t option = 0;

	while (option < CLI_OPTION_COUNT && value_of(option) != value)
		option++;
	return option;
}

/* ---- Words that are no options ------------------------------------------------------------------ */

static const struct cli_command *find_command(const char *word, const struct cli_command *table,
					      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].name, word) == 0)
			return &table[i];
	return NULL;
}

/* The first word is the command, behind a group's name the second; the rest are arguments. */
static bool take_word(struct cli *cli, char *word, int *status)
{
	const struct cli_command *group = cli->command;
	const struct cli_command *table = group ? group->parts : cli_commands;
	size_t count = group ? group->part_count : cli_command_count;

	if (!table) {
		cli->args[cli->arg_count++] = word;
		return true;
	}
	cli->command = find_command(word, table, count);
	if (cli->command)
		return true;
	cli->command = group;
	*status = cli_usage(cli, cli_nearest(word, table, count, sizeof(*table)),
			    "%s%shas no command '%s'", group ? group->name : "", group ? " " : "",
			    word);
	return false;
}

/* ---- Options ------------------------------------------------------------------------------------ */

static bool is_prefix_of_several(const char *typed)
{
	size_t length = strcspn(typed, "="), count = 0;

	for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
		count += strncmp(cli_options[i].name, typed, length) == 0;
	return count > 1;
}

/* getopt stopped at the word TYPED; optopt has what it knows about the option. */
static int complain(const struct cli *cli, int got, const char *typed)
{
	size_t option = option_of(optopt);

	if (got == ':')
		return cli_usage(cli, NULL, "--%s needs its argument %s", cli_options[option].name,
				 cli_options[option].argument);
	if (option < CLI_OPTION_COUNT)
		return cli_usage(cli, NULL, "--%s takes no argument", cli_options[option].name);
	if (optopt)
		return cli_usage(cli, NULL, "there is no option '-%c'", optopt);
	if (is_prefix_of_several(typed + 2))
		return cli_usage(cli, NULL, "the option '%s' could be one of several", typed);
	typed += 2;
	return cli_usage(cli,
			 cli_nearest(typed, cli_options, CLI_OPTION_COUNT, sizeof(*cli_options)),
			 "there is no option '--%s'", typed);
}

static bool scan(struct cli *cli, int argc, char **argv, int *status)
{
	struct option longs[CLI_OPTION_COUNT + 1] = {{0}};
	char shorts[2 * CLI_OPTION_COUNT + 3] = "-:"; /* words come as 1, wherever they stand */
	size_t length = 2;
	int got;

	for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
		const struct cli_option_row *row = &cli_options[i];

		longs[i] = (struct option){row->name, row->argument ? 1 : 0, NULL, value_of(i)};
		if (row->letter)
			shorts[length++] = row->letter;
		if (row->letter && row->argument)
			shorts[length++] = ':';
	}
	opterr = 0;
	while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (got == '?' || got == ':') {
			*status = complain(cli, got, argv[optind - 1]);
			return false;
		}
		if (got != 1)
			cli->values[option_of(got)] = optarg ? optarg : "";
		else if (!take_word(cli, optarg, status))
			return false;
	}
	while (optind < argc) /* behind -- */
		if (!take_word(cli, argv[optind++], status))
			return false;
	return true;
}

/* ---- Does it make sense? ------------------------------------------------------------------------ */

static bool takes_options(struct cli *cli, int *status)
{
	unsigned taken = cli->command->options | EVERYWHERE;

	for (size_t i = 0; i < CLI_OPTION_COUNT; i++) {
		if (!cli->values[i] || (taken & CLI_BIT(i)))
			continue;
		*status = cli_usage(cli, NULL, "%s%s%s takes no option --%s",
				    cli->command->group ? cli->command->group : "",
				    cli->command->group ? " " : "", cli->command->name,
				    cli_options[i].name);
		return false;
	}
	return true;
}

/* Is WORD (LENGTH bytes) one of LIST, which has SEPARATOR between them? */
static bool is_listed(const char *list, char separator, const char *word, size_t length)
{
	for (;; list++) {
		size_t next = strcspn(list, (char[]){separator, '\0'});

		if (next == length && memcmp(list, word, length) == 0)
			return true;
		list += next;
		if (!*list)
			return false;
	}
}

static bool takes_format(struct cli *cli, int *status)
{
	const char *formats = cli->command->formats, *given = cli->values[CLI_FORMAT];

	cli->format = given;
	if (!formats)
		return true;
	if (given && !is_listed(formats, '|', given, strlen(given))) {
		*status = cli_usage(cli, NULL, "--format takes %s, not '%s'", formats, given);
		return false;
	}
	for (size_t i = 0; !given && i < CLI_OPTION_COUNT; i++) /* the first one is the default */
		cli->format = formats;
	return true;
}

static bool takes_emit(const struct cli *cli, int *status)
{
	static const char words[] = "script,dtb,manifest,both";
	const char *word = cli->values[CLI_EMIT];

	while (word) {
		size_t length = strcspn(word, ",");

		if (!is_listed(words, ',', word, length)) {
			*status = cli_usage(cli, NULL, "--emit takes %s, not '%.*s'", words,
					    (int)length, word);
			return false;
		}
		word = word[length] ? word + length + 1 : NULL;
	}
	return true;
}

static bool takes_count(const struct cli *cli, int *status)
{
	const struct cli_command *command = cli->command;
	struct xb_buf line = {0};

	if (cli->arg_count >= command->least && cli->arg_count <= command->most)
		return true;
	cli_usage_line(command, &line);
	if (cli->arg_count > command->most)
		*status = cli_usage(cli, NULL, "'%s' is one argument too many; %s",
				    cli->args[command->most], line.data);
	else
		*status = cli_usage(cli, NULL, "an argument is missing; %s", line.data);
	xb_buf_clear(&line);
	return false;
}

static int print_help(struct cli *cli)
{
	struct xb_buf out = {0};

	if (cli->values[CLI_VERSION])
		xb_buf_puts(&out, "xenboot " PACKAGE_VERSION "\n");
	else if (cli->command)
		cli_help_command(cli->command, &out);
	else
		cli_help_program(&out);
	cli_put(cli, &out);
	return CLI_GOOD;
}

bool cli_parse(struct cli *cli, int argc, char **argv, int *status)
{
	cli->args = xb_realloc(NULL, (size_t)argc + 1, sizeof(*cli->args));
	if (!scan(cli, argc, argv, status))
		return false;
	if (cli->values[CLI_HELP] || cli->values[CLI_VERSION]) {
		*status = print_help(cli);
		return false;
	}
	if (!cli->command) {
		*status = cli_usage(cli, NULL, "a command is missing");
		return false;
	}
	if (cli->command->parts) {
		*status = cli_usage(cli, NULL, "%s needs one of its commands: %s",
				    cli->command->name, cli->command->arguments);
		return false;
	}
	return takes_options(cli, status) && takes_format(cli, status) &&
	       takes_emit(cli, status) && takes_count(cli, status);
}

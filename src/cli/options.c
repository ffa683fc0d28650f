/* SPDX-License-Identifier: MIT */
/* The reading of the arguments. */
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#ifndef PACKAGE_VERSION
#error "PACKAGE_VERSION comes from configure"
#endif

/* The options that every command takes. */
#define EVERYWHERE (CLI_BIT(CLI_DATA) | CLI_BIT(CLI_HELP) | CLI_BIT(CLI_VERSION))

/* What getopt returns for an option without a letter. */
enum { FIRST_VALUE = UCHAR_MAX + 1 };

static int value_of(size_t option)
{
	return cli_options[option].letter ? cli_options[option].letter : FIRST_VALUE + (int)option;
}

/* CLI_OPTION_COUNT: none. */
static size_t option_of(int value)
{
	size_t option = 0;

	while (option < CLI_OPTION_COUNT && value_of(option) != value)
		option++;
	return option;
}

/* ---- Words that are no options ----------------------------------------------------------- */

static const struct cli_command *find_command(const char *word, const struct cli_command *table,
					      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].name, word) == 0)
			return &table[i];
	return NULL;
}

/* A word that is nothing like a command is the profile to open. */
static bool means_profile(const char *word, const char *near)
{
	return xb_profile_ref_is_path(word) || !near;
}

/* The first word is the command, behind a group's name the second; the rest are arguments. */
static bool take_word(struct cli *cli, char *word, int *status)
{
	const struct cli_command *group = cli->command;
	const struct cli_command *table = group ? group->parts : cli_commands;
	size_t count = group ? group->part_count : cli_command_count;
	const char *near;

	if (!table) {
		cli->args[cli->arg_count++] = word;
		return true;
	}
	cli->command = find_command(word, table, count);
	if (cli->command)
		return true;
	cli->command = group;
	near = cli_nearest(word, table, count, sizeof(*table));
	if (!group && means_profile(word, near)) {
		cli->command = cli_menu_command;
		cli->implied = true;
		cli->args[cli->arg_count++] = word;
		return true;
	}
	*status = cli_usage(cli, near,
			    "there is no command '%s%s%s'", group ? group->name : "",
			    group ? " " : "", word);
	return false;
}

/* ---- Options ----------------------------------------------------------------------------- */

/* An option that is not in the table, or one whose TYPED beginning fits several. */
static int complain_of_name(const struct cli *cli, const char *typed)
{
	size_t length = strcspn(typed, "="), count = 0;
	char *word = xb_strndup(typed, length), *near = NULL;
	const char *name = cli_nearest(word, cli_options, CLI_OPTION_COUNT, sizeof(*cli_options));
	int status;

	for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
		count += strncmp(cli_options[i].name, word, length) == 0;
	if (name && count == 0)
		near = xb_format("--%s", name);
	status = cli_usage(cli, near,
			   count ? "--%s is the beginning of several options"
				 : "there is no option --%s",
			   word);
	free(word);
	free(near);
	return status;
}

/* getopt stopped at the word TYPED; optopt has what it knows about the option. */
static int complain(const struct cli *cli, int got, const char *typed)
{
	size_t option = option_of(optopt);

	if (got == ':')
		return cli_usage(cli, NULL, "--%s needs %s behind it", cli_options[option].name,
				 cli_options[option].argument);
	if (option < CLI_OPTION_COUNT)
		return cli_usage(cli, NULL, "--%s takes no argument", cli_options[option].name);
	if (optopt)
		return cli_usage(cli, NULL, "there is no option -%c", optopt);
	return complain_of_name(cli, typed + 2);
}

/* Of an option that comes several times values has the last. */
static void give(struct cli *cli, enum cli_option option, const char *value)
{
	cli->values[option] = value;
	cli->given = xb_grow(cli->given, &cli->given_capacity, cli->given_count,
			     sizeof(*cli->given));
	cli->given[cli->given_count++] = (struct cli_given){option, value};
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
			give(cli, (enum cli_option)option_of(got), optarg ? optarg : "");
		else if (!take_word(cli, optarg, status))
			return false;
	}
	while (optind < argc) /* behind -- */
		if (!take_word(cli, argv[optind++], status))
			return false;
	return true;
}

/* ---- Does it make sense? ----------------------------------------------------------------- */

/* An option that the command does not take; CLI_OPTION_COUNT: none. */
static size_t foreign_option(const struct cli *cli)
{
	unsigned taken = cli->command->options | EVERYWHERE;
	size_t option = 0;

	while (option < CLI_OPTION_COUNT && (!cli->values[option] || (taken & CLI_BIT(option))))
		option++;
	return option;
}

/* With more behind it than the front end takes the word was meant as a command. */
static bool is_command(struct cli *cli, int *status)
{
	bool more = cli->arg_count > cli->command->most || foreign_option(cli) < CLI_OPTION_COUNT;

	if (!cli->implied || !more || xb_profile_ref_is_path(cli->args[0]))
		return true;
	cli->command = NULL;
	*status = cli_usage(cli, NULL, "there is no command '%s'", cli->args[0]);
	return false;
}

static bool takes_options(struct cli *cli, int *status)
{
	size_t option = foreign_option(cli);

	if (option == CLI_OPTION_COUNT)
		return true;
	*status = cli_usage(cli, NULL, "%s%s%s takes no option --%s",
			    cli->command->group ? cli->command->group : "",
			    cli->command->group ? " " : "", cli->command->name,
			    cli_options[option].name);
	return false;
}

/* Is WORD (LENGTH bytes) one of LIST? */
static bool is_listed(const char *const *list, const char *word, size_t length)
{
	for (; *list; list++)
		if (strlen(*list) == length && memcmp(*list, word, length) == 0)
			return true;
	return false;
}

static bool takes_format(struct cli *cli, int *status)
{
	const char *const *formats = cli->command->formats;
	const char *given = cli->values[CLI_FORMAT];

	cli->format = given ? given : formats[0];
	if (!given || is_listed(formats, given, strlen(given)))
		return true;
	*status = cli_usage(cli, xb_nearest(given, formats), "--format does not take '%s'", given);
	return false;
}

/* Is LENGTH bytes of WORD an output? */
static bool is_output(const char *word, size_t length)
{
	for (const struct xb_output_kind *kind = xb_output_kinds; kind->word; kind++)
		if (strlen(kind->word) == length && strncmp(kind->word, word, length) == 0)
			return true;
	return false;
}

static const char *nearest_output(const char *word)
{
	size_t count = 0;

	while (xb_output_kinds[count].word)
		count++;
	return cli_nearest(word, xb_output_kinds, count, sizeof(*xb_output_kinds));
}

static bool takes_emit(const struct cli *cli, int *status)
{
	const char *word = cli->values[CLI_EMIT];

	while (word) {
		size_t length = strcspn(word, ",");

		if (!is_output(word, length)) {
			char *wrong = xb_strndup(word, length);

			*status = cli_usage(cli, nearest_output(wrong), "--emit does not take '%s'",
					    wrong);
			free(wrong);
			return false;
		}
		word = word[length] ? word + length + 1 : NULL;
	}
	return true;
}

static bool takes_levels(struct cli *cli, int *status)
{
	for (size_t i = 0; i < cli->given_count; i++)
		if (!cli_take_levels(cli, cli->given[i].option, cli->given[i].value, status))
			return false;
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

/* What is read from there is gone the second time. */
static bool takes_input_once(const struct cli *cli, int *status)
{
	size_t count = 0;

	for (size_t i = 0; i < cli->arg_count; i++)
		count += strcmp(cli->args[i], "-") == 0;
	if (count > 1)
		*status = cli_usage(cli, NULL, "standard input can be read only once: one argument "
					       "can be '-', not %zu", count);
	return count <= 1;
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

static int print_short_help(void)
{
	struct xb_buf out = {0};

	cli_help_short(&out);
	fputs(out.data, stderr);
	xb_buf_clear(&out);
	return CLI_USAGE;
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
	if (!cli->command && !cli_on_terminal()) {
		*status = print_short_help();
		return false;
	}
	if (!cli->command)
		cli->command = cli_menu_command;
	if (cli->command->parts) {
		*status = cli_usage(cli, NULL, "%s needs one of its commands: %s",
				    cli->command->name, cli->command->arguments);
		return false;
	}
	return is_command(cli, status) && takes_options(cli, status) && takes_format(cli, status) && takes_emit(cli, status) &&
	       takes_levels(cli, status) && takes_count(cli, status) &&
	       takes_input_once(cli, status);
}

/* SPDX-License-Identifier: MIT */
/* The help of the program and of each command, from the tables of commands and options. */
#include <string.h>

#include "cli/cli.h"

#define EVERYWHERE (CLI_BIT(CLI_DATA) | CLI_BIT(CLI_HELP) | CLI_BIT(CLI_VERSION))

static const char notes[] =
	"PROFILE is a path when it has a '/' in it or ends in .yaml or .yml, and - is standard "
	"input; anything else is a name, looked up in your own folder and then among those that "
	"come with the program.\n";

static const char statuses[] =
	"Exit status: 0 all is well, 1 the configuration has errors, 2 the command was used "
	"wrongly, 3 a profile, tree or output could not be read or written.\n";

void cli_usage_line(const struct cli_command *command, struct xb_buf *out)
{
	xb_buf_puts(out, "usage: xenboot ");
	if (command->group)
		xb_buf_printf(out, "%s ", command->group);
	xb_buf_printf(out, "%s [OPTION]... %s", command->name, command->arguments);
	while (out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
}

static void put_commands(const struct cli_command *commands, size_t count, struct xb_buf *out)
{
	struct cli_table table = {.columns = 2};

	for (size_t i = 0; i < count; i++) {
		const struct cli_command *command = &commands[i];
		char *left = xb_format("%s%s%s", command->name, *command->arguments ? " " : "",
				       command->parts ? "COMMAND..." : command->arguments);

		cli_table_row(&table, (const char *[]){left, command->summary});
		free(left);
	}
	cli_table_print(&table, 2, out);
}

/* What stands behind the option, and what it is for: a command may have its own words for both. */
static char *option_argument(const struct cli_command *command, size_t option)
{
	struct xb_buf out = {0};

	if (option == CLI_OUTPUT && command)
		return xb_strdup(command->output.argument);
	if (option != CLI_FORMAT || !command)
		return xb_strdup(cli_options[option].argument ? cli_options[option].argument : "");
	for (size_t i = 0; command->formats[i]; i++)
		xb_buf_printf(&out, "%s%s", i ? "|" : "", command->formats[i]);
	return xb_buf_take(&out);
}

static void put_option(const struct cli_command *command, size_t option, struct cli_table *table)
{
	const struct cli_option_row *row = &cli_options[option];
	char letter[] = {'-', row->letter, ',', ' ', '\0'};
	char *argument = option_argument(command, option);
	char *left = xb_format("%s--%s%s%s", row->letter ? letter : "    ", row->name,
			       *argument ? " " : "", argument);
	bool own = option == CLI_OUTPUT && command;
	struct xb_buf summary = {0};

	xb_buf_puts(&summary, own ? command->output.summary : row->summary);
	if (option == CLI_EMIT)
		xb_output_put_words(", ", &summary);
	cli_table_row(table, (const char *[]){left, summary.data});
	xb_buf_clear(&summary);
	free(argument);
	free(left);
}

static void put_options(const struct cli_command *command, unsigned taken, struct xb_buf *out)
{
	struct cli_table table = {.columns = 2};

	for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
		if (taken & CLI_BIT(i))
			put_option(command, i, &table);
	xb_buf_puts(out, "\nOptions:\n");
	cli_table_print(&table, 2, out);
}

void cli_help_short(struct xb_buf *out)
{
	xb_buf_puts(out, "usage: xenboot [COMMAND] [OPTION]... [ARGUMENT]...\n\nCommands:\n");
	put_commands(cli_commands, cli_command_count, out);
	xb_buf_puts(out, "\nTry 'xenboot --help' or 'xenboot COMMAND --help'.\n");
}

void cli_help_program(struct xb_buf *out)
{
	xb_buf_puts(out, "usage: xenboot [COMMAND] [OPTION]... [ARGUMENT]...\n\n");
	cli_wrap(
		"Turns a profile in YAML into a checked, placed, bootable U-Boot script and device "
		"tree for Xen and its dom0.",
		0, out);
	xb_buf_puts(out, "\nCommands:\n");
	put_commands(cli_commands, cli_command_count, out);
	put_options(NULL, EVERYWHERE, out);
	xb_buf_putc(out, '\n');
	cli_wrap(notes, 0, out);
	xb_buf_putc(out, '\n');
	cli_wrap(statuses, 0, out);
	xb_buf_puts(out, "\n'xenboot COMMAND --help' tells what a command takes.\n");
}

void cli_help_command(const struct cli_command *command, struct xb_buf *out)
{
	cli_usage_line(command, out);
	xb_buf_puts(out, "\n\n");
	xb_buf_printf(out, "xenboot %s%s%s: %s.\n", command->group ? command->group : "",
		      command->group ? " " : "", command->name, command->summary);
	if (command->help) {
		xb_buf_putc(out, '\n');
		cli_wrap(command->help, 0, out);
	}
	if (command->parts) {
		xb_buf_puts(out, "\nCommands:\n");
		put_commands(command->parts, command->part_count, out);
	}
	if (command->put_formats)
		command->put_formats(out);
	put_options(command, command->options | EVERYWHERE, out);
}

/* SPDX-License-Identifier: MIT */
/* What the program itself has to say, on standard error; what a profile says wrongly is a
 * diagnostic. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The texts hold names that someone typed: nothing in them may act on the terminal. */
static void put_line(const char *before, const char *format, va_list args)
{
	struct xb_buf text = {0}, line = {0};

	xb_buf_vprintf(&text, format, args);
	xb_buf_puts(&line, before);
	xb_buf_put_visible(&line, text.data ? text.data : "", text.length);
	xb_buf_putc(&line, '\n');
	fwrite(line.data, 1, line.length, stderr);
	xb_buf_clear(&text);
	xb_buf_clear(&line);
}

void cli_say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_line("xenboot: ", format, args);
	va_end(args);
}

bool cli_on_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

void cli_hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_line("  hint: ", format, args);
	va_end(args);
}

void cli_hint_near(const char *near)
{
	if (near)
		cli_hint("did you mean %s?", near);
}

int cli_usage(const struct cli *cli, const char *near, const char *format, ...)
{
	const struct cli_command *command = cli->command;
	va_list args;

	va_start(args, format);
	put_line("xenboot: ", format, args);
	va_end(args);
	cli_hint_near(near);
	if (command)
		fprintf(stderr, "Try 'xenboot %s%s%s --help'.\n",
			command->group ? command->group : "", command->group ? " " : "",
			command->name);
	else
		fputs("Try 'xenboot --help'.\n", stderr);
	return CLI_USAGE;
}

int cli_failed(const struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put_line("xenboot: ", format, args);
	va_end(args);
	return cli->command && cli->command->compares ? CLI_USAGE : CLI_FAILED;
}

const char *cli_nearest(const char *word, const void *table, size_t count, size_t stride)
{
	const char **names = xb_realloc(NULL, count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < count; i++)
		memcpy(&names[i], (const char *)table + i * stride, sizeof(names[i]));
	names[count] = NULL;
	near = xb_nearest(word, names);
	free(names);
	return near;
}

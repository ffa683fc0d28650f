/* SPDX-License-Identifier: MIT */
/* Results, on standard output or in a file. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* Each result is flushed, so that it stands in order with the messages; main reports a failure. */
void cli_put(struct cli *cli, struct xb_buf *out)
{
	bool good = !out->length || fwrite(out->data, 1, out->length, stdout) == out->length;

	good &= fflush(stdout) == 0;
	if (!good && !cli->write_error)
		cli->write_error = errno;
	xb_buf_clear(out);
}

void cli_visible(struct xb_buf *out, const char *text)
{
	xb_buf_put_visible(out, text, strlen(text));
}

/* A file or another program wants the bytes as they are; a terminal would act on some of them. */
void cli_put_foreign(struct cli *cli, struct xb_buf *text)
{
	struct xb_buf shown = {0};
	const char *line = text->data, *end = text->data + text->length;

	if (!isatty(STDOUT_FILENO)) {
		cli_put(cli, text);
		return;
	}
	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		xb_buf_put_visible(&shown, line, (size_t)((newline ? newline : end) - line));
		xb_buf_putc(&shown, '\n');
		line = newline ? newline + 1 : end;
	}
	cli_put(cli, &shown);
	xb_buf_clear(text);
}

int cli_put_file(struct cli *cli, const char *path, struct xb_buf *out)
{
	struct xb_diags diags = {0};
	int status = CLI_GOOD;

	if (!path || strcmp(path, "-") == 0) {
		cli_put_foreign(cli, out);
		return CLI_GOOD;
	}
	if (!xb_file_write(path, out->data, out->length, XB_COMMON_FOLDER, &diags))
		status = cli_failed(cli, "%s", diags.items[0].message);
	xb_diags_clear(&diags);
	xb_buf_clear(out);
	return status;
}

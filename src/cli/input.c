/* SPDX-License-Identifier: MIT */
/* Files that the command line names. */
#include "cli/cli.h"

/* DIAGS are done with. */
static bool was_read(struct cli *cli, bool good, struct xb_diags *diags, int *status)
{
	if (!good)
		*status = cli_failed(cli, "%s", diags->items[0].message);
	xb_diags_clear(diags);
	return good;
}

bool cli_read(struct cli *cli, const char *name, size_t limit, struct xb_buf *out, int *status)
{
	struct xb_diags diags = {0};
	bool good = xb_file_load(name, limit, (struct xb_pos){0}, out, &diags);

	return was_read(cli, good, &diags, status);
}

bool cli_pass(struct cli *cli, const char *name, uint64_t limit, xb_file_taker *take, void *data,
	      int *status)
{
	struct xb_diags diags = {0};
	bool good = xb_file_pass(name, limit, (struct xb_pos){0}, take, data, &diags);

	return was_read(cli, good, &diags, status);
}

bool cli_read_source(struct cli *cli, const char *name, struct xb_import_source *source,
		     struct xb_buf *bytes, int *status)
{
	struct xb_diags diags = {0};
	bool good = xb_import_source_read(name, source, bytes, &diags);

	return was_read(cli, good, &diags, status);
}

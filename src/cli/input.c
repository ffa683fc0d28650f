/* SPDX-License-Identifier: MIT */
/* Files that the command line names. */
#include "cli/cli.h"

bool cli_read(struct cli *cli, const char *name, size_t limit, struct xb_buf *out, int *status)
{
	struct xb_diags diags = {0};
	bool good = xb_file_load(name, limit, (struct xb_pos){0}, out, &diags);

	if (!good)
		*status = cli_failed(cli, "%s", diags.items[0].message);
	xb_diags_clear(&diags);
	return good;
}

/* SPDX-License-Identifier: MIT */
/* --error, --warn, --note, --ignore: other severities, for this call. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const struct level_row {
	enum cli_option option;
	int severity;
} rows[] = {
	{CLI_ERROR, XB_ERROR},
	{CLI_WARN, XB_WARNING},
	{CLI_NOTE, XB_NOTE},
	{CLI_IGNORE, XB_CHECK_OFF},
};

static const struct level_row *find_row(enum cli_option option)
{
	for (size_t i = 0; i < XB_COUNT(rows); i++)
		if (rows[i].option == option)
			return &rows[i];
	return NULL;
}

static void add(struct xb_check_levels *levels, const struct xb_check_level *level)
{
	levels->items = xb_grow(levels->items, &levels->capacity, levels->count,
				sizeof(*levels->items));
	levels->items[levels->count++] = *level;
}

static bool take_code(struct cli *cli, const struct level_row *row, const char *name, int *status)
{
	const char *option = cli_options[row->option].name;
	struct xb_check_level level = {.severity = row->severity};
	struct xb_diags diags = {0};

	if (!xb_code_find(name, &level.code)) {
		*status = cli_usage(cli, xb_code_nearest(name),
				    "--%s: no diagnostic has the code '%s'", option, name);
		return false;
	}
	if (xb_check_level_allowed(&level, &diags)) {
		add(&cli->levels, &level);
		return true;
	}
	cli_say("--%s: %s", option, diags.items[0].message);
	cli_hint("%s", diags.items[0].hint);
	xb_diags_clear(&diags);
	*status = CLI_USAGE;
	return false;
}

bool cli_take_levels(struct cli *cli, enum cli_option option, const char *codes, int *status)
{
	const struct level_row *row = find_row(option);
	bool good = true;

	while (row && codes && good) {
		size_t length = strcspn(codes, ",");
		char *name = xb_strndup(codes, length);

		good = take_code(cli, row, name, status);
		free(name);
		codes = codes[length] ? codes + length + 1 : NULL;
	}
	return good;
}

/* The last word on the severity of CODE; NULL: there is none. */
static const struct xb_check_level *find_level(const struct cli *cli, enum xb_code code)
{
	for (size_t i = cli->levels.count; i-- > 0;)
		if (cli->levels.items[i].code == code)
			return &cli->levels.items[i];
	return NULL;
}

bool cli_levels_refused(const struct cli *cli, const struct xb_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		const struct xb_check_level *level = find_level(cli, diag->code);

		if (level && diag->severity == XB_ERROR && level->severity < XB_ERROR)
			return true;
	}
	return false;
}

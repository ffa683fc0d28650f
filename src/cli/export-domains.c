/* SPDX-License-Identifier: MIT */
/* export of what is of a single domain: one on standard output, or each in a file of its own. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* By its name or by its key. */
static const struct xb_domain *domain_in(const struct xb_domain *domains, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!domains[i].hardware && (strcmp(domains[i].name, name) == 0 ||
					     strcmp(domains[i].key, name) == 0))
			return &domains[i];
	return NULL;
}

static int report_stranger(const struct cli *cli, const char *name)
{
	const struct xb_boot *boot = xb_session_boot(cli->session);
	size_t count = 0;
	const char **names = xb_realloc(NULL, boot->domain_count + boot->later_count + 1, sizeof(*names));
	const char *near;
	bool key = strchr(name, '.'); /* which no name has */

	for (size_t i = 0; i < boot->later_count; i++)
		names[count++] = key ? boot->later[i].key : boot->later[i].name;
	for (size_t i = 0; i < boot->domain_count; i++)
		if (!boot->domains[i].hardware)
			names[count++] = key ? boot->domains[i].key : boot->domains[i].name;
	names[count] = NULL;
	near = xb_nearest(name, names);
	free(names);
	return cli_usage(cli, near, "no guest is called %s", name);
}

/* ---- Files ------------------------------------------------------------------------------------- */

static int write_files(struct cli *cli, const char *dir, const struct xb_domain *domain)
{
	struct xb_diags diags = {0};
	struct xb_outputs outputs = {0};
	struct xb_buf out = {0};
	int status = CLI_ERRORS;

	if (xb_session_emit_xl(cli->session, dir, domain, &outputs, &diags))
		status = xb_outputs_write(&outputs, &diags) ? CLI_GOOD : CLI_FAILED;
	cli_show(&diags);
	for (size_t i = 0; !status && i < outputs.count; i++) {
		cli_visible(&out, outputs.items[i].path);
		xb_buf_putc(&out, '\n');
	}
	cli_put(cli, &out);
	xb_outputs_clear(&outputs);
	xb_diags_clear(&diags);
	return status;
}

static int export_files(struct cli *cli, const char *dir, const struct xb_domain *domain)
{
	const struct xb_boot *boot = xb_session_boot(cli->session);

	if (!*dir)
		return cli_usage(cli, NULL, "--output: '' is no folder");
	if (domain && domain->node)
		return cli_usage(cli, NULL, "%s is built by Xen: there is nothing to start from dom0",
				 domain->key);
	if (!domain && !boot->later_count)
		return cli_usage(cli, NULL, "no guest has start: dom0");
	return write_files(cli, dir, domain);
}

/* ---- Standard output ----------------------------------------------------------------------------- */

/* What is being printed. */
struct printing {
	struct cli *cli;
	const struct xb_export_format *format;
	struct xb_buf out;
	struct xb_diags diags;
};

static bool put_next(struct printing *printing, const struct xb_domain *domain)
{
	const struct xb_export_request request = {.domain = domain};

	if (printing->out.length)
		xb_buf_putc(&printing->out, '\n');
	return printing->format->write(printing->cli->session, &request, &printing->out,
				       &printing->diags);
}

/* The guest that dom0 starts first, so that the whole is its configuration. */
static bool put_all(struct printing *printing)
{
	const struct xb_boot *boot = xb_session_boot(printing->cli->session);
	bool good = true;

	for (size_t i = 0; i < boot->later_count; i++)
		good &= put_next(printing, &boot->later[i]);
	for (size_t i = 0; i < boot->domain_count; i++)
		if (!boot->domains[i].hardware)
			good &= put_next(printing, &boot->domains[i]);
	return good;
}

static int print(struct cli *cli, const struct xb_export_format *format, const struct xb_domain *domain)
{
	struct printing printing = {.cli = cli, .format = format};
	bool good = domain ? put_next(&printing, domain) : put_all(&printing);

	cli_show(&printing.diags);
	xb_diags_clear(&printing.diags);
	if (good)
		cli_put_foreign(cli, &printing.out);
	xb_buf_clear(&printing.out);
	return good ? CLI_GOOD : CLI_ERRORS;
}

int cli_export_domains(struct cli *cli, const struct xb_export_format *format)
{
	const struct xb_boot *boot = xb_session_boot(cli->session);
	const char *key = cli->arg_count > 1 ? cli->args[1] : NULL, *dir = cli->values[CLI_OUTPUT];
	const struct xb_domain *domain = NULL;

	if (key)
		domain = domain_in(boot->later, boot->later_count, key);
	if (key && !domain)
		domain = domain_in(boot->domains, boot->domain_count, key);
	if (key && !domain)
		return report_stranger(cli, key);
	if (dir && strcmp(dir, "-") != 0)
		return export_files(cli, dir, domain);
	if (!domain && boot->later_count > 1)
		return cli_usage(cli, NULL,
				 "%zu guests have start: dom0: name one of them, %s, or a folder for all, -o DIR",
				 boot->later_count, boot->later[0].key);
	if (!domain && boot->domain_count + boot->later_count == (xb_boot_dom0(boot) != NULL))
		return cli_usage(cli, NULL, "there is no guest");
	return print(cli, format, domain);
}

/* SPDX-License-Identifier: MIT */
/* devices: what of a board can be given to a guest, and what stands against the rest. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/tree/passthrough.h"

/* What is asked: the tree that Xen gets, and who else is in it. */
struct question {
	const struct xb_devtree *tree;
	const struct xb_pass_host *host;
	const char *device; /* NULL: all */
};

/* "yes", "with care", "no" */
static const char *verdict_of(const struct xb_pass_findings *findings)
{
	return findings->errors ? "no" : findings->warnings ? "with care" : "yes";
}

/* ---- Names ------------------------------------------------------------------------------- */

static void put_path(const struct xb_tree_node *node, struct xb_buf *out)
{
	char *path = xb_tree_path(node);

	cli_visible(out, path);
	free(path);
}

/* ---- For people -------------------------------------------------------------------------- */

static void put_aliases(const struct question *question, const struct xb_tree_node *node,
			struct xb_buf *out)
{
	const char *alias;
	size_t at = 0, count = 0;

	while ((alias = xb_tree_next_alias(question->tree->index, node, &at))) {
		xb_buf_puts(out, count++ ? ", " : " (");
		cli_visible(out, alias);
	}
	if (count)
		xb_buf_putc(out, ')');
}

/* "    arm,pl031; 0x9010000-0x9010FFF; interrupt 34; no IOMMU" */
static void put_facts(const struct xb_pass_device *device, struct xb_buf *out)
{
	const char *compatible = xb_tree_string(device->node, "compatible");

	xb_buf_puts(out, "    ");
	cli_visible(out, compatible ? compatible : "not compatible with anything");
	for (size_t i = 0; i < device->pages.count; i++)
		xb_buf_printf(out, "%s0x%" PRIX64 "-0x%" PRIX64, i ? ", " : "; ",
			      device->pages.items[i].start, xb_range_last(device->pages.items[i]));
	for (size_t i = 0; i < device->interrupt_count; i++)
		xb_buf_printf(out, "%s%" PRIu32,
			      i ? ", " : device->interrupt_count > 1 ? "; interrupts " : "; interrupt ",
			      device->interrupts[i]);
	xb_buf_puts(out, device->iommu ? "; behind " : "; no IOMMU\n");
	if (device->iommu) {
		put_path(device->iommu, out);
		xb_buf_putc(out, '\n');
	}
}

static void put_list(const char *title, const struct xb_tree_node *const *nodes, size_t count,
		     struct xb_buf *out)
{
	for (size_t i = 0; i < count; i++) {
		xb_buf_puts(out, i ? ", " : title);
		put_path(nodes[i], out);
	}
	if (count)
		xb_buf_putc(out, '\n');
}

/* "yes", "with care (shared-page, dma)", "no" */
static void put_verdict(const struct xb_pass_findings *findings, struct xb_buf *out)
{
	xb_buf_puts(out, verdict_of(findings));
	if (!findings->errors && findings->warnings) {
		xb_buf_puts(out, " (");
		xb_pass_put_kinds(findings, XB_WARNING, out);
		xb_buf_putc(out, ')');
	}
	xb_buf_putc(out, '\n');
}

/* Of one device all is told, in a list what forbids it. */
static void put_finding(const struct question *question, const struct xb_pass_finding *finding,
			struct xb_buf *out)
{
	if (!question->device && finding->severity != XB_ERROR)
		return;
	xb_buf_printf(out, "    %s: ", xb_severity_name(finding->severity));
	cli_visible(out, finding->message);
	xb_buf_printf(out, " [%s]\n", xb_pass_kind_name(finding->kind));
	if (question->device && finding->hint)
		xb_buf_printf(out, "      hint: %s\n", finding->hint);
}

static void put_device(const struct question *question, const struct xb_partial *tried,
		       struct xb_buf *out)
{
	const struct xb_pass_device *device = &tried->devices[0];

	put_path(device->node, out);
	put_aliases(question, device->node, out);
	xb_buf_puts(out, ": ");
	put_verdict(&tried->findings, out);
	put_facts(device, out);
	if (question->device) {
		put_list("    in its pages, too: ", device->neighbours, device->neighbour_count, out);
		put_list("    to be taken from dom0: ", tried->marks, tried->mark_count, out);
	}
	for (size_t i = 0; i < tried->findings.count; i++)
		put_finding(question, &tried->findings.items[i], out);
}

/* ---- For programs ------------------------------------------------------------------------ */

static json_t *path_json(const struct xb_tree_node *node)
{
	char *path = node ? xb_tree_path(node) : NULL;
	json_t *text = xb_json_text(path);

	free(path);
	return text;
}

static json_t *paths_json(const struct xb_tree_node *const *nodes, size_t count)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < count; i++)
		xb_json_append(array, path_json(nodes[i]));
	return array;
}

static json_t *aliases_json(const struct question *question, const struct xb_tree_node *node)
{
	json_t *array = xb_json_array();
	const char *alias;
	size_t at = 0;

	while ((alias = xb_tree_next_alias(question->tree->index, node, &at)))
		xb_json_append(array, xb_json_text(alias));
	return array;
}

/* All strings of NODE's compatible. */
static json_t *compatible_json(const struct xb_tree_node *node)
{
	const struct xb_tree_property *list = xb_tree_property(node, "compatible");
	json_t *array = xb_json_array();

	for (size_t at = 0; list && at < list->length;) {
		size_t length = strnlen(list->value + at, list->length - at);
		char *text = xb_strndup(list->value + at, length);

		xb_json_append(array, xb_json_text(text));
		free(text);
		at += length + 1;
	}
	return array;
}

static json_t *pages_json(const struct xb_ranges *pages)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < pages->count; i++) {
		json_t *object = xb_json_object();

		xb_json_set(object, "start", xb_json_address(pages->items[i].start));
		xb_json_set(object, "size", xb_json_size(pages->items[i].size));
		xb_json_append(array, object);
	}
	return array;
}

static json_t *finding_json(const struct xb_pass_finding *finding)
{
	json_t *object = xb_json_object();
	bool ranged = finding->range.size != 0;

	xb_json_set(object, "severity", xb_json_text(xb_severity_name(finding->severity)));
	xb_json_set(object, "code", xb_json_text(xb_pass_kind_name(finding->kind)));
	xb_json_set(object, "path", path_json(finding->node));
	xb_json_set(object, "other", path_json(finding->other));
	xb_json_set(object, "property", xb_json_text(finding->property));
	xb_json_set(object, "start", ranged ? xb_json_address(finding->range.start) : xb_json_null());
	xb_json_set(object, "size", ranged ? xb_json_size(finding->range.size) : xb_json_null());
	xb_json_set(object, "number", xb_json_size(finding->number));
	xb_json_set(object, "message", xb_json_text(finding->message));
	xb_json_set(object, "hint", xb_json_text(finding->hint));
	return object;
}

static json_t *device_json(const struct question *question, const struct xb_partial *tried)
{
	const struct xb_pass_device *device = &tried->devices[0];
	json_t *object = xb_json_object(), *lines = xb_json_array(), *findings = xb_json_array();

	for (size_t i = 0; i < device->interrupt_count; i++)
		xb_json_append(lines, xb_json_size(device->interrupts[i]));
	for (size_t i = 0; i < tried->findings.count; i++)
		xb_json_append(findings, finding_json(&tried->findings.items[i]));
	xb_json_set(object, "path", path_json(device->node));
	xb_json_set(object, "aliases", aliases_json(question, device->node));
	xb_json_set(object, "compatible", compatible_json(device->node));
	xb_json_set(object, "pages", pages_json(&device->pages));
	xb_json_set(object, "interrupts", lines);
	xb_json_set(object, "iommu", path_json(device->iommu));
	xb_json_set(object, "neighbours", paths_json(device->neighbours, device->neighbour_count));
	xb_json_set(object, "marks", paths_json(tried->marks, tried->mark_count));
	xb_json_set(object, "verdict", xb_json_text(verdict_of(&tried->findings)));
	xb_json_set(object, "findings", findings);
	return object;
}

/* ---- The command ------------------------------------------------------------------------- */

static void put_all(struct cli *cli, const struct question *question,
		    const struct xb_pass_list *list)
{
	bool is_json = strcmp(cli->format, "json") == 0;
	json_t *array = is_json ? xb_json_array() : NULL;
	struct xb_buf out = {0};

	for (size_t i = 0; i < list->count; i++)
		if (is_json)
			xb_json_append(array, device_json(question, list->items[i]));
		else
			put_device(question, list->items[i], &out);
	if (is_json)
		cli_json_put_list(cli, "devices", array);
	else
		cli_put(cli, &out);
}

static int refuse(struct cli *cli, const struct question *question)
{
	char *near = xb_tree_nearest(question->tree->index, question->device);
	/* An alias of a node that is not there is near to itself. */
	bool is_itself = near && strcmp(near, question->device) == 0;
	int status = cli_usage(cli, is_itself ? NULL : near,
			       is_itself ? "the alias '%s' of the device tree leads to no node" :
					   "the device tree has no node or alias '%s'",
			       question->device);

	free(near);
	return status;
}

static int show(struct cli *cli, const struct question *question)
{
	struct xb_partial_request request = {.devices = &question->device, .count = 1};
	struct xb_pass_list list = {0};
	struct xb_partial *one;
	bool known;

	if (!question->device) {
		xb_pass_list_make(question->host, &list);
		put_all(cli, question, &list);
		xb_pass_list_clear(&list);
		return CLI_GOOD;
	}
	one = xb_partial_make(question->host, &request);
	known = one->device_count > 0;
	if (known)
		put_all(cli, question, &(struct xb_pass_list){&one, 1, 1});
	xb_partial_free(one);
	return known ? CLI_GOOD : refuse(cli, question);
}

/* Of BOOT's tree, as Xen gets it. */
static int answer(struct cli *cli, const struct xb_boot *boot)
{
	struct xb_pass_host *host = xb_boot_pass_host(boot, boot->edited);
	const struct question question = {boot->edited, host,
					  cli->arg_count > 1 ? cli->args[1] : NULL};
	int status = show(cli, &question);

	xb_pass_host_free(host);
	return status;
}

static int show_file(struct cli *cli, const char *path)
{
	struct xb_diags diags = {0};
	struct xb_buf blob = {0};
	struct xb_devtree *tree = NULL;
	int status = CLI_FAILED;

	if (xb_file_load(path, XB_DTB_MAX, (struct xb_pos){0}, &blob, &diags))
		tree = xb_devtree_parse(path, blob.data, blob.length, (struct xb_pos){.file = path},
					&diags);
	cli_show(&diags);
	if (tree) {
		struct xb_boot boot = {.edited = tree};

		status = answer(cli, &boot);
	}
	xb_devtree_free(tree);
	xb_diags_clear(&diags);
	xb_buf_clear(&blob);
	return status;
}

static int show_profile(struct cli *cli)
{
	const struct xb_boot *boot;
	int status, answered;

	cli_open(cli, cli->args[0], &status);
	cli_show(xb_session_diags(cli->session));
	boot = xb_session_context(cli->session)->boot;
	if (!boot)
		return status;
	if (!boot->edited)
		return cli_failed(cli, "the device tree of %s is not here: its devices are not known",
				  cli->args[0]);
	answered = answer(cli, boot);
	return answered == CLI_GOOD ? status : answered;
}

/* Options that change what a profile says. */
static bool check_options(struct cli *cli, int *status)
{
	static const enum cli_option options[] = {CLI_FILES, CLI_BOARD, CLI_DTB};

	for (size_t i = 0; i < XB_COUNT(options); i++) {
		if (!cli->values[options[i]])
			continue;
		*status = cli_usage(cli, NULL, "--%s is for a profile, and %s is a device tree",
				    cli_options[options[i]].name, cli->args[0]);
		return false;
	}
	return true;
}

static bool is_tree_name(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".dtb") == 0;
}

int cli_devices(struct cli *cli)
{
	int status;

	if (!is_tree_name(cli->args[0]))
		return show_profile(cli);
	return check_options(cli, &status) ? show_file(cli, cli->args[0]) : status;
}

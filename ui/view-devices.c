/* SPDX-License-Identifier: MIT */
/* The devices of the host as a checklist: which of them a guest is given, and what stands against each. Letters
 * leave those that have them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/find.h"
#include "ui/setting.h"
#include "xenboot/tree/passthrough.h"

/* What the rows are made from. */
struct checklist {
	struct ui_app *app;
	struct ui_page *page;
	const struct ui_node *list; /* the guest's passthrough */
	const struct xb_tree_index *index;
	struct ui_words words; /* that were typed */
	const struct xb_tree_node *above; /* of the row before */
};

/* The list that the page is about; NULL: it is there no more. */
static const struct ui_node *list_of(const struct ui_app *app, const struct ui_page *page)
{
	return page->subject.id ? ui_menu_find(&app->menu, page->subject.id) : NULL;
}

/* ---- Who has it --------------------------------------------------------------------------------- */

/* What the guest is given as NODE; NULL: it is not. */
static const struct ui_node *taken_as(const struct checklist *checklist, const struct xb_tree_node *node)
{
	const struct ui_menu *menu = &checklist->app->menu;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *item = &menu->nodes[i];

		if (item->inside && item->value && strcmp(item->menu, checklist->list->subject.id) == 0 &&
		    xb_tree_resolve(checklist->index, item->value) == node)
			return item;
	}
	return NULL;
}

/* The name of the guest that the page is about. */
static const char *own_name(const struct checklist *checklist)
{
	return strchr(checklist->list->guest, '.') + 1;
}

/* Are its addresses the machine's own? */
static bool is_direct(const struct checklist *checklist)
{
	const struct xb_profile *profile = xb_session_profile(checklist->app->session);
	const struct xb_guest *guest =
		profile ? xb_profile_guest(profile, own_name(checklist)) : NULL;

	return guest && xb_guest_has(guest, "direct-map");
}

/* Another guest that has NODE, too; NULL: none has. */
static const char *other_with(const struct checklist *checklist, const struct xb_tree_node *node)
{
	const struct xb_profile *profile = xb_session_profile(checklist->app->session);
	const char *own = own_name(checklist);

	for (size_t i = 0; profile && i < profile->guest_count; i++) {
		const struct xb_guest *guest = &profile->guests[i];

		for (size_t k = 0; k < guest->passthrough.count && strcmp(guest->name.text, own) != 0; k++)
			if (xb_tree_resolve(checklist->index, guest->passthrough.items[k].text) == node)
				return guest->name.text;
	}
	return NULL;
}

/* ---- What there is to say of one ---------------------------------------------------------------- */

static void put_path(const struct xb_tree_node *node, struct xb_buf *out)
{
	char *path = xb_tree_path(node);

	xb_buf_puts(out, path);
	free(path);
}

/* " (ethernet0)" */
static void put_aliases(const struct checklist *checklist, const struct xb_tree_node *node,
			struct xb_buf *out)
{
	const char *alias;
	size_t at = 0, count = 0;

	while ((alias = xb_tree_next_alias(checklist->index, node, &at)))
		xb_buf_printf(out, "%s%s", count++ ? ", " : " (", alias);
	if (count)
		xb_buf_putc(out, ')');
}

/* "0xFF0E0000-0xFF0E0FFF, interrupt 95, behind /axi/iommu@fd800000" */
static void put_facts(const struct xb_pass_device *device, struct xb_buf *out)
{
	for (size_t i = 0; i < device->pages.count; i++)
		xb_buf_printf(out, "0x%" PRIX64 "-0x%" PRIX64 ", ", device->pages.items[i].start,
			      xb_range_last(device->pages.items[i]));
	for (size_t i = 0; i < device->interrupt_count; i++)
		xb_buf_printf(out, "interrupt %" PRIu32 ", ", device->interrupts[i]);
	xb_buf_puts(out, device->iommu ? "behind " : "no IOMMU before it");
	if (device->iommu)
		put_path(device->iommu, out);
	xb_buf_puts(out, ".\n");
}

static void put_nodes(const char *title, const struct xb_tree_node *const *nodes, size_t count,
		      struct xb_buf *out)
{
	for (size_t i = 0; i < count; i++) {
		xb_buf_puts(out, i ? ", " : title);
		put_path(nodes[i], out);
	}
	if (count)
		xb_buf_puts(out, ".\n");
}

/* The worst first, each with what to do. */
static void put_findings(const struct xb_pass_findings *findings, struct xb_buf *out)
{
	for (int severity = XB_ERROR; severity >= XB_NOTE; severity--)
		for (size_t i = 0; i < findings->count; i++) {
			const struct xb_pass_finding *finding = &findings->items[i];

			if ((int)finding->severity != severity)
				continue;
			xb_buf_printf(out, "%s %s [%s]\n", ui_severities[severity].mark, finding->message,
				      xb_pass_kind_name(finding->kind));
			if (finding->hint)
				xb_buf_printf(out, "  hint: %s\n", finding->hint);
		}
}

static const char *detail_of(const struct checklist *checklist, const struct xb_partial *tried,
			     const char *other)
{
	const struct xb_pass_device *device = &tried->devices[0];
	struct xb_buf text = {0};
	const char *copy;

	put_path(device->node, &text);
	put_aliases(checklist, device->node, &text);
	if (xb_tree_string(device->node, "compatible"))
		xb_buf_printf(&text, "; %s", xb_tree_string(device->node, "compatible"));
	xb_buf_putc(&text, '\n');
	if (other)
		xb_buf_printf(&text, "! %s is given it, too\n", other);
	put_findings(&tried->findings, &text);
	if (!tried->findings.errors && !tried->findings.warnings)
		xb_buf_puts(&text, "Nothing stands against it.\n");
	put_facts(device, &text);
	put_nodes("In its pages, too: ", device->neighbours, device->neighbour_count, &text);
	put_nodes("To be taken from dom0: ", tried->marks, tried->mark_count, &text);
	copy = xb_arena_strdup(&checklist->page->rows.arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

/* "no: pci", "care: shared-page, dma", "yes" */
static const char *verdict_of(const struct checklist *checklist, const struct xb_pass_findings *findings,
			      const char *other)
{
	struct xb_buf text = {0};
	const char *copy;

	xb_buf_puts(&text, other || findings->errors ? "no: " : findings->warnings ? "care: " : "yes");
	if (other)
		xb_buf_printf(&text, "%s has it", other);
	else
		xb_pass_put_kinds(findings, findings->errors ? XB_ERROR : XB_WARNING, &text);
	if (!other && !findings->errors && !findings->warnings) /* there are notes alone */
		text.length = strlen("yes");
	copy = xb_arena_strndup(&checklist->page->rows.arena, text.data, text.length);
	xb_buf_clear(&text);
	return copy;
}

/* ---- The rows ----------------------------------------------------------------------------------- */

static bool matches(const struct checklist *checklist, const char *const *texts)
{
	return ui_words_match(&checklist->words, texts) >= 0;
}

/* A device by its name; what it stands in is said above the first of several. */
static struct ui_row *add_named(struct checklist *checklist, const struct xb_tree_node *node,
				const struct ui_subject *subject)
{
	struct ui_rows *rows = &checklist->page->rows;
	struct xb_buf name = {0};
	struct ui_row *row;

	if (node->parent && node->parent != checklist->above) {
		put_path(node->parent, &name);
		ui_rows_heading(rows, name.data);
		xb_buf_clear(&name);
	}
	checklist->above = node->parent;
	xb_buf_puts(&name, node->name);
	put_aliases(checklist, node, &name);
	row = ui_rows_add_about(rows, name.data, subject);
	xb_buf_clear(&name);
	return row;
}

static void add_device(struct checklist *checklist, const struct xb_partial *tried)
{
	const struct xb_tree_node *node = tried->devices[0].node;
	const struct ui_node *taken = taken_as(checklist, node);
	const char *other = other_with(checklist, node);
	const char *verdict = verdict_of(checklist, &tried->findings, other);
	const char *compatible = xb_tree_string(node, "compatible");
	char *path = xb_tree_path(node);
	const struct ui_subject subject = {.kind = UI_SUBJECT_VALUE, .id = path, .name = path};
	struct xb_buf aliases = {0};
	struct ui_row *row;

	put_aliases(checklist, node, &aliases);
	if (matches(checklist, (const char *const[]){path, aliases.data ? aliases.data : "",
						     compatible ? compatible : "", verdict, NULL})) {
		row = add_named(checklist, node, taken ? &taken->subject : &subject);
		row->node = taken ? taken : checklist->list;
		row->severity = taken ? taken->severity : -1;
		row->changed = taken && taken->changed;
		row->mark = taken ? "[*]" : "[ ]";
		row->value = verdict;
		row->value_style = other || tried->findings.errors ? UI_GREYED
				   : tried->findings.warnings	    ? UI_WARNING
								    : UI_GOOD;
		row->note = compatible ? xb_arena_strdup(&checklist->page->rows.arena, compatible) : NULL;
		row->detail = detail_of(checklist, tried, other);
	}
	xb_buf_clear(&aliases);
	free(path);
}

/* Is NODE (NULL: no node) one of LIST? */
static bool is_listed(const struct xb_pass_list *list, const struct xb_tree_node *node)
{
	for (size_t i = 0; node && i < list->count; i++)
		if (list->items[i]->devices[0].node == node)
			return true;
	return false;
}

/* What the guest is given that is no device of LIST: a node that is not there, or one that is disabled. */
static void add_others(struct checklist *checklist, const struct xb_pass_list *list)
{
	const struct ui_menu *menu = &checklist->app->menu;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *item = &menu->nodes[i];
		const struct xb_tree_node *node;
		struct ui_row *row;

		if (!item->inside || !item->value || strcmp(item->menu, checklist->list->subject.id) != 0)
			continue;
		node = checklist->index ? xb_tree_resolve(checklist->index, item->value) : NULL;
		if (is_listed(list, node) || !matches(checklist, (const char *const[]){item->value, NULL}))
			continue;
		row = ui_rows_add_about(&checklist->page->rows, item->value, &item->subject);
		row->node = item;
		row->severity = item->severity;
		row->changed = item->changed;
		row->mark = "[*]";
		row->value = !checklist->index ? "" : node ? "not among the devices" : "no such node";
		row->value_style = checklist->index ? UI_WARNING : UI_DEFAULT;
	}
}

static void add_other_way(struct checklist *checklist)
{
	const struct ui_subject subject = {.kind = UI_SUBJECT_OTHER};
	struct ui_row *row =
		ui_rows_add_about(&checklist->page->rows, "another path or alias...", &subject);

	row->node = checklist->list;
	row->mark = "";
	row->detail = "A node of the device tree by its path or alias, as it is typed.";
}

/* The device that was TRIED, as it is in a guest with the machine's own addresses. */
static void add_direct(struct checklist *checklist, const struct xb_pass_host *host,
		       const struct xb_partial *tried)
{
	char *path = xb_tree_path(tried->devices[0].node);
	const char *device = path;
	const struct xb_partial_request request = {.devices = &device, .count = 1, .direct_map = true};
	struct xb_partial *again = xb_partial_make(host, &request);

	add_device(checklist, again->device_count ? again : tried);
	xb_partial_free(again);
	free(path);
}

/* Of the tree as Xen gets it. */
static void add_all(struct checklist *checklist, const struct xb_boot *boot)
{
	struct xb_pass_host *host = xb_boot_pass_host(boot, boot->edited);
	struct xb_pass_list list = {0};
	bool direct = is_direct(checklist);

	checklist->index = boot->edited->index;
	xb_pass_list_make(host, &list);
	add_others(checklist, &list);
	for (size_t i = 0; i < list.count; i++)
		if (direct)
			add_direct(checklist, host, list.items[i]);
		else
			add_device(checklist, list.items[i]);
	xb_pass_list_clear(&list);
	xb_pass_host_free(host);
}

static void build(struct ui_app *app, struct ui_page *page)
{
	const struct xb_boot *boot = xb_session_boot(app->session);
	struct checklist checklist = {.app = app, .page = page, .list = list_of(app, page)};

	if (!checklist.list)
		return;
	ui_words_split(&checklist.words, page->field.text);
	if (boot && boot->edited) {
		add_all(&checklist, boot);
	} else {
		ui_rows_heading(&page->rows, "The device tree is not here: its devices are not known.");
		add_others(&checklist, &(struct xb_pass_list){0});
	}
	if (!checklist.words.count)
		add_other_way(&checklist);
	else if (!page->rows.count)
		ui_rows_heading(&page->rows, "No device has all these words.");
	ui_page_mark(page, &checklist.words);
	ui_words_clear(&checklist.words);
}

/* ---- Changing it -------------------------------------------------------------------------------- */

/* What ROW is about comes to the guest, or goes from it. */
static void toggle(struct ui_app *app, const struct ui_node *list, const struct ui_row *row)
{
	bool taken = row->node != list;
	const char *guest = strchr(list->guest, '.') + 1;
	char *key = xb_format("%s.+", list->subject.id), *step;
	struct xb_change change = {key, row->subject.id};

	if (taken)
		change = (struct xb_change){row->node->subject.id, NULL};
	step = taken ? xb_format("take %s from %s", row->node->value, guest)
		     : xb_format("pass %s through to %s", row->subject.id, guest);
	ui_app_change(app, &change, 1, step);
	free(step);
	free(key);
}

void ui_devices_toggle(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	const struct ui_node *list = list_of(app, ui_app_page(app));

	if (!row || !list)
		return;
	if (row->subject.kind == UI_SUBJECT_OTHER)
		ui_setting_add_item(app, list);
	else
		toggle(app, list, row);
}

static void enter(struct ui_app *app, struct ui_page *page, const struct ui_row *row)
{
	(void)page;
	(void)row;
	ui_devices_toggle(app);
}

/* Below the rows there may be less room than it takes. */
void ui_devices_help(struct ui_app *app)
{
	const struct ui_row *row = ui_page_row(ui_app_page(app));
	struct ui_dialog *dialog;

	if (!row || !row->detail)
		return;
	dialog = ui_dialog_open(app, row->name);
	xb_buf_puts(&dialog->lines, row->detail);
	ui_dialog_break_lines(dialog, app->cols, app->utf8);
}

static void title_more(const struct ui_app *app, const struct ui_page *page, struct xb_buf *out)
{
	ui_menu_path(&app->menu, list_of(app, page), out);
}

static size_t legend(const struct ui_app *app, const struct ui_page *page, int room,
		     struct ui_legend items[UI_LEGEND_MAX])
{
	(void)app;
	(void)page;
	(void)room;
	items[0] = (struct ui_legend){UI_DEFAULT, "[*]", "passed through"};
	return 1;
}

const struct ui_page_type ui_page_devices = {
	.where = UI_ON_DEVICES,
	.title = "",
	.prompt = "/",
	.of_menus = true,
	.checks = true,
	.has_detail = true,
	.follows = true,
	.build = build,
	.enter = enter,
	.title_more = title_more,
	.legend = legend,
};

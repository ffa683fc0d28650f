/* SPDX-License-Identifier: MIT */
/* Devices of the host that guests are given: the partial trees by which the guests find them, and what dom0
 * is told of that. */
#include <stdlib.h>
#include <string.h>

#include "boot/plan.h"
#include "xenboot/tree/passthrough.h"

/* What all guests are given comes from one host. */
struct giving {
	const struct xb_plan *plan;
	const struct xb_devtree *tree; /* as it is before /chosen is made */
	const struct xb_pass_host *host;
	struct given {
		const struct xb_tree_node *node;
		const struct xb_domain *domain;
	} *given; /* to guests before this one */
	size_t given_count, given_capacity;
};

/* One guest. */
struct receiver {
	const struct giving *giving;
	struct xb_domain *domain;
	const struct xb_guest *guest;
	const struct xb_partial *partial;
};

/* Does dom0 start the guest? */
static bool is_later(const struct receiver *to)
{
	return to->domain->tree != XB_NONE;
}

/* ---- What was found ------------------------------------------------------------------------------ */

static bool is_at_or_below(const struct xb_tree_node *node, const struct xb_tree_node *top)
{
	while (node && node != top)
		node = node->parent;
	return node != NULL;
}

/* The name in the profile by which NODE was asked for; the LOSTth that leads to no node where it is NULL. */
static struct xb_pos place_of(const struct receiver *to, const struct xb_tree_node *node, size_t lost)
{
	const struct xb_texts *names = &to->guest->passthrough;

	for (size_t i = 0; i < names->count; i++) {
		const struct xb_tree_node *asked =
			xb_tree_resolve(to->giving->tree->index, names->items[i].text);

		if (node ? asked && is_at_or_below(node, asked) : !asked && lost-- == 0)
			return names->items[i].at;
	}
	return names->items[0].at;
}

/* The guest's RAM is known here, and whether it reaches so far; and of the room for its tree a rule speaks, which
 * knows what else is in that. */
static bool is_answered(const struct receiver *to, const struct xb_pass_finding *finding)
{
	return finding->kind == XB_PASS_TREE_ROOM ||
	       (finding->kind == XB_PASS_GUEST_RAM &&
		to->domain->memory.value <= xb_guest_ram_before(finding->range));
}

/* One is mapped over the other: a panic while the kernel is copied, or damage without a word. */
static void report_over_ram(const struct receiver *to, const struct xb_pass_finding *finding)
{
	xb_error(to->giving->plan->diags, finding->code, place_of(to, finding->node, 0),
		 "%s: %s, and it has %llu", to->domain->name, finding->message,
		 (unsigned long long)to->domain->memory.value >> 20);
}

/* What dom0's Linux would stop goes on by a word on its line. */
static void fix_unused(const struct receiver *to, const struct xb_pass_finding *finding)
{
	static const struct {
		enum xb_pass_kind kind;
		const char *word;
	} words[] = {{XB_PASS_CLOCK_OFF, "clk_ignore_unused"}, {XB_PASS_POWER, "pd_ignore_unused"}};
	const struct xb_domain *dom0 = xb_boot_dom0(to->giving->plan->boot);

	for (size_t i = 0; i < XB_COUNT(words); i++)
		if (words[i].kind == finding->kind && finding->severity == XB_WARNING && dom0 &&
		    dom0->options_key) {
			char *key = xb_format("%s.%s", dom0->options_key, words[i].word);

			xb_fix_set(to->giving->plan->diags, key, "true");
			free(key);
		}
}

static void report_finding(const struct receiver *to, const struct xb_pass_finding *finding, size_t lost)
{
	struct xb_diags *diags = to->giving->plan->diags;

	if (finding->kind == XB_PASS_GUEST_RAM)
		report_over_ram(to, finding);
	else
		xb_report(diags, finding->severity, finding->code, place_of(to, finding->node, lost),
			  "%s: %s", to->domain->name, finding->message);
	if (finding->hint)
		xb_hint(diags, "%s", finding->hint);
	fix_unused(to, finding);
}

static void report(const struct receiver *to)
{
	const struct xb_pass_findings *findings = &to->partial->findings;
	size_t lost = 0;

	for (size_t i = 0; i < findings->count; i++) {
		const struct xb_pass_finding *finding = &findings->items[i];

		if (!is_answered(to, finding))
			report_finding(to, finding, lost);
		lost += finding->kind == XB_PASS_NO_NODE;
	}
}

/* Xen routes an interrupt to one domain, and maps a page into as many as are told to have it. */
static void report_twice(const struct receiver *to, const struct given *before,
			 const struct xb_tree_node *node)
{
	char *path = xb_tree_path(node);
	struct xb_diags *diags = to->giving->plan->diags;
	bool in_turn = is_later(to) && before->domain->tree != XB_NONE;

	xb_report(diags, in_turn ? XB_NOTE : XB_ERROR, XB_CODE_PASSTHROUGH_DEVICE, place_of(to, node, 0),
		  "%s: %s is given to %s already", to->domain->name, path, before->domain->name);
	xb_hint(diags, in_turn ? "dom0 can start one of the two at a time"
			       : is_later(to) ? "a device has one owner, and Xen refuses to start the second"
			       : "a device has one owner; Xen panics where it has an interrupt");
	free(path);
}

/* The first that has NODE, or something above or below it, of those in the first COUNT. */
static const struct given *holder_of(const struct giving *giving, const struct xb_tree_node *node,
				     size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_at_or_below(node, giving->given[i].node) ||
		    is_at_or_below(giving->given[i].node, node))
			return &giving->given[i];
	return NULL;
}

static void remember(struct giving *giving, const struct receiver *to)
{
	size_t before = giving->given_count;

	for (size_t i = 0; i < to->partial->device_count; i++) {
		const struct xb_tree_node *node = to->partial->devices[i].node;
		const struct given *holder = holder_of(giving, node, before);

		if (holder)
			report_twice(to, holder, node);
		giving->given = xb_grow(giving->given, &giving->given_capacity, giving->given_count,
					sizeof(*giving->given));
		giving->given[giving->given_count++] = (struct given){node, to->domain};
	}
}

/* ---- What follows from it ------------------------------------------------------------------------ */

static void *copy(struct xb_arena *arena, const void *items, size_t count, size_t size)
{
	void *copied = xb_arena_alloc(arena, (count + 1) * size);

	if (count)
		memcpy(copied, items, count * size);
	return copied;
}

static bool is_marked(const struct xb_boot *boot, const char *path)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET &&
		    strcmp(edit->path, path) == 0 && strcmp(edit->name, "xen,passthrough") == 0)
			return true;
	}
	return false;
}

/* Where there is no dom0 nobody has them. */
static void take_from_dom0(const struct receiver *to)
{
	const struct xb_plan *plan = to->giving->plan;
	static const struct xb_buf nothing;

	for (size_t i = 0; xb_boot_dom0(plan->boot) && i < to->partial->mark_count; i++) {
		char *path = xb_tree_path(to->partial->marks[i]);

		if (!is_marked(plan->boot, path))
			xb_plan_set(plan, path, "xen,passthrough", XB_FORM_EMPTY, &nothing,
				    place_of(to, to->partial->marks[i], 0));
		free(path);
	}
}

static uint32_t highest_interrupt(const struct xb_partial *partial)
{
	uint32_t highest = 0;

	for (size_t i = 0; i < partial->device_count; i++) {
		const struct xb_pass_device *device = &partial->devices[i];

		for (size_t k = 0; k < device->interrupt_count; k++)
			if (device->interrupts[k] > highest)
				highest = device->interrupts[k];
	}
	return highest;
}

/* A guest has all numbers of the machine unless nr_spis says otherwise, which Xen rounds up to a multiple of
 * 32, and xl does not (tools/libs/light/libxl_arm.c libxl__arch_domain_prepare_config: "Provided nr_spis value is
 * too small"). What is no number is said by a rule. */
static void raise_spis(const struct receiver *to)
{
	enum { FIRST_SPI = 32 };
	unsigned step = is_later(to) ? 1 : 32;
	const struct xb_plan *plan = to->giving->plan;
	const struct xb_setting *word =
		xb_domain_word(plan->boot, plan->config->catalog, to->domain, "nr_spis");
	uint32_t highest = highest_interrupt(to->partial);
	uint64_t said;
	size_t at;

	if (highest < FIRST_SPI || !word || !word->value || !xb_number_parse(word->value, &said, NULL) ||
	    said > UINT32_MAX || xb_align_up(said, step) > highest - FIRST_SPI)
		return;
	xb_note(plan->diags, XB_CODE_PASSTHROUGH_INTERRUPT, word->at,
		"%s: nr_spis %s has no place for interrupt %u: %u is written", to->domain->name,
		word->value, highest, highest - FIRST_SPI + 1);
	at = (size_t)(word - to->domain->properties.words);
	to->domain->properties.words[at].value =
		xb_arena_format(&plan->boot->arena, "%u", highest - FIRST_SPI + 1);
}

/* The description keeps what whoever starts the guest must be told. */
static void keep_devices(const struct receiver *to)
{
	const struct xb_partial *partial = to->partial;
	struct xb_arena *arena = &to->giving->plan->boot->arena;
	struct xb_given *given = xb_arena_alloc(arena, (partial->device_count + 1) * sizeof(*given));

	for (size_t i = 0; i < partial->device_count; i++) {
		const struct xb_pass_device *device = &partial->devices[i];
		char *path = xb_tree_path(device->node);

		given[i] = (struct xb_given){
			.path = xb_arena_strdup(arena, path),
			.pages = copy(arena, device->pages.items, device->pages.count,
				      sizeof(*device->pages.items)),
			.page_count = device->pages.count,
			.interrupts = copy(arena, device->interrupts, device->interrupt_count,
					   sizeof(*device->interrupts)),
			.interrupt_count = device->interrupt_count,
			.behind_iommu =
				xb_tree_iommu_of(to->giving->tree->index, device->node) != NULL};
		free(path);
	}
	to->domain->given = given;
	to->domain->given_count = partial->device_count;
}

/* ---- One guest ----------------------------------------------------------------------------------- */

static struct xb_load *load_of(const struct receiver *to)
{
	struct xb_boot *boot = to->giving->plan->boot;

	if (to->domain->tree != XB_NONE)
		return &boot->loads[to->domain->tree];
	return (struct xb_load *)xb_domain_load(boot, to->domain, XB_MODULE_TREE);
}

/* The partial tree to add to stands before the one that is made. *good is false where there is one that
 * cannot be used; of a file that is not here, or is none, the rules about files speak. */
static struct xb_devtree *read_given(const struct receiver *to, bool *good)
{
	const struct xb_load *given = load_of(to) - 1;

	*good = true;
	if (!to->guest->tree.file.text)
		return NULL;
	*good = given->content.data && given->image.kind == XB_IMAGE_DTB && !given->image.truncated;
	if (*good) {
		struct xb_devtree *tree =
			xb_devtree_parse(given->path, given->content.data, given->content.length,
					 given->at, to->giving->plan->diags);

		*good = tree != NULL;
		return tree;
	}
	if (!given->present && given->said_size)
		xb_error(to->giving->plan->diags, XB_CODE_FILE_MISSING, given->at,
			 "%s: %s is not here, and its devices can only be added to it",
			 to->domain->name, given->path);
	return NULL;
}

static void give(struct giving *giving, struct receiver *to)
{
	const struct xb_texts *names = &to->guest->passthrough;
	const char **devices = xb_alloc(names->count * sizeof(*devices));
	struct xb_partial_request request = {.devices = devices,
					     .count = names->count,
					     .toolstack = is_later(to)};
	struct xb_partial *partial;
	struct xb_devtree *given;
	bool good;

	request.direct_map = !request.toolstack && xb_guest_has(to->guest, "direct-map");
	for (size_t i = 0; i < names->count; i++)
		devices[i] = names->items[i].text;
	given = read_given(to, &good);
	request.given = given;
	to->partial = partial = xb_partial_make(giving->host, &request);
	report(to);
	remember(giving, to);
	keep_devices(to);
	raise_spis(to);
	take_from_dom0(to);
	if (good && partial->blob)
		xb_plan_made_content(load_of(to), partial->blob, partial->size);
	xb_partial_free(partial);
	xb_devtree_free(given);
	free(devices);
}

/* ---- All of them --------------------------------------------------------------------------------- */

/* The host's tree with all that overlays and edits say; NULL: not all of it is here, or something cannot be
 * done, which is said when it is done for good. */
static struct xb_devtree *make_host_tree(const struct xb_boot *boot)
{
	struct xb_diags ignored = {0};
	struct xb_devtree *tree;

	if (!boot->tree)
		return NULL;
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use == XB_LOAD_OVERLAY && !boot->loads[i].content.data)
			return NULL;
	tree = xb_boot_sketch_tree(boot, &ignored);
	xb_diags_clear(&ignored);
	return tree;
}

static void report_no_tree(const struct receiver *to)
{
	xb_error(to->giving->plan->diags, XB_CODE_FILE_MISSING, to->guest->passthrough.items[0].at,
		 "%s: its devices are looked up in the device tree, and that, or an overlay of it, is not "
		 "here", to->domain->name);
	xb_hint(to->giving->plan->diags, "--dtb FILE names a tree to plan with");
}

static void give_all(struct giving *giving, struct xb_domain *domains, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct xb_guest *guest = xb_plan_guest_of(giving->plan, &domains[i]);
		struct receiver to = {giving, &domains[i], guest, NULL};

		if (!guest || !guest->passthrough.count)
			continue;
		if (giving->host)
			give(giving, &to);
		else
			report_no_tree(&to);
	}
}

static bool is_asked_for(const struct xb_plan *plan)
{
	bool asked = false;

	for (size_t i = 0; i < plan->profile->guest_count; i++)
		asked |= plan->profile->guests[i].passthrough.count > 0;
	return asked;
}

void xb_plan_passthrough(const struct xb_plan *plan)
{
	struct giving giving = {.plan = plan};
	struct xb_devtree *tree;
	struct xb_pass_host *host = NULL;

	if (!is_asked_for(plan))
		return;
	tree = make_host_tree(plan->boot);
	if (tree)
		host = xb_boot_pass_host(plan->boot, tree);
	giving.tree = tree;
	giving.host = host;
	give_all(&giving, plan->boot->domains, plan->boot->domain_count);
	give_all(&giving, plan->boot->later, plan->boot->later_count);
	free(giving.given);
	xb_pass_host_free(host);
	xb_devtree_free(tree);
}

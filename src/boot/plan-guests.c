/* SPDX-License-Identifier: MIT */
/*
 * The nodes of guests in /chosen (xen/docs/misc/arm/device-tree/booting.txt, "Creating Multiple Domains
 * directly from Xen"). Those who read them: xen/common/device-tree/dom0less-build.c and dom0less-bindings.c,
 * xen/arch/arm/dom0less-build.c.
 */
#include <stdlib.h>
#include <string.h>

#include "boot/plan.h"

/* What all properties of one guest are made from. */
struct guest {
	const struct xb_plan *plan;
	const struct xb_domain *domain;
};

/* One of them: the word and the option that it is. */
struct property {
	const struct xb_setting *word;
	const struct xb_option *option;
};

/* ---- Properties, by their form ------------------------------------------------------------------- */

static void set_empty(const struct guest *guest, const struct property *property)
{
	static const struct xb_buf nothing;

	xb_plan_set(guest->plan, guest->domain->node, property->option->property.text, XB_FORM_EMPTY,
		    &nothing, property->word->at);
}

static void set_flag(const struct guest *guest, const struct property *property)
{
	bool on = true;

	if (property->word->value)
		xb_xen_bool_parse(property->word->value, &on);
	if (on)
		set_empty(guest, property);
}

static void set_number(const struct guest *guest, const struct property *property, uint32_t number)
{
	xb_plan_set_cell(guest->plan, guest->domain->node, property->option->property.text, number,
			 property->word->at);
}

/* Numbers as Xen's options have them. */
static void set_cell(const struct guest *guest, const struct property *property)
{
	const char *value = property->word->value;
	bool truth, is_bool = strcmp(property->option->type.text, "bool") == 0;

	if (is_bool && xb_xen_bool_parse(value ? value : "yes", &truth))
		set_number(guest, property, truth);
	else if (value)
		set_number(guest, property, (uint32_t)strtoull(value, NULL, 0));
	else
		set_empty(guest, property);
}

static void set_text(const struct guest *guest, const struct property *property)
{
	if (property->word->value)
		xb_plan_set_strings(guest->plan, guest->domain->node, property->option->property.text,
				    property->word->value, NULL, property->word->at);
	else
		set_empty(guest, property);
}

static void set_bits(const struct guest *guest, const struct property *property)
{
	const struct xb_known_word known = {.word = property->word, .option = property->option};
	uint32_t bits = 0;

	for (size_t i = 0; i < property->option->choice_count; i++)
		if (xb_known_word_says(&known, property->option->choices[i].value.text))
			bits |= (uint32_t)1 << i;
	set_number(guest, property, bits);
}

/* A pool that is not there is a rule's to say. */
static void set_pool(const struct guest *guest, const struct property *property)
{
	const char *name = property->word->value;
	const struct xb_pool *pool = name ? xb_boot_pool(guest->plan->boot, name) : NULL;

	if (pool && pool->phandle)
		set_number(guest, property, pool->phandle);
}

/* What the grammar refuses is said by a rule, and has no value here. */
static bool is_sayable(const struct property *property)
{
	char *problem, *hint;
	bool fits = xb_option_judge(property->option, property->word->value, &problem, &hint);

	free(problem);
	free(hint);
	return fits;
}

static void set_property(const struct guest *guest, const struct xb_setting *word)
{
	static void (*const set[])(const struct guest *, const struct property *) = {
		[XB_PROPERTY_FLAG] = set_flag,
		[XB_PROPERTY_CELL] = set_cell,
		[XB_PROPERTY_TEXT] = set_text,
		[XB_PROPERTY_BITS] = set_bits,
		[XB_PROPERTY_POOL] = set_pool,
	};
	static const struct xb_words forms = XB_WORDS(xb_property_forms);
	const struct xb_catalog *catalog = guest->plan->config->catalog;
	struct property property = {.word = word};
	size_t form;

	if (catalog)
		property.option = xb_catalog_find(catalog, XB_SCOPE_DOMAIN, word->name,
						  guest->plan->boot->arch);
	if (!property.option || !property.option->property.text || !property.option->form.text ||
	    !is_sayable(&property))
		return;
	form = xb_words_find(&forms, property.option->form.text);
	if (form < XB_COUNT(set))
		set[form](guest, &property);
}

/* ---- The node ------------------------------------------------------------------------------------ */

/* In KiB, always in two cells. */
static void set_memory(const struct guest *guest)
{
	const struct xb_said *memory = &guest->domain->memory;
	uint64_t kib = memory->value / 1024;
	struct xb_buf value = {0};

	xb_value_add_cell(&value, (uint32_t)(kib >> 32));
	xb_value_add_cell(&value, (uint32_t)kib);
	xb_plan_set(guest->plan, guest->domain->node, "memory", XB_FORM_CELLS, &value, memory->at);
	xb_buf_clear(&value);
}

/* Xen takes the line of whichever module of the guest has one. */
static void set_line(const struct guest *guest, const char *node)
{
	const struct xb_line *line = &guest->domain->line;
	struct xb_boot *boot = guest->plan->boot;

	if (xb_line_is_empty(line))
		return;
	xb_plan_set_strings(guest->plan, node, "bootargs", line->text, NULL, line->at);
	boot->steps[boot->step_count - 1].line = line;
}

static void edit_modules(const struct guest *guest)
{
	const struct xb_boot *boot = guest->plan->boot;
	size_t index = (size_t)(guest->domain - boot->domains);

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (module->domain != index)
			continue;
		xb_plan_edit_module(guest->plan, module);
		if (module->kind == XB_MODULE_KERNEL)
			set_line(guest, module->node);
	}
}

/* The CPUs that single vCPUs run on; the nodes' names say nothing to Xen. */
static void edit_vcpus(const struct guest *guest, const struct xb_guest *config)
{
	const char *node = guest->domain->node;

	for (size_t i = 0; i < config->vcpu_count; i++) {
		const struct xb_vcpu_config *vcpu = &config->vcpus[i];
		struct xb_arena *arena = &guest->plan->boot->arena;
		char *name = xb_arena_format(arena, "vcpu%zu", i);
		char *path = xb_arena_format(arena, "%s/%s", node, name);

		if (!vcpu->hard_affinity.text)
			continue;
		xb_plan_edit(guest->plan, XB_EDIT_MAKE_NODE, node, name, vcpu->at);
		xb_plan_set_strings(guest->plan, path, "compatible", "xen,vcpu", NULL, vcpu->at);
		xb_plan_set_cell(guest->plan, path, "id", (uint32_t)vcpu->id.value, vcpu->id.at);
		xb_plan_set_strings(guest->plan, path, "hard-affinity", vcpu->hard_affinity.text, NULL,
				    vcpu->hard_affinity.at);
	}
}

/* In the cells of /chosen, not of the guest's node (xen/arch/arm/static-memory.c). */
static void set_static_memory(const struct guest *guest)
{
	const struct xb_domain *domain = guest->domain;
	struct xb_step *step;

	if (!domain->static_count)
		return;
	step = xb_plan_edit(guest->plan, XB_EDIT_SET, domain->node, "xen,static-mem",
			    guest->plan->boot->loads[domain->static_first].at);
	step->load = domain->static_first;
	step->more = domain->static_count - 1;
}

static void edit_guest(const struct guest *guest, const struct xb_guest *config)
{
	const struct xb_domain *domain = guest->domain;

	xb_plan_make_node(guest->plan, "/chosen", domain->name, domain->at);
	xb_plan_set_strings(guest->plan, domain->node, "compatible", "xen,domain", NULL, domain->at);
	xb_plan_set_cells(guest->plan, domain->node);
	set_memory(guest);
	xb_plan_set_cell(guest->plan, domain->node, "cpus", (uint32_t)domain->cpus.value,
			 domain->cpus.at);
	set_static_memory(guest);
	for (size_t i = 0; i < domain->properties.count; i++)
		set_property(guest, &domain->properties.words[i]);
	edit_vcpus(guest, config);
	edit_modules(guest);
}

/* What is made last stands first in the tree, and Xen builds what stands first, first. */
void xb_plan_guests(const struct xb_plan *plan)
{
	const struct xb_boot *boot = plan->boot;

	for (size_t i = boot->domain_count; i-- > 0;) {
		const struct guest guest = {plan, &boot->domains[i]};

		if (boot->domains[i].node)
			edit_guest(&guest, xb_plan_guest_of(plan, &boot->domains[i]));
	}
}

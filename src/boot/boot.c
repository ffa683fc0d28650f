/* SPDX-License-Identifier: MIT */
/* The boot description itself: its parts, how they are found and added, and its end. */
#include "xenboot/boot.h"

#include <stdlib.h>
#include <string.h>

static void clear_lines(struct xb_domain *domains, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		xb_line_clear(&domains[i].line);
		xb_line_clear(&domains[i].properties);
	}
}

void xb_boot_free(struct xb_boot *boot)
{
	if (!boot)
		return;
	xb_ranges_clear(&boot->ram);
	free(boot->reserved.items);
	for (size_t i = 0; i < boot->load_count; i++)
		xb_buf_clear(&boot->loads[i].content);
	free(boot->loads);
	free(boot->steps);
	free(boot->modules);
	clear_lines(boot->domains, boot->domain_count);
	clear_lines(boot->later, boot->later_count);
	free(boot->domains);
	free(boot->later);
	free(boot->pools);
	free(boot->map);
	xb_line_clear(&boot->xen_line);
	xb_devtree_free(boot->tree);
	xb_devtree_free(boot->edited);
	xb_devtree_free(boot->sketch);
	xb_kconfig_free(boot->kconfig);
	xb_arena_clear(&boot->arena);
	free(boot);
}

const char *xb_boot_name(const struct xb_boot *boot)
{
	return boot->name ? boot->name : "Xen";
}

/* ---- Adding ------------------------------------------------------------------------------------ */

struct xb_load *xb_boot_add_load(struct xb_boot *boot, enum xb_load_use use, const char *title)
{
	struct xb_load *load;

	boot->loads =
		xb_grow(boot->loads, &boot->load_capacity, boot->load_count, sizeof(*boot->loads));
	load = &boot->loads[boot->load_count++];
	*load = (struct xb_load){.use = use, .title = xb_arena_strdup(&boot->arena, title)};
	return load;
}

struct xb_step *xb_boot_add_step(struct xb_boot *boot, enum xb_step_kind kind, struct xb_pos at)
{
	struct xb_step *step;

	boot->steps =
		xb_grow(boot->steps, &boot->step_capacity, boot->step_count, sizeof(*boot->steps));
	step = &boot->steps[boot->step_count++];
	*step = (struct xb_step){.kind = kind, .load = XB_NONE, .at = at};
	step->edit.at = at;
	return step;
}

/* One more in LIST of COUNT. */
static struct xb_domain *add_domain(struct xb_boot *boot, struct xb_domain **list, size_t *count,
				    size_t *capacity, const char *name)
{
	struct xb_domain *domain;

	*list = xb_grow(*list, capacity, *count, sizeof(**list));
	domain = &(*list)[(*count)++];
	*domain = (struct xb_domain){.name = xb_arena_strdup(&boot->arena, name), .tree = XB_NONE};
	return domain;
}

struct xb_domain *xb_boot_add_domain(struct xb_boot *boot, const char *name)
{
	return add_domain(boot, &boot->domains, &boot->domain_count, &boot->domain_capacity, name);
}

struct xb_domain *xb_boot_add_later(struct xb_boot *boot, const char *name)
{
	return add_domain(boot, &boot->later, &boot->later_count, &boot->later_capacity, name);
}

struct xb_pool *xb_boot_add_pool(struct xb_boot *boot, const char *name)
{
	struct xb_pool *pool;

	boot->pools =
		xb_grow(boot->pools, &boot->pool_capacity, boot->pool_count, sizeof(*boot->pools));
	pool = &boot->pools[boot->pool_count++];
	*pool = (struct xb_pool){.name = xb_arena_strdup(&boot->arena, name)};
	return pool;
}

struct xb_module *xb_boot_add_module(struct xb_boot *boot, enum xb_module_kind kind, size_t domain,
				     size_t load)
{
	struct xb_module *module;

	boot->modules = xb_grow(boot->modules, &boot->module_capacity, boot->module_count,
				sizeof(*boot->modules));
	module = &boot->modules[boot->module_count++];
	*module = (struct xb_module){
		.kind = kind, .domain = domain, .load = load, .size_of = XB_NONE};
	return module;
}

/* ---- Finding ----------------------------------------------------------------------------------- */

static const struct xb_load *load_at(const struct xb_boot *boot, size_t index)
{
	return index < boot->load_count ? &boot->loads[index] : NULL;
}

const struct xb_load *xb_boot_load(const struct xb_boot *boot, enum xb_load_use use)
{
	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].use == use)
			return &boot->loads[i];
	return NULL;
}

const struct xb_load *xb_boot_xen(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_XEN)
			return load_at(boot, boot->modules[i].load);
	return NULL;
}

const struct xb_load *xb_boot_tree(const struct xb_boot *boot)
{
	return xb_boot_load(boot, XB_LOAD_TREE);
}

const struct xb_devtree *xb_boot_chosen(const struct xb_boot *boot)
{
	return boot->edited ? boot->edited : boot->sketch;
}

struct xb_pos xb_boot_tree_at(const struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_tree(boot);

	return tree ? tree->at : (struct xb_pos){0};
}

const struct xb_domain *xb_boot_dom0(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].hardware)
			return &boot->domains[i];
	return NULL;
}

const struct xb_domain *xb_boot_domain(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->domain_count; i++)
		if (strcmp(boot->domains[i].name, name) == 0)
			return &boot->domains[i];
	return NULL;
}

const struct xb_pool *xb_boot_pool(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->pool_count; i++)
		if (strcmp(boot->pools[i].name, name) == 0)
			return &boot->pools[i];
	return NULL;
}

bool xb_pool_has_cpu(const struct xb_pool *pool, uint64_t cpu)
{
	for (size_t i = 0; i < pool->cpu_count; i++)
		if (pool->cpus[i] == cpu)
			return true;
	return false;
}

const char *xb_domain_key(const struct xb_domain *domain)
{
	return domain->key ? domain->key : domain->name;
}

const struct xb_load *xb_domain_load(const struct xb_boot *boot, const struct xb_domain *domain,
				     enum xb_module_kind kind)
{
	for (size_t i = 0; domain && i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];

		if (module->kind == kind && module->domain == (size_t)(domain - boot->domains))
			return load_at(boot, module->load);
	}
	return NULL;
}

const struct xb_load *xb_dom0_load(const struct xb_boot *boot, enum xb_module_kind kind)
{
	return xb_domain_load(boot, xb_boot_dom0(boot), kind);
}

const struct xb_module *xb_load_module(const struct xb_boot *boot, const struct xb_load *load)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (load_at(boot, boot->modules[i].load) == load)
			return &boot->modules[i];
	return NULL;
}

const struct xb_step *xb_boot_step(const struct xb_boot *boot, enum xb_step_kind kind)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == kind)
			return &boot->steps[i];
	return NULL;
}

bool xb_boot_fetches(const struct xb_boot *boot, const struct xb_load *load)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_LOAD && !step->beforehand &&
		    load_at(boot, step->load) == load)
			return true;
	}
	return false;
}

bool xb_boot_measures(const struct xb_boot *boot, const struct xb_load *load)
{
	return boot->measured && xb_boot_fetches(boot, load);
}

bool xb_boot_edits_on_board(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_EDIT && !boot->steps[i].beforehand)
			return true;
	return false;
}

bool xb_medium_is_same(const struct xb_medium *a, const struct xb_medium *b)
{
	return a == b || (a && b && a->command && b->command && strcmp(a->command, b->command) == 0);
}

/* ---- Loads and their places -------------------------------------------------------------------- */

struct xb_range xb_load_range(const struct xb_load *load)
{
	return (struct xb_range){load->address, load->occupied};
}

struct xb_range xb_load_kept(const struct xb_load *load)
{
	uint64_t size = load->room > load->occupied ? load->room : load->occupied;

	return (struct xb_range){load->address, size};
}

const char *xb_load_name(const struct xb_load *load)
{
	if (load->file)
		return load->file;
	return load->path ? load->path : load->title;
}

const char *xb_load_path(const struct xb_load *load)
{
	return load->path ? load->path : xb_load_name(load);
}

bool xb_load_is_placed(const struct xb_load *load)
{
	return load->placed && !load->here_only;
}

static void put_number(struct xb_buf *value, unsigned cells, uint64_t number)
{
	if (cells == 2)
		xb_value_add_cell(value, (uint32_t)(number >> 32));
	xb_value_add_cell(value, (uint32_t)number);
}

/* What does not fit a cell is the cells check's. */
struct xb_edit xb_step_edit(const struct xb_boot *boot, const struct xb_step *step,
			    char reg[XB_REG_MAX])
{
	unsigned address_cells = step->address_cells ? step->address_cells : boot->cells;
	unsigned size_cells = step->size_cells ? step->size_cells : boot->cells;
	struct xb_edit edit = step->edit;
	struct xb_buf value = {0};

	if (!load_at(boot, step->load))
		return edit;
	for (size_t i = step->load; i <= step->load + step->more; i++) {
		const struct xb_load *load = load_at(boot, i);
		const struct xb_seen *seen = step->seen;

		put_number(&value, address_cells, load->address);
		if (seen)
			put_number(&value, address_cells,
				   seen->at_host ? load->address : seen->address);
		put_number(&value, size_cells, load->size);
	}
	memcpy(reg, value.data, value.length);
	edit.form = XB_FORM_CELLS;
	edit.value = reg;
	edit.length = value.length;
	xb_buf_clear(&value);
	return edit;
}

/* SPDX-License-Identifier: MIT */
/*
 * Domains as /chosen has them, beside their modules, and what they share: the other way round than
 * src/boot/plan-guests.c, plan-shares.c and plan-pools.c, which name who reads it in Xen.
 */
#include "import/describe.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct xb_boot *boot;
	const struct xb_tree_index *index;
	const struct xb_catalog *catalog; /* or NULL */
	struct xb_pos at;                 /* where no step says more */
	struct xb_diags *diags;
};

/* ---- Numbers ---- */

/* The numbers that stand in a property one behind another. */
struct cells {
	const struct xb_tree_property *property;
	size_t next;
};

static bool take_number(struct cells *cells, uint32_t count, uint64_t *value)
{
	*value = 0;
	if (!cells->property || !count || count > 2 ||
	    (cells->next + count) * 4 > cells->property->length)
		return false;
	while (count-- > 0)
		*value = *value << 32 | xb_tree_cell_at(cells->property, cells->next++);
	return true;
}

static bool is_one_cell(const struct xb_tree_property *property)
{
	return property->length == 4;
}

/* PROPERTY as one text; NULL: it is none, or several. */
static const char *text_of(const struct xb_tree_property *property)
{
	if (!property->length || memchr(property->value, 0, property->length) !=
					 property->value + property->length - 1)
		return NULL;
	return property->value;
}

/* ---- RAM that is set aside ---- */

/* Ranges in PROPERTY become loads, one behind another; how many. */
static size_t take_ranges(struct reading *reading, const struct xb_tree_property *property,
			  struct xb_tree_cells width, const char *title, struct xb_pos at)
{
	struct cells cells = {.property = property};
	uint64_t start, size;
	size_t count = 0;

	while (count < XB_RANGES_MAX && take_number(&cells, width.address, &start) &&
	       take_number(&cells, width.size, &size)) {
		struct xb_load *load = xb_boot_add_load(reading->boot, XB_LOAD_MEMORY, title);

		load->address = start;
		load->size = load->said_size = load->footprint = load->occupied = size;
		load->placed = load->size_known = true;
		load->at = load->address_at = load->size_at = load->name_at = at;
		count++;
	}
	if (property && cells.next * 4 != property->length)
		xb_warning(reading->diags, XB_CODE_BAD_VALUE, at,
			   "%s: of %zu cells, %zu are whole ranges, of which %u are read", title,
			   property->length / 4, cells.next, XB_RANGES_MAX);
	return count;
}

static void take_heap(struct reading *reading, const struct xb_tree_node *chosen)
{
	struct xb_boot *boot = reading->boot;
	const struct xb_pos at =
		xb_describe_place(boot, "/chosen", "xen,static-heap", reading->at);
	const size_t first = boot->load_count;

	take_ranges(reading, xb_tree_property(chosen, "xen,static-heap"),
		    xb_tree_cells(chosen->parent, xb_tree_default_cells), "Xen's heap", at);
	for (size_t i = first; i < boot->load_count; i++)
		boot->loads[i].heap = true;
}

static void take_static_memory(struct reading *reading, struct xb_domain *domain,
			       const struct xb_tree_node *node)
{
	struct xb_boot *boot = reading->boot;
	char *title = xb_arena_format(&boot->arena, "%s static memory", domain->name);

	domain->static_first = boot->load_count;
	domain->static_count = take_ranges(
		reading, xb_tree_property(node, "xen,static-mem"),
		xb_tree_cells(node->parent, xb_tree_default_cells), title,
		xb_describe_place(boot, domain->node, "xen,static-mem", reading->at));
	for (size_t i = 0; i < domain->static_count; i++)
		boot->loads[domain->static_first + i].owner = domain->name;
}

/* ---- CPU pools ---- */

static bool cpu_number(const struct reading *reading, uint32_t phandle, uint64_t *number)
{
	const struct xb_tree_node *wanted = xb_tree_by_phandle(reading->index, phandle);
	const struct xb_tree_node *cpu = xb_tree_next_cpu(reading->index, NULL);

	for (*number = 0; cpu && cpu != wanted; (*number)++)
		cpu = xb_tree_next_cpu(reading->index, cpu);
	return wanted && cpu;
}

static void take_pool(struct reading *reading, const struct xb_tree_node *node)
{
	static const char prefix[] = "cpupool-";
	const bool ours = !strncmp(node->name, prefix, strlen(prefix)) && node->name[strlen(prefix)];
	const struct xb_tree_property *list = xb_tree_property(node, "cpupool-cpus");
	const size_t count = list ? list->length / 4 : 0;
	struct xb_boot *boot = reading->boot;
	struct xb_pool *pool = xb_boot_add_pool(boot, node->name + (ours ? strlen(prefix) : 0));
	char *path = xb_tree_path(node);
	const char *sched = xb_tree_string(node, "cpupool-sched");

	pool->phandle = node->phandle;
	pool->sched = sched ? xb_arena_strdup(&boot->arena, sched) : NULL;
	pool->at = xb_describe_place(boot, path, "cpupool-cpus", reading->at);
	pool->sched_at = xb_describe_place(boot, path, "cpupool-sched", reading->at);
	pool->cpus = xb_arena_alloc(&boot->arena, (count + 1) * sizeof(*pool->cpus));
	for (size_t i = 0; i < count && i < XB_POOL_CPUS_MAX; i++) {
		const uint32_t phandle = xb_tree_cell_at(list, i);

		if (cpu_number(reading, phandle, &pool->cpus[pool->cpu_count]))
			pool->cpu_count++;
		else
			xb_error(reading->diags, XB_CODE_BAD_VALUE, pool->at,
				 "%s: no CPU has the phandle 0x%" PRIx32, path, phandle);
	}
	free(path);
}

/* ---- Properties of a domain ---- */

/* A property as the catalog's option, by its form; NULL: it does not say such a thing. */
typedef const char *read_value(struct reading *reading, const struct xb_option *option,
			       const struct xb_tree_property *property);

/* The bare word is a value, too. */
static const char bare[] = "";

static const char *read_flag(struct reading *reading, const struct xb_option *option,
			     const struct xb_tree_property *property)
{
	(void)reading;
	(void)option;
	(void)property;
	return bare;
}

static const char *read_cell(struct reading *reading, const struct xb_option *option,
			     const struct xb_tree_property *property)
{
	const bool is_bool = !strcmp(option->type.text, "bool");
	uint32_t number;

	if (!property->length && !is_bool)
		return bare;
	if (!is_one_cell(property))
		return NULL;
	number = xb_tree_cell_at(property, 0);
	if (is_bool && number <= 1)
		return number ? bare : "false";
	return xb_arena_format(&reading->boot->arena, "%" PRIu32, number);
}

static const char *read_text(struct reading *reading, const struct xb_option *option,
			     const struct xb_tree_property *property)
{
	const char *text = text_of(property);

	(void)option;
	if (!property->length)
		return bare;
	return text && *text ? xb_arena_strdup(&reading->boot->arena, text) : NULL;
}

static const char *read_bits(struct reading *reading, const struct xb_option *option,
			     const struct xb_tree_property *property)
{
	uint32_t bits = is_one_cell(property) ? xb_tree_cell_at(property, 0) : 0;
	struct xb_buf words = {0};
	char *text = NULL;

	for (size_t i = 0; i < option->choice_count && i < 32; i++) {
		if (bits & (uint32_t)1 << i)
			xb_buf_printf(&words, "%s%s", words.length ? "," : "",
				      option->choices[i].value.text);
		bits &= ~((uint32_t)1 << i);
	}
	if (words.length && !bits)
		text = xb_arena_strdup(&reading->boot->arena, words.data);
	xb_buf_clear(&words);
	return text;
}

static const char *read_pool(struct reading *reading, const struct xb_option *option,
			     const struct xb_tree_property *property)
{
	const struct xb_boot *boot = reading->boot;

	(void)option;
	for (size_t i = 0; is_one_cell(property) && i < boot->pool_count; i++)
		if (boot->pools[i].phandle &&
		    boot->pools[i].phandle == xb_tree_cell_at(property, 0))
			return boot->pools[i].name;
	return NULL;
}

static const char *value_of(struct reading *reading, const struct xb_option *option,
			    const struct xb_tree_property *property)
{
	static read_value *const read[] = {
		[XB_PROPERTY_FLAG] = read_flag, [XB_PROPERTY_CELL] = read_cell,
		[XB_PROPERTY_TEXT] = read_text, [XB_PROPERTY_BITS] = read_bits,
		[XB_PROPERTY_POOL] = read_pool,
	};
	static const struct xb_words forms = XB_WORDS(xb_property_forms);
	const size_t form = xb_words_find(&forms, option->form.text);

	return form < XB_COUNT(read) ? read[form](reading, option, property) : NULL;
}

static const struct xb_option *option_of(const struct reading *reading, const char *property)
{
	const struct xb_catalog *catalog = reading->catalog;

	for (size_t i = 0; catalog && i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		if (option->scope == XB_SCOPE_DOMAIN && option->property.text &&
		    option->form.text && !strcmp(option->property.text, property))
			return option;
	}
	return NULL;
}

static void add_word(struct reading *reading, struct xb_line *line, const char *name,
		     const char *value, struct xb_pos at)
{
	struct xb_setting *word;

	line->words = xb_grow(line->words, &line->capacity, line->count, sizeof(*line->words));
	word = &line->words[line->count++];
	*word = (struct xb_setting){.name = xb_arena_strdup(&reading->boot->arena, name),
				    .value = value != bare ? value : NULL,
				    .at = at,
				    .name_at = at};
}

static void take_properties(struct reading *reading, struct xb_domain *domain,
			    const struct xb_tree_node *node)
{
	for (size_t i = 0; i < node->property_count; i++) {
		const struct xb_tree_property *property = &node->properties[i];
		const struct xb_option *option = option_of(reading, property->name);
		const struct xb_pos at = xb_describe_place(reading->boot, domain->node,
							   property->name, reading->at);
		const char *value = option ? value_of(reading, option, property) : NULL;

		if (value)
			add_word(reading, &domain->properties, option->name.text, value, at);
		else if (option)
			xb_error(reading->diags, XB_CODE_OPTION_VALUE, at,
				 "%s: what stands in %s is nothing that Xen reads there",
				 domain->name, property->name);
	}
}

/* ---- vCPUs ---- */

/* Does VCPU come before OTHER? By the names of their nodes, vcpu2 before vcpu10: what is made last stands
 * first. */
static bool is_before(const char *vcpu, const char *other)
{
	const size_t length = strlen(vcpu), other_length = strlen(other);

	return length != other_length ? length < other_length : strcmp(vcpu, other) < 0;
}

/* The next of them behind LAST; NULL: there is none. */
static const struct xb_tree_node *next_vcpu(const struct xb_tree_node *domain,
					    const struct xb_tree_node *last)
{
	const struct xb_tree_node *found = NULL;

	for (const struct xb_tree_node *vcpu = domain->child; vcpu; vcpu = vcpu->next)
		if (xb_tree_is_compatible(vcpu, "xen,vcpu") &&
		    (!last || is_before(last->name, vcpu->name)) &&
		    (!found || is_before(vcpu->name, found->name)))
			found = vcpu;
	return found;
}

static void take_affinities(struct reading *reading, struct xb_domain *domain,
			    const struct xb_tree_node *node)
{
	const struct xb_tree_node *vcpu = NULL;
	size_t looked_at = 0;

	domain->affinities = xb_arena_alloc(&reading->boot->arena,
					    XB_VCPUS_MAX * sizeof(*domain->affinities));
	while (looked_at++ < XB_VCPUS_MAX && (vcpu = next_vcpu(node, vcpu))) {
		const char *cpus = xb_tree_string(vcpu, "hard-affinity");
		const struct xb_tree_property *id = xb_tree_property(vcpu, "id");

		if (!cpus || !id || !is_one_cell(id))
			continue;
		domain->affinities[domain->affinity_count++] =
			(struct xb_affinity){.vcpu = xb_tree_cell_at(id, 0),
					     .cpus = xb_arena_strdup(&reading->boot->arena, cpus)};
	}
}

static void take_domain(struct reading *reading, struct xb_domain *domain)
{
	const struct xb_tree_node *node =
		domain->node ? xb_tree_find(reading->index, domain->node) : NULL;

	if (!node)
		return;
	take_properties(reading, domain, node);
	take_static_memory(reading, domain, node);
	take_affinities(reading, domain, node);
}

/* ---- Shared memory ---- */

/* What a node of shared memory says. */
struct share {
	const char *id, *domain;
	bool owner, borrower;
	uint64_t host, guest, size;
	bool host_known;
	struct xb_pos at;
};

/* <HOST GUEST SIZE>, or from 4.20 on <GUEST SIZE>: then Xen finds the place. */
static bool read_share(const struct reading *reading, const struct xb_tree_node *node,
		       const char *domain, struct share *share)
{
	const struct xb_tree_cells width = xb_tree_cells(node->parent, xb_tree_default_cells);
	struct cells cells = {.property = xb_tree_property(node, "xen,shared-mem")};
	const size_t length = cells.property ? cells.property->length / 4 : 0;
	const char *role = xb_tree_string(node, "role");
	char *path = xb_tree_path(node);

	*share = (struct share){.id = xb_tree_string(node, "xen,shm-id"),
				.domain = domain,
				.owner = role && !strcmp(role, "owner"),
				.borrower = role && !strcmp(role, "borrower"),
				.host_known = length == 2 * width.address + width.size,
				.at = xb_describe_place(reading->boot, path, "xen,shared-mem",
							reading->at)};
	free(path);
	return share->id &&
	       (!share->host_known || take_number(&cells, width.address, &share->host)) &&
	       take_number(&cells, width.address, &share->guest) &&
	       take_number(&cells, width.size, &share->size) && cells.next == length;
}

static struct xb_shared_memory *shared_named(struct reading *reading, const struct share *share)
{
	struct xb_boot *boot = reading->boot;
	struct xb_shared_memory *shared;
	struct xb_load *load;

	for (size_t i = 0; i < boot->load_count; i++)
		if (boot->loads[i].shared && !strcmp(boot->loads[i].shared->name.text, share->id))
			return (struct xb_shared_memory *)boot->loads[i].shared;
	shared = xb_arena_alloc(&boot->arena, sizeof(*shared));
	*shared = (struct xb_shared_memory){
		.name = {xb_arena_strdup(&boot->arena, share->id), share->at},
		.size = {.value = share->size, .given = true, .at = share->at},
		.host = {.value = share->host, .given = share->host_known, .at = share->at},
		.at = share->at};
	shared->borrowers = xb_arena_alloc(&boot->arena, XB_SHARED_MAX * sizeof(*shared->borrowers));
	load = xb_boot_add_load(
		boot, XB_LOAD_MEMORY,
		xb_arena_format(&boot->arena, "shared memory %s", shared->name.text));
	load->shared = shared;
	load->address = share->host;
	load->placed = share->host_known;
	load->automatic = !share->host_known;
	load->size = load->said_size = load->footprint = load->occupied = share->size;
	load->size_known = true;
	load->at = load->address_at = load->size_at = load->name_at = share->at;
	return shared;
}

/* dom0, and one with direct-map, see it where it is: that is not said, for it follows. */
static bool follows(const struct xb_tree_node *node, const struct share *share)
{
	const bool direct = node->parent->depth == 1 || xb_tree_property(node->parent, "direct-map");

	return direct && share->host_known && share->guest == share->host;
}

static void take_share(struct reading *reading, const struct xb_tree_node *node, const char *domain)
{
	struct xb_arena *arena = &reading->boot->arena;
	struct xb_shared_memory *shared;
	struct xb_sharer *sharer;
	struct share share;

	if (!read_share(reading, node, domain, &share)) {
		xb_warning(reading->diags, XB_CODE_BAD_VALUE, reading->at,
			   "%s: shared memory whose id, place or size cannot be read", node->name);
		return;
	}
	shared = shared_named(reading, &share);
	if (!share.owner && shared->borrower_count == XB_SHARED_MAX)
		return;
	sharer = share.owner ? &shared->owner : &shared->borrowers[shared->borrower_count++];
	*sharer = (struct xb_sharer){
		.domain = {xb_arena_strdup(arena, domain), share.at},
		.address = {.value = share.guest,
			    .given = !follows(node, &share),
			    .at = share.at},
		.at = share.at};
}

static bool is_share(const struct xb_tree_node *node)
{
	return xb_tree_is_compatible(node, "xen,domain-shared-memory-v1");
}

static void take_shares(struct reading *reading, const struct xb_tree_node *parent,
			const char *domain)
{
	for (const struct xb_tree_node *node = parent->child; node; node = node->next)
		if (is_share(node))
			take_share(reading, node, domain);
}

/* ---- All of it ---- */

static void take_pools(struct reading *reading, const struct xb_tree_node *chosen)
{
	for (const struct xb_tree_node *node = chosen->child; node; node = node->next)
		if (xb_tree_is_compatible(node, "xen,cpupool") &&
		    reading->boot->pool_count < XB_CPUPOOLS_MAX)
			take_pool(reading, node);
}

void xb_describe_domains(struct xb_boot *boot, const struct xb_catalog *catalog,
			 struct xb_pos at, struct xb_diags *diags)
{
	const struct xb_devtree *tree = xb_boot_chosen(boot);
	const struct xb_tree_node *chosen = tree ? xb_tree_find(tree->index, "/chosen") : NULL;
	struct reading reading = {.boot = boot,
				  .index = tree ? tree->index : NULL,
				  .catalog = catalog,
				  .at = at,
				  .diags = diags};

	if (!chosen)
		return;
	take_heap(&reading, chosen);
	take_pools(&reading, chosen);
	for (size_t i = 0; i < boot->domain_count; i++)
		take_domain(&reading, &boot->domains[i]);
	take_shares(&reading, chosen, "dom0");
	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		const struct xb_tree_node *node =
			domain->node ? xb_tree_find(tree->index, domain->node) : NULL;

		if (node)
			take_shares(&reading, node, domain->name);
	}
}

/* SPDX-License-Identifier: MIT */
/* The domains of a profile: dom0 and the guests, with their modules and their command lines. */
#include <string.h>

#include "boot/plan.h"

/* The last load is DOMAIN's module of KIND. */
static void name_module(const struct xb_plan *plan, size_t domain, enum xb_module_kind kind)
{
	const struct xb_module_kind_info *info = xb_module_kind_info(kind);
	struct xb_boot *boot = plan->boot;
	const struct xb_domain *owner = &boot->domains[domain];
	struct xb_module *module = xb_boot_add_module(boot, kind, domain, boot->load_count - 1);

	module->node = owner->node ? xb_arena_format(&boot->arena, "%s/%s", owner->node, info->key)
				   : xb_arena_format(&boot->arena, "/chosen/%s%s", owner->name,
						     info->suffix);
}

/* DOMAIN's module of KIND, an index; where ENTRY names no file there is none. */
static void add_module(const struct xb_plan *plan, size_t domain, enum xb_module_kind kind,
		       const struct xb_entry *entry)
{
	const struct xb_module_kind_info *info = xb_module_kind_info(kind);
	struct xb_boot *boot = plan->boot;
	const struct xb_domain *owner = &boot->domains[domain];
	char *title = xb_arena_format(&boot->arena, "%s %s", owner->name, info->title);
	struct xb_plan_wanted wanted = {
		.entry = entry, .key = xb_arena_format(&boot->arena, "%s.%s", owner->key, info->key),
		.read = kind == XB_MODULE_TREE ? XB_DTB_MAX : 0};

	if (!entry->file.text)
		return;
	xb_plan_file(plan, &wanted, xb_boot_add_load(boot, XB_LOAD_MODULE, title));
	name_module(plan, domain, kind);
}

static void add_modules(const struct xb_plan *plan, const struct xb_domain_config *config)
{
	size_t index = plan->boot->domain_count - 1;

	add_module(plan, index, XB_MODULE_KERNEL, &config->kernel);
	add_module(plan, index, XB_MODULE_RAMDISK, &config->ramdisk);
}

/* DOMAIN stands in SECTION of the profile, "" where it is one itself. */
static void name_keys(const struct xb_plan *plan, struct xb_domain *domain, const char *section)
{
	struct xb_arena *arena = &plan->boot->arena;

	domain->scope = XB_SCOPE_LINUX;
	domain->key = xb_arena_format(arena, "%s%s", section, domain->name);
	domain->options_key = xb_arena_format(arena, "%s.options", domain->key);
	domain->ramdisk_key = xb_arena_format(arena, "%s.ramdisk", domain->key);
}

static void add_dom0(const struct xb_plan *plan)
{
	const struct xb_domain_config *config = &plan->profile->dom0;
	struct xb_domain *dom0 = xb_boot_add_domain(plan->boot, "dom0");

	dom0->hardware = true;
	dom0->at = config->kernel.at;
	name_keys(plan, dom0, "");
	add_modules(plan, config);
}

/* What the profile says of the guest's node, word for word. */
static void take_properties(const struct xb_settings *settings, struct xb_line *line)
{
	for (size_t i = 0; i < settings->count; i++) {
		line->words = xb_grow(line->words, &line->capacity, line->count,
				      sizeof(*line->words));
		line->words[line->count++] = settings->items[i];
	}
	line->at = settings->at;
}

static void take_affinities(const struct xb_plan *plan, const struct xb_guest *guest,
			    struct xb_domain *domain)
{
	domain->affinities = xb_arena_alloc(&plan->boot->arena, (guest->vcpu_count + 1) *
								 sizeof(*domain->affinities));
	for (size_t i = 0; i < guest->vcpu_count; i++)
		if (guest->vcpus[i].hard_affinity.text)
			domain->affinities[domain->affinity_count++] = (struct xb_affinity){
				guest->vcpus[i].id.value, guest->vcpus[i].hard_affinity.text};
}

/* What any guest is, whoever starts it. */
static void take_guest(const struct xb_plan *plan, const struct xb_guest *guest, struct xb_domain *domain)
{
	domain->at = guest->name.at;
	name_keys(plan, domain, "domains.");
	domain->memory = (struct xb_said){guest->memory.value, guest->memory.given, guest->memory.at};
	domain->cpus = (struct xb_said){xb_guest_cpus(guest), true,
					guest->cpus.given ? guest->cpus.at : guest->name.at};
	take_properties(&guest->properties, &domain->properties);
	take_affinities(plan, guest, domain);
}

/* ---- Partial trees ------------------------------------------------------------------------------ */

/* The partial tree that devices are added to: it is read here, and goes no further. */
static void add_given_tree(const struct xb_plan *plan, const struct xb_domain *domain,
			   const struct xb_entry *entry)
{
	struct xb_boot *boot = plan->boot;
	char *title = xb_arena_format(&boot->arena, "%s partial device tree", domain->name);
	const struct xb_plan_wanted wanted = {
		.entry = entry,
		.key = xb_arena_format(&boot->arena, "%s.device-tree", domain->key),
		.read = XB_DTB_MAX};
	struct xb_load *given = xb_boot_add_load(boot, XB_LOAD_GIVEN, title);

	xb_plan_file(plan, &wanted, given);
	given->here_only = true;
	given->placed = false; /* its address is that of the whole */
}

/* The partial tree of a guest that is given devices; what is in it follows from the host's tree. */
static struct xb_load *add_made_tree(const struct xb_plan *plan, const struct xb_domain *domain,
				     const struct xb_guest *guest, enum xb_load_use use)
{
	struct xb_boot *boot = plan->boot;
	char *title = xb_arena_format(&boot->arena, "%s device tree", domain->name);
	struct xb_load *load;

	if (guest->tree.file.text)
		add_given_tree(plan, domain, &guest->tree);
	load = xb_boot_add_load(boot, use, title);
	load->output = xb_arena_format(&boot->arena, "%s-%s.dtb", plan->profile->output.name.text,
				       domain->name);
	load->at = guest->passthrough.items[0].at;
	xb_plan_made_file(plan, &guest->tree, load);
	load->key = xb_arena_format(&boot->arena, "%s.device-tree", domain->key);
	load->address_key = xb_arena_format(&boot->arena, "%s.address", load->key);
	return load;
}

/* ---- Guests ------------------------------------------------------------------------------------- */

static void add_guest(const struct xb_plan *plan, const struct xb_guest *guest)
{
	size_t index = plan->boot->domain_count;
	struct xb_domain *domain = xb_boot_add_domain(plan->boot, guest->name.text);

	domain->node = xb_arena_format(&plan->boot->arena, "/chosen/%s", domain->name);
	take_guest(plan, guest, domain);
	add_modules(plan, &guest->config);
	if (guest->passthrough.count) {
		add_made_tree(plan, domain, guest, XB_LOAD_MODULE);
		name_module(plan, index, XB_MODULE_TREE);
	} else {
		add_module(plan, index, XB_MODULE_TREE, &guest->tree);
	}
}

/* Where dom0 has FILE of ENTRY: as it says, or where guests' files are. */
static const char *path_in_dom0(const struct xb_plan *plan, const struct xb_entry *entry, const char *file)
{
	struct xb_arena *arena = &plan->boot->arena;
	const char *name = entry->load_as.text ? entry->load_as.text : file;

	if (entry->load_as.text && name[0] == '/')
		return xb_arena_strdup(arena, name);
	if (name[0] == '/')
		name = strrchr(name, '/') + 1;
	return xb_arena_format(arena, "%s/%s", XB_DOM0_FOLDER, name);
}

/* One that dom0 starts: none of its files is the board's to load. */
static void add_later(const struct xb_plan *plan, const struct xb_guest *guest)
{
	struct xb_domain *domain = xb_boot_add_later(plan->boot, guest->name.text);
	const struct xb_entry *entries[XB_MODULE_KINDS] = {[XB_MODULE_KERNEL] = &guest->config.kernel,
							   [XB_MODULE_RAMDISK] = &guest->config.ramdisk,
							   [XB_MODULE_TREE] = &guest->tree};

	take_guest(plan, guest, domain);
	for (size_t kind = 0; kind < XB_COUNT(entries); kind++)
		if (entries[kind] && entries[kind]->file.text)
			domain->files[kind] =
				path_in_dom0(plan, entries[kind], entries[kind]->file.text);
	if (guest->passthrough.count) {
		struct xb_load *made = add_made_tree(plan, domain, guest, XB_LOAD_LATER);

		made->here_only = true;
		made->placed = false;
		domain->tree = plan->boot->load_count - 1;
		domain->files[XB_MODULE_TREE] = path_in_dom0(plan, &guest->tree, made->output);
	}
}

void xb_plan_domains(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;

	if (profile->dom0.kernel.file.text)
		add_dom0(plan);
	for (size_t i = 0; i < profile->guest_count; i++) {
		const struct xb_guest *guest = &profile->guests[i];

		if (xb_guest_name_is_taken(guest->name.text))
			continue; /* said already; its node would be another's */
		(xb_guest_is_later(guest) ? add_later : add_guest)(plan, guest);
	}
}

/* ---- Command lines ------------------------------------------------------------------------------ */

const struct xb_guest *xb_plan_guest_of(const struct xb_plan *plan, const struct xb_domain *domain)
{
	return domain->hardware ? NULL : xb_profile_guest(plan->profile, domain->name);
}

static void build_lines(const struct xb_plan *plan, struct xb_domain *domains, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct xb_guest *guest = xb_plan_guest_of(plan, &domains[i]);
		const struct xb_domain_config *config = guest ? &guest->config : &plan->profile->dom0;

		xb_line_build(&domains[i].line, &plan->boot->arena, domains[i].scope, &config->options,
			      &config->extra);
	}
}

void xb_plan_lines(const struct xb_plan *plan)
{
	struct xb_boot *boot = plan->boot;

	xb_line_build(&boot->xen_line, &boot->arena, XB_SCOPE_XEN, &plan->profile->xen.options,
		      &plan->profile->xen.extra);
	build_lines(plan, boot->domains, boot->domain_count);
	build_lines(plan, boot->later, boot->later_count);
}

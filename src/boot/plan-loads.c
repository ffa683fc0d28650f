/* SPDX-License-Identifier: MIT */
/* The files of a profile: where they are here, what they are, how U-Boot asks for them. */
#include <string.h>

#include "boot/plan.h"

static struct xb_medium *make_medium(const struct xb_plan *plan)
{
	const struct xb_profile *profile = plan->profile;
	const struct xb_load_method *method = profile->load.method;
	const char *device = profile->load.device.text;
	const char *command = method->command ? method->command : profile->load.command.text;
	struct xb_arena *arena = &plan->boot->arena;
	struct xb_medium *medium = xb_arena_alloc(arena, sizeof(*medium));

	if (!command)
		command = "load"; /* its absence was reported */
	medium->method = method;
	medium->command = method->device && device ? xb_arena_format(arena, "%s %s", command, device)
						   : xb_arena_strdup(arena, command);
	medium->method_at = profile->load.method_text.at;
	medium->device_at = profile->load.device.at;
	medium->command_at = profile->load.command.at;
	medium->prefix_at = profile->load.prefix.at;
	return medium;
}

/* The file here: --files, else the profile's folder; an absolute name stands for itself. */
static char *local_path(const struct xb_plan *plan, const struct xb_entry *entry, const char *file)
{
	struct xb_arena *arena = &plan->boot->arena;
	const char *folder = plan->config->files_dir;

	if (file[0] == '/')
		return xb_arena_strdup(arena, file);
	if (!folder)
		folder = xb_profile_folder(plan->profile, entry);
	if (!folder || strcmp(folder, ".") == 0)
		return xb_arena_strdup(arena, file);
	return xb_arena_format(arena, "%s/%s", folder, file);
}

/* The name on the server or partition. */
static char *remote_name(const struct xb_plan *plan, const char *name)
{
	const char *prefix = plan->profile->load.prefix.text;

	return xb_arena_format(&plan->boot->arena, "%s%s", prefix ? prefix : "", name);
}

static char *remote_name_of(const struct xb_plan *plan, const struct xb_entry *entry)
{
	const char *name = entry->load_as.text;

	if (!name) {
		const char *file = entry->file.text;

		name = file[0] == '/' ? strrchr(file, '/') + 1 : file;
	}
	return remote_name(plan, name);
}

static size_t at_most(size_t length, size_t most)
{
	return length < most ? length : most;
}

/* A load that may be read whole, and that once, at MOST bytes; what is larger, and the others with a MOST of
 * 0, are known by head and tail. */
static int read_or_probe(struct xb_load *load, size_t most)
{
	struct xb_buf *content = &load->content;
	int error = most ? xb_file_read(load->path, most, content) : XB_FILE_TOO_BIG;
	size_t tail = at_most(content->length, XB_IMAGE_TAIL);

	if (error == XB_FILE_TOO_BIG) {
		xb_buf_clear(content);
		return xb_image_probe(load->path, &load->image);
	}
	if (error)
		return error;
	xb_buf_puts(content, ""); /* an empty file has data as well */
	xb_image_identify(content->data, at_most(content->length, XB_IMAGE_HEAD),
			  content->data + content->length - tail, tail, content->length,
			  &load->image);
	return 0;
}

static void look_at_file(struct xb_load *load, size_t most)
{
	load->error = read_or_probe(load, most);
	load->present = load->error == 0;
	load->size = load->present ? load->image.file_size : load->said_size;
	load->size_known = load->present || load->said_size;
}

/* Xen's BSS lies behind its file, so Xen occupies its image_size; the others are copied out by
 * their reg, and image_size is room that is merely kept. */
static void measure(struct xb_load *load, bool is_xen)
{
	load->occupied = load->size;
	if (is_xen && load->image.image_size > load->occupied)
		load->occupied = load->image.image_size;
	load->footprint = load->occupied;
	if (load->image.kind == XB_IMAGE_ARM64 && load->image.image_size > load->footprint)
		load->footprint = load->image.image_size;
}

/* What a profile says of a file to load. */
struct wanted {
	const struct xb_entry *entry;
	const char *key;  /* of the entry */
	const char *path; /* of the file, where that is given otherwise; or NULL */
	size_t read;      /* read it whole up to so many bytes */
	bool is_xen;
};

static void fill_load(const struct xb_plan *plan, const struct xb_medium *medium,
		      const struct wanted *wanted, struct xb_load *load)
{
	const struct xb_entry *entry = wanted->entry;
	struct xb_arena *arena = &plan->boot->arena;

	load->key = xb_arena_strdup(arena, wanted->key);
	load->address_key = xb_arena_format(arena, "%s.address", wanted->key);
	load->at = entry->file.at;
	load->name_at = entry->load_as.text ? entry->load_as.at : entry->file.at;
	load->from = medium;
	load->file = remote_name_of(plan, entry);
	load->path = wanted->path ? xb_arena_strdup(arena, wanted->path)
				  : local_path(plan, entry, entry->file.text);
	load->said_size = entry->size.value;
	load->size_at = entry->size.given ? entry->size.at : entry->file.at;
	load->address = entry->address.value;
	load->automatic = !entry->address.given;
	load->placed = !load->automatic;
	load->address_at = entry->address.given ? entry->address.at : entry->file.at;
	look_at_file(load, wanted->read);
	measure(load, wanted->is_xen);
}

/* ---- Each of them ------------------------------------------------------------------------------ */

static void add_script(const struct xb_plan *plan, const struct xb_medium *medium)
{
	struct xb_load *script = xb_boot_add_load(plan->boot, XB_LOAD_SCRIPT, "script");

	script->address_key = xb_arena_strdup(&plan->boot->arena, "load.script-address");
	script->file = remote_name(plan, plan->config->script);
	script->from = medium;
	script->footprint = XB_SLOT;
	script->at = (struct xb_pos){.file = plan->profile->path};
}

/* Xen's release is in its image; its .config is looked for where that is. */
static void add_xen(const struct xb_plan *plan, const struct xb_medium *medium)
{
	const struct xb_profile *profile = plan->profile;
	const struct wanted wanted = {
		.entry = &profile->xen.image, .key = "xen", .read = XB_XEN_MAX, .is_xen = true};
	const char *config = profile->xen.config.text;
	struct xb_load *load = xb_boot_add_load(plan->boot, XB_LOAD_MODULE, "Xen");

	fill_load(plan, medium, &wanted, load);
	xb_boot_add_module(plan->boot, XB_MODULE_XEN, XB_NONE, plan->boot->load_count - 1);
	plan->boot->entrance.xen = plan->boot->load_count - 1;
	xb_plan_xen(plan, load, config ? local_path(plan, &profile->xen.image, config) : NULL);
}

/* DOMAIN's module of KIND, an index; its node stands in /chosen. */
static void add_module(const struct xb_plan *plan, const struct xb_medium *medium, size_t domain,
		       enum xb_module_kind kind, const struct xb_entry *entry)
{
	const struct xb_module_kind_info *info = xb_module_kind_info(kind);
	struct xb_boot *boot = plan->boot;
	const char *name = boot->domains[domain].name;
	char *title = xb_arena_format(&boot->arena, "%s %s", name, info->title);
	struct wanted wanted = {
		.entry = entry, .key = xb_arena_format(&boot->arena, "%s.%s", name, info->title)};

	fill_load(plan, medium, &wanted, xb_boot_add_load(boot, XB_LOAD_MODULE, title));
	xb_boot_add_module(boot, kind, domain, boot->load_count - 1)->node =
		xb_arena_format(&boot->arena, "/chosen/%s%s", name, info->suffix);
}

static void add_dom0(const struct xb_plan *plan, const struct xb_medium *medium)
{
	const struct xb_profile *profile = plan->profile;
	struct xb_domain *dom0 = xb_boot_add_domain(plan->boot, "dom0");
	size_t index = plan->boot->domain_count - 1;

	dom0->hardware = true;
	dom0->scope = XB_SCOPE_LINUX;
	dom0->options_key = xb_arena_strdup(&plan->boot->arena, xb_scopes[dom0->scope].key);
	dom0->ramdisk_key = xb_arena_format(&plan->boot->arena, "%s.ramdisk", dom0->name);
	add_module(plan, medium, index, XB_MODULE_KERNEL, &profile->dom0.kernel);
	if (profile->dom0.ramdisk.file.text)
		add_module(plan, medium, index, XB_MODULE_RAMDISK, &profile->dom0.ramdisk);
}

/* With a tree that is made here, overlays are in it already. */
static void add_overlays(const struct xb_plan *plan, const struct xb_medium *medium)
{
	const struct xb_profile *profile = plan->profile;

	for (size_t i = 0; i < profile->tree.overlay_count; i++) {
		struct wanted wanted = {.entry = &profile->tree.overlays[i], .read = XB_DTB_MAX};
		struct xb_load *load;

		if (!wanted.entry->file.text)
			continue;
		wanted.key = xb_arena_format(&plan->boot->arena, "device-tree.overlays.%zu", i);
		load = xb_boot_add_load(plan->boot, XB_LOAD_OVERLAY, "overlay");
		fill_load(plan, medium, &wanted, load);
		load->here_only = plan->makes_tree;
	}
}

static void add_tree(const struct xb_plan *plan, const struct xb_medium *medium)
{
	const struct xb_profile *profile = plan->profile;
	const struct wanted wanted = {.entry = &profile->tree.image,
				      .key = "device-tree",
				      .path = plan->config->tree_path,
				      .read = XB_DTB_MAX};
	struct xb_boot *boot = plan->boot;
	struct xb_load *tree = xb_boot_add_load(boot, XB_LOAD_TREE, "device tree");

	boot->entrance.tree = boot->load_count - 1;
	fill_load(plan, medium, &wanted, tree);
	boot->tree_name = tree->path;
	/* What is no tree at all is told by the file checks, by its kind. */
	if (tree->content.data && tree->image.kind == XB_IMAGE_DTB && !tree->image.truncated)
		boot->tree = xb_devtree_parse(tree->path, tree->content.data, tree->content.length,
					      tree->at, plan->diags);
	xb_buf_clear(&tree->content); /* the tree has a copy */
	if (!tree->size_known)
		tree->size = XB_TREE_ASSUMED;
	if (!plan->config->made_tree)
		return;
	tree->file = remote_name(plan, plan->config->made_tree);
	tree->name_at = profile->output.name.at;
}

void xb_plan_loads(const struct xb_plan *plan)
{
	const struct xb_medium *medium = make_medium(plan);

	if (plan->config->script)
		add_script(plan, medium);
	add_xen(plan, medium);
	add_dom0(plan, medium);
	add_overlays(plan, medium);
	add_tree(plan, medium);
}

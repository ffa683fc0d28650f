/* SPDX-License-Identifier: MIT */
/* The files of a profile: where they are here, what they are, how U-Boot asks for them. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "boot/plan.h"

static void plan_commands(struct xb_boot *boot, const struct xb_profile *profile)
{
	const struct xb_load_method *method = boot->method = profile->load.method;
	const char *device = profile->load.device.text;
	const char *command = method->command ? method->command : profile->load.command.text;

	if (!command)
		command = "load"; /* its absence was reported */
	boot->load_command = method->device && device
				     ? xb_arena_format(&boot->arena, "%s %s", command, device)
				     : xb_arena_strdup(&boot->arena, command);
	boot->load_at.method = profile->load.method_text.at;
	boot->load_at.device = profile->load.device.at;
	boot->load_at.command = profile->load.command.at;
	boot->load_at.prefix = profile->load.prefix.at;
	boot->before = profile->load.before;
	if (!profile->load.before_given && method->before) {
		boot->before.items = xb_arena_alloc(&boot->arena, sizeof(*boot->before.items));
		boot->before.items[0].text = method->before;
		boot->before.count = 1;
	}
}

/* The file here: --files, else the profile's folder; an absolute name stands for itself. */
static char *local_path(struct xb_boot *boot, const struct xb_profile *profile,
			const struct xb_entry *entry, const char *file,
			const struct xb_boot_config *config)
{
	const char *folder = config->files_dir;

	if (file[0] == '/')
		return xb_arena_strdup(&boot->arena, file);
	if (!folder)
		folder = xb_profile_folder(profile, entry);
	if (!folder || strcmp(folder, ".") == 0)
		return xb_arena_strdup(&boot->arena, file);
	return xb_arena_format(&boot->arena, "%s/%s", folder, file);
}

/* The name on the server or partition. */
static char *remote_name(struct xb_boot *boot, const struct xb_profile *profile,
			 const struct xb_entry *entry)
{
	const char *prefix = profile->load.prefix.text ? profile->load.prefix.text : "";
	const char *name = entry->load_as.text;

	if (!name) {
		const char *file = entry->file.text;

		name = file[0] == '/' ? strrchr(file, '/') + 1 : file;
	}
	return xb_arena_format(&boot->arena, "%s%s", prefix, name);
}

static size_t at_most(size_t length, size_t most)
{
	return length < most ? length : most;
}

/* Trees and Xen are read whole, and that once; of the others head and tail tell enough. What is too
 * large is looked at like them. */
static const size_t read_whole[XB_ROLE_COUNT] = {
	[XB_ROLE_XEN] = XB_XEN_MAX,
	[XB_ROLE_TREE] = XB_DTB_MAX,
	[XB_ROLE_OVERLAY] = XB_DTB_MAX,
};

static int read_or_probe(struct xb_load *load)
{
	size_t most = read_whole[load->role];
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

static void look_at_file(struct xb_load *load)
{
	load->error = read_or_probe(load);
	load->present = load->error == 0;
	load->size = load->present ? load->image.file_size : load->said_size;
	load->size_known = load->present || load->said_size;
}

static struct xb_load *add_load(struct xb_boot *boot, enum xb_role role)
{
	struct xb_load *load;

	boot->loads = xb_grow(boot->loads, &boot->load_capacity, boot->load_count,
			      sizeof(*boot->loads));
	load = &boot->loads[boot->load_count++];
	*load = (struct xb_load){.role = role};
	return load;
}

/* Xen's BSS lies behind its file, so Xen occupies its image_size; the others are copied out by
 * their reg, and image_size is room that is merely kept. */
static void measure(struct xb_load *load)
{
	load->occupied = load->size;
	if (load->role == XB_ROLE_XEN && load->image.image_size > load->occupied)
		load->occupied = load->image.image_size;
	load->footprint = load->occupied;
	if (load->image.kind == XB_IMAGE_ARM64 && load->image.image_size > load->footprint)
		load->footprint = load->image.image_size;
}

static struct xb_load *add_entry(struct xb_boot *boot, enum xb_role role, const char *key,
				 const struct xb_profile *profile, const struct xb_entry *entry,
				 const struct xb_boot_config *config)
{
	struct xb_load *load = add_load(boot, role);

	load->key = xb_arena_strdup(&boot->arena, key);
	load->address_key = xb_arena_format(&boot->arena, "%s.address", key);
	load->at = entry->file.at;
	load->name_at = entry->load_as.text ? entry->load_as.at : entry->file.at;
	load->file = remote_name(boot, profile, entry);
	load->path = local_path(boot, profile, entry, entry->file.text, config);
	if (role == XB_ROLE_TREE && config->tree_path)
		load->path = (char *)config->tree_path;
	load->said_size = entry->size.value;
	load->size_at = entry->size.given ? entry->size.at : entry->file.at;
	load->address = entry->address.value;
	load->automatic = !entry->address.given;
	load->placed = !load->automatic;
	load->address_at = entry->address.given ? entry->address.at : entry->file.at;
	look_at_file(load);
	measure(load);
	return load;
}

static void add_script(struct xb_boot *boot, const struct xb_profile *profile)
{
	const char *prefix = profile->load.prefix.text ? profile->load.prefix.text : "";
	struct xb_load *script = add_load(boot, XB_ROLE_SCRIPT);

	script->address_key = xb_arena_strdup(&boot->arena, "load.script-address");
	script->file = xb_arena_format(&boot->arena, "%s%s.scr", prefix, boot->output);
	script->footprint = XB_SLOT;
	script->at = (struct xb_pos){.file = profile->path};
}

/* The script loads NAME.dtb in place of the base tree. */
static void take_made_tree(struct xb_boot *boot, const struct xb_profile *profile,
			   struct xb_load *tree)
{
	const char *prefix = profile->load.prefix.text ? profile->load.prefix.text : "";

	tree->file = xb_arena_format(&boot->arena, "%s%s.dtb", prefix, boot->output);
	tree->name_at = profile->output.name.at;
}

static void add_tree(struct xb_boot *boot, const struct xb_profile *profile,
		     const struct xb_boot_config *config, struct xb_diags *diags)
{
	struct xb_load *tree = add_entry(boot, XB_ROLE_TREE, "device-tree", profile,
					 &profile->tree.image, config);

	/* What is no tree at all is told by the file checks, by its kind. */
	if (tree->content.data && tree->image.kind == XB_IMAGE_DTB && !tree->image.truncated)
		boot->tree = xb_devtree_parse(tree->path, tree->content.data, tree->content.length,
					      tree->at, diags);
	xb_buf_clear(&tree->content); /* the tree has a copy */
	if (!tree->size_known)
		tree->size = XB_TREE_ASSUMED;
	if (boot->via_dtb)
		take_made_tree(boot, profile, tree);
}

/* Xen's .config is looked for where the image is. */
static void look_at_xen(struct xb_boot *boot, const struct xb_profile *profile,
			const struct xb_boot_config *config, struct xb_diags *diags)
{
	const struct xb_text *name = &profile->xen.config;
	const char *path = name->text ? local_path(boot, profile, &profile->xen.image, name->text,
						   config)
				      : NULL;

	xb_plan_xen(boot, name, path, diags);
}

void xb_plan_loads(struct xb_boot *boot, const struct xb_profile *profile,
		   const struct xb_boot_config *config, struct xb_diags *diags)
{
	char key[48];

	plan_commands(boot, profile);
	add_script(boot, profile);
	add_entry(boot, XB_ROLE_XEN, "xen", profile, &profile->xen.image, config);
	look_at_xen(boot, profile, config, diags);
	add_entry(boot, XB_ROLE_KERNEL, "dom0.kernel", profile, &profile->dom0.kernel, config);
	if (profile->dom0.ramdisk.file.text)
		add_entry(boot, XB_ROLE_RAMDISK, "dom0.ramdisk", profile, &profile->dom0.ramdisk,
			  config);
	for (size_t i = 0; i < profile->tree.overlay_count; i++) {
		if (!profile->tree.overlays[i].file.text)
			continue;
		snprintf(key, sizeof(key), "device-tree.overlays.%zu", i);
		add_entry(boot, XB_ROLE_OVERLAY, key, profile, &profile->tree.overlays[i], config);
	}
	add_tree(boot, profile, config, diags);
}

/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include <stdlib.h>

static char *keep(struct xb_boot *boot, const char *text)
{
	return xb_arena_strdup(&boot->arena, text);
}

struct xb_load *sample_load(struct xb_boot *boot, enum xb_load_use use, const char *title,
			    const char *file, uint64_t address, uint64_t size)
{
	struct xb_load *load = xb_boot_add_load(boot, use, title);

	load->file = keep(boot, file);
	load->from = boot->load_count > 1 ? boot->loads[0].from : NULL;
	load->address = address;
	load->automatic = load->placed = true;
	load->size = load->footprint = load->occupied = size;
	load->size_known = true;
	return load;
}

void sample_load_by(struct xb_boot *boot, const char *method, const char *command)
{
	struct xb_medium *medium = xb_arena_alloc(&boot->arena, sizeof(*medium));

	*medium = (struct xb_medium){.method = sample_method(method), .command = keep(boot, command)};
	for (size_t i = 0; i < boot->load_count; i++)
		boot->loads[i].from = medium;
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static struct xb_step *insert_step(struct xb_boot *boot, size_t index, enum xb_step_kind kind)
{
	struct xb_step step = *xb_boot_add_step(boot, kind, (struct xb_pos){0});

	memmove(&boot->steps[index + 1], &boot->steps[index],
		(boot->step_count - 1 - index) * sizeof(step));
	boot->steps[index] = step;
	return &boot->steps[index];
}

void sample_run_first(struct xb_boot *boot, const char *command)
{
	size_t index = 0;

	while (boot->steps[index].kind == XB_STEP_COMMAND)
		index++;
	insert_step(boot, index, XB_STEP_COMMAND)->text = keep(boot, command);
}

void sample_make_tree_here(struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++) {
		struct xb_step *step = &boot->steps[i];

		step->beforehand = step->kind > XB_STEP_LOAD ||
				   (step->kind == XB_STEP_LOAD &&
				    boot->loads[step->load].use == XB_LOAD_OVERLAY);
	}
}

static struct xb_edit *add_edit(struct xb_boot *boot, enum xb_edit_kind kind, const char *path,
				const char *name)
{
	struct xb_pos at = {"sample.yaml", (uint32_t)boot->step_count + 1, 1};
	struct xb_edit *edit = &xb_boot_add_step(boot, XB_STEP_EDIT, at)->edit;

	edit->kind = kind;
	edit->path = keep(boot, path);
	edit->name = keep(boot, name);
	return edit;
}

struct xb_edit *sample_last_edit(struct xb_boot *boot)
{
	return &boot->steps[boot->step_count - 1].edit;
}

void sample_make_node(struct xb_boot *boot, const char *parent, const char *name)
{
	add_edit(boot, XB_EDIT_MAKE_NODE, parent, name);
}

void sample_set(struct xb_boot *boot, const char *path, const char *name, enum xb_form form,
		const void *value, size_t length)
{
	struct xb_edit *edit = add_edit(boot, XB_EDIT_SET, path, name);

	edit->form = form;
	edit->value = xb_arena_alloc(&boot->arena, length + 1);
	memcpy(edit->value, value, length);
	edit->length = length;
}

void sample_apply(struct xb_boot *boot, size_t load)
{
	size_t index = 0;

	while (boot->steps[index].kind <= XB_STEP_LOAD)
		index++;
	insert_step(boot, index, XB_STEP_LOAD)->load = load;
	xb_boot_add_step(boot, XB_STEP_OVERLAY, (struct xb_pos){0})->load = load;
}

void sample_region(struct xb_boot *boot, enum xb_region_kind kind, uint64_t start, uint64_t size,
		   const char *owner, const struct xb_load *load)
{
	boot->map = xb_grow(boot->map, &boot->map_capacity, boot->map_count, sizeof(*boot->map));
	boot->map[boot->map_count++] = (struct xb_region){
		.kind = kind, .range = {start, size}, .owner = keep(boot, owner), .load = load};
}

static void set_text(struct xb_boot *boot, const char *path, const char *name, const char *text)
{
	sample_set(boot, path, name, XB_FORM_STRINGS, text, strlen(text) + 1);
}

static void add_module(struct xb_boot *boot, enum xb_module_kind kind, size_t domain,
		       const char *node)
{
	xb_boot_add_module(boot, kind, domain, boot->load_count - 1)->node =
		node ? keep(boot, node) : NULL;
}

static void add_loads(struct xb_boot *boot)
{
	sample_load(boot, XB_LOAD_SCRIPT, "script", "boot2.scr", 0xC00000, 0)->footprint = 0x200000;
	sample_load_by(boot, "tftp", "tftpboot");
	sample_load(boot, XB_LOAD_MODULE, "Xen", "xen", 0xE00000, 0xF0008)->footprint = 0x1360C8;
	add_module(boot, XB_MODULE_XEN, XB_NONE, NULL);
	sample_load(boot, XB_LOAD_MODULE, "dom0 kernel", "Image", 0x1000000, 0x108AA00);
	add_module(boot, XB_MODULE_KERNEL, 0, "/chosen/dom0");
	sample_load(boot, XB_LOAD_MODULE, "dom0 ramdisk", "rootfs.cpio.gz", 0x2200000, 0x6013E86);
	add_module(boot, XB_MODULE_RAMDISK, 0, "/chosen/dom0-ramdisk");
	sample_load(boot, XB_LOAD_TREE, "device tree", "bcm2711-rpi-4-b.dtb", 0x8400000, 0xCA00);
	boot->entrance = (struct xb_entrance){.door = &xb_doors[0], .xen = 1, .tree = 4};
}

/* The reg of NODE says where load LOAD is. */
static void place(struct xb_boot *boot, const char *node, size_t load)
{
	add_edit(boot, XB_EDIT_SET, node, "reg");
	boot->steps[boot->step_count - 1].load = load;
}

static void add_steps(struct xb_boot *boot)
{
	static const char two[] = "\0\0\0\2";
	static const char kernel[] = "xen,linux-zimage\0xen,multiboot-module";
	static const char ramdisk[] = "xen,linux-initrd\0xen,multiboot-module";

	for (size_t i = 1; i < boot->load_count; i++)
		xb_boot_add_step(boot, XB_STEP_LOAD, (struct xb_pos){0})->load = i;
	xb_boot_add_step(boot, XB_STEP_TREE, (struct xb_pos){0})->load = 4;
	xb_boot_add_step(boot, XB_STEP_ROOM, (struct xb_pos){0})->bytes = 0x2F4;
	sample_set(boot, "/chosen", "#address-cells", XB_FORM_CELLS, two, 4);
	sample_set(boot, "/chosen", "#size-cells", XB_FORM_CELLS, two, 4);
	set_text(boot, "/chosen", "xen,xen-bootargs", boot->xen_line.text);
	sample_make_node(boot, "/chosen", "dom0");
	sample_set(boot, "/chosen/dom0", "compatible", XB_FORM_STRINGS, kernel, sizeof(kernel));
	place(boot, "/chosen/dom0", 2);
	set_text(boot, "/chosen", "xen,dom0-bootargs", boot->domains[0].line.text);
	sample_make_node(boot, "/chosen", "dom0-ramdisk");
	sample_set(boot, "/chosen/dom0-ramdisk", "compatible", XB_FORM_STRINGS, ramdisk,
		   sizeof(ramdisk));
	place(boot, "/chosen/dom0-ramdisk", 3);
}

const struct xb_load_method *sample_method(const char *name)
{
	const struct xb_load_method *method = xb_load_methods;

	while (method->name && strcmp(method->name, name) != 0)
		method++;
	assert_non_null(method->name);
	return method;
}

struct xb_boot *sample_boot(void)
{
	struct xb_boot *boot = xb_alloc(sizeof(*boot));

	boot->name = keep(boot, "rpi4-yocto");
	boot->arch = "arm64";
	boot->board_name = keep(boot, "rpi4-4g");
	boot->cells = 2;
	boot->xen_line.text = keep(boot, "console=dtuart dtuart=serial0 sched=null");
	xb_boot_add_domain(boot, "dom0")->hardware = true;
	boot->domains[0].line.text = keep(boot, "console=hvc0 root=/dev/ram0");
	add_loads(boot);
	add_steps(boot);
	return boot;
}

char *sample_source(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_emit_options options = {0};
	struct xb_buf out = {0};

	if (xb_emit_source(boot, &options, &out, diags))
		return xb_buf_take(&out);
	xb_buf_clear(&out);
	return NULL;
}

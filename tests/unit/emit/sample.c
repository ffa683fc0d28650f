/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include <stdlib.h>

static char *keep(struct xb_boot *boot, const char *text)
{
	return xb_arena_strdup(&boot->arena, text);
}

struct xb_load *sample_load(struct xb_boot *boot, enum xb_role role, const char *file,
			    uint64_t address, uint64_t size)
{
	struct xb_load *load;

	boot->loads =
		xb_grow(boot->loads, &boot->load_capacity, boot->load_count, sizeof(*boot->loads));
	load = &boot->loads[boot->load_count++];
	*load = (struct xb_load){
		.role = role,
		.file = keep(boot, file),
		.address = address,
		.automatic = true,
		.placed = true,
		.size = size,
		.size_known = true,
		.footprint = size,
		.occupied = size,
	};
	return load;
}

static struct xb_edit *add_edit(struct xb_boot *boot, enum xb_edit_kind kind, const char *path,
				const char *name)
{
	struct xb_edit *edit;

	boot->edits =
		xb_grow(boot->edits, &boot->edit_capacity, boot->edit_count, sizeof(*boot->edits));
	edit = &boot->edits[boot->edit_count++];
	*edit = (struct xb_edit){.kind = kind, .path = keep(boot, path), .name = keep(boot, name)};
	edit->at = (struct xb_pos){"sample.yaml", (uint32_t)boot->edit_count, 1};
	return edit;
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
	add_edit(boot, XB_EDIT_APPLY, "/", boot->loads[load].file)->load = load;
}

void sample_region(struct xb_boot *boot, enum xb_region_kind kind, uint64_t start, uint64_t size,
		   const char *owner, const struct xb_load *load)
{
	boot->map = xb_grow(boot->map, &boot->map_capacity, boot->map_count, sizeof(*boot->map));
	boot->map[boot->map_count++] =
		(struct xb_region){kind, {start, size}, keep(boot, owner), load};
}

static void set_text(struct xb_boot *boot, const char *path, const char *name, const char *text)
{
	sample_set(boot, path, name, XB_FORM_STRINGS, text, strlen(text) + 1);
}

static void add_loads(struct xb_boot *boot)
{
	sample_load(boot, XB_ROLE_SCRIPT, "boot2.scr", 0xC00000, 0)->footprint = 0x200000;
	sample_load(boot, XB_ROLE_XEN, "xen", 0xE00000, 0xF0008)->footprint = 0x1360C8;
	sample_load(boot, XB_ROLE_KERNEL, "Image", 0x1000000, 0x108AA00);
	sample_load(boot, XB_ROLE_RAMDISK, "rootfs.cpio.gz", 0x2200000, 0x6013E86);
	sample_load(boot, XB_ROLE_TREE, "bcm2711-rpi-4-b.dtb", 0x8400000, 0xCA00);
}

static void add_edits(struct xb_boot *boot)
{
	static const char two[] = "\0\0\0\2";
	static const char kernel_reg[] = "\0\0\0\0\1\0\0\0\0\0\0\0\1\x08\xAA\0";
	static const char ramdisk_reg[] = "\0\0\0\0\2\x20\0\0\0\0\0\0\6\1\x3E\x86";
	static const char kernel[] = "xen,linux-zimage\0xen,multiboot-module";
	static const char ramdisk[] = "xen,linux-initrd\0xen,multiboot-module";

	sample_set(boot, "/chosen", "#address-cells", XB_FORM_CELLS, two, 4);
	sample_set(boot, "/chosen", "#size-cells", XB_FORM_CELLS, two, 4);
	set_text(boot, "/chosen", "xen,xen-bootargs", boot->xen_line.text);
	sample_make_node(boot, "/chosen", "dom0");
	sample_set(boot, "/chosen/dom0", "compatible", XB_FORM_STRINGS, kernel, sizeof(kernel));
	sample_set(boot, "/chosen/dom0", "reg", XB_FORM_CELLS, kernel_reg, 16);
	set_text(boot, "/chosen", "xen,dom0-bootargs", boot->dom0_line.text);
	sample_make_node(boot, "/chosen", "dom0-ramdisk");
	sample_set(boot, "/chosen/dom0-ramdisk", "compatible", XB_FORM_STRINGS, ramdisk,
		   sizeof(ramdisk));
	sample_set(boot, "/chosen/dom0-ramdisk", "reg", XB_FORM_CELLS, ramdisk_reg, 16);
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
	boot->output = keep(boot, "boot2");
	boot->arch = "arm64";
	boot->board_name = keep(boot, "rpi4-4g");
	boot->load_command = keep(boot, "tftpboot");
	boot->method = sample_method("tftp");
	boot->cells = 2;
	boot->padding = 0x2F4;
	boot->emit = XB_EMIT_SCRIPT;
	boot->xen_line.text = keep(boot, "console=dtuart dtuart=serial0 sched=null");
	boot->dom0_line.text = keep(boot, "console=hvc0 root=/dev/ram0");
	add_loads(boot);
	add_edits(boot);
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

/* SPDX-License-Identifier: MIT */
/* Rules about the files: are they here, are they what their place needs, are they whole. */
#include <errno.h>
#include <stdlib.h>

#include "check/check.h"
#include "xenboot/boot.h"

#define KIND(kind) (1u << (kind))

/* What a file is for: what is said of its kind depends on it. */
enum place {
	PLACE_XEN,
	PLACE_KERNEL,
	PLACE_RAMDISK,
	PLACE_DTB, /* device trees, whole or of a guest */
	PLACE_OVERLAY,
	PLACE_OTHER,
};

static enum place place_of(const struct xb_boot *boot, const struct xb_load *load)
{
	static const enum place of_modules[XB_MODULE_KINDS] = {
		[XB_MODULE_XEN] = PLACE_XEN,         [XB_MODULE_KERNEL] = PLACE_KERNEL,
		[XB_MODULE_RAMDISK] = PLACE_RAMDISK, [XB_MODULE_TREE] = PLACE_DTB,
		[XB_MODULE_POLICY] = PLACE_OTHER,
	};
	const struct xb_module *module = xb_load_module(boot, load);

	if (module)
		return of_modules[module->kind];
	if (load->use == XB_LOAD_OVERLAY)
		return PLACE_OVERLAY;
	return load->use == XB_LOAD_TREE || load->use == XB_LOAD_GIVEN ? PLACE_DTB : PLACE_OTHER;
}

/* What a place takes; kinds 0: anything. dom0's kernel: xen/common/device-tree/kernel.c probes uImage, gzip,
 * Image, zImage. The ramdisk is Linux's to unpack: lib/decompress.c. What Xen may be is the door's. */
struct expected {
	unsigned kinds;
	const char *wanted;
};

static struct expected expected_at(const struct xb_boot *boot, enum place place)
{
	static const struct expected table[] = {
		[PLACE_KERNEL] = {KIND(XB_IMAGE_ARM64) | KIND(XB_IMAGE_GZIP) |
					  KIND(XB_IMAGE_UIMAGE) | KIND(XB_IMAGE_ZIMAGE),
				  "an arm64 Image, plain or in gzip, a zImage or a uImage"},
		[PLACE_RAMDISK] = {KIND(XB_IMAGE_CPIO) | KIND(XB_IMAGE_GZIP) | KIND(XB_IMAGE_XZ) |
					   KIND(XB_IMAGE_ZSTD) | KIND(XB_IMAGE_LZ4) |
					   KIND(XB_IMAGE_BZIP2) | KIND(XB_IMAGE_LZMA),
				   "a cpio archive, plain or compressed"},
		[PLACE_DTB] = {KIND(XB_IMAGE_DTB), "a device tree blob (.dtb)"},
		[PLACE_OVERLAY] = {KIND(XB_IMAGE_DTB), "a device tree overlay (.dtbo)"},
		[PLACE_OTHER] = {0, NULL},
	};
	const struct xb_door *door = boot->entrance.door;

	if (place != PLACE_XEN)
		return table[place];
	return door ? (struct expected){door->xen_kinds, door->xen_wanted} : table[PLACE_OTHER];
}

/* What to do about the mistakes that people make. */
static const struct mistake {
	enum place place;
	enum xb_image_kind kind;
	const char *hint;
} mistakes[] = {
	{PLACE_XEN, XB_IMAGE_GZIP, "unpack it: gunzip; booti takes a plain Image"},
	{PLACE_XEN, XB_IMAGE_ELF, "this is xen-syms; the file to boot is xen/xen in the build"},
	{PLACE_XEN, XB_IMAGE_UIMAGE, "booti takes the plain image that is inside"},
	{PLACE_KERNEL, XB_IMAGE_ZBOOT,
	 "Xen does not unpack EFI zboot kernels; use arch/arm64/boot/Image or Image.gz"},
	{PLACE_KERNEL, XB_IMAGE_ELF, "this is vmlinux; use arch/arm64/boot/Image"},
	{PLACE_KERNEL, XB_IMAGE_XZ, "Xen on Arm unpacks gzip alone"},
	{PLACE_KERNEL, XB_IMAGE_ZSTD, "Xen on Arm unpacks gzip alone"},
	{PLACE_KERNEL, XB_IMAGE_LZ4, "Xen on Arm unpacks gzip alone"},
	{PLACE_KERNEL, XB_IMAGE_BZIP2, "Xen on Arm unpacks gzip alone"},
	{PLACE_KERNEL, XB_IMAGE_LZMA, "Xen on Arm unpacks gzip alone"},
	{PLACE_RAMDISK, XB_IMAGE_UIMAGE, "take U-Boot's header off: the cpio inside is wanted"},
	{PLACE_RAMDISK, XB_IMAGE_ARM64, "this is a kernel: are kernel and ramdisk swapped?"},
	{PLACE_KERNEL, XB_IMAGE_CPIO, "this is a ramdisk: are kernel and ramdisk swapped?"},
	{PLACE_DTB, XB_IMAGE_TEXT, "compile the source first: dtc -O dtb -o FILE.dtb FILE.dts"},
};

static bool is_file(const struct xb_load *load)
{
	return load->use != XB_LOAD_SCRIPT && load->path;
}

/* With a size the plan can be made, and the board has the file; without one it is guesswork. */
static void report_missing(const struct xb_boot *boot, const struct xb_load *load,
			   struct xb_diags *diags)
{
	const char *what = load->title;
	bool tree = load->use == XB_LOAD_TREE;

	if (load->error && load->error != ENOENT && load->error != ENOTDIR) {
		xb_error(diags, XB_CODE_FILE_MISSING, load->at, "%s: cannot read %s: %s", what,
			 load->path, xb_file_error(load->error));
	} else if (tree && boot->tree_needed) {
		xb_error(diags, XB_CODE_FILE_MISSING, load->at,
			 "%s: %s is not here, and a DTB can only be made from it", what, load->path);
		if (boot->places[XB_PLACE_OUTPUT])
			xb_hint(diags, "%s: script needs no tree here",
				boot->places[XB_PLACE_OUTPUT]);
	} else if (load->said_size) {
		xb_note(diags, XB_CODE_FILE_MISSING, load->at,
			"%s: %s is not here; planned with the size given, %llu bytes", what,
			load->path, (unsigned long long)load->said_size);
	} else if (tree) {
		xb_note(diags, XB_CODE_FILE_MISSING, load->at,
			"%s: %s is not here; planned with %llu KiB", what, load->path,
			(unsigned long long)load->size / 1024);
	} else if (load->size_known) {
		xb_note(diags, XB_CODE_FILE_MISSING, load->at,
			"%s: %s is not here; planned with its room, %llu bytes", what, load->path,
			(unsigned long long)load->size);
	} else {
		xb_error(diags, XB_CODE_FILE_MISSING, load->at, "%s: there is no file %s", what,
			 load->path);
		if (load->key)
			xb_hint(diags, "put it there, name its folder with --files DIR, or give its "
				       "size: %s.size", load->key);
		else
			xb_hint(diags, "put it there, or name its folder with --files DIR");
	}
}

/* Of a tree that is in the board's memory there need not be a file. */
static void note_no_sample(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_load *tree = xb_boot_tree(boot);

	if (!tree || tree->path || !boot->tree_varies)
		return;
	xb_note(diags, XB_CODE_FILE_MISSING, tree->at,
		"device tree: no file is a sample of it; planned with %llu KiB, and not checked",
		(unsigned long long)tree->size / 1024);
	if (tree->key)
		xb_hint(diags, "%s.file: one like it, for a look at what is in it", tree->key);
}

void xb_check_file_missing(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	note_no_sample(boot, diags);

	for (size_t i = 0; i < boot->load_count; i++)
		if (is_file(&boot->loads[i]) && !boot->loads[i].present)
			report_missing(boot, &boot->loads[i], diags);
}

static bool takes(const struct xb_boot *boot, const struct xb_load *load)
{
	unsigned kinds = expected_at(boot, place_of(boot, load)).kinds;

	return !kinds || (kinds & KIND(load->image.kind));
}

static const char *mistake_hint(enum place place, enum xb_image_kind kind)
{
	for (size_t i = 0; i < XB_COUNT(mistakes); i++)
		if (mistakes[i].place == place && mistakes[i].kind == kind)
			return mistakes[i].hint;
	return NULL;
}

static void report_type(const struct xb_boot *boot, const struct xb_load *load, struct xb_diags *diags)
{
	enum place place = place_of(boot, load);
	const char *hint = mistake_hint(place, load->image.kind);

	xb_error(diags, XB_CODE_FILE_TYPE, load->at, "%s: %s is %s, not %s",
		 load->title, load->path, xb_image_kind_name(load->image.kind),
		 expected_at(boot, place).wanted);
	if (hint)
		xb_hint(diags, "%s", hint);
}

/* A gzip file is a kernel only by what is inside. */
static void check_inside(const struct xb_boot *boot, const struct xb_load *load,
			 struct xb_diags *diags)
{
	const struct xb_image *image = &load->image;

	if (place_of(boot, load) != PLACE_KERNEL || image->kind != XB_IMAGE_GZIP || image->truncated ||
	    image->fault || image->inner == XB_IMAGE_ARM64 || image->inner == XB_IMAGE_ZIMAGE)
		return;
	xb_error(diags, XB_CODE_FILE_TYPE, load->at, "%s: inside the gzip file %s is %s, no kernel",
		 load->title, load->path, xb_image_kind_name(image->inner));
	if (image->inner == XB_IMAGE_CPIO)
		xb_hint(diags, "this is a ramdisk: are kernel and ramdisk swapped?");
}

/* Of a U-Boot header Xen reads the architecture, and from 4.18 on it unpacks gzip in one
 * (xen/arch/arm/kernel.c kernel_uimage_probe). */
static void check_uimage(const struct xb_boot *boot, const struct xb_load *load,
			 struct xb_diags *diags)
{
	enum { ARM = 2, ARM64 = 22, GZIP = 1 };
	const struct xb_image *image = &load->image;
	unsigned release = xb_release_number(boot->xen_version);

	if (place_of(boot, load) != PLACE_KERNEL || image->kind != XB_IMAGE_UIMAGE)
		return;
	if (image->architecture != ARM && image->architecture != ARM64) {
		xb_error(diags, XB_CODE_FILE_TYPE, load->at,
			 "%s: the uImage %s is for architecture %u; Xen takes %d (arm64) and %d (arm)",
			 load->title, load->path, image->architecture, ARM64, ARM);
		xb_hint(diags, "make it with mkimage -A arm64");
	}
	if (image->compression > GZIP) {
		xb_error(diags, XB_CODE_FILE_TYPE, load->at,
			 "%s: the uImage %s is compressed in another way than gzip, and Xen unpacks no "
			 "other", load->title, load->path);
		xb_hint(diags, "make it with mkimage -C none");
	} else if (image->compression == GZIP && release && release < XB_RELEASE(4, 18)) {
		xb_error(diags, XB_CODE_FILE_TYPE, load->at,
			 "%s: the uImage %s holds gzip, which Xen unpacks there from 4.18 on; this is Xen %s",
			 load->title, load->path, boot->xen_version);
		xb_hint(diags, "take the plain Image.gz without a U-Boot header, or mkimage -C none");
	}
}

void xb_check_file_type(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (!is_file(load) || !load->present)
			continue;
		if (!takes(boot, load))
			report_type(boot, load, diags);
		else
			check_inside(boot, load, diags);
		check_uimage(boot, load, diags);
	}
}

/* Cut off or not: what stands at its end tells nothing of that. */
static void report_fault(const struct xb_load *load, struct xb_diags *diags)
{
	xb_error(diags, XB_CODE_FILE_TRUNCATED, load->at, "%s: %s cannot be unpacked: %s",
		 load->title, load->path, load->image.fault);
	xb_hint(diags, "copy it again; where it is whole, `gunzip -c FILE | gzip >NEW` makes one member "
		       "with nothing behind it");
}

void xb_check_file_truncated(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (is_file(load) && load->present && load->image.fault)
			report_fault(load, diags);
		if (!is_file(load) || !load->present || !load->image.truncated)
			continue;
		xb_error(diags, XB_CODE_FILE_TRUNCATED, load->at, "%s: %s is cut off at %llu bytes: %s",
			 load->title, load->path, (unsigned long long)load->size,
			 load->image.truncated);
		xb_hint(diags, "copy it again; a half-written file is what a full disk leaves");
	}
}

static void hint_size(const char *entry, unsigned long long bytes, struct xb_diags *diags)
{
	char *key = xb_format("%s.size", entry);

	xb_hint(diags, "the file's own size is used; set %s=%llu", key, bytes);
	xb_fix_set(diags, key, "%llu", bytes);
	free(key);
}

void xb_check_size_stale(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	static const char text[] = "%s: %s has %llu bytes, the profile says %llu";

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];
		unsigned long long is = load->image.file_size, said = load->said_size;

		if (!load->present || !said || is == said)
			continue;
		/* What the board measures is planned with, no more. */
		if (boot->sizes_pinned)
			xb_error(diags, XB_CODE_SIZE_STALE, load->size_at, text,
				 load->title, load->path, is, said);
		else
			xb_report(diags, xb_boot_measures(boot, load) ? XB_NOTE : XB_WARNING,
				  XB_CODE_SIZE_STALE, load->size_at, text, load->title, load->path, is,
				  said);
		if (boot->sizes_pinned)
			xb_hint(diags, "every size is pinned in this file: export it again");
		else if (load->key)
			hint_size(load->key, is, diags);
	}
}

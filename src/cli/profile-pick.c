/* SPDX-License-Identifier: MIT */
/*
 * Build systems leave several names of one file in a folder (links with version and date), and
 * files that only look alike (xen.efi beside xen). So content decides what a file can be, and where
 * that leaves several, the usual names decide.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/profile-pick.h"

/* Xen's own limit for itself in memory (xen/arch/arm: XEN_VIRT_SIZE). */
#define XEN_MOST (8u << 20)

/* How well a file fits its place. */
enum { FITS_NOT, FITS_BY_NAME, FITS, FITS_WELL };

static uint64_t memory_size(const struct xb_image *image)
{
	if (image->image_size)
		return image->image_size;
	return image->kind == XB_IMAGE_GZIP ? image->unpacked_size : image->file_size;
}

static int fits_xen(const struct xb_image *image)
{
	return image->kind == XB_IMAGE_ARM64 && memory_size(image) <= XEN_MOST ? FITS : FITS_NOT;
}

/* An Image as small as Xen can still be a kernel, when it is called like one. */
static int fits_kernel(const struct xb_image *image)
{
	if (image->inner != XB_IMAGE_ARM64)
		return FITS_NOT;
	return memory_size(image) > XEN_MOST ? FITS : FITS_BY_NAME;
}

/* What a compressed file holds is known for gzip alone; of the others it may be a cpio archive. */
static int fits_ramdisk(const struct xb_image *image)
{
	static const unsigned opaque = 1u << XB_IMAGE_UNKNOWN | 1u << XB_IMAGE_XZ |
				       1u << XB_IMAGE_ZSTD | 1u << XB_IMAGE_LZ4 |
				       1u << XB_IMAGE_BZIP2 | 1u << XB_IMAGE_LZMA;

	if (image->inner == XB_IMAGE_CPIO)
		return FITS_WELL;
	if (image->kind == XB_IMAGE_UNKNOWN)
		return FITS_NOT;
	return opaque & 1u << image->inner ? FITS : FITS_NOT;
}

static int fits_tree(const struct xb_image *image)
{
	return image->kind == XB_IMAGE_DTB ? FITS : FITS_NOT;
}

static const struct place {
	const char *what;
	const char *wanted;
	int (*fits)(const struct xb_image *image);
	bool optional;
	const char *names[6];	 /* usual ones */
	const char *unwanted[3]; /* ends of names that are something else */
} places[] = {
	[CLI_XEN] = {"Xen", "an arm64 Image of at most 8 MiB", fits_xen, false, {"xen"}, {".efi"}},
	[CLI_KERNEL] = {"dom0 kernel",
			"an arm64 Image of more than 8 MiB, plain or in gzip",
			fits_kernel,
			false,
			{"Image", "vmlinuz", "kernel"},
			{".efi"}},
	[CLI_RAMDISK] = {"dom0 ramdisk",
			 "a cpio archive, plain or compressed",
			 fits_ramdisk,
			 true,
			 {"initramfs", "initrd", "ramdisk", "rootfs", "cpio"},
			 {NULL}},
	[CLI_TREE] = {"device tree",
		      "a device tree blob (.dtb)",
		      fits_tree,
		      false,
		      {NULL},
		      {".dtbo", ".dtb.orig"}},
};

/* ---- The folder -------------------------------------------------------------------------- */

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct cli_boot_file *)a)->name,
		      ((const struct cli_boot_file *)b)->name);
}

/* A name that YAML cannot hold is no candidate. */
static bool is_text(const char *name)
{
	for (size_t length; *name; name += length) {
		length = xb_utf8_length(name, strlen(name));
		if (!length)
			return false;
	}
	return true;
}

static void look_at(const char *dir, const char *name, struct cli_boot_files *files)
{
	char *path = xb_format("%s/%s", dir, name);
	struct cli_boot_file file = {0};
	struct stat info;

	if (name[0] != '.' && is_text(name) && stat(path, &info) == 0 &&
	    xb_image_probe(path, &file.image) == 0) {
		file.name = xb_strdup(name);
		file.device = info.st_dev;
		file.inode = info.st_ino;
		files->items = xb_grow(files->items, &files->capacity, files->count,
				       sizeof(*files->items));
		files->items[files->count++] = file;
	}
	free(path);
}

bool cli_boot_files_read(const char *dir, struct cli_boot_files *files)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;

	if (!folder)
		return false;
	while ((entry = readdir(folder)))
		look_at(dir, entry->d_name, files);
	closedir(folder);
	if (files->count)
		qsort(files->items, files->count, sizeof(*files->items), compare_files);
	return true;
}

void cli_boot_files_clear(struct cli_boot_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->items[i].name);
	free(files->items);
	*files = (struct cli_boot_files){0};
}

/* ---- Choosing ---------------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *end)
{
	size_t length = strlen(name), end_length = strlen(end);

	return length >= end_length && strcmp(name + length - end_length, end) == 0;
}

/* 3: NAME is a usual one, 2: it begins with it, 1: has it in it, 0: no. */
static int rank_of_name(const struct place *place, const char *name)
{
	int rank = 0;

	for (size_t i = 0; i < CLI_COUNT(place->names) && place->names[i]; i++) {
		const char *found = strstr(name, place->names[i]);

		if (strcmp(name, place->names[i]) == 0)
			return 3;
		if (found == name)
			rank = 2;
		else if (found && rank == 0)
			rank = 1;
	}
	return rank;
}

/* 0: cannot be it; else the higher the better. */
static int score(const struct place *place, const struct cli_boot_file *file)
{
	int fits = place->fits(&file->image), rank = rank_of_name(place, file->name);

	if (fits == FITS_NOT || (fits == FITS_BY_NAME && rank == 0))
		return 0;
	for (size_t i = 0; i < CLI_COUNT(place->unwanted) && place->unwanted[i]; i++)
		if (ends_in(file->name, place->unwanted[i]))
			return 0;
	return fits * 4 + rank;
}

static bool is_same(const struct cli_boot_file *a, const struct cli_boot_file *b)
{
	return a && b && a->device == b->device && a->inode == b->inode;
}

/* The best file for a place. *count is how many are as good; of two names of one file the shorter
 * one counts, which is the one without version and date. */
static const struct cli_boot_file *choose(const struct cli_boot_files *files,
					  const struct place *place, int *best, size_t *count)
{
	const struct cli_boot_file *chosen = NULL;

	*best = 1;
	*count = 0;
	for (size_t i = 0; i < files->count; i++) {
		const struct cli_boot_file *file = &files->items[i];
		int one = is_same(file, files->picked[CLI_XEN]) ? 0 : score(place, file);

		if (one < *best)
			continue;
		if (one > *best)
			*count = 0;
		*best = one;
		if (*count && is_same(file, chosen)) {
			chosen = strlen(file->name) < strlen(chosen->name) ? file : chosen;
			continue;
		}
		chosen = file;
		(*count)++;
	}
	return chosen;
}

static void report_missing(const struct cli_boot_files *files, const struct place *place,
			   const char *dir)
{
	enum { MOST_SHOWN = 12 };
	struct xb_buf text = {0};

	for (size_t i = 0; i < files->count && i < MOST_SHOWN; i++) {
		char size[XB_SIZE_TEXT];

		xb_buf_printf(&text, "%s%s (%s, %s)", i ? ", " : "", files->items[i].name,
			      xb_image_kind_name(files->items[i].image.kind),
			      xb_size_format(files->items[i].image.file_size, size));
	}
	if (files->count > MOST_SHOWN)
		xb_buf_printf(&text, " and %zu more", files->count - MOST_SHOWN);
	cli_say("%s: no %s among the files: looked for %s", dir, place->what, place->wanted);
	cli_hint("it has %s", text.length ? text.data : "no file at all");
	xb_buf_clear(&text);
}

static void report_several(const struct cli_boot_files *files, const struct place *place,
			   const char *dir, int best)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < files->count; i++)
		if (score(place, &files->items[i]) == best)
			xb_buf_printf(&text, "%s%s", text.length ? ", " : "", files->items[i].name);
	cli_say("%s: %s could be each of %s", dir, place->what, text.data);
	if (place == &places[CLI_TREE])
		cli_hint("choose one with --dtb FILE");
	else
		cli_hint("give a folder that has only the right one (a link will do), or one that "
			 "is "
			 "called %s",
			 place->names[0]);
	xb_buf_clear(&text);
}

bool cli_boot_files_pick(struct cli_boot_files *files, const char *dir, bool tree_given)
{
	for (size_t i = 0; i < CLI_PLACE_COUNT; i++) {
		const struct place *place = &places[i];
		size_t count;
		int best;

		if (i == CLI_TREE && tree_given)
			continue;
		files->picked[i] = choose(files, place, &best, &count);
		if (!count && !place->optional)
			report_missing(files, place, dir);
		else if (count > 1)
			report_several(files, place, dir, best);
		if (count > 1 || (!count && !place->optional))
			return false;
	}
	return true;
}

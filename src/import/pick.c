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

#include "import/pick.h"

/* Most names that a place has in each of its two lists. */
enum { NAMES = 6, UNWANTED = 14 };

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
	return image->kind == XB_IMAGE_ARM64 && memory_size(image) <= XB_XEN_MAX ? FITS : FITS_NOT;
}

/* An Image as small as Xen can still be a kernel, when it is called like one. */
static int fits_kernel(const struct xb_image *image)
{
	if (image->inner != XB_IMAGE_ARM64)
		return FITS_NOT;
	return memory_size(image) > XB_XEN_MAX ? FITS : FITS_BY_NAME;
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
	const char *names[NAMES];	/* usual ones */
	const char *unwanted[UNWANTED]; /* ends of names that are something else */
} places[] = {
	[XB_BOOT_FILE_XEN] = {.what = "Xen",
			      .wanted = "an arm64 Image of at most 8 MiB",
			      .fits = fits_xen,
			      .names = {"xen"},
			      .unwanted = {".efi"}},
	[XB_BOOT_FILE_KERNEL] = {.what = "dom0 kernel",
				 .wanted = "an arm64 Image of more than 8 MiB, plain or in gzip",
				 .fits = fits_kernel,
				 .names = {"Image", "vmlinuz", "kernel"},
				 .unwanted = {".efi"}},
	[XB_BOOT_FILE_RAMDISK] = {.what = "dom0 ramdisk",
				  .wanted = "a cpio archive, plain or compressed",
				  .fits = fits_ramdisk,
				  .optional = true,
				  .names = {"xen-image", "initramfs", "initrd", "ramdisk", "rootfs",
					    "cpio"},
				  .unwanted = {".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst",
					       ".wic.gz", ".wic.bz2", ".wic.xz", ".wic.zst",
					       ".ext4.gz", ".ext4.zst", ".rpi-sdimg.xz"}},
	[XB_BOOT_FILE_TREE] = {.what = "device tree",
			       .wanted = "a device tree blob (.dtb)",
			       .fits = fits_tree,
			       .unwanted = {".dtbo", ".dtb.orig", "u-boot.dtb"}},
};

/* ---- The folder -------------------------------------------------------------------------- */

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct xb_boot_file *)a)->name,
		      ((const struct xb_boot_file *)b)->name);
}

static void look_at(const char *dir, const char *name, struct xb_boot_files *files)
{
	char *path = xb_format("%s/%s", dir, name);
	struct xb_boot_file file = {0};
	struct stat info;

	if (name[0] != '.' && xb_utf8_valid(name) && stat(path, &info) == 0 &&
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

bool xb_boot_files_read(const char *dir, const char *shown, struct xb_boot_files *files,
			struct xb_diags *diags)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;

	if (!folder)
		return xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
				"cannot read %s: %s", shown, strerror(errno));
	while ((entry = readdir(folder)))
		look_at(dir, entry->d_name, files);
	closedir(folder);
	if (files->count)
		qsort(files->items, files->count, sizeof(*files->items), compare_files);
	return true;
}

void xb_boot_files_clear(struct xb_boot_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->items[i].name);
	free(files->items);
	*files = (struct xb_boot_files){0};
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

	for (size_t i = 0; i < NAMES && place->names[i]; i++) {
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
static int score(const struct place *place, const struct xb_boot_file *file)
{
	int fits = place->fits(&file->image), rank = rank_of_name(place, file->name);

	if (fits == FITS_NOT || (fits == FITS_BY_NAME && rank == 0) || file->unfit)
		return 0;
	for (size_t i = 0; i < UNWANTED && place->unwanted[i]; i++)
		if (ends_in(file->name, place->unwanted[i]))
			return 0;
	return fits * 4 + rank;
}

static bool is_same(const struct xb_boot_file *a, const struct xb_boot_file *b)
{
	return a && b && a->device == b->device && a->inode == b->inode;
}

/* The same in this folder, where what is Xen is nothing else. */
static int score_among(const struct xb_boot_files *files, const struct place *place,
		       const struct xb_boot_file *file)
{
	return is_same(file, files->picked[XB_BOOT_FILE_XEN]) ? 0 : score(place, file);
}

/* The best file for a place. *count is how many are as good; of two names of one file the shorter
 * one counts, which is the one without version and date. */
static const struct xb_boot_file *choose(const struct xb_boot_files *files,
					 const struct place *place, int *best, size_t *count)
{
	const struct xb_boot_file *chosen = NULL;

	*best = 1;
	*count = 0;
	for (size_t i = 0; i < files->count; i++) {
		const struct xb_boot_file *file = &files->items[i];
		int one = score_among(files, place, file);

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

static bool report_missing(const struct xb_boot_files *files, const struct place *place,
			   const char *dir, struct xb_diags *diags)
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
	xb_error(diags, XB_CODE_FILE_TYPE, (struct xb_pos){0},
		 "%s: no %s among the files: looked for %s", dir, place->what, place->wanted);
	xb_hint(diags, "it has %s", text.length ? text.data : "no file at all");
	xb_buf_clear(&text);
	return false;
}

/* Has the file another name here that is shorter, or as long and before it? */
static bool has_plainer_name(const struct xb_boot_files *files, const struct xb_boot_file *file)
{
	const size_t length = strlen(file->name);

	for (size_t i = 0; i < files->count; i++) {
		const struct xb_boot_file *other = &files->items[i];
		const size_t other_length = strlen(other->name);

		if (other != file && is_same(other, file) &&
		    (other_length < length || (other_length == length && other < file)))
			return true;
	}
	return false;
}

static bool report_several(const struct xb_boot_files *files, const struct place *place,
			   const char *dir, int best, struct xb_diags *diags)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < files->count; i++)
		if (score_among(files, place, &files->items[i]) == best &&
		    !has_plainer_name(files, &files->items[i]))
			xb_buf_printf(&text, "%s%s", text.length ? ", " : "", files->items[i].name);
	xb_error(diags, XB_CODE_FILE_TYPE, (struct xb_pos){0}, "%s: %s could be each of %s", dir,
		 place->what, text.data);
	if (place == &places[XB_BOOT_FILE_TREE])
		xb_hint(diags, "choose one with --dtb FILE, or a board with --board NAME");
	else
		xb_hint(diags,
			"give a folder that has only the right one (a link will do), or one that "
			"is called %s",
			place->names[0]);
	xb_buf_clear(&text);
	return false;
}

static bool is_picked(const struct xb_boot_files *files, const struct xb_boot_file *file)
{
	for (size_t i = 0; i < XB_BOOT_FILE_COUNT; i++)
		if (is_same(file, files->picked[i]))
			return true;
	return false;
}

/* Those that fit as well, and have only another name, are told: nothing is chosen in silence. */
static void note_others(const struct xb_boot_files *files, const struct place *place,
			const char *dir, const struct xb_boot_file *chosen, struct xb_diags *diags)
{
	int fits = place->fits(&chosen->image);
	struct xb_buf others = {0};

	for (size_t i = 0; i < files->count; i++) {
		const struct xb_boot_file *file = &files->items[i];

		if (!is_picked(files, file) && score(place, file) &&
		    place->fits(&file->image) == fits)
			xb_buf_printf(&others, "%s%s", others.length ? ", " : "", file->name);
	}
	if (others.length)
		xb_note(diags, XB_CODE_FILE_TYPE, (struct xb_pos){0},
			"%s: %s is %s, by its name; %s could be that as well", dir, place->what,
			chosen->name, others.data);
	xb_buf_clear(&others);
}

bool xb_boot_files_pick(struct xb_boot_files *files, const char *dir, bool tree_given,
			struct xb_diags *diags)
{
	for (size_t i = 0; i < XB_BOOT_FILE_COUNT; i++) {
		const struct place *place = &places[i];
		const struct xb_boot_file *chosen;
		size_t count;
		int best;

		if (i == XB_BOOT_FILE_TREE && tree_given)
			continue;
		chosen = choose(files, place, &best, &count);
		if (!count && !place->optional)
			return report_missing(files, place, dir, diags);
		if (count > 1)
			return report_several(files, place, dir, best, diags);
		files->picked[i] = chosen;
	}
	for (size_t i = 0; i < XB_BOOT_FILE_COUNT; i++)
		if (files->picked[i])
			note_others(files, &places[i], dir, files->picked[i], diags);
	return true;
}

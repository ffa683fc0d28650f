/* SPDX-License-Identifier: MIT */
/* Linux drivers/of/kobj.c: each property is a file of its bytes, `name` is made up. */
#include "import/live-tree.h"

#include <dirent.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct folder {
	char **names; /* sorted */
	size_t count, capacity;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void folder_read(const char *path, struct folder *folder)
{
	DIR *stream = opendir(path);
	struct dirent *entry;

	*folder = (struct folder){0};
	while (stream && (entry = readdir(stream))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		folder->names = xb_grow(folder->names, &folder->capacity, folder->count,
					sizeof(*folder->names));
		folder->names[folder->count++] = xb_strdup(entry->d_name);
	}
	if (stream)
		closedir(stream);
	if (folder->count)
		qsort(folder->names, folder->count, sizeof(*folder->names), by_name);
}

static void folder_clear(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->names[i]);
	free(folder->names);
}

/* What stands at PATH itself: links lead out of the tree, or round in it. */
static mode_t kind_of(const char *path)
{
	struct stat info;

	return lstat(path, &info) ? 0 : info.st_mode & S_IFMT;
}

/* ---- Nodes ---- */

static int put_node(void *blob, const char *path, const char *name, unsigned depth);

static int put_property(void *blob, const char *path, const char *name)
{
	struct xb_buf value = {0};
	int error = 0;

	if (strcmp(name, "name") != 0 && !xb_file_read(path, XB_DTB_MAX, &value))
		error = fdt_property(blob, name, value.data ? value.data : "", (int)value.length);
	xb_buf_clear(&value);
	return error;
}

/* Properties come before nodes: KIND is which of the two. */
static int put_entries(void *blob, const char *path, const struct folder *folder, mode_t kind,
		       unsigned depth)
{
	int error = 0;

	for (size_t i = 0; !error && i < folder->count; i++) {
		char *entry = xb_format("%s/%s", path, folder->names[i]);

		if (kind_of(entry) == kind)
			error = kind == S_IFREG
					? put_property(blob, entry, folder->names[i])
					: put_node(blob, entry, folder->names[i], depth + 1);
		free(entry);
	}
	return error;
}

static int put_node(void *blob, const char *path, const char *name, unsigned depth)
{
	struct folder folder;
	int error;

	if (depth > XB_TREE_DEPTH)
		return -FDT_ERR_BADSTRUCTURE;
	folder_read(path, &folder);
	error = fdt_begin_node(blob, name);
	if (!error)
		error = put_entries(blob, path, &folder, S_IFREG, depth);
	if (!error)
		error = put_entries(blob, path, &folder, S_IFDIR, depth);
	folder_clear(&folder);
	return error ? error : fdt_end_node(blob);
}

/* ---- The whole ---- */

bool xb_is_live_tree(const char *folder)
{
	static const char *const files[] = {"compatible", "#address-cells"};
	bool all = true;

	for (size_t i = 0; i < XB_COUNT(files); i++) {
		char *path = xb_format("%s/%s", folder, files[i]);

		all = all && kind_of(path) == S_IFREG;
		free(path);
	}
	return all;
}

static int make_blob(void *blob, const char *folder)
{
	int error = fdt_create(blob, XB_DTB_MAX);

	if (!error)
		error = fdt_finish_reservemap(blob);
	if (!error)
		error = put_node(blob, folder, "", 0);
	return error ? error : fdt_finish(blob);
}

struct xb_devtree *xb_live_tree_read(const char *folder, struct xb_pos at, struct xb_diags *diags)
{
	void *blob = xb_alloc(XB_DTB_MAX);
	const int error = make_blob(blob, folder);
	struct xb_devtree *tree = NULL;

	if (!error)
		tree = xb_devtree_parse(folder, blob, fdt_totalsize(blob), at, diags);
	else if (error == -FDT_ERR_NOSPACE)
		xb_error(diags, XB_CODE_DTB_TOO_BIG, at,
			 "the folder's device tree has more than %u bytes", XB_DTB_MAX);
	else
		xb_error(diags, XB_CODE_DTB_INVALID, at, "the folder is no device tree: %s",
			 fdt_strerror(error));
	free(blob);
	return tree;
}

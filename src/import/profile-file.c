/* SPDX-License-Identifier: MIT */
/* Files in a profile: a tree says where one is and how large, not what it is called. */
#include "import/profile-text.h"
#include "import/profile.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- Found by their size ---- */

struct search {
	const char *folder;
	const struct xb_load *load;
	enum xb_module_kind kind;
	char *name; /* the first by name that may be it; NULL: none */
};

/* A file of that size that is surely something else is none. */
static bool may_be(const struct search *search, const struct xb_image *image)
{
	const bool tree = image->kind == XB_IMAGE_DTB;

	if (image->file_size != search->load->size)
		return false;
	if (search->kind == XB_MODULE_TREE)
		return tree;
	if (search->kind == XB_MODULE_KERNEL)
		return image->inner == XB_IMAGE_ARM64 || image->inner == XB_IMAGE_ZIMAGE;
	return !tree && image->inner != XB_IMAGE_ARM64;
}

static void look_at(struct search *search, const char *name)
{
	char *path = xb_format("%s/%s", search->folder, name);
	struct xb_image image;

	if (name[0] != '.' && xb_utf8_valid(name) && !xb_image_probe(path, &image) &&
	    may_be(search, &image) && (!search->name || strcmp(name, search->name) < 0)) {
		free(search->name);
		search->name = xb_strdup(name);
	}
	free(path);
}

/* The file in the folder that may be what LOAD brings; new; NULL: there is none. */
static char *find_file(const struct xb_writing *writing, const struct xb_load *load)
{
	const struct xb_module *module = xb_load_module(writing->boot, load);
	struct search search = {.folder = writing->names->files, .load = load};
	DIR *folder = NULL;
	struct dirent *entry;

	if (module && search.folder && load->size_known && load->size)
		folder = opendir(search.folder);
	if (!folder)
		return NULL;
	search.kind = module->kind;
	while ((entry = readdir(folder)))
		look_at(&search, entry->d_name);
	closedir(folder);
	return search.name;
}

/* ---- Names ---- */

/* "dom0-kernel" for what has no name; Xen and the tree are called as they mostly are. */
static char *stand_in(const struct xb_writing *writing, const struct xb_load *load)
{
	char *name = xb_strdup(load == xb_boot_xen(writing->boot)	? "xen"
			       : load->use == XB_LOAD_TREE ? "board.dtb"
							   : load->title);

	for (char *c = name; *c; c++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-",
			    *c))
			*c = '-';
	return name;
}

/* The tree that is read: from where the profile's files are, or from wherever it is; new, or NULL. */
static char *path_of_tree(const struct xb_writing *writing, const struct xb_load *load)
{
	const char *files = writing->names->files ? writing->names->files : "";
	const char *slash = strrchr(load->path, '/');
	char *beside = xb_format("%s/%s", files, slash ? slash + 1 : load->path);
	char *path = NULL;

	if (!xb_file_is_same(beside, load->path))
		path = realpath(load->path, NULL);
	free(beside);
	return path;
}

/* The path of LOAD's file below the folder of files, else its last name. */
static const char *below_files(const struct xb_writing *writing, const struct xb_load *load)
{
	const char *files = writing->names->files, *slash = strrchr(load->path, '/');
	const size_t length = files ? strlen(files) : 0;

	if (length && !strncmp(load->path, files, length) && load->path[length] == '/')
		return load->path + length + strspn(load->path + length, "/");
	return slash ? slash + 1 : load->path;
}

/* What LOAD's file is called here: new. */
static char *local_name(const struct xb_writing *writing, unsigned indent,
			const struct xb_load *load)
{
	char *found = NULL;

	if (load->path && load->use == XB_LOAD_TREE && !xb_boot_fetches(writing->boot, load))
		found = path_of_tree(writing, load);
	if (found)
		return found;
	if (load->path && load->file)
		return xb_strdup(below_files(writing, load));
	if (load->file)
		return xb_strdup(load->file);
	found = find_file(writing, load);
	xb_buf_printf(writing->out, "%*s# %s\n", (int)indent, "",
		      found ? "by its size: what it was called is not known"
			    : "what it is called is not known");
	return found ? found : stand_in(writing, load);
}

static bool same_medium(const struct xb_medium *a, const struct xb_medium *b)
{
	return a && b && !strcmp(a->command, b->command);
}

void xb_writing_put_file(const struct xb_writing *writing, unsigned indent,
			 const struct xb_load *load)
{
	char *local = local_name(writing, indent, load);

	xb_text_put_key(writing->out, indent, "file", local);
	if (load->file && local[0] != '/' && strcmp(local, load->file) != 0)
		xb_text_put_key(writing->out, indent, "load-as", load->file);
	if (load->placed)
		xb_text_put_number(writing->out, indent, "address", load->address);
	if (load->size && !load->present)
		xb_text_put_number(writing->out, indent, "size", load->size);
	if (load->from && !same_medium(load->from, writing->medium))
		xb_writing_leave_out(writing, load->at, "%s", load->from->command);
	free(local);
}

void xb_writing_put_module(const struct xb_writing *writing, unsigned indent, const char *key,
			   const struct xb_load *load)
{
	if (!load)
		return;
	xb_buf_printf(writing->out, "%*s%s:\n", (int)indent, "", key);
	xb_writing_put_file(writing, indent + 2, load);
}

/* SPDX-License-Identifier: MIT */
/*
 * The search path. Options are gathered from every place (a user's file adds to the shipped ones);
 * of boards and profiles the first of a name wins.
 */
#include "model/data.h"

#include <dirent.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "model/embedded.h"

#define BUILTIN "builtin:"

struct xb_data {
	char *folders[2]; /* the user's, then --data; NULL where not given */
	char *user_dirs[XB_DATA_KINDS];
	struct xb_arena arena; /* of the texts */
	void *texts;           /* every name and path that was told, once: tsearch's */
};

static const char *const kind_folders[] = {
	[XB_DATA_OPTIONS] = "options",
	[XB_DATA_BOARDS] = "boards",
	[XB_DATA_PROFILES] = "profiles",
	[XB_DATA_SYMPTOMS] = "symptoms",
	[XB_DATA_UBOOT] = "uboot",
};

static int compare_texts(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* TEXT, as long as DATA lives: the same for the same, so that looking again takes no memory. */
static char *keep(struct xb_data *data, const char *text)
{
	char **found = tfind(text, &data->texts, compare_texts);
	char *copy;

	if (found)
		return *found;
	copy = xb_arena_strdup(&data->arena, text);
	if (!tsearch(copy, &data->texts, compare_texts))
		xb_memory_exhausted();
	return copy;
}

const char *xb_data_embedded_name(const char *path)
{
	size_t length = strlen(BUILTIN);

	return strncmp(path, BUILTIN, length) == 0 ? path + length : NULL;
}

struct xb_data *xb_data_new(const char *user_dir, const char *data_dir)
{
	struct xb_data *data = xb_alloc(sizeof(*data));

	data->folders[0] = user_dir ? xb_strdup(user_dir) : NULL;
	data->folders[1] = data_dir ? xb_strdup(data_dir) : NULL;
	for (size_t kind = 0; user_dir && kind < XB_DATA_KINDS; kind++)
		data->user_dirs[kind] =
			xb_arena_format(&data->arena, "%s/%s", user_dir, kind_folders[kind]);
	return data;
}

void xb_data_free(struct xb_data *data)
{
	if (!data)
		return;
	free(data->folders[0]);
	free(data->folders[1]);
	while (data->texts)
		tdelete(*(char **)data->texts, &data->texts, compare_texts);
	xb_arena_clear(&data->arena);
	free(data);
}

const char *xb_data_user_dir(struct xb_data *data, enum xb_data_kind kind)
{
	return data->user_dirs[kind];
}

/* The name in a file name "NAME.yaml"; NULL for other files. */
static char *name_of(struct xb_data *data, const char *file)
{
	size_t length = strlen(file);
	char *stem, *name;

	if (length <= 5 || file[0] == '.' || strcmp(file + length - 5, ".yaml") != 0)
		return NULL;
	stem = xb_strndup(file, length - 5);
	name = keep(data, stem);
	free(stem);
	return name;
}

static char *path_of(struct xb_data *data, const char *folder, const char *file)
{
	char *path = xb_format("%s%s", folder, file), *kept = keep(data, path);

	free(path);
	return kept;
}

struct listing {
	struct xb_data_file *files;
	size_t count, capacity;
};

static void add_file(struct listing *list, const char *name, const char *path, bool shipped)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->files[i].name, name) == 0)
			return;
	list->files = xb_grow(list->files, &list->capacity, list->count, sizeof(*list->files));
	list->files[list->count++] =
		(struct xb_data_file){.name = name, .path = path, .shipped = shipped};
}

static void list_folder(struct xb_data *data, const char *folder, enum xb_data_kind kind,
			bool shipped, struct listing *list)
{
	char *path = xb_format("%s/%s/", folder, kind_folders[kind]);
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *name = name_of(data, entry->d_name);

		if (name)
			add_file(list, name, path_of(data, path, entry->d_name), shipped);
	}
	if (dir)
		closedir(dir);
	free(path);
}

static void list_embedded(struct xb_data *data, enum xb_data_kind kind, struct listing *list)
{
	size_t length = strlen(kind_folders[kind]);

	for (size_t i = 0; i < xb_embedded_count; i++) {
		const char *path = xb_embedded_files[i].path;
		char *name;

		if (strncmp(path, kind_folders[kind], length) != 0 || path[length] != '/')
			continue;
		name = name_of(data, path + length + 1);
		if (name)
			add_file(list, name, path_of(data, BUILTIN, path), true);
	}
}

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct xb_data_file *)a)->name,
		      ((const struct xb_data_file *)b)->name);
}

size_t xb_data_list(struct xb_data *data, enum xb_data_kind kind, struct xb_data_file **files)
{
	struct listing list = {0};

	for (size_t i = 0; i < 2; i++)
		if (data->folders[i])
			list_folder(data, data->folders[i], kind, i > 0, &list);
	list_embedded(data, kind, &list);
	if (list.count)
		qsort(list.files, list.count, sizeof(*list.files), compare_files);
	*files = list.files;
	return list.count;
}

bool xb_data_find(struct xb_data *data, enum xb_data_kind kind, const char *name,
		  struct xb_data_file *file)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(data, kind, &files);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++) {
		found = strcmp(files[i].name, name) == 0;
		if (found)
			*file = files[i];
	}
	free(files);
	return found;
}

const char *xb_data_nearest(struct xb_data *data, enum xb_data_kind kind, const char *name)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(data, kind, &files);
	const char **names = xb_realloc(NULL, count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < count; i++)
		names[i] = files[i].name;
	names[count] = NULL;
	near = xb_nearest(name, names);
	free(names);
	free(files);
	return near;
}

bool xb_data_report_unknown(struct xb_data *data, enum xb_data_kind kind, const char *name,
			    struct xb_pos at, const char *more, struct xb_diags *diags)
{
	static const struct {
		const char *noun, *list;
		enum xb_code code;
	} kinds[XB_DATA_KINDS] = {
		[XB_DATA_BOARDS] = {"board", "xenboot boards", XB_CODE_BAD_VALUE},
		[XB_DATA_PROFILES] = {"profile", "xenboot profile list", XB_CODE_FILE_MISSING},
	};
	const char *near = xb_data_nearest(data, kind, name);

	xb_error(diags, kinds[kind].code, at, "no %s is called '%s'", kinds[kind].noun, name);
	if (near)
		xb_hint(diags, "did you mean %s? `%s` lists them", near, kinds[kind].list);
	else
		xb_hint(diags, "`%s` lists them%s", kinds[kind].list, more ? more : "");
	return false;
}

static const struct xb_embedded_file *embedded_file(const char *path)
{
	if (strncmp(path, BUILTIN, strlen(BUILTIN)) != 0)
		return NULL;
	for (size_t i = 0; i < xb_embedded_count; i++)
		if (strcmp(xb_embedded_files[i].path, path + strlen(BUILTIN)) == 0)
			return &xb_embedded_files[i];
	return NULL;
}

const char *xb_data_embedded_path(const struct xb_data_file *file)
{
	const struct xb_embedded_file *embedded = embedded_file(file->path);

	return embedded ? embedded->path : NULL;
}

bool xb_data_read(const struct xb_data_file *file, struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_embedded_file *embedded = embedded_file(file->path);

	if (embedded) {
		xb_buf_add(out, embedded->data, embedded->size);
		return true;
	}
	return xb_file_load(file->path, XB_YAML_MAX_BYTES, (struct xb_pos){0}, out, diags);
}

struct xb_document *xb_data_parse(struct xb_data *data, const struct xb_data_file *file,
				  struct xb_diags *diags)
{
	const struct xb_embedded_file *embedded = embedded_file(file->path);

	(void)data;
	if (embedded)
		return xb_yaml_parse(file->path, (const char *)embedded->data, embedded->size,
				     diags);
	return xb_data_parse_path(file->path, (struct xb_pos){0}, diags);
}

const char *xb_data_folder(struct xb_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return xb_arena_strdup(arena, ".");
	return slash == path ? xb_arena_strdup(arena, "/")
			     : xb_arena_strndup(arena, path, (size_t)(slash - path));
}

struct xb_document *xb_data_parse_path(const char *path, struct xb_pos at, struct xb_diags *diags)
{
	const char *shown = strcmp(path, "-") == 0 ? XB_STANDARD_INPUT : path;
	struct xb_buf text = {0};
	struct xb_document *document = NULL;

	if (xb_file_load(path, XB_YAML_MAX_BYTES, at, &text, diags))
		document = xb_yaml_parse(shown, text.data ? text.data : "", text.length, diags);
	if (document)
		document->folder = xb_data_folder(&document->arena, path);
	xb_buf_clear(&text);
	return document;
}

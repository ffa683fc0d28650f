/* SPDX-License-Identifier: MIT */
/* The option catalog: all files of options/ on the search path, packed ones and YAML. */
#include <stdlib.h>
#include <string.h>

#include "model/catalog-file.h"
#include "model/data.h"
#include "model/option.h"
#include "model/pack.h"

struct xb_catalog_store {
	struct xb_document **documents;
	size_t document_count;
	struct xb_arena arena;
	size_t capacity;
	const char **names[XB_SCOPE_COUNT]; /* NULL-terminated: for "did you mean" */
};

static void add_options(struct xb_catalog *catalog, const struct xb_catalog_file *file)
{
	enum xb_scope scope = xb_catalog_file_scope(file);

	for (size_t i = 0; i < file->count; i++) {
		catalog->options = xb_grow(catalog->options, &catalog->store->capacity,
					   catalog->count, sizeof(*catalog->options));
		catalog->options[catalog->count] = file->options[i];
		catalog->options[catalog->count++].scope = scope;
	}
}

/* ---- Files ------------------------------------------------------------------------------------ */

static bool load_yaml(struct xb_catalog *catalog, struct xb_data *data,
		      const struct xb_data_file *file, struct xb_diags *diags)
{
	struct xb_catalog_store *store = catalog->store;
	struct xb_decoder decoder = {.arena = &store->arena, .diags = diags};
	struct xb_catalog_file content = {.count = 0};
	struct xb_document *document = xb_data_parse(data, file, diags);

	if (!document)
		return false;
	store->documents[store->document_count++] = document;
	if (!xb_catalog_file_decode(&decoder, document->root, &content))
		return false;
	add_options(catalog, &content);
	return true;
}

/* What this program was built with is there in a form that needs no parser. */
static bool load_packed(struct xb_catalog *catalog, const struct xb_data_file *file)
{
	const char *embedded = xb_data_embedded_path(file);

	for (size_t i = 0; embedded && i < xb_packed_count; i++) {
		const struct xb_packed_file *packed = &xb_packed_files[i];
		struct xb_catalog_file content = {.count = 0};

		if (strcmp(packed->path, embedded) != 0)
			continue;
		if (!xb_unpack(&xb_catalog_file_schema, file->path, packed->data, packed->size,
			       &catalog->store->arena, &content))
			return false;
		add_options(catalog, &content);
		return true;
	}
	return false;
}

/* Scope by scope, each in the order in which the files have them. */
static void sort_by_scope(struct xb_catalog *catalog)
{
	struct xb_option *sorted = xb_realloc(NULL, catalog->count + 1, sizeof(*sorted));
	size_t count = 0;

	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++)
		for (size_t i = 0; i < catalog->count; i++)
			if ((int)catalog->options[i].scope == scope)
				sorted[count++] = catalog->options[i];
	free(catalog->options);
	catalog->options = sorted;
}

static void collect_names(struct xb_catalog *catalog)
{
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		size_t count = 0;
		const char **names = xb_arena_alloc(&catalog->store->arena,
						    (catalog->count + 1) * sizeof(*names));

		for (size_t i = 0; i < catalog->count; i++)
			if ((int)catalog->options[i].scope == scope)
				names[count++] = catalog->options[i].name.text;
		catalog->store->names[scope] = names;
	}
}

struct xb_catalog *xb_catalog_load(struct xb_data *data, struct xb_diags *diags)
{
	struct xb_catalog *catalog = xb_alloc(sizeof(*catalog));
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_OPTIONS, &files);
	bool good = true;

	catalog->store = xb_alloc(sizeof(*catalog->store));
	catalog->store->documents = xb_realloc(NULL, count + 1, sizeof(struct xb_document *));
	for (size_t i = 0; i < count; i++)
		good &= load_packed(catalog, &files[i]) ||
			load_yaml(catalog, data, &files[i], diags);
	free(files);
	sort_by_scope(catalog);
	collect_names(catalog);
	if (good)
		return catalog;
	xb_catalog_free(catalog);
	return NULL;
}

void xb_catalog_free(struct xb_catalog *catalog)
{
	if (!catalog)
		return;
	for (size_t i = 0; i < catalog->store->document_count; i++)
		xb_yaml_free(catalog->store->documents[i]);
	free(catalog->store->documents);
	xb_arena_clear(&catalog->store->arena);
	free(catalog->store);
	free(catalog->options);
	free(catalog);
}

const struct xb_option *xb_catalog_find(const struct xb_catalog *catalog, enum xb_scope scope,
					const char *name, const char *arch)
{
	const struct xb_option *elsewhere = NULL;

	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];

		if (option->scope != scope || !xb_option_has_name(option, name))
			continue;
		if (!arch || xb_option_on_arch(option, arch))
			return option;
		elsewhere = option;
	}
	return elsewhere;
}

const struct xb_option *xb_catalog_find_word(const struct xb_catalog *catalog, enum xb_scope scope,
					     const char *name, const char *arch, bool *negated)
{
	const struct xb_option *option = xb_catalog_find(catalog, scope, name, arch);

	*negated = false;
	if (option || !xb_scopes[scope].negates || strncmp(name, "no-", 3) != 0)
		return option;
	option = xb_catalog_find(catalog, scope, name + 3, arch);
	*negated = option != NULL;
	return option;
}

const char *xb_catalog_nearest(const struct xb_catalog *catalog, enum xb_scope scope,
			       const char *name)
{
	return xb_nearest(name, catalog->store->names[scope]);
}

const char *xb_catalog_nearest_of_all(const struct xb_catalog *catalog, const char *name)
{
	const char *near = NULL;

	for (int scope = 0; scope < XB_SCOPE_COUNT && !near; scope++)
		near = xb_catalog_nearest(catalog, (enum xb_scope)scope, name);
	return near;
}

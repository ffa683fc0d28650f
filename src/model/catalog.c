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
	struct xb_catalog_file *files;
	size_t file_count;
	struct xb_arena arena;
	size_t first[XB_SCOPE_COUNT + 1]; /* where the options of a scope begin */
	/* NULL-terminated, for "did you mean": of options, and of all words. */
	const char **names[XB_SCOPE_COUNT], **words[XB_SCOPE_COUNT];
};

/* ---- Files ------------------------------------------------------------------------------------ */

static bool load_yaml(struct xb_catalog_store *store, struct xb_data *data,
		      const struct xb_data_file *file, struct xb_diags *diags)
{
	struct xb_decoder decoder = {.arena = &store->arena, .diags = diags};
	struct xb_catalog_file content = {.count = 0};
	struct xb_document *document = xb_data_parse(data, file, diags);

	if (!document)
		return false;
	store->documents[store->document_count++] = document;
	if (!xb_catalog_file_decode(&decoder, document->root, &content))
		return false;
	store->files[store->file_count++] = content;
	return true;
}

/* What this program was built with is there in a form that needs no parser. */
static bool load_packed(struct xb_catalog_store *store, const struct xb_data_file *file)
{
	const char *embedded = xb_data_embedded_path(file);

	for (size_t i = 0; embedded && i < xb_packed_count; i++) {
		const struct xb_packed_file *packed = &xb_packed_files[i];
		struct xb_catalog_file content = {.count = 0};

		if (strcmp(packed->path, embedded) != 0)
			continue;
		if (!xb_unpack(&xb_catalog_file_schema, file->path, packed->data, packed->size,
			       &store->arena, &content))
			return false;
		store->files[store->file_count++] = content;
		return true;
	}
	return false;
}

static void add_options(struct xb_catalog *catalog, const struct xb_catalog_file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		catalog->options[catalog->count] = file->options[i];
		catalog->options[catalog->count++].scope = xb_catalog_file_scope(file);
	}
}

/* Xen's options before Linux's, each in the order in which the files have them. */
static void gather_options(struct xb_catalog *catalog)
{
	struct xb_catalog_store *store = catalog->store;
	size_t count = 0;

	for (size_t i = 0; i < store->file_count; i++)
		count += store->files[i].count;
	catalog->options = xb_realloc(NULL, count + 1, sizeof(*catalog->options));
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		store->first[scope] = catalog->count;
		for (size_t i = 0; i < store->file_count; i++)
			if ((int)xb_catalog_file_scope(&store->files[i]) == scope)
				add_options(catalog, &store->files[i]);
	}
	store->first[XB_SCOPE_COUNT] = catalog->count;
}

/* The names of SCOPE's options, with room for MORE behind them. */
static const char **option_names(const struct xb_catalog *catalog, int scope, size_t more,
				 size_t *count)
{
	const char **names = xb_arena_alloc(&catalog->store->arena,
					    (catalog->count + more + 1) * sizeof(*names));

	*count = 0;
	for (size_t i = 0; i < catalog->count; i++)
		if ((int)catalog->options[i].scope == scope)
			names[(*count)++] = catalog->options[i].name.text;
	return names;
}

static void add_names(const char **names, size_t *count, const struct xb_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		names[(*count)++] = texts->items[i].text;
}

static void collect_names(struct xb_catalog *catalog)
{
	struct xb_catalog_store *store = catalog->store;
	size_t more = 0, count;

	for (size_t i = 0; i < store->file_count; i++)
		more += store->files[i].known.count + store->files[i].passed.count;
	for (int scope = 0; scope < XB_SCOPE_COUNT; scope++) {
		store->names[scope] = option_names(catalog, scope, 0, &count);
		store->words[scope] = option_names(catalog, scope, more, &count);
		for (size_t i = 0; i < store->file_count; i++) {
			const struct xb_catalog_file *file = &store->files[i];

			if ((int)xb_catalog_file_scope(file) != scope)
				continue;
			add_names(store->words[scope], &count, &file->known);
			add_names(store->words[scope], &count, &file->passed);
		}
	}
}

struct xb_catalog *xb_catalog_load(struct xb_data *data, struct xb_diags *diags)
{
	struct xb_catalog *catalog = xb_alloc(sizeof(*catalog));
	struct xb_catalog_store *store = xb_alloc(sizeof(*store));
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_OPTIONS, &files);
	bool good = true;

	catalog->store = store;
	store->documents = xb_realloc(NULL, count + 1, sizeof(*store->documents));
	store->files = xb_realloc(NULL, count + 1, sizeof(*store->files));
	for (size_t i = 0; i < count; i++)
		good &= load_packed(store, &files[i]) || load_yaml(store, data, &files[i], diags);
	free(files);
	gather_options(catalog);
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
	free(catalog->store->files);
	xb_arena_clear(&catalog->store->arena);
	free(catalog->store);
	free(catalog->options);
	free(catalog);
}

const struct xb_option *xb_catalog_find(const struct xb_catalog *catalog, enum xb_scope scope,
					const char *name, const char *arch)
{
	const struct xb_option *elsewhere = NULL;

	for (size_t i = catalog->store->first[scope]; i < catalog->store->first[scope + 1]; i++) {
		const struct xb_option *option = &catalog->options[i];

		if (!xb_option_has_name(option, name))
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

static bool has_name(const struct xb_texts *texts, enum xb_scope scope, const char *name)
{
	for (size_t i = 0; i < texts->count; i++)
		if (xb_option_same_name(scope, texts->items[i].text, name))
			return true;
	return false;
}

enum xb_word_use xb_catalog_word_use(const struct xb_catalog *catalog, enum xb_scope scope,
				     const char *name, const char *arch)
{
	const struct xb_catalog_store *store = catalog->store;
	enum xb_word_use use = XB_WORD_UNKNOWN;
	bool negated;

	if (xb_catalog_find_word(catalog, scope, name, arch, &negated))
		return XB_WORD_READ;
	for (size_t i = 0; i < store->file_count; i++) {
		if (xb_catalog_file_scope(&store->files[i]) != scope)
			continue;
		if (has_name(&store->files[i].known, scope, name))
			return XB_WORD_READ;
		if (has_name(&store->files[i].passed, scope, name))
			use = XB_WORD_PASSED;
	}
	return xb_scopes[scope].modules && strchr(name, '.') ? XB_WORD_PASSED : use;
}

bool xb_catalog_knows_word(const struct xb_catalog *catalog, enum xb_scope scope, const char *name,
			   const char *arch)
{
	bool negated;
	const struct xb_option *option = xb_catalog_find_word(catalog, scope, name, arch, &negated);

	return option ? xb_option_on_arch(option, arch)
		      : xb_catalog_word_use(catalog, scope, name, arch) != XB_WORD_UNKNOWN;
}

const struct xb_foreign *xb_catalog_foreign(const struct xb_catalog *catalog, enum xb_scope scope,
					    const char *name)
{
	const struct xb_catalog_store *store = catalog->store;

	for (size_t i = 0; i < store->file_count; i++) {
		const struct xb_catalog_file *file = &store->files[i];

		for (size_t k = 0; k < file->foreign_count; k++)
			if (xb_catalog_file_scope(file) == scope &&
			    xb_option_same_name(scope, file->foreign[k].name.text, name))
				return &file->foreign[k];
	}
	return NULL;
}

const char *xb_catalog_nearest_word(const struct xb_catalog *catalog, enum xb_scope scope,
				    const char *name)
{
	return xb_nearest(name, catalog->store->words[scope]);
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

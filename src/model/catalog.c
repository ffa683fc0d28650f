/* SPDX-License-Identifier: MIT */
/* The option catalog: all files of options/ on the search path. */
#include <stdlib.h>
#include <string.h>

#include "model/data.h"
#include "model/option.h"
#include "model/schema.h"

struct xb_catalog_store {
	struct xb_document **documents;
	size_t document_count;
	struct xb_arena arena;
	size_t capacity;
	const char **names[2]; /* by scope, NULL-terminated: for "did you mean" */
};

/* One file: whose command line, and the options. */
struct catalog_file {
	struct xb_text scope;
	struct xb_option *options;
	size_t count;
};

#define FIELD(type, member) offsetof(struct type, member)

static const char *const scopes[] = {"xen", "linux", NULL};
static const char *const types[] = {"bool", "int", "size", "enum", "string", "list", NULL};

static const struct xb_field choice_fields[] = {
	{"value", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, value), .required = true},
	{"help", XB_SHAPE_TEXT, .offset = FIELD(xb_choice, help)},
};
static const struct xb_schema choice_schema = {
	.what = "choice",
	.fields = choice_fields,
	.count = XB_COUNT(choice_fields),
	.size = sizeof(struct xb_choice),
	.at_offset = XB_NO_POS,
	.plain_field = "value",
};

static const struct xb_field option_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = FIELD(xb_option, name), .required = true},
	{"aliases", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, aliases)},
	{"arch", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, arch)},
	{"type", XB_SHAPE_TEXT, .offset = FIELD(xb_option, type), .required = true,
	 .words = XB_WORDS(types)},
	{"grammar", XB_SHAPE_TEXT, .offset = FIELD(xb_option, grammar)},
	{"choices", XB_SHAPE_MAPS, .offset = FIELD(xb_option, choices), .sub = &choice_schema},
	{"min", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, min)},
	{"max", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, max)},
	{"default", XB_SHAPE_TEXT, .offset = FIELD(xb_option, default_value)},
	{"unit", XB_SHAPE_TEXT, .offset = FIELD(xb_option, unit)},
	{"bare", XB_SHAPE_FLAG, .offset = FIELD(xb_option, bare)},
	{"repeatable", XB_SHAPE_FLAG, .offset = FIELD(xb_option, repeatable)},
	{"since", XB_SHAPE_TEXT, .offset = FIELD(xb_option, since)},
	{"until", XB_SHAPE_TEXT, .offset = FIELD(xb_option, until)},
	{"kconfig", XB_SHAPE_TEXT, .offset = FIELD(xb_option, kconfig)},
	{"group", XB_SHAPE_TEXT, .offset = FIELD(xb_option, group), .required = true},
	{"rank", XB_SHAPE_NUMBER, .offset = FIELD(xb_option, rank)},
	{"summary", XB_SHAPE_TEXT, .offset = FIELD(xb_option, summary), .required = true},
	{"help", XB_SHAPE_TEXT, .offset = FIELD(xb_option, help), .required = true},
	{"see-also", XB_SHAPE_TEXTS, .offset = FIELD(xb_option, see_also)},
};
static const struct xb_schema option_schema = {
	.what = "catalog option",
	.fields = option_fields,
	.count = XB_COUNT(option_fields),
	.size = sizeof(struct xb_option),
	.at_offset = XB_NO_POS,
};

static const struct xb_field file_fields[] = {
	{"format", XB_SHAPE_IGNORED, .required = true},
	{"scope", XB_SHAPE_TEXT, .offset = FIELD(catalog_file, scope), .required = true,
	 .words = XB_WORDS(scopes)},
	{"options", XB_SHAPE_MAPS, .offset = FIELD(catalog_file, options), .required = true,
	 .sub = &option_schema},
};
static const struct xb_schema file_schema = {
	.what = "catalog",
	.fields = file_fields,
	.count = XB_COUNT(file_fields),
	.size = sizeof(struct catalog_file),
	.at_offset = XB_NO_POS,
};

/* Few of the grammars are needed to check a profile: without COMPILED each is made when it is. */
static bool add_options(struct xb_catalog *catalog, struct catalog_file *file, bool compiled,
			struct xb_diags *diags)
{
	enum xb_scope scope =
		strcmp(file->scope.text, "xen") == 0 ? XB_SCOPE_XEN : XB_SCOPE_LINUX;
	bool good = true;

	for (size_t i = 0; i < file->count; i++) {
		catalog->options = xb_grow(catalog->options, &catalog->store->capacity,
					   catalog->count, sizeof(*catalog->options));
		catalog->options[catalog->count] = file->options[i];
		catalog->options[catalog->count].scope = scope;
		if (compiled)
			good &= xb_option_compile(&catalog->options[catalog->count], diags);
		catalog->count++;
	}
	return good;
}

/* ---- Files ------------------------------------------------------------------------------------ */

static size_t indentation(const char *line)
{
	return strspn(line, " ");
}

/* Does a block of help begin behind this line? */
static bool opens_help(const char *line, size_t length)
{
	static const char opening[] = "help: |\n";
	size_t indent = indentation(line);

	return length == indent + strlen(opening) &&
	       memcmp(line + indent, opening, strlen(opening)) == 0;
}

/* TEXT without what stands in `help: |` blocks. Lines below them get other numbers. */
static void leave_out_help(struct xb_buf *text)
{
	struct xb_buf rest = {0};
	bool in_help = false;
	size_t indent = 0;

	for (size_t at = 0; at < text->length;) {
		const char *line = text->data + at;
		const char *end = memchr(line, '\n', text->length - at);
		size_t length = end ? (size_t)(end - line) + 1 : text->length - at;

		in_help = in_help && (line[indentation(line)] == '\n' || indentation(line) > indent);
		if (!in_help)
			xb_buf_add(&rest, line, length);
		if (!in_help && opens_help(line, length)) {
			in_help = true;
			indent = indentation(line);
		}
		at += length;
	}
	xb_buf_clear(text);
	*text = rest;
}

static struct xb_document *parse_file(const struct xb_data_file *file, bool with_help,
				      struct xb_diags *diags)
{
	struct xb_document *document = NULL;
	struct xb_buf text = {0};

	if (xb_data_read(file, &text, diags)) {
		if (!with_help)
			leave_out_help(&text);
		document = xb_yaml_parse(file->path, text.data ? text.data : "", text.length,
					 diags);
	}
	xb_buf_clear(&text);
	return document;
}

static bool load_file(struct xb_catalog *catalog, const struct xb_data_file *file, bool with_help,
		      struct xb_diags *diags)
{
	struct xb_catalog_store *store = catalog->store;
	struct xb_decoder decoder = {.arena = &store->arena, .diags = diags};
	struct catalog_file content = {.count = 0};
	struct xb_document *document = parse_file(file, with_help, diags);

	if (!document)
		return false;
	store->documents[store->document_count++] = document;
	return xb_schema_decode(&decoder, &file_schema, document->root, &content) &&
	       add_options(catalog, &content, with_help, diags);
}

/* Xen's options before Linux's, each in the order in which the files have them. */
static void sort_by_scope(struct xb_catalog *catalog)
{
	struct xb_option *sorted = xb_realloc(NULL, catalog->count + 1, sizeof(*sorted));
	size_t count = 0;

	for (int scope = XB_SCOPE_XEN; scope <= XB_SCOPE_LINUX; scope++)
		for (size_t i = 0; i < catalog->count; i++)
			if ((int)catalog->options[i].scope == scope)
				sorted[count++] = catalog->options[i];
	free(catalog->options);
	catalog->options = sorted;
}

static void collect_names(struct xb_catalog *catalog)
{
	for (int scope = XB_SCOPE_XEN; scope <= XB_SCOPE_LINUX; scope++) {
		size_t count = 0;
		const char **names = xb_arena_alloc(&catalog->store->arena,
						    (catalog->count + 1) * sizeof(*names));

		for (size_t i = 0; i < catalog->count; i++)
			if ((int)catalog->options[i].scope == scope)
				names[count++] = catalog->options[i].name.text;
		catalog->store->names[scope] = names;
	}
}

static struct xb_catalog *load(struct xb_data *data, bool with_help, struct xb_diags *diags)
{
	struct xb_catalog *catalog = xb_alloc(sizeof(*catalog));
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_OPTIONS, &files);
	bool good = true;

	catalog->store = xb_alloc(sizeof(*catalog->store));
	catalog->store->documents = xb_realloc(NULL, count + 1, sizeof(struct xb_document *));
	for (size_t i = 0; i < count; i++)
		good &= load_file(catalog, &files[i], with_help, diags);
	free(files);
	sort_by_scope(catalog);
	collect_names(catalog);
	if (good)
		return catalog;
	xb_catalog_free(catalog);
	return NULL;
}

struct xb_catalog *xb_catalog_load(struct xb_data *data, bool with_help, struct xb_diags *diags)
{
	struct xb_diags unplaced = {0};
	struct xb_catalog *catalog = with_help ? NULL : load(data, false, &unplaced);

	xb_diags_clear(&unplaced);
	/* What is wrong in a file is told from the whole file, where it stands. */
	return catalog ? catalog : load(data, true, diags);
}

void xb_catalog_free(struct xb_catalog *catalog)
{
	if (!catalog)
		return;
	for (size_t i = 0; i < catalog->count; i++)
		xb_option_release(&catalog->options[i]);
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

const char *xb_catalog_nearest(const struct xb_catalog *catalog, enum xb_scope scope,
			       const char *name)
{
	return xb_nearest(name, catalog->store->names[scope]);
}

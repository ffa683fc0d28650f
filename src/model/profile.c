/* SPDX-License-Identifier: MIT */
/* Loading a profile: its file, what it extends, its board. */
#include "model/profile.h"

#include <stdlib.h>
#include <string.h>

#include "model/board.h"
#include "model/data.h"

/* ---- Which file ----------------------------------------------------------------------------- */

/* False, always. */
static bool report_unknown_profile(struct xb_data *data, const char *name, struct xb_pos at,
				   struct xb_diags *diags)
{
	char *more = xb_format("; a file is named by its path, ./%s.yaml", name);

	xb_data_report_unknown(data, XB_DATA_PROFILES, name, at, more, diags);
	free(more);
	return false;
}

/* FROM is the folder for relative paths (NULL: the current one). */
static bool find_source(struct xb_data *data, const char *ref, const char *from, struct xb_pos at,
			struct xb_profile_source *source, struct xb_diags *diags)
{
	struct xb_data_file file;

	*source = (struct xb_profile_source){0};
	if (!xb_profile_ref_is_path(ref)) {
		if (!xb_data_find(data, XB_DATA_PROFILES, ref, &file))
			return report_unknown_profile(data, ref, at, diags);
		*source = (struct xb_profile_source){
			.path = xb_strdup(file.path), .named = true, .shipped = file.shipped};
	} else if (strcmp(ref, "-") == 0) {
		source->path = xb_strdup(XB_STANDARD_INPUT);
		source->standard_input = true;
	} else if (!from || ref[0] == '/' || strcmp(from, ".") == 0) {
		source->path = xb_strdup(ref);
	} else {
		source->path = xb_format("%s/%s", from, ref);
	}
	return true;
}

/* Is it one of the files inside the program? */
static bool is_embedded(const struct xb_profile_source *source)
{
	const struct xb_data_file file = {.path = source->path};

	return source->named && xb_data_embedded_path(&file);
}

static bool read_source(const struct xb_profile_source *source, struct xb_pos at,
			struct xb_buf *text, struct xb_diags *diags)
{
	const struct xb_data_file file = {.path = source->path};

	if (is_embedded(source))
		return xb_data_read(&file, text, diags);
	return xb_file_load(source->standard_input ? "-" : source->path, XB_YAML_MAX_BYTES, at,
			    text, diags);
}

static struct xb_document *parse_source(const struct xb_profile_source *source, const char *text,
					size_t length, struct xb_diags *diags)
{
	struct xb_document *document = xb_yaml_parse(source->path, text, length, diags);

	if (!document)
		return NULL;
	if (!is_embedded(source))
		document->folder = xb_data_folder(&document->arena, source->path);
	document->named = source->named;
	return document;
}

void xb_profile_source_clear(struct xb_profile_source *source)
{
	free(source->path);
	*source = (struct xb_profile_source){0};
}

bool xb_profile_read(struct xb_data *data, const char *ref, struct xb_profile_source *source,
		     struct xb_buf *text, struct xb_diags *diags)
{
	if (!find_source(data, ref, NULL, (struct xb_pos){0}, source, diags))
		return false;
	if (read_source(source, (struct xb_pos){0}, text, diags))
		return true;
	xb_profile_source_clear(source);
	return false;
}

/* The document that REF names; FROM is the folder for relative paths (NULL: the current one). */
static struct xb_document *open_reference(struct xb_data *data, const char *ref, const char *from,
					  struct xb_pos at, bool *shipped, struct xb_diags *diags)
{
	struct xb_profile_source source;
	struct xb_document *document = NULL;
	struct xb_buf text = {0};

	*shipped = false;
	if (!find_source(data, ref, from, at, &source, diags))
		return NULL;
	if (read_source(&source, at, &text, diags))
		document = parse_source(&source, text.data ? text.data : "", text.length, diags);
	*shipped = source.shipped;
	xb_buf_clear(&text);
	xb_profile_source_clear(&source);
	return document;
}

/* ---- extends -------------------------------------------------------------------------------- */

static bool is_in_chain(const struct xb_profile_store *store, const struct xb_document *document)
{
	for (size_t i = 0; i < store->document_count; i++)
		if (strcmp(store->documents[i]->path, document->path) == 0)
			return true;
	return false;
}

static bool add_document(struct xb_profile_store *store, struct xb_document *document,
			 struct xb_pos at, struct xb_diags *diags)
{
	if (is_in_chain(store, document)) {
		xb_error(diags, XB_CODE_BAD_VALUE, at, "extends: %s extends itself in the end",
			 document->path);
	} else if (store->document_count > XB_EXTENDS_MAX) {
		xb_error(diags, XB_CODE_BAD_VALUE, at, "extends: more than %d files deep",
			 XB_EXTENDS_MAX);
	} else {
		store->documents[store->document_count++] = document;
		return true;
	}
	xb_yaml_free(document);
	return false;
}

static bool load_bases(struct xb_data *data, struct xb_profile_store *store,
		       struct xb_diags *diags)
{
	for (;;) {
		const struct xb_document *last = store->documents[store->document_count - 1];
		const struct xb_node *extends = xb_node_get(last->root, "extends");
		struct xb_document *base;
		bool shipped;

		if (!extends || xb_node_is_plain(extends, "~"))
			return true;
		if (extends->kind != XB_NODE_SCALAR)
			return xb_error(diags, XB_CODE_BAD_VALUE, extends->at,
					"extends must be one profile's name or path, not %s",
					xb_node_kind_name(extends));
		if (strcmp(extends->text, "-") == 0)
			return xb_error(diags, XB_CODE_BAD_VALUE, extends->at,
					"extends: standard input is no profile to build on");
		base = open_reference(data, extends->text, last->folder, extends->at, &shipped,
				      diags);
		if (!base || !add_document(store, base, extends->at, diags))
			return false;
	}
}

/* What belongs to one file alone is not passed on to those that extend it. */
static struct xb_node *without_own_keys(struct xb_arena *arena, struct xb_node *root)
{
	static const char *const own[] = {"name", "extends", "resolved"};
	struct xb_node *copy = xb_arena_alloc(arena, sizeof(*copy));

	*copy = *root;
	copy->count = 0;
	copy->children = xb_arena_alloc(arena, (root->count + 1) * sizeof(*copy->children));
	for (size_t i = 0; i < root->count; i++) {
		bool keep = true;

		for (size_t k = 0; k < XB_COUNT(own); k++)
			keep &= strcmp(root->children[i].key->text, own[k]) != 0;
		if (keep)
			copy->children[copy->count++] = root->children[i];
	}
	return copy;
}

static void merge_documents(struct xb_profile_store *store)
{
	struct xb_node *merged = NULL;

	for (size_t i = store->document_count; i-- > 0;) {
		struct xb_node *root = store->documents[i]->root;

		if (i > 0 && root->kind == XB_NODE_MAP)
			root = without_own_keys(&store->arena, root);
		merged = xb_node_merge(&store->arena, &xb_profile_schema, merged, root);
	}
	store->root = merged;
}

/* ---- board ---------------------------------------------------------------------------------- */

static bool read_board(struct xb_profile *profile, struct xb_data *data, const char *name,
		       struct xb_pos at, struct xb_decoder *d)
{
	struct xb_profile_store *store = profile->store;
	bool good;

	xb_yaml_free(store->board_document);
	store->board = (struct xb_board){0};
	good = xb_board_read(data, name, at, d, &store->board, &store->board_document);
	profile->board = good ? &store->board : NULL;
	return good;
}

static void settle_board(struct xb_profile *profile, struct xb_data *data, struct xb_decoder *d)
{
	const struct xb_node *node = xb_node_get(profile->store->root, "board");

	if (!node)
		return;
	if (node->kind == XB_NODE_SCALAR) {
		profile->board_name = (struct xb_text){node->text, node->at};
		read_board(profile, data, node->text, node->at, d);
		return;
	}
	if (xb_node_get(node, "extends")) {
		xb_error(d->diags, XB_CODE_BAD_VALUE, xb_node_get(node, "extends")->at,
			 "a board in place extends no other");
		xb_hint(d->diags, "make it a file of its own, and name it here");
	} else if (xb_board_decode(d, node, &profile->store->board))
		profile->board = &profile->store->board;
}

bool xb_profile_override_board(struct xb_profile *profile, struct xb_data *data,
			       const char *board_name, struct xb_diags *diags)
{
	struct xb_decoder d = {.arena = &profile->store->arena, .diags = diags};
	struct xb_profile_store *store = profile->store;

	profile->board_name =
		(struct xb_text){xb_arena_strdup(&store->arena, board_name), {.file = NULL}};
	return read_board(profile, data, board_name, (struct xb_pos){0}, &d);
}

bool xb_profile_override_emit(struct xb_profile *profile, const char *words,
			      struct xb_diags *diags)
{
	static const struct xb_pos nowhere;
	struct xb_texts *list = &profile->output.emit_words;
	char *copy = xb_arena_strdup(&profile->store->arena, words), *state = NULL;

	list->items = xb_arena_alloc(&profile->store->arena,
				     (strlen(words) + 1) * sizeof(*list->items));
	list->count = 0;
	for (char *word = strtok_r(copy, ",", &state); word; word = strtok_r(NULL, ",", &state))
		list->items[list->count++] = (struct xb_text){word, nowhere};
	return list->count ||
	       xb_error(diags, XB_CODE_BAD_VALUE, nowhere, "--emit names no output");
}

/* ---- Where files are ------------------------------------------------------------------------ */

/*
 * The folder for relative names of boot files in the document that wrote what stands AT: its own;
 * but a profile found by name has none, so that the one it is used by decides.
 */
static const char *writer_folder(const struct xb_profile_store *store, struct xb_pos at)
{
	const struct xb_document *writer = store->documents[0];

	for (size_t i = 0; i < store->document_count; i++)
		if (store->documents[i]->path == at.file && !store->documents[i]->named)
			writer = store->documents[i];
	return writer->named ? NULL : writer->folder;
}

/* What `files` names, of all files alike. */
static const char *files_folder(const struct xb_profile *profile)
{
	const char *files = profile->files.text, *folder;

	if (!files || files[0] == '/')
		return files;
	folder = writer_folder(profile->store, profile->files.at);
	if (!folder || strcmp(folder, ".") == 0)
		return files;
	return xb_arena_format(&profile->store->arena, "%s/%s", folder, files);
}

/* ---- The whole ------------------------------------------------------------------------------ */

static struct xb_profile *build(struct xb_data *data, struct xb_document *document, bool shipped,
				struct xb_diags *diags)
{
	struct xb_profile *profile = xb_alloc(sizeof(*profile));
	struct xb_profile_store *store = profile->store = xb_alloc(sizeof(*store));
	struct xb_decoder d = {.arena = &store->arena, .diags = diags};

	profile->shipped = shipped;
	profile->path = document->path;
	store->documents[store->document_count++] = document;
	if (!load_bases(data, store, diags)) {
		xb_profile_free(profile);
		return NULL;
	}
	merge_documents(store);
	xb_schema_decode(&d, &xb_profile_schema, store->root, profile);
	settle_board(profile, data, &d);
	xb_profile_settle(profile, diags);
	store->files = files_folder(profile);
	return profile;
}

struct xb_profile *xb_profile_load(struct xb_data *data, const char *ref, struct xb_diags *diags)
{
	bool shipped;
	struct xb_document *document =
		open_reference(data, ref, NULL, (struct xb_pos){0}, &shipped, diags);

	return document ? build(data, document, shipped, diags) : NULL;
}

struct xb_profile *xb_profile_parse_as(struct xb_data *data, const struct xb_profile_source *source,
				       const char *text, size_t length, struct xb_diags *diags)
{
	struct xb_document *document = parse_source(source, text, length, diags);

	return document ? build(data, document, source->shipped, diags) : NULL;
}

/* A file that profiles are found in by name? Then its name is what the user said. */
static void find_name(struct xb_data *data, struct xb_profile_source *source)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);

	for (size_t i = 0; i < count && !source->named; i++) {
		source->named = strcmp(files[i].path, source->path) == 0;
		source->shipped = source->named && files[i].shipped;
	}
	free(files);
}

struct xb_profile *xb_profile_parse(struct xb_data *data, const char *path, const char *text,
				    size_t length, struct xb_diags *diags)
{
	struct xb_profile_source source = {.path = xb_strdup(path)};
	struct xb_profile *profile;

	find_name(data, &source);
	profile = xb_profile_parse_as(data, &source, text, length, diags);
	xb_profile_source_clear(&source);
	return profile;
}

void xb_profile_free(struct xb_profile *profile)
{
	if (!profile)
		return;
	for (size_t i = 0; i < profile->store->document_count; i++)
		xb_yaml_free(profile->store->documents[i]);
	xb_yaml_free(profile->store->board_document);
	xb_arena_clear(&profile->store->arena);
	free(profile->store);
	free(profile);
}

const char *xb_profile_folder(const struct xb_profile *profile, const struct xb_entry *entry)
{
	return profile->files.text ? profile->store->files
				   : writer_folder(profile->store, entry->file.at);
}

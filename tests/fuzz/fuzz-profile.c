/* SPDX-License-Identifier: MIT */
/*
 * A profile from its bytes to a checked plan and a script, with no boot files; and one change of
 * it. A first line "#set KEY=VALUE" says which change, so that every profile is an input.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/plan.h"
#include "model/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- Nodes: where they say that they are ---------------------------------------------------- */

static void check_node(const struct xb_document *document, const struct xb_node *node)
{
	size_t last = node->begin;

	assert(node->begin <= node->end && node->end <= document->length);
	assert(node->at.line >= 1 && node->at.column >= 1);
	assert(node->kind != XB_NODE_SCALAR || node->text);
	for (size_t i = 0; i < node->count; i++) {
		const struct xb_child *child = &node->children[i];

		assert(!child->key == (node->kind == XB_NODE_LIST));
		if (child->key)
			check_node(document, child->key);
		check_node(document, child->value);
		assert(child->value->begin >= last && child->value->end <= node->end);
		last = child->value->end;
	}
}

/* ---- A change ------------------------------------------------------------------------------- */

struct change {
	char *key, *value;
};

static struct change read_change(const struct xb_document *document)
{
	const char *line = document->text;
	size_t length = strcspn(line, "\n"), key;

	if (strncmp(line, "#set ", 5) != 0)
		return (struct change){xb_strdup("xen.options.dom0_mem"), xb_strdup("1G")};
	line += 5;
	length -= 5;
	key = strcspn(line, "=\n");
	return (struct change){
		.key = xb_strndup(line, key),
		.value = key < length ? xb_strndup(line + key + 1, length - key - 1)
				      : xb_strdup(""),
	};
}

/* A key that makes a new item, or moves one, leads to nothing once that is done. */
static bool names_value(const struct change *change)
{
	size_t length = strlen(change->key);

	return !strchr(change->key, '+') &&
	       (length < 5 || strcmp(change->key + length - 5, ".move") != 0);
}

/* Text that is no YAML of its own arrives as it was typed. */
static void check_value(const struct xb_document *document, const struct change *change)
{
	const struct xb_node *node = xb_key_find(&xb_profile_schema, document->root, change->key);

	assert(node);
	if (!strchr("[{\"", change->value[0]) || !change->value[0])
		assert(node->kind == XB_NODE_SCALAR && strcmp(node->text, change->value) == 0);
}

static void try_set(const char *text, size_t length, const struct change *change)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	struct xb_document *document;

	if (xb_text_set(FUZZ_PATH, text, length, change->key, change->value, &out, &diags)) {
		document = xb_yaml_parse(FUZZ_PATH, out.data, out.length, &diags);
		assert(document);
		if (names_value(change))
			check_value(document, change);
		xb_yaml_free(document);
	} else {
		assert(diags.errors > 0 && out.length == 0);
	}
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
}

/* Behind an item that is taken away comes the next, under the same key. */
static bool is_in_list(const char *text, size_t length, const char *key)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse(FUZZ_PATH, text, length, &diags);
	struct xb_key_walk walk;
	char *top = xb_strdup(key), *dot;
	bool found = false;

	assert(document);
	for (dot = top + strlen(top); dot; dot = strrchr(top, '.')) {
		*dot = '\0';
		walk = xb_key_walk(&xb_profile_schema, document->root, top);
		found |= walk.parent && walk.parent->kind == XB_NODE_LIST;
	}
	free(top);
	xb_yaml_free(document);
	return found;
}

static void try_unset(const char *text, size_t length, const char *key)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	struct xb_document *document;

	if (xb_text_unset(FUZZ_PATH, text, length, key, &out, &diags)) {
		document = xb_yaml_parse(FUZZ_PATH, out.data ? out.data : "", out.length, &diags);
		assert(document);
		assert(is_in_list(text, length, key) ||
		       !xb_key_find(&xb_profile_schema, document->root, key));
		xb_yaml_free(document);
	} else {
		assert(diags.errors > 0 && out.length == 0);
	}
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
}

/* ---- The profile ---------------------------------------------------------------------------- */

static void check_same(const struct xb_flat *a, const struct xb_flat *b)
{
	assert(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert(strcmp(a->items[i].key, b->items[i].key) == 0);
		assert(strcmp(a->items[i].value, b->items[i].value) == 0);
	}
}

/* What is written is read again as the same. */
static void try_write(struct xb_data *data, const struct xb_profile *profile)
{
	struct xb_diags diags = {0};
	struct xb_buf yaml = {0}, json = {0};
	struct xb_flat before = {0}, after = {0};
	struct xb_profile *again;

	xb_profile_write_json(profile, NULL, 0, &json);
	xb_profile_write_yaml(profile, NULL, 0, &yaml);
	again = xb_profile_parse(data, FUZZ_PATH, yaml.data ? yaml.data : "", yaml.length, &diags);
	assert(again);
	xb_profile_flatten(profile, &before);
	xb_profile_flatten(again, &after);
	check_same(&before, &after);
	xb_flat_clear(&before);
	xb_flat_clear(&after);
	xb_profile_free(again);
	xb_buf_clear(&yaml);
	xb_buf_clear(&json);
	xb_diags_clear(&diags);
}

static void check_map(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->map_count; i++) {
		assert(boot->map[i].range.size > 0);
		assert(i == 0 || boot->map[i - 1].range.start <= boot->map[i].range.start);
	}
}

/* The script is made whatever the profile asks for. */
static void try_emit(const struct xb_context *context, const struct xb_output_set *set, struct xb_diags *diags)
{
	static const struct xb_emit_options options;
	struct xb_buf out = {0};

	(void)set;
	check_map(context->boot);
	for (size_t i = 0; i < xb_map_format_count; i++)
		xb_map_formats[i].write(context, &out);
	if (diags->errors == 0)
		xb_emit_source(context->boot, &options, &out, diags);
	xb_buf_clear(&out);
}

static void try_profile(struct xb_data *data, const struct xb_catalog *catalog, const char *text,
			size_t length)
{
	struct xb_diags diags = {0};
	struct xb_buf shown = {0};
	struct xb_profile *profile = xb_profile_parse(data, FUZZ_PATH, text, length, &diags);

	if (profile) {
		try_write(data, profile);
		fuzz_plan(profile, catalog, NULL, try_emit, &diags);
	}
	xb_diags_sort(&diags);
	xb_diags_json(&diags, &shown);
	xb_buf_clear(&shown);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
}

static void try_text(struct xb_data *data, const struct xb_catalog *catalog, const char *text,
		     size_t length)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse(FUZZ_PATH, text, length, &diags);
	struct change change;

	assert(!document == (diags.errors > 0));
	xb_diags_clear(&diags);
	if (!document)
		return;
	check_node(document, document->root);
	change = read_change(document);
	try_set(text, length, &change);
	try_unset(text, length, change.key);
	if (fuzz_is_hermetic(document))
		try_profile(data, catalog, text, length);
	free(change.key);
	free(change.value);
	xb_yaml_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct xb_data *data;
	static struct xb_catalog *catalog;

	if (!catalog) {
		struct xb_diags diags = {0};

		data = xb_data_new(NULL, NULL);
		catalog = xb_catalog_load(data, &diags);
		assert(catalog);
	}
	try_text(data, catalog, (const char *)bytes, size);
	return 0;
}

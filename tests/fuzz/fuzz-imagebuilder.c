/* SPDX-License-Identifier: MIT */
/*
 * Configurations of ImageBuilder's: the profile that one becomes is YAML, whatever stands in it, and can be
 * planned and checked; each part of it comes from a place that the configuration has.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "import/imagebuilder.h"
#include "plan.h"
#include "xenboot/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A profile of more is refused as such; and planning takes longer than all else. */
enum { LARGEST = 200000, MOST_PLANNED = 4000 };

static void look(const struct xb_context *context, const struct xb_output_set *set, struct xb_diags *diags)
{
	(void)set;
	assert(context->boot);
	assert(!diags->errors || diags->count);
}

static void check_places(const struct xb_import_origins *origins, const struct xb_buf *text, size_t lines)
{
	size_t before = 0;

	for (size_t i = 0; i < origins->count; i++) {
		assert(origins->items[i].offset >= before && origins->items[i].offset <= text->length);
		assert(origins->items[i].at.line <= lines);
		before = origins->items[i].offset;
	}
}

static void check_diags(const struct xb_diags *diags, size_t lines)
{
	for (size_t i = 0; i < diags->count; i++)
		assert(diags->items[i].line <= lines && diags->items[i].message[0]);
}

static void check_profile(const struct xb_buf *text, const struct xb_catalog *catalog,
			  struct xb_data *data)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile;
	struct xb_document *document = xb_yaml_parse(FUZZ_PATH, text->data, text->length, &diags);

	assert(document);
	xb_yaml_free(document);
	if (text->length > MOST_PLANNED)
		return;
	profile = xb_profile_parse(data, FUZZ_PATH, text->data, text->length, &diags);
	if (profile)
		fuzz_plan(profile, catalog, NULL, look, &diags);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct xb_data *data;
	static struct xb_catalog *catalog;
	struct xb_import_origins origins = {0};
	/* No file of this machine is a part of the test. */
	const struct xb_import_names names = {.source = "fuzz.cfg", .profile = "fuzz",
					      .tree = "/nonexistent", .origins = &origins};
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	size_t lines = 1;

	if (!catalog) {
		data = xb_data_new(NULL, NULL);
		catalog = xb_catalog_load(data, &diags);
		assert(catalog);
	}
	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	(void)xb_is_imagebuilder((const char *)bytes, size);
	xb_import_imagebuilder((const char *)bytes, size, &names, &out, &diags);
	check_places(&origins, &out, lines);
	check_diags(&diags, lines);
	if (xb_utf8_valid(out.data) && out.length < LARGEST)
		check_profile(&out, catalog, data);
	xb_import_origins_clear(&origins);
	xb_diags_clear(&diags);
	xb_buf_clear(&out);
	return 0;
}

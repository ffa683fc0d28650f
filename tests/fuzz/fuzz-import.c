/* SPDX-License-Identifier: MIT */
/*
 * Whatever can be imported and is no script: a device tree with /chosen filled in, a configuration of
 * ImageBuilder, what xl prints. It is recognised, described and checked, and made a profile that is YAML that
 * can be read again, and means something to the model. Scripts are for fuzz-script.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/yaml.h"
#include "xenboot/check.h"
#include "xenboot/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_profile(struct xb_data *shipped, const struct xb_buf *text)
{
	struct xb_diags diags = {0};
	struct xb_document *document =
		xb_yaml_parse("fuzz.yaml", text->data, text->length, &diags);

	assert(document);
	xb_yaml_free(document);
	xb_profile_free(
		xb_profile_parse(shipped, "./fuzz.yaml", text->data, text->length, &diags));
	xb_diags_clear(&diags);
}

static void describe(struct xb_data *shipped, const struct xb_importer *importer,
		     const struct xb_import_config *config, const struct xb_import_source *source,
		     const struct xb_import_names *names)
{
	struct xb_diags diags = {0};
	struct xb_ways ways = {0};

	importer->describe(config, source, &ways, &diags);
	for (size_t i = 0; i < ways.count; i++) {
		struct xb_way *way = &ways.items[i];
		struct xb_context context;
		struct xb_buf text = {0};

		assert(way->boot);
		xb_context_init(&context, way->boot, config->catalog);
		xb_check(&context, &way->diags);
		xb_context_clear(&context);
		xb_import_profile(way->boot, names, &text, &diags);
		read_profile(shipped, &text);
		xb_buf_clear(&text);
	}
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

static void write_text(struct xb_data *shipped, const struct xb_importer *importer,
		       const struct xb_import_config *config, const struct xb_import_source *source,
		       const struct xb_import_names *names)
{
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	if (importer->write(config, source, names, &text, &diags))
		read_profile(shipped, &text);
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct xb_data *shipped;
	static struct xb_catalog *catalog;
	static struct xb_board_list *boards;
	const struct xb_import_source source = {
		.name = "fuzz", .bytes = size ? (const char *)data : "", .length = size};
	const struct xb_importer *importer;
	struct xb_import_config config = {0};
	struct xb_import_names names = {.source = "fuzz", .profile = "fuzz"};
	struct xb_diags diags = {0};

	if (!catalog) {
		shipped = xb_data_new(NULL, NULL);
		catalog = xb_catalog_load(shipped, &diags);
		boards = xb_boards_load(shipped, &diags);
		assert(catalog && boards);
	}
	config.catalog = names.catalog = catalog;
	config.boards = boards;
	importer = xb_importer_find(&source, &diags);
	if (importer && importer->write)
		write_text(shipped, importer, &config, &source, &names);
	else if (importer && strcmp(importer->name, "script") != 0)
		describe(shipped, importer, &config, &source, &names);
	xb_diags_clear(&diags);
	return 0;
}

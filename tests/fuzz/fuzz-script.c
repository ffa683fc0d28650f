/* SPDX-License-Identifier: MIT */
/*
 * A boot script, as it stands or in an image: run by both parsers on a tree that is there and on none, every way
 * through it checked, and made a profile. Its findings lie within it, and what is written is YAML that can be read
 * again. An image's checksums are made right before, else no change of it would come to anything.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "model/yaml.h"
#include "xenboot/check.h"
#include "xenboot/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char name[] = "fuzz.source";

/* ---- Legacy images (U-Boot include/image.h) ---- */

enum { HEADER = 64, HEADER_CRC = 4, DATA_CRC = 24 };

static void put_crc(uint8_t *out, uint32_t crc)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = (uint8_t)(crc >> (24 - 8 * i));
}

static void mend_image(uint8_t *bytes, size_t size)
{
	static const uint8_t magic[] = {0x27, 0x05, 0x19, 0x56};

	if (size < HEADER || memcmp(bytes, magic, sizeof(magic)) != 0)
		return;
	put_crc(bytes + DATA_CRC, (uint32_t)crc32(0, bytes + HEADER, (uInt)(size - HEADER)));
	put_crc(bytes + HEADER_CRC, 0);
	put_crc(bytes + HEADER_CRC, (uint32_t)crc32(0, bytes, HEADER));
}

/* ---- What is found ---- */

static size_t count_lines(const uint8_t *bytes, size_t size)
{
	size_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n';
	return lines;
}

static void check_findings(const struct xb_diags *diags, size_t lines)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];

		assert(diag->message && *diag->message);
		assert(!diag->file || strcmp(diag->file, name) != 0 || (size_t)diag->line <= lines);
	}
}

static void make_profile(struct xb_data *shipped, const struct xb_boot *boot)
{
	static const struct xb_import_names names = {.source = name, .profile = "fuzz"};
	struct xb_diags diags = {0};
	struct xb_buf text = {0};
	struct xb_document *document;
	struct xb_profile *profile;

	xb_import_profile(boot, &names, &text, &diags);
	document = xb_yaml_parse("fuzz.yaml", text.data, text.length, &diags);
	assert(document);
	xb_yaml_free(document);
	profile = xb_profile_parse(shipped, "./fuzz.yaml", text.data, text.length, &diags);
	xb_profile_free(profile);
	xb_buf_clear(&text);
	xb_diags_clear(&diags);
}

static void follow(struct xb_data *shipped, const struct xb_import_config *config, const uint8_t *bytes,
		   size_t size)
{
	const size_t lines = count_lines(bytes, size);
	struct xb_diags diags = {0};
	struct xb_ways ways;

	xb_import_script(config, name, (const char *)bytes, size, &ways, &diags);
	for (size_t i = 0; i < ways.count; i++) {
		struct xb_way *way = &ways.items[i];
		struct xb_context context;

		if (way->boot) {
			xb_context_init(&context, way->boot, config->catalog);
			xb_check(&context, &way->diags);
			xb_context_clear(&context);
			make_profile(shipped, way->boot);
		}
		check_findings(&way->diags, lines);
	}
	check_findings(&diags, lines);
	xb_ways_clear(&ways);
	xb_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct xb_data *shipped;
	static struct xb_catalog *catalog;
	static const char *seeds;
	static char *tree;
	uint8_t *bytes = malloc(size ? size : 1);
	struct xb_import_config config;

	if (!catalog) {
		struct xb_diags diags = {0};

		shipped = xb_data_new(NULL, NULL);
		catalog = xb_catalog_load(shipped, &diags);
		assert(catalog);
		seeds = getenv("srcdir");
		tree = xb_format("%s/tests/fuzz/seeds/devtree/board", seeds ? seeds : ".");
	}
	assert(bytes);
	memcpy(bytes, data, size);
	mend_image(bytes, size);
	config = (struct xb_import_config){.catalog = catalog};
	follow(shipped, &config, bytes, size);
	config.tree_path = tree;
	config.modern = true;
	follow(shipped, &config, bytes, size);
	free(bytes);
	return 0;
}

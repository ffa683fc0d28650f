/* SPDX-License-Identifier: MIT */
/*
 * Devices that are given to guests: a profile that is planned against a hostile tree, checked, and written in
 * every form that it asks for. The input is a profile and, from the magic of a device tree on, the tree. Where no
 * error was said of it, what is written is sound.
 */
#include <assert.h>
#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- The tree, in a file that has no name any more ------------------------------------------------ */

struct tree_file {
	int descriptor;
	char path[64];
};

static struct tree_file open_tree_file(void)
{
	struct tree_file file;
	char name[] = "/tmp/fuzz-giving-XXXXXX";

	file.descriptor = mkstemp(name);
	assert(file.descriptor >= 0);
	unlink(name);
	snprintf(file.path, sizeof(file.path), "/dev/fd/%d", file.descriptor);
	return file;
}

static void write_tree(const struct tree_file *file, const uint8_t *data, size_t size)
{
	bool good = ftruncate(file->descriptor, 0) == 0 &&
		    pwrite(file->descriptor, data, size, 0) == (ssize_t)size;

	assert(good);
}

/* ---- What is written ------------------------------------------------------------------------------ */

/* Each guest that Xen builds has its node, and each module a place in it. */
static void check_tree(const struct xb_boot *boot, const struct xb_buf *blob)
{
	assert(fdt_check_full(blob->data, blob->length) == 0);
	for (size_t i = 0; i < boot->domain_count; i++)
		assert(!boot->domains[i].node || fdt_path_offset(blob->data, boot->domains[i].node) >= 0);
	for (size_t i = 0; i < boot->module_count; i++) {
		int node = boot->modules[i].node ? fdt_path_offset(blob->data, boot->modules[i].node) : 0;

		assert(node >= 0);
		assert(!boot->modules[i].node || fdt_getprop(blob->data, node, "reg", NULL));
	}
}

/* The partial trees that were made are outputs, too. */
static void check_partials(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->output && load->content.data)
			assert(fdt_check_full(load->content.data, load->content.length) == 0);
	}
}

static void write_all(const struct xb_context *context, const struct xb_output_set *set,
		      struct xb_diags *diags)
{
	static const struct xb_emit_options options;
	const struct xb_output_file *file;
	bool good = diags->errors == 0;

	for (size_t i = 0; (file = xb_output_file(set, i)); i++) {
		struct xb_buf out = {0};

		if (file->write(context->boot, &options, &out, diags) && good &&
		    strcmp(file->suffix, ".dtb") == 0)
			check_tree(context->boot, &out);
		xb_buf_clear(&out);
	}
	if (good)
		check_partials(context->boot);
	for (size_t i = 0; i < xb_map_format_count; i++) {
		struct xb_buf out = {0};

		xb_map_formats[i].write(context, &out);
		xb_buf_clear(&out);
	}
}

/* ---- The profile ----------------------------------------------------------------------------------- */

static bool is_hermetic(const char *text, size_t length)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse(FUZZ_PATH, text, length, &diags);
	bool good = document && fuzz_is_hermetic(document);

	xb_yaml_free(document);
	xb_diags_clear(&diags);
	return good;
}

static const uint8_t *find_tree(const uint8_t *data, size_t size)
{
	static const uint8_t magic[] = {0xd0, 0x0d, 0xfe, 0xed};

	for (const uint8_t *at = data; size >= sizeof(magic) && at <= data + size - sizeof(magic); at++)
		if (memcmp(at, magic, sizeof(magic)) == 0)
			return at;
	return data + size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct xb_data *shipped;
	static struct xb_catalog *catalog;
	static struct tree_file file;
	const uint8_t *tree = find_tree(data, size);
	size_t length = (size_t)(tree - data);
	struct xb_diags diags = {0};
	struct xb_profile *profile;

	if (!catalog) {
		shipped = xb_data_new(NULL, NULL);
		catalog = xb_catalog_load(shipped, &diags);
		assert(catalog);
		file = open_tree_file();
	}
	if (!is_hermetic((const char *)data, length))
		return 0;
	write_tree(&file, tree, size - length);
	profile = xb_profile_parse(shipped, FUZZ_PATH, (const char *)data, length, &diags);
	if (profile)
		fuzz_plan(profile, catalog, file.path, write_all, &diags);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Packed structures: what comes out is what went in, and a damaged pack is refused. */
#include "unit/diags.h"

#include "model/catalog-file.h"
#include "model/pack.h"

static const char sample[] = "format: 1\n"
			     "scope: xen\n"
			     "options:\n"
			     "  - name: vwfi\n"
			     "    aliases: [wfi, wfe]\n"
			     "    type: enum\n"
			     "    choices:\n"
			     "      - {value: trap, help: Xen does, kconfig: A && B}\n"
			     "      - native\n"
			     "    cautions:\n"
			     "      - {when: [native], says: gives the CPU away}\n"
			     "    default: \"\"\n"
			     "    repeatable: true\n"
			     "    group: CPU\n"
			     "    summary: Who waits\n"
			     "    help: |\n"
			     "      Two\n"
			     "      lines.\n"
			     "  - {name: wait, type: int, min: 0, max: 0x12345678, group: CPU,\n"
			     "     summary: How long, help: Milliseconds}\n";

static bool decode(const char *text, size_t length, struct xb_arena *arena,
		   struct xb_document **document, struct xb_catalog_file *file)
{
	struct xb_diags diags = {0};
	struct xb_decoder decoder = {.arena = arena, .diags = &diags};
	bool good;

	*document = xb_yaml_parse("sample.yaml", text, length, &diags);
	assert_non_null(*document);
	good = xb_catalog_file_decode(&decoder, (*document)->root, file);
	check_diags("sample", &diags, "");
	xb_diags_clear(&diags);
	return good;
}

static void pack_sample(struct xb_buf *out)
{
	struct xb_catalog_file file = {.count = 0};
	struct xb_arena arena = {0};
	struct xb_document *document;

	assert_true(decode(sample, sizeof(sample) - 1, &arena, &document, &file));
	assert_true(xb_pack(&xb_catalog_file_schema, &file, out));
	xb_yaml_free(document);
	xb_arena_clear(&arena);
}

static void test_every_shape_comes_back(void **state)
{
	struct xb_buf packed = {0};
	struct xb_arena arena = {0};
	struct xb_catalog_file file = {.count = 0};
	const struct xb_option *option;

	(void)state;
	pack_sample(&packed);
	assert_true(xb_unpack(&xb_catalog_file_schema, "sample.yaml", packed.data, packed.length,
			      &arena, &file));
	assert_int_equal(file.count, 2);
	option = &file.options[0];
	check_text("scope", file.scope.text, "xen");
	check_text("name", option->name.text, "vwfi");
	check_text("file of the name", option->name.at.file, "sample.yaml");
	assert_int_equal(option->name.at.line, 4);
	assert_int_equal(option->name.at.column, 11);
	assert_int_equal(option->aliases.count, 2);
	check_text("alias", option->aliases.items[1].text, "wfe");
	assert_int_equal(option->choice_count, 2);
	check_text("choice's kconfig", option->choices[0].kconfig.text, "A && B");
	check_text("plain choice", option->choices[1].value.text, "native");
	assert_null(option->choices[1].help.text);
	check_text("caution", option->cautions[0].when.items[0].text, "native");
	check_text("empty text", option->default_value.text, "");
	assert_null(option->unit.text);
	assert_false(option->max.given);
	assert_true(file.options[1].max.given && file.options[1].min.given);
	assert_true(file.options[1].max.value == 0x12345678);
	assert_true(option->repeatable.given && option->repeatable.value);
	assert_false(option->bare.given);
	check_text("help", option->help.text, "Two\nlines.\n");
	xb_arena_clear(&arena);
	xb_buf_clear(&packed);
}

/* Cut anywhere, it is refused, and nothing behind its end is read (in memory of its exact size). */
static void test_a_cut_pack_is_refused(void **state)
{
	struct xb_buf packed = {0};

	(void)state;
	pack_sample(&packed);
	for (size_t length = 0; length < packed.length; length++) {
		char *part = malloc(length + 1);
		struct xb_arena arena = {0};
		struct xb_catalog_file file = {.count = 0};

		assert_non_null(part);
		memcpy(part, packed.data, length);
		part[length] = (char)0xff;
		if (xb_unpack(&xb_catalog_file_schema, "cut", part, length, &arena, &file))
			fail_msg("%zu of %zu bytes were taken", length, packed.length);
		xb_arena_clear(&arena);
		free(part);
	}
	xb_buf_clear(&packed);
}

/* What the program was built with, unpacked and packed again, is the same bytes. */
static void test_the_shipped_catalog_comes_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < xb_packed_count; i++) {
		const struct xb_packed_file *packed = &xb_packed_files[i];
		struct xb_arena arena = {0};
		struct xb_catalog_file file = {.count = 0};
		struct xb_buf again = {0};

		assert_true(xb_unpack(&xb_catalog_file_schema, packed->path, packed->data,
				      packed->size, &arena, &file));
		assert_true(file.count > 10 || file.known.count > 10);
		assert_true(xb_pack(&xb_catalog_file_schema, &file, &again));
		assert_int_equal(again.length, packed->size);
		assert_memory_equal(again.data, packed->data, packed->size);
		xb_buf_clear(&again);
		xb_arena_clear(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_shape_comes_back),
		cmocka_unit_test(test_a_cut_pack_is_refused),
		cmocka_unit_test(test_the_shipped_catalog_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* NAME.json, read back with jansson. */
#include "sample.h"

#include "emit/emit.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static json_t *manifest(const struct xb_boot *boot, bool digest, struct xb_diags *diags)
{
	static const char *const files[] = {"boot2.source", "boot2.scr", "boot2.json", NULL};
	const struct xb_emit_options options = {
		.files = files, .digest = digest};
	struct xb_buf out = {0};
	json_error_t error;
	json_t *root = NULL;

	if (xb_emit_manifest(boot, &options, &out, diags)) {
		root = json_loadb(out.data, out.length, 0, &error);
		check_text("parse error", root ? NULL : error.text, NULL);
		/* The folder of a boot file is nobody else's business. */
		assert_null(strstr(out.data, "/home/"));
	}
	xb_buf_clear(&out);
	return root;
}

static const json_t *file_of(const json_t *root, size_t index)
{
	return json_array_get(json_object_get(root, "files"), index);
}

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void names_every_file(void **state)
{
	static const struct {
		const char *role, *load, *address;
		json_int_t size;
	} files[] = {
		{"Xen", "xen", "0xE00000", 0xF0008},
		{"dom0 kernel", "Image", "0x1000000", 0x108AA00},
		{"dom0 ramdisk", "rootfs.cpio.gz", "0x2200000", 0x6013E86},
		{"device tree", "bcm2711-rpi-4-b.dtb", "0x8400000", 0xCA00},
	};
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	json_t *root;

	(void)state;
	boot->loads[1].path = xb_arena_strdup(&boot->arena, "/home/me/out/xen.bin");
	root = manifest(boot, false, &diags);
	check_text("name", text_of(root, "name"), "rpi4-yocto");
	check_u64("files", json_array_size(json_object_get(root, "files")), XB_COUNT(files));
	for (size_t i = 0; i < XB_COUNT(files); i++) {
		const json_t *file = file_of(root, i);

		check_text("role", text_of(file, "role"), files[i].role);
		check_text("file", text_of(file, "file"), i == 0 ? "xen.bin" : files[i].load);
		check_text("load", text_of(file, "load"), files[i].load);
		check_text("address", text_of(file, "address"), files[i].address);
		check_int("size", json_integer_value(json_object_get(file, "size")), files[i].size);
		assert_null(json_object_get(file, "sha256"));
	}
	json_decref(root);
	xb_boot_free(boot);
}

static void names_the_outputs_and_command_lines(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	json_t *root, *outputs;

	(void)state;
	root = manifest(boot, false, &diags);
	outputs = json_object_get(root, "outputs");
	check_u64("outputs", json_array_size(outputs), 3);
	check_text("first", json_string_value(json_array_get(outputs, 0)), "boot2.source");
	check_text("second", json_string_value(json_array_get(outputs, 1)), "boot2.scr");
	check_text("third", json_string_value(json_array_get(outputs, 2)), "boot2.json");
	check_text("Xen", text_of(root, "xen-bootargs"), boot->xen_line.text);
	check_text("dom0", text_of(root, "dom0-bootargs"), boot->domains[0].line.text);
	check_text("prompt", text_of(root, "prompt"),
		   "dhcp; tftpboot 0xC00000 boot2.scr; source 0xC00000");
	json_decref(root);
	boot->loads[0].use = XB_LOAD_OVERLAY; /* no script any more */
	root = manifest(boot, false, &diags);
	assert_true(json_is_null(json_object_get(root, "prompt")));
	json_decref(root);
	xb_boot_free(boot);
}

static void keeps_what_json_can_hold(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};
	json_t *root;

	(void)state;
	boot->domains[0].line.text = xb_arena_strdup(&boot->arena, "a=\"b\\c\"\n\xc3\xa4");
	boot->xen_line.text = xb_arena_strdup(&boot->arena, "latin1=\xe4");
	boot->loads[1].size_known = false;
	boot->loads[1].placed = false;
	root = manifest(boot, false, &diags);
	check_text("exact", text_of(root, "dom0-bootargs"), "a=\"b\\c\"\n\xc3\xa4");
	check_text("not UTF-8", text_of(root, "xen-bootargs"), "latin1=\\xe4");
	assert_true(json_is_null(json_object_get(file_of(root, 0), "size")));
	assert_true(json_is_null(json_object_get(file_of(root, 0), "address")));
	json_decref(root);
	xb_boot_free(boot);
}

/* Files of LENGTH times 'a'; sums from sha256sum(1). */
static const struct {
	size_t length;
	const char *sha256;
} sums[] = {
	{0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
	{65536, "bf718b6f653bebc184e1479f1935b8da974d701b893afcf49e701f3e2f9f9c5a"},
	{65537, "008ffc88d3c96a9f307524eb361e47c5222a887fc45fa0c1fb8d429c5c23b430"},
};

static void check_sum(struct xb_boot *boot, const char *path, size_t length, const char *sum)
{
	struct xb_diags diags = {0};
	FILE *file = fopen(path, "wb");
	json_t *root;

	assert_non_null(file);
	for (size_t i = 0; i < length; i++)
		assert_int_equal(fputc('a', file), 'a');
	assert_int_equal(fclose(file), 0);
	root = manifest(boot, true, &diags);
	check_text("sha256", text_of(file_of(root, 0), "sha256"), sum);
	/* The others are not here. */
	assert_true(json_is_null(json_object_get(file_of(root, 1), "sha256")));
	json_decref(root);
}

static void sums_files_on_request(void **state)
{
	char path[] = "/tmp/xenboot-manifest-XXXXXX";
	struct xb_boot *boot = sample_boot();
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	boot->loads[1].path = xb_arena_strdup(&boot->arena, path);
	boot->loads[1].present = true;
	for (size_t i = 0; i < XB_COUNT(sums); i++)
		check_sum(boot, path, sums[i].length, sums[i].sha256);
	unlink(path);
	xb_boot_free(boot);
}

static void a_file_that_went_away_is_an_error(void **state)
{
	struct xb_boot *boot = sample_boot();
	struct xb_diags diags = {0};

	(void)state;
	boot->loads[1].path = xb_arena_strdup(&boot->arena, "/nonexistent/xen");
	boot->loads[1].present = true;
	assert_null(manifest(boot, true, &diags));
	check_u64("errors", diags.errors, 1);
	check_int("code", (int)diags.items[0].code, XB_CODE_FILE_MISSING);
	check_contains("message", diags.items[0].message, "/nonexistent/xen");
	xb_diags_clear(&diags);
	xb_boot_free(boot);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_every_file),
		cmocka_unit_test(names_the_outputs_and_command_lines),
		cmocka_unit_test(keeps_what_json_can_hold),
		cmocka_unit_test(sums_files_on_request),
		cmocka_unit_test(a_file_that_went_away_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* boot.scr against the one that mkimage makes. Skipped where mkimage (u-boot-tools) is missing. */
#include "sample.h"

#include <stdlib.h>
#include <unistd.h>

enum { SKIPPED = 77 };

static char folder[] = "/tmp/xenboot-mkimage-XXXXXX";

static char *in_folder(const char *name)
{
	return xb_format("%s/%s", folder, name);
}

static void write_file(const char *path, const struct xb_buf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->data, 1, text->length, file), text->length);
	assert_int_equal(fclose(file), 0);
}

static void run_mkimage(const char *from, const char *to, uint32_t timestamp, uint32_t address)
{
	char *command =
		xb_format("SOURCE_DATE_EPOCH=%" PRIu32 " mkimage -T script -A arm64 -C none "
			  "-a 0x%" PRIX32 " -e 0x%" PRIX32 " -d %s %s >/dev/null",
			  timestamp, address, address, from, to);

	check_int(command, system(command), 0);
	free(command);
}

static void compare(const struct xb_buf *text, uint32_t timestamp, uint32_t address)
{
	char *from = in_folder("boot.source"), *to = in_folder("boot.scr");
	struct xb_buf theirs = {0}, ours = {0};

	write_file(from, text);
	run_mkimage(from, to, timestamp, address);
	check_int("read", xb_file_read(to, 1 << 20, &theirs), 0);
	xb_emit_legacy_script(text->data, text->length, timestamp, address, &ours);
	check_u64("length", ours.length, theirs.length);
	assert_memory_equal(ours.data, theirs.data, theirs.length);
	unlink(from);
	unlink(to);
	free(from);
	free(to);
	xb_buf_clear(&theirs);
	xb_buf_clear(&ours);
}

static void any_text_is_wrapped_alike(void **state)
{
	static const size_t lengths[] = {1, 2, 3, 4, 511, 70000};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(lengths); i++) {
		struct xb_buf text = {0};

		while (text.length < lengths[i])
			xb_buf_putc(&text, (char)(text.length * 7 + i));
		compare(&text, (uint32_t)i * 0x10000000 + 1, 0xC00000 + (uint32_t)i);
		xb_buf_clear(&text);
	}
}

static void the_sample_is_wrapped_alike(void **state)
{
	struct xb_boot *boot = sample_boot();
	const struct xb_emit_options options = {0};
	struct xb_diags diags = {0};
	struct xb_buf text = {0};

	(void)state;
	assert_true(xb_emit_source(boot, &options, &text, &diags));
	compare(&text, 0, 0xC00000);
	xb_buf_clear(&text);
	xb_boot_free(boot);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_is_wrapped_alike),
		cmocka_unit_test(the_sample_is_wrapped_alike),
	};
	int failed;

	if (system("command -v mkimage >/dev/null 2>&1") != 0) {
		print_message(
			"skipped: mkimage is not installed (Debian and Ubuntu: u-boot-tools)\n");
		return SKIPPED;
	}
	if (!mkdtemp(folder))
		return EXIT_FAILURE;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}

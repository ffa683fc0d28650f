/* SPDX-License-Identifier: MIT */
/* Images with scripts: what U-Boot's source finds in them (boot/image-board.c image_locate_script). */
#include "support.h"

#include "import/script-image.h"

#include <libfdt.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const char first[] = "setenv a 1\n";
static const char second[] = "setenv b 2\n";

/* ---- Making them ---- */

static void put_word(struct xb_buf *out, uint32_t word)
{
	const unsigned char bytes[] = {(unsigned char)(word >> 24), (unsigned char)(word >> 16),
				       (unsigned char)(word >> 8), (unsigned char)word};

	xb_buf_add(out, (const char *)bytes, sizeof(bytes));
}

static uint32_t sum_of(const char *bytes, size_t length)
{
	return (uint32_t)crc32(0, (const unsigned char *)bytes, (unsigned)length);
}

/* What mkimage -T TYPE makes of DATA, with its checksums. */
static void make_legacy(struct xb_buf *out, unsigned char type, const struct xb_buf *data)
{
	struct xb_buf header = {0}, sum = {0};
	const char kinds[] = {5, 22, (char)type, 1}; /* Linux, arm64, gzip */
	const char name[32] = "script";

	put_word(&header, 0x27051956);
	put_word(&header, 0);
	put_word(&header, 0);
	put_word(&header, (uint32_t)data->length);
	put_word(&header, 0);
	put_word(&header, 0);
	put_word(&header, sum_of(data->data, data->length));
	xb_buf_add(&header, kinds, sizeof(kinds));
	xb_buf_add(&header, name, sizeof(name));
	put_word(&sum, sum_of(header.data, header.length));
	memcpy(header.data + 4, sum.data, 4);
	xb_buf_add(out, header.data, header.length);
	xb_buf_add(out, data->data, data->length);
	xb_buf_clear(&header);
	xb_buf_clear(&sum);
}

/* As mkimage -d FIRST:SECOND; SECOND may be NULL. */
static void make_parts(struct xb_buf *data, const char *one, const char *two)
{
	put_word(data, (uint32_t)strlen(one));
	if (two)
		put_word(data, (uint32_t)strlen(two));
	put_word(data, 0);
	xb_buf_puts(data, one);
	xb_buf_puts(data, two ? two : "");
}

struct fit {
	const char *image_default, *config_script; /* NULL: not said */
	const char *type;
	uint32_t wrong; /* added to the hash */
};

static void put_text(void *blob, const char *name, const char *text)
{
	fdt_property(blob, name, text, (int)strlen(text) + 1);
}

static void make_fit(struct xb_buf *out, const struct fit *fit)
{
	_Alignas(8) char blob[4096];
	fdt32_t sum = cpu_to_fdt32(sum_of(first, strlen(first)) + fit->wrong);

	assert_int_equal(fdt_create(blob, sizeof(blob)), 0);
	fdt_finish_reservemap(blob);
	fdt_begin_node(blob, "");
	fdt_begin_node(blob, "images");
	if (fit->image_default)
		put_text(blob, "default", fit->image_default);
	fdt_begin_node(blob, "boot");
	put_text(blob, "type", fit->type);
	fdt_property(blob, "data", first, (int)strlen(first));
	fdt_begin_node(blob, "hash-1");
	put_text(blob, "algo", "crc32");
	fdt_property(blob, "value", &sum, sizeof(sum));
	fdt_end_node(blob);
	fdt_end_node(blob);
	fdt_end_node(blob);
	fdt_begin_node(blob, "configurations");
	put_text(blob, "default", "conf");
	fdt_begin_node(blob, "conf");
	if (fit->config_script)
		put_text(blob, "script", fit->config_script);
	fdt_end_node(blob);
	fdt_end_node(blob);
	fdt_end_node(blob);
	assert_int_equal(fdt_finish(blob), 0);
	xb_buf_add(out, blob, fdt_totalsize(blob));
}

/* ---- Looking into them ---- */

/* WANT: the text that is found; NULL: none is. SAID: what is said of it; NULL: nothing. */
static void check_image(const char *label, const struct xb_buf *image, const char *want,
			const char *said)
{
	struct xb_diags diags = {0};
	const char *text = NULL;
	size_t length = 0;
	const bool found =
		xb_script_find("image", image->data, image->length, &text, &length, &diags);
	char *copy = found ? xb_strndup(text, length) : NULL;

	check_text(label, copy, want);
	check_int(label, (intmax_t)diags.count, said != NULL);
	if (said && diags.count)
		check_contains(label, diags.items[0].message, said);
	free(copy);
	xb_diags_clear(&diags);
}

static void finds_the_first_part(void **state)
{
	struct xb_buf data = {0}, image = {0};

	(void)state;
	make_parts(&data, first, NULL);
	make_legacy(&image, 6, &data);
	check_image("one", &image, first, NULL);
	xb_buf_clear(&data);
	xb_buf_clear(&image);
	make_parts(&data, first, second);
	make_legacy(&image, 6, &data);
	check_image("two", &image, first, "source runs the first alone");
	xb_buf_clear(&data);
	xb_buf_clear(&image);
	put_word(&data, 0);
	make_legacy(&image, 6, &data);
	check_image("none", &image, NULL, "Empty Script");
	xb_buf_clear(&data);
	xb_buf_clear(&image);
}

/* What is changed in a good image, and what U-Boot says then. */
static const struct {
	const char *label;
	size_t offset;
	const char *said;
} damages[] = {
	{"header", 20, "Bad header crc"},
	{"data", 64 + 10, "Bad data crc"},
};

static void tells_damage(void **state)
{
	struct xb_buf data = {0};

	(void)state;
	make_parts(&data, first, NULL);
	for (size_t i = 0; i < XB_COUNT(damages); i++) {
		struct xb_buf image = {0};

		make_legacy(&image, 6, &data);
		image.data[damages[i].offset] ^= 1;
		check_image(damages[i].label, &image, NULL, damages[i].said);
		xb_buf_clear(&image);
	}
	xb_buf_clear(&data);
}

static void tells_what_it_is_not(void **state)
{
	struct xb_buf data = {0}, image = {0};

	(void)state;
	make_parts(&data, first, NULL);
	make_legacy(&image, 2, &data);
	check_image("kernel", &image, NULL, "of type 2");
	image.length -= 4;
	check_image("cut off", &image, NULL, "should have");
	image.length = 40;
	check_image("header cut off", &image, NULL, "should have");
	xb_buf_clear(&data);
	xb_buf_clear(&image);
	put_word(&data, 0x1000);
	put_word(&data, 0);
	make_legacy(&image, 6, &data);
	check_image("length", &image, NULL, "the script has 0x1000 bytes");
	xb_buf_clear(&data);
	xb_buf_clear(&image);
	make_parts(&data, "\x1f\x8b\x08 packed", NULL);
	make_legacy(&image, 6, &data);
	check_image("packed", &image, NULL, "packed with gzip");
	xb_buf_clear(&data);
	xb_buf_clear(&image);
}

static const struct {
	const char *label;
	struct fit fit;
	const char *want, *said;
} fits[] = {
	{"both", {"boot", "boot", "script", 0}, first, NULL},
	{"the images' default", {"boot", NULL, "script", 0}, first, NULL},
	{"the configuration's", {NULL, "boot", "script", 0}, first, "from 2023.04 on"},
	{"no one's", {NULL, NULL, "script", 0}, first, "No FIT subimage unit name"},
	{"not there", {"nosuch", NULL, "script", 0}, NULL, "no script"},
	{"a kernel", {"boot", NULL, "kernel", 0}, NULL, "no script"},
	{"damaged", {"boot", NULL, "script", 1}, NULL, "Bad Data Hash"},
};

static void finds_the_script_of_a_fit(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(fits); i++) {
		struct xb_buf image = {0};

		make_fit(&image, &fits[i].fit);
		check_image(fits[i].label, &image, fits[i].want, fits[i].said);
		xb_buf_clear(&image);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_first_part),
		cmocka_unit_test(tells_damage),
		cmocka_unit_test(tells_what_it_is_not),
		cmocka_unit_test(finds_the_script_of_a_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

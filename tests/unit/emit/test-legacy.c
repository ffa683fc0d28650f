/* SPDX-License-Identifier: MIT */
/* boot.scr byte by byte; test-mkimage compares it with mkimage's own where that is installed. */
#include "sample.h"

#include "emit/emit.h"

#include <stdlib.h>

/* mkimage -T script -A arm64 -C none -a 0xC00000 -e 0xC00000, at SOURCE_DATE_EPOCH=5 */
/* clang-format off */
static const unsigned char known[] = {
	0x27, 0x05, 0x19, 0x56, 0x38, 0x40, 0xf2, 0x76, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x10,
	0x00, 0xc0, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0xd9, 0x34, 0x01, 0x62, 0x05, 0x16, 0x06, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 'e',  'c',  'h',  'o',  ' ',  'h',  'i',  '\n',
};
/* clang-format on */

static void is_what_mkimage_writes(void **state)
{
	struct xb_buf out = {0};

	(void)state;
	xb_emit_legacy_script("echo hi\n", 8, 5, 0xC00000, &out);
	check_u64("length", out.length, sizeof(known));
	for (size_t i = 0; i < sizeof(known); i++) {
		char label[32];

		snprintf(label, sizeof(label), "byte %zu", i);
		check_u64(label, (unsigned char)out.data[i], known[i]);
	}
	xb_buf_clear(&out);
}

static uint32_t be32(const char *data)
{
	const unsigned char *bytes = (const unsigned char *)data;

	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* CRC-32 bit by bit, from its definition. */
static uint32_t slow_crc(const char *data, size_t length)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < length; i++) {
		crc ^= (unsigned char)data[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static void sums_are_right_for_any_length(void **state)
{
	static const size_t lengths[] = {0, 1, 3, 4, 1000, 70000};
	char *text = xb_alloc(70000);

	(void)state;
	for (size_t i = 0; i < 70000; i++)
		text[i] = (char)(i * 31);
	for (size_t i = 0; i < XB_COUNT(lengths); i++) {
		struct xb_buf out = {0};

		xb_emit_legacy_script(text, lengths[i], 0, 0, &out);
		check_u64("whole", out.length, 72 + lengths[i]);
		check_u64("size", be32(out.data + 12), 8 + lengths[i]);
		check_u64("table", be32(out.data + 64), lengths[i]);
		check_u64("data crc", be32(out.data + 24),
			  slow_crc(out.data + 64, out.length - 64));
		xb_buf_clear(&out);
	}
	free(text);
}

static void header_sum_covers_the_header(void **state)
{
	struct xb_buf out = {0};
	uint32_t sum;

	(void)state;
	xb_emit_legacy_script("x", 1, 0x12345678, 0xFFFFFFFF, &out);
	sum = be32(out.data + 4);
	memset(out.data + 4, 0, 4);
	check_u64("header crc", sum, slow_crc(out.data, 64));
	check_u64("time", be32(out.data + 8), 0x12345678);
	xb_buf_clear(&out);
}

static void address_is_the_scripts_below_4_gib(void **state)
{
	static const struct {
		const char *label;
		uint64_t address;
		uint32_t field;
	} cases[] = {
		{"rpi4", 0xC00000, 0xC00000},
		{"last of 32 bits", 0xFFFFFFFF, 0xFFFFFFFF},
		{"first beyond", 0x100000000, 0},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const struct xb_emit_options options = {.timestamp = 7};
		struct xb_boot *boot = sample_boot();
		struct xb_diags diags = {0};
		struct xb_buf out = {0};

		boot->loads[0].address = cases[i].address;
		check_bool(cases[i].label, xb_emit_scr(boot, &options, &out, &diags), true);
		check_u64(cases[i].label, be32(out.data + 16), cases[i].field);
		check_u64(cases[i].label, be32(out.data + 20), cases[i].field);
		check_u64(cases[i].label, be32(out.data + 8), 7);
		xb_buf_clear(&out);
		xb_boot_free(boot);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_what_mkimage_writes),
		cmocka_unit_test(sums_are_right_for_any_length),
		cmocka_unit_test(header_sum_covers_the_header),
		cmocka_unit_test(address_is_the_scripts_below_4_gib),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

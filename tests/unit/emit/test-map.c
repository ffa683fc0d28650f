/* SPDX-License-Identifier: MIT */
/* The memory map: its layout, and what text, JSON and SVG make of it. */
#include "sample.h"

#include <jansson.h>
#include <stdlib.h>

#include "emit/map.h"

#define MIB 0x100000u

/* 64 MiB of RAM at 0, and 3 GiB above 4 GiB; firmware, Xen, a kernel, a tree. */
static void put_map(void (*write)(const struct xb_context *, struct xb_buf *),
		    const struct xb_boot *boot, struct xb_buf *out)
{
	struct xb_context context;

	xb_context_init(&context, boot, NULL);
	write(&context, out);
	xb_context_clear(&context);
}

static struct xb_boot *mapped_boot(void)
{
	struct xb_boot *boot = sample_boot();
	const struct xb_load *loads = boot->loads;

	xb_ranges_add(&boot->ram, (struct xb_range){0, 64 * MIB});
	xb_ranges_add(&boot->ram, (struct xb_range){0x100000000, 0xC0000000});
	sample_region(boot, XB_REGION_RESERVED, 0, 0x1000, "firmware", NULL);
	sample_region(boot, XB_REGION_GAP, 0x1000, 2 * MIB - 0x1000, "", NULL);
	sample_region(boot, XB_REGION_MODULE, 2 * MIB, 4 * MIB, "Xen", &loads[1]);
	sample_region(boot, XB_REGION_GAP, 6 * MIB, 2 * MIB, "", NULL);
	sample_region(boot, XB_REGION_MODULE, 8 * MIB, 8 * MIB, "dom0 kernel", &loads[2]);
	sample_region(boot, XB_REGION_MODULE, 16 * MIB, 4 * MIB, "dom0 ramdisk", &loads[3]);
	sample_region(boot, XB_REGION_GAP, 20 * MIB, 44 * MIB, "", NULL);
	sample_region(boot, XB_REGION_RESERVED, 64 * MIB, 16 * MIB, "graphics", NULL);
	sample_region(boot, XB_REGION_GAP, 0x100000000, 0xC0000000, "", NULL);
	return boot;
}

/* ---- Layout ---------------------------------------------------------------------------------- */

static void rows_are_to_scale(void **state)
{
	static const struct {
		size_t bank, item;
		unsigned rows;
		bool cut;
		uint64_t room;
	} cases[] = {
		{0, 0, 1, false, 0},        /* 4 KiB: one row all the same */
		{0, 1, 2, false, 0},        /* 2 MiB less 4 KiB */
		{0, 2, 4, false, 2 * MIB},  /* Xen, 4 MiB, and the gap behind it */
		{0, 3, 2, false, 0},        /* 2 MiB */
		{0, 4, 8, false, 0},        /* the kernel; the ramdisk follows at once */
		{0, 5, 4, false, 44 * MIB}, /* the ramdisk */
		{0, 6, 4, true, 0},         /* 44 MiB of nothing, cut */
		{1, 0, 4, true, 0},         /* 3 GiB of nothing, cut */
		{2, 0, 12, true, 0},        /* 16 MiB outside of RAM, cut at 12 rows */
	};
	struct xb_boot *boot = mapped_boot();
	struct xb_map map;

	(void)state;
	xb_map_layout(boot, &map);
	check_u64("a row", map.unit, MIB);
	check_u64("banks", map.count, 3);
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		const struct xb_map_item *item = &map.banks[cases[i].bank].items[cases[i].item];
		char label[32];

		snprintf(label, sizeof(label), "bank %zu item %zu", cases[i].bank, cases[i].item);
		check_u64(label, item->rows, cases[i].rows);
		check_bool(label, item->cut, cases[i].cut);
		check_u64(label, item->room, cases[i].room);
		check_bool(label, item->overlaps, false);
	}
	check_u64("free", map.banks[0].free, 48 * MIB - 0x1000);
	check_bool("outside", map.banks[2].is_ram, false);
	xb_map_clear(&map);
	xb_boot_free(boot);
}

/* One byte decides. */
static void overlaps_are_marked(void **state)
{
	static const struct {
		const char *label;
		enum xb_region_kind first, second;
		uint64_t size; /* of the first, at 1 MiB; the second is at 2 MiB */
		bool overlaps;
	} cases[] = {
		{"touch", XB_REGION_MODULE, XB_REGION_MODULE, MIB, false},
		{"one byte", XB_REGION_MODULE, XB_REGION_MODULE, MIB + 1, true},
		{"reserved under a module", XB_REGION_RESERVED, XB_REGION_MODULE, MIB + 1, true},
		{"module into reserved", XB_REGION_MODULE, XB_REGION_RESERVED, MIB + 1, true},
		{"reserved twice", XB_REGION_RESERVED, XB_REGION_RESERVED, MIB + 1, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_boot *boot = sample_boot();
		struct xb_buf text = {0};
		struct xb_map map;

		xb_ranges_add(&boot->ram, (struct xb_range){0, 64 * MIB});
		sample_region(boot, cases[i].first, MIB, cases[i].size, "a", NULL);
		sample_region(boot, cases[i].second, 2 * MIB, MIB, "b", NULL);
		xb_map_layout(boot, &map);
		check_bool(cases[i].label, map.banks[0].items[0].overlaps, cases[i].overlaps);
		check_bool(cases[i].label, map.banks[0].items[1].overlaps, false);
		put_map(xb_map_text, boot, &text);
		check_bool(cases[i].label, strstr(text.data, "OVERLAPS") != NULL,
			   cases[i].overlaps);
		xb_buf_clear(&text);
		xb_map_clear(&map);
		xb_boot_free(boot);
	}
}

/* ---- Text ------------------------------------------------------------------------------------ */

static void text_is_this(void **state)
{
	struct xb_boot *boot = mapped_boot();
	struct xb_buf out = {0};

	(void)state;
	/* One bank, to see it whole. */
	boot->ram.count = 1;
	boot->map_count = 7;
	put_map(xb_map_text, boot, &out);
	check_text(
		"map", out.data,
		"rpi4-yocto on rpi4-4g\n"
		"A row is 1 MiB, at least one for each; ~ marks what was cut short.\n"
		"\n"
		"RAM 0x0-0x3FFFFFF, 64 MiB, of it free 48.0 MiB\n"
		"           +------------+                                       size room behind\n"
		"0x00000000 |%%%%%%%%%%%%| firmware                             4 KiB\n"
		"0x00001000 |            | free                               2.0 MiB\n"
		"           |            |\n"
		"0x00200000 |############| Xen (xen)                            4 MiB       2 MiB\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"0x00600000 |            | free                                 2 MiB\n"
		"           |            |\n"
		"0x00800000 |############| dom0 kernel (Image)                  8 MiB     0 bytes\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"0x01000000 |############| dom0 ramdisk (rootfs.cpio.gz)        4 MiB      44 MiB\n"
		"           |############|\n"
		"           |############|\n"
		"           |############|\n"
		"0x01400000 |            | free                                44 MiB\n"
		"           |            |\n"
		"           |~~~~~~~~~~~~|\n"
		"           |            |\n"
		"           +------------+\n"
		"\n"
		"Xen reads xen,xen-bootargs; dom0 reads xen,dom0-bootargs\n"
		"\n"
		"dom0 cannot get 512M; no dom0_mem works here\n"
		"Xen panics: Failed to allocate requested dom0 memory. 504MB unallocated\n"
		"Up to there it has found\n"
		"0x00400000-0x00BFFFFF       8 MiB  first bank\n");
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

/* 65540K is not the 64M that would be 4K less. */
static void dom0_memory_is_told_as_it_is_typed(void **state)
{
	struct xb_boot *boot = mapped_boot();
	struct xb_buf out = {0};

	(void)state;
	xb_line_split(&boot->xen_line, &boot->arena, XB_SCOPE_XEN, "dom0_mem=65540K",
		      (struct xb_pos){0});
	boot->ram.count = 1;
	boot->map_count = 7;
	put_map(xb_map_text, boot, &out);
	check_contains("K", out.data, "\ndom0 cannot get 65540K; no dom0_mem works here\n");
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

static size_t columns_of(const char *line, size_t length)
{
	size_t columns = 0;

	for (size_t i = 0; i < length; i++)
		columns += ((unsigned char)line[i] & 0xc0) != 0x80;
	return columns;
}

static void text_never_exceeds_80_columns(void **state)
{
	struct xb_boot *boot = mapped_boot();
	struct xb_buf out = {0};
	char name[301] = {0};

	(void)state;
	for (size_t i = 0; i < 300; i += 2)
		memcpy(name + i, "\xc3\xa4", 2);
	boot->name = name;
	boot->loads[1].file = name;
	boot->loads[2].file = xb_arena_strdup(&boot->arena, "\033[1m\n\t\x80");
	sample_region(boot, XB_REGION_RESERVED, 0xFFFFFFFFFFFFF000, 0x1000, name, NULL);
	put_map(xb_map_text, boot, &out);
	for (const char *line = out.data; *line; line = strchr(line, '\n') + 1) {
		size_t length = (size_t)(strchr(line, '\n') - line);

		if (columns_of(line, length) > 80)
			check_u64("columns", columns_of(line, length), 80);
		assert_true(length == 0 || line[length - 1] != ' ');
	}
	assert_null(strchr(out.data, '\033'));
	check_contains("room stays last", out.data, "     4 MiB       2 MiB\n");
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

/* The column of names holds 30 characters. */
static void long_names_are_cut(void **state)
{
	static const struct {
		const char *file, *label;
	} cases[] = {
		{"24-characters-in-a-name.", "| Xen (24-characters-in-a-name.)       4 MiB"},
		{"25-characters-in-a-name..", "| Xen (25-characters-in-a-name..       4 MiB"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct xb_boot *boot = mapped_boot();
		struct xb_buf out = {0};

		boot->ram.count = 1;
		boot->map_count = 7;
		boot->loads[1].file = xb_arena_strdup(&boot->arena, cases[i].file);
		put_map(xb_map_text, boot, &out);
		check_contains("line", out.data, cases[i].label);
		xb_buf_clear(&out);
		xb_boot_free(boot);
	}
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void json_says_the_same(void **state)
{
	struct xb_boot *boot = mapped_boot();
	struct xb_buf out = {0};
	json_error_t error;
	const json_t *banks, *xen, *graphics;
	json_t *root;

	(void)state;
	put_map(xb_map_json, boot, &out);
	root = json_loadb(out.data, out.length, 0, &error);
	check_text("parse error", root ? NULL : error.text, NULL);
	banks = json_object_get(root, "banks");
	check_u64("banks", json_array_size(banks), 3);
	xen = json_array_get(json_object_get(json_array_get(banks, 0), "regions"), 2);
	check_text("kind", json_string_value(json_object_get(xen, "kind")), "module");
	check_text("owner", json_string_value(json_object_get(xen, "owner")), "Xen");
	check_text("file", json_string_value(json_object_get(xen, "file")), "xen");
	check_text("start", json_string_value(json_object_get(xen, "start")), "0x200000");
	check_text("last", json_string_value(json_object_get(xen, "last")), "0x5FFFFF");
	check_int("size", json_integer_value(json_object_get(xen, "size")), 4 * MIB);
	check_int("room", json_integer_value(json_object_get(xen, "room")), 2 * MIB);
	graphics = json_array_get(banks, 2);
	assert_true(json_is_false(json_object_get(graphics, "ram")));
	json_decref(root);
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

/* ---- SVG ------------------------------------------------------------------------------------- */

static size_t count(const char *text, const char *part)
{
	size_t found = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		found++;
	return found;
}

/* Each tag is closed in its order, and no text has a bare <, > or & in it. */
static void check_well_formed(const char *svg)
{
	const char *open[16];
	size_t depth = 0;

	for (const char *at = strchr(svg, '<'); at; at = strchr(at, '<')) {
		const char *end = strchr(at, '>');

		assert_non_null(end);
		if (at[1] == '/') {
			assert_true(depth > 0);
			depth--;
			assert_memory_equal(at + 2, open[depth], (size_t)(end - at) - 2);
		} else if (end[-1] != '/') {
			assert_true(depth < XB_COUNT(open));
			open[depth++] = at + 1;
		}
		at = end;
	}
	check_u64("open tags", depth, 0);
	for (const char *at = strchr(svg, '&'); at; at = strchr(at + 1, '&'))
		assert_true(!strncmp(at, "&lt;", 4) || !strncmp(at, "&gt;", 4) ||
			    !strncmp(at, "&amp;", 5) || !strncmp(at, "&quot;", 6) ||
			    !strncmp(at, "&apos;", 6));
}

static void svg_is_whole_and_harmless(void **state)
{
	struct xb_boot *boot = mapped_boot();
	struct xb_buf out = {0};

	(void)state;
	boot->name =
		xb_arena_strdup(&boot->arena, "a<script>alert('1')</script>&\"\033\xef\xbf\xbf");
	boot->loads[1].file = xb_arena_strdup(&boot->arena, "x</title><b>&y");
	put_map(xb_map_svg, boot, &out);
	check_well_formed(out.data);
	check_contains(
		"name", out.data,
		"<title>Memory map of a&lt;script&gt;alert(&apos;1&apos;)&lt;/script&gt;&amp;"
		"&quot;\\x1b?</title>");
	check_contains("file", out.data,
		       "<title>Xen (x&lt;/title&gt;&lt;b&gt;&amp;y): "
		       "0x200000-0x5FFFFF, 4 MiB, 2 MiB free behind it</title>");
	check_u64("titles", count(out.data, "<title>"), boot->map_count + 1);
	check_u64("cuts", count(out.data, "<path "), 3);
	/* Nothing from elsewhere. */
	assert_null(strstr(out.data, "href"));
	assert_null(strstr(out.data, "url("));
	check_u64("addresses of the web", count(out.data, "http"), 1);
	xb_buf_clear(&out);
	xb_boot_free(boot);
}

static void formats_have_names(void **state)
{
	static const char *const names[] = {"text", "json", "svg"};

	(void)state;
	check_u64("formats", xb_map_format_count, XB_COUNT(names));
	for (size_t i = 0; i < XB_COUNT(names); i++)
		check_text("format", xb_map_formats[i].name, names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_to_scale),
		cmocka_unit_test(overlaps_are_marked),
		cmocka_unit_test(text_is_this),
		cmocka_unit_test(dom0_memory_is_told_as_it_is_typed),
		cmocka_unit_test(text_never_exceeds_80_columns),
		cmocka_unit_test(long_names_are_cut),
		cmocka_unit_test(json_says_the_same),
		cmocka_unit_test(svg_is_whole_and_harmless),
		cmocka_unit_test(formats_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

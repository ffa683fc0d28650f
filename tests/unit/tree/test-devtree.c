/* SPDX-License-Identifier: MIT */
#include "unit/base/folder.h"
#include "unit/tree/tree.h"

/* ---- Memory and reservations ------------------------------------------------------------------- */

enum { ROWS = 16 };

struct layout {
	const char *label;
	struct tree_row rows[ROWS];
	const char *memory;   /* "start+size ..." in hexadecimal */
	const char *reserved; /* "name:start+size ..." */
};

#define CELLS_2_2 CELLS("#address-cells", 2), CELLS("#size-cells", 2)
#define CELLS_1_1 CELLS("#address-cells", 1), CELLS("#size-cells", 1)
#define IS_MEMORY TEXT("device_type", "memory")
#define REG_1G CELLS("reg", 0, 0x40000000, 0, 0x40000000)

static const struct layout layouts[] = {
	{"nothing", {{0}}, "", ""},
	{"a memory node", {CELLS_2_2, NODE("memory@40000000"), IS_MEMORY, REG_1G, END},
	 "40000000+40000000", ""},
	{"no unit address", {CELLS_2_2, NODE("memory"), IS_MEMORY, REG_1G, END},
	 "40000000+40000000", ""},
	{"another name", {CELLS_2_2, NODE("memory-x"), IS_MEMORY, REG_1G, END}, "", ""},
	{"no device_type", {CELLS_2_2, NODE("memory@40000000"), REG_1G, END}, "", ""},
	{"another device_type", {CELLS_2_2, NODE("memory"), TEXT("device_type", "memori"), REG_1G,
	 END}, "", ""},
	{"device_type without its NUL", {CELLS_2_2, NODE("memory"), BYTES("device_type", "memory"),
	 REG_1G, END}, "", ""},
	{"status okay", {CELLS_2_2, NODE("memory"), IS_MEMORY, TEXT("status", "okay"), REG_1G, END},
	 "40000000+40000000", ""},
	{"status ok", {CELLS_2_2, NODE("memory"), IS_MEMORY, TEXT("status", "ok"), REG_1G, END},
	 "40000000+40000000", ""},
	{"status disabled", {CELLS_2_2, NODE("memory"), IS_MEMORY, TEXT("status", "disabled"),
	 REG_1G, END}, "", ""},
	{"two levels down", {CELLS_2_2, NODE("soc"), NODE("memory"), IS_MEMORY, REG_1G, END, END},
	 "", ""},
	{"no reg", {CELLS_2_2, NODE("memory"), IS_MEMORY, END}, "", ""},
	{"size 0 is skipped", {CELLS_2_2, NODE("memory"), IS_MEMORY,
	 CELLS("reg", 0, 0, 0, 0, 0, 0x1000, 0, 0x1000), END}, "1000+1000", ""},
	{"a rest of 3 cells", {CELLS_2_2, NODE("memory"), IS_MEMORY,
	 CELLS("reg", 0, 0x1000, 0, 0x1000, 1, 2, 3), END}, "1000+1000", ""},
	{"banks that touch are one", {CELLS_2_2, NODE("memory@0"), IS_MEMORY,
	 CELLS("reg", 0, 0x1000, 0, 0x1000), END, NODE("memory@1"), IS_MEMORY,
	 CELLS("reg", 0, 0, 0, 0x1000), END}, "0+2000", ""},
	{"banks with a byte between", {CELLS_2_2, NODE("memory@0"), IS_MEMORY,
	 CELLS("reg", 0, 0x1001, 0, 0x1000, 0, 0, 0, 0x1000), END}, "0+1000 1001+1000", ""},
	{"one cell each", {CELLS_1_1, NODE("memory"), IS_MEMORY,
	 CELLS("reg", 0x80000000, 0x20000000), END}, "80000000+20000000", ""},
	{"cells by default 2 and 1", {NODE("memory"), IS_MEMORY, CELLS("reg", 8, 0, 0x10000), END},
	 "800000000+10000", ""},
	{"the last byte of all", {CELLS_2_2, NODE("memory"), IS_MEMORY,
	 CELLS("reg", 0xffffffff, 0xfffff000, 0, 0x1000), END}, "fffffffffffff000+1000", ""},
	{"memreserve", {RESERVE(0x80000000, 0x10000), RESERVE(0x800000000, 1)}, "",
	 "/memreserve/:80000000+10000 /memreserve/:800000000+1"},
	{"reserved with cells of its own", {CELLS_2_2, NODE("reserved-memory"), CELLS_1_1,
	 NODE("tz@1000"), CELLS("reg", 0x1000, 0x2000), END, END}, "", "tz@1000:1000+2000"},
	{"reserved, cells by default", {CELLS_1_1, NODE("reserved-memory"), NODE("tz"),
	 CELLS("reg", 0, 0x1000, 0x2000), END, END}, "", "tz:1000+2000"},
	{"reserved, two ranges", {NODE("reserved-memory"), CELLS_1_1, NODE("tz"),
	 CELLS("reg", 1, 2, 8, 4), END, END}, "", "tz:1+2 tz:8+4"},
	{"reserved, not in use", {NODE("reserved-memory"), CELLS_1_1, NODE("tz"),
	 TEXT("status", "disabled"), CELLS("reg", 1, 2), END, END}, "", ""},
	{"reserved, size alone", {NODE("reserved-memory"), CELLS_1_1, NODE("cma"),
	 CELLS("size", 0x4000000), END, END}, "", ""},
	{"reserved, size 0", {NODE("reserved-memory"), CELLS_1_1, NODE("nv"), CELLS("reg", 1, 0),
	 END, END}, "", ""},
	{"reserved, a level deeper", {NODE("reserved-memory"), CELLS_1_1, NODE("a"), NODE("b"),
	 CELLS("reg", 1, 2), END, END, END}, "", "b:1+2"},
	{"reserved, not below the root", {NODE("soc"), NODE("reserved-memory"), CELLS_1_1,
	 NODE("tz"), CELLS("reg", 1, 2), END, END, END}, "", ""},
	{"reserved without reg, cells of no use", {NODE("reserved-memory"),
	 CELLS("#address-cells", 0), NODE("cma"), CELLS("size", 1), END, END}, "", ""},
};

static void put_range(struct xb_buf *out, struct xb_range range)
{
	xb_buf_printf(out, "%" PRIx64 "+%" PRIx64, range.start, range.size);
}

static char *memory_text(const struct xb_devtree *tree)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < tree->memory.count; i++) {
		xb_buf_puts(&out, i ? " " : "");
		put_range(&out, tree->memory.items[i]);
	}
	return xb_buf_take(&out);
}

static char *reserved_text(const struct xb_devtree *tree)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < tree->reserved.count; i++) {
		xb_buf_printf(&out, "%s%s:", i ? " " : "", tree->reserved.items[i].name);
		put_range(&out, tree->reserved.items[i].range);
	}
	return xb_buf_take(&out);
}

static void memory_as_xen_reads_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(layouts); i++) {
		struct xb_diags diags = {0};
		struct xb_devtree *tree = tree_read(layouts[i].rows, &diags);
		char *memory, *reserved;

		check_text(layouts[i].label, diags.count ? diags.items[0].message : NULL, NULL);
		memory = memory_text(tree);
		reserved = reserved_text(tree);
		check_text(layouts[i].label, memory, layouts[i].memory);
		check_text(layouts[i].label, reserved, layouts[i].reserved);
		free(memory);
		free(reserved);
		xb_devtree_free(tree);
	}
}

struct refused {
	const char *label;
	struct tree_row rows[ROWS];
	const char *message; /* NULL: it is taken */
};

static const struct refused refusals[] = {
	{"root cells 1 and 1", {CELLS_1_1}, NULL},
	{"root cells 2 and 2", {CELLS_2_2}, NULL},
	{"address cells 0", {CELLS("#address-cells", 0)}, "the root node has #address-cells 0"},
	{"address cells 3", {CELLS("#address-cells", 3)}, "#address-cells 3 and #size-cells 1"},
	{"size cells 0", {CELLS("#size-cells", 0)}, "#size-cells 0"},
	{"size cells 3", {CELLS("#size-cells", 3)}, "#size-cells 3"},
	{"cells cut off", {BYTES("#address-cells", "\0\0\3")}, NULL},
	{"reserved cells 0", {NODE("reserved-memory"), CELLS("#size-cells", 0), NODE("tz"),
	 CELLS("reg", 1, 2), END, END}, "/reserved-memory has #address-cells 2 and #size-cells 0"},
	{"memory past the end", {CELLS_2_2, NODE("memory"), IS_MEMORY,
	 CELLS("reg", 0xffffffff, 0xfffff000, 0, 0x1001), END},
	 "memory starts at 0xFFFFFFFFFFFFF000 and has 0x1001 bytes"},
	{"reserved past the end", {NODE("reserved-memory"), CELLS_2_2, NODE("tz"),
	 CELLS("reg", 0xFFFFFFFF, 0xFFFFFFFF, 0, 2), END, END}, "tz starts at 0xFFFFFFFFFFFFFFFF"},
	{"reservation to the end", {RESERVE(0xfffffffffffff000, 0x1000)}, NULL},
	{"reservation past the end", {RESERVE(0xfffffffffffff000, 0x1001)}, "/memreserve/ starts"},
	{"an alias of a path", {NODE("aliases"), TEXT("a", "/b"), END}, NULL},
	{"an alias of itself", {NODE("aliases"), TEXT("a", "a"), END}, "alias"},
	{"an alias of another", {NODE("aliases"), TEXT("a", "/x"), TEXT("b", "a/c"), END}, "alias"},
	{"an alias of a word that is none", {NODE("aliases"), TEXT("a", "b"), END}, NULL},
	{"an alias without a value", {NODE("aliases"), FLAG("a"), END}, "alias"},
	{"an alias without its NUL", {NODE("aliases"), BYTES("a", "b"), END}, "alias"},
};

static void unreadable_numbers_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(refusals); i++) {
		struct xb_diags diags = {0};
		struct xb_devtree *tree = tree_read(refusals[i].rows, &diags);

		check_bool(refusals[i].label, tree == NULL, refusals[i].message != NULL);
		if (refusals[i].message)
			tree_expect(refusals[i].label, &diags, "dtb-invalid", refusals[i].message);
		xb_devtree_free(tree);
	}
}

/* ---- Names ------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct tree_row board[] = {
	CELLS_2_2, TEXT("model", "A board"),
	NODE("aliases"),
		TEXT("serial0", "/soc/serial@7e201000"), TEXT("serial1", "/soc/serial@7e215040"),
		TEXT("gone", "/soc/gone"), BYTES("raw", "/soc"),
	END,
	NODE("chosen"), TEXT("stdout-path", "serial1:115200n8"), END,
	NODE("cpus"),
		NODE("cpu@0"), TEXT("device_type", "cpu"), END,
		NODE("cpu@1"), TEXT("device_type", "cpu"), TEXT("status", "okay"), END,
		NODE("cpu@2"), TEXT("device_type", "cpu"), TEXT("status", "disabled"), END,
		NODE("l2-cache"), TEXT("device_type", "cache"), END,
		NODE("cpu-map"), END,
	END,
	NODE("soc"),
		NODE("serial@7e201000"), END,
		NODE("serial@7e215040"), NODE("port"), END, END,
		NODE("Mixed@1"), END,
	END,
	NODE("pl011@9000000"), END,
	{0},
};
/* clang-format on */

static void facts_of_the_board(void **state)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree = tree_read(board, &diags);

	(void)state;
	assert_non_null(tree);
	check_text("model", tree->model, "A board");
	check_text("stdout-path", tree->stdout_path, "serial1");
	check_u64("cpus", tree->cpus, 2);
	check_u64("#address-cells", tree->address_cells, 2);
	check_u64("#size-cells", tree->size_cells, 2);
	check_bool("chosen", tree->has_chosen, true);
	check_u64("used", xb_devtree_used(tree), tree->size);
	xb_devtree_free(tree);
}

static void boards_are_known_by_the_root(void **state)
{
	static const struct tree_row rows[] = {
		BYTES("compatible", "acme,shared\0acme,soc-2\0acme,soc\0"), {0}};
	static const struct tree_row silent[] = {TEXT("model", "acme,soc"), {0}};
	static const struct {
		const char *label, *items[3];
		bool fits;
	} boards[] = {
		{"one word", {"acme,soc"}, true},
		{"the second item", {"acme,other", "acme,soc-2"}, true},
		{"all words of an item", {"acme,shared acme,soc-2"}, true},
		{"more blanks", {" acme,soc  acme,shared "}, true},
		{"one word of an item", {"acme,shared acme,soc-3"}, false},
		{"a beginning", {"acme,so"}, false},
		{"more", {"acme,soc-22"}, false},
		{"no item", {NULL}, false},
	};
	struct xb_diags diags = {0};
	struct xb_devtree *tree = tree_read(rows, &diags), *mute = tree_read(silent, &diags);

	(void)state;
	assert_non_null(tree);
	assert_non_null(mute);
	for (size_t i = 0; i < XB_COUNT(boards); i++) {
		struct xb_text items[3] = {{0}};
		struct xb_board one = {.compatible = {.items = items}};

		while (boards[i].items[one.compatible.count]) {
			items[one.compatible.count].text =
				boards[i].items[one.compatible.count];
			one.compatible.count++;
		}
		check_bool(boards[i].label, xb_board_fits(&one, tree), boards[i].fits);
		check_bool("a root that says nothing", xb_board_fits(&one, mute), false);
	}
	xb_devtree_free(mute);
	xb_devtree_free(tree);
}

static void what_is_not_said_is_not_there(void **state)
{
	static const struct tree_row rows[] = {
		BYTES("model", "no NUL"), NODE("chosen-x"), TEXT("stdout-path", "a"), END, {0}};
	static const struct tree_row empty[] = {NODE("chosen"), TEXT("stdout-path", ":115200"), END,
						{0}};
	struct xb_diags diags = {0};
	struct xb_devtree *tree = tree_read(rows, &diags);

	(void)state;
	assert_non_null(tree);
	check_text("model", tree->model, NULL);
	check_text("stdout-path", tree->stdout_path, NULL);
	check_bool("chosen", tree->has_chosen, false);
	check_u64("cpus", tree->cpus, 0);
	xb_devtree_free(tree);
	tree = tree_read(empty, &diags);
	assert_non_null(tree);
	check_text("empty stdout-path", tree->stdout_path, NULL);
	xb_devtree_free(tree);
}

struct name {
	const char *word;
	const char *resolved; /* by Xen */
	bool has_node;        /* for U-Boot */
	const char *nearest;
};

static const struct name names[] = {
	{"serial0", "/soc/serial@7e201000", true, "serial0"},
	{"serial1:115200n8", "/soc/serial@7e215040", false, "serial1"},
	{"serail0", NULL, false, "serial0"},
	{"SERIAL0", NULL, false, "serial0"},
	{"gone", NULL, false, "gone"},
	{"raw", NULL, false, "raw"},
	{"", NULL, false, NULL},
	{"/", "/", true, NULL},
	{"/soc", "/soc", true, "/soc"},
	{"/soc/", NULL, true, "/soc"},
	{"/soc/serial@7e201000", "/soc/serial@7e201000", true, "/soc/serial@7e201000"},
	{"/soc/serial@7e201000,115200n8", NULL, false, NULL},
	{"/soc/serial@7e201001", NULL, false, "/soc/serial@7e201000"},
	{"/soc/serial", NULL, true, "/soc/serial@7e201000"},
	{"/soc/mixed@1", "/soc/Mixed@1", false, "/soc/Mixed@1"},
	{"/pl011", NULL, true, "/pl011@9000000"},
	{"/serial@7e215040", NULL, false, "/soc/serial@7e215040"},
	{"/sco/serial@7e215041/prot", NULL, false, "/soc/serial@7e215040/port"},
	{"pl011", NULL, false, "/pl011@9000000"},
	{"serial0/x", NULL, false, "serial0"},
	{"serial1/port", NULL, true, "/soc/serial@7e215040/port"},
	{"ethernet", NULL, false, NULL},
};

static void names_are_resolved(void **state)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree = tree_read(board, &diags);

	(void)state;
	assert_non_null(tree);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		const struct xb_tree_node *node = xb_tree_resolve(tree->index, names[i].word);
		char *resolved = node ? xb_tree_path(node) : NULL;
		char *nearest = xb_tree_nearest(tree->index, names[i].word);

		check_text(names[i].word, resolved, names[i].resolved);
		check_bool(names[i].word, xb_tree_find(tree->index, names[i].word) != NULL,
			   names[i].has_node);
		check_text(names[i].word, nearest, names[i].nearest);
		free(resolved);
		free(nearest);
	}
	xb_devtree_free(tree);
}

/* ---- Hostile blobs ----------------------------------------------------------------------------- */

static void refuse_blob(const char *label, const void *blob, size_t size, const char *code,
			const char *part)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree =
		xb_devtree_parse("t.dtb", blob, size, (struct xb_pos){0}, &diags);

	check_bool(label, tree == NULL, true);
	tree_expect(label, &diags, code, part);
}

struct broken {
	const char *label;
	size_t offset; /* a cell of the blob, see break_blob */
	bool in_structure;
	uint32_t value;
	const char *code, *part;
};

/* Where libfdt's writer puts the blocks of SMALLEST: root, one property `aa` of 4 bytes. */
enum { RESERVATIONS = 48, STRUCTURE = 64, STRINGS = 96, TOTAL = 99 };

static const struct broken breaks[] = {
	{"magic", 0, false, 0x12345678, "file-type", "not a device tree blob"},
	{"totalsize one more", 4, false, TOTAL + 1, "file-truncated", "has 99 bytes"},
	{"totalsize 2 MiB", 4, false, 0x200000, "file-truncated", "says 2097152"},
	{"version 16", 20, false, 16, "dtb-invalid", "format version 16"},
	{"compatible with 18", 24, false, 18, "dtb-invalid", "compatible with 18"},
	{"structure in the header", 8, false, 36, "dtb-invalid", "order"},
	{"structure on odd bytes", 8, false, STRUCTURE + 1, "dtb-invalid", ""},
	{"strings before the structure", 12, false, RESERVATIONS, "dtb-invalid", "order"},
	{"strings past the end", 12, false, STRINGS + 1, "dtb-invalid", "order"},
	{"strings at the last offset", 12, false, 0xfffffff0, "dtb-invalid", "order"},
	{"reservations in the header", 16, false, 32, "dtb-invalid", "order"},
	{"reservations without an end", 16, false, STRUCTURE - 8, "dtb-invalid", "no end"},
	{"structure too large", 36, false, 36, "dtb-invalid", "order"},
	{"structure too small", 36, false, 28, "dtb-invalid", "no end"},
	{"strings too large", 32, false, 4, "dtb-invalid", "order"},
	{"strings too small", 32, false, 2, "dtb-invalid", "name is not in the strings"},
	{"no root", 0, true, 9, "dtb-invalid", "no root"},
	{"root is a property", 0, true, 3, "dtb-invalid", ""},
	{"unknown tag", 0, true, 5, "dtb-invalid", "unknown tag"},
	{"root with a name", 4, true, 0x61000000, "dtb-invalid", "root node has a name"},
	{"name without an end", 4, true, 0x61616161, "dtb-invalid", ""},
	{"a second root", 8, true, 2, "dtb-invalid", ""},
	{"value to the structure's end", 12, true, 13, "dtb-invalid", "runs past"},
	{"value of -12 bytes, which lead back here", 12, true, 0xfffffff4, "dtb-invalid",
	 "runs past"},
	{"value of 2^31 bytes", 12, true, 0x80000000, "dtb-invalid", "runs past"},
	{"value of 2^32-1 bytes", 12, true, 0xffffffff, "dtb-invalid", "runs past"},
	{"property's name behind the strings", 16, true, 3, "dtb-invalid", "not in the strings"},
	{"property's name far off", 16, true, 0xffffffff, "dtb-invalid", "not in the strings"},
	{"end within the node", 24, true, 9, "dtb-invalid", "ends inside a node"},
	{"two ends", 28, true, 2, "dtb-invalid", "did not begin"},
	{"no end", 28, true, 4, "dtb-invalid", "has no end"},
};

static const struct tree_row smallest[] = {CELLS("aa", 0), {0}};

static void broken_blobs_are_refused(void **state)
{
	size_t size;
	unsigned char *blob = tree_make(smallest, &size);

	(void)state;
	check_u64("size of the blob", size, TOTAL);
	for (size_t i = 0; i < XB_COUNT(breaks); i++) {
		unsigned char *copy = xb_alloc(size);
		size_t offset = breaks[i].offset + (breaks[i].in_structure ? STRUCTURE : 0);

		memcpy(copy, blob, size);
		fdt32_st(copy + offset, breaks[i].value);
		refuse_blob(breaks[i].label, copy, size, breaks[i].code, breaks[i].part);
		free(copy);
	}
	free(blob);
}

/* Any byte changed, any length: a tree or a diagnostic, and no more than what was given is read. */
static void any_damage_is_survived(void **state)
{
	size_t size;
	unsigned char *blob = tree_make(board, &size);

	(void)state;
	for (size_t length = 0; length < size; length++) {
		unsigned char *part = xb_alloc(length);
		struct xb_diags diags = {0};

		memcpy(part, blob, length);
		check_bool("cut blob", xb_devtree_parse("t.dtb", part, length, (struct xb_pos){0},
							&diags) == NULL, true);
		check_u64("errors", diags.errors, 1);
		xb_diags_clear(&diags);
		free(part);
	}
	for (size_t i = 0; i < size * 8; i++) {
		struct xb_diags diags = {0};
		struct xb_devtree *tree;

		blob[i / 8] ^= (unsigned char)(1 << i % 8);
		tree = xb_devtree_parse("t.dtb", blob, size, (struct xb_pos){0}, &diags);
		check_bool("a tree or an error", (tree == NULL) == (diags.errors > 0), true);
		if (tree)
			check_int("for libfdt", fdt_check_full(tree->blob, size), 0);
		if (tree)
			free(xb_tree_nearest(tree->index, "/soc/serail"));
		xb_devtree_free(tree);
		xb_diags_clear(&diags);
		blob[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	free(blob);
}

/* A chain of nodes, the last one DEPTH levels below the root. */
static void *nested(int depth, size_t *size)
{
	void *blob = xb_alloc(TREE_SIZE);

	assert_int_equal(fdt_create(blob, TREE_SIZE), 0);
	assert_int_equal(fdt_finish_reservemap(blob), 0);
	for (int i = 0; i <= depth; i++)
		assert_int_equal(fdt_begin_node(blob, i ? "n" : ""), 0);
	for (int i = 0; i <= depth; i++)
		assert_int_equal(fdt_end_node(blob), 0);
	assert_int_equal(fdt_finish(blob), 0);
	*size = fdt_totalsize(blob);
	return blob;
}

static void depth_has_a_limit(void **state)
{
	struct xb_diags diags = {0};
	struct xb_devtree *tree;
	size_t size;
	void *blob = nested(64, &size);

	(void)state;
	tree = xb_devtree_parse("t.dtb", blob, size, (struct xb_pos){0}, &diags);
	assert_non_null(tree);
	xb_devtree_free(tree);
	free(blob);
	blob = nested(65, &size);
	refuse_blob("65 levels", blob, size, "dtb-invalid", "64 levels");
	free(blob);
}

/* The same tree with its strings before its structure: readable, but U-Boot cannot edit it. */
static void order_of_blocks(void **state)
{
	size_t size;
	unsigned char *blob = tree_make(smallest, &size), *turned = xb_alloc(size + 1);

	(void)state;
	memcpy(turned, blob, STRUCTURE);
	memcpy(turned + STRUCTURE, blob + STRINGS, TOTAL - STRINGS);
	memcpy(turned + STRUCTURE + 4, blob + STRUCTURE, STRINGS - STRUCTURE);
	fdt_set_off_dt_strings(turned, STRUCTURE);
	fdt_set_off_dt_struct(turned, STRUCTURE + 4);
	fdt_set_totalsize(turned, (uint32_t)size + 1);
	check_int("libfdt reads it", fdt_check_full(turned, size + 1), 0);
	refuse_blob("strings first", turned, size + 1, "dtb-invalid", "order");
	free(turned);
	free(blob);
}

static void property_behind_a_child(void **state)
{
	static const struct tree_row rows[] = {NODE("a"), END, {0}};
	size_t size;
	unsigned char *blob = tree_make(rows, &size), *copy = xb_alloc(size + 13);
	size_t root_end = STRUCTURE + 8 + 8 + 4;

	(void)state;
	memcpy(copy, blob, root_end);
	fdt32_st(copy + root_end, FDT_PROP); /* of length 0, with the empty name */
	memcpy(copy + root_end + 12, blob + root_end, size - root_end);
	fdt_set_size_dt_struct(copy, fdt_size_dt_struct(blob) + 12);
	fdt_set_off_dt_strings(copy, fdt_off_dt_strings(blob) + 12);
	fdt_set_size_dt_strings(copy, 1);
	fdt_set_totalsize(copy, (uint32_t)size + 13);
	refuse_blob("property behind a child", copy, size + 13, "dtb-invalid", "behind or outside");
	free(copy);
	free(blob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_as_xen_reads_it),
		cmocka_unit_test(unreadable_numbers_are_refused),
		cmocka_unit_test(facts_of_the_board),
		cmocka_unit_test(boards_are_known_by_the_root),
		cmocka_unit_test(what_is_not_said_is_not_there),
		cmocka_unit_test(names_are_resolved),
		cmocka_unit_test(broken_blobs_are_refused),
		cmocka_unit_test(any_damage_is_survived),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(order_of_blocks),
		cmocka_unit_test(property_behind_a_child),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

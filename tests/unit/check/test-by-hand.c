/* SPDX-License-Identifier: MIT */
/*
 * Descriptions that no profile made, with any part of them missing: every rule, output and message takes
 * them as they are. What is in them is as wrong as may be, so that the rules have something to say.
 */
#include "unit/base/folder.h"
#include "unit/tree/tree.h"

#include "xenboot/check.h"
#include "xenboot/emit.h"

/* ---- The parts --------------------------------------------------------------------------------- */

enum part {
	ARCH,
	RAM,
	RESERVED,
	BOARD,
	XEN,
	XEN_LINE,
	DOM0,
	DOM0_LINE,
	KERNEL,
	RAMDISK,
	SCRIPT,
	TREE_LOAD,
	TREE,
	OVERLAY,
	DOOR,
	CELLS,
	MEDIUM,
	METHOD,
	NAMES,     /* of files on the server */
	PATHS,     /* of files here */
	SIZES,
	ADDRESSES,
	RELEASE,
	STEPS,
	PINNED,
	PARTS
};
static const char *const part_names[PARTS] = {
	"arch",	     "RAM",    "reserved", "board",	"Xen",	    "Xen's line", "dom0",
	"dom0's line", "kernel", "ramdisk",  "script",	"tree load", "tree",	  "overlay",
	"door",	     "cells",  "medium",   "method",	"names",    "paths",	  "sizes",
	"addresses", "release", "steps",    "pinned"};

static bool has(uint32_t parts, enum part part)
{
	return parts >> part & 1;
}

/* clang-format off */
static const struct tree_row tree_rows[] = {
	NODE("chosen"),
		TEXT("bootargs", "quiet"), TEXT("xen,xen-botargs", "x"), CELLS("linux,initrd-start", 1),
		NODE("module@1"), TEXT("compatible", "multiboot,kernel\0multiboot,module"), END,
		NODE("module@2"), TEXT("compatible", "multiboot,modul"), END,
	END,
	NODE("cpus"), NODE("cpu@0"), TEXT("device_type", "cpu"), END, END,
	{0},
};
/* clang-format on */

static struct xb_load *add_load(struct xb_boot *boot, uint32_t parts, enum xb_load_use use,
				const char *title, const char *file, uint64_t address)
{
	struct xb_load *load = xb_boot_add_load(boot, use, title);

	load->file = has(parts, NAMES) ? xb_arena_strdup(&boot->arena, file) : NULL;
	load->path = has(parts, PATHS) ? xb_arena_strdup(&boot->arena, file) : NULL;
	load->address = address;
	load->placed = has(parts, ADDRESSES);
	load->size_known = has(parts, SIZES);
	load->size = load->occupied = load->footprint = has(parts, SIZES) ? 0x400000 : 0;
	load->said_size = has(parts, PINNED) ? 1 : 0;
	load->present = has(parts, PATHS) && has(parts, PINNED);
	load->image.file_size = 2;
	if (has(parts, MEDIUM)) {
		struct xb_medium *medium = xb_arena_alloc(&boot->arena, sizeof(*medium));

		medium->method = has(parts, METHOD) ? xb_load_methods : NULL;
		medium->command = xb_arena_strdup(&boot->arena, "load usb 0");
		load->from = medium;
	}
	return load;
}

static void add_module(struct xb_boot *boot, enum xb_module_kind kind, size_t domain,
		       const char *node)
{
	xb_boot_add_module(boot, kind, domain, boot->load_count - 1)->node =
		node ? xb_arena_strdup(&boot->arena, node) : NULL;
}

static void add_loads(struct xb_boot *boot, uint32_t parts)
{
	size_t domain = has(parts, DOM0) ? 0 : XB_NONE;

	if (has(parts, SCRIPT))
		add_load(boot, parts, XB_LOAD_SCRIPT, "script", "a:b.scr", 0xFFFFFFFFFFFFFFF0);
	if (has(parts, XEN)) {
		add_load(boot, parts, XB_LOAD_MODULE, "Xen", "x:en", 0x100001);
		add_module(boot, XB_MODULE_XEN, XB_NONE, NULL);
		boot->entrance.xen = boot->load_count - 1;
	}
	if (has(parts, KERNEL)) {
		add_load(boot, parts, XB_LOAD_MODULE, "dom0 kernel", "Image", 0x100002);
		add_module(boot, XB_MODULE_KERNEL, domain, "/chosen/dom0");
	}
	if (has(parts, RAMDISK)) {
		add_load(boot, parts, XB_LOAD_MODULE, "dom0 ramdisk", "rd", 0x120000000);
		add_module(boot, XB_MODULE_RAMDISK, domain, NULL);
	}
	if (has(parts, OVERLAY))
		add_load(boot, parts, XB_LOAD_OVERLAY, "overlay", "o.dtbo", 0);
	if (has(parts, TREE_LOAD)) {
		add_load(boot, parts, XB_LOAD_TREE, "device tree", "t.dtb", 0x100003);
		boot->entrance.tree = boot->load_count - 1;
	}
}

/* A command, each load, and what an editor of the tree would do. */
static void add_steps(struct xb_boot *boot)
{
	static const struct xb_edit edits[] = {
		{.kind = XB_EDIT_SET, .path = "/chosen", .name = "bootargs", .form = XB_FORM_STRINGS,
		 .value = "<1>", .length = 4},
		{.kind = XB_EDIT_MAKE_NODE, .path = "/chosen", .name = "dom0"},
	};

	xb_boot_add_step(boot, XB_STEP_COMMAND, (struct xb_pos){0})->text = "usb start";
	for (size_t i = 0; i < boot->load_count; i++) {
		enum xb_load_use use = boot->loads[i].use;

		if (use != XB_LOAD_SCRIPT)
			xb_boot_add_step(boot, XB_STEP_LOAD, (struct xb_pos){0})->load = i;
		if (use == XB_LOAD_OVERLAY)
			xb_boot_add_step(boot, XB_STEP_OVERLAY, (struct xb_pos){0})->load = i;
	}
	xb_boot_add_step(boot, XB_STEP_TREE, (struct xb_pos){0})->text = "fdtcontroladdr";
	xb_boot_add_step(boot, XB_STEP_ROOM, (struct xb_pos){0})->bytes = 1;
	for (size_t i = 0; i < XB_COUNT(edits); i++)
		xb_boot_add_step(boot, XB_STEP_EDIT, (struct xb_pos){0})->edit = edits[i];
	if (boot->load_count) {
		struct xb_step *step = xb_boot_add_step(boot, XB_STEP_EDIT, (struct xb_pos){0});

		step->edit = (struct xb_edit){.kind = XB_EDIT_SET, .path = "/chosen", .name = "reg"};
		step->load = boot->load_count - 1;
	}
}

static void add_line(struct xb_boot *boot, enum xb_scope scope, const char *text,
		     struct xb_line *line)
{
	line->text = xb_arena_strdup(&boot->arena, text);
	xb_line_split(line, &boot->arena, scope, line->text, (struct xb_pos){0});
}

static struct xb_boot *make(uint32_t parts, struct xb_diags *diags)
{
	static struct xb_board_cpu cpu = {.count = {.value = 2, .given = true}};
	static const struct xb_board board = {
		.name = {.text = "by-hand"},
		.cpu_count = 1,
		.cpus = &cpu,
		.uart = {.compatible = {.text = "x"}, .since = {.text = "9.9"}},
	};
	struct xb_boot *boot = xb_alloc(sizeof(*boot));

	boot->entrance.xen = boot->entrance.tree = XB_NONE;
	boot->arch = has(parts, ARCH) ? "arm64" : NULL;
	if (has(parts, RAM))
		xb_ranges_add(&boot->ram, (struct xb_range){0, 0x8000000});
	if (has(parts, RESERVED))
		xb_named_ranges_add(&boot->reserved, (struct xb_range){0x100000, 0x1000}, "firmware");
	boot->board = has(parts, BOARD) ? &board : NULL;
	boot->gic = has(parts, BOARD) ? "v2" : NULL;
	boot->cpus = has(parts, BOARD) ? 2 : 0;
	boot->xen_version = has(parts, RELEASE) ? "4.17" : NULL;
	boot->cells = has(parts, CELLS) ? 1 : 0;
	boot->sizes_pinned = has(parts, PINNED);
	boot->entrance.door = has(parts, DOOR) ? xb_doors : NULL;
	if (has(parts, XEN_LINE))
		add_line(boot, XB_SCOPE_XEN,
			 "dom0_mem=9G dom0_max_vcpus=99 sched=null vwfi=native vwfi=x dtuart=y "
			 "iommu=force xsm=flask llc-size=1 blab root=/dev/ram0", &boot->xen_line);
	if (has(parts, DOM0)) {
		xb_boot_add_domain(boot, "dom0")->hardware = true;
		if (has(parts, DOM0_LINE))
			add_line(boot, XB_SCOPE_LINUX, "console=tty0 root=/dev/ram0 initrd=1 earlycon",
				 &boot->domains[0].line);
	}
	if (has(parts, TREE))
		boot->tree = tree_read(tree_rows, diags);
	add_loads(boot, parts);
	if (has(parts, STEPS))
		add_steps(boot);
	xb_boot_edit_tree(boot, diags);
	xb_plan_map(boot);
	return boot;
}

/* ---- What must hold ---------------------------------------------------------------------------- */

/* Nothing that was absent is printed, and no hint speaks of a profile. */
static void check_text_of(const char *label, const char *text, bool hint)
{
	static const char *const of_profiles[] = {
		"dom0.", "xen.options", "device-tree.", "output.", "load.", "emit:", "padding:",
		"edits:", ".size", "script-address", "load-as", "profile"};

	if (!text)
		return;
	if (strstr(text, "(null)"))
		fail_msg("%s: %s", label, text);
	for (size_t i = 0; hint && i < XB_COUNT(of_profiles); i++)
		if (strstr(text, of_profiles[i]))
			fail_msg("%s: a hint names %s: %s", label, of_profiles[i], text);
}

static void check_diags_of(const char *label, const struct xb_diags *diags)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < diags->count; i++) {
		check_text_of(label, diags->items[i].message, false);
		check_text_of(label, diags->items[i].hint, true);
	}
	xb_diags_text(diags, &out);
	xb_diags_json(diags, &out);
	xb_diags_sarif(diags, &out);
	check_text_of(label, out.data, false);
	xb_buf_clear(&out);
}

/* All that is written of BOOT, or refused. */
static void put_all(const struct xb_context *context, struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_output_set all = {.kinds = UINT32_MAX};
	const struct xb_output_file *file;
	struct xb_origins origins = {0};
	const struct xb_emit_options options = {
		.digest = true, .origins = &origins};

	for (size_t i = 0; (file = xb_output_file(&all, i)); i++)
		file->write(boot, &options, out, diags);
	for (size_t i = 0; i < xb_map_format_count; i++)
		xb_map_formats[i].write(context, out);
	xb_map_put_facts(context, out);
	xb_map_put_dom0(context, out);
	xb_emit_chosen(boot, &origins, out, diags);
	xb_emit_cmdline(boot, &origins, out);
	xb_emit_prompt_line(boot, out);
	xb_origins_clear(&origins);
}

static const char *label_of(uint32_t parts)
{
	static char label[512];
	size_t length = 0;

	for (size_t i = 0; i < PARTS; i++)
		if (!has(parts, (enum part)i))
			length += (size_t)snprintf(label + length, sizeof(label) - length, "%s%s",
						   length ? ", " : "without ", part_names[i]);
	return length ? label : "with all";
}

static size_t judge(const struct xb_catalog *catalog, uint32_t parts)
{
	const char *label = label_of(parts);
	struct xb_diags diags = {0};
	struct xb_boot *boot = make(parts, &diags);
	struct xb_context context;
	struct xb_buf out = {0};
	size_t said;

	xb_context_init(&context, boot, catalog);
	xb_check(&context, &diags);
	said = diags.count;
	put_all(&context, &out, &diags);
	check_diags_of(label, &diags);
	for (size_t i = 0; i < out.length; i += strlen(out.data + i) + 1)
		check_text_of(label, out.data + i, false);
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
	xb_context_clear(&context);
	free(boot->reserved.items ? boot->reserved.items[0].name : NULL);
	xb_boot_free(boot);
	return said;
}

static void any_part_may_be_missing(void **state)
{
	const struct xb_catalog *catalog = *state;
	const uint32_t all = ((uint32_t)1 << PARTS) - 1;
	uint32_t seed = 1;

	check_bool("the whole has faults", judge(catalog, all) > 20, true);
	judge(catalog, 0);
	for (uint32_t i = 0; i < PARTS; i++) {
		judge(catalog, (uint32_t)1 << i);
		judge(catalog, all & ~((uint32_t)1 << i));
		for (uint32_t k = 0; k < i; k++)
			judge(catalog, all & ~((uint32_t)1 << i | (uint32_t)1 << k));
	}
	for (int round = 0; round < 4000; round++) {
		seed = seed * 1664525 + 1013904223;
		judge(catalog, seed >> 4 & all);
	}
}

/* Each rule is reached by the whole, or says by its needs why it is not. */
static void every_rule_says_what_it_needs(void **state)
{
	(void)state;
	for (size_t i = 0; i < xb_rule_count; i++) {
		const struct xb_rule *rule = &xb_rules[i];

		assert_non_null(rule->about);
		assert_true(rule->about[0] && strlen(rule->about) < 80);
		for (unsigned bit = 0; bit < 32; bit++)
			if (rule->needs & 1u << bit)
				assert_non_null(xb_need_name(bit));
	}
	assert_null(xb_need_name(31));
}

static int load_catalog(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};

	*state = xb_catalog_load(data, &diags);
	assert_non_null(*state);
	xb_data_free(data);
	return 0;
}

static int free_catalog(void **state)
{
	xb_catalog_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_part_may_be_missing),
		cmocka_unit_test(every_rule_says_what_it_needs),
	};

	return cmocka_run_group_tests(tests, load_catalog, free_catalog);
}
